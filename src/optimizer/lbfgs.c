/* lbfgs.c -- a quasi-Newton step from the last changes of the gradient.
 *
 * As in PyTorch, one update is up to max_iter iterations, each of which
 * evaluates the problem. */
#include <math.h>
#include <string.h>

#include "optimizer/line_search.h"

struct lbfgs {
    double lr;
    long max_iter, max_eval;
    double tolerance_grad, tolerance_change;
    long history_size;
    const char *line_search_fn;
};

static const struct parameter parameters[] = {
    REAL(struct lbfgs, lr, "1", "[0,inf)", "the step along the direction"),
    INTEGER(struct lbfgs, max_iter, "20", "[0,1000000]",
            "iterations of an update"),
    INTEGER(struct lbfgs, max_eval, "null", "[0,inf) or null",
            "evaluations that end an update; null is 5/4 of max_iter"),
    REAL(struct lbfgs, tolerance_grad, "1e-7", "[0,inf)",
         "a largest derivative that ends an update"),
    REAL(struct lbfgs, tolerance_change, "1e-9", "[0,inf)",
         "a change of loss or parameters that ends an update"),
    INTEGER(struct lbfgs, history_size, "100", "[1,100000]",
            "changes of the gradient that are kept"),
    TEXT(struct lbfgs, line_search_fn, "null", "or null",
         "strong_wolfe searches for the step; null takes lr"),
    END_OF_TABLE,
};

static bool
lbfgs_check(const struct node *node, struct error *error)
{
    struct lbfgs *self = node->self;

    if (self->line_search_fn &&
        strcmp(self->line_search_fn, "strong_wolfe") != 0)
        return error_at(error, node_place(node, "line_search_fn"),
                        "must be strong_wolfe or null, not '%s'",
                        quote(self->line_search_fn).text);
    if (self->max_eval == INTEGER_NULL)
        self->max_eval = self->max_iter * 5 / 4;
    if (self->line_search_fn && self->max_eval < 1)
        return error_at(error, node_place(node, "max_eval"),
                        "must be at least 1 for strong_wolfe, not %ld",
                        self->max_eval);
    return true;
}

static size_t
lbfgs_vectors(const void *self)
{
    return 2 * (size_t)((const struct lbfgs *)self)->history_size;
}

/* What stays from one iteration to the next besides vectors. */
struct memory {
    double iterations, step, scale, first, count;
    double inverse[]; /* [history]: 1 / (change of gradient * step) */
};

static size_t
lbfgs_numbers(const void *self, size_t size, const struct shape *shape)
{
    (void)size;
    (void)shape;
    return sizeof(struct memory) / sizeof(double) +
           (size_t)((const struct lbfgs *)self)->history_size;
}

/* The present gradient, the origin of a search, its room, and the factors of
 * the two loops. */
static size_t
lbfgs_scratch(const void *self, size_t size, const struct shape *shape)
{
    (void)shape;
    return 5 * size + (size_t)((const struct lbfgs *)self)->history_size;
}

/* The vectors of an update, by name. */
struct parts {
    const struct lbfgs *self;
    size_t size, history;
    struct memory *memory;
    double *direction, *before, *changes, *steps; /* kept */
    double *gradient, *origin, *room, *factors;   /* scratch */
};

static struct parts
parts_of(const struct lbfgs *self, const struct update *update)
{
    size_t size = update->size, history = (size_t)self->history_size;
    double *state = update->state, *scratch = update->scratch;

    return (struct parts){
        .self = self,
        .size = size,
        .history = history,
        .memory = (struct memory *)(void *)update->numbers,
        .direction = state,
        .before = state + size,
        .changes = state + 2 * size,
        .steps = state + (2 + history) * size,
        .gradient = scratch,
        .origin = scratch + size,
        .room = scratch + 2 * size,
        .factors = scratch + 5 * size,
    };
}

/* The place of the i-th oldest change. */
static size_t
slot(const struct parts *parts, size_t i)
{
    return ((size_t)parts->memory->first + i) % parts->history;
}

/* Keeps the last step and what it changed, unless it curves too little. */
static void
remember(struct parts *parts)
{
    struct memory *memory = parts->memory;
    size_t size = parts->size, place = slot(parts, (size_t)memory->count);
    double *change = parts->room, *step = change + size, product;

    for (size_t i = 0; i < size; i++) {
        change[i] = parts->gradient[i] - parts->before[i];
        step[i] = parts->direction[i] * memory->step;
    }
    product = dot(change, step, size);
    if (!(product > 1e-10))
        return;
    if ((size_t)memory->count == parts->history)
        memory->first = (double)slot(parts, 1);
    else
        memory->count++;
    memcpy(parts->changes + place * size, change, size * sizeof *change);
    memcpy(parts->steps + place * size, step, size * sizeof *step);
    memory->inverse[place] = 1 / product;
    memory->scale = product / dot(change, change, size);
}

static void
add_times(double *a, const double *b, double factor, size_t size)
{
    for (size_t i = 0; i < size; i++)
        a[i] += factor * b[i];
}

/* Nocedal (1980): the two loops over what is kept. */
static void
make_direction(struct parts *parts)
{
    size_t size = parts->size, count = (size_t)parts->memory->count;
    double *direction = parts->direction;

    for (size_t i = 0; i < size; i++)
        direction[i] = -parts->gradient[i];
    for (size_t i = count; i-- > 0;) {
        size_t k = slot(parts, i);

        parts->factors[i] = dot(parts->steps + k * size, direction, size) *
                            parts->memory->inverse[k];
        add_times(direction, parts->changes + k * size, -parts->factors[i],
                  size);
    }
    for (size_t i = 0; i < size; i++)
        direction[i] *= parts->memory->scale;
    for (size_t i = 0; i < count; i++) {
        size_t k = slot(parts, i);
        double factor = dot(parts->changes + k * size, direction, size) *
                        parts->memory->inverse[k];

        add_times(direction, parts->steps + k * size,
                  parts->factors[i] - factor, size);
    }
}

static double
largest(const double *vector, double factor, size_t size)
{
    double most = 0;

    for (size_t i = 0; i < size; i++)
        most =
            fabs(vector[i] * factor) <= most ? most : fabs(vector[i] * factor);
    return most;
}

static double
first_step(const struct parts *parts, double lr)
{
    double sum = 0;

    for (size_t i = 0; i < parts->size; i++)
        sum += fabs(parts->gradient[i]);
    return fmin(1, 1 / sum) * lr;
}

/* Goes along the direction; the loss there.  `last` needs no gradient. */
static double
go(struct parts *parts, const struct update *update, double value, double slope,
   bool last, long *evaluations)
{
    struct memory *memory = parts->memory;
    struct line_search search = {.update = update,
                                 .origin = parts->origin,
                                 .direction = parts->direction,
                                 .room = parts->room,
                                 .limit = parts->self->max_eval - *evaluations};
    struct line_trial trial = {0, value, slope, parts->gradient};

    memcpy(parts->origin, update->x, parts->size * sizeof *update->x);
    if (parts->self->line_search_fn) {
        trial = strong_wolfe(&search, &trial, memory->step);
        memory->step = trial.t;
        memcpy(parts->gradient, trial.gradient,
               parts->size * sizeof *trial.gradient);
    } else if (!last) {
        line_evaluate(&search, memory->step, &trial);
    }
    add_times(update->x, parts->direction, memory->step, parts->size);
    *evaluations += search.evaluations;
    return trial.value;
}

static void
lbfgs_step(const void *data, const struct update *update)
{
    const struct lbfgs *self = data;
    struct parts parts = parts_of(self, update);
    struct memory *memory = parts.memory;
    size_t size = parts.size, bytes = size * sizeof(double);
    double value = *update->oracle->value, before, slope, change;
    long evaluations = 1;

    memcpy(parts.gradient, update->gradient, bytes);
    for (long n = 1; n <= self->max_iter; n++) {
        if (largest(parts.gradient, 1, size) <= self->tolerance_grad)
            return;
        if (memory->iterations++ == 0)
            memory->scale = 1;
        else
            remember(&parts);
        make_direction(&parts);
        memcpy(parts.before, parts.gradient, bytes);
        before = value;
        memory->step = memory->iterations == 1
                           ? first_step(&parts, update->lr[0])
                           : update->lr[0];
        slope = dot(parts.gradient, parts.direction, size);
        if (slope > -self->tolerance_change)
            return;
        value =
            go(&parts, update, value, slope, n == self->max_iter, &evaluations);
        change = largest(parts.direction, memory->step, size);
        if (evaluations >= self->max_eval || change <= self->tolerance_change ||
            fabs(value - before) < self->tolerance_change)
            return;
    }
}

const struct optimizer optimizer_lbfgs = {
    .kind = {.name = "lbfgs",
             .summary = "a quasi-Newton step, up to max_iter times an update",
             .formula =
                 "d = -H * gradient, H from the last history_size pairs of\n"
                 "    y = change of the gradient, s = step (s y' > 1e-10)\n"
                 "x = x + lr * d          (first: min(1, 1 / |gradient|_1)"
                 " * lr)\n"
                 "strong_wolfe: x = x + t * d, t by a line search from there;\n"
                 "    within max_eval, as in PyTorch 2.13",
             .symbol = "torch.optim.LBFGS",
             .source = "Nocedal (1980); Nocedal & Wright (2006)",
             .example = "lbfgs(line_search_fn=strong_wolfe)",
             TABLE_OF(struct lbfgs, parameters),
             .check = lbfgs_check},
    .vectors = 2,
    .more_vectors = lbfgs_vectors,
    .more_numbers = lbfgs_numbers,
    .scratch = lbfgs_scratch,
    .step = lbfgs_step,
    .moves_at_zero = "it may move: a line search finds its own step",
    .one_group_reason = "it has one direction for all parameters",
    .no_lanes_reason =
        "runs side by side would need different numbers of gradients",
};
