/* optax.h -- what optax's schedules of one curve and of one after a rise share.
 *
 * They replace the optimizer's rate. */
#ifndef SCHEDULE_OPTAX_OPTAX_H
#define SCHEDULE_OPTAX_OPTAX_H

#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct optax_curve {
    double value, init_value, peak_value, end_value, power, decay_rate;
    double alpha, exponent;
    long transition_steps, transition_begin, warmup_steps, decay_steps;
    bool staircase;
};

#define OPTAX_REAL(name, standard, range, meaning)                             \
    REAL(struct optax_curve, name, standard, range, meaning)
#define OPTAX_INIT                                                             \
    OPTAX_REAL(init_value, NULL, "(-inf,inf)", "the rate in row 0")
#define OPTAX_PEAK                                                             \
    OPTAX_REAL(peak_value, NULL, "(-inf,inf)", "the rate after the rise")
#define OPTAX_WARMUP                                                           \
    STEPS(struct optax_curve, warmup_steps, NULL, "[0,inf)",                   \
          "steps of the rise")
#define OPTAX_STEPS(meaning)                                                   \
    STEPS(struct optax_curve, transition_steps, NULL, "(-inf,inf)",            \
          meaning "; 0 or less keeps the first rate")
#define OPTAX_BEGIN                                                            \
    STEPS(struct optax_curve, transition_begin, "0", "(-inf,inf)",             \
          "the row in which it begins; less than 0 is 0")
#define OPTAX_DECAY                                                            \
    OPTAX_STEPS("steps in which it is multiplied by decay_rate once"),         \
        OPTAX_REAL(decay_rate, NULL, "[0,inf)",                                \
                   "what the rate is multiplied by; 0 keeps it"),              \
        OPTAX_BEGIN,                                                           \
        BOOLEAN(struct optax_curve, staircase, "false",                        \
                "decay at the end of transition_steps only"),                  \
        OPTAX_REAL(end_value, "null", "(-inf,inf) or null",                    \
                   "the lowest rate, or where decay_rate is not below 1 the "  \
                   "highest")
#define OPTAX_EXPONENT                                                         \
    OPTAX_REAL(exponent, "1", "[0,inf)", "power of the half wave")

#define OPTAX_DECAY_HELP                                                       \
    "        staircase: rounded down; no further than end_value"

/* What descriptors say of a schedule with this name in optax. */
#define OPTAX_NAMES(word)                                                      \
    .aliases = "optax." word " " word, .symbol = "optax." word
#define OPTAX_CURVE(word) OPTAX_NAMES(word), .size = sizeof(struct optax_curve)

/* From one value to another along a power of what is left. */
double optax_transition(const struct optax_curve *self, double from, double to,
                        double steps, double t);

/* A value that decays exponentially. */
double optax_decay(const struct optax_curve *self, double value, double t);

/* Half a cosine down to a share of the value. */
double optax_wave(const struct optax_curve *self, double value, double steps,
                  double t);

/* The kind's check: its power is 1. */
bool optax_linear_check(const struct node *node, struct error *error);

#endif
