/* emit.c -- puts the nodes that a program needs in order, as instructions. */
#include "expression/emit.h"

#include "expression/functions.h"
#include "expression/plan.h"

#define NOWHERE (~0U)

struct emitter {
    const struct graph *graph;
    struct plan plan;
    struct listing listing;
    unsigned *places; /* [node]: its operand, or NOWHERE */
    unsigned *parts;  /* [node]: the operand that is computed with it */
};

/* Where a node's value goes. */
static unsigned
target(struct emitter *emitter, unsigned node)
{
    unsigned *place = &emitter->places[node];

    if (*place == NOWHERE)
        *place = OPERAND(AT_SCRATCH, ++emitter->listing.registers);
    return *place;
}

/* Where a node's value is. */
static unsigned
operand(struct emitter *emitter, unsigned node)
{
    const struct graph_node *n = graph_at(emitter->graph, node);
    unsigned *place = &emitter->places[node];

    if (n->op == OP_VARIABLE)
        return OPERAND(AT_VARIABLE, n->a);
    if (n->op == OP_CONSTANT && *place == NOWHERE) {
        *place = OPERAND(AT_CONSTANT, emitter->listing.constant_count);
        emitter->listing.constants[emitter->listing.constant_count++] =
            n->value;
    }
    return *place;
}

/* Whether the node is one of + - *, and of which operands. */
static bool
arithmetic(const struct emitter *emitter, unsigned node,
           struct instruction *found)
{
    const struct graph_node *n = graph_at(emitter->graph, node);

    *found = (struct instruction){.op = n->op, .a = n->a, .b = n->b};
    if (n->op == OP_RAISE && graph_at(emitter->graph, n->b)->value == 2) {
        found->op = OP_MULTIPLY;
        found->b = n->a;
    }
    return found->op == OP_ADD || found->op == OP_SUBTRACT ||
           found->op == OP_MULTIPLY;
}

/* Leaves the node to its only user, if both can be one instruction. */
static bool
join(struct emitter *emitter, unsigned node)
{
    unsigned user = emitter->plan.users[node];
    struct instruction own, other;

    if (emitter->plan.uses[node] != 1 || !user || emitter->parts[node] ||
        emitter->parts[user] || !arithmetic(emitter, node, &own) ||
        !arithmetic(emitter, user, &other) || other.a == other.b)
        return false;
    emitter->parts[user] = node;
    return true;
}

/* Two operations in one: (a op b) op c, or c - (a op b). */
static struct instruction
joined(struct emitter *emitter, unsigned node)
{
    struct instruction outer, inner;
    unsigned part = emitter->parts[node], op;
    bool second;

    arithmetic(emitter, node, &outer);
    arithmetic(emitter, part, &inner);
    second = outer.b == part;
    op = outer.op == OP_ADD ? 0 : outer.op == OP_MULTIPLY ? 3 : second ? 2 : 1;
    op += inner.op == OP_ADD ? 0 : inner.op == OP_SUBTRACT ? 4 : 8;
    return (struct instruction){
        .op = OP_ADD_ADD + op,
        .a = operand(emitter, inner.a),
        .b = operand(emitter, inner.b),
        .c = operand(emitter, second ? outer.a : outer.b)};
}

static struct instruction
single(struct emitter *emitter, unsigned node)
{
    const struct graph_node *n = graph_at(emitter->graph, node);
    unsigned operands = graph_operands(n);
    struct instruction i;

    if (arithmetic(emitter, node, &i)) {
        i.a = operand(emitter, i.a);
        i.b = operand(emitter, i.b);
        return i;
    }
    i.a = operand(emitter, n->a);
    if (n->op == OP_RAISE && graph_at(emitter->graph, n->b)->value == 3)
        return (struct instruction){
            .op = OP_MULTIPLY_MULTIPLY, .a = i.a, .b = i.a, .c = i.a};
    if (operands > 1)
        i.b = operand(emitter, n->b);
    if (operands > 2)
        i.c = operand(emitter, n->c);
    return i;
}

static void
scatter(struct emitter *emitter, unsigned node)
{
    const struct graph_node *n = graph_at(emitter->graph, node),
                            *to = graph_at(emitter->graph, n->a);
    struct instruction i = {.b = operand(emitter, n->b)};

    if (to->op == OP_ELEMENT) {
        i.op = OP_ADD_TO_ELEMENT;
        i.a = operand(emitter, to->a);
    } else {
        i.op = OP_ADD_TO;
        i.d = OPERAND(AT_GRADIENT, to->a);
        i.a = i.b;
        i.b = 0;
    }
    listing_put(&emitter->listing, i);
}

static void
emit_node(struct emitter *emitter, unsigned node)
{
    struct instruction i;

    switch (graph_at(emitter->graph, node)->op) {
    case OP_CONSTANT:
    case OP_VARIABLE:
    case OP_COUNTER:
    case OP_SUM:
    case OP_PROD:
    case OP_PASS:
        return;
    case OP_SCATTER:
        scatter(emitter, node);
        return;
    default:
        if (join(emitter, node))
            return;
        i = emitter->parts[node] ? joined(emitter, node)
                                 : single(emitter, node);
        i.d = target(emitter, node);
        listing_put(&emitter->listing, i);
    }
}

/* Another pass may run the same nodes. */
static void
forget(struct emitter *emitter, const struct pass *pass)
{
    unsigned region = graph_region(emitter->graph, pass->counter);

    plan_forget(&emitter->plan, pass);
    for (unsigned i = pass->counter; i < emitter->graph->count; i++)
        if (graph_region(emitter->graph, i) == region) {
            emitter->parts[i] = NONE;
            emitter->places[i] = NOWHERE;
        }
}

static void emit_pass(struct emitter *emitter, const struct pass *pass);

static void
emit_nodes(struct emitter *emitter, const struct pass *pass)
{
    unsigned region = graph_region(emitter->graph, pass->counter);

    for (unsigned i = pass->counter; i < emitter->graph->count; i++) {
        const struct pass *inner;

        if (graph_region(emitter->graph, i) != region)
            continue;
        inner = plan_pass(&emitter->plan, i);
        if (inner)
            emit_pass(emitter, inner);
        if (emitter->plan.needed[i])
            emit_node(emitter, i);
    }
}

static void
emit_pass(struct emitter *emitter, const struct pass *pass)
{
    const struct graph_node *counter = graph_at(emitter->graph, pass->counter);
    unsigned last = operand(emitter, counter->b), begin;
    struct instruction i = {.op = OP_COPY};

    for (unsigned r = pass->first; r; r = graph_at(emitter->graph, r)->c) {
        if (!emitter->plan.needed[r])
            continue;
        i.a = operand(emitter,
                      graph_at(emitter->graph, r)->op == OP_PROD ? ONE : NONE);
        i.d = target(emitter, r);
        listing_put(&emitter->listing, i);
    }
    plan_need(&emitter->plan, pass);
    i = (struct instruction){OP_LOOP, target(emitter, pass->counter),
                             operand(emitter, counter->a), last, 0};
    begin = listing_put(&emitter->listing, i);
    emit_nodes(emitter, pass);
    for (unsigned r = pass->first; r; r = graph_at(emitter->graph, r)->c) {
        if (!emitter->plan.needed[r])
            continue;
        i = (struct instruction){.op = OP_ADD_TO, .d = target(emitter, r)};
        if (graph_at(emitter->graph, r)->op == OP_PROD)
            i.op = OP_MULTIPLY_BY;
        i.a = operand(emitter, graph_at(emitter->graph, r)->a);
        listing_put(&emitter->listing, i);
    }
    i = (struct instruction){.op = OP_NEXT, .b = last, .c = begin};
    i.d = target(emitter, pass->counter);
    last = listing_put(&emitter->listing, i);
    if (!emitter->listing.failed)
        emitter->listing.instructions[begin].c = last;
    forget(emitter, pass);
}

static bool
start(struct emitter *emitter, const struct graph *graph)
{
    struct arena *arena = emitter->listing.arena;
    size_t count = graph->count;

    emitter->graph = graph;
    if (!plan_start(&emitter->plan, graph, arena))
        return false;
    emitter->places = arena_alloc(arena, count, sizeof *emitter->places);
    emitter->parts = arena_alloc(arena, count, sizeof *emitter->parts);
    emitter->listing.constants = arena_alloc(arena, count, sizeof(double));
    if (!emitter->places || !emitter->parts || !emitter->listing.constants)
        return false;
    for (size_t i = 0; i < count; i++)
        emitter->places[i] = NOWHERE;
    return true;
}

static void
emit_outputs(struct emitter *emitter, const struct program_output *outputs,
             size_t count, const struct pass *whole)
{
    for (size_t i = 0; i < count; i++) {
        unsigned node = outputs[i].node,
                 op = graph_at(emitter->graph, node)->op;

        plan_want(&emitter->plan, 0, node);
        /* The first output of a node is computed where it goes. */
        if (op != OP_CONSTANT && op != OP_VARIABLE &&
            emitter->places[node] == NOWHERE)
            emitter->places[node] = outputs[i].operand;
    }
    plan_need(&emitter->plan, whole);
    emit_nodes(emitter, whole);
    for (size_t i = 0; i < count; i++) {
        struct instruction copy = {.op = OP_COPY, .d = outputs[i].operand};

        copy.a = operand(emitter, outputs[i].node);
        if (copy.a != copy.d)
            listing_put(&emitter->listing, copy);
    }
    listing_put(&emitter->listing, (struct instruction){.op = OP_END});
}

struct code *
emit(const struct graph *graph, const struct program_output *outputs,
     size_t count, bool effects, struct arena *arena)
{
    const struct pass alone = {.effect = NONE};
    struct arena temporary = {0};
    struct emitter emitter = {.listing.arena = &temporary};
    struct code *code = NULL;

    if (start(&emitter, graph)) {
        emit_outputs(&emitter, outputs, count,
                     effects ? &graph->passes[0] : &alone);
        if (!emitter.listing.failed)
            registers_assign(&emitter.listing);
        if (!emitter.listing.failed)
            code = listing_keep(&emitter.listing, arena);
    }
    if (code)
        code->dimension = graph->dimension;
    arena_free(&temporary);
    return code;
}
