/* spec.h -- everything that a simulation needs to know. */
#ifndef SPEC_SPEC_H
#define SPEC_SPEC_H

#include "base/text.h"
#include "spec/document.h"
#include "spec/length.h"

enum interval_unit { INTERVAL_STEP, INTERVAL_EPOCH };

/* What is done to a gradient before the optimizer uses it, in this order. */
struct gradient_options {
    double noise_std;
    long accumulate;
    double agc, clip_value, clip_norm; /* NAN: none */
    double clip_eps;
};

/* A running mean of the parameters. */
enum ema_warmup { EMA_NONE, EMA_LINEAR, EMA_POWER };
struct ema_options {
    double decay;
    bool bias_correction;
    double tau;          /* NAN: a constant decay */
    int warmup;          /* enum ema_warmup: smaller decays at first */
    double gamma, power; /* of EMA_POWER */
    bool copy_first;     /* the first mean is the parameters after update 1 */
};

/* A training that was stopped, and resumed with other values. */
struct restart {
    long step;             /* the first row of the resumed one */
    long steps;            /* its total; INTEGER_NULL: as before */
    double lr;             /* of the optimizer; NAN: as before */
    struct node schedule;  /* schedule.kind may be NULL: as before */
    struct node schedules; /* struct driven_values; likewise */
};

/* Schedules of other values of the optimizer; each kind may be NULL. */
struct driven_values {
    struct node weight_decay, momentum, beta1, beta2;
};

extern const struct family driven_family;

struct spec {
    const char *title; /* NULL: none */
    long steps;        /* of all that is simulated */
    long own_steps;    /* before any restart */
    long steps_per_epoch;
    long seed;
    struct node problem, optimizer, schedule; /* schedule.kind may be NULL */
    struct node gradient, ema;                /* ema.kind may be NULL */
    struct node schedules; /* struct driven_values; its kind may be NULL */
    struct reals metric;   /* values NULL: none */
    int interval;          /* enum interval_unit */
    long start_step;       /* the first row */
    struct groups param_groups;
    struct integers shape; /* of group 0; values NULL: a vector */
    struct texts kinds;    /* the problem's tags; values NULL: none */
    struct nodes restart;  /* each a struct restart */
    struct spec *resumed;  /* [restart.count] the whole spec after each */
    bool problem_given;    /* not the default problem */
    bool steps_given;      /* not the default number */
    struct span span;      /* of the whole run */
};

/* The rows of the root. */
extern const struct parameter spec_table[];

/* What says how many steps there are, where the document does not. */
struct spec_length {
    long epochs; /* of steps_per_epoch steps each; INTEGER_NULL: not given */
    const struct place *place;  /* where that was given */
    const struct place *metric; /* where a metric was, whose length they are */
    bool follow; /* else to the end of the schedule, where that is known */
};

/* Expands and loads the document, in its arena; `length` may be NULL. */
bool spec_load(struct document *document, const struct spec_length *length,
               struct spec *spec, struct error *error);

/* Loads the schedule alone of a document of JSON into a spec that is loaded,
 * for as many steps as that has: for whoever tries many. */
bool spec_load_schedule(struct document *document, struct spec *spec,
                        struct error *error);

/* The seed in a document; 0 if it has none, or a wrong one, which loading
 * refuses. */
long spec_seed(const struct document *document);

/* Whether the word is an interval, and the document has a schedule for it. */
bool spec_check_interval(const struct document *document, const char *word,
                         struct error *error);

#endif
