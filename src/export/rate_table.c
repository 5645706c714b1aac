/* rate_table.c -- a schedule as a table of its rates. */
#include "export/rate_table.h"

#include <math.h>

enum { MOST_ROWS = 1 << 17, TEXT_WIDTH = 79 };

static bool
refuse(struct simulation *simulation, const char *why, struct error *error)
{
    return error_at(error, simulation->spec->schedule.place, "%s", why);
}

static bool
check_target(const struct export_target *target, struct simulation *simulation,
             struct error *error)
{
    const struct place *place = simulation->spec->schedule.place;

    if (!target->add_table)
        return error_at(error, place,
                        "must be one of the schedules of %s: a configuration "
                        "cannot hold a function, but torch takes any schedule; "
                        "`lrsim schedule \xE2\x80\xA6 | lrsim spec -` names "
                        "those with the same rates",
                        target->name);
    return !target->one_group || simulation->groups.count <= 1 ||
           error_at(error, place,
                    "must have one group: a schedule of %s has no groups",
                    target->name);
}

static bool
check_rates(const struct rate_table *table, struct error *error)
{
    struct simulation *simulation = table->simulation;

    if (simulation->schedule->uses_metric)
        return refuse(simulation,
                      "must not depend on a metric, which no table can know",
                      error);
    if (simulation->schedule->drives)
        return error_at(error, simulation->schedule->drives,
                        "must not drive the momentum, which is not in a table "
                        "of rates");
    if (table->rows > MOST_ROWS)
        return refuse(simulation, "must have at most 131072 rows for a table",
                      error);
    for (long t = 0; t < table->rows; t++) {
        simulation_set_rates(simulation, t);
        for (size_t g = 0; g < simulation->groups.count; g++)
            if (!isfinite(simulation->rates[g].lr))
                return refuse(simulation, "must have finite rates", error);
    }
    return true;
}

bool
rate_table_export(const struct export_target *target,
                  struct simulation *simulation, struct text *text,
                  struct error *error)
{
    const struct rate_table table = {simulation, simulation->spec->start_step,
                                     simulation_clock_rows(simulation->spec) +
                                         1};

    if (!check_target(target, simulation, error) || !check_rates(&table, error))
        return false;
    target->add_table(&table, text);
    return true;
}

/* A number in lines of at most 79 columns. */
static void
add_number(struct text *text, size_t *column, double value, bool last)
{
    size_t before = text->used;

    text_number(text, value);
    text_string(text, last ? "" : ",");
    *column += text->used - before + 1;
    if (last)
        return;
    text_string(text, *column > TEXT_WIDTH - 26 ? "\n     " : " ");
    *column = *column > TEXT_WIDTH - 26 ? 5 : *column;
}

void
rate_table_add(const struct rate_table *table, const char *brackets,
               struct text *text)
{
    struct simulation *simulation = table->simulation;

    for (size_t g = 0; g < simulation->groups.count; g++) {
        size_t column = 5;

        text_format(text, "%s\n    %c", g ? "," : "", brackets[0]);
        for (long t = table->first; t < table->rows; t++) {
            simulation_set_rates(simulation, t);
            add_number(text, &column, simulation->rates[g].lr,
                       t + 1 == table->rows);
        }
        text_format(text, "%c", brackets[1]);
    }
}

static void
table_add_table(const struct rate_table *table, struct text *text)
{
    text_string(text, "[");
    rate_table_add(table, "[]", text);
    text_string(text, "]\n");
}

const struct export_target export_table = {
    .name = "table",
    .add_table = table_add_table,
};
