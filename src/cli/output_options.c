/* output_options.c -- -o and --format. */
#include "cli/output_options.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/messages.h"

static bool
unknown_format(const char *name, const struct command *command,
               struct error *error)
{
    struct nearest nearest = {.word = name};

    for (size_t i = 0; formats[i]; i++)
        nearest_try(&nearest, formats[i]->name);
    if (command->annotates)
        nearest_try(&nearest, "github");
    return error_plain(error, STATUS_WRONG,
                       "--format: unknown format '%s'%s; `lrsim list "
                       "formats` shows all",
                       quote(name).text, nearest_suggestion(&nearest).text);
}

/* A database is a file, and of a sweep. */
static bool
check_database(const struct output_target *target,
               const struct command *command, struct error *error)
{
    const char *flag =
        format_of_file(target->path) == target->format ? "output" : "format";

    if (command != commands[COMMAND_sweep])
        return error_plain(error, STATUS_WRONG,
                           "--%s: db is a database, which only `lrsim sweep` "
                           "writes",
                           flag);
    return strcmp(target->path, "-") != 0 ||
           error_plain(error, STATUS_WRONG,
                       "--format: db needs a file: -o sweep.db");
}

/* Whether a path is standard output, a device or a pipe. */
static bool
is_no_file(const char *path)
{
    struct stat status;

    return strcmp(path, "-") == 0 ||
           (stat(path, &status) == 0 && !S_ISREG(status.st_mode) &&
            !S_ISDIR(status.st_mode));
}

/* The format of one -o: by its ending, else as --format says. */
static bool
choose_format(struct output_target *target, const struct command *command,
              const struct format *given, const char *usual,
              struct error *error)
{
    const struct format *format = format_of_file(target->path);

    if (!format)
        format = given;
    if (!format && is_no_file(target->path))
        format = format_find(usual);
    if (strcmp(target->path, "-") == 0 && format && format->picture &&
        strcmp(format->name, "txt") != 0 && isatty(STDOUT_FILENO))
        return error_plain(error, STATUS_WRONG,
                           "--format: %s does not go to a terminal: -o FILE.%s",
                           format->name, format->name);
    target->format = format;
    if (format && format->database && !check_database(target, command, error))
        return false;
    if (!*target->path)
        return error_plain(error, STATUS_WRONG,
                           "--output: must be the name of a file");
    return format ||
           error_plain(error, STATUS_WRONG,
                       "--output: %s has no known ending; --format says what "
                       "to write (`lrsim list formats`)",
                       quote(target->path).text);
}

/* One output for each -o, and standard output where there is none. */
static bool
list_targets(const struct arguments *arguments, struct output_targets *targets,
             struct error *error)
{
    const struct given *files = &arguments->options.output;

    targets->items =
        arena_alloc(arguments->arena, files->count + 1, sizeof *targets->items);
    if (!targets->items)
        return error_memory(error);
    targets->count = files->count;
    for (size_t i = 0; i < files->count; i++) {
        targets->items[i].path = files->values[i];
        if (annotates(arguments) && strcmp(files->values[i], "-") == 0)
            return error_plain(error, STATUS_WRONG,
                               "--format: github annotates on standard output, "
                               "and -o - has no meaning beside it");
    }
    if (files->count == 0 && !annotates(arguments))
        targets->items[targets->count++].path = "-";
    return true;
}

bool
output_targets_read(const struct arguments *arguments, const char *usual,
                    struct output_targets *targets, struct error *error)
{
    const char *name = annotates(arguments) ? NULL : arguments->options.format;
    const struct format *format = name ? format_find(name) : NULL;

    if (name && !format)
        return unknown_format(name, arguments->command, error);
    if (!list_targets(arguments, targets, error))
        return false;
    for (size_t i = 0; i < targets->count; i++)
        if (!choose_format(&targets->items[i], arguments->command, format,
                           usual, error))
            return false;
    return true;
}

/* What chose the format: the ending, or else --format. */
static const char *
flag_of(const struct output_target *target)
{
    return format_of_file(target->path) ? "--output" : "--format";
}

bool
output_targets_are_tables(const struct output_targets *targets,
                          const char *what, struct error *error)
{
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].format->picture)
            return error_plain(
                error, STATUS_WRONG,
                "%s: %s has rows, and %s is a picture; must be csv, tsv, "
                "jsonl, json or md (lrsim plot draws csv)",
                flag_of(&targets->items[i]), what,
                targets->items[i].format->name);
    return true;
}

bool
output_targets_are_pictures(const struct output_targets *targets,
                            struct error *error)
{
    for (size_t i = 0; i < targets->count; i++)
        if (!targets->items[i].format->picture)
            return error_plain(error, STATUS_WRONG,
                               "%s: must be a picture, and %s is none (`lrsim "
                               "list formats`)",
                               flag_of(&targets->items[i]),
                               targets->items[i].format->name);
    return true;
}
