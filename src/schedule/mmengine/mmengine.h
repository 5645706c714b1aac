/* mmengine.h -- mmengine's schedulers, each of which acts in a window.
 *
 * In the rows from `begin` to before `end` a scheduler changes the present
 * rate; outside of them it leaves the rate as others have made it, so that a
 * chain of them is what mmengine's param_scheduler lists. */
#ifndef SCHEDULE_MMENGINE_MMENGINE_H
#define SCHEDULE_MMENGINE_MMENGINE_H

#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct mmengine {
    long begin, end;
    bool by_epoch, convert_to_iter_based;
    double factor, start_factor, end_factor, gamma, power;
    double eta_min, eta_min_ratio;
    long T_max, step_size, total_steps;
    struct integers milestones, periods;
    struct reals restart_weights;
    double eta_max, pct_start, div_factor, final_div_factor;
    int anneal_strategy;
    bool three_phase;
};

#define MMENGINE_ROWS                                                          \
    STEPS(struct mmengine, begin, "0", "[0,inf)",                              \
          "the first epoch, or iteration, in which it acts"),                  \
        STEPS(struct mmengine, end, "1000000000", "[1,inf)",                   \
              "the epoch, or iteration, from which on it acts no more"),       \
        BOOLEAN(struct mmengine, by_epoch, "true",                             \
                "count epochs, which have the run's steps_per_epoch, and not " \
                "iterations"),                                                 \
        BOOLEAN(struct mmengine, convert_to_iter_based, "false",               \
                "given epochs, count iterations")
#define MMENGINE_GAMMA(standard)                                               \
    REAL(struct mmengine, gamma, standard, "(-inf,inf)",                       \
         "what the rate is multiplied by")
/* Where an advance is in the window. */
struct window_position {
    double step;  /* mmengine's last_step */
    double total; /* its total_iters: the window without a row */
    double unit;  /* rows in a count of the parameters */
};

/* Calls `next`, which gives the rate of a row of the window from that of the
 * row before, where row t is one. */
void mmengine_advance(const struct schedule *schedule, long t,
                      struct rate *rates,
                      double (*next)(const struct mmengine *self,
                                     const struct window_position *at,
                                     double base, double now));

/* The kind's check: the window has a row. */
bool mmengine_check(const struct node *node, struct error *error);

/* The same, and that the lowest rate is given once. */
bool mmengine_check_least(const struct node *node, struct error *error);

/* The kind's adjust: mmengine's hook steps what counts epochs after all that
 * counts iterations. */
void mmengine_adjust(struct schedule *schedule, const struct node *node);

/* The row in which the window ends, where it counts rows. */
long mmengine_end(const void *data);

#define MMENGINE_SCHEDULER(name, class)                                        \
    static void name##_advance(struct schedule *schedule, long t,              \
                               struct rate *rates)                             \
    {                                                                          \
        mmengine_advance(schedule, t, rates, name##_next);                     \
    }                                                                          \
    const struct schedule_kind schedule_mmengine_##class
#define MMENGINE_NAMES(word)                                                   \
    .name = "mmengine." word "LR",                                             \
    .aliases = "mmengine." word "Momentum mmengine." word "ParamScheduler",    \
    .source = "mmengine.optim." word "ParamScheduler",                         \
    .size = sizeof(struct mmengine), .epochs = "by_epoch"
#define MMENGINE_WINDOW "\n        in rows begin <= t < end, with s = t - begin"

#endif
