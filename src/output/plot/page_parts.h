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

/* Adds a ranked table, and the summary of a report (NULL: there is none). */
struct people_table;
void page_ranked(struct text *text, const struct people_table *table);
struct report;
void page_summary(struct text *text, const struct report *report);

/* Adds the colours of both themes, or of the one that was asked for. */
void page_colours(struct text *text, const struct chart *chart);

/* Adds the chart as JSON in which nothing ends a script. */
void page_chart(struct text *text, const struct chart *chart);

/* Parts of it: a number, what JSON does not have being null; a member of a name
 * (NULL: null); a member, behind others, of numbers, each `step` values from
 * the one before. */
void page_number(struct text *json, double value);
void page_name(struct text *json, const char *name, const char *value);
void page_numbers(struct text *json, const char *name, const double *values,
                  size_t count, size_t step);

/* The heights of a landscape that have a colour each, and a landscape. */
enum { PAGE_HEIGHTS = 12 };
void page_map(struct text *json, const struct chart *chart, size_t number);

/* The map of a sweep, and the colours of all of them, from the low end of
 * their scale on. */
void page_heat(struct text *json, const struct chart_group *group);
struct heat_scale;
void page_scale(struct text *json, const struct heat_scale *scale);

#endif
