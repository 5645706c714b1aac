/* summary.h -- what came out of a simulation, in a few lines or as JSON. */
#ifndef COMMAND_SUMMARY_H
#define COMMAND_SUMMARY_H

#include "base/text.h"
#include "simulate/statistics.h"

/* `seconds` is what the simulation took. */
void summary_text(const struct statistics *statistics, double seconds,
                  struct text *text);
void summary_json(const struct statistics *statistics, double seconds,
                  struct text *text);

#endif
