/* suites.h -- the suites that all.c runs, and what tests share. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>

#include "spec/spec.h"

/* One line a suite. */
#define SUITES(X)                                                              \
    X(base)                                                                    \
    X(random)                                                                  \
    X(number)                                                                  \
    X(sample)                                                                  \
    X(parallel)                                                                \
    X(tree)                                                                    \
    X(csv)                                                                     \
    X(log)                                                                     \
    X(metric)                                                                  \
    X(records)                                                                 \
    X(log_drawing)                                                             \
    X(expression)                                                              \
    X(expression_gradient)                                                     \
    X(spec)                                                                    \
    X(json)                                                                    \
    X(short_form)                                                              \
    X(override)                                                                \
    X(load_spec)                                                               \
    X(print)                                                                   \
    X(put)                                                                     \
    X(length)                                                                  \
    X(value_set)                                                               \
    X(kind_law)                                                                \
    X(row_law)                                                                 \
    X(schedule_law)                                                            \
    X(schedule)                                                                \
    X(problem)                                                                 \
    X(mgh)                                                                     \
    X(optimizer)                                                               \
    X(seeds)                                                                   \
    X(oracle)                                                                  \
    X(drivers)                                                                 \
    X(beside)                                                                  \
    X(logged_rates)                                                            \
    X(explain)                                                                 \
    X(recognise)                                                               \
    X(recognise_examples)                                                      \
    X(configs)                                                                 \
    X(diff)                                                                    \
    X(export)                                                                  \
    X(lockstep)                                                                \
    X(simulate)                                                                \
    X(restart)                                                                 \
    X(expect)                                                                  \
    X(expected)                                                                \
    X(range_test)                                                              \
    X(warnings)                                                                \
    X(output)                                                                  \
    X(stream)                                                                  \
    X(curve)                                                                   \
    X(axis)                                                                    \
    X(picture)                                                                 \
    X(hostile_text)                                                            \
    X(gif)                                                                     \
    X(pdf)                                                                     \
    X(landscape)                                                               \
    X(least_squares)                                                           \
    X(predict)                                                                 \
    X(lrsim)                                                                   \
    X(comparison)                                                              \
    X(rank_table)                                                              \
    X(grid)                                                                    \
    X(shard)                                                                   \
    X(sweep)                                                                   \
    X(reference)

#define DECLARE_SUITE(name) Suite *name##_suite(void);
SUITES(DECLARE_SUITE)
#undef DECLARE_SUITE

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Loads a spec from JSON text, which must stay.  The caller frees document
 * and arena. */
bool load_text(const char *json, struct arena *arena, struct document *document,
               struct spec *spec, struct error *error);

/* The line of an error, which stays for the next three calls. */
const char *error_line(const struct error *error);

/* Whether an error only says that this build lacks libyaml; what needs it is
 * then skipped, and noted as skip.sh does. */
bool lacks_yaml(const struct error *error);

/* Numbers that look random and are the same every time (splitmix64). */
uint64_t random_bits(uint64_t *state);
double random_between(uint64_t *state, double low, double high);

#endif
