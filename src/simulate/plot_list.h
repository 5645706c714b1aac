/* plot_list.h -- what a picture of a simulation shows: the list of --plot. */
#ifndef SIMULATE_PLOT_LIST_H
#define SIMULATE_PLOT_LIST_H

#include "output/format.h"
#include "simulate/columns.h"
#include "simulate/slice.h"

struct plot_list {
    const char *list;   /* of --plot; NULL: the usual */
    bool path, surface; /* that are in it */
    size_t plane[2];    /* of which parameters */
    struct slice slice;
    double gap; /* what the loss is above */
    const double *marks;
    size_t mark_count;
};

/* Reads the list and the two parameters "I,J" (both NULL: the usual), and looks
 * whether the simulation can be shown so. */
bool plot_list_read(struct plot_list *plot_list, const char *list,
                    const char *plane, struct simulation *simulation,
                    struct arena *arena, struct error *error);

/* The columns that it needs of a simulation. */
bool plot_list_columns(const struct plot_list *plot_list,
                       struct simulation *simulation, struct arena *arena,
                       struct columns *columns, struct error *error);

/* Tells a frame of such columns what is to be drawn of them. */
void plot_list_frame(const struct plot_list *plot_list, struct frame *frame);

/* The rows of --plot: names, and what they are. */
struct plot_row {
    const char *name;   /* NULL: the end */
    const char *column; /* NULL: it is drawn from two parameters */
    bool run;           /* only a run has it */
    bool one;           /* of one seed */
    const char *meaning;
};
extern const struct plot_row plot_rows[];

#endif
