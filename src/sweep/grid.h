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
#include "spec/value_set.h"

/* How a value gets into the spec. */
enum grid_axis_kind {
    GRID_AXIS_NODE,  /* as --problem, --optimizer and --schedule do */
    GRID_AXIS_VALUE, /* as --set does */
    GRID_AXIS_RATE,  /* likewise; as the optimizer's own rate it is a lane's */
    GRID_AXIS_START, /* likewise; a number of the point where a run starts */
};

struct grid_axis {
    struct value_set values;
    enum grid_axis_kind way;
    enum option_id option; /* of a node */
    size_t parameter;      /* of a start */
    bool numbers;          /* all its values are */
    double low, high;      /* the least and the greatest of them */
};

struct grid {
    const struct arguments *arguments;
    struct options view;
    const struct source *source; /* of the spec's file; NULL: there is none */
    size_t count;
    struct grid_axis *axes;
    bool random; /* a sample, drawn by the seed */
    uint64_t seed;
    uint64_t total; /* runs */
};

/* Reads spec and axes; the runs are not checked yet. */
bool grid_make(struct grid *grid, struct error *error);

/* Whether runs that differ in this alone can stand side by side. */
bool grid_axis_is_lane(const struct grid_axis *axis);

/* Which of its values an axis has in a run; of a range at which share. */
double grid_choice(const struct grid *grid, size_t axis, uint64_t run);

/* The number that an axis has in a run; of one with words which of them. */
double grid_number(const struct grid *grid, size_t axis, uint64_t run);

/* Whether something varies that is a lane's, and whether rates do. */
bool grid_has_lanes(const struct grid *grid);
bool grid_varies_rate(const struct grid *grid);

/* Runs with the same class differ in nothing but what is a lane's. */
uint64_t grid_class(const struct grid *grid, uint64_t run);

/* How many classes there are, and the number of a run in class i. */
uint64_t grid_classes(const struct grid *grid);
uint64_t grid_representative(const struct grid *grid, uint64_t i);

/* How many runs follow one another until all classes come again. */
uint64_t grid_period(const struct grid *grid);

/* Which values of lanes a spec is loaded with. */
enum grid_lanes { GRID_LANES_OWN, GRID_LANES_LOWEST, GRID_LANES_HIGHEST };

/* Loads the spec of a run into a trial that has nothing but its arena. */
bool grid_load(const struct grid *grid, uint64_t run, enum grid_lanes values,
               struct one_run *one_run, struct error *error);

#endif
