/* ramp.c -- the rows of a rise, a level stretch and a fall.
 *
 * The order of operations is that of the systems: x * (n / w) and x * n / w
 * are rounded differently. */
#include "schedule/ramp.h"

#include <math.h>

struct ramp_phases
ramp_phases(const struct ramp *self, const struct ramp_shape *shape)
{
    double all = (double)self->all;
    double rise =
        self->rise_part > 0 ? self->rise_part * all : (double)self->rise;
    struct ramp_phases phases = {rise, all, rise, all - rise};

    if (shape->phases)
        shape->phases(self, &phases);
    return phases;
}

static double
ramp_now(const struct schedule *schedule, long t)
{
    const struct ramp_shape *shape = schedule->kind->ramp;

    return shape->now ? shape->now(schedule->self, t) : (double)t;
}

bool
ramp_fits(const struct node *node, struct error *error)
{
    const struct ramp_shape *shape = schedule_kind_of(node)->ramp;
    struct ramp_phases phases = ramp_phases(node->self, shape);

    return !shape->curve || shape->end != END_AFTER || phases.fall != 0 ||
           phases.rise != phases.all ||
           error_at(error, node->place,
                    "must leave steps for the fall: the rise ends in row %g of "
                    "%g",
                    phases.rise, phases.all);
}

bool
ramp_rise(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct ramp_shape *shape = schedule->kind->ramp;
    const struct ramp_phases *phases = schedule->state;
    double start = ((const struct ramp *)schedule->self)->start;
    double now = ramp_now(schedule, t), done = now + shape->i;
    double steps = phases->rise + shape->j;

    if (now > phases->rise || phases->rise == 0 ||
        (now == phases->rise && !shape->rise_to_end))
        return false;
    if (shape->rise == RISE_SHARE)
        rates_share(schedule, rates, done / steps);
    else
        for (size_t i = 0; i < schedule->count; i++) {
            double base = schedule->base[i];
            double low = shape->rise == RISE_PART ? base * start : start;

            rates[i].lr = low + (base - low) * done / steps;
        }
    return true;
}

/* The row of a fall of which something is left. */
static void
set_fall(const struct schedule *schedule, double left, struct rate *rates)
{
    const struct ramp_shape *shape = schedule->kind->ramp;
    double end = ((const struct ramp *)schedule->self)->end;

    if (shape->fall == FALL_SHARE) {
        rates_share(schedule, rates, end + (1 - end) * left);
        return;
    }
    for (size_t i = 0; i < schedule->count; i++) {
        double base = schedule->base[i];
        double low = shape->fall == FALL_PART ? base * end : end;

        rates[i].lr = shape->fall == FALL_FLOOR ? fmax(base * left, end)
                                                : low + left * (base - low);
    }
}

void
ramp_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct ramp_shape *shape = schedule->kind->ramp;
    const struct ramp *self = schedule->self;
    const struct ramp_phases *phases = schedule->state;
    double now = ramp_now(schedule, t), done;

    if (ramp_rise(schedule, t, rates))
        return;
    if (shape->row) {
        for (size_t i = 0; i < schedule->count; i++)
            rates[i].lr = shape->row(self, phases, schedule->base[i], now);
        return;
    }
    if (!shape->curve || (now < phases->level && !shape->level_falls))
        rates_share(schedule, rates, 1);
    else if ((shape->end == END_FROM && now >= phases->all) ||
             (shape->end == END_AFTER && now > phases->all))
        set_fall(schedule, 0, rates);
    else {
        /* Past the end of a schedule without a fall its system never asks. */
        done = now > phases->level && phases->fall != 0
                   ? (now - phases->level) / phases->fall
                   : 0;
        set_fall(schedule, shape->curve(self, done), rates);
    }
}

double
ramp_line(const struct ramp *self, double done)
{
    (void)self;
    return 1 - done;
}

double
ramp_cosine(const struct ramp *self, double done)
{
    (void)self;
    return 0.5 * (1 + cos(M_PI * done));
}

double
ramp_root(const struct ramp *self, double done)
{
    (void)self;
    return 1 - sqrt(done);
}

double
ramp_power(const struct ramp *self, double done)
{
    return pow(1 - done, self->power);
}

double
ramp_steps(long steps, double part, double all, double (*round)(double))
{
    if (steps != INTEGER_NULL)
        return (double)steps;
    return isnan(part) ? 0 : round(part * all);
}
