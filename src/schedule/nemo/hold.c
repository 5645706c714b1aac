/* hold.c -- NeMo's schedulers that stay level after the rise, and Noam's. */
#include "schedule/nemo/nemo.h"

#define HOLD_ROWS                                                              \
    NEMO_WARMUP,                                                               \
        NEMO_HOLD("hold_steps", "hold_ratio",                                  \
                  "steps at the base rate after the rise"),                    \
        NEMO_TOTAL, NEMO_MIN("0")
#define HOLD                                                                   \
    "lr(t) = base   for t < H = W + hold_steps (H = 0 where none are given)\n"

/* Whether a row is level, or past the end. */
static bool
is_plain(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now, double *rate)
{
    bool level = now >= phases->rise && now < phases->level;

    *rate = level ? base : self->end;
    return level || now > phases->all;
}

static double
hold_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double rate;

    return is_plain(self, phases, base, now, &rate) ? rate : base;
}

static double
root_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double held = phases->level, rate;

    return is_plain(self, phases, base, now, &rate)
               ? rate
               : fmax(self->end,
                      base *
                          ramp_root(self, (now - held) / (phases->all - held)));
}

static double
line_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double held = phases->level, rate;

    return is_plain(self, phases, base, now, &rate)
               ? rate
               : base -
                     (base - self->end) * ((now - held) / (phases->all - held));
}

static double
polynomial_row(const struct ramp *self, const struct ramp_phases *phases,
               double base, double now)
{
    double steps = phases->all - fmax(phases->rise, phases->level), rate;

    if (is_plain(self, phases, base, now, &rate))
        return rate;
    now -= phases->level;
    if (self->cycle)
        steps *= now == 0 ? 1 : ceil(now / steps);
    else
        now = fmin(now, steps);
    return (base - self->end) * pow(1 - now / steps, self->power) + self->end;
}

static double
noam_hold_row(const struct ramp *self, const struct ramp_phases *phases,
              double base, double now)
{
    double rate, top = fmax(1, pow(phases->rise, self->power));

    if (is_plain(self, phases, base, now, &rate))
        return rate;
    rate = fmax(1, pow(now - phases->fall, self->power));
    return fmax(base * top / rate, self->end);
}

static bool
noam_hold_fits(const struct node *node, const struct schedule_run *run,
               struct error *error)
{
    (void)run;
    return ramp_phases(node->self, schedule_kind_of(node)->ramp).rise > 0 ||
           error_at(error, node->place,
                    "must have a warm-up, from which the fall is counted");
}

/* The row that ends what is held would divide by the fall's 0 steps. */
static bool
fall_fits(const struct node *node, const struct schedule_run *run,
          struct error *error)
{
    struct ramp_phases phases =
        ramp_phases(node->self, schedule_kind_of(node)->ramp);

    return phases.level != phases.all || (double)run->steps < phases.all ||
           error_at(error, node->place,
                    "must leave steps for the fall: the rate is held up to "
                    "row %g of %g",
                    phases.level, phases.all);
}

static double
noam_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double step = fmax(1, now), rise = phases->level, low = pow(step, -0.5);
    double rate = base * (pow((double)self->fall, -0.5) *
                          (rise > 0 ? fmin(low, step * pow(rise, -1.5)) : low));

    return step > rise ? fmax(rate, self->end) : rate;
}

/* The rise is one of the curve's own. */
static void
noam_phases(const struct ramp *self, struct ramp_phases *phases)
{
    phases->level = ramp_steps(self->rise, self->rise_part, phases->all, trunc);
    phases->rise = 0;
}

static double
t5_row(const struct ramp *self, const struct ramp_phases *phases, double base,
       double now)
{
    (void)base;
    if (now <= (double)self->fall)
        return 1 / sqrt((double)self->fall);
    return now > phases->all ? self->end : 1 / sqrt(now);
}

#define HOLD_KIND(class, about, text, row_function, ...)                       \
    .kind = {.name = "nemo." class,                                            \
             .summary = "a line up counted from 1, level, then " about,        \
             .formula = NEMO_RISE HOLD "lr(t) = " text NEMO_END,               \
             NEMO_KIND,                                                        \
             .example = "nemo." class "(warmup_steps=100, hold_steps=200, "    \
                                      "max_steps=1000)",                       \
             PARAMETERS(__VA_ARGS__)},                                         \
    NEMO_RAMP(row_function), .ends = "max_steps", .rise = "warmup_steps"

const struct schedule_kind schedule_nemo_WarmupHoldPolicy = {
    HOLD_KIND("WarmupHoldPolicy", "the base rate", "base", hold_row, HOLD_ROWS),
};

const struct schedule_kind schedule_nemo_WarmupHoldAnnealOneMinusSquareRoot = {
    .fits = fall_fits,
    HOLD_KIND("WarmupHoldAnnealOneMinusSquareRoot", "1 less a root, to min_lr",
              "max(min_lr, base * (1 - sqrt((t - H) / (N - H))))", root_row,
              HOLD_ROWS),
};

const struct schedule_kind schedule_nemo_WarmupHoldAnnealLinear = {
    .fits = fall_fits,
    HOLD_KIND("WarmupHoldAnnealLinear", "a line down to min_lr",
              "base - (base - min_lr) * (t - H) / (N - H)", line_row,
              HOLD_ROWS),
};

const struct schedule_kind schedule_nemo_PolynomialHoldDecayAnnealing = {
    .fits = fall_fits,
    HOLD_KIND("PolynomialHoldDecayAnnealing",
              "a power of what is left, to min_lr",
              "min_lr + (base - min_lr) * (1 - p)^power\n"
              "        p = (t - H) / (N - max(W, H))",
              polynomial_row, HOLD_ROWS,
              RAMP_REAL("power", power, "1", "[0,inf)", "of what is left"),
              RAMP_FLAG("cycle", cycle, "false", "begin anew past the end")),
};

const struct schedule_kind schedule_nemo_NoamHoldAnnealing = {
    .fits = noam_hold_fits,
    HOLD_KIND("NoamHoldAnnealing", "a power of the step",
              "max(min_lr, base * W^r / (t - hold_steps)^r)\n"
              "        r = decay_rate",
              noam_hold_row, HOLD_ROWS,
              RAMP_REAL("decay_rate", power, "0.5", "[0,inf)",
                        "the power of the step")),
};

const struct schedule_kind schedule_nemo_NoamAnnealing = {
    .kind = {.name = "nemo.NoamAnnealing",
             .summary = "up along a line, then one over the root of the step, "
                        "no lower than min_lr",
             .formula = "lr(t) = base * d_model^-0.5 * min(s^-0.5, s * "
                        "W^-1.5)   with s = max(1, t)\n"
                        "        no lower than min_lr for s > W, the warm-up",
             NEMO_KIND,
             .example = "nemo.NoamAnnealing(d_model=512, warmup_steps=100)",
             PARAMETERS(RAMP_INTEGER("d_model", fall, NULL, "[1,inf)",
                                     "the width of the model"),
                        NEMO_WARMUP, NEMO_TOTAL, NEMO_MIN("0"))},
    .fits = nemo_fits,
    RAMP(.phases = noam_phases, .row = noam_row),
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_nemo_T5InverseSquareRootAnnealing = {
    .kind = {.name = "nemo.T5InverseSquareRootAnnealing",
             .summary = "level, then one over the root of the step, whatever "
                        "the base rate",
             .formula =
                 "lr(t) = 1 / sqrt(max(t, constant_steps)); min_lr beyond "
                 "max_steps",
             NEMO_KIND,
             .example = "nemo.T5InverseSquareRootAnnealing(constant_steps=100, "
                        "max_steps=1000)",
             PARAMETERS(RAMP_STEPS("constant_steps", fall, NULL, "[1,inf)",
                                   "steps at the first rate"),
                        NEMO_TOTAL, NEMO_MIN("0"))},
    RAMP(.row = t5_row),
    .ends = "max_steps",
};
