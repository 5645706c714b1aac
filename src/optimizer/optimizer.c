/* optimizer.c -- the family's list, and what optimizers share. */
#include "optimizer/optimizer.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "optimizer/memory.h"

#define ENTRY(name) &optimizer_##name.kind,
static const struct kind *const kinds[] = {OPTIMIZERS(ENTRY) NULL};

/* The state, and what it is no part of. */
static void
optimizer_describe(const struct kind *kind, struct text *text)
{
    const struct optimizer *optimizer = (const void *)kind;
    const char *const notes[][2] = {
        {"one group   ", optimizer->one_group_reason},
        {"one run     ", optimizer->no_lanes_reason},
        {"at lr 0     ", optimizer->moves_at_zero},
    };

    memory_describe(kind, text);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (notes[i][1])
            text_format(text, "%s%s\n", notes[i][0], notes[i][1]);
}

const struct family optimizer_family = {
    .name = "optimizer",
    .plural = "optimizers",
    .kinds = kinds,
    .describe = optimizer_describe,
    .describe_json = memory_describe_json,
    .brief = memory_brief,
};

const struct optimizer *
optimizer_of(const struct kind *kind)
{
    return (const struct optimizer *)(const void *)kind;
}

const struct node *
optimizer_inner(const struct kind *kind, const void *self, size_t i)
{
    const struct optimizer *optimizer = optimizer_of(kind);

    return optimizer->inner ? optimizer->inner(self, i) : NULL;
}

double
optimizer_rate(const struct kind *kind, const void *self)
{
    double lr = kind_real(kind, self, "lr");
    const struct node *inner = optimizer_inner(kind, self, 0);

    return inner && isnan(lr) ? optimizer_rate(inner->kind, inner->self) : lr;
}

/* Defines a question that a kind answers by a field, or else the first kind
 * inside of it that does. */
#define ASK(name, type, field)                                                 \
    type name(const struct kind *kind, const void *self)                       \
    {                                                                          \
        const struct node *inner;                                              \
        type answer = optimizer_of(kind)->field;                               \
                                                                               \
        for (size_t i = 0;                                                     \
             !answer && (inner = optimizer_inner(kind, self, i)) != NULL; i++) \
            answer = name(inner->kind, inner->self);                           \
        return answer;                                                         \
    }

ASK(optimizer_one_group_reason, const char *, one_group_reason)
ASK(optimizer_no_lanes_reason, const char *, no_lanes_reason)
ASK(optimizer_matrix, bool, matrix)

bool
optimizer_averages(const struct kind *kind, const void *self)
{
    const struct optimizer *optimizer = optimizer_of(kind);

    return optimizer->average &&
           (!optimizer->averages || optimizer->averages(self));
}

void
first_vector_average(const void *self, const struct update *update,
                     double *average)
{
    (void)self;
    memcpy(average, update->state,
           update->size * update->lanes * sizeof *average);
}

double
bias_correction(double beta, long t)
{
    return bias_settled(beta, t) ? 1 : 1 - pow(beta, (double)t);
}

void
lane_betas_driven(const struct update *update, double *beta1,
                  double *correction)
{
    for (size_t l = 0; l < update->lanes; l++) {
        beta1[l] = update->momentum[l];
        correction[l] = bias_correction(beta1[l], update->t + 1);
    }
}
