/* periods.c -- OLMo-core's WSD-S: a level stretch and a fall in each period. */
#include <math.h>

#include "schedule/olmo/olmo.h"

struct wsds {
    struct integers period_lengths;
    struct reals period_lr_multipliers;
    long warmup, decay;
    double warmup_fraction, decay_fraction, warmup_min_lr, decay_min_lr;
};

static const struct parameter parameters[] = {
    STEPS_LIST(struct wsds, period_lengths, NULL, "[1,inf)",
               "steps of each period"),
    REALS(struct wsds, period_lr_multipliers, "[]", "(0,inf)",
          "what the base rate is multiplied by in each; [] is 1"),
    STEPS(struct wsds, warmup, "null", "[0,inf) or null",
          "steps of the rise, of the first period"),
    REAL(struct wsds, warmup_fraction, "null", "[0,1] or null",
         "in place of them the share of the first period"),
    STEPS(struct wsds, decay, "null", "[0,inf) or null",
          "steps of the fall at the end of each period"),
    REAL(struct wsds, decay_fraction, "null", "[0,1] or null",
         "in place of them the share of the period"),
    REAL(struct wsds, warmup_min_lr, "0", "[0,inf)",
         "the rate that the rise starts from"),
    REAL(struct wsds, decay_min_lr, "0", "[0,inf)",
         "the rate at the end of each period"),
    END_OF_TABLE,
};

static double
rise_of(const struct wsds *self)
{
    return ramp_steps(self->warmup, self->warmup_fraction,
                      (double)self->period_lengths.values[0], rint);
}

static double
fall_of(const struct wsds *self, size_t i)
{
    return ramp_steps(self->decay, self->decay_fraction,
                      (double)self->period_lengths.values[i], rint);
}

static double
top_of(const struct wsds *self, size_t i, double base)
{
    const struct reals *each = &self->period_lr_multipliers;

    return each->count > 0 ? base * each->values[i] : base;
}

/* The end of a period is a row of it, not of the next. */
static double
wsds_rate(const struct wsds *self, double base, double now)
{
    size_t count = self->period_lengths.count, i = 0;
    double rise = rise_of(self), end = 0, low = self->decay_min_lr;
    double top = top_of(self, 0, base), left;

    if (now < rise)
        return self->warmup_min_lr + (top - self->warmup_min_lr) * now / rise;
    for (; i < count; i++) {
        end += (double)self->period_lengths.values[i];
        if (now <= end)
            break;
    }
    if (i == count || (i + 1 == count && now == end))
        return low;
    top = top_of(self, i, base);
    left = end - now;
    return left > fall_of(self, i)
               ? top
               : low + (top - low) * left / fall_of(self, i);
}

static void
wsds_set(const struct schedule *schedule, long t, struct rate *rates)
{
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr =
            wsds_rate(schedule->self, schedule->base[i], (double)t + 1);
}

static bool
wsds_check(const struct node *node, struct error *error)
{
    const struct wsds *self = node->self;
    size_t count = self->period_lengths.count;

    if (count == 0)
        return error_at(error, node_place(node, "period_lengths"),
                        "must have a period");
    if (self->period_lr_multipliers.count != 0 &&
        self->period_lr_multipliers.count != count)
        return error_at(error, node_place(node, "period_lr_multipliers"),
                        "must be %zu numbers, one for each period, not %zu",
                        count, self->period_lr_multipliers.count);
    if ((self->warmup == INTEGER_NULL) == isnan(self->warmup_fraction))
        return error_at(error, node->place,
                        "must have warmup or warmup_fraction, one of them");
    if ((self->decay == INTEGER_NULL) == isnan(self->decay_fraction))
        return error_at(error, node->place,
                        "must have decay or decay_fraction, one of them");
    for (size_t i = 0; i < count; i++) {
        double used = fall_of(self, i) + (i == 0 ? rise_of(self) : 0);

        if (used > (double)self->period_lengths.values[i])
            return error_at(error, &self->period_lengths.places[i],
                            "must leave room for the %g steps of its rise and "
                            "fall, not be %ld",
                            used, self->period_lengths.values[i]);
        if (fall_of(self, i) == 0 && i + 1 < count)
            return error_at(error, node_place(node, "decay"),
                            "must be above 0: the end of a period divides by "
                            "it");
    }
    return true;
}

static bool
wsds_fits(const struct node *node, const struct schedule_run *run,
          struct error *error)
{
    const struct wsds *self = node->self;

    for (size_t i = 0; i < self->period_lengths.count; i++) {
        double top = top_of(self, i, run->least);

        if ((i == 0 && rise_of(self) > 0 &&
             !schedule_check_below(node, "warmup_min_lr", top, true, error)) ||
            (fall_of(self, i) > 0 &&
             !schedule_check_below(node, "decay_min_lr", top, true, error)))
            return false;
    }
    return true;
}

static long
wsds_end(const void *data)
{
    const struct wsds *self = data;
    long end = 0;

    for (size_t i = 0; i < self->period_lengths.count; i++)
        end = self->period_lengths.values[i] <= INTEGER_MOST - end
                  ? end + self->period_lengths.values[i]
                  : INTEGER_MOST;
    return end;
}

const struct schedule_kind schedule_olmo_WSDS = {
    .kind = {.name = "olmo.WSDS",
             .summary = "a line up, and in each period level and a line down "
                        "to decay_min_lr",
             .formula = OLMO_RISE(
                 "<") "lr(t) = base * x, with x the period's multiplier\n"
                      "lr(t) = d + (base * x - d) * l / D   for l <= D\n"
                      "        l: steps left of the period, D: of its fall, "
                      "d = decay_min_lr",
             OLMO_SOURCE,
             .example = "olmo.WSDS([400, 600], warmup=100, "
                        "decay_fraction=0.2)",
             TABLE_OF(struct wsds, parameters),
             .check = wsds_check},
    .fits = wsds_fits,
    .set = wsds_set,
    .end = wsds_end,
    .rise = "warmup",
};
