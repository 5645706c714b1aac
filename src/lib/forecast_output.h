/* forecast_output.h -- a forecast as a ranking, as JSON, as rows and in
 * pictures. */
#ifndef LIB_FORECAST_OUTPUT_H
#define LIB_FORECAST_OUTPUT_H

#include "lib/forecast.h"
#include "output/outputs.h"
#include "output/people_table.h"

/* Start with a forecast that is made and what pictures look like. */
struct forecast_output {
    const struct forecast *forecast;
    struct outputs *outputs;
    long every;  /* of the rows of tables */
    int digits;  /* of the ranking; 0: the usual ones */
    bool header; /* tables begin with the names of their columns */
    const char *title;
    const struct picture_style *style;
    /* The rest is filled in. */
    struct people_table ranking;
    const char *margin; /* what it rests on */
    struct frame table, picture;
    struct report report;
};

/* Writes all outputs, which are open: the ranking as Markdown and, with the
 * law, as JSON; other tables have rows, pictures curves. */
bool forecast_write(struct forecast_output *output, struct error *error);

/* Its own: makes the ranking as a table for people, and what its margin rests
 * on; then adds them as Markdown. */
bool forecast_rank(struct forecast_output *output, struct error *error);
void forecast_ranking(struct forecast_output *output, struct text *text);

/* The same for a page, whose context is a forecast_output. */
const struct people_table *forecast_page_table(void *context);
void forecast_page_summary(void *context,
                           void (*add)(void *page, const char *name,
                                       const char *value),
                           void *page);

/* The ranking and the law. */
void forecast_json(const struct forecast *forecast, struct text *text);

#endif
