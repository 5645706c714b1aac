/* graph.c -- keeps the nodes, and finds the one that is alike. */
#include "expression/graph.h"

#include <stdint.h>
#include <string.h>

#include "expression/functions.h"

enum { FIRST_CAPACITY = 256 };

void
graph_start(struct graph *graph, struct arena *arena)
{
    *graph = (struct graph){.arena = arena, .limit = NODES_MOST};
    graph->pass_count = 1;
    graph_constant(graph, 0);
    graph_constant(graph, 1);
}

unsigned
graph_operands(const struct graph_node *node)
{
    switch (node->op) {
    case OP_CONSTANT:
    case OP_VARIABLE:
    case OP_PASS:
        return 0;
    case OP_ELEMENT:
    case OP_SUM:
    case OP_PROD:
        return 1;
    case OP_COUNTER:
    case OP_SCATTER:
        return 2;
    case OP_NEGATE:
    case OP_NOT:
    case OP_ABS:
    case OP_SQRT:
        return 1;
    case OP_SELECT:
        return 3;
    default:
        return node->op >= OP_CALLED && function_row(node->op)->one ? 1 : 2;
    }
}

unsigned
graph_region(const struct graph *graph, unsigned node)
{
    unsigned depends = graph->nodes[node].depends & ON_COUNTERS;

    while (depends & (depends - 1))
        depends &= depends - 1;
    return depends;
}

unsigned
graph_pass_region(const struct graph *graph, unsigned pass)
{
    return graph_region(graph, graph->passes[pass].counter);
}

bool
graph_is(const struct graph *graph, unsigned node, double value)
{
    const struct graph_node *n = &graph->nodes[node];

    return n->op == OP_CONSTANT && n->value == value;
}

static unsigned
depends(const struct graph *graph, const struct graph_node *node)
{
    const unsigned operands[] = {node->a, node->b, node->c};
    unsigned on = 0, counter;

    for (unsigned i = 0; i < graph_operands(node); i++)
        on |= graph->nodes[operands[i]].depends;
    switch (node->op) {
    case OP_VARIABLE:
    case OP_ELEMENT:
        return on | ON_VARIABLES;
    case OP_COUNTER:
        return on | (unsigned)ON_COUNTER << node->c;
    case OP_SUM:
    case OP_PROD:
        /* No index is made of a sum, and nothing else needs this. */
        counter = graph->passes[node->b].counter;
        on |= graph->nodes[counter].depends | ON_VARIABLES;
        return on & ~graph_region(graph, counter);
    default:
        return on;
    }
}

static unsigned
hash(const struct graph_node *node)
{
    const uint64_t prime = 0x9E3779B97F4A7C15;
    uint64_t bits, mixed;

    memcpy(&bits, &node->value, sizeof bits);
    mixed = (bits ^ node->op) * prime;
    mixed = (mixed ^ mixed >> 32 ^ node->a) * prime;
    mixed = (mixed ^ mixed >> 32 ^ node->b) * prime;
    mixed = (mixed ^ mixed >> 32 ^ node->c) * prime;
    return (unsigned)(mixed >> 32);
}

static bool
alike(const struct graph_node *a, const struct graph_node *b)
{
    return a->op == b->op && a->a == b->a && a->b == b->b && a->c == b->c &&
           memcmp(&a->value, &b->value, sizeof a->value) == 0;
}

/* The entry of the node's number, which may be empty. */
static unsigned *
entry(const struct graph *graph, const struct graph_node *node)
{
    unsigned mask = 2 * graph->capacity - 1, i = hash(node) & mask;

    while (graph->table[i] && !alike(&graph->nodes[graph->table[i] - 1], node))
        i = (i + 1) & mask;
    return &graph->table[i];
}

/* Makes room for one more node. */
static bool
grow(struct graph *graph)
{
    unsigned capacity = graph->capacity ? 2 * graph->capacity : FIRST_CAPACITY;
    struct graph_node *nodes;

    if (graph->failed || graph->count < graph->capacity)
        return !graph->failed;
    nodes = arena_alloc(graph->arena, capacity, sizeof *nodes);
    graph->table = arena_alloc(graph->arena, capacity, 2 * sizeof(unsigned));
    if (!nodes || !graph->table) {
        graph->failed = true;
        return false;
    }
    if (graph->count > 0)
        memcpy(nodes, graph->nodes, graph->count * sizeof *nodes);
    graph->nodes = nodes;
    graph->capacity = capacity;
    for (unsigned i = 0; i < graph->count; i++)
        *entry(graph, &nodes[i]) = i + 1;
    return true;
}

unsigned
graph_add(struct graph *graph, struct graph_node node)
{
    if (graph->count >= graph->limit && !graph->failed)
        graph->failed = graph->large = true;
    if (!grow(graph))
        return NONE;
    node.depends = depends(graph, &node);
    if (!(node.depends & ON_VARIABLES))
        interval_find(graph, &node);
    graph->nodes[graph->count] = node;
    return graph->count++;
}

unsigned
graph_share(struct graph *graph, struct graph_node node)
{
    unsigned *known, number;

    if (!grow(graph))
        return NONE;
    known = entry(graph, &node);
    if (*known)
        return *known - 1;
    number = graph_add(graph, node);
    if (!graph->failed)
        *known = number + 1;
    return number;
}

unsigned
graph_constant(struct graph *graph, double value)
{
    return graph_share(graph,
                       (struct graph_node){.op = OP_CONSTANT, .value = value});
}

unsigned
graph_pass(struct graph *graph, unsigned counter)
{
    if (graph->pass_count == PASSES_MOST) {
        graph->failed = graph->large = true;
        return 0;
    }
    graph->passes[graph->pass_count] = (struct pass){.counter = counter};
    return graph->pass_count++;
}

unsigned
graph_result(struct graph *graph, unsigned pass, unsigned op, unsigned body)
{
    struct pass *p = &graph->passes[pass];
    unsigned number =
        graph_add(graph, (struct graph_node){.op = op, .a = body, .b = pass});

    if (!p->place)
        p->place = number;
    if (p->first)
        graph->nodes[p->last].c = number;
    else
        p->first = number;
    p->last = number;
    return number;
}

void
graph_effect(struct graph *graph, unsigned pass, unsigned op, unsigned a,
             unsigned b)
{
    struct pass *p = &graph->passes[pass];
    unsigned number =
        graph_add(graph, (struct graph_node){.op = op, .a = a, .b = b});

    if (op == OP_PASS)
        graph->passes[b].run = number;
    if (op == OP_PASS && !graph->passes[b].place)
        graph->passes[b].place = number;
    graph->nodes[number].depends |= graph->nodes[p->counter].depends;
    if (p->effect)
        graph->nodes[p->later].c = number;
    else
        p->effect = number;
    p->later = number;
}
