/* line_search.c -- a bracket around a good step, and a search inside of it.
 *
 * Nocedal & Wright (2006), algorithms 3.5 and 3.6, with the conditions and
 * the cubic interpolation of PyTorch's LBFGS. */
#include "optimizer/line_search.h"

#include <math.h>
#include <string.h>

#define DECREASE 1e-4
#define CURVATURE 0.9
#define NARROW 1e-9

double
dot(const double *a, const double *b, size_t size)
{
    double sum = 0;

    for (size_t i = 0; i < size; i++)
        sum += a[i] * b[i];
    return sum;
}

void
line_evaluate(struct line_search *search, double t, struct line_trial *trial)
{
    const struct update *update = search->update;
    size_t size = update->size;

    for (size_t i = 0; i < size; i++)
        update->x[i] = search->origin[i] + t * search->direction[i];
    update->oracle->evaluate(update->oracle->context);
    search->evaluations++;
    trial->t = t;
    trial->value = *update->oracle->value;
    memcpy(trial->gradient, update->gradient, size * sizeof *trial->gradient);
    trial->slope = dot(trial->gradient, search->direction, size);
    memcpy(update->x, search->origin, size * sizeof *update->x);
}

/* The minimum of the cubic through two values and slopes, between bounds. */
static double
interpolate(const struct line_trial *a, const struct line_trial *b, double low,
            double high)
{
    double d1 = a->slope + b->slope - 3 * (a->value - b->value) / (a->t - b->t);
    double square = d1 * d1 - a->slope * b->slope, d2, least;

    if (!(square >= 0))
        return (low + high) / 2;
    d2 = sqrt(square);
    if (a->t <= b->t)
        least = b->t - (b->t - a->t) * ((b->slope + d2 - d1) /
                                        (b->slope - a->slope + 2 * d2));
    else
        least = a->t - (a->t - b->t) * ((a->slope + d2 - d1) /
                                        (a->slope - b->slope + 2 * d2));
    least = least > low ? least : low;
    return least < high ? least : high;
}

static bool
is_too_high(const struct line_trial *start, const struct line_trial *trial)
{
    return trial->value > start->value + DECREASE * trial->t * start->slope;
}

static bool
is_flat(const struct line_trial *start, const struct line_trial *trial)
{
    return fabs(trial->slope) <= -CURVATURE * start->slope;
}

/* Goes on until a minimum lies between before and after; true where `after`
 * is good enough already. */
static bool
bracket(struct line_search *search, const struct line_trial *start,
        struct line_trial *before, struct line_trial *after, long *rounds)
{
    for (*rounds = 0; *rounds < search->limit; ++*rounds) {
        struct line_trial old = *before;
        double next;

        if (is_too_high(start, after) ||
            (*rounds > 1 && after->value >= before->value))
            return false;
        if (is_flat(start, after))
            return true;
        if (after->slope >= 0)
            return false;
        next =
            interpolate(before, after, after->t + 0.01 * (after->t - before->t),
                        10 * after->t);
        *before = *after;
        after->gradient = old.gradient;
        line_evaluate(search, next, after);
    }
    *before = (struct line_trial){start->t, start->value, start->slope,
                                  before->gradient};
    memcpy(before->gradient, start->gradient,
           search->update->size * sizeof *before->gradient);
    return false;
}

/* Where to look next inside of a bracket: not too often near its ends. */
static double
inside(const struct line_trial *ends, bool *stuck)
{
    double low = fmin(ends[0].t, ends[1].t), high = fmax(ends[0].t, ends[1].t);
    double t = interpolate(&ends[0], &ends[1], low, high);
    double margin = 0.1 * (high - low);
    bool near = fmin(high - t, t - low) < margin;

    if (near && (*stuck || t >= high || t <= low)) {
        *stuck = false;
        return fabs(t - high) < fabs(t - low) ? high - margin : low + margin;
    }
    *stuck = near;
    return t;
}

static double
largest(const double *vector, size_t size)
{
    double most = 0;

    for (size_t i = 0; i < size; i++)
        most = fmax(most, fabs(vector[i]));
    return most;
}

/* Narrows the bracket; which of its ends is the lower one. */
static int
zoom(struct line_search *search, const struct line_trial *start,
     struct line_trial *ends, double *spare, long rounds)
{
    double length = largest(search->direction, search->update->size);
    int low = !(ends[0].value <= ends[1].value);
    bool stuck = false;

    for (bool done = false; !done && rounds < search->limit; rounds++) {
        struct line_trial new = {.gradient = spare};

        if (fabs(ends[1].t - ends[0].t) * length < NARROW)
            break;
        line_evaluate(search, inside(ends, &stuck), &new);
        if (is_too_high(start, &new) || new.value >= ends[low].value) {
            spare = ends[!low].gradient;
            ends[!low] = new;
            low = !(ends[0].value <= ends[1].value);
            continue;
        }
        done = is_flat(start, &new);
        if (!done && new.slope *(ends[!low].t - ends[low].t) >= 0) {
            spare = ends[!low].gradient;
            ends[!low] = ends[low];
        } else {
            spare = ends[low].gradient;
        }
        ends[low] = new;
    }
    return low;
}

struct line_trial
strong_wolfe(struct line_search *search, const struct line_trial *start,
             double t)
{
    size_t size = search->update->size;
    struct line_trial ends[2] = {*start, {.gradient = search->room + size}};
    long rounds;

    ends[0].gradient = search->room;
    memcpy(search->room, start->gradient, size * sizeof *search->room);
    line_evaluate(search, t, &ends[1]);
    if (bracket(search, start, &ends[0], &ends[1], &rounds))
        return ends[1];
    return ends[zoom(search, start, ends, search->room + 2 * size, rounds)];
}
