/* optimizer.h -- the family of optimizers: state and a step over vectors. */
#ifndef OPTIMIZER_OPTIMIZER_H
#define OPTIMIZER_OPTIMIZER_H

#include "base/lanes.h"
#include "spec/table.h"

/* One line a kind, in the order in which they are listed. */
#define OPTIMIZERS(X)                                                          \
    X(sgd)                                                                     \
    X(sgdw)                                                                    \
    X(adam)                                                                    \
    X(adamw)                                                                   \
    X(adamax)                                                                  \
    X(nadam)                                                                   \
    X(radam)                                                                   \
    X(adagrad)                                                                 \
    X(adadelta)                                                                \
    X(rmsprop)                                                                 \
    X(rprop)                                                                   \
    X(asgd)                                                                    \
    X(lbfgs)                                                                   \
    X(sparse_adam)                                                             \
    X(adafactor)                                                               \
    X(muon)                                                                    \
    X(nag)                                                                     \
    X(qhm)                                                                     \
    X(signsgd)                                                                 \
    X(lion)                                                                    \
    X(tiger)                                                                   \
    X(lars)                                                                    \
    X(timm_lars)                                                               \
    X(lamb)                                                                    \
    X(jettify_lamb)                                                            \
    X(novograd)                                                                \
    X(rmsprop_tf)                                                              \
    X(keras_SGD)                                                               \
    X(keras_Adam)                                                              \
    X(keras_AdamW)                                                             \
    X(keras_Adamax)                                                            \
    X(keras_RMSprop)                                                           \
    X(keras_Adagrad)                                                           \
    X(yogi)                                                                    \
    X(adabelief)                                                               \
    X(adabound)                                                                \
    X(amsbound)                                                                \
    X(qhadam)                                                                  \
    X(adan)                                                                    \
    X(optax_adan)                                                              \
    X(adopt)                                                                   \
    X(timm_adopt)                                                              \
    X(ademamix)                                                                \
    X(madgrad)                                                                 \
    X(sophia)                                                                  \
    X(prodigy)                                                                 \
    X(dadapt_adam)                                                             \
    X(schedule_free_sgd)                                                       \
    X(schedule_free_adamw)                                                     \
    X(lookahead)                                                               \
    X(ranger)                                                                  \
    X(sam)                                                                     \
    X(averaged)                                                                \
    X(switch)

extern const struct family optimizer_family;

/* A matrix, row by row; no rows: a vector. */
struct shape {
    size_t rows, columns;
};

/* Evaluates the problem again, for steps that need more than one gradient. */
struct oracle {
    void *context;
    const double *value; /* [lanes]: of the last evaluation */
    /* Value and gradient at the present x, in their places, with the noise and
     * the batch of the update. */
    void (*evaluate)(void *context);
    /* The second derivative by each parameter at the present x; `spare` is as
     * long as the diagonal.  Value and gradient stay as they are. */
    void (*curvature)(void *context, double *diagonal, double *spare);
};

/* One update of one parameter group.  Vectors are [size][lanes]; what is one
 * number for each run is [lanes].  There are at most LANES lanes. */
struct update {
    size_t size, lanes;
    long t;                 /* updates made before, from 0 */
    const double *lr;       /* [lanes] */
    const double *momentum; /* [lanes]: momentum or beta1, where a schedule
                             * drives it; else NULL */
    const double *gradient;
    double *x;
    double *state;   /* the kept vectors, one after the other; 0 at first */
    double *numbers; /* [count][lanes], kept beside them; 0 at first */
    double *scratch; /* what a step needs and does not keep */
    struct shape shape;
    const double *base; /* [lanes]: the rate that no schedule has touched */
    const struct oracle *oracle;
};

enum { OPTIONS_MOST = 3 }; /* the last is NULL */

struct optimizer {
    struct kind kind;
    /* What it keeps for each group and run, in front of what the optimizers
     * inside of it keep: vectors, one more for each of the options that is set
     * (not 0 or false), and doubles beside them. */
    size_t vectors;
    const char *vectors_with[OPTIONS_MOST];
    size_t numbers;
    /* More of them, where size or options decide, and the doubles that a step
     * needs; NULL: none. */
    size_t (*more_vectors)(const void *self);
    size_t (*more_numbers)(const void *self, size_t size,
                           const struct shape *shape);
    size_t (*scratch)(const void *self, size_t size, const struct shape *shape);
    void (*step)(const void *self, const struct update *update);
    /* The averaged parameters after t > 0 updates; NULL, or `averages` is
     * false: there is no average. */
    void (*average)(const void *self, const struct update *update,
                    double *average);
    bool (*averages)(const void *self);
    /* Optimizer i inside of a wrapper, from 0; NULL: no such optimizer, or no
     * wrapper. */
    const struct node *(*inner)(const void *self, size_t i);
    /* What the rate of update t is multiplied by; NULL: 1. */
    double (*factor)(const void *self, long t);
    /* The option with which lr * weight_decay is the share by which an update
     * shrinks the parameters: weight_decay itself, or a truth; NULL: none. */
    const char *shrinks_with;
    /* Of such a share, what update t leaves; NULL: 1 - share. */
    double (*left)(const void *self, double share, long t);
    /* What the update of a parameter, whose gradient is `curvature` times it
     * plus noise of this variance, does to E[x^2], E[xv] and E[v^2], v being
     * what is kept of it; NULL: that is not known. */
    void (*moments)(const void *self, const struct update *update,
                    double curvature, double variance, double *moments);
    /* What it multiplies the rate of the next update by, in the first lane, as
     * it has estimated so far; NULL: 1. */
    double (*estimate)(const void *self, const struct update *update);
    bool matrix;          /* its groups must have a shape */
    bool adam_like_state; /* a mean of gradients, then one of their squares, or
                           * only the first, or none, and nothing else */
    /* Why it is exempt from a law; NULL: it is not. */
    const char *moves_at_zero;    /* it moves at a rate of 0 */
    const char *one_group_reason; /* all parameters must be in one group */
    const char *no_lanes_reason;  /* runs cannot advance side by side */
};

#define DECLARE_OPTIMIZER(name) extern const struct optimizer optimizer_##name;
OPTIMIZERS(DECLARE_OPTIMIZER)

/* Parameters that many optimizers have. */
#define LR_ROW(owner, standard)                                                \
    REAL(owner, lr, standard, "[0,inf)", "learning rate")
#define MOMENTUM_ROW(owner, standard)                                          \
    REAL(owner, momentum, standard, "[0,inf)",                                 \
         "how much of the last update stays in the next")
#define BETAS_ROW(owner, standard)                                             \
    PAIR(owner, betas, standard, "[0,1)",                                      \
         "how much of the mean and of the mean square stays")
#define EPS_ROW(owner, standard)                                               \
    REAL(owner, eps, standard, "[0,inf)",                                      \
         "added to the root, so that it divides by no zero")
#define WEIGHT_DECAY_ROW(owner, standard)                                      \
    REAL(owner, weight_decay, standard, "[0,inf)",                             \
         "times the parameters, added to the gradient")
#define SHRINKING_DECAY_ROW(owner, standard)                                   \
    REAL(owner, weight_decay, standard, "[0,inf)",                             \
         "times lr, the share by which parameters shrink")
#define DECOUPLED_ROW(owner)                                                   \
    BOOLEAN(owner, decoupled_weight_decay, "false",                            \
            "shrink the parameters instead, as AdamW does")
#define MAXIMIZE_ROW(owner)                                                    \
    BOOLEAN(owner, maximize, "false", "climb instead of descend")

/* Defines the step NAME(self, update), which calls the kernel with (self,
 * update, gradient, x, state, lanes, few), so that the compiler sees the last
 * two; STEP_VARIANT hands it a constant before them. */
#define STEP_FUNCTION(name, kernel)                                            \
    LANES_FUNCTION(name, (const void *self, const struct update *update),      \
                   (self, update), update->size, update->lanes, kernel, self,  \
                   update, update->gradient, update->x, update->state)
#define STEP_VARIANT(name, kernel, variant)                                    \
    LANES_FUNCTION(name, (const void *self, const struct update *update),      \
                   (self, update), update->size, update->lanes, kernel, self,  \
                   update, update->gradient, update->x, update->state,         \
                   variant)

const struct optimizer *optimizer_of(const struct kind *kind);

/* The optimizer i inside of a wrapper; NULL: there is none. */
const struct node *optimizer_inner(const struct kind *kind, const void *self,
                                   size_t i);

/* Why all parameters must be in one group, why it cannot run in lanes (NULL:
 * they need not, it can), and whether its groups must have a shape: by itself,
 * or by what is inside of it. */
const char *optimizer_one_group_reason(const struct kind *kind,
                                       const void *self);
const char *optimizer_no_lanes_reason(const struct kind *kind,
                                      const void *self);
bool optimizer_matrix(const struct kind *kind, const void *self);

/* The learning rate of an optimizer: its own, or else that of the first one
 * inside of it. */
double optimizer_rate(const struct kind *kind, const void *self);

/* What times lr is the share by which an update shrinks the parameters; 0: it
 * does not. */
double optimizer_shrinking(const struct kind *kind, const void *self);

/* The `average` of an optimizer whose first vector is the average. */
void first_vector_average(const void *self, const struct update *update,
                          double *average);

/* Whether it keeps an average of the parameters. */
bool optimizer_averages(const struct kind *kind, const void *self);

/* What a run needs for a group: vectors of its size and doubles that it keeps,
 * and doubles for a step. */
struct optimizer_memory {
    size_t vectors, numbers, scratch;
};

struct optimizer_memory optimizer_memory(const struct kind *kind,
                                         const void *self, size_t size,
                                         const struct shape *shape);

/* Whether beta^t is surely below half an ulp of 1: it is less than
 * exp(-t (1 - beta)). */
static inline bool
bias_settled(double beta, long t)
{
    return (double)t * (1 - beta) > 38;
}

/* 1 - beta^t, without a power of what falls into denormals. */
double bias_correction(double beta, long t);

/* The same of every lane, where a schedule drives beta1. */
void lane_betas_driven(const struct update *update, double *beta1,
                       double *correction);

/* The beta1 of every lane and its correction in the present update. */
static inline void
lane_betas(const struct update *update, double own, double *restrict beta1,
           double *restrict correction, size_t lanes)
{
    double common;

    if (update->momentum) {
        lane_betas_driven(update, beta1, correction);
        return;
    }
    common = bias_correction(own, update->t + 1);
    for (size_t l = 0; l < lanes; l++) {
        beta1[l] = own;
        correction[l] = common;
    }
}

/* The momentum or beta1 of a lane, which a schedule may drive. */
static inline double
lane_momentum(const struct update *update, double own, size_t lane)
{
    return update->momentum ? update->momentum[lane] : own;
}

/* The mean that forgets: `kept` of the old, the rest of the new. */
static inline double
blend(double kept, double old, double new)
{
    return kept * old + (1 - kept) * new;
}

static inline double
clamp(double value, double low, double high)
{
    /* Where low is above high, PyTorch's clamp is high. */
    value = value < low ? low : value;
    return value > high ? high : value;
}

/* -1, 0 or 1; 0 for a NaN. */
static inline double
sign_of(double value)
{
    return (double)((value > 0) - (value < 0));
}

#endif
