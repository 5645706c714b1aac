/* simulate.c -- what run and schedule share: from arguments to outputs. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "command/job.h"
#include "command/summary.h"

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
    long steps = job->spec.steps, first = job->spec.start_step;
    bool given = option_value(job->arguments, OPTION_FROM) != NULL;

    recorder->every = view->every;
    recorder->first = first;
    recorder->from = given ? view->from : first;
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
        return view->at >= first ||
               error_plain(error, STATUS_WRONG,
                           "--at: must be a row from start_step on, %ld, not "
                           "%ld",
                           first, view->at);
    }
    if (recorder->to < first || recorder->to > steps)
        return row_error("to", "a row,", first, steps, recorder->to, error);
    return (recorder->from >= first && recorder->from <= recorder->to) ||
           row_error("from", "a row that is shown,", first, recorder->to,
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

static bool
parse_until(struct job *job, struct error *error)
{
    const char *text = option_value(job->arguments, OPTION_UNTIL);

    return !text || until_parse(&job->recorder.until, text, &job->simulation,
                                job->arguments->arena, error);
}

static bool
choose_explanation(struct job *job, struct error *error)
{
    const struct schedule *schedule = job->simulation.schedule;

    if (!option_value(job->arguments, OPTION_EXPLAIN))
        return true;
    job->simulation.explains = true;
    return (schedule && schedule->hears) ||
           error_plain(error, STATUS_WRONG,
                       "--explain: must have a schedule with a plateau");
}

static bool
prepare(struct job *job, struct error *error)
{
    const struct arguments *arguments = job->arguments;
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    bool follows = option_value(arguments, OPTION_EXPECT) ||
                   option_value(arguments, OPTION_SUMMARY) ||
                   option_value(arguments, OPTION_TARGET);

    if (!arguments_view(arguments, &job->view, error) ||
        !arguments_spec(arguments, path, &job->view, &job->document, &job->spec,
                        error) ||
        !simulation_make(&job->simulation, &job->spec, job->run,
                         arguments->arena, error) ||
        !choose_rows(job, error))
        return false;
    if (!choose_explanation(job, error))
        return false;
    simulation_warn(&job->simulation, &job->warnings);
    job_choose_terminal(job);
    job->recorder.simulation = &job->simulation;
    job->simulation.batches.every = job->view.eval_every;
    statistics_begin(&job->statistics, &job->simulation, job->view.target,
                     arguments->arena);
    job->recorder.last = job->recorder.to;
    if (follows || job->terminal) {
        job->recorder.statistics = &job->statistics;
        /* They are over all rows, whichever are shown. */
        if (job->recorder.last < job->spec.steps)
            job->recorder.last = job->spec.steps;
    }
    if (isatty(STDERR_FILENO) && !job->quiet) {
        job->recorder.progress = show_progress;
        job->recorder.progress_context = job;
    }
    return parse_until(job, error) && parse_expectations(job, error) &&
           job_open_outputs(job, error);
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
    say_warnings(&job->warnings);
    if (job->hint)
        fputs("lrsim: install gnuplot to see this drawn (Debian: apt-get "
              "install gnuplot-nox)\n",
              stderr);
    if (job->simulation.diverged)
        fprintf(stderr, "lrsim: the run diverged: the loss in row %.0f is %s\n",
                job->simulation.step,
                isnan(job->simulation.loss) ? "nan" : "inf");
}

/* The last expectation that fails is the error; those before are said. */
static enum status
judge(struct job *job, struct error *error)
{
    for (size_t i = 0; i < job->expectation_count; i++) {
        struct error earlier = *error;

        if (!expectation_holds(&job->expectations[i], &job->statistics,
                               error) &&
            earlier.status)
            fprintf(stderr, "lrsim: %s\n", earlier.text);
    }
    return error->status;
}

static bool
carry_out(struct job *job, struct error *error)
{
    job->started = now();
    recorder_run(&job->recorder);
    job->seconds = now() - job->started;
    clear_progress(job);
    return recorder_finish(&job->recorder, error);
}

enum status
simulate_command(const struct arguments *arguments, bool run,
                 struct error *error)
{
    struct job job = {
        .arguments = arguments,
        .run = run,
        .warnings = {.arena = arguments->arena, .running = true},
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
