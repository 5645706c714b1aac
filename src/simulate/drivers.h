/* drivers.h -- schedules of weight decay, momentum and betas, and those of
 * single groups. */
#ifndef SIMULATE_DRIVERS_H
#define SIMULATE_DRIVERS_H

#include "schedule/schedule_root.h"

struct simulation;

enum driver_id {
    DRIVES_MOMENTUM,
    DRIVES_BETA1,
    DRIVES_WEIGHT_DECAY,
    DRIVES_BETA2,
    DRIVERS
};

/* What sets one value of the optimizers of all groups. */
struct driver {
    struct schedule_root *schedule; /* NULL: the value stays */
    struct rate *rates;             /* [groups] their lr is the value */
    double **values;                /* [groups] where the optimizers read it */
};

struct drivers {
    bool any;
    bool uses_metric;
    struct driver items[DRIVERS];
    size_t group_count;
    struct driver *groups; /* each the rate of one group */
};

/* The value's name: "weight_decay". */
const char *driver_name(enum driver_id id);

/* Makes those that the spec has, after the groups and the rates; the momentum
 * goes the way of a schedule that drives it. */
bool drivers_make(struct simulation *simulation, struct arena *arena,
                  struct error *error);

/* Whether the momentum, or beta1, has a column of its own. */
bool drivers_have_momentum(const struct simulation *simulation);

/* Sets the values of row `clock`, once the rates are set. */
void drivers_set(struct simulation *simulation, long clock);

/* Passes the metric of the advance to row `clock` to plateaus. */
void drivers_report(struct drivers *drivers, long clock, const double *metric);

#endif
