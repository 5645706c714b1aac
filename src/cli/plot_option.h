/* plot_option.h -- --plot: what a picture of a simulation shows. */
#ifndef CLI_PLOT_OPTION_H
#define CLI_PLOT_OPTION_H

#include "cli/picture_options.h"
#include "output/format.h"
#include "simulate/columns.h"
#include "simulate/slice.h"

struct plot_option {
    struct picture_style style;
    const char *list;   /* of --plot; NULL: the usual */
    bool path, surface; /* that are in it */
    size_t plane[2];    /* of which parameters */
    struct slice slice;
    const double *marks;
    size_t mark_count;
};

/* Reads the options, and looks whether the simulation can be shown so. */
bool plot_option_read(struct plot_option *plot_option,
                      const struct arguments *arguments,
                      struct simulation *simulation, struct error *error);

/* The columns that it needs of a simulation. */
bool plot_option_columns(const struct plot_option *plot_option,
                         struct simulation *simulation, struct arena *arena,
                         struct columns *columns, struct error *error);

/* Tells a frame of such columns what is to be drawn of them. */
void plot_option_frame(const struct plot_option *plot_option,
                       const struct simulation *simulation,
                       struct frame *frame);

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
