/* switch.c -- one optimizer up to a row, and another from there on.
 *
 * The rate follows: a schedule's factor on the first one's rate is then one on
 * the second's. */
#include <math.h>
#include <string.h>

#include "optimizer/optimizer.h"

struct switch_ {
    struct node first, then;
    long milestone;
    bool carry;
    double lr;
};

static const struct parameter parameters[] = {
    NODE(struct switch_, first, &optimizer_family, NULL, NULL,
         "what makes the steps at first, such as 'adam(lr=0.01)'"),
    NODE(struct switch_, then, &optimizer_family, NULL, NULL,
         "what makes them from the milestone on, such as 'sgd(lr=0.001)'"),
    STEPS(struct switch_, milestone, NULL, "[0,inf)",
          "the row from which on the second makes the steps"),
    BOOLEAN(struct switch_, carry, "false",
            "the second goes on from the first's vectors and its count of "
            "updates, not from nothing"),
    REAL(struct switch_, lr, "null", "[0,inf) or null",
         "learning rate of the first; null is its own"),
    END_OF_TABLE,
};

/* Vectors are carried only where they mean the same. */
static bool
switch_check(const struct node *node, struct error *error)
{
    const struct switch_ *self = node->self;
    const struct kind *const both[] = {self->first.kind, self->then.kind};

    for (size_t i = 0; self->carry && i < 2; i++)
        if (!optimizer_of(both[i])->adam_like_state)
            return error_at(error, node_place(node, "carry"),
                            "must be false: %s keeps more than means of the "
                            "gradient and of its square",
                            both[i]->name);
    return true;
}

static const struct node *
switch_inner(const void *data, size_t i)
{
    const struct switch_ *self = data;

    return i == 0 ? &self->first : i == 1 ? &self->then : NULL;
}

/* The second's rate over the first's; a first of 0 leaves all rates 0. */
static double
switch_factor(const void *data, long t)
{
    const struct switch_ *self = data;
    double first = isnan(self->lr)
                       ? optimizer_rate(self->first.kind, self->first.self)
                       : self->lr;

    if (t < self->milestone || first == 0)
        return 1;
    return optimizer_rate(self->then.kind, self->then.self) / first;
}

static const struct node *
present(const struct switch_ *self, long t)
{
    return t < self->milestone ? &self->first : &self->then;
}

static void
forget(const struct switch_ *self, const struct update *update)
{
    const struct optimizer_memory memory = optimizer_memory(
        &optimizer_switch.kind, self, update->size, &update->shape);
    size_t row = update->lanes * sizeof(double);

    memset(update->state, 0, memory.vectors * update->size * row);
    memset(update->numbers, 0, memory.numbers * row);
}

static void
switch_step(const void *data, const struct update *update)
{
    const struct switch_ *self = data;
    const struct node *node = present(self, update->t);
    struct update inner = *update;
    double base[LANES], factor = switch_factor(self, update->t);

    for (size_t l = 0; l < update->lanes; l++)
        base[l] = update->base[l] * factor;
    inner.base = base;
    if (update->t == self->milestone && !self->carry)
        forget(self, update);
    if (node == &self->then && !self->carry)
        inner.t -= self->milestone;
    optimizer_of(node->kind)->step(node->self, &inner);
}

static bool
switch_averages(const void *data)
{
    const struct switch_ *self = data;

    return optimizer_averages(self->first.kind, self->first.self) ||
           optimizer_averages(self->then.kind, self->then.self);
}

/* Of the optimizer that made the last update. */
static void
switch_average(const void *data, const struct update *update, double *average)
{
    const struct switch_ *self = data;
    const struct node *node = present(self, update->t - 1);
    struct update inner = *update;

    if (node == &self->then && !self->carry)
        inner.t -= self->milestone;
    if (optimizer_averages(node->kind, node->self))
        optimizer_of(node->kind)->average(node->self, &inner, average);
}

const struct optimizer optimizer_switch = {
    .kind = {.name = "switch",
             .summary = "one optimizer up to a row, then another",
             .formula =
                 "row t: first's update where t < milestone, then's from "
                 "there on",
             .source = "lrsim; Keskar & Socher (2017) for Adam, then SGD",
             .example = "switch(adam(lr=0.01), sgd(lr=0.001), milestone=500)",
             TABLE_OF(struct switch_, parameters),
             .check = switch_check},
    .step = switch_step,
    .average = switch_average,
    .averages = switch_averages,
    .inner = switch_inner,
    .factor = switch_factor,
};
