/* grid.h -- the runs of a sweep: all combinations of what varies, or a random
 * sample of them.
 *
 * Runs are numbered from 0; the last axis changes fastest.  The values of a
 * run follow from its number alone. */
#ifndef SWEEP_GRID_H
#define SWEEP_GRID_H

#include <stdint.h>

#include "simulate/one_run.h"
#include "spec/value_set.h"
#include "sweep/sweep_request.h"

/* How an axis changes the spec. */
enum grid_axis_kind {
    GRID_AXIS_NODE,  /* a whole problem, optimizer or schedule */
    GRID_AXIS_VALUE, /* any other value */
    GRID_AXIS_RATE,  /* the optimizer's own rate, which lanes can differ in */
    GRID_AXIS_START, /* likewise a number of the start point */
};

struct grid_axis {
    struct value_set values;
    enum grid_axis_kind kind;
    size_t parameter;         /* GRID_AXIS_START: its index */
    bool numbers;             /* all values are numbers */
    double low, high;         /* then the least and the greatest */
    const char *const *flags; /* GRID_AXIS_NODE: what an error in each names */
    size_t override;          /* index in the overrides of a run */
};

struct grid {
    struct arena *arena;
    const struct sweep_request *request;
    size_t count;
    struct grid_axis *axes;
    bool random;    /* a sample, drawn by the seed */
    uint64_t seed;  /* of the spec */
    uint64_t total; /* runs */
    /* With room for the values of the axes. */
    struct spec_input input;
    struct spec_override *overrides; /* [input.count] */
};

/* Reads the axes and the text of the spec; the runs are not checked yet. */
bool grid_make(struct grid *grid, const struct sweep_request *request,
               struct arena *arena, struct error *error);

/* Whether runs that differ in this axis alone can run in lanes. */
bool grid_axis_is_lane(const struct grid_axis *axis);

/* The index of the value that an axis has in a run; of a continuous range the
 * position in it, from 0 to 1. */
double grid_choice(const struct grid *grid, size_t axis, uint64_t run);

/* The number that an axis has in a run; the index where values are texts. */
double grid_number(const struct grid *grid, size_t axis, uint64_t run);

/* Whether any axis is of a kind, and whether any is a lane's. */
bool grid_has(const struct grid *grid, enum grid_axis_kind kind);
bool grid_has_lanes(const struct grid *grid);

/* Runs of one class differ only in what lanes can differ in. */
uint64_t grid_class(const struct grid *grid, uint64_t run);

/* The number of classes, and the first run of class i. */
uint64_t grid_classes(const struct grid *grid);
uint64_t grid_representative(const struct grid *grid, uint64_t i);

/* How many classes consecutive runs take turns in. */
uint64_t grid_period(const struct grid *grid);

/* Which values the axes of lanes have in a spec that is loaded. */
enum grid_lanes { GRID_LANES_OWN, GRID_LANES_LOWEST, GRID_LANES_HIGHEST };

/* Makes room for the values of the axes among the overrides (grid_make does
 * it). */
bool grid_make_overrides(struct grid *grid, struct error *error);

/* Loads the spec of a run into a one_run that has only its arena. */
bool grid_load(const struct grid *grid, uint64_t run, enum grid_lanes lanes,
               struct one_run *one_run, struct error *error);

#endif
