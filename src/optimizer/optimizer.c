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
bias_correction(double beta, long t)
{
    /* beta^t < exp(-t (1 - beta)) is below half an ulp of 1. */
    if ((double)t * (1 - beta) > 38)
        return 1;
    return 1 - pow(beta, (double)t);
}
