/* grid.h -- the runs of a sweep: all combinations of what varies, or a
 * sample of them.
 *
 * Runs are numbered from 0; what was given last changes fastest.  Which values
 * a run has follows from its number alone. */
#ifndef SWEEP_GRID_H
#define SWEEP_GRID_H

#include <stdint.h>

#include "cli/load_spec.h"
#include "simulate/one_run.h"

/* How a value gets into the spec. */
enum axis_way {
    AXIS_NODE,  /* as --problem, --optimizer and --schedule do */
    AXIS_VALUE, /* as --set does */
    AXIS_RATE,  /* likewise; as the optimizer's own rate it is a lane's */
    AXIS_START, /* likewise; a number of the point where a run starts */
};

struct axis {
    struct values values;
    enum axis_way way;
    enum option_id option; /* of a node */
    size_t parameter;      /* of a start */
    bool numbers;          /* all its values are */
    double low, high;      /* the least and the greatest of them */
};

struct variants {
    const struct arguments *arguments;
    struct options view;
    const struct source *source; /* of the spec's file; NULL: there is none */
    size_t count;
    struct axis *axes;
    bool random; /* a sample, drawn by the seed */
    uint64_t seed;
    uint64_t total; /* runs */
};

/* Reads spec and axes; the runs are not checked yet. */
bool variants_make(struct variants *variants, struct error *error);

/* Whether runs that differ in this alone can stand side by side. */
bool axis_is_lane(const struct axis *axis);

/* Which of its values an axis has in a run; of a range at which share. */
double variants_pick(const struct variants *variants, size_t axis,
                     uint64_t run);

/* The number that an axis has in a run; of one with words which of them. */
double variants_number(const struct variants *variants, size_t axis,
                       uint64_t run);

/* Whether something varies that is a lane's, and whether rates do. */
bool variants_has_lanes(const struct variants *variants);
bool variants_varies_rate(const struct variants *variants);

/* Runs with the same class differ in nothing but what is a lane's. */
uint64_t variants_class(const struct variants *variants, uint64_t run);

/* How many classes there are, and the number of a run in class i. */
uint64_t variants_classes(const struct variants *variants);
uint64_t variants_representative(const struct variants *variants, uint64_t i);

/* How many runs follow one another until all classes come again. */
uint64_t variants_period(const struct variants *variants);

/* Which values of lanes a spec is loaded with. */
enum lane_values { LANES_OWN, LANES_LOWEST, LANES_HIGHEST };

/* Loads the spec of a run into a trial that has nothing but its arena. */
bool variants_load(const struct variants *variants, uint64_t run,
                   enum lane_values values, struct trial *trial,
                   struct error *error);

#endif
