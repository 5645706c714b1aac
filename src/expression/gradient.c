/* gradient.c -- reverse mode: from the value back to the variables.
 *
 * The adjoint of a node is the derivative of the value by it.  The nodes of a
 * loop's body get theirs in a further pass, which computes the body again;
 * what the body uses from outside sums them up over that pass. */
#include "expression/gradient.h"

#include <math.h>

#include "expression/functions.h"
#include "expression/parser.h"

struct adjoint {
    unsigned node;
    bool masked; /* it may be 0 because a branch is not taken */
};

struct reverse {
    struct graph *graph;
    bool indexed;
    unsigned *slots;
    struct adjoint *adjoints[LOOP_DEPTH_MOST + 1]; /* [loops around][node] */
};

/* Splits a node into a constant and the rest. */
static double
take_factor(const struct graph *graph, unsigned *node)
{
    const struct graph_node *n = &graph->nodes[*node];
    const struct graph_node *first = &graph->nodes[n->a];

    if (n->op == OP_CONSTANT) {
        *node = NONE;
        return n->value;
    }
    if (n->op == OP_NEGATE) {
        *node = n->a;
        return -1;
    }
    if (n->op != OP_MULTIPLY || first->op != OP_CONSTANT)
        return 1;
    *node = n->b;
    return first->value;
}

/* adjoint * derivative, with all constants in one; but a constant that is not
 * finite stays where a mask can hide it. */
static unsigned
product(struct graph *graph, struct adjoint adjoint, unsigned derivative)
{
    double factor = take_factor(graph, &adjoint.node);
    unsigned rest, whole = derivative;
    double other = take_factor(graph, &derivative);

    if (adjoint.masked && !isfinite(other))
        derivative = whole;
    else
        factor *= other;
    if (derivative && adjoint.node)
        rest = graph_make(graph, adjoint.masked ? OP_GATE : OP_MULTIPLY,
                          adjoint.node, derivative, NONE);
    else if (derivative || adjoint.node)
        rest = derivative ? derivative : adjoint.node;
    else
        return graph_constant(graph, factor);
    return graph_make(graph, OP_MULTIPLY, graph_constant(graph, factor), rest,
                      NONE);
}

static void
add(struct reverse *reverse, unsigned level, unsigned node, struct adjoint more)
{
    struct adjoint *adjoint = &reverse->adjoints[level][node];

    if (!(reverse->graph->nodes[node].depends & ON_VARIABLES))
        return;
    if (adjoint->node)
        more.node =
            graph_make(reverse->graph, OP_ADD, adjoint->node, more.node, NONE);
    adjoint->node = more.node;
    adjoint->masked |= more.masked;
}

/* a * b, but 0 where a is 0: then b may be no number. */
static void
propagate_gate(struct reverse *reverse, unsigned level, unsigned node)
{
    struct graph *graph = reverse->graph;
    const struct graph_node n = graph->nodes[node];
    const struct adjoint own = reverse->adjoints[level][node];
    struct adjoint by_a = {NONE, true}, by_b = {NONE, true};
    unsigned rest = graph_make(graph, OP_SUBTRACT, n.b, n.b, NONE);

    rest = graph_make(graph, OP_EQUAL, rest, NONE, NONE);
    rest = graph_make(graph, OP_SELECT, rest, n.b, NONE);
    by_a.node = product(graph, own, rest);
    by_b.node = graph_make(graph, OP_GATE, n.a, own.node, NONE);
    add(reverse, level, n.a, by_a);
    add(reverse, level, n.b, by_b);
}

/* An operation of the table: its derivatives are texts. */
static void
propagate(struct reverse *reverse, unsigned level, unsigned node)
{
    struct graph *graph = reverse->graph;
    const struct graph_node n = graph->nodes[node];
    const unsigned operands[4] = {n.a, n.b, n.c, node};
    const struct adjoint own = reverse->adjoints[level][node];
    const struct function *row =
        function_row(n.op == OP_RAISE ? OP_POWER : n.op);

    for (unsigned i = 0; i < 3; i++) {
        struct adjoint more = own;
        unsigned derivative;

        if (!row->partial[i] ||
            !(graph->nodes[operands[i]].depends & ON_VARIABLES))
            continue;
        derivative = parser_table_text(graph, row->partial[i], operands);
        if (function_is_truth(graph->nodes[derivative].op)) {
            more.node =
                graph_make(graph, OP_SELECT, derivative, own.node, NONE);
            more.masked = true;
        } else {
            more.node = product(graph, own, derivative);
        }
        add(reverse, level, operands[i], more);
    }
}

/* By what the adjoint of a product is to be multiplied for a factor: the
 * product of the other ones, also where some are 0. */
static unsigned
other_factors(struct graph *graph, unsigned pass, unsigned factor)
{
    unsigned counter = graph->passes[pass].counter;
    unsigned zero, zeros, rest;
    unsigned arguments[4] = {factor};

    zero = graph_make(graph, OP_EQUAL, factor, NONE, NONE);
    rest = graph_make(graph, OP_SELECT, zero, ONE, factor);
    /* A pass is run before the nodes that come now, unless they are in it. */
    if (graph_region(graph, factor) != graph_region(graph, counter))
        pass = graph_pass(graph, counter);
    zeros = graph_result(graph, pass, OP_SUM, zero);
    arguments[1] = zeros;
    arguments[2] = graph_result(graph, pass, OP_PROD, rest);
    return parser_table_text(graph, "y == 0 ? z/x : y == 1 && x == 0 ? z : 0",
                             arguments);
}

static void backward(struct reverse *reverse, unsigned level, unsigned pass,
                     unsigned top);

/* Whether a loop may have no turn at all. */
static bool
may_be_empty(const struct graph *graph, unsigned counter)
{
    const struct graph_node *n = &graph->nodes[counter];

    return !(graph->nodes[n->a].high <= graph->nodes[n->b].low);
}

/* Goes back through the loop of a sum or product in a pass of its own. */
static void
enter(struct reverse *reverse, unsigned level, unsigned outer, unsigned node)
{
    struct graph *graph = reverse->graph;
    const struct graph_node n = graph->nodes[node];
    unsigned pass = graph_pass(graph, graph->passes[n.b].counter);
    unsigned region = graph_pass_region(graph, pass);
    struct adjoint own = reverse->adjoints[level][node], *inner;

    if (n.op == OP_PROD)
        own.node = product(graph, own, other_factors(graph, n.b, n.a));
    if (!reverse->adjoints[level + 1])
        reverse->adjoints[level + 1] =
            arena_alloc(graph->arena, graph->count, sizeof *inner);
    inner = reverse->adjoints[level + 1];
    if (!inner) {
        graph->failed = true;
        return;
    }
    add(reverse, level + 1, n.a, own);
    backward(reverse, level + 1, pass, node - 1);
    for (unsigned i = node; i-- > 0 && !graph->failed;) {
        struct adjoint captured = inner[i];

        inner[i] = (struct adjoint){NONE, false};
        if (!captured.node || graph_region(graph, i) == region)
            continue;
        captured.node = graph_result(graph, pass, OP_SUM, captured.node);
        captured.masked |= may_be_empty(graph, graph->passes[pass].counter);
        add(reverse, level, i, captured);
    }
    if (graph->passes[pass].effect)
        graph_effect(graph, outer, OP_PASS, NONE, pass);
}

/* Goes through the nodes of a pass from the last to the first. */
static void
backward(struct reverse *reverse, unsigned level, unsigned pass, unsigned top)
{
    struct graph *graph = reverse->graph;
    unsigned region = graph_pass_region(graph, pass);

    for (unsigned i = top; i > 0 && !graph->failed; i--) {
        unsigned adjoint = reverse->adjoints[level][i].node;

        if (!adjoint || graph_region(graph, i) != region)
            continue;
        switch (graph->nodes[i].op) {
        case OP_VARIABLE:
        case OP_ELEMENT:
            if (reverse->indexed)
                graph_effect(graph, pass, OP_SCATTER, i, adjoint);
            else
                reverse->slots[graph->nodes[i].a] = adjoint;
            break;
        case OP_SUM:
        case OP_PROD:
            enter(reverse, level, pass, i);
            break;
        case OP_GATE:
            propagate_gate(reverse, level, i);
            break;
        default:
            propagate(reverse, level, i);
        }
    }
}

bool
gradient_make(struct graph *graph, unsigned root, bool indexed, unsigned *slots)
{
    const struct adjoint one = {ONE, false};
    struct reverse reverse = {
        .graph = graph, .indexed = indexed, .slots = slots};

    reverse.adjoints[0] =
        arena_alloc(graph->arena, graph->count, sizeof *reverse.adjoints[0]);
    if (!reverse.adjoints[0])
        graph->failed = true;
    if (graph->failed)
        return false;
    add(&reverse, 0, root, one);
    backward(&reverse, 0, 0, root);
    return !graph->failed;
}
