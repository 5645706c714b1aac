/* graph.h -- an expression as nodes, each after its operands, no two alike.
 *
 * A sum is a loop over a counter.  A node belongs to the innermost loop whose
 * counter it depends on, whatever loop it was written in; a loop is run in
 * one or more passes, each with results (OP_SUM and OP_PROD, nodes of the
 * surroundings) and effects (OP_SCATTER, and OP_PASS for loops inside). */
#ifndef EXPRESSION_GRAPH_H
#define EXPRESSION_GRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum {
    NODES_MOST = 65536, /* of the user's text, and eight times that in all */
    LOOPS_MOST = 64,
    PASSES_MOST = 3 * LOOPS_MOST + 1, /* as many as a gradient may need */
    LOOP_DEPTH_MOST = 8,
    NONE = 0, /* no node; as a value, the constant 0 */
    ONE = 1,  /* the constant 1 */
};

/* What a node's value depends on: bits. */
enum {
    ON_COUNTER = 1, /* of depth 0; shifted, of others */
    ON_COUNTERS = (1 << LOOP_DEPTH_MOST) - 1,
    ON_VARIABLES = 1 << LOOP_DEPTH_MOST,
};

/* Operands are numbers of nodes.  OP_VARIABLE has its slot in a; OP_COUNTER
 * its ends in a and b; OP_SUM and OP_PROD their body in a, their pass in b
 * and the next result of that pass in c; OP_PASS its pass in b, OP_SCATTER an
 * OP_VARIABLE or OP_ELEMENT in a and what to add in b, and both the next
 * effect of the surrounding pass in c. */
struct graph_node {
    unsigned op, a, b, c;
    unsigned depends;
    double value; /* of a constant */
    /* Of what depends on no variable: all its values lie here. */
    double low, high;
    bool whole;
};

struct pass {
    unsigned counter;       /* NONE: of what is in no loop */
    unsigned place;         /* its first result or effect */
    unsigned run;           /* its OP_PASS, where it has effects */
    unsigned first, last;   /* result */
    unsigned effect, later; /* the first and the last effect */
};

struct graph {
    struct arena *arena;
    struct graph_node *nodes;
    unsigned count, capacity;
    unsigned limit;  /* of the count */
    unsigned *table; /* hashed numbers of nodes; twice the capacity */
    struct pass passes[PASSES_MOST];
    unsigned pass_count;
    size_t dimension; /* n, where variables are x[…] */
    bool failed;      /* what is made is NONE from here on */
    bool large;       /* because there are too many nodes, else no memory */
};

static inline const struct graph_node *
graph_at(const struct graph *graph, unsigned node)
{
    return &graph->nodes[node];
}

/* An empty graph, with NONE and the pass 0 of what is in no loop. */
void graph_start(struct graph *graph, struct arena *arena);

/* The node of a number. */
unsigned graph_constant(struct graph *graph, double value);

/* The node of an operation, simplified where that changes no bit. */
unsigned graph_make(struct graph *graph, unsigned op, unsigned a, unsigned b,
                    unsigned c);

/* A node of its own, although its like may exist. */
unsigned graph_add(struct graph *graph, struct graph_node node);

/* The node as it is, or the one that is like it. */
unsigned graph_share(struct graph *graph, struct graph_node node);

/* A new pass over the counter's range; its number. */
unsigned graph_pass(struct graph *graph, unsigned counter);

/* A new result of a pass: OP_SUM or OP_PROD of the body. */
unsigned graph_result(struct graph *graph, unsigned pass, unsigned op,
                      unsigned body);

/* A new effect: OP_SCATTER or OP_PASS. */
void graph_effect(struct graph *graph, unsigned pass, unsigned op, unsigned a,
                  unsigned b);

/* The innermost counter's bit in what a node depends on; 0: in no loop. */
unsigned graph_region(const struct graph *graph, unsigned node);

/* The bit of a pass's counter. */
unsigned graph_pass_region(const struct graph *graph, unsigned pass);

/* How many of a node's fields a, b, c are operands. */
unsigned graph_operands(const struct graph_node *node);

bool graph_is(const struct graph *graph, unsigned node, double value);

/* Whether a node is 1 or 0 whatever the variables are. */
bool graph_is_truth(const struct graph *graph, unsigned node);

/* Finds `low`, `high` and `whole` of a node from its operands. */
void interval_find(const struct graph *graph, struct graph_node *node);

#endif
