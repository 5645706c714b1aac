/* page_parts.h -- what a page is made of. */
#ifndef OUTPUT_PLOT_PAGE_PARTS_H
#define OUTPUT_PLOT_PAGE_PARTS_H

#include "output/plot/contour.h"
#include "output/plot/chart.h"

/* Lines of CSS and of JavaScript; the last is NULL. */
extern const char *const page_style[],
    *const page_drawing[], *const page_maps[], *const page_acts[];

/* Adds text between tags, or in an attribute: UTF-8 without control
 * characters. */
void page_escaped(struct text *text, const char *string);

/* Adds the ranked table and the summary that there are; NULL: there is
 * neither. */
struct report;
void page_report(struct text *text, const struct report *report,
                 struct arena *arena);

/* Adds the colours of both themes, or of the one that was asked for. */
void page_colours(struct text *text, const struct chart *chart);

/* Adds the chart as JSON in which nothing ends a script. */
void page_chart(struct text *text, const struct chart *chart);

#endif
