/* log_fields.h -- the fields of a record of CSV as cells of a log. */
#ifndef TABLES_LOG_FIELDS_H
#define TABLES_LOG_FIELDS_H

#include "syntax/csv.h"
#include "tables/log_shape.h"

/* Makes the columns of csv->names. */
bool log_fields_name(struct log_reading *reading, const struct csv *csv);

/* Adds the present record; false without memory. */
bool log_fields_add(struct log_reading *reading, const struct csv *csv);

#endif
