/* schedule.h -- the family of schedules: step -> rates.
 *
 * A schedule is a tree of nodes over the rates of all groups.  A node knows
 * two ways: `set` is the closed form, from the rate it is given to the rate of
 * row t, whatever row was asked before; `advance` is PyTorch's recursion, from
 * the group's present rate (row t - 1) to that of row t, and at t = 0 what its
 * constructor does.  Composites that mix what others leave need the second;
 * everything else is asked by the first, any row in O(1). */
#ifndef SCHEDULE_SCHEDULE_H
#define SCHEDULE_SCHEDULE_H

#include "base/arena.h"
#include "spec/table.h"

/* One line a kind, in the order in which they are listed. */
#define SCHEDULES(X)                                                           \
    X(lambda)                                                                  \
    X(constant)                                                                \
    X(linear)                                                                  \
    X(step)                                                                    \
    X(multistep)                                                               \
    X(exponential)                                                             \
    X(cosine_annealing)                                                        \
    X(reduce_on_plateau)                                                       \
    X(sequential)                                                              \
    X(chained)

extern const struct family schedule_family;

/* The rate of one group in one lane. */
struct rate {
    double base;     /* PyTorch's initial_lr */
    double lr;       /* of the present row */
    double momentum; /* NAN: the schedule does not drive it */
};

/* A node at run time. */
struct schedule {
    const struct schedule_kind *kind;
    const void *self;    /* the kind's struct */
    size_t count, lanes; /* rates are [count / lanes groups][lanes] */
    size_t part_count;
    struct schedule *parts; /* of a composite */
    bool later;             /* in a part of a sequence, and not the first */
    bool pure;              /* `set` answers for any t */
    bool plain;             /* `set` multiplies by a factor of t alone */
    bool hears;             /* a metric decides */
    long reached;           /* by recursion, -1: none */
    double *lr;             /* the rates of that row */
    void *state;            /* [lanes] of the kind's own, or scratch memory */
};

struct schedule_kind {
    struct kind kind;
    bool plain;
    size_t state_size;                  /* for each lane */
    size_t (*memory)(const void *self); /* scratch bytes instead; NULL: 0 */
    /* On entry rates[i].lr is the rate to start from.  NULL: there is no
     * closed form. */
    void (*set)(const struct schedule *schedule, long t, struct rate *rates);
    void (*advance)(struct schedule *schedule, long t, struct rate *rates);
    /* Hears metric[lane] on the advance to row t > 0; NULL: is deaf. */
    void (*observe)(struct schedule *schedule, long t, const double *metric);
    /* The row at which it has done its work; NULL or INTEGER_NULL: none. */
    long (*end)(const void *self);
    const struct nodes *(*parts)(const void *self); /* NULL: has none */
    /* After the parts are made: sets later, pure and plain; NULL: as the
     * kind says. */
    void (*made)(struct schedule *schedule);
};

/* Prepares a node for `count` rates in `lanes` lanes; NULL on an error, such
 * as a list whose length is not the number of groups. */
struct schedule *schedule_make(const struct node *node, size_t count,
                               size_t lanes, struct arena *arena,
                               struct error *error);

/* The recursion, row by row, from the row that was reached. */
void schedule_recurse(struct schedule *schedule, long t, struct rate *rates);

/* Sets rates[i].lr for row t >= 0, from rates[i].base.  Rows that need
 * recursion cost O(t), or O(1) in rising order. */
static inline void
schedule_set(struct schedule *schedule, long t, struct rate *rates)
{
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = rates[i].base;
    if (schedule->pure)
        schedule->kind->set(schedule, t, rates);
    else
        schedule_recurse(schedule, t, rates);
}

/* Lets plateaus hear the metric of the advance that leads to row t. */
void schedule_observe(struct schedule *schedule, long t, const double *metric);

/* The row where a loaded node ends, or INTEGER_NULL. */
long schedule_end(const struct node *node);

/* Says that a node, and what is in it, is no first part of a sequence. */
void schedule_mark_later(struct schedule *schedule);

/* Multiplies all rates, for kinds that are plain factors. */
void rates_scale(const struct schedule *schedule, struct rate *rates,
                 double factor);

/* The value that a parameter with one number a group has for rate i. */
double rate_each(const struct schedule *schedule, const struct reals *each,
                 size_t i);

#endif
