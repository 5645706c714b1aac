/* log_fields.c -- shapes whose records come as those of CSV share this. */
#include "tables/log_fields.h"

#include <string.h>

bool
log_fields_name(struct log_reading *reading, const struct csv *csv)
{
    for (size_t i = 0; i < csv->count; i++)
        if (!log_name_column(reading, csv->names[i], strlen(csv->names[i])))
            return false;
    return true;
}

bool
log_fields_add(struct log_reading *reading, const struct csv *csv)
{
    if (!log_begin_record(reading))
        return false;
    for (size_t i = 0; i < csv->count; i++) {
        const struct csv_field *field = &csv->fields[i];
        const struct log_cell place = {NULL, field->line, field->column};

        if (!log_add_at(reading, i, &place, field->text, field->length))
            return false;
    }
    return true;
}
