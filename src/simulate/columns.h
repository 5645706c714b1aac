/* columns.h -- the columns of rows: their names, and where their values are. */
#ifndef SIMULATE_COLUMNS_H
#define SIMULATE_COLUMNS_H

#include "base/nearest.h"
#include "simulate/simulation.h"

struct columns {
    size_t count;
    const char **names;
    const double **values; /* of the current row */
};

/* Selects the columns of a list such as "step,lr,x0", where "lr" or "x" means
 * all that are numbered; NULL: the usual ones.  Errors name the list by
 * `flag`. */
bool columns_select(struct simulation *simulation, const char *flag,
                    const char *list, struct arena *arena,
                    struct columns *columns, struct error *error);

/* Names the usual columns of all simulations, in their order; their places are
 * for columns_match() to find.  False: out of memory. */
bool columns_name_all(struct simulation *const *simulations, size_t count,
                      struct arena *arena, struct columns *columns);

/* Selects columns by the names that another simulation has; those that this
 * one lacks are NaN.  False: out of memory. */
bool columns_match(struct simulation *simulation, const char *const *names,
                   size_t count, struct arena *arena, struct columns *columns);

/* The names of columns behind that of the run's number; NULL: out of memory. */
const char *const *columns_behind_run(const struct columns *columns,
                                      struct arena *arena);

/* The value of one column; NULL where the simulation has none of this name:
 * `nearest` then has all names. */
const double *column_find(struct simulation *simulation, const char *name,
                          struct nearest *nearest);

/* The error for a name that is not a column. */
bool column_unknown(const struct simulation *simulation,
                    const struct source *source, size_t offset,
                    const char *name, const struct nearest *nearest,
                    struct error *error);

/* Copies the values of the current row. */
static inline void
columns_gather(const struct columns *columns, double *row)
{
    for (size_t i = 0; i < columns->count; i++)
        row[i] = *columns->values[i];
}

#endif
