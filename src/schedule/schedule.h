/* schedule.h -- the family of schedules: step -> rates.
 *
 * A schedule is a tree of nodes over the rates of all groups.  A node knows
 * two ways: `set` is the closed form, from the rate it is given to the rate of
 * row t, whatever row was asked before; `advance` is PyTorch's recursion, from
 * the group's present rate (row t - 1) to that of row t, and at t = 0 what its
 * constructor does first.  Composites that mix what others leave need the
 * second; everything else is asked by the first, any row in O(1).
 *
 * Nodes are made in order, parts before what holds them, and like PyTorch's
 * constructors each leaves its marks in the group: the first one keeps the
 * rate that it finds as the base, cyclic and one_cycle put their own there,
 * and set the momentum at once. */
#ifndef SCHEDULE_SCHEDULE_H
#define SCHEDULE_SCHEDULE_H

#include <math.h>

#include "base/arena.h"
#include "schedule/warnings.h"
#include "spec/table.h"

/* One line a kind, in the order in which they are listed: PyTorch's and
 * lrsim's own, then those of other systems. */
#define SCHEDULES(X)                                                           \
    X(lambda)                                                                  \
    X(multiplicative)                                                          \
    X(step)                                                                    \
    X(multistep)                                                               \
    X(constant)                                                                \
    X(linear)                                                                  \
    X(exponential)                                                             \
    X(polynomial)                                                              \
    X(cosine_annealing)                                                        \
    X(cosine_annealing_warm_restarts)                                          \
    X(cyclic)                                                                  \
    X(one_cycle)                                                               \
    X(reduce_on_plateau)                                                       \
    X(swa)                                                                     \
    X(warmup)                                                                  \
    X(noam)                                                                    \
    X(sequential)                                                              \
    X(chained)                                                                 \
    X(hf_constant)                                                             \
    X(hf_constant_with_warmup)                                                 \
    X(hf_linear)                                                               \
    X(hf_cosine)                                                               \
    X(hf_cosine_with_restarts)                                                 \
    X(hf_polynomial)                                                           \
    X(hf_inverse_sqrt)                                                         \
    X(hf_cosine_with_min_lr)                                                   \
    X(hf_cosine_warmup_with_min_lr)                                            \
    X(hf_warmup_stable_decay)                                                  \
    X(hf_greedy)                                                               \
    X(deepspeed_LRRangeTest)                                                   \
    X(deepspeed_OneCycle)                                                      \
    X(deepspeed_WarmupLR)                                                      \
    X(deepspeed_WarmupDecayLR)                                                 \
    X(deepspeed_WarmupCosineLR)                                                \
    X(timm_cosine)                                                             \
    X(timm_tanh)                                                               \
    X(timm_step)                                                               \
    X(timm_multistep)                                                          \
    X(timm_poly)                                                               \
    X(timm_plateau)                                                            \
    X(yolov5_warmup)                                                           \
    X(keras_ExponentialDecay)                                                  \
    X(keras_PiecewiseConstantDecay)                                            \
    X(keras_PolynomialDecay)                                                   \
    X(keras_InverseTimeDecay)                                                  \
    X(keras_CosineDecay)                                                       \
    X(keras_CosineDecayRestarts)                                               \
    X(keras_ReduceLROnPlateau)                                                 \
    X(optax_constant)                                                          \
    X(optax_linear)                                                            \
    X(optax_polynomial)                                                        \
    X(optax_piecewise_constant)                                                \
    X(optax_piecewise_interpolate)                                             \
    X(optax_exponential_decay)                                                 \
    X(optax_cosine_decay)                                                      \
    X(optax_warmup_constant)                                                   \
    X(optax_warmup_cosine_decay)                                               \
    X(optax_warmup_exponential_decay)                                          \
    X(optax_linear_onecycle)                                                   \
    X(optax_cosine_onecycle)                                                   \
    X(optax_sgdr)                                                              \
    X(optax_join)                                                              \
    X(optax_reduce_on_plateau)                                                 \
    X(darknet_constant)                                                        \
    X(darknet_step)                                                            \
    X(darknet_steps)                                                           \
    X(darknet_exp)                                                             \
    X(darknet_poly)                                                            \
    X(darknet_random)                                                          \
    X(darknet_sigmoid)                                                         \
    X(megatron_constant)                                                       \
    X(megatron_linear)                                                         \
    X(megatron_cosine)                                                         \
    X(megatron_inverse_square_root)                                            \
    X(megatron_WSD)                                                            \
    X(torchtitan_linear)                                                       \
    X(torchtitan_sqrt)                                                         \
    X(torchtitan_cosine)                                                       \
    X(llmc_constant)                                                           \
    X(llmc_cosine)                                                             \
    X(llmc_linear)                                                             \
    X(llmc_wsd)                                                                \
    X(kozistr_rex)                                                             \
    X(axolotl_rex)                                                             \
    X(tensorflow_warmup_cosine)

extern const struct family schedule_family;

/* The rate of one group in one lane. */
struct rate {
    double base;     /* PyTorch's initial_lr */
    double lr;       /* of the present row */
    double momentum; /* or beta1; NAN: the schedule does not drive it */
};

/* What a schedule may ask of the run that it is for. */
struct schedule_run {
    long steps;           /* of its own that updates use */
    long steps_per_epoch; /* of its own steps; 1 where it counts epochs */
    const double *lr;     /* [lanes] the optimizer's own, not a group's */
    bool betas, momentum; /* whether it has them */
    uint64_t seed;
};

/* What PyTorch's schedulers keep in the group itself, where the last one that
 * is made overwrites it for those before. */
struct keys {
    double max_lr, min_lr, max_momentum, base_momentum, swa_lr;
};

/* What a plateau decided on the advance to the present row. */
struct decision {
    double better, bad_count, cooldown, reduced;
};

/* Rows that are computed at once, where they are asked one after the other:
 * enough to share what asking costs. */
enum { AHEAD = 8 };

/* A node at run time. */
struct schedule {
    const struct schedule_kind *kind;
    void (*set)(const struct schedule *schedule, long t, struct rate *rates);
    const void *self; /* the kind's struct */
    const struct schedule_run *run;
    size_t count, lanes; /* rates are [count / lanes groups][lanes] */
    size_t part_count;
    struct schedule *parts; /* of a composite */
    bool later;             /* in a part of a sequence, and not the first */
    bool continues;         /* as a later part it takes the rate it finds */
    bool pure;              /* `set` answers for any t */
    bool plain;             /* a power, or a chain of powers */
    bool moves;             /* a later part starts from what did not come in */
    bool uses_metric;       /* a metric decides */
    const struct place *drives; /* what makes it drive the momentum, or NULL */
    double *base;      /* [count] PyTorch's base_lrs: where it starts from */
    struct keys *keys; /* [count] of the whole tree */
    struct decision *decision; /* of a plateau's first lane */
    void *state; /* [lanes] of the kind's own, or scratch memory */

    /* Of the root alone. */
    bool direct;                   /* pure, and sets nothing but rates */
    const struct schedule *active; /* the node of rows from `from` to `until` */
    long from, until;              /* where it can be asked alone */
    bool looks_ahead;              /* it answers for rows at once */
    long first;                    /* of the rows that are computed */
    size_t ready;                  /* how many of them */
    double *ahead;                 /* [AHEAD] their rates, if there is one */
    struct schedule_run asked;     /* what `run` of all nodes is */
    long reached;                  /* by recursion */
    struct rate *row;              /* [count] of that row, before any scale */
    double *given;                 /* [count] the optimizer's own rates */
    size_t decision_count;
    struct decision *decisions; /* of all plateaus, in their order */
};

/* A factor of t alone: base^exponent. */
struct power {
    double base, exponent;
};

struct schedule_kind {
    struct kind kind;
    bool continues;
    bool wipes;        /* sets the rate at some row, whatever it finds */
    size_t state_size; /* for each lane */
    size_t (*memory)(const void *self); /* instead of it; NULL: state_size */
    /* Whether it can be for this run; NULL: it can be for any. */
    bool (*fits)(const struct node *node, const struct schedule_run *run,
                 struct error *error);
    /* Of a plain factor, which has no `set`; NULL: is none. */
    struct power (*power)(const struct schedule *schedule, long t);
    /* On entry rates[i].lr is the rate to start from.  NULL: there is no
     * closed form, or it is a power. */
    void (*set)(const struct schedule *schedule, long t, struct rate *rates);
    /* Where there is one rate: `count` rows from t on, each as `set` has it
     * from the node's own base.  NULL: `set` is asked for one at a time. */
    void (*rows)(const struct schedule *schedule, long t, size_t count,
                 double *lr);
    /* NULL: `set`, from the node's own base. */
    void (*advance)(struct schedule *schedule, long t, struct rate *rates);
    /* What multiplies the rate of row t beside the recursion, which never
     * sees it; NULL: nothing does. */
    double (*scale)(const struct schedule *schedule, long t);
    /* Receives metric[lane] on the advance to row t > 0; NULL: uses none. */
    void (*observe)(struct schedule *schedule, long t, const double *metric);
    /* The row at which it has done its work; NULL or INTEGER_NULL: none. */
    long (*end)(const void *self);
    const struct nodes *(*parts)(const void *self); /* NULL: has none */
    /* Of a sequence: the part that row t belongs to, which has the rows from
     * *from to before *until; NULL: is none. */
    size_t (*active)(const void *self, long t, long *from, long *until);
    /* After the parts are there: sets what is not as the kind says.  NULL:
     * nothing. */
    void (*made)(struct schedule *schedule, const struct node *node);
    /* What PyTorch's constructor does to the groups; NULL:
     * schedule_start(). */
    void (*construct)(struct schedule *schedule, struct rate *rates);
    /* Says what is surely not meant if rows 0 to updates - 1 are used, also of
     * the parts; NULL: nothing. */
    void (*warn)(const struct node *node, long updates,
                 struct warnings *warnings);
};

/* The descriptor of a loaded node. */
const struct schedule_kind *schedule_kind_of(const struct node *node);

/* Prepares a node for `count` rates in `lanes` lanes.  rates[i].lr is the
 * optimizer's own rate; on return they are those of row 0.  NULL on an error,
 * such as a list whose length is not the number of groups. */
struct schedule *schedule_make(const struct node *node,
                               const struct schedule_run *run,
                               struct rate *rates, size_t count, size_t lanes,
                               struct arena *arena, struct error *error);

/* The group's base becomes the present rate again. */
static inline void
rates_restart(const struct schedule *schedule, struct rate *rates)
{
    const struct rate *end = rates + schedule->count;

    do
        rates->lr = rates->base;
    while (++rates < end);
}

/* A row that is not computed yet. */
void schedule_row(struct schedule *schedule, long t, struct rate *rates);

/* Sets lr and momentum of the rates for row t >= 0.  Rows that need recursion
 * cost O(t), or O(1) in rising order. */
static inline void
schedule_set(struct schedule *schedule, long t, struct rate *rates)
{
    size_t k = (size_t)t - (size_t)schedule->first;

    if (k < schedule->ready)
        rates->lr = schedule->ahead[k];
    else
        schedule_row(schedule, t, rates);
}

/* Passes plateaus the metric of the advance that leads to row t. */
void schedule_observe(struct schedule *schedule, long t, const double *metric);

/* What plateaus decided on the last advance is of no more interest. */
void schedule_forget(struct schedule *schedule);

/* The row where a loaded node ends, or INTEGER_NULL. */
long schedule_end(const struct node *node);

/* The rest is for kinds. */

/* Says that a node, and what is in it, is no first part of a sequence. */
void schedule_mark_later(struct schedule *schedule);

/* Construction of a node and what is in it. */
void schedule_construct(struct schedule *schedule, struct rate *rates);

/* The group's base, or else its present rate, becomes the node's. */
void schedule_keep_base(struct schedule *schedule, struct rate *rates);

/* What constructors end with: the base is kept, and row 0 is reached. */
void schedule_start(struct schedule *schedule, struct rate *rates);

/* The recursion to row t of a node. */
void schedule_advance(struct schedule *schedule, long t, struct rate *rates);

/* The node's own base becomes the present rate. */
void schedule_restart(const struct schedule *schedule, struct rate *rates);

/* The closed form of a plain node. */
void schedule_set_plain(const struct schedule *schedule, long t,
                        struct rate *rates);

/* What scales the row of a node beside the recursion. */
double schedule_scale(const struct schedule *schedule, long t);

/* A power; where it needs none, as most often, it costs none. */
static inline double
power_of(double base, double exponent)
{
    if (exponent == 1 || base == 1)
        return base;
    if (exponent == 2)
        return base * base;
    return exponent == 0 ? 1 : pow(base, exponent);
}

/* Multiplies all rates. */
static inline void
rates_scale(const struct schedule *schedule, struct rate *rates, double factor)
{
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr *= factor;
}

/* Sets all rates, for kinds that know no base. */
static inline void
rates_set(const struct schedule *schedule, struct rate *rates, double lr)
{
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = lr;
}

/* Sets all rates to a share of the node's base, for kinds that are PyTorch's
 * LambdaLR with a lambda of their own. */
static inline void
rates_share(const struct schedule *schedule, struct rate *rates, double factor)
{
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = schedule->base[i] * factor;
}

/* A count of steps, where null is those of the run. */
static inline long
steps_of(const struct schedule_run *run, long given)
{
    return given != INTEGER_NULL ? given : run->steps;
}

/* The value that a parameter with one number a group has for rate i. */
static inline double
rate_each(const struct schedule *schedule, const struct reals *each, size_t i)
{
    return each->values[each->single ? 0 : i / schedule->lanes];
}

#endif
