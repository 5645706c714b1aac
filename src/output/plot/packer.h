/* packer.h -- fills the rows of a legend. */
#ifndef OUTPUT_PLOT_PACKER_H
#define OUTPUT_PLOT_PACKER_H

#include "output/plot/layout.h"

/* A legend that is being filled. */
struct packer {
    struct legend *legend;
    bool moving; /* it is an animation */
    size_t gap;  /* between two entries */
    struct arena *arena;
    size_t width, used; /* of the present row */
    size_t most;        /* rows that leave room for the panel */
    size_t left_out;    /* entries that found no room */
};

/* What an entry needs beside its label. */
size_t packer_swatch(enum legend_shape shape);

/* The width of a label. */
size_t packer_width(const char *label);

/* Adds an entry, on a new row where the present one is full. */
void packer_add(struct packer *packer, enum legend_shape shape, size_t pen,
                const char *label);

/* Adds a note, which has a row of its own where there are rows. */
void packer_note(struct packer *packer, const char *text);

/* Replaces the last entries by the number of those without room; the first one,
 * which names what is drawn, stays. */
void packer_end(struct packer *packer);

#endif
