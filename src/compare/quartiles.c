/* quartiles.c -- medians and quartiles over the seeds of a run. */
#include "compare/quartiles.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/sample.h"

/* One field of all outcomes, sorted; NaN counts as inf. */
static const double *
sort_field(const struct quartiles *quartiles, size_t offset, double *room)
{
    for (size_t i = 0; i < quartiles->count; i++) {
        const char *outcome = (const char *)&quartiles->seeds[i];
        double value;

        memcpy(&value, outcome + offset, sizeof value);
        room[i] = isnan(value) ? INFINITY : value;
    }
    sample_sort(room, quartiles->count);
    return room;
}

static double
median(const struct quartiles *quartiles, size_t offset, double *room)
{
    return sample_quantile(sort_field(quartiles, offset, room),
                           quartiles->count, 0.5);
}

static void
sum_up_losses(struct quartiles *quartiles, double *room)
{
    size_t count = quartiles->count;
    const double *losses =
        sort_field(quartiles, offsetof(struct outcome, final_loss), room);

    quartiles->final_q1 = sample_quantile(losses, count, 0.25);
    quartiles->median.final_loss = sample_quantile(losses, count, 0.5);
    quartiles->final_q3 = sample_quantile(losses, count, 0.75);
    losses = sort_field(quartiles, offsetof(struct outcome, best_loss), room);
    quartiles->best_q1 = sample_quantile(losses, count, 0.25);
    quartiles->median.best_loss = sample_quantile(losses, count, 0.5);
    quartiles->best_q3 = sample_quantile(losses, count, 0.75);
}

void
quartiles_fill(struct quartiles *quartiles, double *room)
{
    quartiles->median = quartiles->seeds[0];
    quartiles->diverged = 0;
    for (size_t i = 0; i < quartiles->count; i++)
        quartiles->diverged += quartiles->seeds[i].diverged;
    if (quartiles->count == 1) {
        quartiles->final_q1 = quartiles->final_q3 =
            quartiles->median.final_loss;
        quartiles->best_q1 = quartiles->best_q3 = quartiles->median.best_loss;
        return;
    }
    sum_up_losses(quartiles, room);
    quartiles->median.best_step =
        median(quartiles, offsetof(struct outcome, best_step), room);
    quartiles->median.target_step =
        median(quartiles, offsetof(struct outcome, target_step), room);
    /* Without a known minimum, no seed has a gap. */
    if (!isnan(quartiles->median.gap))
        quartiles->median.gap =
            median(quartiles, offsetof(struct outcome, gap), room);
    quartiles->median.diverged = 2 * quartiles->diverged > quartiles->count;
}
