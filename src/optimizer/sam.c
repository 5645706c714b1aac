/* sam.c -- another optimizer's step, by the gradient from where the loss
 * nearby is highest. */
#include <math.h>
#include <string.h>

#include "optimizer/wrapper.h"

struct sam {
    struct wrapper wrapper;
    double rho;
    bool adaptive;
};

static const struct parameter parameters[] = {
    WRAPPER_ROW(NULL),
    REAL(struct sam, rho, "0.05", "[0,inf)", "how far away that is"),
    BOOLEAN(struct sam, adaptive, "false",
            "farther for parameters that are larger"),
    WRAPPER_LR,
    END_OF_TABLE,
};

/* What is added to the norm of the gradient. */
#define PERTURB_EPS 1e-12

/* Moves x uphill; x before is kept in the state. */
KERNEL
climb_kernel(const struct sam *self, const struct update *update,
             const double *restrict gradient, double *restrict x,
             double *restrict before, size_t lanes, bool few)
{
    double sum[LANES];

    for (size_t l = 0; l < lanes; l++)
        sum[l] = 0;
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = self->adaptive ? fabs(x[k]) * gradient[k] : gradient[k];

        sum[l] += g * g;
    }
    for (size_t l = 0; l < lanes; l++)
        sum[l] = self->rho / (sqrt(sum[l]) + PERTURB_EPS);
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double weight = self->adaptive ? x[k] * x[k] : 1;

        before[k] = x[k];
        x[k] += weight * gradient[k] * sum[l];
    }
}

STEP_FUNCTION(climb, climb_kernel)

/* Foret et al. (2021), algorithm 1; Kwon et al. (2021) for adaptive. */
static void
sam_step(const void *data, const struct update *update)
{
    const struct sam *self = data;

    climb(self, update);
    update->oracle->evaluate(update->oracle->context);
    memcpy(update->x, update->state,
           update->size * update->lanes * sizeof *update->x);
    wrapper_step(&self->wrapper, update);
}

static bool
sam_averages(const void *self)
{
    const struct node *inner = wrapper_inner(self, 0);

    return optimizer_averages(inner->kind, inner->self);
}

static void
sam_average(const void *self, const struct update *update, double *average)
{
    const struct node *inner = wrapper_inner(self, 0);
    const struct update behind = update_behind(update, 1);

    optimizer_of(inner->kind)->average(inner->self, &behind, average);
}

const struct optimizer optimizer_sam = {
    .kind = {.name = "sam",
             .summary = "a step by the gradient from the highest place nearby",
             .formula =
                 "y = x + rho * g / |g|\n"
                 "    (adaptive: x + rho * x^2 * g / |x * g|)\n"
                 "then the optimizer's step from x, with the gradient at y",
             .source = "Foret et al. (2021); Kwon et al. (2021)",
             .example = "sam(sgd(lr=0.001), rho=0.05)",
             TABLE_OF(struct sam, parameters)},
    .vectors = 1,
    .step = sam_step,
    .average = sam_average,
    .averages = sam_averages,
    .inner = wrapper_inner,
    .one_group_reason = "the way uphill is that of all parameters",
};
