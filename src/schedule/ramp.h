/* ramp.h -- schedules that rise, stay level and fall.
 *
 * Systems agree on the picture and differ in its edges and in how they round:
 * a kind says both in a row of switches, and names the numbers as its system
 * does. */
#ifndef SCHEDULE_RAMP_H
#define SCHEDULE_RAMP_H

#include "schedule/schedule.h"

/* The numbers.  Each kind has rows for those that it knows. */
struct ramp {
    long rise, all, fall, hold; /* steps */
    double rise_part;           /* above 0: the share of all that rises */
    double fall_part;           /* the share that falls, or NAN */
    double hold_part;           /* the share that stays level, or NAN */
    double start, end;          /* rates, or shares of the base rate */
    double floor;               /* the rate at the very end */
    double power;               /* of the curve */
    int curve;                  /* which of several */
    bool cycle;                 /* begins anew */
    struct pairs batches;       /* [samples, batch]: what rows count */
};

#define RAMP_STEPS(name, field, default_text, range, meaning)                  \
    {                                                                          \
        name, PARAMETER_INTEGER, FIELD(struct ramp, field, long),              \
            default_text, range, meaning, NULL, NULL, COUNT_STEPS, NULL        \
    }
#define RAMP_TOTAL(name, range, meaning)                                       \
    {                                                                          \
        name, PARAMETER_INTEGER, FIELD(struct ramp, all, long), "null", range, \
            meaning, NULL, NULL, COUNT_TOTAL, NULL                             \
    }
#define RAMP_REAL(name, field, default_text, range, meaning)                   \
    {                                                                          \
        name, PARAMETER_REAL, FIELD(struct ramp, field, double), default_text, \
            range, meaning, NULL, NULL, COUNT_NONE, NULL                       \
    }
#define RAMP_INTEGER(name, field, default_text, range, meaning)                \
    {                                                                          \
        name, PARAMETER_INTEGER, FIELD(struct ramp, field, long),              \
            default_text, range, meaning, NULL, NULL, COUNT_NONE, NULL         \
    }
#define RAMP_FLAG(name, field, default_text, meaning)                          \
    {                                                                          \
        name, PARAMETER_BOOLEAN, FIELD(struct ramp, field, bool),              \
            default_text, NULL, meaning, NULL, NULL, COUNT_NONE, NULL          \
    }
#define RAMP_CURVE(name, default_text, words, meaning)                         \
    {                                                                          \
        name, PARAMETER_CHOICE, FIELD(struct ramp, curve, int), default_text,  \
            words, meaning, NULL, NULL, COUNT_NONE, NULL                       \
    }

#define RAMP_PAIRS(name, field, meaning)                                       \
    {                                                                          \
        name, PARAMETER_PAIRS, FIELD(struct ramp, field, struct pairs),        \
            "null", "or null", meaning, NULL, NULL, COUNT_NONE, NULL           \
    }

/* Where the stretches lie. */
struct ramp_phases {
    double rise;  /* steps */
    double all;   /* steps */
    double level; /* the row after which it falls */
    double fall;  /* steps */
};

/* How a system computes a row, with (t + i) / (W + j) for the rise of W steps.
 */
struct ramp_shape {
    /* Changes phases that are not simply `rise` steps up and the rest down;
     * NULL: nothing. */
    void (*phases)(const struct ramp *self, struct ramp_phases *phases);
    /* What is left of the fall when a share of it is done; NULL: it stays
     * level. */
    double (*curve)(const struct ramp *self, double done);
    /* In place of all that follows the rise: the rate of row `now`. */
    double (*row)(const struct ramp *self, const struct ramp_phases *phases,
                  double base, double now);
    /* How far the run is in row t; NULL: t. */
    double (*now)(const struct ramp *self, long t);
    double i, j;
    bool rise_to_end; /* row W is still the rise's, not what follows */
    enum {
        RISE_SHARE, /* base * (share of the rise) */
        RISE_RATE,  /* from the rate `start` */
        RISE_PART,  /* from the rate base * start */
    } rise;
    enum {
        FALL_SHARE, /* base * (end + (1 - end) * left) */
        FALL_PART,  /* to the rate base * end */
        FALL_RATE,  /* to the rate `end` */
        FALL_FLOOR, /* base * left, but no lower than the rate `end` */
    } fall;
    bool level_falls; /* rows between are computed as the first of the fall */
    enum {
        END_OPEN,  /* the curve goes on past the last step */
        END_FROM,  /* nothing is left from row `all` on */
        END_AFTER, /* nothing is left after row `all` */
    } end;
};

/* `set` of a kind that has a shape. */
void ramp_set(const struct schedule *schedule, long t, struct rate *rates);

/* The phases of a run, which are the state of a node. */
struct ramp_phases ramp_phases(const struct ramp *self,
                               const struct ramp_shape *shape);

/* Whether the rows of a kind can be computed: an error where the one that ends
 * both rise and fall divides by the fall's 0 steps. */
bool ramp_fits(const struct node *node, struct error *error);

/* For kinds that fall in another way: whether row t is one of the rise, which
 * is set then. */
bool ramp_rise(const struct schedule *schedule, long t, struct rate *rates);

/* The usual curves. */
double ramp_line(const struct ramp *self, double done);
double ramp_cosine(const struct ramp *self, double done);
double ramp_root(const struct ramp *self, double done);  /* 1 - sqrt(done) */
double ramp_power(const struct ramp *self, double done); /* (1 - done)^power */

/* A phase: `steps`, or where they are not given the share of all. */
double ramp_steps(long steps, double part, double all, double (*round)(double));

/* In a descriptor: the switches of its shape. */
#define RAMP(...)                                                              \
    .ramp = &(const struct ramp_shape)                                         \
    {                                                                          \
        __VA_ARGS__                                                            \
    }

#endif
