/* one_cycle.c -- up to max_lr and down to almost nothing, momentum against it.
 *
 * The optimizer's own rate is replaced.  Row total_steps extrapolates as
 * PyTorch does; later rows, where PyTorch raises, repeat row total_steps - 1.
 */
#include <math.h>

#include "schedule/schedule.h"

enum { STRATEGY_COS, STRATEGY_LINEAR };

struct one_cycle {
    struct reals max_lr;
    long total_steps, epochs, steps_per_epoch;
    double pct_start;
    int anneal_strategy;
    bool cycle_momentum;
    struct reals base_momentum, max_momentum;
    double div_factor, final_div_factor;
    bool three_phase;
};

static const struct parameter parameters[] = {
    EACH(struct one_cycle, max_lr, NULL, "(-inf,inf)", "the rate at the top"),
    TOTAL(struct one_cycle, total_steps, "epochs", "[1,inf) or null",
          "steps in the cycle, unless epochs and steps_per_epoch are given"),
    INTEGER(struct one_cycle, epochs, "null", "[1,inf) or null",
            "epochs in the cycle, where total_steps is null"),
    INTEGER(struct one_cycle, steps_per_epoch, "null", "[1,inf) or null",
            "steps in each of them"),
    REAL(struct one_cycle, pct_start, "0.3", "[0,1]",
         "share of the cycle that goes up"),
    CHOICE(struct one_cycle, anneal_strategy, "\"cos\"", "cos|linear",
           "along half a cosine or a line"),
    BOOLEAN(struct one_cycle, cycle_momentum, "true",
            "drive the momentum, or beta1, the other way"),
    EACH(struct one_cycle, base_momentum, "0.85", "(-inf,inf)",
         "the momentum at the top of the rate"),
    EACH(struct one_cycle, max_momentum, "0.95", "(-inf,inf)",
         "the momentum at both ends"),
    REAL(struct one_cycle, div_factor, "25", "(-inf,inf)",
         "the rate of row 0 is max_lr over this"),
    REAL(struct one_cycle, final_div_factor, "10000", "(-inf,inf)",
         "the last rate is that of row 0 over this"),
    BOOLEAN(struct one_cycle, three_phase, "false",
            "go down as long as up, then to the last rate"),
    END_OF_TABLE,
};

static bool
check_total(const struct node *node, struct error *error)
{
    struct one_cycle *self = node->self;
    bool pair =
        self->epochs != INTEGER_NULL && self->steps_per_epoch != INTEGER_NULL;

    if (self->total_steps != INTEGER_NULL)
        return true;
    if (!pair)
        return error_at(error, node_place(node, "total_steps"),
                        "must be given, or epochs and steps_per_epoch");
    if (self->epochs > INTEGER_MOST / self->steps_per_epoch)
        return error_at(error, node_place(node, "epochs"),
                        "times steps_per_epoch must be at most 2^53");
    return true;
}

static long
total_of(const struct one_cycle *self)
{
    return self->total_steps != INTEGER_NULL
               ? self->total_steps
               : self->epochs * self->steps_per_epoch;
}

/* What PyTorch divides by. */
static bool
one_cycle_check(const struct node *node, struct error *error)
{
    const struct one_cycle *self = node->self;
    const char *const divisors[] = {"div_factor", "final_div_factor"};

    if (!check_total(node, error))
        return false;
    for (size_t i = 0; i < 2; i++)
        if (kind_real(node->kind, self, divisors[i]) == 0)
            return error_at(error, node_place(node, divisors[i]),
                            "must not be 0");
    return self->pct_start * (double)total_of(self) != 1 ||
           error_at(error, node_place(node, "pct_start"),
                    "must not be 1 / %ld: a rise that ends in row 0 has no "
                    "slope",
                    total_of(self));
}

/* Where row t lies: from one end of a phase to the other. */
struct phase {
    double start, end; /* rows, not always whole */
    size_t number;
};

/* The phase of row *t; where PyTorch has no such row, *t becomes the last.  Row
 * total_steps has none where the last phase has no length. */
static struct phase
phase_at(const struct one_cycle *self, double *t)
{
    double total = (double)total_of(self), top = self->pct_start * total - 1;
    double ends[3] = {top, total - 1, total - 1};
    struct phase phase = {0, top, 0};
    size_t last = self->three_phase ? 2 : 1;

    if (self->three_phase)
        ends[1] = 2 * self->pct_start * total - 2;
    if (*t > total || (*t == total && ends[last - 1] == ends[last]))
        *t = total - 1;
    while (phase.number<last && * t> phase.end) {
        phase.start = phase.end;
        phase.end = ends[++phase.number];
    }
    return phase;
}

/* From a to b; `wave` is 1 + cos(pi share). */
static double
between(const struct one_cycle *self, double a, double b, double share,
        double wave)
{
    return self->anneal_strategy == STRATEGY_COS ? b + (a - b) / 2 * wave
                                                 : (b - a) * share + a;
}

/* Smith & Topin, Super-convergence (2019), with PyTorch's phases. */
static void
one_cycle_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct one_cycle *self = schedule->self;
    double now = (double)t;
    struct phase phase = phase_at(self, &now);
    double share = (now - phase.start) / (phase.end - phase.start);
    double wave =
        self->anneal_strategy == STRATEGY_COS ? cos(M_PI * share) + 1 : 0;

    for (size_t i = 0; i < schedule->count; i++) {
        const struct group_keys *keys = &schedule->keys[i];
        double start = rates[i].base, top = keys->max_lr;
        double least = keys->min_lr, high = keys->max_momentum;
        double low = keys->base_momentum;
        double from[] = {start, top, start};
        double to[] = {top, self->three_phase ? start : least, least};
        double heavy[] = {high, low, high}, light[] = {low, high, high};
        size_t n = phase.number;

        rates[i].lr = between(self, from[n], to[n], share, wave);
        if (self->cycle_momentum)
            rates[i].momentum = between(self, heavy[n], light[n], share, wave);
    }
}

static void
one_cycle_construct(struct schedule *schedule, struct rate *rates)
{
    const struct one_cycle *self = schedule->self;

    for (size_t i = 0; i < schedule->count; i++) {
        struct group_keys *keys = &schedule->keys[i];

        keys->max_lr = rate_each(schedule, &self->max_lr, i);
        rates[i].base = keys->max_lr / self->div_factor;
        keys->min_lr = rates[i].base / self->final_div_factor;
        if (self->cycle_momentum) {
            keys->max_momentum = rate_each(schedule, &self->max_momentum, i);
            keys->base_momentum = rate_each(schedule, &self->base_momentum, i);
        }
    }
    schedule_start(schedule, rates);
}

static void
one_cycle_adjust(struct schedule *schedule, const struct node *node)
{
    const struct one_cycle *self = node->self;

    if (self->cycle_momentum)
        schedule->drives = node_place(node, "cycle_momentum");
}

static long
one_cycle_end(const void *self)
{
    return total_of(self);
}

const struct schedule_kind schedule_one_cycle = {
    .kind = {.name = "one_cycle",
             .summary = "up to max_lr and down to almost nothing, momentum "
                        "against it",
             .formula = "lr(t) from max_lr / div_factor to max_lr in row\n"
                        "      pct_start * total_steps - 1, then to max_lr / "
                        "div_factor\n"
                        "      / final_div_factor in row total_steps - 1\n"
                        "three_phase: back to max_lr / div_factor in row\n"
                        "      2 * pct_start * total_steps - 2 before that\n"
                        "momentum from max_momentum to base_momentum and back",
             .symbol = "torch.optim.lr_scheduler.OneCycleLR",
             .source = "Smith & Topin (2019)",
             .example = "one_cycle(max_lr=0.1, total_steps=1000)",
             TABLE_OF(struct one_cycle, parameters),
             .check = one_cycle_check},
    .set = one_cycle_set,
    .end = one_cycle_end,
    .adjust = one_cycle_adjust,
    .construct = one_cycle_construct,
};
