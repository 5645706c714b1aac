/* schedules.c -- Levanter's schedules: cycles of a rise, a level stretch and a
 * fall, then a cooldown.
 *
 * They are one joined optax schedule, in which the stretch that began last has
 * a row. */
#include <math.h>

#include "schedule/optax/optax.h"

struct levanter {
    long num_train_steps, cycles, batch_size, seq_length;
    double min_lr_ratio, warmup, decay, rewarmup, cooldown, cycle_length;
    double exponent, timescale, a, b;
    struct integers haps; /* where cycles end */
};

/* The lengths of a cycle. */
struct cycle {
    double begin, rise, level, fall; /* steps */
};

/* The rate in a step of the fall, from its own step 0. */
typedef double levanter_curve(const struct levanter *self,
                              const struct cycle *cycle, double base,
                              double step);

/* Up to 1 a value is a share. */
static double
steps_of(double value, double all)
{
    return value <= 1 ? trunc(value * all) : value;
}

static double
line(double from, double to, double steps, double step)
{
    return optax_transition(&(struct optax_curve){.power = 1}, from, to, steps,
                            step);
}

static double
cooldown_of(const struct levanter *self)
{
    double all = (double)self->num_train_steps;

    return isnan(self->cooldown) ? 0 : steps_of(self->cooldown, all);
}

/* Where cycle i begins, of those before `all`; `all` where there are no more.
 */
static double
cycle_begin(const struct levanter *self, size_t i, double all)
{
    double number = (double)i, length, begin = all;

    if (i == 0)
        return 0;
    if (!isnan(self->cycle_length)) {
        length = steps_of(self->cycle_length, all);
        if (number < floor(all / length))
            begin = number * length;
    } else if (self->haps.count > 0) {
        if (i <= self->haps.count)
            begin = (double)self->haps.values[i - 1];
    } else if (self->cycles != INTEGER_NULL && number < (double)self->cycles)
        begin = trunc(all / (double)self->cycles * number);
    return begin;
}

static struct cycle
cycle_at(const struct levanter *self, size_t i, double all)
{
    double begin = cycle_begin(self, i, all);
    double steps = cycle_begin(self, i + 1, all) - begin;
    double rise = steps_of(i == 0 ? self->warmup : self->rewarmup, steps);
    double fall =
        isnan(self->decay) ? steps - rise : steps_of(self->decay, steps);

    return (struct cycle){begin, rise, steps - rise - fall, fall};
}

/* The stretch that began last, and the cycle before its own. */
struct levanter_stretch {
    enum { STRETCH_NONE, STRETCH_RISE, STRETCH_LEVEL, STRETCH_FALL } kind;
    struct cycle cycle, former; /* former: of no use in the first cycle */
    double step;
    bool first;
};

static void
take_stretch(struct levanter_stretch *found, const struct cycle *cycle,
             double now)
{
    double step = now - cycle->begin;

    if (cycle->rise != 0 && step >= 0)
        *found = (struct levanter_stretch){.kind = STRETCH_RISE, .step = step};
    step -= cycle->rise;
    if (cycle->level != 0 && step >= 0)
        *found = (struct levanter_stretch){.kind = STRETCH_LEVEL};
    step -= cycle->level;
    if (step >= 0)
        *found = (struct levanter_stretch){.kind = STRETCH_FALL, .step = step};
}

/* Finds the stretch of a step, and the last cycle before `all`. */
static struct cycle
find_stretch(const struct levanter *self, double now, double all,
             struct levanter_stretch *found)
{
    struct cycle cycle = {0}, former = {0};

    *found = (struct levanter_stretch){.kind = STRETCH_NONE};
    for (size_t i = 0; i == 0 || cycle_begin(self, i, all) < all; i++) {
        struct levanter_stretch own = {.kind = STRETCH_NONE};

        former = cycle;
        cycle = cycle_at(self, i, all);
        take_stretch(&own, &cycle, now);
        if (own.kind == STRETCH_NONE)
            continue;
        *found = own;
        found->cycle = cycle;
        found->former = former;
        found->first = i == 0;
    }
    return cycle;
}

static double
levanter_rate(const struct levanter *self, levanter_curve *curve, double base,
              double now)
{
    double cooldown = cooldown_of(self);
    double all = (double)self->num_train_steps - cooldown;
    struct levanter_stretch found;
    struct cycle last = find_stretch(self, now, all, &found);

    if (cooldown != 0 && now >= all)
        return line(curve(self, &last, base, last.fall),
                    base * self->min_lr_ratio, cooldown, now - all);
    if (found.kind == STRETCH_RISE)
        return line(found.first
                        ? 0
                        : curve(self, &found.former, base, found.former.fall),
                    base, found.cycle.rise, found.step);
    return found.kind == STRETCH_FALL
               ? curve(self, &found.cycle, base, found.step)
               : base;
}

static double
constant_curve(const struct levanter *self, const struct cycle *cycle,
               double base, double step)
{
    (void)self;
    (void)cycle;
    (void)step;
    return base;
}

static double
cosine_curve(const struct levanter *self, const struct cycle *cycle,
             double base, double step)
{
    const struct optax_curve wave = {.alpha = self->min_lr_ratio,
                                     .exponent = self->exponent};

    return optax_wave(&wave, base, cycle->fall, step);
}

static double
linear_curve(const struct levanter *self, const struct cycle *cycle,
             double base, double step)
{
    return line(base, base * self->min_lr_ratio, cycle->fall, step);
}

static double
inv_sqrt_curve(const struct levanter *self, const struct cycle *cycle,
               double base, double step)
{
    double share = fmax(step + cycle->rise, 1) / self->timescale;

    return fmax(base * fmin(1, 1 / sqrt(share)), base * self->min_lr_ratio);
}

static double
inv_curve(const struct levanter *self, const struct cycle *cycle, double base,
          double step)
{
    double low = base * self->min_lr_ratio;
    double share = (base / low - 1) * fmax(step, 1) / cycle->fall;

    return fmax(base * fmin(1, 1 / (share + 1)), low);
}

static double
power_curve(const struct levanter *self, const struct cycle *cycle, double base,
            double step)
{
    double batch = (double)self->batch_size;
    double tokens = step * batch * (double)self->seq_length;

    (void)cycle;
    return fmin(base, batch * self->a * pow(tokens, self->b));
}

/* Whether a value is a share, or whole steps. */
static bool
check_length(const struct node *node, const char *name, double value,
             struct error *error)
{
    return isnan(value) || value <= 1 || value == floor(value) ||
           error_at(error, node_place(node, name),
                    "must be a share up to 1, or whole steps, not %g", value);
}

static bool
check_cycles(const struct node *node, double all, struct error *error)
{
    const struct levanter *self = node->self;
    const struct integers *haps = &self->haps;
    int ways = !isnan(self->cycle_length) + (self->cycles != INTEGER_NULL) +
               (haps->count > 0);

    if (ways > 1)
        return error_at(error, node->place,
                        "must have one of cycle_length, cycles and haps");
    if (!isnan(self->cycle_length) && steps_of(self->cycle_length, all) < 1)
        return error_at(error, node_place(node, "cycle_length"),
                        "must be a step or more, not %g of %g",
                        self->cycle_length, all);
    for (size_t i = 0; i < haps->count; i++)
        if ((double)haps->values[i] > all ||
            (i > 0 && haps->values[i] <= haps->values[i - 1]))
            return error_at(error, &haps->places[i],
                            "must rise, up to %g steps, not %ld", all,
                            haps->values[i]);
    return true;
}

/* optax has no cosine of 0 steps, and 1 / m no m of 0. */
static bool
check_curve(const struct node *node, double all, struct error *error)
{
    const struct levanter *self = node->self;

    if (node->kind == &schedule_levanter_inv.kind && self->min_lr_ratio == 0)
        return error_at(error, node_place(node, "min_lr_ratio"),
                        "must be above 0: the fall divides by it");
    for (size_t i = 0; node->kind == &schedule_levanter_cosine.kind &&
                       (i == 0 || cycle_begin(self, i, all) < all);
         i++)
        if (cycle_at(self, i, all).fall <= 0)
            return error_at(error, node_place(node, "decay"),
                            "must leave steps for the fall of each cycle");
    return true;
}

static bool
levanter_check(const struct node *node, struct error *error)
{
    const struct levanter *self = node->self;
    double all = (double)self->num_train_steps - cooldown_of(self);

    return check_length(node, "warmup", self->warmup, error) &&
           check_length(node, "decay", self->decay, error) &&
           check_length(node, "rewarmup", self->rewarmup, error) &&
           check_length(node, "cooldown", self->cooldown, error) &&
           check_length(node, "cycle_length", self->cycle_length, error) &&
           (self->num_train_steps == INTEGER_NULL ||
            (check_cycles(node, all, error) && check_curve(node, all, error)));
}

#define LENGTH_ROW(name, standard, meaning)                                    \
    REAL(struct levanter, name, standard, "[0,inf) or null",                   \
         meaning ": steps, or up to 1 a share")
#define LEVANTER_ROWS                                                          \
    REAL(struct levanter, warmup, "0.01", "[0,inf)",                           \
         "the rise of the first cycle: steps, or up to 1 a share"),            \
        LENGTH_ROW(decay, "null", "the fall of a cycle, null for all of it"),  \
        REAL(struct levanter, min_lr_ratio, "0.1", "[0,inf)",                  \
             "the share of the base rate at the end"),                         \
        LENGTH_ROW(cycle_length, "null", "the length of a cycle"),             \
        INTEGER(struct levanter, cycles, "null", "[1,1000000] or null",        \
                "the number of cycles"),                                       \
        STEPS_LIST(struct levanter, haps, "[]", "[1,inf)",                     \
                   "where cycles end; a list of cycles in Levanter"),          \
        REAL(struct levanter, rewarmup, "0", "[0,inf)",                        \
             "the rise of later cycles, from where the one before ended"),     \
        LENGTH_ROW(cooldown, "null", "a line at the very end"),                \
        TOTAL(struct levanter, num_train_steps, NULL, "[1,inf) or null",       \
              "steps in all")
#define LEVANTER_KIND(word, about, text, given)                                \
    static void word##_set(const struct schedule *schedule, long t,            \
                           struct rate *rates)                                 \
    {                                                                          \
        for (size_t i = 0; i < schedule->count; i++)                           \
            rates[i].lr = levanter_rate(schedule->self, word##_curve,          \
                                        schedule->base[i], (double)t);         \
    }                                                                          \
    const struct schedule_kind schedule_levanter_##word = {                    \
        .kind = {.name = "levanter." #word,                                    \
                 .summary = "cycles of a line up, level, " about,              \
                 .formula =                                                    \
                     "lr(t) = a line to base, then base, then in step s of D " \
                     "of the fall\n        " text                              \
                     "\n        m = min_lr_ratio; the cooldown is a line to "  \
                     "base * m",                                               \
                 .source = "Levanter's levanter/optim/config.py",              \
                 .example =                                                    \
                     "levanter." #word "(" given "num_train_steps=1000)",      \
                 .size = sizeof(struct levanter),                              \
                 PARAMETERS(word##_OWN LEVANTER_ROWS),                         \
                 .check = levanter_check},                                     \
        .set = word##_set,                                                     \
        .ends = "num_train_steps",                                             \
    }
#define constant_OWN
#define cosine_OWN                                                             \
    REAL(struct levanter, exponent, "1", "[0,inf)", "power of the half wave"),
#define linear_OWN
#define inv_sqrt_OWN                                                           \
    REAL(struct levanter, timescale, "10000", "(0,inf)",                       \
         "steps until it falls"),
#define inv_OWN
#define power_OWN                                                              \
    INTEGER(struct levanter, batch_size, NULL, "[1,inf)",                      \
            "sequences in a batch"),                                           \
        INTEGER(struct levanter, seq_length, NULL, "[1,inf)",                  \
                "tokens in a sequence"),                                       \
        REAL(struct levanter, a, "4.6", "(0,inf)", "the amplitude"),           \
        REAL(struct levanter, b, "-0.51", "(-inf,0)",                          \
             "the power of the tokens"),

LEVANTER_KIND(constant, "and level on", "base", "");
LEVANTER_KIND(cosine, "and half a cosine down",
              "base * (m + (1 - m) * ((1 + cos(pi s / D)) / 2)^exponent)", "");
LEVANTER_KIND(linear, "and a line down", "base * (1 - (1 - m) * s / D)", "");
LEVANTER_KIND(inv_sqrt, "and one over the root of the step",
              "base * max(m, min(1, sqrt(timescale / (s + rise))))", "");
LEVANTER_KIND(inv, "and one over the step",
              "base * 1 / (1 + (1 / m - 1) * s / D), for s from 1", "");
LEVANTER_KIND(power, "and a power of the tokens",
              "min(base, batch_size * a * (s * batch_size * seq_length)^b)",
              "batch_size=128, seq_length=4096, ");
