/* plateau.h -- what schedules that receive a metric share: PyTorch's rules. */
#ifndef SCHEDULE_PLATEAU_H
#define SCHEDULE_PLATEAU_H

#include "schedule/schedule.h"

enum { PLATEAU_MIN, PLATEAU_MAX };
enum { PLATEAU_REL, PLATEAU_ABS };

struct plateau {
    int mode;
    double factor;
    long patience;
    double threshold;
    int threshold_mode;
    long cooldown;
    struct reals min_lr;
    double eps;
};

/* What a lane has heard: the state of a schedule that shares the rules. */
struct plateau_state {
    double best;
    long bad, cooldown;
    bool reduce; /* on the advance that is under way */
};

/* Strictly better; NaN never is. */
bool plateau_better(const struct plateau *self, double metric, double best);

/* What everything is better than. */
double plateau_worst(const struct plateau *self);

/* Hears metric[lane]. */
void plateau_hear(const struct schedule *schedule, const struct plateau *self,
                  const double *metric);

/* Has heard nothing. */
void plateau_start(const struct schedule *schedule, const struct plateau *self);

/* Reduces the rates of the lanes that shall be. */
void plateau_advance(const struct schedule *schedule,
                     const struct plateau *self, struct rate *rates);

#endif
