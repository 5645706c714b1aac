/* log_picture.h -- the rows of logs, for a picture: its columns and runs. */
#ifndef LIB_LOG_PICTURE_H
#define LIB_LOG_PICTURE_H

#include "output/outputs.h"
#include "tables/log_drawing.h"

struct smoothed;

/* Starts with the first members. */
struct log_picture {
    struct arena *arena;
    const struct log_drawing *drawing; /* read, its columns chosen */
    bool swept;   /* it is the table of a sweep, drawn as `lrsim sweep` does */
    double share; /* of --smooth, in [0,1); 0: as it is */
    const char *title; /* NULL: none */
    const struct picture_style *style;
    /* From log_picture_make() on. */
    struct frame frame;
    double *row;               /* [frame.count] */
    struct smoothed *smoothed; /* [drawing->y_count]; NULL: as it is */
};

/* Makes the frame; false without memory. */
bool log_picture_make(struct log_picture *picture, struct error *error);

/* Gives all rows to outputs that have begun with the frame. */
void log_picture_draw(struct log_picture *picture, struct outputs *outputs);

#endif
