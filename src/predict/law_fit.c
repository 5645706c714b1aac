/* law_fit.c -- fits the logarithms of a law's numbers to logarithms of losses,
 * from several starts. */
#include "predict/law_fit.h"

#include <math.h>

#include "predict/least_squares.h"

/* Of the logarithm of a loss (Tissue, Wang, Wang). */
static const double HUBER = 1e-3;

/* Starts: the floor as a share of the least loss, and powers. */
static const double FLOORS[] = {0.75, 0.85, 0.95}, POWERS[] = {0.3, 0.5, 0.8};

/* How many points count as one: neighbours share their deviation. */
static const double ALIKE = 20;

/* All points of all runs, and the change there. */
struct law_points {
    const struct loss_law_kind *kind;
    const struct fitted_run *runs, *skip;
    size_t run_count, count;
    double *losses, *sums, *changes, *slopes; /* [count] */
    double memory;                            /* of the changes */
    bool memory_free;                         /* the memory is fitted too */
    double prior; /* weight of its distance from the usual one */
};

static void
fill_changes(struct law_points *points, double memory)
{
    size_t at = 0;

    points->memory = memory;
    for (size_t i = 0; i < points->run_count; i++) {
        const struct fitted_run *run = &points->runs[i];

        if (run == points->skip)
            continue;
        points->kind->change(&run->curve, memory, run->count, run->places,
                             points->changes + at, points->slopes + at);
        at += run->count;
    }
}

static bool
gather(struct law_points *points, struct arena *arena, struct error *error)
{
    size_t at = 0;
    double *room;

    for (size_t i = 0; i < points->run_count; i++)
        if (&points->runs[i] != points->skip)
            points->count += points->runs[i].count;
    room = arena_alloc(arena, 4 * points->count, sizeof *room);
    if (!room)
        return error_memory(error);
    points->losses = room;
    points->sums = room + points->count;
    points->changes = room + 2 * points->count;
    points->slopes = room + 3 * points->count;
    for (size_t i = 0; i < points->run_count; i++) {
        const struct fitted_run *run = &points->runs[i];

        for (size_t k = 0; run != points->skip && k < run->count; k++, at++) {
            points->losses[at] = run->losses[k];
            points->sums[at] = rate_sums_at(&run->curve, run->places[k]);
        }
    }
    fill_changes(points, points->kind->memory);
    return true;
}

/* The memory from a number that may be any: between its ends. */
static double
memory_of(const struct loss_law_kind *kind, double number)
{
    return kind->memory_low +
           (kind->memory_high - kind->memory_low) / (1 + exp(-number));
}

static double
number_of(const struct loss_law_kind *kind, double memory)
{
    return log((memory - kind->memory_low) / (kind->memory_high - memory));
}

/* The last residual, where the memory is fitted: its distance from the usual.
 */
static void
add_prior(const struct law_points *points, double steep, double *residual,
          double *row)
{
    double scale = points->prior / points->kind->memory_spread;

    for (size_t j = 0; j < LAW_MEMORY; j++)
        row[j] = 0;
    *residual = scale * (points->memory - points->kind->memory);
    row[LAW_MEMORY] = scale * steep;
}

static bool
law_residuals(void *context, const double *numbers, double *residuals,
              double *derivatives)
{
    struct law_points *points = context;
    const struct loss_law_kind *kind = points->kind;
    size_t n = points->memory_free ? LAW_NUMBERS : LAW_MEMORY;
    double base = exp(numbers[LAW_FLOOR]), power = exp(numbers[LAW_POWER]);
    double change = kind->sign * exp(numbers[LAW_CHANGE]), steep = 0;

    if (points->memory_free) {
        double memory = memory_of(kind, numbers[LAW_MEMORY]);

        steep = (memory - kind->memory_low) * (kind->memory_high - memory) /
                (kind->memory_high - kind->memory_low);
        fill_changes(points, memory);
    }
    for (size_t i = 0; i < points->count; i++) {
        double *row = derivatives + i * n, order = log(points->sums[i]);
        double falling = exp(numbers[LAW_SCALE] - power * order);
        double turning = change * points->changes[i];
        double loss = base + falling + turning;

        if (!(loss > 0) || !isfinite(loss))
            return false;
        residuals[i] = log(loss / points->losses[i]);
        row[LAW_FLOOR] = base / loss;
        row[LAW_SCALE] = falling / loss;
        row[LAW_POWER] = -falling * power * order / loss;
        row[LAW_CHANGE] = turning / loss;
        if (points->memory_free)
            row[LAW_MEMORY] = change * points->slopes[i] * steep / loss;
    }
    if (points->memory_free)
        add_prior(points, steep, &residuals[points->count],
                  derivatives + points->count * n);
    return true;
}

/* The greatest change, at which a fall is a twentieth of the loss. */
static double
greatest_change(const struct law_points *points)
{
    double greatest = 1e-12;

    for (size_t i = 0; i < points->count; i++)
        greatest = fmax(greatest, fabs(points->changes[i]));
    return greatest;
}

static void
start_numbers(const struct law_points *points, size_t start, double *numbers)
{
    double least = INFINITY, power = POWERS[start % 3], base;

    for (size_t i = 0; i < points->count; i++)
        least = fmin(least, points->losses[i]);
    base = FLOORS[start / 3] * least;
    numbers[LAW_FLOOR] = log(base);
    numbers[LAW_SCALE] =
        log((points->losses[0] - base) * pow(points->sums[0], power));
    numbers[LAW_POWER] = log(power);
    numbers[LAW_CHANGE] = log(0.05 * least / greatest_change(points));
}

/* The best of all starts, with the usual memory. */
static bool
fit_from_starts(struct law_points *points, double *numbers,
                struct least_squares_result *best, struct arena *arena,
                struct error *error)
{
    const struct least_squares problem = {LAW_MEMORY, points->count, HUBER,
                                          points, law_residuals};

    best->cost = INFINITY;
    for (size_t i = 0; i < 9; i++) {
        struct least_squares_result result;
        double trial[LAW_NUMBERS];

        start_numbers(points, i, trial);
        if (!least_squares_solve(&problem, trial, &result, arena, error))
            return false;
        if (result.cost < best->cost) {
            *best = result;
            for (size_t k = 0; k < LAW_MEMORY; k++)
                numbers[k] = trial[k];
        }
    }
    return isfinite(best->cost) ||
           error_plain(error, STATUS_WRONG,
                       "the %s law cannot be fitted to these losses",
                       points->kind->name);
}

/* From there, with the memory.  Its distance from the usual one counts as much
 * as the points do where they deviate by as much as they do now. */
static bool
fit_memory(struct law_points *points, double *numbers,
           struct least_squares_result *best, struct arena *arena,
           struct error *error)
{
    const struct least_squares problem = {LAW_NUMBERS, points->count + 1, HUBER,
                                          points, law_residuals};

    points->memory_free = true;
    points->prior = best->spread * sqrt(ALIKE);
    numbers[LAW_MEMORY] = number_of(points->kind, points->kind->memory);
    return least_squares_solve(&problem, numbers, best, arena, error);
}

bool
law_fit(const struct loss_law_kind *kind, const struct fitted_run *runs,
        size_t count, const struct fitted_run *skip, bool memory,
        struct law_fit *fit, struct arena *arena, struct error *error)
{
    struct law_points points = {
        .kind = kind, .runs = runs, .skip = skip, .run_count = count};
    struct least_squares_result best;
    double *numbers;

    *fit = (struct law_fit){.law.kind = kind};
    numbers = fit->law.numbers;
    fit->memory_fitted = memory && kind->memory_spread > 0;
    if (!gather(&points, arena, error) ||
        !fit_from_starts(&points, numbers, &best, arena, error) ||
        (fit->memory_fitted &&
         !fit_memory(&points, numbers, &best, arena, error)))
        return false;
    for (size_t i = 0; i < LAW_MEMORY; i++) {
        numbers[i] = exp(numbers[i]);
        fit->errors[i] = numbers[i] * best.errors[i];
    }
    if (fit->memory_fitted) {
        numbers[LAW_MEMORY] = memory_of(kind, numbers[LAW_MEMORY]);
        fit->errors[LAW_MEMORY] = best.errors[LAW_MEMORY] *
                                  (numbers[LAW_MEMORY] - kind->memory_low) *
                                  (kind->memory_high - numbers[LAW_MEMORY]) /
                                  (kind->memory_high - kind->memory_low);
    } else {
        numbers[LAW_MEMORY] = kind->memory;
    }
    fit->spread = best.spread;
    fit->points = points.count;
    return true;
}
