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
#include "schedule/schedules.h"
#include "spec/table.h"

extern const struct family schedule_family;

#define DECLARE_SCHEDULE(name)                                                 \
    extern const struct schedule_kind schedule_##name;
SCHEDULES(DECLARE_SCHEDULE)
#undef DECLARE_SCHEDULE

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
    bool by_epoch;        /* whether it does */
    const double *lr;     /* [lanes] the optimizer's own, not a group's */
    double least;         /* of the groups' rates */
    bool betas, momentum; /* whether it has them */
    uint64_t seed;
};

/* What PyTorch's schedulers keep in the parameter group, where the one that is
 * constructed last overwrites it for the others. */
struct group_keys {
    double max_lr, min_lr, max_momentum, base_momentum, swa_lr;
};

/* What a plateau decided on the advance to the present row. */
struct plateau_decision {
    double better, bad_count, cooldown, reduced;
};

/* A node at run time. */
struct schedule {
    const struct schedule_kind *kind;
    void (*set)(const struct schedule *schedule, long t, struct rate *rates);
    const void *self; /* the kind's struct */
    const struct schedule_run *run;
    size_t count, lanes; /* rates are [count / lanes groups][lanes] */
    size_t part_count;
    struct schedule *parts; /* of a composite */
    bool later;       /* in a part of a sequence that begins after row 0 */
    bool continues;   /* as a later part it starts from the present rate */
    bool closed_form; /* `set` gives any row */
    bool factor;      /* a power, or a chain of powers */
    bool own_start;   /* a part starts from another rate than `set` is given */
    bool uses_metric;
    bool last; /* in a chain it follows the parts that are not */
    const struct place *drives; /* what makes it drive the momentum, or NULL */
    double *base; /* [count] PyTorch's base_lrs: where it starts from */
    struct group_keys *keys;           /* [count] of the whole tree */
    struct plateau_decision *decision; /* of a plateau's first lane */
    void *state; /* [lanes] of the kind's own, or scratch memory */
};

/* A factor of t alone: base^exponent. */
struct power {
    double base, exponent;
};

struct schedule_kind {
    struct kind kind;
    bool continues;
    bool overwrites;   /* sets the present rate at some row, not scales it */
    size_t state_size; /* for each lane */
    size_t (*memory)(const void *self); /* instead of it; NULL: state_size */
    /* Whether a run can have it; NULL: any can. */
    bool (*fits)(const struct node *node, const struct schedule_run *run,
                 struct error *error);
    /* Of a factor of t alone, which has no other closed form; NULL: it is not
     * one. */
    struct power (*power)(const struct schedule *schedule, long t);
    /* The closed form, as one of four; all NULL: there is none, or it is a
     * power.  In general: on entry rates[i].lr is the rate to start from. */
    void (*set)(const struct schedule *schedule, long t, struct rate *rates);
    /* What the node's base is multiplied by: PyTorch's LambdaLR with a lambda
     * of its own. */
    double (*share)(const struct schedule *schedule, long t);
    /* The rate itself, which knows no base. */
    double (*rate)(const struct schedule *schedule, long t);
    /* A rise, a level stretch and a fall. */
    const struct ramp_shape *ramp;
    /* Of one rate: `count` rows from t on, each as `set` gives it from the
     * node's own base.  NULL: `set` is called for one row at a time. */
    void (*rows)(const struct schedule *schedule, long t, size_t count,
                 double *lr);
    /* NULL: `set`, from the node's own base. */
    void (*advance)(struct schedule *schedule, long t, struct rate *rates);
    /* What multiplies the rate of row t beside the recursion, which never
     * sees it; NULL: nothing does. */
    double (*scale)(const struct schedule *schedule, long t);
    /* Receives metric[lane] on the advance to row t > 0; NULL: uses none. */
    void (*observe)(struct schedule *schedule, long t, const double *metric);
    /* The INTEGER parameter whose value is the row from which on nothing
     * changes, or a function for it; both NULL, or INTEGER_NULL: none. */
    const char *ends;
    long (*end)(const void *self);
    /* The step of its own at which part i begins; INTEGER_NULL: unknown, or
     * the parts before it are not yet loaded.  NULL: all begin with it. */
    long (*begin)(const void *self, size_t i);
    /* Of a sequence: the part that row t belongs to, which has the rows from
     * *from to before *until; NULL: it is not one. */
    size_t (*active)(const void *self, long t, long *from, long *until);
    /* Sets, after its parts are made, what differs from what the kind says;
     * NULL: nothing. */
    void (*adjust)(struct schedule *schedule, const struct node *node);
    /* What PyTorch's constructor does to the groups; NULL:
     * schedule_start(). */
    void (*construct)(struct schedule *schedule, struct rate *rates);
    /* The parameter that is the length of its rise; NULL: it has none. */
    const char *rise;
};

/* The descriptor of a loaded node. */
const struct schedule_kind *schedule_kind_of(const struct node *node);

/* The schedules that a loaded node holds, in its parameters of that type. */
struct nodes schedule_parts(const struct node *node);
bool schedule_holds_parts(const struct kind *kind);

/* Whether the name of each part begins with `prefix`, and it is a function of
 * the step; the error says that it must be `what`. */
bool schedule_check_parts(const struct nodes *parts, const char *prefix,
                          const char *what, struct error *error);

/* Whether a kind has a closed form that is no mere factor. */
bool schedule_has_form(const struct schedule_kind *kind);

/* The group's base becomes the present rate again. */
static inline void
rates_restart(const struct schedule *schedule, struct rate *rates)
{
    const struct rate *end = rates + schedule->count;

    do
        rates->lr = rates->base;
    while (++rates < end);
}

/* The row where a loaded node ends, or INTEGER_NULL. */
long schedule_end(const struct node *node);

/* The rest is for kinds. */

/* Makes a node at run time, with `run`, `keys`, `count` and `lanes` already
 * set, and what is in it; adds the plateaus to `plateaus`. */
bool schedule_make_node(struct schedule *schedule, const struct node *node,
                        size_t *plateaus, struct arena *arena,
                        struct error *error);

/* Whether a parameter is at most a rate, or with `strict` below it; an error
 * otherwise. */
bool schedule_check_below(const struct node *node, const char *name,
                          double rate, bool strict, struct error *error);

/* Notes that a node, and what is in it, begins after the run does. */
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

/* Passes the metric of the advance that leads to row t to plateaus. */
void schedule_observe(struct schedule *schedule, long t, const double *metric);

/* The closed form of a factor. */
void schedule_set_factor(const struct schedule *schedule, long t,
                         struct rate *rates);

/* What multiplies the row of a node beside the recursion. */
double schedule_scale(const struct schedule *schedule, long t);

/* A power, without pow() for the usual exponents. */
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

/* The value that a parameter with one number a group has for rate i. */
static inline double
rate_each(const struct schedule *schedule, const struct reals *each, size_t i)
{
    return each->values[each->single ? 0 : i / schedule->lanes];
}

#endif
