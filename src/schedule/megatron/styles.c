/* styles.c -- Megatron-LM's decay styles, after a linear rise.
 *
 * Row t has the rate at t, or where batches grow at the samples that the
 * updates before it have seen; past lr_decay_iters it is min_lr. */
#include <math.h>

#include "schedule/ramp.h"

#define DECAY_ROW                                                              \
    RAMP_TOTAL("lr_decay_iters", "[1,inf) or null", "steps until min_lr")
#define OTHER_ROWS                                                             \
    RAMP_REAL("lr_warmup_fraction", rise_part, "null", "[0,1) or null",        \
              "the share of lr_decay_iters that rises, in place of "           \
              "lr_warmup_iters"),                                              \
        RAMP_STEPS("lr_warmup_iters", rise, "0", "[0,inf)",                    \
                   "steps of the rise"),                                       \
        RAMP_REAL("lr_warmup_init", start, "0", "(-inf,inf)",                  \
                  "the rate in row 0, where there is a rise"),                 \
        RAMP_REAL("min_lr", end, "0", "[0,inf)", "the rate at the end"),       \
        RAMP_PAIRS("batches", batches,                                         \
                   "[samples, batch] pairs, from 0 on: from so many samples "  \
                   "on an update has this batch, and all lengths count "       \
                   "samples; null: they count steps")

static const struct parameter style_parameters[] = {
    DECAY_ROW,
    OTHER_ROWS,
    END_OF_TABLE,
};

/* The samples that t updates have seen. */
static double
samples_at(const struct ramp *self, long t)
{
    const struct pairs *batches = &self->batches;
    double left = (double)t, samples = 0;

    if (!batches->values)
        return left;
    for (size_t i = 0; i + 1 < batches->count && left > 0; i++) {
        double until = batches->values[i + 1][0], batch = batches->values[i][1];
        double updates = fmin(left, fmax(ceil((until - samples) / batch), 0));

        samples += updates * batch;
        left -= updates;
    }
    return samples + left * batches->values[batches->count - 1][1];
}

static bool
check_batches(const struct node *node, struct error *error)
{
    const struct ramp *self = node->self;
    const struct pairs *batches = &self->batches;

    if (batches->values && batches->count == 0)
        return error_at(error, node_place(node, "batches"),
                        "must have a pair, and has none");
    for (size_t i = 0; batches->values && i < batches->count; i++) {
        double samples = batches->values[i][0], batch = batches->values[i][1];

        if (i == 0 ? samples != 0 : !(samples > batches->values[i - 1][0]))
            return error_at(error, &batches->places[i],
                            "must begin with samples that rise from 0, not %g",
                            samples);
        if (!(batch >= 1) || floor(batch) != batch)
            return error_at(error, &batches->places[i],
                            "must have a batch of 1 or more, not %g", batch);
    }
    return true;
}

/* The row from which on all is min_lr. */
static long
style_end(const void *data)
{
    const struct ramp *self = data;
    long low = 0, high = self->all;

    if (!self->batches.values || self->all == INTEGER_NULL)
        return self->all;
    while (low < high) {
        long middle = low + (high - low) / 2;

        if (samples_at(self, middle) >= (double)self->all)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool
check_rise(const struct node *node, struct error *error)
{
    struct ramp_phases phases =
        ramp_phases(node->self, schedule_kind_of(node)->ramp);

    return phases.rise < phases.all ||
           error_at(error, node_place(node, "lr_warmup_iters"),
                    "must be below all %.0f steps, not %.0f", phases.all,
                    phases.rise);
}

static bool
style_check(const struct node *node, struct error *error)
{
    const struct ramp *self = node->self;

    if (!isnan(self->rise_part) && self->rise > 0)
        return error_at(error, node_place(node, "lr_warmup_iters"),
                        "must not be given beside lr_warmup_fraction");
    return check_batches(node, error) && check_rise(node, error);
}

/* What Megatron asserts of --lr. */
static bool
style_fits(const struct node *node, const struct schedule_run *run,
           struct error *error)
{
    return schedule_check_below(node, "min_lr", *run->lr, false, error) &&
           schedule_check_below(node, "lr_warmup_init", *run->lr, false, error);
}

static void
wsd_phases(const struct ramp *self, struct ramp_phases *phases)
{
    phases->fall = (double)self->fall;
    phases->level = phases->all - phases->fall;
}

static double
exponential_curve(const struct ramp *self, double done)
{
    (void)self;
    return 2 * pow(0.5, done) - 1;
}

static double
wsd_curve(const struct ramp *self, double done)
{
    /* In the order of the words of lr_wsd_decay_style. */
    static double (*const curves[])(const struct ramp *, double) = {
        exponential_curve, ramp_line, ramp_cosine, ramp_root};

    return curves[self->curve](self, done);
}

static void
root_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct ramp *self = schedule->self;
    const struct ramp_phases *phases = schedule->state;
    double n = samples_at(self, t), root = sqrt(fmax(phases->rise, 1));

    if (ramp_rise(schedule, t, rates))
        return;
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr =
            n > phases->all
                ? self->end
                : fmax(self->end, schedule->base[i] * root / sqrt(fmax(n, 1)));
}

#define STYLE(phases_function, curve_function)                                 \
    .fits = style_fits, .rise = "lr_warmup_iters",                             \
    .ramp = &(const struct ramp_shape)                                         \
    {                                                                          \
        .phases = phases_function, .curve = curve_function, .now = samples_at, \
        .rise_to_end = true, .rise = RISE_RATE, .fall = FALL_RATE,             \
        .level_falls = true, .end = END_AFTER                                  \
    }
#define STYLE_KIND(style)                                                      \
    .source = "Megatron-LM's OptimizerParamScheduler, lr_decay_style " style,  \
    .size = sizeof(struct ramp), .check = style_check
#define RISE "lr(t) = init + (base - init) * t / W   for t <= W, the warm-up\n"

const struct schedule_kind schedule_megatron_constant = {
    .kind = {.name = "megatron.constant",
             .summary = "a line up from lr_warmup_init, then the base rate",
             .formula = RISE "lr(t) = base",
             STYLE_KIND("constant"),
             .example = "megatron.constant(lr_warmup_iters=100)",
             .parameters = style_parameters},
    STYLE(NULL, NULL),
};

const struct schedule_kind schedule_megatron_linear = {
    .kind = {.name = "megatron.linear",
             .summary = "a line up from lr_warmup_init, then a line down to "
                        "min_lr",
             .formula = RISE "lr(t) = min_lr + (base - min_lr) * (1 - p)\n"
                             "        p = (t - W) / (lr_decay_iters - W); "
                             "min_lr beyond",
             STYLE_KIND("linear"),
             .example = "megatron.linear(lr_decay_iters=1000, "
                        "lr_warmup_iters=100)",
             .parameters = style_parameters},
    STYLE(NULL, ramp_line),
    .end = style_end,
};

const struct schedule_kind schedule_megatron_cosine = {
    .kind = {.name = "megatron.cosine",
             .summary = "a line up from lr_warmup_init, then half a cosine "
                        "down to min_lr, where it stays",
             .formula = RISE "lr(t) = min_lr + (base - min_lr) * (1 + cos(pi "
                             "p)) / 2\n"
                             "        p = (t - W) / (lr_decay_iters - W); "
                             "min_lr beyond",
             STYLE_KIND("cosine"),
             .example = "megatron.cosine(lr_decay_iters=1000, "
                        "lr_warmup_iters=100)",
             .parameters = style_parameters},
    STYLE(NULL, ramp_cosine),
    .end = style_end,
};

const struct schedule_kind schedule_megatron_inverse_square_root = {
    .kind = {.name = "megatron.inverse_square_root",
             .aliases = "megatron.inverse-square-root",
             .summary = "a line up from lr_warmup_init, then one over the "
                        "root of the step",
             .formula = RISE "lr(t) = max(min_lr, base * sqrt(W / t)); min_lr "
                             "beyond lr_decay_iters",
             STYLE_KIND("inverse-square-root"),
             .example = "megatron.inverse_square_root(lr_warmup_iters=100)",
             .parameters = style_parameters},
    .set = root_set,
    STYLE(NULL, NULL),
    .end = style_end,
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
             STYLE_KIND("WSD"),
             .example = "megatron.WSD(lr_decay_iters=1000, "
                        "lr_wsd_decay_iters=200, lr_warmup_iters=100)",
             PARAMETERS(
                 RAMP_CURVE("lr_wsd_decay_style", "\"exponential\"",
                            "exponential|linear|cosine|minus_sqrt",
                            "how it falls"),
                 DECAY_ROW,
                 RAMP_STEPS("lr_wsd_decay_iters", fall, NULL, "[0,inf)",
                            "steps of the fall, the last of lr_decay_iters"),
                 OTHER_ROWS)},
    STYLE(wsd_phases, wsd_curve),
    .end = style_end,
};
