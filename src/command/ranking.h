/* ranking.h -- the ranked table of a comparison. */
#ifndef COMMAND_RANKING_H
#define COMMAND_RANKING_H

#include "command/contenders.h"
#include "output/output.h"

struct ranking {
    struct arena *arena;
    const struct contenders *contenders; /* ranked */
    const char **names;                  /* of the runs, with tuned words */
    const char *const **labels;          /* the same, as tables want them */
    const char **columns;
    double *row; /* one value a column */
    struct frame frame;
};

/* Names and columns; `header`: tables begin with a line of names. */
bool ranking_make(struct ranking *ranking, bool header, struct error *error);

/* Fills in ranking->row for a run. */
void ranking_row(struct ranking *ranking, size_t number);

/* Adds the table in columns, for a person who looks on. */
void ranking_show(struct ranking *ranking, struct text *text);

#endif
