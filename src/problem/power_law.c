/* power_law.c -- a quadratic whose curvatures and start fall as powers, with
 * the noise of batches: what training a language model looks like to a
 * schedule.
 *
 * All of it is known exactly: `lrsim run --expected` has the expected loss. */
#include <math.h>

#include "base/random.h"
#include "problem/terms.h"

/* Normal deviates drawn at a time. */
enum { CHUNK = 256 };

struct power_law {
    struct problem_options options;
    double spectrum, target, noise;
    long batch;
    double *curvatures; /* [dim] */
};

static const struct parameter parameters[] = {
    INTEGER(struct problem_options, dim, "null", "[1,inf) or null",
            "how many parameters; null is 2000, or follows from start"),
    REAL(struct power_law, spectrum, "1.5", "(-inf,inf)",
         "power with which curvatures fall"),
    REAL(struct power_law, target, "1.2", "(-inf,inf)",
         "power with which the parameters' shares of the first loss fall"),
    REAL(struct power_law, noise, "1", "[0,inf)",
         "variance of the gradient's noise, over the curvature"),
    INTEGER(struct power_law, batch, "1", "[1,inf)",
            "samples that an update sees; they share the noise"),
    REALS(struct problem_options, start, "null", "(-inf,inf) or null",
          "where they begin; null is the standard start"),
    END_OF_TABLE,
};

static bool
power_law_check(const struct node *node, struct error *error)
{
    struct power_law *self = node->self;
    size_t size = problem_dim(node);

    if (size > (size_t)DIMENSION_MOST)
        return true;
    self->curvatures = arena_alloc(node->arena, size, sizeof(double));
    if (!self->curvatures)
        return error_memory(error);
    for (size_t i = 0; i < size; i++)
        self->curvatures[i] = pow((double)i + 1, -self->spectrum);
    return true;
}

/* Its term is i^-target / 2. */
static double
power_law_start(const void *data, size_t index)
{
    const struct power_law *self = data;

    return pow((double)index + 1, (self->spectrum - self->target) / 2);
}

TERMS(power_law, t)
{
    const struct power_law *self = t->self;

    for (size_t i = 0; i < t->size; i++) {
        double slope = self->curvatures[i] * at(t, i);

        term(t, slope * at(t, i) / 2);
        by(t, i, slope);
    }
}

/* What a batch of update t sees: the loss, and a gradient with noise. */
static void
power_law_batch(const void *data, uint64_t seed, long t,
                const struct point *point)
{
    const struct power_law *self = data;
    const struct stream_key key = {
        .seed = seed, .step = (uint64_t)t, .draw = 0x706F776572};
    double normals[CHUNK];

    power_law(data, point);
    for (size_t first = 0; self->noise > 0 && first < point->size;
         first += CHUNK) {
        size_t size = point->size - first < CHUNK ? point->size - first : CHUNK;

        random_normals(&key, first, size, normals);
        for (size_t i = 0; i < size; i++) {
            double noise = sqrt(self->noise * self->curvatures[first + i] /
                                (double)self->batch) *
                           normals[i];

            for (size_t l = 0; l < point->lanes; l++)
                point->gradient[(first + i) * point->lanes + l] += noise;
        }
    }
}

/* The samples never end. */
static long
power_law_epoch(const void *self)
{
    (void)self;
    return 0;
}

static void
power_law_parabola(const void *data, size_t i, double *curvature,
                   double *variance)
{
    const struct power_law *self = data;

    *curvature = self->curvatures[i];
    *variance = self->noise * *curvature / (double)self->batch;
}

const struct problem problem_power_law = {
    .kind = {.name = "power_law",
             .summary = "a quadratic that behaves like a language model",
             .formula =
                 "f(x) = sum of i^-spectrum x[i]^2 / 2, i = 1, ..., n\n"
                 "updates see noise of variance noise i^-spectrum / batch",
             .source = "Zhang et al. (2019), the noisy quadratic model, with "
                       "noise in proportion to the curvature",
             .example = "power_law(dim=20, spectrum=1.5, target=1.2, noise=1, "
                        "batch=16)",
             TABLE_OF(struct power_law, parameters),
             .check = power_law_check},
    .properties = CONVEX | SEPARABLE | SMOOTH,
    FROM(1, 2000),
    .start = RULE(power_law_start, "i^((spectrum - target) / 2)"),
    .minima = {SPOT(0)},
    BETWEEN(-2, 2),
    .evaluate = power_law,
    .batch = power_law_batch,
    .epoch = power_law_epoch,
    .parabola = power_law_parabola,
};
