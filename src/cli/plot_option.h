/* plot_option.h -- --plot: what a picture of a simulation shows. */
#ifndef CLI_PLOT_OPTION_H
#define CLI_PLOT_OPTION_H

#include "cli/picture_options.h"
#include "output/format.h"
#include "simulate/columns.h"
#include "simulate/slice.h"

struct figure {
    struct look look;
    const char *list;   /* of --plot; NULL: the usual */
    bool path, surface; /* that are in it */
    size_t plane[2];    /* of which parameters */
    struct slice slice;
    const double *marks;
    size_t mark_count;
};

/* Reads the options, and looks whether the simulation can be shown so. */
bool figure_read(struct figure *figure, const struct arguments *arguments,
                 struct simulation *simulation, struct error *error);

/* The columns that it needs of a simulation. */
bool figure_columns(const struct figure *figure, struct simulation *simulation,
                    struct arena *arena, struct columns *columns,
                    struct error *error);

/* Tells a frame of such columns what is to be drawn of them. */
void figure_frame(const struct figure *figure,
                  const struct simulation *simulation, struct frame *frame);

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
