/* styles.c -- Megatron-LM's decay styles, after a linear rise.
 *
 * Row t has the rate at t; past lr_decay_iters it is min_lr. */
#include <math.h>

#include "schedule/schedule.h"

enum { WSD_EXPONENTIAL, WSD_LINEAR, WSD_COSINE, WSD_MINUS_SQRT };

/* Each kind has rows for those that it knows. */
struct style {
    int lr_wsd_decay_style;
    long lr_decay_iters, lr_wsd_decay_iters;
    double lr_warmup_fraction;
    long lr_warmup_iters;
    double lr_warmup_init, min_lr;
};

#define DECAY_ROW                                                              \
    INTEGER(struct style, lr_decay_iters, "null", "[1,inf) or null",           \
            "steps until min_lr; null is those of the run")
#define WARMUP_ROWS                                                            \
    REAL(struct style, lr_warmup_fraction, "null", "[0,1) or null",            \
         "the share of lr_decay_iters that rises, in place of "                \
         "lr_warmup_iters"),                                                   \
        INTEGER(struct style, lr_warmup_iters, "0", "[0,inf)",                 \
                "steps of the rise"),                                          \
        REAL(struct style, lr_warmup_init, "0", "(-inf,inf)",                  \
             "the rate in row 0, where there is a rise")
#define MINIMUM_ROW                                                            \
    REAL(struct style, min_lr, "0", "[0,inf)", "the rate at the end")

static const struct parameter parameters[] = {
    DECAY_ROW,
    WARMUP_ROWS,
    MINIMUM_ROW,
    END_OF_TABLE,
};

static const struct parameter wsd_parameters[] = {
    CHOICE(struct style, lr_wsd_decay_style, "\"exponential\"",
           "exponential|linear|cosine|minus_sqrt", "how it falls"),
    DECAY_ROW,
    INTEGER(struct style, lr_wsd_decay_iters, NULL, "[0,inf)",
            "steps of the fall, the last of lr_decay_iters"),
    WARMUP_ROWS,
    MINIMUM_ROW,
    END_OF_TABLE,
};

struct lengths {
    double rise, all;
};

static struct lengths
lengths_of(const struct style *self, const struct schedule_run *run)
{
    double all = (double)steps_of(run, self->lr_decay_iters);

    return (struct lengths){isnan(self->lr_warmup_fraction)
                                ? (double)self->lr_warmup_iters
                                : self->lr_warmup_fraction * all,
                            all};
}

static bool
check_rise(const struct node *node, const struct schedule_run *run,
           struct error *error)
{
    struct lengths lengths = lengths_of(node->self, run);

    return lengths.rise < lengths.all ||
           error_at(error, node_place(node, "lr_warmup_iters"),
                    "must be below all %.0f steps, not %.0f", lengths.all,
                    lengths.rise);
}

static bool
style_check(const struct node *node, struct error *error)
{
    const struct style *self = node->self;
    const struct schedule_run none = {0};

    if (!isnan(self->lr_warmup_fraction) && self->lr_warmup_iters > 0)
        return error_at(error, node_place(node, "lr_warmup_iters"),
                        "must not be given beside lr_warmup_fraction");
    return self->lr_decay_iters == INTEGER_NULL ||
           check_rise(node, &none, error);
}

/* What Megatron asserts of --lr. */
static bool
style_fits(const struct node *node, const struct schedule_run *run,
           struct error *error)
{
    static const char *const below[] = {"min_lr", "lr_warmup_init"};
    double lr = *run->lr;

    for (size_t i = 0; i < 2; i++)
        if (kind_real(node->kind, node->self, below[i]) > lr)
            return error_at(error, node_place(node, below[i]),
                            "must be at most the optimizer's rate, %g", lr);
    return run->steps == 0 || check_rise(node, run, error);
}

/* The share of the way from min_lr to the base rate at step n of a fall. */
typedef double style_curve(const struct style *self, double n,
                           const struct lengths *lengths);

static double
share(double n, const struct lengths *lengths)
{
    return (n - lengths->rise) / (lengths->all - lengths->rise);
}

static double
linear_curve(const struct style *self, double n, const struct lengths *lengths)
{
    (void)self;
    return 1 - share(n, lengths);
}

static double
cosine_curve(const struct style *self, double n, const struct lengths *lengths)
{
    (void)self;
    return 0.5 * (cos(M_PI * share(n, lengths)) + 1);
}

static double
wsd_curve(const struct style *self, double n, const struct lengths *lengths)
{
    double fall = (double)self->lr_wsd_decay_iters;
    double x = (n - (lengths->all - fall)) / fall;

    if (n <= lengths->all - fall)
        return 1;
    if (self->lr_wsd_decay_style == WSD_LINEAR)
        return 1 - x;
    if (self->lr_wsd_decay_style == WSD_COSINE)
        return 0.5 * (cos(M_PI * x) + 1);
    return self->lr_wsd_decay_style == WSD_EXPONENTIAL ? 2 * pow(0.5, x) - 1
                                                       : 1 - sqrt(x);
}

/* Row t before the fall, which sets what is left. */
static bool
rise(const struct schedule *schedule, double n, const struct lengths *lengths,
     struct rate *rates)
{
    const struct style *self = schedule->self;
    double start = self->lr_warmup_init;

    if (!(lengths->rise > 0 && n <= lengths->rise))
        return false;
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = start + (schedule->base[i] - start) * n / lengths->rise;
    return true;
}

static void
set_curve(const struct schedule *schedule, long t, style_curve *curve,
          struct rate *rates)
{
    const struct style *self = schedule->self;
    struct lengths lengths = lengths_of(self, schedule->run);
    double n = (double)t, least = self->min_lr, left;

    if (rise(schedule, n, &lengths, rates))
        return;
    left = n > lengths.all ? 0 : curve(self, n, &lengths);
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = least + left * (schedule->base[i] - least);
}

static void
linear_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_curve(schedule, t, linear_curve, rates);
}

static void
cosine_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_curve(schedule, t, cosine_curve, rates);
}

static void
wsd_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_curve(schedule, t, wsd_curve, rates);
}

static void
constant_set(const struct schedule *schedule, long t, struct rate *rates)
{
    struct lengths lengths = lengths_of(schedule->self, schedule->run);

    if (!rise(schedule, (double)t, &lengths, rates))
        rates_share(schedule, rates, 1);
}

static void
root_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct style *self = schedule->self;
    struct lengths lengths = lengths_of(self, schedule->run);
    double n = (double)t;

    if (rise(schedule, n, &lengths, rates))
        return;
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = n > lengths.all
                          ? self->min_lr
                          : fmax(self->min_lr, schedule->base[i] *
                                                   sqrt(fmax(lengths.rise, 1)) /
                                                   sqrt(fmax(n, 1)));
}

static long
style_end(const void *self)
{
    return ((const struct style *)self)->lr_decay_iters;
}

#define SOURCE "Megatron-LM's OptimizerParamScheduler, "
#define RISE "lr(t) = init + (base - init) * t / W   for t <= W, the warm-up\n"

const struct schedule_kind schedule_megatron_constant = {
    .kind = {.name = "megatron.constant",
             .summary = "a line up from lr_warmup_init, then the base rate",
             .formula = RISE "lr(t) = base",
             .system = SYSTEM_megatron,
             .source = SOURCE "lr_decay_style constant",
             .example = "megatron.constant(lr_warmup_iters=100)",
             .size = sizeof(struct style),
             .parameters = parameters,
             .check = style_check},
    .set = constant_set,
    .fits = style_fits,
    .rise = "lr_warmup_iters",
};

const struct schedule_kind schedule_megatron_linear = {
    .kind = {.name = "megatron.linear",
             .summary = "a line up from lr_warmup_init, then a line down to "
                        "min_lr",
             .formula = RISE "lr(t) = min_lr + (base - min_lr) * (1 - p)\n"
                             "        p = (t - W) / (lr_decay_iters - W); "
                             "min_lr beyond",
             .system = SYSTEM_megatron,
             .source = SOURCE "lr_decay_style linear",
             .example = "megatron.linear(lr_decay_iters=1000, "
                        "lr_warmup_iters=100)",
             .size = sizeof(struct style),
             .parameters = parameters,
             .check = style_check},
    .set = linear_set,
    .fits = style_fits,
    .end = style_end,
    .rise = "lr_warmup_iters",
};

const struct schedule_kind schedule_megatron_cosine = {
    .kind = {.name = "megatron.cosine",
             .summary = "a line up from lr_warmup_init, then half a cosine "
                        "down to min_lr, where it stays",
             .formula = RISE "lr(t) = min_lr + (base - min_lr) * (1 + cos(pi "
                             "p)) / 2\n"
                             "        p = (t - W) / (lr_decay_iters - W); "
                             "min_lr beyond",
             .system = SYSTEM_megatron,
             .source = SOURCE "lr_decay_style cosine",
             .example = "megatron.cosine(lr_decay_iters=1000, "
                        "lr_warmup_iters=100)",
             .size = sizeof(struct style),
             .parameters = parameters,
             .check = style_check},
    .set = cosine_set,
    .fits = style_fits,
    .end = style_end,
    .rise = "lr_warmup_iters",
};

const struct schedule_kind schedule_megatron_inverse_square_root = {
    .kind = {.name = "megatron.inverse_square_root",
             .aliases = "megatron.inverse-square-root",
             .summary = "a line up from lr_warmup_init, then one over the "
                        "root of the step",
             .formula = RISE "lr(t) = max(min_lr, base * sqrt(W / t)); min_lr "
                             "beyond lr_decay_iters",
             .system = SYSTEM_megatron,
             .source = SOURCE "lr_decay_style inverse-square-root",
             .example = "megatron.inverse_square_root(lr_warmup_iters=100)",
             .size = sizeof(struct style),
             .parameters = parameters,
             .check = style_check},
    .set = root_set,
    .fits = style_fits,
    .end = style_end,
    .rise = "lr_warmup_iters",
};

const struct schedule_kind schedule_megatron_WSD = {
    .kind = {.name = "megatron.WSD",
             .summary = "a line up from lr_warmup_init, level, and a fall in "
                        "the last lr_wsd_decay_iters",
             .formula = RISE "lr(t) = min_lr + (base - min_lr) * f(x)\n"
                             "        x = (t - (D - d)) / d; f = 1 before "
                             "that, min_lr beyond D\n"
                             "        f = 2 * 0.5^x - 1, 1 - x, (1 + cos(pi "
                             "x)) / 2 or 1 - sqrt(x)\n"
                             "        D: lr_decay_iters, d: "
                             "lr_wsd_decay_iters",
             .system = SYSTEM_megatron,
             .source = SOURCE "lr_decay_style WSD",
             .example = "megatron.WSD(lr_decay_iters=1000, "
                        "lr_wsd_decay_iters=200, lr_warmup_iters=100)",
             .size = sizeof(struct style),
             .parameters = wsd_parameters,
             .check = style_check},
    .set = wsd_set,
    .fits = style_fits,
    .end = style_end,
    .rise = "lr_warmup_iters",
};
