/* text_head.h -- names and notes on their way into the rows above a view. */
#ifndef OUTPUT_PLOT_TEXT_HEAD_H
#define OUTPUT_PLOT_TEXT_HEAD_H

#include "output/plot/text_parts.h"

struct head {
    const struct text_drawing *drawing;
    const struct text_view *view;
    bool draws; /* else it is only measured */
    size_t most;
    size_t row, used; /* the present row, and its columns so far */
    size_t left_out;  /* entries that found no room */
};

/* Goes on by so many columns, in the next row where there is no room; false:
 * they are not drawn. */
bool head_take_room(struct head *head, size_t width, size_t *left, size_t *top);

/* Adds words behind a stroke's sample (NULL: none). */
void head_add_words(struct head *head, const struct ink *ink,
                    const char *words);

/* The names of the runs that are shown, each pen once, and the signs on their
 * paths. */
void head_add_runs(struct head *head);

/* The colours of heat maps, and the sign of what diverged. */
void head_add_scale(struct head *head);

/* What a landscape, or the map of a sweep, shows. */
void head_add_map(struct head *head);
void head_add_heat(struct head *head);

#endif
