/* script_ground.h -- the parts of a script that draw a ground. */
#ifndef OUTPUT_PLOT_SCRIPT_GROUND_H
#define OUTPUT_PLOT_SCRIPT_GROUND_H

#include "output/plot/contour.h"
#include "output/plot/script.h"

/* Less cells along a side where a value costs much. */
size_t script_cells(const struct script *script, size_t cells, size_t most);

/* The height at which a surface is drawn: of a valley its logarithm, with a
 * round bottom; of all else what is not far above the highest level. */
double relief_height(const struct levels *levels, double value);

/* The box of colours in the last BOX_ROOM pixels of a view. */
enum { BOX_ROOM = 74 };
void script_box(const struct script *script, const struct view *view);

/* The surface and all on it: its data, and the commands that draw it. */
void script_surface_data(const struct script *script);
void script_surface(const struct script *script, const struct view *view);

/* The paths on a map or, with the height at a site, over a surface. */
void script_path_data(const struct script *script,
                      double (*height)(void *context, struct position position),
                      void *context);

/* Goes on with a plot command. */
void script_path(const struct script *script, bool raised);

#endif
