/* logged_columns.c -- finds the columns of a log, and the row of a record. */
#include "training/logged_columns.h"

#include <math.h>
#include <string.h>

#include "training/written_number.h"

static bool
choose_x(const char *name, const struct spec *spec, const struct csv *csv,
         struct logged_columns *columns, struct error *error)
{
    columns->x = csv_find(csv, "step", 0);
    columns->counted = !name && columns->x == csv->count;
    columns->times = 1;
    if (!name)
        return true;
    if (strncmp(name, "epoch", 5) == 0)
        columns->times = spec->steps_per_epoch;
    return csv_column(csv, "--x", name, &columns->x, error);
}

static bool
choose_y(const char *name, const struct csv *csv,
         struct logged_columns *columns, struct error *error)
{
    if (name)
        return csv_column(csv, "--y", name, &columns->y, error);
    columns->y = csv_find(csv, "lr", 0);
    if (columns->y < csv->count)
        return true;
    columns->y = csv_find(csv, "lr0", 0);
    if (columns->y < csv->count)
        return true;
    columns->y = columns->x == 0 ? 1 : 0;
    return csv->count == (columns->counted ? 1u : 2u) ||
           csv_columns_error(csv, "--y", "has no column 'lr'; choose one of",
                             error);
}

bool
logged_columns_choose(struct logged_columns *columns,
                      const struct logged_request *request,
                      const struct spec *spec, const struct csv *csv,
                      struct error *error)
{
    return choose_x(request->x, spec, csv, columns, error) &&
           choose_y(request->y, csv, columns, error);
}

bool
logged_columns_row(const struct logged_columns *columns, const struct csv *csv,
                   size_t record, long *row, struct error *error)
{
    const struct csv_field *field = &csv->fields[columns->x];
    double x;

    *row = (long)record;
    if (columns->counted)
        return true;
    if (!csv_number(csv, field, &x, error))
        return false;
    x *= (double)columns->times;
    /* Loggers print epochs as fractions, with few digits. */
    if (columns->times > 1 &&
        fabs(x - nearbyint(x)) <
            half_unit(field->text) * (double)columns->times)
        x = nearbyint(x);
    if (!(x >= 0 && x <= (double)INTEGER_MOST && floor(x) == x))
        return csv_error(csv, field, error, "must be %s, not '%s'",
                         columns->times > 1 ? "an epoch that ends with a step"
                                            : "the number of a step",
                         quote(field->text).text);
    *row = (long)x;
    return true;
}
