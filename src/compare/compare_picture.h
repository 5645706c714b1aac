/* compare_picture.h -- what pictures of a comparison show: a group of panels a
 * problem, and runs that are drawn alike on all of them. */
#ifndef COMPARE_COMPARE_PICTURE_H
#define COMPARE_COMPARE_PICTURE_H

#include "compare/combinations.h"
#include "simulate/plot_list.h"

struct compare_picture {
    struct arena *arena;
    const struct combinations *combinations;
    struct frame frame;
    const char *const *columns; /* [frame.count] that its values come from */
    /* The frame's: [runs] by rank, and [groups]. */
    const char **names;
    size_t *pens, *groups;
    const char **group_names;
    struct landscape *landscapes;
    double *gaps;
    size_t *firsts; /* [groups] the combination that the group is named by */
    size_t group_count;
};

/* Before the runs are ranked: checks what is to be drawn, and finds the
 * groups. */
bool compare_picture_begin(struct compare_picture *picture,
                           struct error *error);

/* After that: names the runs in their order. */
bool compare_picture_name(struct compare_picture *picture, struct error *error);

#endif
