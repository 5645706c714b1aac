/* simplify.c -- makes nodes; what is simplified stays the same to the bit,
 * except that small whole powers become products. */
#include <math.h>

#include "expression/code.h"
#include "expression/functions.h"
#include "expression/graph.h"

static bool
is(const struct graph *graph, unsigned node, unsigned op)
{
    return graph_at(graph, node)->op == op;
}

bool
graph_is_truth(const struct graph *graph, unsigned node)
{
    const struct graph_node *top = graph_at(graph, node);

    if (top->op == OP_SELECT)
        return graph_is_truth(graph, top->b) && graph_is_truth(graph, top->c);
    return function_is_truth(top->op) || graph_is(graph, node, 1) ||
           graph_is(graph, node, 0);
}

/* x^k for a whole k by multiplication; pow() is slower and no better. */
static unsigned
power(struct graph *graph, unsigned a, unsigned b)
{
    double k = graph_at(graph, b)->value;

    if (k == 0)
        return graph_constant(graph, 1);
    if (k == 1)
        return a;
    if (k < 0) {
        unsigned positive = graph_constant(graph, -k);

        return graph_make(graph, OP_DIVIDE, graph_constant(graph, 1),
                          power(graph, a, positive), NONE);
    }
    return graph_share(graph,
                       (struct graph_node){.op = OP_RAISE, .a = a, .b = b});
}

static bool
is_small_whole(const struct graph *graph, unsigned node)
{
    double k = graph_at(graph, node)->value;

    return is(graph, node, OP_CONSTANT) && k == floor(k) &&
           fabs(k) <= (double)RAISE_MOST;
}

static unsigned
negative(struct graph *graph, unsigned a)
{
    const struct graph_node *n = graph_at(graph, a);
    unsigned rest = n->b;

    if (n->op == OP_NEGATE)
        return n->a;
    if (n->op == OP_MULTIPLY && is(graph, n->a, OP_CONSTANT))
        return graph_make(graph, OP_MULTIPLY,
                          graph_constant(graph, -graph_at(graph, n->a)->value),
                          rest, NONE);
    return graph_share(graph, (struct graph_node){.op = OP_NEGATE, .a = a});
}

/* Constants come first in products. */
static unsigned
product(struct graph *graph, unsigned a, unsigned b)
{
    bool first = is(graph, a, OP_CONSTANT), second = is(graph, b, OP_CONSTANT);

    if (second || (a > b && !first))
        return product(graph, b, a);
    if (graph_is(graph, a, 1))
        return b;
    if (graph_is(graph, a, -1))
        return negative(graph, b);
    return graph_share(graph,
                       (struct graph_node){.op = OP_MULTIPLY, .a = a, .b = b});
}

static unsigned
sum(struct graph *graph, unsigned op, unsigned a, unsigned b)
{
    bool minus = is(graph, b, OP_NEGATE);

    if (minus)
        return sum(graph, op == OP_ADD ? OP_SUBTRACT : OP_ADD, a,
                   graph_at(graph, b)->a);
    if (op == OP_ADD && is(graph, a, OP_NEGATE))
        return sum(graph, OP_SUBTRACT, b, graph_at(graph, a)->a);
    if (op == OP_ADD && a > b)
        return sum(graph, op, b, a);
    return graph_share(graph, (struct graph_node){.op = op, .a = a, .b = b});
}

static unsigned
selection(struct graph *graph, unsigned condition, unsigned a, unsigned b)
{
    const struct graph_node *n = graph_at(graph, condition);

    if (a == b)
        return a;
    if (n->op == OP_CONSTANT)
        return n->value != 0 ? a : b;
    if (n->op == OP_NOT)
        return selection(graph, n->a, b, a);
    return graph_share(
        graph,
        (struct graph_node){.op = OP_SELECT, .a = condition, .b = a, .c = b});
}

/* A constant decides && and ||, or leaves it to the other one. */
static unsigned
logic(struct graph *graph, unsigned op, unsigned a, unsigned b)
{
    bool decides = op == OP_OR;

    if (is(graph, b, OP_CONSTANT))
        return logic(graph, op, b, a);
    if (!is(graph, a, OP_CONSTANT))
        return graph_share(graph,
                           (struct graph_node){.op = op, .a = a, .b = b});
    if ((graph_at(graph, a)->value != 0) == decides)
        return graph_constant(graph, decides);
    b = graph_make(graph, OP_NOT, b, NONE, NONE);
    return graph_make(graph, OP_NOT, b, NONE, NONE);
}

static unsigned
fold(struct graph *graph, unsigned op, unsigned a, unsigned b, unsigned c)
{
    return graph_constant(graph, evaluate_once(op, graph_at(graph, a)->value,
                                               graph_at(graph, b)->value,
                                               graph_at(graph, c)->value));
}

unsigned
graph_make(struct graph *graph, unsigned op, unsigned a, unsigned b, unsigned c)
{
    if (graph->failed)
        return NONE;
    if (is(graph, a, OP_CONSTANT) && is(graph, b, OP_CONSTANT) &&
        is(graph, c, OP_CONSTANT))
        return fold(graph, op, a, b, c);
    switch (op) {
    case OP_NEGATE:
        return negative(graph, a);
    case OP_ADD:
    case OP_SUBTRACT:
        return sum(graph, op, a, b);
    case OP_MULTIPLY:
        return product(graph, a, b);
    case OP_DIVIDE:
        if (graph_is(graph, b, 1))
            return a;
        break;
    case OP_GATE:
        if (is(graph, b, OP_CONSTANT) && isfinite(graph_at(graph, b)->value))
            return product(graph, a, b);
        break;
    case OP_POWER:
        if (is_small_whole(graph, b))
            return power(graph, a, b);
        break;
    case OP_AND:
    case OP_OR:
        return logic(graph, op, a, b);
    case OP_SELECT:
        return selection(graph, a, b, c);
    case OP_NOT_EQUAL:
        if (graph_is_truth(graph, a) && graph_is(graph, b, 0))
            return a;
        break;
    case OP_EQUAL:
        if (graph_is_truth(graph, a) && graph_is(graph, b, 0))
            op = OP_NOT;
        break;
    default:
        break;
    }
    return graph_share(graph,
                       (struct graph_node){.op = op, .a = a, .b = b, .c = c});
}
