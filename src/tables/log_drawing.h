/* log_drawing.h -- which columns of logs are drawn, and what tells their curves
 * apart. */
#ifndef TABLES_LOG_DRAWING_H
#define TABLES_LOG_DRAWING_H

#include "tables/log_names.h"

/* A quantity that is drawn: a column of each log that has it. */
struct log_quantity {
    const char *name;
    const char *label;  /* "lr" where it is the only rate */
    enum log_role role; /* that its columns play in other logs; LOG_ROLES */
    bool rate;
    size_t *columns; /* [count]; NO_COLUMN where a log lacks it */
};

/* Start with the request, down to log_x. */
struct log_drawing {
    struct arena *arena;
    const char *const *paths; /* [count]; "-" is standard input */
    size_t count;
    struct log_form form;       /* of each file */
    const char *delimiter;      /* --delimiter; NULL: as the form says */
    const char *x_name, *names; /* --x, and --y's list; NULL: the usual ones */
    bool log_x;                 /* a logarithmic axis: x must be above 0 */
    size_t limit;               /* bytes of JSON */
    /* The rest is filled in. */
    struct log *logs;    /* [count] */
    const char **titles; /* [count] names, without folders where unique */
    const char *x;
    size_t y_count, y_room;
    struct log_quantity *y;
    bool more;              /* columns are left out, and --y was not given */
    size_t run_count;       /* of all logs */
    const char **run_names; /* [run_count] */
    bool scattered;         /* see struct log */
};

/* Reads all files, and chooses what is drawn. */
bool log_drawing_read(struct log_drawing *drawing, struct error *error);

/* Its own: chooses x and y. */
bool log_drawing_choose(struct log_drawing *drawing, struct error *error);

/* The value of y number k in a row; NaN where there is none, INFINITY where
 * what was logged is not finite. */
double log_drawing_value(const struct log_drawing *drawing, size_t number,
                         size_t row, size_t k);

/* Checks that some file has something to draw, and adds a line to `notes` for
 * each file or column that has not. */
bool log_drawing_check(const struct log_drawing *drawing, struct text *notes,
                       struct error *error);

#endif
