/* index.c -- makes sure that an index is whole and in its range for every
 * value of the counters: by its interval, else by trying them all. */
#include <math.h>

#include "base/number.h"
#include "expression/code.h"
#include "expression/functions.h"
#include "expression/parser.h"

/* The nodes that an index is made of, in order, and their present values. */
struct index_trial {
    struct parser *parser;
    struct arena arena;
    unsigned *nodes, count;
    double *values; /* [node of the graph] */
    double low, high;
    double least, greatest; /* that were found */
    double wrong;
};

/* Collects what a node is made of, which always lies before it. */
static bool
collect(struct index_trial *trial, unsigned node)
{
    const struct graph *graph = trial->parser->graph;
    struct arena *arena = &trial->arena;
    size_t size = (size_t)node + 1;
    bool *needed = arena_alloc(arena, size, sizeof *needed);
    unsigned count = 0;

    trial->nodes = arena_alloc(arena, size, sizeof *trial->nodes);
    trial->values = arena_alloc(arena, size, sizeof *trial->values);
    if (!needed || !trial->nodes || !trial->values)
        return false;
    /* This, too, takes its time. */
    size /= 16;
    trial->parser->checks -=
        size < trial->parser->checks ? size : trial->parser->checks;
    needed[node] = true;
    for (unsigned i = node + 1; i-- > 0;) {
        const struct graph_node *n = &graph->nodes[i];
        const unsigned operands[] = {n->a, n->b, n->c};

        for (unsigned k = 0; needed[i] && k < graph_operands(n); k++)
            needed[operands[k]] = true;
    }
    for (unsigned i = 0; i <= node; i++)
        if (needed[i])
            trial->nodes[count++] = i;
    trial->count = count;
    return true;
}

static double
value(const struct index_trial *trial, const struct graph_node *node)
{
    const double *values = trial->values;

    if (node->op == OP_CONSTANT)
        return node->value;
    return evaluate_once(node->op, values[node->a], values[node->b],
                         values[node->c]);
}

static bool
in_range(struct index_trial *trial, double index)
{
    if (index == floor(index) && index >= trial->low && index <= trial->high) {
        trial->least = fmin(trial->least, index);
        trial->greatest = fmax(trial->greatest, index);
        return true;
    }
    trial->wrong = index;
    return false;
}

/* Tries all values from the k-th node on; false: one is wrong, or too many. */
static bool
try_all(struct index_trial *trial, unsigned k)
{
    const struct graph_node *nodes = trial->parser->graph->nodes;

    for (; k < trial->count; k++) {
        unsigned i = trial->nodes[k];
        const struct graph_node *node = &nodes[i];

        if (trial->parser->checks == 0)
            return false;
        trial->parser->checks--;
        if (node->op != OP_COUNTER) {
            trial->values[i] = value(trial, node);
            continue;
        }
        for (double c = trial->values[node->a]; c <= trial->values[node->b];
             c++) {
            trial->values[i] = c;
            if (!try_all(trial, k + 1))
                return false;
        }
        return true;
    }
    return in_range(trial, trial->values[trial->nodes[trial->count - 1]]);
}

/* The index where the condition is as it must be, else 0.  Conditions over
 * variables do not matter, but what is joined to them by && and || does. */
static unsigned
guarded_by(struct graph *graph, unsigned node, unsigned condition, bool when)
{
    struct graph_node c = graph->nodes[condition];

    while (c.op == (when ? OP_AND : OP_OR)) {
        node = guarded_by(graph, node, c.b, when);
        condition = c.a;
        c = graph->nodes[condition];
    }
    if (c.depends & ON_VARIABLES)
        return node;
    return graph_make(graph, OP_SELECT, condition, when ? node : NONE,
                      when ? NONE : node);
}

/* The index where it is evaluated, else perhaps 0. */
static unsigned
guarded(struct parser *parser, unsigned node)
{
    struct graph *graph = parser->graph;

    for (const struct guard *g = parser->guards; g; g = g->outer) {
        unsigned own = graph_region(graph, g->counter);

        if (!(graph->nodes[node].depends & own))
            node = guarded_by(graph, node, g->condition, g->when);
    }
    return node;
}

static bool
surely(const struct parser *parser, unsigned node, double low, double high)
{
    const struct graph_node *n = &parser->graph->nodes[node];

    return n->whole && n->low >= low && n->high <= high;
}

static unsigned
refuse(const struct index_trial *trial, size_t offset)
{
    struct parser *parser = trial->parser;

    if (parser->checks == 0)
        return OVER(parser, offset,
                    "must be a simpler index: this one takes too long to "
                    "check");
    if (trial->low < 0)
        return WRONG(parser, offset, "must be a whole number, not %.15g",
                     number_plain(trial->wrong));
    return WRONG(parser, offset, "must be an index from 0 to %.0f, not %.15g",
                 trial->high, number_plain(trial->wrong));
}

unsigned
parser_whole(struct parser *parser, unsigned node, double low, double high,
             size_t offset)
{
    struct graph *graph = parser->graph;
    struct index_trial trial = {.parser = parser,
                                .low = low,
                                .high = high,
                                .least = INFINITY,
                                .greatest = -INFINITY};

    if (graph->failed)
        return NONE;
    if (graph->nodes[node].depends & ON_VARIABLES)
        return WRONG(parser, offset,
                     "must be made of whole numbers, counters, n and "
                     "constants only");
    if (surely(parser, node, low, high))
        return node;
    if (low == 0)
        node = guarded(parser, node);
    if (graph->failed || surely(parser, node, low, high))
        return node;
    if (!collect(&trial, node)) {
        node = parser_fail(parser);
    } else if (!try_all(&trial, 0)) {
        node = refuse(&trial, offset);
    } else {
        graph->nodes[node].whole = true;
        graph->nodes[node].low = trial.least;
        graph->nodes[node].high = trial.greatest;
    }
    arena_free(&trial.arena);
    return node;
}
