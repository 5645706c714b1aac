/* quadratic.c -- half a squared length, stretched along axes that may be
 * turned: every condition number, on which noise can be studied. */
#include <math.h>

#include "base/random.h"
#include "problem/terms.h"

/* The reflections that a rotation is made of; each costs a product of vectors.
 */
enum { MIRRORS = 4 };

struct quadratic {
    struct problem_options options;
    double condition;
    long rotation_seed;
    double *mirrors; /* [MIRRORS][dim], of length 1; NULL: no rotation */
};

static const struct parameter parameters[] = {
    INTEGER(struct problem_options, dim, "null", "[1,inf) or null",
            "how many parameters; null follows from start"),
    REAL(struct quadratic, condition, "100", "[1,inf)",
         "the largest second derivative over the least"),
    INTEGER(struct quadratic, rotation_seed, "null", "[0,inf) or null",
            "which random axes are taken; null: the parameters' own"),
    REALS(struct problem_options, start, "null", "(-inf,inf) or null",
          "where they begin; null is the standard start"),
    END_OF_TABLE,
};

static bool
quadratic_check(const struct node *node, struct error *error)
{
    struct quadratic *self = node->self;
    size_t size = problem_dim(node);

    if (self->rotation_seed == INTEGER_NULL || size > (size_t)DIMENSION_MOST)
        return true;
    self->mirrors =
        arena_alloc(node->arena, MIRRORS * size, sizeof *self->mirrors);
    if (!self->mirrors)
        return error_memory(error);
    for (size_t k = 0; k < MIRRORS; k++) {
        const struct stream_key key = {.seed = (uint64_t)self->rotation_seed,
                                       .draw = k};
        double *mirror = self->mirrors + k * size, sum = 0;

        random_normals(&key, 0, size, mirror);
        for (size_t i = 0; i < size; i++)
            sum += mirror[i] * mirror[i];
        for (size_t i = 0; i < size; i++)
            mirror[i] /= sqrt(sum);
    }
    return true;
}

static void
reflect(const double *mirror, size_t size, double *y)
{
    double sum = 0;

    for (size_t i = 0; i < size; i++)
        sum += mirror[i] * y[i];
    for (size_t i = 0; i < size; i++)
        y[i] -= 2 * sum * mirror[i];
}

TERMS(quadratic, t)
{
    const struct quadratic *self = t->self;
    size_t mirrors = self->mirrors ? MIRRORS : 0;
    double *y = t->scratch, share = 1 / fmax(1, (double)t->size - 1);

    for (size_t i = 0; i < t->size; i++)
        y[i] = at(t, i);
    for (size_t k = 0; k < mirrors; k++)
        reflect(self->mirrors + k * t->size, t->size, y);
    for (size_t i = 0; i < t->size; i++) {
        double stretch = pow(self->condition, (double)i * share);

        term(t, stretch * y[i] * y[i] / 2);
        y[i] *= stretch;
    }
    for (size_t k = mirrors; k-- > 0;)
        reflect(self->mirrors + k * t->size, t->size, y);
    t->slope = 1;
    for (size_t i = 0; i < t->size; i++)
        by(t, i, y[i]);
}

static size_t
quadratic_scratch(const void *self, size_t lanes)
{
    (void)lanes;
    return (size_t)((const struct problem_options *)self)->dim;
}

const struct problem problem_quadratic = {
    .kind = {.name = "quadratic",
             .summary = "a bowl of a given condition number",
             .formula = "f(x) = sum of c^((i - 1) / (n - 1)) y[i]^2 / 2, "
                        "i = 1, ..., n\n"
                        "c = condition, y = x turned to random axes",
             .source = "Zhang et al. (2019), the noisy quadratic model; the "
                       "noise is gradient.noise_std",
             .example = "quadratic(dim=2, condition=100, rotation_seed=1)",
             TABLE_OF(struct quadratic, parameters),
             .check = quadratic_check},
    .properties = CONVEX | SMOOTH,
    FROM(1, 2),
    .start = SPOT(1),
    .minima = {SPOT(0)},
    BETWEEN(-2, 2),
    .scratch = quadratic_scratch,
    .evaluate = quadratic,
};
