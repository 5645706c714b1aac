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

/* The rows of PyTorch's plateau, for a kind that begins with the struct. */
#define PLATEAU_ROWS                                                           \
    CHOICE(struct plateau, mode, "\"min\"", "min|max",                         \
           "which way the metric improves"),                                   \
        REAL(struct plateau, factor, "0.1", "(-inf,1)",                        \
             "what the rate is multiplied by"),                                \
        STEPS(struct plateau, patience, "10", "[0,inf)",                       \
              "bad reports in a row that change nothing; the next one "        \
              "reduces"),                                                      \
        REAL(struct plateau, threshold, "0.0001", "(-inf,inf)",                \
             "how much better than the best a good report must be"),           \
        CHOICE(struct plateau, threshold_mode, "\"rel\"", "rel|abs",           \
               "whether threshold is a share of the best or a difference"),    \
        STEPS(struct plateau, cooldown, "0", "[0,inf)",                        \
              "reports after a reduction that do not count as bad"),           \
        EACH(struct plateau, min_lr, "0", "(-inf,inf)", "the lowest rate"),    \
        REAL(struct plateau, eps, "1e-8", "(-inf,inf)",                        \
             "a reduction by no more than this is left out")

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
