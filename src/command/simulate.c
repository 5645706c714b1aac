/* simulate.c -- what run and schedule share: from arguments to outputs. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/nearest.h"
#include "command/command.h"
#include "command/summary.h"
#include "output/gnuplot.h"
#include "simulate/expectation.h"
#include "simulate/recorder.h"

/* One simulation, on its way from arguments to files. */
struct job {
    const struct arguments *arguments;
    bool run, quiet;
    bool terminal; /* draw on standard output */
    bool hint;     /* gnuplot is missing for that */
    struct view view;
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct statistics statistics;
    size_t expectation_count;
    struct expectation *expectations;
    struct recorder recorder;
    double started, seconds, shown;
};

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* After half a second, a line that is overwritten twice a second. */
static void
show_progress(void *context, long t)
{
    struct job *job = context;
    double time = now();

    if (time - job->started < 0.5 || time - job->shown < 0.5)
        return;
    job->shown = time;
    fprintf(stderr, "\rrow %ld of %ld (%.0f %%) ", t, job->recorder.to,
            100 * (double)t / (double)job->recorder.to);
}

static void
clear_progress(const struct job *job)
{
    if (job->shown > 0)
        fprintf(stderr, "\r%60s\r", "");
}

static bool
row_error(const char *flag, const char *what, long least, long most, long found,
          struct error *error)
{
    return error_plain(error, STATUS_WRONG,
                       "--%s: must be %s %ld to %ld, not "
                       "%ld",
                       flag, what, least, most, found);
}

/* Which rows: --from, --to and --every, or --at. */
static bool
choose_rows(struct job *job, struct error *error)
{
    struct recorder *recorder = &job->recorder;
    const struct view *view = &job->view;
    long steps = job->spec.steps;

    recorder->every = view->every;
    recorder->from = view->from;
    recorder->to = view->to == INTEGER_NULL ? steps : view->to;
    if (view->at != INTEGER_NULL) {
        static const enum option_id others[] = {OPTION_FROM, OPTION_TO,
                                                OPTION_EVERY};

        for (size_t i = 0; i < 3; i++)
            if (option_value(job->arguments, others[i]))
                return error_plain(error, STATUS_WRONG,
                                   "--at: is one row, and --%s has no "
                                   "meaning beside it",
                                   option_rows[others[i]].name);
        recorder->from = recorder->to = view->at;
        return true;
    }
    if (recorder->to > steps)
        return row_error("to", "a row,", 0, steps, recorder->to, error);
    return recorder->from <= recorder->to ||
           row_error("from", "a row that is shown,", 0, recorder->to,
                     recorder->from, error);
}

static bool
parse_expectations(struct job *job, struct error *error)
{
    const struct given *given = &job->arguments->options[OPTION_EXPECT];

    job->expectation_count = given->count;
    job->expectations = arena_alloc(job->arguments->arena, given->count,
                                    sizeof *job->expectations);
    if (!job->expectations)
        return error_memory(error);
    for (size_t i = 0; i < given->count; i++)
        if (!expectation_parse(&job->expectations[i], given->values[i],
                               &job->statistics, error))
            return false;
    return true;
}

/* UTF-8 by the usual variables: the first that is set decides. */
static bool
speaks_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return strstr(value, "UTF-8") || strstr(value, "utf8");
    }
    return false;
}

/* The window's size, less room for the summary. */
static void
fit_window(struct frame *frame)
{
    enum { SUMMARY = 9, LEAST = 12, MOST = 36 };
    struct winsize window = {.ws_row = 24, .ws_col = 80};
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    size_t rows;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col < 20)
        window = (struct winsize){.ws_row = 24, .ws_col = 80};
    rows = window.ws_row > SUMMARY ? window.ws_row - SUMMARY : 0;
    frame->width = window.ws_col - 1u;
    frame->height = rows < LEAST ? LEAST : rows > MOST ? MOST : rows;
    frame->unicode = speaks_utf8();
    frame->colour = !(no_color && *no_color) && term && strcmp(term, "dumb");
}

static bool
same_target(const struct stream *a, const struct stream *b)
{
    if (a->target && b->target)
        return strcmp(a->target, b->target) == 0;
    return strcmp(a->path, b->path) == 0;
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
    const char *flag = "--columns";

    if (!sink)
        return error_memory(error);
    if (format->picture)
        list = job->run ? "step,lr,loss" : "step,lr";
    else if (job->view.at != INTEGER_NULL && !list)
        list = "lr";
    if (!columns_select(&job->simulation, flag, list, arena, &sink->columns,
                        error))
        return false;
    sink->row = arena_alloc(arena, sink->columns.count, sizeof(double));
    sink->frame = (struct frame){
        .title = job->spec.title,
        .count = sink->columns.count,
        .names = (const char *const *)sink->columns.names,
        .header = !option_value(job->arguments, OPTION_NO_HEADER) &&
                  job->view.at == INTEGER_NULL,
    };
    if (job->terminal)
        fit_window(&sink->frame);
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

static bool
open_outputs(struct job *job, struct error *error)
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

/* Draw where a person looks on, and no other way was asked for. */
static void
choose_terminal(struct job *job)
{
    job->terminal = isatty(STDOUT_FILENO) && job->view.at == INTEGER_NULL &&
                    !option_value(job->arguments, OPTION_OUTPUT) &&
                    !option_value(job->arguments, OPTION_FORMAT) &&
                    !option_value(job->arguments, OPTION_COLUMNS);
    if (job->terminal && !gnuplot_available()) {
        job->terminal = false;
        job->hint = true;
    }
}

static bool
prepare(struct job *job, struct error *error)
{
    const struct arguments *arguments = job->arguments;
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    bool follows = option_value(arguments, OPTION_EXPECT) ||
                   option_value(arguments, OPTION_SUMMARY) ||
                   option_value(arguments, OPTION_TARGET);
    const char *summary = option_value(arguments, OPTION_SUMMARY);

    if (summary && *summary && strcmp(summary, "json") != 0)
        return error_plain(error, STATUS_WRONG,
                           "--summary: must be --summary or --summary=json, "
                           "not '%s'",
                           quote(summary).text);
    if (!arguments_view(arguments, &job->view, error) ||
        !arguments_spec(arguments, path, &job->view, &job->document, &job->spec,
                        error) ||
        !simulation_make(&job->simulation, &job->spec, job->run,
                         arguments->arena, error) ||
        !choose_rows(job, error))
        return false;
    choose_terminal(job);
    job->recorder.simulation = &job->simulation;
    statistics_begin(&job->statistics, &job->simulation, job->view.target,
                     arguments->arena);
    if (follows || job->terminal)
        job->recorder.statistics = &job->statistics;
    if (isatty(STDERR_FILENO) && !job->quiet) {
        job->recorder.progress = show_progress;
        job->recorder.progress_context = job;
    }
    return parse_expectations(job, error) && open_outputs(job, error);
}

static void
say_summary(struct job *job)
{
    const char *summary = option_value(job->arguments, OPTION_SUMMARY);
    struct text text = {.arena = job->arguments->arena};
    bool asked = summary || option_value(job->arguments, OPTION_TARGET);

    if (job->quiet || !(asked || job->terminal))
        return;
    if (summary && strcmp(summary, "json") == 0)
        summary_json(&job->statistics, job->seconds, &text);
    else
        summary_text(&job->statistics, job->seconds, &text);
    if (!text.failed)
        fwrite(text.bytes, 1, text.used, stderr);
}

static void
say_rest(struct job *job)
{
    if (job->quiet)
        return;
    if (job->hint)
        fputs("lrsim: install gnuplot to see this drawn (Debian: apt-get "
              "install gnuplot-nox)\n",
              stderr);
    if (job->simulation.diverged)
        fprintf(stderr, "lrsim: the run diverged: the loss in row %.0f is %s\n",
                job->simulation.step,
                isnan(job->simulation.loss) ? "nan" : "inf");
}

/* The first expectation that fails is the error; the others are said. */
static enum status
judge(struct job *job, struct error *error)
{
    struct error other = {0};

    for (size_t i = 0; i < job->expectation_count; i++) {
        struct error *here = error->status ? &other : error;

        if (expectation_holds(&job->expectations[i], &job->statistics, here))
            continue;
        if (here == &other)
            fprintf(stderr, "lrsim: %s\n", other.text);
    }
    return error->status;
}

static bool
carry_out(struct job *job, struct error *error)
{
    bool done;

    job->started = now();
    recorder_run(&job->recorder);
    job->seconds = now() - job->started;
    clear_progress(job);
    done = recorder_finish(&job->recorder, error);
    return done;
}

enum status
simulate_command(const struct arguments *arguments, bool run,
                 struct error *error)
{
    struct job job = {
        .arguments = arguments,
        .run = run,
        .quiet = option_value(arguments, OPTION_QUIET) != NULL,
    };
    bool done = prepare(&job, error) && carry_out(&job, error);

    recorder_discard(&job.recorder);
    document_free(&job.document);
    if (!done)
        return error->status;
    say_summary(&job);
    say_rest(&job);
    return judge(&job, error);
}
