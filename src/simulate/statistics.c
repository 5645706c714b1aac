/* statistics.c -- updates the statistics row by row. */
#include "simulate/statistics.h"

#include <math.h>

static const double *
find_column_value(void *context, const char *column, struct nearest *nearest)
{
    return column_find(context, column, nearest);
}

static bool
unknown_column(void *context, const struct source *source, size_t offset,
               const char *column, const struct nearest *nearest,
               struct error *error)
{
    return column_unknown(context, source, offset, column, nearest, error);
}

void
statistics_begin(struct statistics *statistics, struct simulation *simulation,
                 double target, struct arena *arena)
{
    *statistics = (struct statistics){
        .simulation = simulation,
        .arena = arena,
        .best_step = -1,
        .target_step = -1,
        .final_loss = NAN,
        .best_loss = NAN,
        .target = target,
        .left = 1,
        .next_left = 1,
        .min_lr = INFINITY,
        .max_lr = -INFINITY,
        .expect_stats = {.arena = arena,
                         .context = simulation,
                         .find = find_column_value,
                         .unknown = unknown_column,
                         .judged = simulation->run,
                         .loss = simulation->run ? &simulation->loss : NULL},
    };
}

/* The row's own update counts from the next row on. */
static void
follow_shrinking(struct statistics *statistics, long t)
{
    const struct simulation *simulation = statistics->simulation;
    const struct param_group *group = &simulation->groups.items[0];
    const struct optimizer *optimizer = group->optimizer;
    double share = simulation->rates[0].lr *
                   optimizer_shrinking(&optimizer->kind, group->self);

    statistics->left = statistics->next_left;
    statistics->next_left *=
        optimizer->left ? optimizer->left(group->self, share, t) : 1 - share;
    if (share > statistics->shrinks)
        statistics->shrinks = share;
}

void
statistics_row(struct statistics *statistics, long t)
{
    const struct simulation *simulation = statistics->simulation;
    double loss = simulation->loss, lr = simulation->rates[0].lr;
    bool first = statistics->rows++ == 0, best = false;

    statistics->first_lr = first ? lr : statistics->first_lr;
    statistics->final_lr = lr;
    for (size_t g = 0; g < simulation->groups.count; g++) {
        lr = simulation->rates[g].lr;
        statistics->min_lr = lr < statistics->min_lr ? lr : statistics->min_lr;
        statistics->max_lr = lr > statistics->max_lr ? lr : statistics->max_lr;
    }
    follow_shrinking(statistics, t);
    if (simulation->run) {
        statistics->final_loss = loss;
        best = !simulation->diverged && isfinite(loss) &&
               !(loss >= statistics->best_loss);
        if (best) {
            statistics->best_loss = loss;
            statistics->best_step = t;
        }
        if (statistics->target_step < 0 && loss <= statistics->target)
            statistics->target_step = t;
    }
    expect_stats_row(&statistics->expect_stats, best, (double)t);
}

void
statistics_end(struct statistics *statistics)
{
    expect_stats_end(&statistics->expect_stats,
                     statistics->simulation->diverged);
}
