/* curves.c -- mmengine's schedulers that know the lowest rate, or the highest.
 */
#include <math.h>

#include "schedule/mmengine/mmengine.h"

#define ETA_ROWS                                                               \
    REAL(struct mmengine, eta_min, "null", "(-inf,inf) or null",               \
         "the lowest rate; null is 0 or eta_min_ratio's"),                     \
        REAL(struct mmengine, eta_min_ratio, "null", "(-inf,inf) or null",     \
             "the lowest rate as a share of the base rate")

static bool
check_periods(const struct node *node, struct error *error)
{
    const struct mmengine *self = node->self;

    if (self->periods.count != self->restart_weights.count)
        return error_at(error, node_place(node, "restart_weights"),
                        "must be %zu numbers, one for each period, not %zu",
                        self->periods.count, self->restart_weights.count);
    if (isnan(self->eta_min) && isnan(self->eta_min_ratio))
        return error_at(error, node->place,
                        "must have eta_min or eta_min_ratio");
    return mmengine_check_least(node, error);
}

static double
least(const struct mmengine *self, double base)
{
    if (!isnan(self->eta_min_ratio))
        return base * self->eta_min_ratio;
    return isnan(self->eta_min) ? 0 : self->eta_min;
}

static double
poly_next(const struct mmengine *self, const struct window_position *at,
          double base, double now)
{
    double low = self->eta_min, left = at->total - at->step + 1;

    (void)base;
    return at->step == 0 ? now
                         : (now - low) * pow(1 - 1 / left, self->power) + low;
}

/* From one step of half a wave to the next. */
static double
wave(double step, double steps, double low, double now)
{
    return (1 + cos(M_PI * step / steps)) /
               (1 + cos(M_PI * (step - 1) / steps)) * (now - low) +
           low;
}

static double
cosine_next(const struct mmengine *self, const struct window_position *at,
            double base, double now)
{
    double low = least(self, base), steps = at->total + 1;

    if (self->T_max != INTEGER_NULL)
        steps = (double)self->T_max * at->unit;
    if (at->step == 0)
        return now;
    if (fmod(at->step - 1 - steps, 2 * steps) == 0)
        return now + (base - low) * (1 - cos(M_PI / steps)) / 2;
    return wave(at->step, steps, low, now);
}

static double
restart_next(const struct mmengine *self, const struct window_position *at,
             double base, double now)
{
    double step = at->step;

    for (size_t i = 0; i < self->periods.count; i++) {
        double steps = (double)self->periods.values[i] * at->unit;

        if (step == 0)
            return base * self->restart_weights.values[i];
        if (step < steps)
            return wave(step, steps, least(self, base), now);
        step -= steps;
    }
    return now;
}

/* From `from` to `to` as a share is done. */
static double
anneal(const struct mmengine *self, double from, double to, double share)
{
    return self->anneal_strategy == 1
               ? (to - from) * share + from
               : to + (from - to) / 2 * (cos(M_PI * share) + 1);
}

static double
one_cycle_next(const struct mmengine *self, const struct window_position *at,
               double base, double now)
{
    double high = self->eta_max, low = high / self->div_factor;
    double last = low / self->final_div_factor, steps = at->total + 1;
    double top, back;

    (void)base;
    if (self->total_steps != INTEGER_NULL)
        steps = (double)self->total_steps * at->unit;
    if (at->step > steps)
        return now;
    top = self->pct_start * steps - 1;
    back = 2 * self->pct_start * steps - 2;
    if (at->step <= top)
        return anneal(self, low, high, at->step / top);
    if (self->three_phase && at->step <= back)
        return anneal(self, high, low, (at->step - top) / (back - top));
    if (self->three_phase) {
        high = low;
        top = back;
    }
    return top == steps - 1
               ? now
               : anneal(self, high, last, (at->step - top) / (steps - 1 - top));
}

/* A rise that ends in its first row has no slope. */
static bool
check_cycle(const struct node *node, struct error *error)
{
    const struct mmengine *self = node->self;
    long steps = self->total_steps != INTEGER_NULL ? self->total_steps
                                                   : self->end - self->begin;

    return mmengine_check(node, error) &&
           (self->pct_start * (double)steps != 1 ||
            error_at(error, node_place(node, "pct_start"),
                     "must not be 1 / %ld: a rise that ends in its first row "
                     "has no slope",
                     steps));
}

MMENGINE_SCHEDULER(poly, PolyLR) = {
    .kind = {MMENGINE_NAMES("Poly"),
             .summary = "down to eta_min in a window along a power of what is "
                        "left",
             .formula = "lr(t) = eta_min + (rate - eta_min) * (1 - s / "
                        "T)^power" MMENGINE_WINDOW ", T = end - begin - 1",
             .example = "mmengine.PolyLR(power=0.9, by_epoch=false, end=1000)",
             PARAMETERS(REAL(struct mmengine, eta_min, "0", "(-inf,inf)",
                             "the lowest rate"),
                        REAL(struct mmengine, power, "1", "(-inf,inf)",
                             "of what is left"),
                        MMENGINE_ROWS),
             .check = mmengine_check},
    .advance = poly_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};

MMENGINE_SCHEDULER(cosine, CosineAnnealingLR) = {
    .kind = {MMENGINE_NAMES("CosineAnnealing"),
             .summary = "half a cosine down to eta_min in a window",
             .formula = "lr(t) = eta_min + (rate - eta_min) * (1 + cos(pi s / "
                        "T_max)) / 2" MMENGINE_WINDOW,
             .example = "mmengine.CosineAnnealingLR(T_max=1000, "
                        "by_epoch=false)",
             PARAMETERS(
                 STEPS(struct mmengine, T_max, "null", "[1,inf) or null",
                       "epochs, or iterations, of the fall; null is end - "
                       "begin"),
                 ETA_ROWS, MMENGINE_ROWS),
             .check = mmengine_check_least},
    .advance = cosine_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};

MMENGINE_SCHEDULER(restart, CosineRestartLR) = {
    .kind =
        {MMENGINE_NAMES("CosineRestart"),
         .summary = "half cosines of given lengths and heights in a window",
         .formula = "lr(t) = eta_min + (base * w - eta_min) * (1 + cos(pi s "
                    "/ p)) / 2\n"
                    "        with w and p of the period, and s in it",
         .example = "mmengine.CosineRestartLR([100, 200], [1, 0.5], "
                    "eta_min=0)",
         PARAMETERS(STEPS_LIST(struct mmengine, periods, NULL, "[1,inf)",
                               "epochs, or iterations, of each fall"),
                    REALS(struct mmengine, restart_weights, "[1]", "(-inf,inf)",
                          "what each begins with, as a share of the base "
                          "rate"),
                    ETA_ROWS, MMENGINE_ROWS),
         .check = check_periods},
    .advance = restart_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};

MMENGINE_SCHEDULER(one_cycle, OneCycleLR) = {
    .kind =
        {.name = "mmengine.OneCycleLR",
         .aliases = "mmengine.OneCycleParamScheduler",
         .source = "mmengine.optim.OneCycleParamScheduler",
         .size = sizeof(struct mmengine),
         .epochs = "by_epoch",
         .summary = "up from a share of eta_max, and down to almost "
                    "nothing, in a window",
         .formula = "lr(t) from eta_max / div_factor to eta_max in row "
                    "pct_start * T - 1,\n"
                    "        and on to eta_max / div_factor / "
                    "final_div_factor in row T - 1\n"
                    "        three_phase: by way of eta_max / div_factor",
         .example = "mmengine.OneCycleLR(eta_max=0.1, total_steps=1000)",
         PARAMETERS(
             REAL(struct mmengine, eta_max, "0", "(-inf,inf)",
                  "the highest rate"),
             STEPS(struct mmengine, total_steps, "null", "[1,inf) or null",
                   "epochs, or iterations, of the cycle; null is end - begin"),
             REAL(struct mmengine, pct_start, "0.3", "[0,1]",
                  "the share that rises"),
             CHOICE(struct mmengine, anneal_strategy, "\"cos\"", "cos|linear",
                    "half cosines, or lines"),
             REAL(struct mmengine, div_factor, "25", "(0,inf)",
                  "what eta_max is divided by in the first row"),
             REAL(struct mmengine, final_div_factor, "10000", "(0,inf)",
                  "what the first rate is divided by in the last row"),
             BOOLEAN(struct mmengine, three_phase, "false",
                     "fall as long as it rose, and then to the end"),
             MMENGINE_ROWS),
         .check = check_cycle},
    .advance = one_cycle_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};
