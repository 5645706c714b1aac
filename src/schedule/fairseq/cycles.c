/* cycles.c -- fairseq's schedulers that come again, and the manual one. */
#include "schedule/fairseq/fairseq.h"

struct cycles {
    long warmup_updates, max_update;
    double warmup_init_lr, min_lr, max_lr, t_mult, lr_period_updates, lr_shrink;
    bool shrink_min;
    struct pairs update2lr;
};

#define PERIOD_ROW(standard, meaning)                                          \
    STEPS_REAL(struct cycles, lr_period_updates, standard, "(-inf,inf)",       \
               meaning)
#define SHRINK_ROW                                                             \
    REAL(struct cycles, lr_shrink, "0.1", "(-inf,inf)",                        \
         "what each period multiplies the rates of the one before by")

/* The period of a row: how many came before, how many steps of it are done, and
 * its length.  A rise that reaches the end leaves none: fairseq makes its
 * length negative, and never asks for it; here the rate stays. */
struct period {
    double number, done, steps;
};

static struct period
period_of(const struct cycles *self, double now)
{
    double rise = (double)self->warmup_updates, mult = self->t_mult;
    double first = self->lr_period_updates > 0
                       ? self->lr_period_updates
                       : (double)self->max_update - rise;
    struct period period = {.number = floor((now - rise) / first),
                            .steps = first};

    if (first <= 0)
        return (struct period){.steps = 1};
    now -= rise;
    if (mult == 1) {
        period.done = now - first * period.number;
        return period;
    }
    period.number = floor(log(1 - now / first * (1 - mult)) / log(mult));
    period.steps = pow(mult, period.number) * first;
    period.done = now - (1 - pow(mult, period.number)) / (1 - mult) * first;
    return period;
}

static void
cosine_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct cycles *self = schedule->self;
    double now = (double)t, rise = (double)self->warmup_updates;
    double start =
        self->warmup_init_lr < 0 ? self->min_lr : self->warmup_init_lr;
    struct period period = period_of(self, fmax(now, rise));
    double shrink = pow(self->lr_shrink, period.number);
    double low = self->min_lr * shrink;

    for (size_t i = 0; i < schedule->count; i++) {
        double base = schedule->base[i], high = base * shrink;

        rates[i].lr =
            now < rise ? start + now * ((base - start) / rise)
                       : low + 0.5 * (high - low) *
                                   (1 + cos(M_PI * period.done / period.steps));
    }
}

static bool
triangular_check(const struct node *node, struct error *error)
{
    const struct cycles *self = node->self;

    return self->lr_period_updates >= 2 ||
           error_at(error, node_place(node, "lr_period_updates"),
                    "must be at least 2, not %g", self->lr_period_updates);
}

static bool
triangular_fits(const struct node *node, const struct schedule_run *run,
                struct error *error)
{
    const struct cycles *self = node->self;

    return self->max_lr > *run->lr ||
           error_at(error, node_place(node, "max_lr"),
                    "must be above the optimizer's rate, %g, not %g", *run->lr,
                    self->max_lr);
}

static void
triangular_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct cycles *self = schedule->self;
    double now = (double)t, half = floor(self->lr_period_updates / 2);
    double cycle = floor(now / (2 * half));
    double shrink = pow(self->lr_shrink, cycle);
    double x = fabs(now / half - 2 * (cycle + 1) + 1);

    for (size_t i = 0; i < schedule->count; i++) {
        double low = schedule->base[i] * (self->shrink_min ? shrink : 1);

        rates[i].lr = low + (self->max_lr * shrink - low) * fmax(0, 1 - x);
    }
}

static bool
manual_check(const struct node *node, struct error *error)
{
    const struct pairs *pairs = &((struct cycles *)node->self)->update2lr;

    for (size_t i = 0; i < pairs->count; i++)
        if (floor(pairs->values[i][0]) != pairs->values[i][0] ||
            pairs->values[i][0] < 0 || !isfinite(pairs->values[i][1]))
            return error_at(error, &pairs->places[i],
                            "must be a step from 0 on and a finite rate");
    return true;
}

/* The last of the steps that are reached; before the first of them step 1. */
static void
manual_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct pairs *pairs =
        &((const struct cycles *)schedule->self)->update2lr;
    const double *best = NULL, *one = NULL;

    for (size_t i = 0; i < pairs->count; i++) {
        const double *pair = pairs->values[i];

        if (pair[0] == 1)
            one = pair;
        if (pair[0] <= (double)t && (!best || pair[0] >= best[0]))
            best = pair;
    }
    best = best ? best : one;
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = best ? best[1] : schedule->base[i];
}

const struct schedule_kind schedule_fairseq_cosine = {
    .kind = {.name = "fairseq.cosine",
             .summary = "a line up, then half cosines, each lower and shorter "
                        "or longer than the one before",
             .formula = "lr(t) = init + (base - init) * t / W   for t < W = "
                        "warmup_updates\n"
                        "lr(t) = s^i * (min_lr + (base - min_lr) * (1 + cos(pi "
                        "p)) / 2)   in period i\n"
                        "        s = lr_shrink; p: the share of the period "
                        "that is done\n"
                        "        periods of lr_period_updates * t_mult^i "
                        "steps, or all after W\n"
                        "lr(t) = base   from W on, where W >= max_update and "
                        "no period is given",
             .source = "fairseq's optim/lr_scheduler/cosine_lr_scheduler.py",
             .example = "fairseq.cosine(lr_period_updates=300, lr_shrink=0.5)",
             .size = sizeof(struct cycles),
             PARAMETERS(
                 STEPS(struct cycles, warmup_updates, "0", "[0,inf)",
                       "steps of the rise"),
                 REAL(struct cycles, warmup_init_lr, "-1", "(-inf,inf)",
                      "the rate in row 0; below 0 it is min_lr"),
                 REAL(struct cycles, min_lr, "0", "[0,inf)", "the lowest rate"),
                 REAL(struct cycles, t_mult, "1", "[1,inf)",
                      "what each period's length is multiplied by"),
                 PERIOD_ROW("-1", "steps of the first period; 0 and "
                                  "less are all after the rise"),
                 SHRINK_ROW,
                 TOTAL(struct cycles, max_update, NULL, "[1,inf) or null",
                       "steps in all"))},
    .fits = fairseq_fits,
    .set = cosine_set,
    .rise = "warmup_updates",
};

const struct schedule_kind schedule_fairseq_triangular = {
    .kind = {.name = "fairseq.triangular",
             .summary = "lines up to max_lr and back, each lower than the one "
                        "before",
             .formula = "lr(t) = low + (max_lr * s^i - low) * max(0, 1 - x)   "
                        "in period i\n"
                        "        x = |t / h - 2 i - 1|, h = "
                        "floor(lr_period_updates / 2)\n"
                        "        s = lr_shrink; low = base, or with "
                        "shrink_min base * s^i",
             .source =
                 "fairseq's optim/lr_scheduler/triangular_lr_scheduler.py",
             .example = "fairseq.triangular(max_lr=2, lr_period_updates=300, "
                        "lr_shrink=0.5)",
             .size = sizeof(struct cycles),
             PARAMETERS(REAL(struct cycles, max_lr, NULL, "(0,inf)",
                             "the rate at the first top"),
                        PERIOD_ROW("5000", "steps of a period, at least 2"),
                        SHRINK_ROW,
                        BOOLEAN(struct cycles, shrink_min, "false",
                                "lower the bottom too")),
             .check = triangular_check},
    .fits = triangular_fits,
    .set = triangular_set,
};

const struct schedule_kind schedule_fairseq_manual = {
    .kind = {.name = "fairseq.manual",
             .summary = "a rate from each of some steps on",
             .formula = "lr(t) = the rate of the last step that is at most t\n"
                        "before the first of them the rate of step 1, or else "
                        "the base rate",
             .source = "fairseq's optim/lr_scheduler/manual_lr_scheduler.py",
             .example = "fairseq.manual([[1, 0.1], [500, 0.01]])",
             .size = sizeof(struct cycles),
             PARAMETERS(STEPS_PAIRS(struct cycles, update2lr, NULL, NULL,
                                    "[step, rate] pairs")),
             .check = manual_check},
    .set = manual_set,
};
