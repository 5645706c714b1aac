/* optimizer.c -- the family's list, and what optimizers share. */
#include "optimizer/optimizer.h"

#include <math.h>

#include "base/text.h"

#define DECLARE(name) extern const struct optimizer optimizer_##name;
OPTIMIZERS(DECLARE)

#define ENTRY(name) &optimizer_##name.kind,
static const struct kind *const kinds[] = {OPTIMIZERS(ENTRY) NULL};

const struct family optimizer_family = {
    .name = "optimizer",
    .plural = "optimizers",
    .kinds = kinds,
};

const struct optimizer *
optimizer_of(const struct kind *kind)
{
    return (const struct optimizer *)(const void *)kind;
}

double
optimizer_rate(const struct kind *kind, const void *self)
{
    const struct optimizer *optimizer = optimizer_of(kind);
    double lr = kind_real(kind, self, "lr");
    const struct node *inner = optimizer->inner ? optimizer->inner(self) : NULL;

    return inner && isnan(lr) ? optimizer_rate(inner->kind, inner->self) : lr;
}

bool
optimizer_averages(const struct kind *kind, const void *self)
{
    const struct optimizer *optimizer = optimizer_of(kind);

    return optimizer->average &&
           (!optimizer->averages || optimizer->averages(self));
}

size_t
optimizer_state(const struct kind *kind, const void *self, size_t size,
                const struct shape *shape)
{
    const struct optimizer *optimizer = optimizer_of(kind);

    return optimizer->vectors(self) * size +
           (optimizer->numbers ? optimizer->numbers(self, size, shape) : 0);
}

#define VECTORS(name, count)                                                   \
    size_t name(const void *self)                                              \
    {                                                                          \
        (void)self;                                                            \
        return count;                                                          \
    }

VECTORS(no_vectors, 0)
VECTORS(one_vector, 1)
VECTORS(two_vectors, 2)
VECTORS(three_vectors, 3)

double
bias_correction(double beta, long t)
{
    /* beta^t < exp(-t (1 - beta)) is below half an ulp of 1. */
    if ((double)t * (1 - beta) > 38)
        return 1;
    return 1 - pow(beta, (double)t);
}
