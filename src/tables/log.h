/* log.h -- any log that a training left, as columns of numbers over its steps.
 *
 * The content of a file decides its shape, never its name.  Each shape is a
 * file in shapes/ and a line in log_shapes.h; log_names.c has the names of
 * steps, rates and losses. */
#ifndef TABLES_LOG_H
#define TABLES_LOG_H

#include "base/input.h"
#include "base/text.h"

#define NO_COLUMN ((size_t)-1)

/* How a value was printed, and where. */
struct log_cell {
    const char *text; /* NULL: a gap */
    size_t line, column;
};

struct log_column {
    const char *name;
    double *values; /* [log.rows]; NaN where there is none, see log_is_gap() */
    /* [log.rows] of the rates where the request keeps cells; else NULL. */
    struct log_cell *cells;
    size_t present; /* records that have a value */
    /* Of a column of words: its different words, which the values number. */
    size_t word_count;
    const char **words;
    /* The first value that is no number, in a column of numbers; text NULL:
     * none. */
    struct log_cell wrong;
};

/* The updates whose rate a record may show: that of its own step less so many.
 * The likeliest comes first. */
struct log_offsets {
    size_t count;
    int items[2];
};

/* Start with an arena; log_read() fills in the rest.  Everything lives in the
 * arena. */
struct log {
    struct arena *arena;
    const char *name;  /* of the file, as errors say it */
    const char *shape; /* "trainer_state", as `lrsim list formats` has it */
    /* "hf", "llamafactory", "megatron", …; NULL: not known. */
    const char *system;
    size_t records; /* that were read */
    size_t rows;    /* by run and x, one for each x where that is a step */
    size_t count;
    struct log_column *columns; /* [count] */
    double *x;                  /* [rows] */
    const char *x_name;         /* "step"; "row" where the rows are counted */
    bool epochs;                /* x is the epoch */
    bool counted;               /* x is the number of the row, from 0 */
    /* Columns, or NO_COLUMN.  The rate is the requested one. */
    size_t x_column, rate, loss, eval_loss;
    /* Of a sweep, which has a row for each run: its first result. */
    size_t results;
    /* Runs that follow or overlie one another: by the column "run", by words,
     * or by the variables of a sweep. */
    size_t run_count;       /* 1 at least */
    size_t *runs;           /* [rows], rising; NULL: there is one */
    const char **run_names; /* [run_count]; NULL: there is one */
    bool scattered; /* a variable has too many values to tell runs apart */
    long total;     /* steps of the whole training, 0: the log does not say */
    struct log_offsets offsets;
    struct text notes; /* whole lines for standard error */
};

/* How a file is read, whatever its content says; zero is a good start. */
struct log_form {
    const struct log_shape *shape; /* NULL: by content */
    char delimiter;                /* of columns; '\0': guessed */
};

/* The form of a word of `lrsim list formats`; false: no log is read so. */
bool log_form_find(const char *word, struct log_form *form);

/* What is asked of a log; zero is a good start. */
struct log_request {
    const char *x, *y; /* columns; NULL: the usual step, and the usual rate */
    struct log_form form;
    bool cells;   /* keep the cells of the rates, or of `y` */
    size_t limit; /* bytes of JSON; 0: the usual limit */
    /* Of a table without steps, the first column that is nothing measured, and
     * of a sweep a variable, is x. */
    bool any_x;
};

/* Reads a whole file ("-": standard input).  Rows are ordered by x; of two rows
 * with one x, and of two runs of which the later one starts again, the later
 * one wins, and log->notes says so.  A log without steps is counted.  Errors
 * name the column that is missing, and say what to do about a file that cannot
 * be read as it is. */
bool log_read(struct log *log, const char *path,
              const struct log_request *request, struct error *error);

/* The same of an input that is open, and may have been looked at. */
bool log_read_input(struct log *log, struct input *input,
                    const struct log_request *request, struct error *error);

/* Whether a value is missing; a NaN that was logged is not. */
bool log_is_gap(double value);

/* The column of this name, or of which it is the last part ("lr" of
 * "run - train/lr") if only one has it; NO_COLUMN: none. */
size_t log_find(const struct log *log, const char *name);

/* The same; the error begins with `flag`, suggests the nearest name and lists
 * all. */
bool log_column(const struct log *log, const char *flag, const char *name,
                size_t *column, struct error *error);

/* The error "--y: log.csv MESSAGE step, loss, …", with all columns. */
bool log_columns_error(const struct log *log, const char *flag,
                       const char *message, struct error *error);

/* Fails where a column has words among its numbers, or instead of them. */
bool log_check_numbers(const struct log *log, size_t column,
                       struct error *error);

/* Notes "14 of 802 records have no lr", where that is so. */
void log_note_missing(struct log *log, size_t column);

#endif
