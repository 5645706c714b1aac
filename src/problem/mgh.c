/* mgh.c -- the number of residuals. */
#include "problem/mgh.h"

/* More take minutes an evaluation. */
enum { RESIDUALS_MOST = 1000000 };

bool
mgh_check(const struct node *node, struct error *error)
{
    struct mgh_options *self = node->self;
    long dim = (long)problem_dim(node);

    if (self->m == INTEGER_NULL)
        self->m = dim;
    if (self->m < dim)
        return error_at(error, node_place(node, "m"),
                        "must be at least %ld, the number of parameters, not "
                        "%ld",
                        dim, self->m);
    if (self->m <= RESIDUALS_MOST)
        return true;
    error_at(error, node_place(node, "m"), "must be at most %d, not %ld",
             RESIDUALS_MOST, self->m);
    error->status = STATUS_LIMIT;
    return false;
}
