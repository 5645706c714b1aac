/* warmup.c -- detectron2's schedules: a rise over one of fvcore's.
 *
 * fvcore asks where a row lies in the whole, from 0 to 1, and moves it by a
 * millionth before it compares, so that rows of a long run come early. */
#include <math.h>

#include "schedule/schedule.h"

static const double epsilon = 1e-6;

struct detectron2 {
    long max_iter, warmup_iters, num_decays;
    struct integers steps;
    double gamma, base_lr_end, warmup_factor;
    int warmup_method;
    bool rescale_interval;
};

#define MAX_ITER_ROW                                                           \
    TOTAL(struct detectron2, max_iter, NULL, "[1,inf) or null", "rows in all")
#define GAMMA_ROW                                                              \
    REAL(struct detectron2, gamma, "0.1", "(0,inf)",                           \
         "what the rate is multiplied by")
#define WARMUP_ROWS                                                            \
    REAL(struct detectron2, warmup_factor, "0.001", "(-inf,inf)",              \
         "share of the rate in row 0"),                                        \
        STEPS(struct detectron2, warmup_iters, "1000", "[0,inf)",              \
              "rows of the rise, at most all"),                                \
        CHOICE(struct detectron2, warmup_method, "\"linear\"",                 \
               "linear|constant", "how it rises"),                             \
        BOOLEAN(struct detectron2, rescale_interval, "false",                  \
                "let the fall begin after the rise, not below it")

static bool
multistep_check(const struct node *node, struct error *error)
{
    struct detectron2 *self = node->self;
    struct integers *steps = &self->steps;
    size_t kept = 0;

    for (size_t i = 0; i < steps->count; i++) {
        long step = steps->values[i];

        if (step == self->max_iter)
            return error_at(error, &steps->places[i],
                            "must be below max_iter, or above, and then it is "
                            "left out, not %ld",
                            step);
        if (step > self->max_iter)
            continue;
        if (kept > 0 && step <= steps->values[kept - 1])
            return error_at(error, &steps->places[i],
                            "must be above the one before, %ld, not %ld",
                            steps->values[kept - 1], step);
        kept++;
    }
    return (long)kept < self->max_iter ||
           error_at(error, node_place(node, "max_iter"),
                    "must be above the number of steps, %zu", kept);
}

/* fvcore's schedules below the rise: from where to a factor. */
static double
multistep_value(const struct detectron2 *self, double where, double end)
{
    double row = trunc((where + epsilon) * (double)self->max_iter), passed = 0;

    (void)end;
    for (size_t i = 0; i < self->steps.count; i++)
        passed += self->steps.values[i] <= self->max_iter &&
                  (double)self->steps.values[i] <= row;
    return power_of(self->gamma, passed);
}

static double
cosine_value(const struct detectron2 *self, double where, double end)
{
    (void)self;
    return end + 0.5 * (1 - end) * (1 + cos(M_PI * where));
}

static double
fixed_value(const struct detectron2 *self, double where, double end)
{
    double decays = (double)self->num_decays;

    (void)end;
    return pow(self->gamma, trunc((where + epsilon) * (decays + 1)));
}

static double
factor_at(const struct detectron2 *self, double where, double end,
          double (*value)(const struct detectron2 *, double, double))
{
    double rise = fmin((double)self->warmup_iters / (double)self->max_iter, 1);
    double rest = 1 - rise, share, from, to;

    if (where + epsilon > rise) {
        if (self->rescale_interval)
            where = rest > 0 ? (where - (rise + rest - rest)) / rest : 0;
        return value(self, where, end);
    }
    from = self->warmup_factor * value(self, 0, end);
    to = value(self, self->rescale_interval ? 0 : rise, end);
    share = where / rise;
    return self->warmup_method == 1 ? from : to * share + from * (1 - share);
}

static void
set_rates(const struct schedule *schedule, long t, struct rate *rates,
          double (*value)(const struct detectron2 *, double, double))
{
    const struct detectron2 *self = schedule->self;
    /* Row max_iter would be one decay too far, and repeats the one before. */
    long row =
        value == fixed_value && t >= self->max_iter ? self->max_iter - 1 : t;
    double where = (double)row / (double)self->max_iter;

    for (size_t i = 0; i < schedule->count; i++) {
        double lr = schedule->run->lr[i % schedule->lanes];
        double end = self->base_lr_end / lr;

        rates[i].lr =
            schedule->base[i] * factor_at(self, fmin(where, 1), end, value);
    }
}

static void
multistep_rows_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_rates(schedule, t, rates, multistep_value);
}

static void
cosine_rows_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_rates(schedule, t, rates, cosine_value);
}

static void
fixed_rows_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_rates(schedule, t, rates, fixed_value);
}

/* The rise to the decays of row max_iter: fvcore has none there. */
static bool
fixed_check(const struct node *node, struct error *error)
{
    const struct detectron2 *self = node->self;

    return self->warmup_iters < self->max_iter || self->warmup_method == 1 ||
           self->rescale_interval ||
           error_at(error, node_place(node, "warmup_iters"),
                    "must be below max_iter, %ld, not %ld", self->max_iter,
                    self->warmup_iters);
}

static bool
cosine_fits(const struct node *node, const struct schedule_run *run,
            struct error *error)
{
    return schedule_check_below(node, "base_lr_end", *run->lr, false, error);
}

#define RISE                                                                   \
    "up to row W = warmup_iters a line from warmup_factor * f(0) to f(W),\n"   \
    "        or, constant, warmup_factor * f(0); then f(t)\n"                  \
    "        rescale_interval: from f(0) on, over what is left\n"

const struct schedule_kind schedule_detectron2_WarmupMultiStepLR = {
    .kind = {.name = "detectron2.WarmupMultiStepLR",
             .summary = "a line up, and times gamma at steps",
             .formula = RISE "f(t) = base * gamma^(number of steps <= t)",
             .source = "detectron2's build_lr_scheduler over fvcore; names of "
                       "the configuration's SOLVER",
             .example = "detectron2.WarmupMultiStepLR(max_iter=90000, "
                        "steps=[60000, 80000])",
             .size = sizeof(struct detectron2),
             PARAMETERS(MAX_ITER_ROW,
                        STEPS_LIST(struct detectron2, steps, "[30000]",
                                   "[1,inf)",
                                   "the rows where it decays, rising; those "
                                   "above max_iter are left out"),
                        GAMMA_ROW, WARMUP_ROWS),
             .check = multistep_check},
    .set = multistep_rows_set,
    .ends = "max_iter",
    .rise = "warmup_iters",
};

const struct schedule_kind schedule_detectron2_WarmupCosineLR = {
    .kind = {.name = "detectron2.WarmupCosineLR",
             .summary = "a line up to half a cosine that began in row 0",
             .formula = RISE "f(t) = base * (e + (1 - e) * (1 + cos(pi t / "
                             "max_iter)) / 2)\n"
                             "        e = base_lr_end / the optimizer's rate",
             .source = "detectron2's build_lr_scheduler over fvcore; names of "
                       "the configuration's SOLVER",
             .example = "detectron2.WarmupCosineLR(max_iter=90000)",
             .size = sizeof(struct detectron2),
             PARAMETERS(MAX_ITER_ROW,
                        REAL(struct detectron2, base_lr_end, "0", "[0,inf)",
                             "the rate at the end"),
                        WARMUP_ROWS)},
    .fits = cosine_fits,
    .set = cosine_rows_set,
    .ends = "max_iter",
    .rise = "warmup_iters",
};

const struct schedule_kind schedule_detectron2_WarmupStepWithFixedGammaLR = {
    .kind = {.name = "detectron2.WarmupStepWithFixedGammaLR",
             .aliases = "detectron2.StepWithFixedGamma",
             .summary = "a line up, and times gamma after each of equal parts",
             .formula = RISE "f(t) = base * gamma^floor((num_decays + 1) * t / "
                             "max_iter)",
             .source = "detectron2's build_lr_scheduler over fvcore; names of "
                       "the configuration's SOLVER",
             .example = "detectron2.WarmupStepWithFixedGammaLR(max_iter=90000)",
             .size = sizeof(struct detectron2),
             PARAMETERS(MAX_ITER_ROW, GAMMA_ROW,
                        INTEGER(struct detectron2, num_decays, "3", "[1,inf)",
                                "how often it decays"),
                        WARMUP_ROWS),
             .check = fixed_check},
    .set = fixed_rows_set,
    .ends = "max_iter",
    .rise = "warmup_iters",
};
