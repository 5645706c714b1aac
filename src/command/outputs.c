/* outputs.c -- which outputs a job has: files, standard output, the screen. */
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "command/job.h"

static bool
same_target(const struct stream *a, const struct stream *b)
{
    if (a->target && b->target)
        return strcmp(a->target, b->target) == 0;
    return strcmp(a->path, b->path) == 0;
}

/* Whether an output would replace a file (NULL: none). */
static bool
replaces(const struct stream *stream, const char *path)
{
    char *real = path && stream->target ? realpath(path, NULL) : NULL;
    bool same = real && strcmp(real, stream->target) == 0;

    free(real);
    return same;
}

/* What an output would replace that is read; NULL: nothing. */
static const char *
replaced_input(const struct job *job, const struct stream *stream)
{
    const struct arguments *arguments = job->arguments;
    const char *metric = option_value(arguments, OPTION_METRIC);

    if (arguments->operand_count > 0 &&
        replaces(stream, arguments->operands[0]))
        return "spec";
    return metric && replaces(stream, metric_path(metric, arguments->arena))
               ? "log"
               : NULL;
}

/* What a picture needs besides its columns. */
static void
fill_frame(struct job *job, struct frame *frame)
{
    const char *title = option_value(job->arguments, OPTION_TITLE);

    figure_frame(&job->figure, &job->simulation, frame);
    frame->report = &job->report;
    if (title)
        frame->title = title;
    if (job->terminal)
        frame->look = &job->screen;
}

/* Opens one output, and chooses its columns. */
static bool
add_sink(struct job *job, const char *path, const struct format *format,
         struct error *error)
{
    struct arena *arena = job->arguments->arena;
    struct recorder *recorder = &job->recorder;
    struct sink *sink = arena_alloc(arena, 1, sizeof *sink);
    const char *list = option_value(job->arguments, OPTION_COLUMNS);
    const char *flag = "--columns", *replaced;

    if (!sink)
        return error_memory(error);
    if (job->view.at != INTEGER_NULL && !list)
        list = "lr";
    if (!(format->picture ? figure_columns(&job->figure, &job->simulation,
                                           arena, &sink->columns, error)
                          : columns_select(&job->simulation, flag, list, arena,
                                           &sink->columns, error)))
        return false;
    sink->row = arena_alloc(arena, sink->columns.count, sizeof(double));
    sink->frame = (struct frame){
        .title = job->spec.title,
        .count = sink->columns.count,
        .names = (const char *const *)sink->columns.names,
        .header = !option_value(job->arguments, OPTION_NO_HEADER) &&
                  job->view.at == INTEGER_NULL,
    };
    if (format->picture)
        fill_frame(job, &sink->frame);
    if (!sink->row)
        return error_memory(error);
    if (!stream_open(&sink->stream, path, arena, error))
        return false;
    for (size_t i = 0; i < recorder->count; i++)
        if (same_target(&sink->stream, &recorder->sinks[i]->stream)) {
            stream_discard(&sink->stream);
            return error_plain(error, STATUS_WRONG,
                               "--output: %s is given twice", path);
        }
    replaced = replaced_input(job, &sink->stream);
    if (replaced) {
        stream_discard(&sink->stream);
        return error_plain(error, STATUS_WRONG,
                           "--output: %s is the %s that is read", path,
                           replaced);
    }
    recorder->sinks[recorder->count++] = sink;
    return output_begin(&sink->output, format, &sink->frame, &sink->stream,
                        arena, error);
}

static bool
unknown_format(const char *name, struct error *error)
{
    struct nearest nearest = {.word = name};

    for (size_t i = 0; formats[i]; i++)
        nearest_try(&nearest, formats[i]->name);
    return error_plain(error, STATUS_WRONG,
                       "--format: unknown format '%s'%s; `lrsim list "
                       "formats` shows all",
                       quote(name).text, nearest_suggestion(&nearest).text);
}

/* The format of one -o: by its ending, else as --format says. */
static bool
add_file(struct job *job, const char *path, const struct format *given,
         struct error *error)
{
    const struct format *format = format_of_file(path);

    if (strcmp(path, "-") == 0)
        format = given ? given : format_find("csv");
    else if (!format)
        format = given;
    if (!*path)
        return error_plain(error, STATUS_WRONG,
                           "--output: must be the name of a file");
    return format ? add_sink(job, path, format, error)
                  : error_plain(error, STATUS_WRONG,
                                "--output: %s has no known ending; --format "
                                "says what to write (`lrsim list formats`)",
                                quote(path).text);
}

bool
job_open_outputs(struct job *job, struct error *error)
{
    const struct given *files = &job->arguments->options[OPTION_OUTPUT];
    const char *name = option_value(job->arguments, OPTION_FORMAT);
    const struct format *format = name ? format_find(name) : NULL;

    job->recorder.sinks = arena_alloc(job->arguments->arena, files->count + 1,
                                      sizeof *job->recorder.sinks);
    if (!job->recorder.sinks)
        return error_memory(error);
    if (name && !format)
        return unknown_format(name, error);
    for (size_t i = 0; i < files->count; i++)
        if (!add_file(job, files->values[i], format, error))
            return false;
    if (files->count > 0)
        return true;
    if (job->terminal)
        format = format_find("txt");
    return add_sink(job, "-", format ? format : format_find("csv"), error);
}
