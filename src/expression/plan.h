/* plan.h -- which nodes a program needs, and for what. */
#ifndef EXPRESSION_PLAN_H
#define EXPRESSION_PLAN_H

#include "expression/graph.h"

/* All by node. */
struct plan {
    const struct graph *graph;
    bool *needed;
    unsigned *uses;  /* how many there are */
    unsigned *users; /* one of them; NONE: not an operation of its pass */
};

/* False: no memory. */
bool plan_start(struct plan *plan, const struct graph *graph,
                struct arena *arena);

/* A node is a result of the program, or of a pass in that region. */
void plan_want(struct plan *plan, unsigned region, unsigned node);

/* Marks what the needed results and the effects of a pass are made of. */
void plan_need(struct plan *plan, const struct pass *pass);

/* Unmarks the nodes of a pass: another may run the same ones. */
void plan_forget(struct plan *plan, const struct pass *pass);

/* The pass that is run where the node stands; NULL: none. */
const struct pass *plan_pass(const struct plan *plan, unsigned node);

#endif
