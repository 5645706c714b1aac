/* schedule_root.c -- makes a schedule, and finds the cheapest way to a row. */
#include "schedule/schedule_root.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

/* Gives each plateau its place in the root's list. */
static void
deal_decisions(struct schedule *schedule, struct plateau_decision **next)
{
    if (schedule->part_count == 0 && schedule->uses_metric)
        schedule->decision = (*next)++;
    for (size_t i = 0; i < schedule->part_count; i++)
        deal_decisions(&schedule->parts[i], next);
}

/* Whether parts start from another rate than `set` is given, or set more than
 * rates. */
static void
note_own_starts(struct schedule *schedule, const struct rate *rates)
{
    schedule->own_start =
        schedule->drives || (schedule->later && schedule->continues);
    for (size_t i = 0; i < schedule->part_count; i++) {
        note_own_starts(&schedule->parts[i], rates);
        for (size_t k = 0; k < schedule->count; k++)
            if (schedule->parts[i].continues ||
                schedule->parts[i].base[k] != rates[k].base)
                schedule->own_start = true;
    }
}

/* All that PyTorch's constructors do, up to row 0. */
static void
construct_all(struct schedule_root *root, struct rate *rates)
{
    for (size_t i = 0; i < root->top.count; i++)
        rates[i] = (struct rate){NAN, root->given[i], NAN};
    schedule_construct(&root->top, rates);
    root->reached = 0;
    memcpy(root->row, rates, root->top.count * sizeof *rates);
}

/* Memory for `count` rates, and the node. */
static bool
make_root(struct schedule_root *root, const struct node *node, size_t count,
          struct arena *arena, struct error *error)
{
    struct schedule *top = &root->top;
    struct plateau_decision *next;

    top->run = &root->run;
    top->keys = arena_alloc(arena, count, sizeof *top->keys);
    root->row = arena_alloc(arena, count, sizeof *root->row);
    root->given = arena_alloc(arena, count, sizeof *root->given);
    root->ahead = arena_alloc(arena, AHEAD, sizeof *root->ahead);
    if (!top->keys || !root->row || !root->given || !root->ahead)
        return error_memory(error);
    if (!schedule_make_node(top, node, &root->decision_count, arena, error))
        return false;
    root->uses_metric = top->uses_metric;
    root->drives = top->drives;
    root->direct = top->closed_form && !top->drives;
    root->decisions = next =
        arena_alloc(arena, root->decision_count, sizeof *next);
    if (!next)
        return error_memory(error);
    deal_decisions(top, &next);
    return true;
}

struct schedule_root *
schedule_make(const struct node *node, const struct schedule_run *run,
              struct rate *rates, size_t count, size_t lanes,
              struct arena *arena, struct error *error)
{
    struct schedule_root *root = arena_alloc(arena, 1, sizeof *root);

    if (!root) {
        error_memory(error);
        return NULL;
    }
    *root = (struct schedule_root){.top = {.count = count, .lanes = lanes},
                                   .run = *run};
    root->run.least = INFINITY;
    for (size_t i = 0; i < count; i++)
        root->run.least = fmin(root->run.least, rates[i].lr);
    if (!make_root(root, node, count, arena, error))
        return NULL;
    for (size_t i = 0; i < count; i++)
        root->given[i] = rates[i].lr;
    construct_all(root, rates);
    note_own_starts(&root->top, rates);
    schedule_set(root, 0, rates);
    return root;
}

/* From the row that was reached, or from the beginning. */
static void
recurse(struct schedule_root *root, long t, struct rate *rates)
{
    struct schedule *top = &root->top;
    double scale;

    if (t < root->reached)
        construct_all(root, rates);
    else
        memcpy(rates, root->row, top->count * sizeof *rates);
    while (root->reached < t)
        schedule_advance(top, ++root->reached, rates);
    memcpy(root->row, rates, top->count * sizeof *rates);
    scale = schedule_scale(top, t);
    if (scale != 1)
        rates_scale(top, rates, scale);
}

/* The node that sets row t without the others: the active part of a sequence
 * whose parts all start from the base. */
static void
find_active(struct schedule_root *root, long t)
{
    const struct schedule *node = &root->top;

    root->from = 0;
    root->until = LONG_MAX;
    while (node->kind->active && !node->own_start) {
        long from, until;
        size_t i =
            node->kind->active(node->self, t - root->from, &from, &until);

        node = &node->parts[i];
        if (until < root->until - root->from)
            root->until = root->from + until;
        root->from += from;
    }
    if (root->resumed && root->until > root->resumes)
        root->until = root->resumes;
    root->active = node;
    root->looks_ahead =
        root->top.count == 1 && node->kind->rows && !root->uses_metric;
    root->restarts = node->kind->set || node->kind->power;
}

/* The one rate of row t, and those of the rows after it where t follows those
 * that were computed. */
INSTANCE
look_ahead(struct schedule_root *root, long t, struct rate *rates)
{
    long count = t == root->first + (long)root->ready ? AHEAD : 1;

    if (count > root->until - t)
        count = root->until - t;
    root->active->kind->rows(root->active, t - root->from, (size_t)count,
                             root->ahead);
    root->first = t;
    root->ready = (size_t)count;
    rates->lr = *root->ahead;
}

/* A row that the active node does not have. */
INSTANCE
find_row(struct schedule_root *root, long t, struct rate *rates)
{
    const struct schedule *top = &root->top;

    if (!top->closed_form) {
        recurse(root, t, rates);
        return;
    }
    if (root->direct) {
        find_active(root, t);
        schedule_row(root, t, rates);
        return;
    }
    rates_restart(top, rates);
    for (size_t i = 0; i < top->count; i++)
        rates[i].momentum = root->row[i].momentum;
    top->set(top, t, rates);
}

void
schedule_resume(struct schedule_root *root, long t,
                struct schedule_root *resumed, struct rate *rates)
{
    root->resumed = resumed;
    root->resumed_rates = rates;
    root->resumes = t;
    root->uses_metric = root->uses_metric || resumed->uses_metric;
    /* Rows that were computed before do not know of it. */
    root->until = root->from;
    root->ready = 0;
}

/* Sets the rows of what is resumed; one that receives metrics must not miss
 * any row.  False where the row comes before it. */
static bool
set_resumed(struct schedule_root *root, long t, struct rate *rates)
{
    if (t < root->resumes && !root->resumed->uses_metric)
        return false;
    schedule_set(root->resumed, t, root->resumed_rates);
    if (t < root->resumes)
        return false;
    for (size_t i = 0; i < root->top.count; i++) {
        rates[i].lr = root->resumed_rates[i].lr;
        rates[i].momentum = root->resumed_rates[i].momentum;
    }
    return true;
}

void
schedule_row(struct schedule_root *root, long t, struct rate *rates)
{
    if (root->resumed && set_resumed(root, t, rates))
        return;
    if (t < root->from || t >= root->until) {
        find_row(root, t, rates);
        return;
    }
    if (root->looks_ahead) {
        look_ahead(root, t, rates);
        return;
    }
    if (root->restarts)
        rates_restart(&root->top, rates);
    root->active->set(root->active, t - root->from, rates);
}

void
schedule_report(struct schedule_root *root, long t, const double *metric)
{
    for (; root; root = root->resumed)
        schedule_observe(&root->top, t, metric);
}

void
schedule_forget(struct schedule_root *root)
{
    for (size_t i = 0; i < root->decision_count; i++)
        root->decisions[i].better = root->decisions[i].reduced = 0;
}
