/* lrsim.h -- load and run a spec without a command line.
 *
 *     struct arena arena = {0};
 *     struct lrsim lrsim = {.arena = &arena};
 *     struct error error = {0};
 *
 *     if (lrsim_load_text(&lrsim, "{\"optimizer\": \"adam\"}", &error) &&
 *         lrsim_begin(&lrsim, true, "step,lr,loss", &error))
 *         lrsim_run(&lrsim, lrsim.spec.steps, print_row, NULL);
 *     arena_free(&arena);
 *
 * compare/comparison.h compares several specs in the same way. */
#ifndef LIB_LRSIM_H
#define LIB_LRSIM_H

#include "simulate/columns.h"
#include "simulate/families.h"
#include "spec/spec_input.h"

/* Start with an arena, which holds everything.  It must not move after
 * lrsim_begin(). */
struct lrsim {
    struct arena *arena;
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct columns columns; /* of the rows */
    double *row;            /* the present one, [columns.count] */
};

/* Loads the spec of an operand: a file, or "-" for standard input. */
bool lrsim_load(struct lrsim *lrsim, const struct spec_input *input,
                struct error *error);

/* Loads a spec from JSON text, which must stay. */
bool lrsim_load_text(struct lrsim *lrsim, const char *json,
                     struct error *error);

/* Prepares a run, or the schedule alone, whose rows have these columns (NULL:
 * the usual ones). */
bool lrsim_begin(struct lrsim *lrsim, bool run, const char *columns,
                 struct error *error);

/* Simulates the rows up to `last`, or to the one that diverges, and calls
 * `follow` with each. */
void lrsim_run(struct lrsim *lrsim, long last,
               void (*follow)(void *context, const double *row), void *context);

#endif
