/* wrapper.h -- what optimizers that hold another one share. */
#ifndef OPTIMIZER_WRAPPER_H
#define OPTIMIZER_WRAPPER_H

#include "optimizer/optimizer.h"

/* What every wrapper of one optimizer begins with. */
struct wrapper {
    struct node optimizer;
    double lr; /* NAN: that of the optimizer */
};

#define WRAPPER_ROW(standard)                                                  \
    NODE(struct wrapper, optimizer, &optimizer_family, NULL, standard,         \
         "what makes the steps, such as 'adam(lr=0.01)'")
#define WRAPPER_LR                                                             \
    REAL(struct wrapper, lr, "null", "[0,inf) or null",                        \
         "learning rate; null is that of the optimizer inside")

/* The `inner` of a wrapper. */
const struct node *wrapper_inner(const void *self, size_t i);

/* The update of the optimizer inside, whose vectors come after the first. */
void wrapper_step(const struct wrapper *self, const struct update *update);

/* An update with its state behind `vectors` others. */
struct update update_behind(const struct update *update, size_t vectors);

#endif
