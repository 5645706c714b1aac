/* gradient.h -- the derivatives of a graph, as more nodes of it. */
#ifndef EXPRESSION_GRADIENT_H
#define EXPRESSION_GRADIENT_H

#include "expression/graph.h"

/* Adds the derivatives of `root`.  Those by single variables are put into
 * slots[slot] (NONE: 0); those by x[…] become effects, which add to them. */
bool gradient_make(struct graph *graph, unsigned root, bool indexed,
                   unsigned *slots);

#endif
