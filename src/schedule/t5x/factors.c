/* factors.c -- T5X's schedule: a product of factors that are named in a text.
 */
#include <math.h>
#include <string.h>

#include "schedule/schedule.h"

struct t5x {
    const char *factors;
    long warmup_steps, steps_per_decay, steps_per_cycle, step_offset;
    double decay_factor, min_learning_rate;
    size_t count; /* of the factors that the text names */
    unsigned char *numbers;
};

static const struct parameter parameters[] = {
    TEXT(struct t5x, factors, "\"constant * linear_warmup * rsqrt_decay\"",
         NULL,
         "constant, linear_warmup, linear_decay, rsqrt_decay, "
         "rsqrt_normalized_decay, decay_every or cosine_decay, with * between "
         "them"),
    STEPS(struct t5x, warmup_steps, "1000", "[1,inf)", "steps of the rise"),
    REAL(struct t5x, decay_factor, "0.5", "(-inf,inf)",
         "what decay_every multiplies by, or linear_decay takes off in a step"),
    STEPS(struct t5x, steps_per_decay, "20000", "[1,inf)",
          "steps between the falls of decay_every"),
    STEPS(struct t5x, steps_per_cycle, "100000", "[1,inf)",
          "steps of a wave of cosine_decay"),
    STEPS(struct t5x, step_offset, "0", "(-inf,inf)",
          "the step that counts as 0"),
    REAL(struct t5x, min_learning_rate, "1e-8", "(-inf,inf)",
         "the lowest rate"),
    END_OF_TABLE,
};

static double
linear_warmup(const struct t5x *self, double step)
{
    return fmin(1, step / (double)self->warmup_steps);
}

static double
linear_decay(const struct t5x *self, double step)
{
    double rise = (double)self->warmup_steps;

    return fmin(step / rise, 1 + self->decay_factor * (rise - step));
}

static double
rsqrt_decay(const struct t5x *self, double step)
{
    return 1 / sqrt(fmax(step, (double)self->warmup_steps));
}

static double
rsqrt_normalized_decay(const struct t5x *self, double step)
{
    return sqrt((double)self->warmup_steps) * rsqrt_decay(self, step);
}

static double
decay_every(const struct t5x *self, double step)
{
    return pow(self->decay_factor, floor(step / (double)self->steps_per_decay));
}

static double
cosine_decay(const struct t5x *self, double step)
{
    double done = fmax(0, (step - (double)self->warmup_steps) /
                              (double)self->steps_per_cycle);

    return fmax(0, 0.5 * (1 + cos(M_PI * fmod(done, 1))));
}

/* Those that multiply the base rate, too, have `base`. */
static const struct {
    const char *name;
    double (*factor)(const struct t5x *self, double step);
    bool base;
} factors[] = {
    {"constant", NULL, true},
    {"linear_warmup", linear_warmup, false},
    {"linear_decay", linear_decay, true},
    {"rsqrt_decay", rsqrt_decay, false},
    {"rsqrt_normalized_decay", rsqrt_normalized_decay, false},
    {"decay_every", decay_every, false},
    {"cosine_decay", cosine_decay, false},
};
enum { FACTOR_COUNT = sizeof factors / sizeof *factors };

/* The number of the factor that a text begins with, and its length;
 * FACTOR_COUNT: there is none of this name. */
static size_t
factor_at(const char *text, size_t *length)
{
    size_t i = 0;

    *length = strcspn(text, " *");
    while (i < FACTOR_COUNT && (strlen(factors[i].name) != *length ||
                                strncmp(factors[i].name, text, *length) != 0))
        i++;
    return i;
}

static bool
t5x_check(const struct node *node, struct error *error)
{
    struct t5x *self = node->self;
    const char *text = self->factors + strspn(self->factors, " ");

    self->count = 0;
    self->numbers =
        arena_alloc(node->arena, strlen(text) + 1, sizeof *self->numbers);
    if (!self->numbers)
        return error_memory(error);
    for (size_t length;; text += strspn(text, " ")) {
        size_t number = factor_at(text, &length);

        if (number == FACTOR_COUNT)
            return error_at(error, node_place(node, "factors"),
                            "must be names of factors with * between them; "
                            "'%.*s' is none",
                            (int)length, text);
        self->numbers[self->count++] = (unsigned char)number;
        text += length + strspn(text + length, " ");
        if (!*text)
            return true;
        if (*text++ != '*')
            return error_at(error, node_place(node, "factors"),
                            "must have * between two names");
    }
}

static void
t5x_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct t5x *self = schedule->self;
    double step = fmax(0, (double)(t - self->step_offset)), product = 1;
    double powers = 0;

    for (size_t k = 0; k < self->count; k++) {
        size_t i = self->numbers[k];

        product *= factors[i].factor ? factors[i].factor(self, step) : 1;
        powers += factors[i].base;
    }
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = fmax(product * power_of(schedule->base[i], powers),
                           self->min_learning_rate);
}

const struct schedule_kind schedule_t5x_factors = {
    .kind = {.name = "t5x.factors",
             .summary = "a product of factors that are named in a text",
             .formula =
                 "constant                base\n"
                 "linear_warmup           min(1, t / W)   with W = "
                 "warmup_steps\n"
                 "linear_decay            base * min(t / W, 1 + decay_factor * "
                 "(W - t))\n"
                 "rsqrt_decay             1 / sqrt(max(t, W))\n"
                 "rsqrt_normalized_decay  sqrt(W) / sqrt(max(t, W))\n"
                 "decay_every             decay_factor^floor(t / "
                 "steps_per_decay)\n"
                 "cosine_decay            (1 + cos(pi ((t - W) / "
                 "steps_per_cycle mod 1))) / 2\n"
                 "lr(t) = their product, no lower than min_learning_rate",
             .source = "T5X's utils.py, create_learning_rate_scheduler",
             .example = "t5x.factors('constant * linear_warmup * "
                        "rsqrt_normalized_decay', warmup_steps=100)",
             TABLE_OF(struct t5x, parameters),
             .check = t5x_check},
    .set = t5x_set,
    .rise = "warmup_steps",
};
