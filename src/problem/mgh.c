/* mgh.c -- the number of residuals. */
#include "problem/mgh.h"

bool
mgh_check(const struct node *node, struct error *error)
{
    struct mgh_options *self = node->self;
    long dim = (long)problem_dim(node);

    if (self->m == INTEGER_NULL)
        self->m = dim;
    return self->m >= dim ||
           error_at(error, node_place(node, "m"),
                    "must be at least %ld, the number of parameters, not %ld",
                    dim, self->m);
}
