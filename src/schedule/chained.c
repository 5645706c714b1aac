/* chained.c -- schedules on top of one another, each on what the one before
 * left.
 *
 * Parts that are plain factors make a product.  Others make PyTorch's
 * recursion on the present rate: a cosine's low point wipes the chain's past,
 * and so does a sequence's milestone. */
#include "schedule/schedule.h"

struct chained {
    struct nodes schedulers;
};

static const struct parameter parameters[] = {
    NODES(struct chained, schedulers, &schedule_family,
          "the schedules, in their order"),
    END_OF_TABLE,
};

static void
chained_set(const struct schedule *schedule, long t, struct rate *rates)
{
    for (size_t i = 0; i < schedule->part_count; i++)
        schedule->parts[i].set(&schedule->parts[i], t, rates);
}

static void
chained_advance(struct schedule *schedule, long t, struct rate *rates)
{
    for (int last = 0; last < 2; last++)
        for (size_t i = 0; i < schedule->part_count; i++)
            if (schedule->parts[i].last == last)
                schedule_advance(&schedule->parts[i], t, rates);
}

static double
chained_scale(const struct schedule *schedule, long t)
{
    double scale = 1;

    for (size_t i = 0; i < schedule->part_count; i++)
        scale *= schedule_scale(&schedule->parts[i], t);
    return scale;
}

/* The constructors of the parts leave row 0 behind; as a later part it begins
 * where its first part does. */
static void
chained_construct(struct schedule *schedule, struct rate *rates)
{
    for (size_t i = 0; i < schedule->part_count; i++)
        schedule_construct(&schedule->parts[i], rates);
    for (size_t i = 0; i < schedule->count; i++)
        schedule->base[i] = schedule->parts[0].base[i];
}

static void
chained_observe(struct schedule *schedule, long t, const double *metric)
{
    for (size_t i = 0; i < schedule->part_count; i++)
        schedule_observe(&schedule->parts[i], t, metric);
}

static void
chained_adjust(struct schedule *schedule, const struct node *node)
{
    (void)node;
    schedule->continues = schedule->parts[0].continues;
    schedule->factor = true;
    for (size_t i = 0; i < schedule->part_count; i++)
        schedule->factor = schedule->factor && schedule->parts[i].factor;
    /* A single part has nobody to mix with. */
    schedule->closed_form =
        schedule->factor ||
        (schedule->part_count == 1 && schedule->parts[0].closed_form);
}

const struct schedule_kind schedule_chained = {
    .kind = {.name = "chained",
             .summary = "schedules on top of one another, each on what the "
                        "one before left",
             .formula = "lr(t) = base * factor 1(t) * factor 2(t) * ...\n"
                        "        for plain factors; short form: a * b",
             .symbol = "torch.optim.lr_scheduler.ChainedScheduler",
             .example = "chained(schedulers=[exponential(0.9), "
                        "multistep([30, 80])])",
             TABLE_OF(struct chained, parameters)},
    .set = chained_set,
    .advance = chained_advance,
    .scale = chained_scale,
    .observe = chained_observe,
    .adjust = chained_adjust,
    .construct = chained_construct,
};
