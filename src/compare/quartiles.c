/* quartiles.c -- medians and quartiles over the seeds. */
#include "compare/quartiles.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/sample.h"

/* The values of one field of all outcomes, sorted; what is not there counts
 * as inf. */
static const double *
sort_field(const struct scores *scores, size_t offset, double *room)
{
    for (size_t i = 0; i < scores->count; i++) {
        const char *outcome = (const char *)&scores->seeds[i];
        double value;

        memcpy(&value, outcome + offset, sizeof value);
        room[i] = isnan(value) ? INFINITY : value;
    }
    sample_sort(room, scores->count);
    return room;
}

static double
median(const struct scores *scores, size_t offset, double *room)
{
    return sample_quantile(sort_field(scores, offset, room), scores->count,
                           0.5);
}

static void
sum_up_losses(struct scores *scores, double *room)
{
    size_t count = scores->count;
    const double *losses =
        sort_field(scores, offsetof(struct outcome, final_loss), room);

    scores->final_q1 = sample_quantile(losses, count, 0.25);
    scores->median.final_loss = sample_quantile(losses, count, 0.5);
    scores->final_q3 = sample_quantile(losses, count, 0.75);
    losses = sort_field(scores, offsetof(struct outcome, best_loss), room);
    scores->best_q1 = sample_quantile(losses, count, 0.25);
    scores->median.best_loss = sample_quantile(losses, count, 0.5);
    scores->best_q3 = sample_quantile(losses, count, 0.75);
}

void
scores_sum_up(struct scores *scores, double *room)
{
    scores->median = scores->seeds[0];
    scores->diverged = 0;
    for (size_t i = 0; i < scores->count; i++)
        scores->diverged += scores->seeds[i].diverged;
    if (scores->count == 1) {
        scores->final_q1 = scores->final_q3 = scores->median.final_loss;
        scores->best_q1 = scores->best_q3 = scores->median.best_loss;
        return;
    }
    sum_up_losses(scores, room);
    scores->median.best_step =
        median(scores, offsetof(struct outcome, best_step), room);
    scores->median.target_step =
        median(scores, offsetof(struct outcome, target_step), room);
    /* Where the minimum is unknown, no seed has a gap. */
    if (!isnan(scores->median.gap))
        scores->median.gap =
            median(scores, offsetof(struct outcome, gap), room);
    scores->median.diverged = 2 * scores->diverged > scores->count;
}
