/* options.c -- the table of options, made from options.def. */
#include "cli/options.h"

#include <string.h>

#include "export/export.h"
#include "predict/loss_law.h"
#include "spec/spec.h"

/* The commands of options.def. */
enum {
    RUN = 1 << COMMAND_run,
    SCHEDULE = 1 << COMMAND_schedule,
    PLOT = 1 << COMMAND_plot,
    COMPARE = 1 << COMMAND_compare,
    SWEEP = 1 << COMMAND_sweep,
    MERGE = 1 << COMMAND_merge,
    RANGE_TEST = 1 << COMMAND_range_test,
    WHATIF = 1 << COMMAND_whatif,
    CHECK = 1 << COMMAND_check,
    DIFF = 1 << COMMAND_diff,
    SPEC = 1 << COMMAND_spec,
    EXPORT = 1 << COMMAND_export,
    COMPLETION = 1 << COMMAND_completion,
    SIMULATES = RUN | SCHEDULE,
    DRAWS = SIMULATES | PLOT | RANGE_TEST | COMPARE | WHATIF,
    SPECS =
        SIMULATES | CHECK | SPEC | DIFF | RANGE_TEST | COMPARE | SWEEP | EXPORT,
    LIST = 1 << COMMAND_list,
    LISTS = 1 << COMMAND_list | 1 << COMMAND_describe | 1 << COMMAND_help,
    ALL = (1 << COMMAND_COUNT) - 1,
};

/* Only kinds that go into the spec have a path. */
#define PATH_FLAG(path) NULL
#define PATH_INTEGER(path) NULL
#define PATH_NUMBER(path) NULL
#define PATH_COUNT(path) NULL
#define PATH_WORD(path) NULL
#define PATH_TEXT(path) NULL
#define PATH_TEXTS(path) NULL
#define PATH_VALUE(path) path
#define PATH_LIST(path) path
#define PATH_NODE(path) path

const struct option_row option_rows[OPTION_COUNT] = {
#define OPTION(kind, id, name, letter, argument, commands, repeats, group,     \
               where, range, meaning)                                          \
    [OPTION_##id] = {OPTION_KIND_##kind,                                       \
                     "--" name,                                                \
                     name,                                                     \
                     #id,                                                      \
                     letter,                                                   \
                     argument,                                                 \
                     commands,                                                 \
                     repeats,                                                  \
                     GROUP_##group,                                            \
                     PATH_##kind(where),                                       \
                     offsetof(struct options, id),                             \
                     meaning},
#include "cli/options.def"
#undef OPTION
};

/* Only integers and numbers have a row with a range. */
#define NUMBERS_FLAG(...)
#define NUMBERS_INTEGER(...) INTEGER(struct options, __VA_ARGS__),
#define NUMBERS_NUMBER(...) REAL(struct options, __VA_ARGS__),
#define NUMBERS_COUNT(...)
#define NUMBERS_WORD(...)
#define NUMBERS_TEXT(...)
#define NUMBERS_TEXTS(...)
#define NUMBERS_VALUE(...)
#define NUMBERS_LIST(...)
#define NUMBERS_NODE(...)

const struct parameter option_numbers[] = {
#define OPTION(kind, id, name, letter, argument, commands, repeats, group,     \
               standard, range, meaning)                                       \
    NUMBERS_##kind(id, standard, range, meaning)
#include "cli/options.def"
#undef OPTION
    END_OF_TABLE,
};

/* Counts are no field of struct options until there is a spec. */
#define COUNTS_FLAG(...)
#define COUNTS_INTEGER(...)
#define COUNTS_NUMBER(...)
#define COUNTS_COUNT(id, default_text, range, meaning)                         \
    {#id,  PARAMETER_INTEGER, 0,   default_text, range, meaning, NULL,         \
     NULL, COUNT_STEPS,       NULL},
#define COUNTS_WORD(...)
#define COUNTS_TEXT(...)
#define COUNTS_TEXTS(...)
#define COUNTS_VALUE(...)
#define COUNTS_LIST(...)
#define COUNTS_NODE(...)

const struct parameter option_counts[] = {
#define OPTION(kind, id, name, letter, argument, commands, repeats, group,     \
               standard, range, meaning)                                       \
    COUNTS_##kind(id, standard, range, meaning)
#include "cli/options.def"
#undef OPTION
    END_OF_TABLE,
};

bool
option_is_of(const struct option_row *row, const struct command *command)
{
    return row->commands >> command_id(command) & 1;
}

bool
option_repeats(const struct option_row *row, const struct command *command)
{
    return row->repeats >> command_id(command) & 1;
}

enum option_id
option_find(const struct command *command, const char *name, size_t length)
{
    enum option_id found = OPTION_COUNT;

    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];

        if (strlen(row->name) != length || memcmp(row->name, name, length) != 0)
            continue;
        if (command && option_is_of(row, command))
            return (enum option_id)i;
        found = found == OPTION_COUNT ? (enum option_id)i : found;
    }
    return found;
}

const char *
option_meaning(const struct option_row *row)
{
    const char *path = row->path, *dot;
    const struct parameter *parameter;
    char name[32] = "";

    if (row->meaning)
        return row->meaning;
    dot = strchr(path, '.');
    if (!dot)
        return row_find(NULL, spec_table, path)->meaning;
    memcpy(name, path, (size_t)(dot - path));
    parameter = row_find(NULL, spec_table, name);
    return row_find(NULL,
                    parameter->extra ? parameter->extra
                                     : parameter->family->kinds[0]->parameters,
                    dot + 1)
        ->meaning;
}
