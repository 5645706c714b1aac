/* simulate.c -- what run and schedule share: from arguments to outputs. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/job.h"
#include "command/summary.h"
#include "simulate/seeds.h"

static void
show_progress(void *context, long t)
{
    struct job *job = context;

    if (progress_due(&job->progress))
        fprintf(stderr, "\rrow %ld of %ld (%.0f %%) ", t, job->recorder.to,
                100 * (double)t / (double)job->recorder.to);
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
say_divergence(const struct simulation *simulation)
{
    const struct seeds *seeds = simulation->seeds;

    if (seeds && seeds->live < seeds->count)
        fprintf(stderr,
                "lrsim: %zu of %zu seeds diverged: their loss counts as inf\n",
                seeds->count - seeds->live, seeds->count);
    if (simulation->diverged && !seeds)
        fprintf(stderr, "lrsim: the run diverged: the loss in row %.0f is %s\n",
                simulation->step, isnan(simulation->loss) ? "nan" : "inf");
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
    say_divergence(&job->simulation);
}

static bool
carry_out(struct job *job, struct error *error)
{
    if (isatty(STDERR_FILENO) && !job->quiet) {
        job->recorder.progress = show_progress;
        job->recorder.progress_context = job;
    }
    job->progress.started = progress_clock();
    recorder_run(&job->recorder);
    job->seconds = progress_clock() - job->progress.started;
    progress_clear(&job->progress);
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
    bool done = job_prepare(&job, error) && job_prepare_outputs(&job, error) &&
                carry_out(&job, error);

    recorder_discard(&job.recorder);
    document_free(&job.document);
    if (!done)
        return error->status;
    say_summary(&job);
    say_rest(&job);
    expectations_hold(job.expectations, job.expectation_count,
                      &job.statistics.watches, error);
    return error->status;
}
