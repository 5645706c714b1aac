/* until.c -- conditions whose variables are columns. */
#include "simulate/until.h"

#include <string.h>

/* What the look-up of names fills in. */
struct until_names {
    struct simulation *simulation;
    struct columns *columns;
    size_t size;
};

/* A slot for each column that is named. */
static bool
find_until_column(void *context, const struct expression_name *name,
                  size_t *slot, struct error *error)
{
    struct until_names *naming = context;
    struct columns *columns = naming->columns;
    struct nearest nearest = {.word = name->name};
    const double *value =
        name->called ? NULL
                     : column_find(naming->simulation, name->name, &nearest);

    if (!value)
        return column_unknown(naming->simulation, name->source, name->offset,
                              name->name, &nearest, error);
    for (*slot = 0; *slot < columns->count; ++*slot)
        if (columns->values[*slot] == value)
            return true;
    /* There are at most as many names as characters. */
    columns->values[columns->count++] = value;
    return columns->count <= naming->size;
}

bool
until_parse(struct until *until, const char *text,
            struct simulation *simulation, struct arena *arena,
            struct error *error)
{
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    struct until_names naming = {simulation, &until->columns, strlen(text)};
    const struct expression_scope scope = {.lookup = find_until_column,
                                           .context = &naming};

    *until = (struct until){0};
    until->columns.values =
        arena_alloc(arena, naming.size + 1, sizeof *until->columns.values);
    if (!source || !until->columns.values)
        return error_memory(error);
    *source = (struct source){
        .name = "--until", .text = text, .length = strlen(text)};
    until->program = expression_parse(source, &scope, arena, error);
    if (!until->program)
        return false;
    if (!until->program->compares || !until->program->truth)
        return error_plain(error, STATUS_WRONG,
                           "--until: must be a comparison, such as 'loss < "
                           "1e-3', not '%s'; quote it, since the shell takes "
                           "< and >",
                           quote(text).text);
    until->variables =
        arena_alloc(arena, until->columns.count + 1, sizeof *until->variables);
    until->scratch = arena_alloc(arena, expression_scratch(until->program, 1),
                                 sizeof(double));
    return (until->variables && until->scratch) || error_memory(error);
}

bool
until_holds(const struct until *until)
{
    double value;

    columns_gather(&until->columns, until->variables);
    value = expression_value(until->program, until->variables, until->scratch);
    return value != 0 && value == value;
}
