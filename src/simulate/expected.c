/* expected.c -- second moments of the parameters of a quadratic with noise: a
 * linear update makes new ones of the old. */
#include "simulate/expected.h"

#include <math.h>

#include "simulate/simulation.h"

static bool
check_gradient_options(const struct spec *spec, struct error *error)
{
    const struct gradient_options *options = spec->gradient.self;

    return (isnan(options->agc) && isnan(options->clip_value) &&
            isnan(options->clip_norm)) ||
           error_at(error, spec->gradient.place,
                    "must not clip beside --expected: what that does to the "
                    "expected loss is not known");
}

static bool
check_parts(const struct simulation *simulation, struct error *error)
{
    const struct spec *spec = simulation->spec;

    if (!simulation->problem->parabola)
        return error_plain(error, STATUS_WRONG,
                           "--expected: needs --problem power_law; the "
                           "expected loss of %s is not known",
                           simulation->problem->kind.name);
    if (simulation->groups.count > 1)
        return error_plain(error, STATUS_WRONG,
                           "--expected: needs one group of parameters, not %zu",
                           simulation->groups.count);
    if (!simulation->groups.items[0].optimizer->moments)
        return error_plain(
            error, STATUS_WRONG,
            "--expected: needs --optimizer sgd; under %s it takes --seeds",
            simulation->groups.items[0].optimizer->kind.name);
    if (simulation->schedule && simulation->schedule->uses_metric &&
        spec->metric.count == 0)
        return error_plain(error, STATUS_WRONG,
                           "--expected: needs rates that do not depend on the "
                           "loss; give the plateau a metric");
    return check_gradient_options(spec, error);
}

bool
expected_make(struct simulation *simulation, struct arena *arena,
              struct error *error)
{
    struct expected *expected;

    if (!check_parts(simulation, error))
        return false;
    expected = arena_alloc(arena, 1, sizeof *expected);
    if (!expected)
        return error_memory(error);
    expected->moments =
        arena_alloc(arena, 3 * simulation->dim, sizeof *expected->moments);
    if (!expected->moments)
        return error_memory(error);
    for (size_t i = 0; i < simulation->dim; i++)
        expected->moments[3 * i] = simulation->x[i] * simulation->x[i];
    simulation->derived.expected = expected;
    simulation->derived.active = true;
    return true;
}

void
expected_row(struct simulation *simulation)
{
    struct expected *expected = simulation->derived.expected;

    expected->loss = 0;
    for (size_t i = 0; i < simulation->dim; i++) {
        double curvature, variance;

        simulation->problem->parabola(simulation->spec->problem.self, i,
                                      &curvature, &variance);
        expected->loss += curvature * expected->moments[3 * i] / 2;
    }
}

void
expected_update(struct simulation *simulation)
{
    const struct gradient_options *options = simulation->spec->gradient.self;
    const struct param_group *group = &simulation->groups.items[0];
    double more = options->noise_std * options->noise_std;
    double share = 1 / (double)options->accumulate;

    for (size_t i = 0; i < simulation->dim; i++) {
        double curvature, variance;

        simulation->problem->parabola(simulation->spec->problem.self, i,
                                      &curvature, &variance);
        group->optimizer->moments(
            group->self, &group->update, curvature, share * (variance + more),
            simulation->derived.expected->moments + 3 * i);
    }
}
