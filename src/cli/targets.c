/* targets.c -- -o and --format. */
#include "cli/targets.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/messages.h"

static bool
same_target(const struct stream *a, const struct stream *b)
{
    if (a->target && b->target)
        return strcmp(a->target, b->target) == 0;
    return strcmp(a->path, b->path) == 0;
}

/* Whether an output would replace a file. */
static bool
replaces(const struct stream *stream, const char *path)
{
    char *real = stream->target ? realpath(path, NULL) : NULL;
    bool same = real && strcmp(real, stream->target) == 0;

    free(real);
    return same;
}

static bool
check_stream(const struct stream *stream, struct stream *const *others,
             size_t count, const struct reading *readings, struct error *error)
{
    for (size_t i = 0; i < count; i++)
        if (same_target(stream, others[i]))
            return error_plain(error, STATUS_WRONG,
                               "--output: %s is given twice", stream->path);
    for (; readings->path; readings++)
        if (replaces(stream, readings->path))
            return error_plain(error, STATUS_WRONG,
                               "--output: %s is the %s that is read",
                               stream->path, readings->what);
    return true;
}

bool
target_open(const struct target *target, struct stream *stream,
            struct stream *const *others, size_t count,
            const struct reading *readings, struct arena *arena,
            struct error *error)
{
    if (!stream_open(stream, target->path, arena, error))
        return false;
    if (check_stream(stream, others, count, readings, error))
        return true;
    stream_discard(stream);
    return false;
}

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
check_database(const struct target *target, const struct command *command,
               struct error *error)
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

/* The format of one -o: by its ending, else as --format says. */
static bool
choose_format(struct target *target, const struct command *command,
              const struct format *given, const char *usual,
              struct error *error)
{
    const struct format *format = format_of_file(target->path);

    if (strcmp(target->path, "-") == 0)
        format = given ? given : format_find(usual);
    else if (!format)
        format = given;
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

/* The files alone: standard output has annotations. */
static bool
annotated_targets(const struct arguments *arguments, struct targets *targets,
                  struct error *error)
{
    const struct given *files = &arguments->options.output;

    targets->count = files->count;
    targets->items = arena_alloc(arguments->arena, targets->count + 1,
                                 sizeof *targets->items);
    if (!targets->items)
        return error_memory(error);
    for (size_t i = 0; i < targets->count; i++) {
        targets->items[i].path = files->values[i];
        if (strcmp(files->values[i], "-") == 0)
            return error_plain(error, STATUS_WRONG,
                               "--format: github annotates on standard output, "
                               "and -o - has no meaning beside it");
        if (!choose_format(&targets->items[i], arguments->command, NULL, "csv",
                           error))
            return false;
    }
    return true;
}

bool
targets_read(const struct arguments *arguments, const char *usual,
             struct targets *targets, struct error *error)
{
    const struct given *files = &arguments->options.output;
    const char *name = arguments->options.format;
    const struct format *format = name ? format_find(name) : NULL;

    if (annotates(arguments))
        return annotated_targets(arguments, targets, error);
    if (name && !format)
        return unknown_format(name, arguments->command, error);
    targets->count = files->count ? files->count : 1;
    targets->items =
        arena_alloc(arguments->arena, targets->count, sizeof *targets->items);
    if (!targets->items)
        return error_memory(error);
    targets->items[0] = (struct target){"-", NULL};
    for (size_t i = 0; i < targets->count; i++) {
        if (files->count > 0)
            targets->items[i].path = files->values[i];
        if (!choose_format(&targets->items[i], arguments->command, format,
                           usual, error))
            return false;
    }
    return true;
}

bool
targets_are_tables(const struct targets *targets, const char *what,
                   struct error *error)
{
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].format->picture)
            return error_plain(
                error, STATUS_WRONG,
                "--output: %s has rows, and %s is a picture; "
                "must be csv, tsv, jsonl, json or md (lrsim plot draws "
                "csv)",
                what, targets->items[i].format->name);
    return true;
}
