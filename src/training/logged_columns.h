/* logged_columns.h -- which columns of a log hold the step and the rate. */
#ifndef TRAINING_LOGGED_COLUMNS_H
#define TRAINING_LOGGED_COLUMNS_H

#include "training/logged_rates.h"

struct logged_columns {
    size_t x, y;
    bool counted; /* there is no x: rows are counted */
    long times;   /* steps of one x */
};

bool logged_columns_choose(struct logged_columns *columns,
                           const struct logged_request *request,
                           const struct spec *spec, const struct csv *csv,
                           struct error *error);

/* The row that the present record, the `record`th, is about. */
bool logged_columns_row(const struct logged_columns *columns,
                        const struct csv *csv, size_t record, long *row,
                        struct error *error);

#endif
