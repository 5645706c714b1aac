/* plan.c -- goes back from the results to all that they are made of.
 *
 * What a loop uses from outside is needed there, so that the way goes into a
 * loop also from its surroundings. */
#include "expression/plan.h"

#include "expression/functions.h"

bool
plan_start(struct plan *plan, const struct graph *graph, struct arena *arena)
{
    *plan = (struct plan){
        .graph = graph,
        .needed = arena_alloc(arena, graph->count, sizeof *plan->needed),
        .uses = arena_alloc(arena, graph->count, sizeof *plan->uses),
        .users = arena_alloc(arena, graph->count, sizeof *plan->users),
    };
    return plan->needed && plan->uses && plan->users;
}

static void
use(struct plan *plan, unsigned region, unsigned node, unsigned user)
{
    bool inside = graph_region(plan->graph, node) == region;

    plan->needed[node] = true;
    plan->uses[node]++;
    plan->users[node] = inside ? user : NONE;
}

void
plan_want(struct plan *plan, unsigned region, unsigned node)
{
    use(plan, region, node, NONE);
}

static bool
pass_needed(const struct plan *plan, const struct pass *pass)
{
    for (unsigned r = pass->first; r; r = graph_at(plan->graph, r)->c)
        if (plan->needed[r])
            return true;
    return pass->run && plan->needed[pass->run];
}

const struct pass *
plan_pass(const struct plan *plan, unsigned node)
{
    const struct graph_node *n = graph_at(plan->graph, node);
    const struct pass *pass;

    if (n->op != OP_SUM && n->op != OP_PROD && n->op != OP_PASS)
        return NULL;
    pass = &plan->graph->passes[n->b];
    return pass->place == node && pass_needed(plan, pass) ? pass : NULL;
}

void
plan_forget(struct plan *plan, const struct pass *pass)
{
    unsigned region = graph_region(plan->graph, pass->counter);

    for (unsigned i = pass->counter; i < plan->graph->count; i++)
        if (graph_region(plan->graph, i) == region) {
            plan->needed[i] = false;
            plan->uses[i] = 0;
        }
}

static void
need_operands(struct plan *plan, unsigned region, unsigned node)
{
    const struct graph_node *n = graph_at(plan->graph, node);
    const unsigned operands[] = {n->a, n->b, n->c};

    if (n->op == OP_SCATTER) {
        use(plan, region, n->b, NONE);
        if (graph_at(plan->graph, n->a)->op == OP_ELEMENT)
            use(plan, region, graph_at(plan->graph, n->a)->a, NONE);
        return;
    }
    /* The pass of a result needs its body, not what is around it. */
    if (n->op == OP_SUM || n->op == OP_PROD || n->op == OP_COUNTER)
        return;
    for (unsigned k = 0; k < graph_operands(n); k++)
        use(plan, region, operands[k], node);
}

static void
need_results(struct plan *plan, unsigned region, const struct pass *pass)
{
    const struct graph_node *counter = graph_at(plan->graph, pass->counter);

    for (unsigned r = pass->first; r; r = graph_at(plan->graph, r)->c)
        if (plan->needed[r])
            use(plan, region, graph_at(plan->graph, r)->a, NONE);
    for (unsigned r = pass->effect; r; r = graph_at(plan->graph, r)->c)
        plan->needed[r] = true;
    if (pass->counter) {
        use(plan, region, counter->a, NONE);
        use(plan, region, counter->b, NONE);
    }
}

void
plan_need(struct plan *plan, const struct pass *pass)
{
    const struct graph *graph = plan->graph;
    unsigned region = graph_region(graph, pass->counter);

    need_results(plan, region, pass);
    for (unsigned i = graph->count; i-- > pass->counter;) {
        const struct pass *inner;

        if (graph_region(graph, i) != region)
            continue;
        if (plan->needed[i])
            need_operands(plan, region, i);
        inner = plan_pass(plan, i);
        if (inner) {
            plan_need(plan, inner);
            plan_forget(plan, inner);
        }
    }
}
