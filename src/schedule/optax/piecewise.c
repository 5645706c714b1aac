/* piecewise.c -- optax's schedules from boundary to boundary.
 *
 * A boundary's own row has the value after it. */
#include <math.h>

#include "schedule/optax/optax.h"

enum { INTERPOLATE_LINEAR, INTERPOLATE_COSINE };

/* Values at boundaries, and what lies between. */
struct piecewise {
    double init_value;
    struct pairs boundaries_and_scales;
    int interpolate_type;
    long transition_steps;
    double peak_value, pct_start, pct_final, div_factor, final_div_factor;
    size_t count;            /* of these, the first is row 0 */
    double *bounds, *values; /* by the other fields */
};

#define INIT_ROW                                                               \
    REAL(struct piecewise, init_value, NULL, "(-inf,inf)", "the rate in row 0")
#define BOUNDARY_ROW                                                           \
    STEPS_PAIRS(                                                               \
        struct piecewise, boundaries_and_scales, "null", "or null",            \
        "rows, rising, each with what the rate is multiplied by there")
#define CYCLE_ROWS                                                             \
    TOTAL(struct piecewise, transition_steps, NULL, "[1,inf)",                 \
          "steps in the cycle"),                                               \
        REAL(struct piecewise, peak_value, NULL, "(-inf,inf)",                 \
             "the rate at the top"),                                           \
        REAL(struct piecewise, pct_start, "0.3", "[0,1]",                      \
             "share of the cycle that goes up")
#define FACTOR_ROWS                                                            \
    REAL(struct piecewise, div_factor, "25", "(0,inf)",                        \
         "the rate of row 0 is peak_value over this"),                         \
        REAL(struct piecewise, final_div_factor, "10000", "(0,inf)",           \
             "what the last fall divides by")

/* Room for row 0 and more boundaries. */
static bool
make_room(struct piecewise *self, size_t more, double first,
          const struct node *node, struct error *error)
{
    self->bounds = arena_alloc(node->arena, more + 1, sizeof(double));
    self->values = arena_alloc(node->arena, more + 1, sizeof(double));
    if (!self->bounds || !self->values)
        return error_memory(error);
    self->values[0] = first;
    self->count = 1;
    return true;
}

/* In the order of their rows; of two for one row the last counts. */
static void
add_boundary(struct piecewise *self, double row, double scale)
{
    size_t i = self->count;

    for (size_t k = 1; k < self->count; k++)
        if (self->bounds[k] == row) {
            self->values[k] = scale;
            return;
        }
    for (; i > 1 && self->bounds[i - 1] > row; i--) {
        self->bounds[i] = self->bounds[i - 1];
        self->values[i] = self->values[i - 1];
    }
    self->bounds[i] = row;
    self->values[i] = scale;
    self->count++;
}

/* What is multiplied so far at each boundary. */
static void
accumulate(struct piecewise *self)
{
    for (size_t i = 1; i < self->count; i++)
        self->values[i] *= self->values[i - 1];
}

static bool
piecewise_check(const struct node *node, struct error *error)
{
    struct piecewise *self = node->self;
    const struct pairs *pairs = &self->boundaries_and_scales;

    if (!make_room(self, pairs->count, self->init_value, node, error))
        return false;
    for (size_t i = 0; i < pairs->count; i++) {
        const double *pair = pairs->values[i];

        if (floor(pair[0]) != pair[0] ||
            (i > 0 && pair[0] <= pairs->values[i - 1][0]))
            return error_at(error, &pairs->places[i],
                            "must have a row above the one before, not %g",
                            pair[0]);
        if (pair[1] < 0)
            return error_at(error, &pairs->places[i],
                            "must not have a scale below 0, such as %g",
                            pair[1]);
        add_boundary(self, pair[0], pair[1]);
    }
    accumulate(self);
    return true;
}

static bool
linear_check(const struct node *node, struct error *error)
{
    struct piecewise *self = node->self;
    double steps = (double)self->transition_steps, div = self->div_factor;

    self->interpolate_type = INTERPOLATE_LINEAR;
    if (!make_room(self, 3, self->peak_value / div, node, error))
        return false;
    add_boundary(self, trunc(self->pct_start * steps), div);
    add_boundary(self, trunc(self->pct_final * steps), 1 / div);
    add_boundary(self, steps, 1 / self->final_div_factor);
    accumulate(self);
    return true;
}

static bool
cosine_check(const struct node *node, struct error *error)
{
    struct piecewise *self = node->self;
    double steps = (double)self->transition_steps, div = self->div_factor;

    self->interpolate_type = INTERPOLATE_COSINE;
    if (!make_room(self, 2, self->peak_value / div, node, error))
        return false;
    add_boundary(self, trunc(self->pct_start * steps), div);
    add_boundary(self, steps, 1 / (div * self->final_div_factor));
    accumulate(self);
    return true;
}

static double
constant_rate(const struct schedule *schedule, long t)
{
    const struct piecewise *self = schedule->self;
    size_t i = 1;

    while (i < self->count && (double)t >= self->bounds[i])
        i++;
    return self->values[i - 1];
}

static double
between(const struct piecewise *self, size_t i, double t)
{
    double from = self->values[i], to = self->values[i + 1];
    double steps = fmax(1, self->bounds[i + 1] - self->bounds[i]);
    double share = (t - self->bounds[i]) / steps;

    return self->interpolate_type == INTERPOLATE_LINEAR
               ? (to - from) * share + from
               : to + (from - to) / 2 * (cos(M_PI * share) + 1);
}

/* optax adds up what holds: a boundary before row 0 is counted from there. */
static double
interpolate_rate(const struct schedule *schedule, long t)
{
    const struct piecewise *self = schedule->self;
    double now = (double)t, last = self->bounds[self->count - 1];
    double sum = now >= last ? self->values[self->count - 1] : 0;

    for (size_t i = 0; i + 1 < self->count; i++)
        if (self->bounds[i] <= now && now < self->bounds[i + 1])
            sum += between(self, i, now);
    return sum;
}

const struct schedule_kind schedule_optax_piecewise_constant = {
    .kind = {.name = "optax.piecewise_constant",
             OPTAX_NAMES("piecewise_constant_schedule"),
             .summary = "times a scale at each boundary; its own row has the "
                        "new rate",
             .formula = "lr(t) = init_value * the scales whose rows are at "
                        "most t",
             .example = "optax.piecewise_constant(0.1, [[100, 0.5], [200, "
                        "0.1]])",
             .size = sizeof(struct piecewise),
             PARAMETERS(INIT_ROW, BOUNDARY_ROW),
             .check = piecewise_check},
    .rate = constant_rate,
};

const struct schedule_kind schedule_optax_piecewise_interpolate = {
    .kind = {.name = "optax.piecewise_interpolate",
             OPTAX_NAMES("piecewise_interpolate_schedule"),
             .summary = "lines or half cosines between the rates that scales "
                        "make of the first",
             .formula = "lr(t) from value to value, each the one before times "
                        "its scale\n"
                        "        cosine: to + (from - to) * (1 + cos(pi p)) / "
                        "2",
             .example = "optax.piecewise_interpolate(cosine, 0.1, [[100, 2], "
                        "[200, 0.1]])",
             .size = sizeof(struct piecewise),
             PARAMETERS(CHOICE(struct piecewise, interpolate_type, NULL,
                               "linear|cosine",
                               "what lies between the boundaries"),
                        INIT_ROW, BOUNDARY_ROW),
             .check = piecewise_check},
    .rate = interpolate_rate,
};

const struct schedule_kind schedule_optax_linear_onecycle = {
    .kind = {.name = "optax.linear_onecycle",
             OPTAX_NAMES("linear_onecycle_schedule"),
             .summary = "a line up, as far down, and further down",
             .formula = "lr(t) from peak / div_factor to peak in row "
                        "floor(pct_start * T),\n"
                        "      to peak / div_factor in row floor(pct_final * "
                        "T),\n"
                        "      to that / final_div_factor in row T = "
                        "transition_steps",
             .source = "Smith & Topin (2019)",
             .example = "optax.linear_onecycle(transition_steps=1000, "
                        "peak_value=0.1)",
             .size = sizeof(struct piecewise),
             PARAMETERS(CYCLE_ROWS,
                        REAL(struct piecewise, pct_final, "0.85", "[0,1]",
                             "share of the cycle after which it is down again"),
                        FACTOR_ROWS),
             .check = linear_check},
    .rate = interpolate_rate,
    .ends = "transition_steps",
};

const struct schedule_kind schedule_optax_cosine_onecycle = {
    .kind = {.name = "optax.cosine_onecycle",
             OPTAX_NAMES("cosine_onecycle_schedule"),
             .summary = "half a cosine up, and half a cosine down to almost "
                        "nothing",
             .formula = "lr(t) from peak / div_factor to peak in row "
                        "floor(pct_start * T),\n"
                        "      to peak / div_factor / final_div_factor in row "
                        "T = transition_steps",
             .source = "Smith & Topin (2019)",
             .example = "optax.cosine_onecycle(transition_steps=1000, "
                        "peak_value=0.1)",
             .size = sizeof(struct piecewise),
             PARAMETERS(CYCLE_ROWS, FACTOR_ROWS),
             .check = cosine_check},
    .rate = interpolate_rate,
    .ends = "transition_steps",
};
