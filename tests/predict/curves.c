/* curves.c -- made-up runs. */
#include "tests/predict/curves.h"

#include <check.h>
#include <math.h>

#include "base/random.h"

enum { WARMUP = 100, FITTED_FROM = 200 };

static double
shape_factor(enum curve_shape shape, double share)
{
    switch (shape) {
    case SHAPE_WSD:
        return share < 0.8 ? 1 : (1 - share) / 0.2;
    case SHAPE_COSINE:
        return 0.55 + 0.45 * cos(3.14159265358979323846 * share);
    case SHAPE_TWO_STAGES:
        return share < 0.5 ? 1 : 0.3;
    case SHAPE_CONSTANT:
        break;
    }
    return 1;
}

double *
make_rates(enum curve_shape shape, size_t updates, struct arena *arena)
{
    double *rates = arena_alloc(arena, updates, sizeof *rates);

    for (size_t i = 0; i < updates; i++)
        rates[i] =
            i < WARMUP
                ? 1e-3 * (double)i / WARMUP
                : 1e-3 * shape_factor(shape, (double)(i - WARMUP) /
                                                 (double)(updates - WARMUP));
    return rates;
}

void
make_run(const struct loss_law *law, enum curve_shape shape, size_t updates,
         size_t every, double noise, uint64_t seed, struct fitted_run *run,
         struct arena *arena)
{
    struct stream_key key = {.seed = seed};
    struct error error = {0};
    size_t count = (updates - FITTED_FROM) / every + 1;
    double *places = arena_alloc(arena, 3 * count, sizeof *places);
    double *losses = places + count, *normals = losses + count;

    ck_assert(rate_sums_make(&run->curve, make_rates(shape, updates, arena),
                             updates, arena, &error));
    for (size_t i = 0; i < count; i++)
        places[i] = (double)(FITTED_FROM + i * every);
    loss_law_predict(law, &run->curve, count, places, losses);
    random_normals(&key, 0, count, normals);
    for (size_t i = 0; i < count; i++)
        losses[i] *= exp(noise * normals[i]);
    run->count = count;
    run->places = places;
    run->losses = losses;
}
