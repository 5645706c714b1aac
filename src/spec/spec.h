/* spec.h -- the whole of what is to be simulated. */
#ifndef SPEC_SPEC_H
#define SPEC_SPEC_H

#include "base/text.h"
#include "spec/document.h"

enum interval_unit { INTERVAL_STEP, INTERVAL_EPOCH };

/* What happens to a gradient before the optimizer sees it, in this order. */
struct gradient_options {
    double noise_std;
    long accumulate;
    double agc, clip_value, clip_norm; /* NAN: none */
};

/* A running mean of the parameters. */
struct ema_options {
    double decay;
    bool bias_correction;
    double tau; /* NAN: the decay is the same in all steps */
};

struct spec {
    const char *title; /* NULL: none */
    long steps, steps_per_epoch;
    long seed;
    struct node problem, optimizer, schedule; /* schedule.kind may be NULL */
    struct node gradient, ema;                /* ema.kind may be NULL */
    struct reals metric;                      /* values NULL: none */
    int interval;                             /* enum interval_unit */
    long start_step;                          /* the first row */
    struct groups param_groups;
    struct integers shape; /* of group 0; values NULL: a vector */
    struct texts kinds;    /* the problem's tags; values NULL: none */
    bool problem_given;    /* else the problem is the default one */
    bool steps_given;      /* likewise */
};

/* The rows of a spec's root. */
extern const struct parameter spec_table[];

/* Loads the document (which is expanded first).  `epochs`, where it is not
 * INTEGER_NULL, makes steps epochs * steps_per_epoch; `place` is then where
 * it was given.  Everything is in the document's arena. */
bool spec_load(struct document *document, long epochs,
               const struct place *place, struct spec *spec,
               struct error *error);

/* The seed that a document gives; 0 where there is none, or what is no seed,
 * which loading finds. */
long spec_seed(const struct document *document);

/* Makes the spec as long as its metric: the last value is heard by the advance
 * to the last row.  `place` is where the metric was given. */
bool spec_follow_metric(struct spec *spec, const struct place *place,
                        struct error *error);

/* Whether the document has a schedule that --interval can pace; the word is
 * judged first. */
bool spec_check_interval(const struct document *document, const char *word,
                         struct error *error);

#endif
