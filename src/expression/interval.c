/* interval.c -- between which numbers an index lies, found with the node, so
 * that most indices need no further check. */
#include <math.h>

#include "expression/functions.h"
#include "expression/graph.h"

static void
set(struct graph_node *node, bool whole, double low, double high)
{
    /* Past 2^53 not every whole number is one. */
    bool known = whole && low >= -0x1p53 && high <= 0x1p53;

    node->whole = known;
    node->low = known ? low : -INFINITY;
    node->high = known ? high : INFINITY;
}

static void
set_product(struct graph_node *node, const struct graph_node *a,
            const struct graph_node *b)
{
    double p = a->low * b->low, q = a->low * b->high;
    double r = a->high * b->low, s = a->high * b->high;

    set(node, a->whole && b->whole, fmin(fmin(p, q), fmin(r, s)),
        fmax(fmax(p, q), fmax(r, s)));
}

void
interval_find(const struct graph *graph, struct graph_node *node)
{
    const struct graph_node *a = &graph->nodes[node->a],
                            *b = &graph->nodes[node->b];
    bool whole = a->whole && b->whole;

    switch (node->op) {
    case OP_CONSTANT:
        set(node, node->value == floor(node->value), node->value, node->value);
        break;
    case OP_COUNTER:
        set(node, true, a->low, b->high);
        break;
    case OP_NEGATE:
        set(node, a->whole, -a->high, -a->low);
        break;
    case OP_ADD:
        set(node, whole, a->low + b->low, a->high + b->high);
        break;
    case OP_SUBTRACT:
        set(node, whole, a->low - b->high, a->high - b->low);
        break;
    case OP_MULTIPLY:
        set_product(node, a, b);
        break;
    case OP_MODULO:
        if (b->op == OP_CONSTANT && b->value >= 1 && whole)
            set(node, true, 0, b->value - 1);
        else
            set(node, false, -INFINITY, INFINITY);
        break;
    default:
        set(node, false, -INFINITY, INFINITY);
    }
}
