/* cyclic.c -- between base_lr and max_lr and back, momentum against it.
 *
 * base_lr replaces the optimizer's own rate.  scale_fn replaces the mode. */
#include <math.h>

#include "schedule/schedule.h"
#include "spec/formula.h"

enum { MODE_TRIANGULAR, MODE_TRIANGULAR2, MODE_EXP_RANGE };
enum { SCALE_CYCLE, SCALE_ITERATIONS };

struct cyclic {
    struct reals base_lr, max_lr;
    double step_size_up, step_size_down;
    int mode;
    double gamma;
    const char *scale_fn;
    int scale_mode;
    bool cycle_momentum;
    struct reals base_momentum, max_momentum;
    struct constants constants;
    const struct expression *program; /* of scale_fn */
};

static const struct parameter parameters[] = {
    EACH(struct cyclic, base_lr, NULL, "(-inf,inf)", "the rate at the bottom"),
    EACH(struct cyclic, max_lr, NULL, "(-inf,inf)", "the rate at the top"),
    STEPS_REAL(struct cyclic, step_size_up, "2000", "(0,inf)",
               "steps from the bottom to the top"),
    STEPS_REAL(struct cyclic, step_size_down, "null", "[0,inf) or null",
               "steps back; null is as many"),
    CHOICE(struct cyclic, mode, "\"triangular\"",
           "triangular|triangular2|exp_range",
           "what becomes of the height: it stays, is halved with each cycle, "
           "or is gamma^t"),
    REAL(struct cyclic, gamma, "1", "(-inf,inf)", "of mode exp_range"),
    FORMULA(struct cyclic, scale_fn, "null",
            "a formula in t that the height is multiplied by, instead of "
            "mode, such as \"1/t\""),
    CHOICE(struct cyclic, scale_mode, "\"cycle\"", "cycle|iterations",
           "whether the t of scale_fn is the cycle, from 1, or the step"),
    BOOLEAN(struct cyclic, cycle_momentum, "true",
            "drive the momentum, or beta1, the other way"),
    EACH(struct cyclic, base_momentum, "0.8", "(-inf,inf)",
         "the momentum at the top of the rate"),
    EACH(struct cyclic, max_momentum, "0.9", "(-inf,inf)",
         "the momentum at the bottom"),
    CONSTANTS(struct cyclic, constants, "names that scale_fn may use"),
    END_OF_TABLE,
};

static bool
cyclic_check(const struct node *node, struct error *error)
{
    static const char *const variables[] = {"t"};
    struct expression_scope scope = {.variables = variables,
                                     .variable_count = 1};
    struct cyclic *self = node->self;

    if (!self->scale_fn)
        return self->constants.count == 0 ||
               error_at(error, node_place(node, "constants"),
                        "must have a scale_fn that uses them");
    self->program = formula_parse(self->scale_fn, node_place(node, "scale_fn"),
                                  &self->constants, scope, node->arena, error);
    return self->program != NULL;
}

static size_t
cyclic_memory(const void *data)
{
    const struct cyclic *self = data;

    return self->program ? expression_scratch(self->program, 1) * sizeof(double)
                         : 0;
}

/* What the height is multiplied by. */
static double
height(const struct schedule *schedule, double cycle, double t)
{
    const struct cyclic *self = schedule->self;

    if (self->program)
        return expression_value(self->program,
                                self->scale_mode == SCALE_CYCLE ? &cycle : &t,
                                schedule->state);
    if (self->mode == MODE_TRIANGULAR2)
        return 1 / exp2(cycle - 1);
    return self->mode == MODE_EXP_RANGE ? pow(self->gamma, t) : 1;
}

/* Smith, Cyclical learning rates (2017), as PyTorch has it. */
static void
cyclic_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct cyclic *self = schedule->self;
    double up = self->step_size_up, now = (double)t;
    double total =
        up + (isnan(self->step_size_down) ? up : self->step_size_down);
    double ratio = up / total, cycle = floor(1 + now / total);
    double x = 1 + now / total - cycle;
    double share = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
    double scale = height(schedule, cycle, now);

    for (size_t i = 0; i < schedule->count; i++) {
        double base = schedule->base[i];
        double most = rate_each(schedule, &self->max_momentum, i);

        rates[i].lr = base + (rate_each(schedule, &self->max_lr, i) - base) *
                                 share * scale;
        if (self->cycle_momentum)
            rates[i].momentum =
                most - (most - rate_each(schedule, &self->base_momentum, i)) *
                           share * scale;
    }
}

/* As a later constructor it begins at the base of those before; its own
 * takes effect after row 0. */
static void
cyclic_construct(struct schedule *schedule, struct rate *rates)
{
    const struct cyclic *self = schedule->self;

    for (size_t i = 0; i < schedule->count; i++) {
        struct group_keys *keys = &schedule->keys[i];

        rates[i].lr = rate_each(schedule, &self->base_lr, i);
        if (self->cycle_momentum) {
            keys->max_momentum = rate_each(schedule, &self->max_momentum, i);
            keys->base_momentum = rate_each(schedule, &self->base_momentum, i);
        }
    }
    schedule_start(schedule, rates);
    for (size_t i = 0; i < schedule->count; i++)
        schedule->base[i] = rate_each(schedule, &self->base_lr, i);
}

static void
cyclic_adjust(struct schedule *schedule, const struct node *node)
{
    const struct cyclic *self = node->self;

    if (self->cycle_momentum)
        schedule->drives = node_place(node, "cycle_momentum");
}

const struct schedule_kind schedule_cyclic = {
    .kind = {.name = "cyclic",
             .summary = "between base_lr and max_lr and back, momentum "
                        "against it",
             .formula = "lr(t) = base_lr + (max_lr - base_lr) * s * scale\n"
                        "        s: from 0 to 1 in step_size_up steps, and "
                        "back\n"
                        "        scale: 1, 1 / 2^(cycle - 1), gamma^t or "
                        "scale_fn\n"
                        "momentum = max_momentum\n"
                        "           - (max_momentum - base_momentum) * s * "
                        "scale",
             .symbol = "torch.optim.lr_scheduler.CyclicLR",
             .source = "Smith (2017)",
             .example = "cyclic(base_lr=0.001, max_lr=0.1, step_size_up=50)",
             TABLE_OF(struct cyclic, parameters),
             .check = cyclic_check},
    .memory = cyclic_memory,
    .set = cyclic_set,
    .adjust = cyclic_adjust,
    .construct = cyclic_construct,
};
