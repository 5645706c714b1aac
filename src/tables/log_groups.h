/* log_groups.h -- the rows of tables that hold several runs, run by run. */
#ifndef TABLES_LOG_GROUPS_H
#define TABLES_LOG_GROUPS_H

#include "tables/log_tables.h"

struct log_row {
    const struct log_table *table;
    size_t *values; /* [table->key_count] numbers of the keys' values */
    double place;   /* within its run */
    size_t number;  /* in the order in which it was read */
    size_t run;
    double *cells; /* x and every y */
};

/* Start with the tables, whose columns are chosen. */
struct log_groups {
    struct log_tables *tables;
    /* The rest is filled in. */
    struct log_row *rows; /* run by run; those of a sweep by x */
    size_t count, room;
    size_t left_out; /* rows of runs for which there is no room */
    size_t run_count;
    const char **names; /* [run_count] */
    bool scattered;     /* a variable has more values than a picture curves */
};

/* Reads all rows of all tables.  A key with as many words as the table rows
 * (such as the time) is none, nor is one that has a single value.  Adds a line
 * to `notes` where rows of different values share a curve. */
bool log_groups_read(struct log_groups *groups, struct text *notes,
                     struct error *error);

#endif
