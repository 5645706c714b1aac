/* columns.c -- selects columns by their names. */
#include "simulate/columns.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "simulate/column_series.h"

static bool
select_column(struct simulation *simulation, const struct column_series *series,
              size_t i, struct arena *arena, struct columns *columns)
{
    char name[40];

    snprintf(name, sizeof name, series->numbered ? "%s%zu" : "%s", series->name,
             i);
    columns->names[columns->count] = arena_copy(arena, name, strlen(name));
    columns->values[columns->count] =
        column_series_value(simulation, series, i);
    return columns->names[columns->count++] != NULL;
}

static bool
allocate_columns(struct columns *columns, size_t count, struct arena *arena)
{
    columns->count = 0;
    columns->names = arena_alloc(arena, count, sizeof *columns->names);
    columns->values = arena_alloc(arena, count, sizeof *columns->values);
    return columns->names && columns->values;
}

static bool
select_usual(struct simulation *simulation, const struct column_series *series,
             struct arena *arena, struct columns *columns)
{
    size_t room = 0;

    for (size_t s = 0; s < COLUMN_SERIES; s++)
        room += series[s].count;
    if (!allocate_columns(columns, room, arena))
        return false;
    for (size_t s = 0; s < COLUMN_SERIES; s++)
        for (size_t i = 0; i < series[s].count && i < series[s].usual; i++)
            if (!select_column(simulation, &series[s], i, arena, columns))
                return false;
    return true;
}

const double *
column_find(struct simulation *simulation, const char *name,
            struct nearest *nearest)
{
    struct column_series all[COLUMN_SERIES];
    const struct column_series *series;
    size_t index;
    bool one;

    column_series_list(simulation, all);
    series = column_series_find(all, name, &index, &one, nearest);
    return series && one ? column_series_value(simulation, series, index)
                         : NULL;
}

bool
column_unknown(const struct simulation *simulation, const struct source *source,
               size_t offset, const char *name, const struct nearest *nearest,
               struct error *error)
{
    bool run_only = !simulation->run &&
                    (strcmp(name, "loss") == 0 ||
                     strcmp(name, "grad_norm") == 0 || strcmp(name, "x") == 0);

    return error_in(error, source, offset, "unknown column '%s'%s%s",
                    quote(name).text, nearest_suggestion(nearest).text,
                    run_only            ? "; `lrsim run` has it"
                    : simulation->seeds ? "; with --seeds the columns are "
                                          "loss_median, loss_q1 and loss_q3"
                                        : "");
}

static bool
is_selected(const struct columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++)
        if (strcmp(columns->names[i], name) == 0)
            return true;
    return false;
}

/* Adds the columns that one name of a list means. */
static bool
select_name(struct simulation *simulation, const struct column_series *all,
            const struct source *source, size_t offset, const char *name,
            struct arena *arena, struct columns *columns, struct error *error)
{
    struct nearest nearest = {.word = name};
    size_t first = 0, end, before = columns->count;
    bool one = true;
    const struct column_series *series =
        column_series_find(all, name, &first, &one, &nearest);

    if (!series)
        return column_unknown(simulation, source, offset, name, &nearest,
                              error);
    end = one ? first + 1 : series->count;
    for (size_t i = first; i < end; i++) {
        if (!select_column(simulation, series, i, arena, columns))
            return error_memory(error);
        columns->count--;
        if (before > 0 && is_selected(columns, columns->names[columns->count]))
            return error_in(error, source, offset, "'%s' is given twice",
                            columns->names[columns->count]);
        columns->count++;
    }
    return true;
}

/* Adds the columns of a list, whose names are between commas. */
static bool
select_list(struct simulation *simulation, const struct column_series *all,
            const struct source *source, struct arena *arena,
            struct columns *columns, struct error *error)
{
    for (const char *at = source->text;; at++) {
        size_t length = strcspn(at, ",");
        char *name = arena_copy(arena, at, length);

        if (!name)
            return error_memory(error);
        if (!select_name(simulation, all, source, (size_t)(at - source->text),
                         name, arena, columns, error))
            return false;
        at += length;
        if (!*at)
            return true;
    }
}

bool
columns_select(struct simulation *simulation, const char *flag,
               const char *list, struct arena *arena, struct columns *columns,
               struct error *error)
{
    struct column_series all[COLUMN_SERIES];
    struct source source = {.name = flag, .text = list};
    size_t room = 2;

    column_series_list(simulation, all);
    if (!list)
        return select_usual(simulation, all, arena, columns) ||
               error_memory(error);
    source.length = strlen(list);
    for (size_t i = 0; i < source.length; i++)
        room += list[i] == ',';
    for (size_t s = 0; s < COLUMN_SERIES; s++)
        room += all[s].numbered ? all[s].count : 0;
    if (!allocate_columns(columns, room, arena))
        return error_memory(error);
    return select_list(simulation, all, &source, arena, columns, error);
}

/* The table of the usual columns that any of the simulations has. */
static void
list_all(struct simulation *const *simulations, size_t count,
         struct column_series all[COLUMN_SERIES])
{
    struct column_series own[COLUMN_SERIES];

    column_series_list(simulations[0], all);
    for (size_t k = 1; k < count; k++) {
        column_series_list(simulations[k], own);
        for (size_t s = 0; s < COLUMN_SERIES; s++)
            if (own[s].usual > all[s].usual)
                all[s] = own[s];
    }
}

bool
columns_name_all(struct simulation *const *simulations, size_t count,
                 struct arena *arena, struct columns *columns)
{
    struct column_series all[COLUMN_SERIES];

    list_all(simulations, count, all);
    return select_usual(simulations[0], all, arena, columns);
}

/* Where there is one group, a column has no number: lr is lr0. */
static const double *
find_match(struct simulation *simulation, const char *name)
{
    struct nearest nearest = {.word = ""};
    const double *value = column_find(simulation, name, &nearest);
    size_t stem = strlen(name) - 1;
    char other[64];

    if (value)
        return value;
    if (name[stem] == '0')
        snprintf(other, sizeof other, "%.*s", (int)stem, name);
    else
        snprintf(other, sizeof other, "%s0", name);
    return column_find(simulation, other, &nearest);
}

bool
columns_match(struct simulation *simulation, const char *const *names,
              size_t count, struct arena *arena, struct columns *columns)
{
    static const double missing = NAN;

    if (!allocate_columns(columns, count, arena))
        return false;
    columns->count = count;
    for (size_t i = 0; i < count; i++) {
        const double *value = find_match(simulation, names[i]);

        columns->names[i] = names[i];
        columns->values[i] = value ? value : &missing;
    }
    return true;
}

const char *const *
columns_behind_run(const struct columns *columns, struct arena *arena)
{
    const char **names = arena_alloc(arena, columns->count + 1, sizeof *names);

    if (!names)
        return NULL;
    names[0] = "run";
    memcpy(names + 1, columns->names, columns->count * sizeof *names);
    return names;
}
