/* anneal.c -- NeMo's schedulers that fall after the rise. */
#include "schedule/nemo/nemo.h"

/* Of what is left after the rise, a share. */
static double
left_of(const struct ramp_phases *phases, double now)
{
    return (phases->all - now) / (phases->all - phases->rise);
}

static double
level_row(const struct ramp *self, const struct ramp_phases *phases,
          double base, double now)
{
    return now > phases->all ? self->end : base;
}

static double
square_row(const struct ramp *self, const struct ramp_phases *phases,
           double base, double now)
{
    return now > phases->all
               ? self->end
               : fmax(base * pow(left_of(phases, now), 2), self->end);
}

/* Of all steps, with those of the rise. */
static double
root_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    return now > phases->all
               ? self->end
               : fmax(base * sqrt((phases->all - now) / phases->all),
                      self->end);
}

static double
inverse_row(const struct ramp *self, const struct ramp_phases *phases,
            double base, double now)
{
    return now > phases->all ? self->end
                             : base / sqrt((now + 1) / (phases->rise + 1));
}

/* From the rise on, or from the end of what is held. */
static double
polynomial(const struct ramp *self, double steps, double base, double now)
{
    if (self->cycle)
        steps *= now == 0 ? 1 : ceil(now / steps);
    else
        now = fmin(now, steps);
    return (base - self->end) * pow(1 - now / steps, self->power) + self->end;
}

static double
polynomial_row(const struct ramp *self, const struct ramp_phases *phases,
               double base, double now)
{
    return now > phases->all ? self->end
                             : polynomial(self, phases->all - phases->rise,
                                          base, now - phases->rise);
}

#define ANNEAL(class, about, text, row_function, standard)                     \
    .kind = {.name = "nemo." class,                                            \
             .summary = "a line up counted from 1, then " about,               \
             .formula = NEMO_RISE "lr(t) = " text NEMO_END,                    \
             NEMO_KIND,                                                        \
             .example = "nemo." class "(warmup_steps=100, max_steps=1000)",    \
             PARAMETERS(NEMO_WARMUP, NEMO_TOTAL, NEMO_MIN(standard))},         \
    NEMO_RAMP(row_function), .ends = "max_steps", .rise = "warmup_steps"

const struct schedule_kind schedule_nemo_WarmupPolicy = {
    ANNEAL("WarmupPolicy", "the base rate", "base", level_row, "0"),
};

const struct schedule_kind schedule_nemo_SquareAnnealing = {
    ANNEAL("SquareAnnealing", "the square of what is left",
           "max(min_lr, base * ((N - t) / (N - W))^2)", square_row, "1e-5"),
};

const struct schedule_kind schedule_nemo_SquareRootAnnealing = {
    ANNEAL("SquareRootAnnealing", "the root of what is left of all",
           "max(min_lr, base * sqrt((N - t) / N))", root_row, "0"),
};

const struct schedule_kind schedule_nemo_InverseSquareRootAnnealing = {
    ANNEAL("InverseSquareRootAnnealing", "one over the root of the step",
           "base / sqrt((t + 1) / (W + 1))", inverse_row, "0"),
};

const struct schedule_kind schedule_nemo_PolynomialDecayAnnealing = {
    .kind = {.name = "nemo.PolynomialDecayAnnealing",
             .summary = "a line up counted from 1, then a power of what is "
                        "left, to min_lr",
             .formula = NEMO_RISE "lr(t) = min_lr + (base - min_lr) * (1 - p)^"
                                  "power" NEMO_END "\n"
                                  "        p = (t - W) / (N - W); cycle: of "
                                  "as many such spans as have begun",
             NEMO_KIND,
             .example = "nemo.PolynomialDecayAnnealing(warmup_steps=100, "
                        "max_steps=1000)",
             PARAMETERS(
                 NEMO_WARMUP, NEMO_TOTAL, NEMO_MIN("0"),
                 RAMP_REAL("power", power, "1", "[0,inf)", "of what is left"),
                 RAMP_FLAG("cycle", cycle, "false",
                           "begin anew past the end"))},
    NEMO_RAMP(polynomial_row),
    .ends = "max_steps",
    .rise = "warmup_steps",
};

/* Of all groups the first one's base rate. */
static void
warmup_annealing_set(const struct schedule *schedule, long t,
                     struct rate *rates)
{
    const struct ramp *self = schedule->self;
    const struct ramp_phases *phases = schedule->state;
    double now = (double)t;

    if (ramp_rise(schedule, t, rates))
        return;
    for (size_t i = 0; i < schedule->count; i++) {
        double first = schedule->base[i % schedule->lanes];

        rates[i].lr = now > phases->all ? self->end
                                        : self->end + left_of(phases, now) *
                                                          (first - self->end);
    }
}

const struct schedule_kind schedule_nemo_WarmupAnnealing = {
    .set = warmup_annealing_set,
    ANNEAL("WarmupAnnealing",
           "a line down to min_lr, of b, the first group's base rate",
           "min_lr + (b - min_lr) * (N - t) / (N - W)", NULL, "0"),
};

/* With steps that are held at the end, Megatron's form. */
static double
megatron_rate(const struct ramp *self, double rise, double steps, double base,
              double now)
{
    if (rise > 0 && now <= rise)
        return base * now / rise;
    if (now > rise + steps)
        return self->end;
    return self->end +
           0.5 * (cos(M_PI * ((now - rise) / steps)) + 1) * (base - self->end);
}

static void
cosine_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct ramp *self = schedule->self;
    const struct ramp_phases *phases = schedule->state;
    double now = (double)t, rise = phases->rise, all = phases->all;
    double done = (now - rise) / (all - rise), first;

    if (phases->fall == 0 && ramp_rise(schedule, t, rates))
        return;
    for (size_t i = 0; i < schedule->count; i++) {
        first = schedule->base[i % schedule->lanes];
        rates[i].lr = now > all ? self->end
                      : phases->fall > 0
                          ? megatron_rate(self, rise, all - rise - phases->fall,
                                          first, now)
                          : (schedule->base[i] - self->end) * 0.5 *
                                    (1 + cos(M_PI * done)) +
                                self->end;
    }
}

/* Without a rise row 0 divides by the steps of the fall. */
static bool
cosine_fits(const struct node *node, const struct schedule_run *run,
            struct error *error)
{
    struct ramp_phases phases =
        ramp_phases(node->self, schedule_kind_of(node)->ramp);

    return nemo_fits(node, run, error) &&
           (phases.rise > 0 || phases.fall != phases.all ||
            error_at(error, node_place(node, "constant_steps"),
                     "must be below max_steps, %g, not %g", phases.all,
                     phases.fall));
}

const struct schedule_kind schedule_nemo_CosineAnnealing = {
    .kind = {.name = "nemo.CosineAnnealing",
             .summary = "a line up counted from 1, then half a cosine down to "
                        "min_lr",
             .formula = NEMO_RISE "lr(t) = min_lr + (base - min_lr) * (1 + "
                                  "cos(pi p)) / 2"
                                  "\n"
                                  "        p = (t - W) / (N - W)" NEMO_END "\n"
                                  "constant_steps c above 0: base0 * t / W in "
                                  "the rise, and\n"
                                  "        p = (t - W) / (N - W - c); base0 "
                                  "is the first group's",
             NEMO_KIND,
             .example = "nemo.CosineAnnealing(warmup_steps=100, "
                        "max_steps=1000)",
             PARAMETERS(NEMO_WARMUP,
                        NEMO_HOLD("constant_steps", "constant_ratio",
                                  "steps at min_lr before the end"),
                        NEMO_TOTAL, NEMO_MIN("0"))},
    .set = cosine_set,
    .fits = cosine_fits,
    NEMO_RAMP(NULL),
    .ends = "max_steps",
    .rise = "warmup_steps",
};
