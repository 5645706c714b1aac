/* column_series.h -- the table of columns that a simulation can have. */
#ifndef SIMULATE_COLUMN_SERIES_H
#define SIMULATE_COLUMN_SERIES_H

#include "base/nearest.h"
#include "simulate/simulation.h"

enum { COLUMN_SERIES = 24 };

/* One column, or a series of numbered ones: lr, or lr0, lr1, … */
struct column_series {
    const char *name;
    bool numbered;
    size_t count; /* 0: the simulation has none */
    const double *values;
    size_t stride; /* from one value to the next, in doubles */
    size_t usual;  /* how many are selected without being named */
};

/* Fills in those of a simulation, in their order. */
void column_series_list(const struct simulation *simulation,
                        struct column_series series[COLUMN_SERIES]);

/* The series that a name means: one of its columns, `*index`, or all of them
 * where `*one` is false.  NULL where it means none; `nearest` then has all
 * names. */
const struct column_series *
column_series_find(const struct column_series series[COLUMN_SERIES],
                   const char *name, size_t *index, bool *one,
                   struct nearest *nearest);

/* Where a value is; the simulation computes it from now on. */
const double *column_series_value(struct simulation *simulation,
                                  const struct column_series *series, size_t i);

#endif
