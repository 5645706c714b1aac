/* rate_table.h -- the rates of a schedule as a list of numbers in code. */
#ifndef EXPORT_RATE_TABLE_H
#define EXPORT_RATE_TABLE_H

#include "export/export.h"

struct rate_table {
    struct simulation *simulation;
    long first, rows; /* from the one to before the other */
};

/* Adds the schedule as a function over a table, where the target can have
 * one. */
bool rate_table_export(const struct export_target *target,
                       struct simulation *simulation, struct text *text,
                       struct error *error);

/* For the targets: adds one list of rates for each group, in brackets. */
void rate_table_add(const struct rate_table *table, const char *brackets,
                    struct text *text);

#endif
