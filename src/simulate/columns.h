/* columns.h -- what a row can show, by name, and where its value stands. */
#ifndef SIMULATE_COLUMNS_H
#define SIMULATE_COLUMNS_H

#include "base/nearest.h"
#include "simulate/simulation.h"

struct columns {
    size_t count;
    const char **names;
    const double **values; /* read them when a row is told */
};

/* The columns of a list such as "step,lr,x0", where "lr" or "x" means all
 * that are numbered; NULL: those that apply.  `flag` names the list in
 * errors. */
bool columns_select(struct simulation *simulation, const char *flag,
                    const char *list, struct arena *arena,
                    struct columns *columns, struct error *error);

/* The columns with these names, which another simulation has; those that this
 * one lacks are NaN.  False: out of memory. */
bool columns_match(struct simulation *simulation, const char *const *names,
                   size_t count, struct arena *arena, struct columns *columns);

/* The value of one column; NULL where there is none of this name, and then
 * `nearest` has been shown all names. */
const double *column_find(struct simulation *simulation, const char *name,
                          struct nearest *nearest);

/* The error for a name that is no column. */
bool column_unknown(const struct simulation *simulation,
                    const struct source *source, size_t offset,
                    const char *name, const struct nearest *nearest,
                    struct error *error);

/* Copies the present values. */
static inline void
columns_gather(const struct columns *columns, double *row)
{
    for (size_t i = 0; i < columns->count; i++)
        row[i] = *columns->values[i];
}

#endif
