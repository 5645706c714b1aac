/* summary.h -- what came out of a simulation, in a few lines or as JSON. */
#ifndef CLI_SHOW_SUMMARY_H
#define CLI_SHOW_SUMMARY_H

#include "base/text.h"
#include "simulate/statistics.h"

/* Its lines but for the last, which says what time it took; `digits` as tables
 * for people have them, 0: the usual ones. */
void summary_rows(const struct statistics *statistics, int digits,
                  void (*add)(void *page, const char *name, const char *value),
                  void *page);

/* `seconds` is what the simulation took; lines are no longer than so many
 * columns, unless that is 0. */
void summary_text(const struct statistics *statistics, double seconds,
                  int digits, size_t columns, struct text *text);
void summary_json(const struct statistics *statistics, double seconds,
                  struct text *text);

#endif
