/* loss_points.c -- leaves out the start of a run, and takes means of the rest.
 */
#include "predict/loss_points.h"

#include <math.h>

/* Fewer than this say too little about four numbers. */
enum { LEAST_POINTS = 30 };

double
loss_points_begin(const struct rate_sums *curve)
{
    double early = fmin(2000, (double)curve->updates / 10);

    return fmax(early, (double)curve->risen);
}

/* The place of row i: its step, or the middle of its interval. */
static double
place_of(const struct logged_losses *log, size_t i, double before)
{
    return log->means ? (before + log->steps[i]) / 2 : log->steps[i];
}

/* Keeps the rows that are fitted, each with its place. */
static bool
keep_rows(const struct logged_losses *log, struct fitted_run *run,
          double *places, double *losses, struct error *error)
{
    double begin = loss_points_begin(&run->curve), before = 0;

    for (size_t i = 0; i < log->count; i++) {
        double place = place_of(log, i, before);

        if (!isfinite(log->losses[i]))
            continue;
        before = log->steps[i];
        if (place < begin || !(rate_sums_at(&run->curve, place) > 0) ||
            log->steps[i] > (double)run->curve.updates)
            continue;
        if (!(log->losses[i] > 0))
            return error_named(error, STATUS_WRONG, log->name,
                               "has a loss of %g in step %.0f; the laws are of "
                               "losses above 0",
                               log->losses[i], log->steps[i]);
        places[run->count] = place;
        losses[run->count++] = log->losses[i];
    }
    return run->count >= LEAST_POINTS ||
           error_named(error, STATUS_WRONG, log->name,
                       "has %zu losses from step %.0f on, where the fit "
                       "begins; it needs %d",
                       run->count, begin, LEAST_POINTS);
}

/* Replaces neighbours by their means until few are left. */
static void
take_means(struct fitted_run *run, double *places, double *losses)
{
    size_t each = (run->count + LOSS_POINTS - 1) / LOSS_POINTS, made = 0;

    for (size_t i = 0; i < run->count; i += each) {
        size_t end = i + each < run->count ? i + each : run->count;
        double place = 0, loss = 0;

        for (size_t k = i; k < end; k++) {
            place += places[k];
            loss += losses[k];
        }
        places[made] = place / (double)(end - i);
        losses[made++] = loss / (double)(end - i);
    }
    run->count = made;
}

bool
loss_points_make(const struct logged_losses *log, struct fitted_run *run,
                 struct arena *arena, struct error *error)
{
    double *room = arena_alloc(arena, 2 * log->count, sizeof *room);
    double *places = room, *losses;

    if (!room)
        return error_memory(error);
    losses = room + log->count;
    run->count = 0;
    run->places = places;
    run->losses = losses;
    if (!keep_rows(log, run, places, losses, error))
        return false;
    take_means(run, places, losses);
    return true;
}
