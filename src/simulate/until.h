/* until.h -- --until: a condition on a row that ends the run. */
#ifndef SIMULATE_UNTIL_H
#define SIMULATE_UNTIL_H

#include "expression/expression.h"
#include "simulate/columns.h"

struct until {
    const struct expression *program; /* NULL: there is no condition */
    struct columns columns;           /* that it names, by slot */
    double *variables, *scratch;
};

/* Parses a condition over the columns of a row. */
bool until_parse(struct until *until, const char *text,
                 struct simulation *simulation, struct arena *arena,
                 struct error *error);

/* Whether it holds in the current row. */
bool until_holds(const struct until *until);

#endif
