/* timm.h -- what timm's schedules share: warm-up, cycles and noise.
 *
 * The training loop first asks them for row 1: in row 0 the rate is that of
 * the optimizer, or the start of the warm-up. */
#ifndef SCHEDULE_TIMM_TIMM_H
#define SCHEDULE_TIMM_TIMM_H

#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct timm {
    long t_initial;
    double lb, ub, power, lr_min, cycle_mul, cycle_decay;
    long cycle_limit, warmup_t;
    double warmup_lr_init;
    bool warmup_prefix;
    double decay_rate, k_decay;
    struct integers decay_t, noise_range_t;
    double noise_pct, noise_std;
    long noise_seed;
};

#define TIMM_INITIAL                                                           \
    TOTAL(struct timm, t_initial, NULL, "[1,inf) or null",                     \
          "steps of the first cycle")
#define TIMM_CYCLES                                                            \
    REAL(struct timm, lr_min, "0", "[0,inf)", "the rate at the end"),          \
        REAL(struct timm, cycle_mul, "1", "[1,inf)",                           \
             "each cycle is this many times as long as the one before"),       \
        REAL(struct timm, cycle_decay, "1", "(-inf,inf)",                      \
             "each begins at this share of where the one before began"),       \
        INTEGER(struct timm, cycle_limit, "1", "[0,inf)",                      \
                "cycles until the rate stays at lr_min")
#define TIMM_WARMUP(prefix)                                                    \
    STEPS(struct timm, warmup_t, "0", "[0,inf)", "steps of the rise"),         \
        REAL(struct timm, warmup_lr_init, "0", "[0,inf)",                      \
             "the rate in row 0, where there is a rise"),                      \
        BOOLEAN(struct timm, warmup_prefix, prefix,                            \
                "begin after the rise, which else cuts into it")

#define TIMM_NOISE                                                             \
    STEPS_LIST(                                                                \
        struct timm, noise_range_t, "null", "[0,inf) or null",                 \
        "the first row with noise, and the first without again; null is "      \
        "no noise"),                                                           \
        REAL(struct timm, noise_pct, "0.67", "[1e-4,inf)",                     \
             "the largest noise, as a share of the rate"),                     \
        REAL(struct timm, noise_std, "1", "(-inf,inf)",                        \
             "without effect, as in timm: the noise is a standard normal"),    \
        INTEGER(struct timm, noise_seed, "42", "(-inf,inf)",                   \
                "another noise of the same run")

/* Where row t lies. */
struct timm_cycle {
    double number, length, now;
    bool over; /* past the last one */
};

struct timm_cycle timm_cycle(const struct schedule *schedule, double t);

/* A row of a curve: low + (base * peak - low) * weight. */
struct timm_point {
    double low, peak, weight;
};

typedef struct timm_point timm_curve(const struct schedule *schedule, double t);

/* Row t of a curve after its rise: to the curve itself where it cuts in, or
 * else to the base rate. */
void timm_set(const struct schedule *schedule, long t, timm_curve *curve,
              bool to_curve, struct rate *rates);

/* What row t is multiplied by for the noise. */
double timm_noise(const struct timm *self, const struct schedule_run *run,
                  long t);

/* Whether the range of the noise is one. */
bool timm_check(const struct node *node, struct error *error);

/* The `end` of kinds with cycles. */
long timm_end(const void *self);

#endif
