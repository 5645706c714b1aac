/* check_gradient.c -- compares a gradient with finite differences. */
#include "simulate/check_gradient.h"

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "problem/problem.h"

/* Points at most, derivatives compared at each, parameters evaluated in all,
 * and parameters printed. */
enum { POINTS = 1000, DERIVATIVES = 16, WORK = 1 << 28, SHOWN = 16 };

/* The differences are hardly more accurate; a wrong gradient is further off. */
static const double tolerance = 1e-6;

/* A problem at one point. */
struct probe {
    const struct node *node;
    size_t size;
    struct point point;
    double *x, value; /* the caller fills x */
};

/* The largest error so far. */
struct gradient_error {
    double relative; /* -1: no value was finite */
    size_t parameter;
    double derivative, difference;
    double *x;
};

static long
count_points(const struct probe *probe)
{
    size_t many = probe->size < DERIVATIVES ? probe->size : DERIVATIVES;
    size_t most = WORK / (many * probe->size * 8);

    return most > POINTS ? POINTS : most < 1 ? 1 : (long)most;
}

/* The k-th derivative to compare: each one, or a random one of many. */
static size_t
parameter_at(const struct probe *probe, const struct stream_key *key, size_t k)
{
    if (probe->size <= DERIVATIVES)
        return k;
    return (size_t)(random_uniform(key, probe->size + k) * (double)probe->size);
}

static void
evaluate(struct probe *probe)
{
    problem_of(probe->node)->evaluate(probe->node->self, &probe->point);
}

/* Of fourth order, with steps of h times the parameter. */
static double
difference(struct probe *probe, size_t i, double h)
{
    static const double weights[] = {1, -8, 0, 8, -1};
    double here = probe->x[i], sum = 0;

    h *= fmax(1, fabs(here));
    for (int k = -2; k <= 2; k++) {
        if (k == 0)
            continue;
        probe->x[i] = here + k * h;
        evaluate(probe);
        sum += weights[k + 2] * probe->value;
    }
    probe->x[i] = here;
    return sum / (12 * h);
}

/* That one of several differences that comes closest to `derivative`, as soon
 * as it is nearer than `enough`: short waves need short steps, where smooth
 * functions suffer from rounding, and a kink may be near. */
static double
nearest_difference(struct probe *probe, size_t i, double derivative,
                   double enough)
{
    double best = difference(probe, i, 1e-4);

    for (double h = 1e-3; !(fabs(derivative - best) <= enough) && h > 1e-8;
         h /= 10) {
        double other = difference(probe, i, h);

        if (!(fabs(derivative - other) >= fabs(derivative - best)))
            best = other;
    }
    return best;
}

static void
compare_point(struct probe *probe, const struct stream_key *key,
              struct gradient_error *worst)
{
    double value;

    evaluate(probe);
    value = probe->value;
    for (size_t k = 0; isfinite(value) && k < probe->size && k < DERIVATIVES;
         k++) {
        size_t i = parameter_at(probe, key, k);
        double derivative = probe->point.gradient[i];
        double scale = 1 + fabs(value) + fabs(derivative);
        double found = nearest_difference(probe, i, derivative, 1e-10 * scale);
        double off = fabs(found - derivative) / scale;

        off = isfinite(derivative) ? off : INFINITY;
        if (isfinite(found) && off > worst->relative) {
            *worst =
                (struct gradient_error){off, i, derivative, found, worst->x};
            memcpy(worst->x, probe->x, probe->size * sizeof *probe->x);
        }
        evaluate(probe);
    }
}

static void
add_result(const struct probe *probe, long count,
           const struct gradient_error *worst, struct text *text)
{
    text_format(text, "%s: ", probe->node->kind->name);
    if (worst->relative < 0) {
        text_format(text, "no finite value at %ld points\n", count);
        return;
    }
    text_format(text,
                "the largest error at %ld points is %.2g: derivative %zu is ",
                count, worst->relative, worst->parameter);
    text_number(text, worst->derivative);
    text_string(text, ", by finite differences ");
    text_number(text, worst->difference);
    for (size_t i = 0; i < probe->size && i < SHOWN; i++) {
        text_string(text, i ? ", " : ", at ");
        text_number(text, worst->x[i]);
    }
    text_string(text, probe->size > SHOWN ? ", ...\n" : "\n");
}

bool
check_gradients(const struct spec *spec,
                const struct gradient_progress *progress, struct text *text,
                bool *wrong, struct error *error)
{
    const struct node *node = &spec->problem;
    struct gradient_error worst = {.relative = -1};
    struct probe probe = {.node = node, .size = problem_dim(node)};
    long count;

    probe.x = problem_point(node, 1, &probe.value, &probe.point, text->arena);
    worst.x = arena_alloc(text->arena, probe.size, sizeof *worst.x);
    if (!probe.x || !worst.x)
        return error_memory(error);
    count = count_points(&probe);
    for (long n = 0; n < count; n++) {
        struct stream_key key = {.seed = (uint64_t)spec->seed,
                                 .step = (uint64_t)n};

        for (size_t i = 0; i < probe.size; i++) {
            double low = problem_low(node, i), high = problem_high(node, i);

            probe.x[i] = low + (high - low) * random_uniform(&key, i);
        }
        compare_point(&probe, &key, &worst);
        if (progress->call)
            progress->call(progress->context, n + 1, count);
    }
    add_result(&probe, count, &worst, text);
    /* A problem without finite values is not confirmed either. */
    *wrong |= worst.relative > tolerance || worst.relative < 0;
    return true;
}
