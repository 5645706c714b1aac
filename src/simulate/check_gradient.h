/* check_gradient.h -- check --gradients: compares a gradient with finite
 * differences. */
#ifndef SIMULATE_CHECK_GRADIENT_H
#define SIMULATE_CHECK_GRADIENT_H

#include "base/text.h"
#include "spec/spec.h"

/* Called after each point; NULL: never. */
struct gradient_progress {
    void (*call)(void *context, long done, long all);
    void *context;
};

/* Compares the gradient of the spec's problem with differences at random
 * points of its domain, drawn by the seed, and adds a line with the largest
 * error.  Sets `wrong` where they disagree; false without memory. */
bool check_gradients(const struct spec *spec,
                     const struct gradient_progress *progress,
                     struct text *text, bool *wrong, struct error *error);

#endif
