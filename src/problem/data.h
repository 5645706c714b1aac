/* data.h -- problems that learn from rows of data: their options, the rows,
 * and how these become a value and a gradient. */
#ifndef PROBLEM_DATA_H
#define PROBLEM_DATA_H

#include "problem/problem.h"

/* The largest number of values: 800 MB. */
#define DATA_MOST 100000000L

/* Labels are numbered in this many classes at most. */
enum { CLASSES_MOST = 1000 };

/* Rows of `features` values and a target, in blocks, so that reading them
 * moves none. */
struct data {
    size_t rows, features;
    size_t classes; /* 0: the target is a number, not a label */
    double **blocks;
    size_t block_count, block_room;
};

enum { BLOCK = 1024 };

static inline double *
data_row(const struct data *data, size_t row)
{
    return data->blocks[row / BLOCK] + row % BLOCK * (data->features + 1);
}

/* A set that is made. */
struct synthetic {
    long rows, features, classes, seed;
    double noise;
};

extern const struct family synthetic_family;

struct data_options;

/* How a model learns. */
struct learner {
    /* The number of parameters. */
    size_t (*size)(const void *self, const struct data *data);
    /* The loss of a row, of whose gradient `weight` times is added. */
    double (*learn)(const void *self, const double *x, const double *row,
                    double weight, double *gradient, double *work);
    /* Doubles that `learn` needs; NULL: none. */
    size_t (*work)(const void *self);
    size_t classes_least; /* 0: the target is a number */
    size_t classes_most;
};

/* What the struct of such a problem begins with. */
struct data_options {
    struct problem_options options;
    const char *data, *target;
    struct node synthetic; /* its kind is NULL where there is data */
    long batch_size;
    bool shuffle, drop_last, standardize;
    const struct learner *learner;
    struct data set;
};

#define DATA_ROWS                                                              \
    TEXT(struct data_options, data, "null", "or null",                         \
         "a CSV file, relative to the folder of the spec; null: a synthetic "  \
         "set"),                                                               \
        TEXT(struct data_options, target, "null", "or null",                   \
             "the column that is to be predicted; null: the last"),            \
        OBJECT(struct data_options, synthetic, &synthetic_family, "{}",        \
               "or null", "the set that is made where there is no data"),      \
        INTEGER(struct data_options, batch_size, "0", "[0,inf)",               \
                "rows that an update sees; 0: all of them"),                   \
        BOOLEAN(struct data_options, shuffle, "true",                          \
                "deal them anew for each epoch, from the spec's seed"),        \
        BOOLEAN(struct data_options, drop_last, "false",                       \
                "leave out a last batch that is not full"),                    \
        BOOLEAN(struct data_options, standardize, "false",                     \
                "scale each feature to mean 0 and deviation 1"),               \
        PROBLEM_ROWS(struct problem_options)

/* Reads or makes the data; for a kind's check. */
bool data_check(const struct node *node, const struct learner *learner,
                struct error *error);

/* Fill the data of a problem's options. */
bool data_read(const struct node *node, struct data_options *self,
               struct error *error);
bool data_make(const struct node *node, struct data_options *self,
               struct error *error);

/* Room for one more row, which counts; NULL without memory. */
double *data_add(struct data *data, struct arena *arena);

/* The callbacks of such a problem. */
void data_evaluate(const void *self, const struct point *point);
void data_batch(const void *self, uint64_t seed, long t,
                const struct point *point);
long data_epoch(const void *self);
size_t data_scratch(const void *self, size_t lanes);

#endif
