/* show.c -- what run and schedule share: from arguments to outputs. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/messages.h"
#include "cli/show/show.h"
#include "cli/show/summary.h"
#include "simulate/seeds.h"

static void
show_progress(void *context, long t)
{
    struct job *job = context;

    if (progress_due(&job->progress))
        progress_say("row %ld of %ld (%.0f %%) ", t, job->recorder.to,
                     100 * (double)t / (double)job->recorder.to);
}

/* What is said below the rows, if anything is. */
struct words {
    bool asked; /* for the summary */
    struct text summary, rest;
};

static void
add_summary(struct job *job, struct words *words)
{
    const char *summary = job->arguments->options.summary;

    words->asked = summary || option_given(job->arguments, OPTION_target);
    if (!(words->asked || job->terminal))
        return;
    if (summary && strcmp(summary, "json") == 0)
        summary_json(&job->statistics, job->seconds, &words->summary);
    else
        summary_text(&job->statistics, job->seconds,
                     job->terminal ? job->screen.columns : 0, &words->summary);
}

static void
add_divergence(const struct simulation *simulation, struct text *text)
{
    const struct seeds *seeds = simulation->seeds;

    if (seeds && seeds->live < seeds->count)
        text_format(
            text,
            "lrsim: %zu of %zu seeds diverged: their loss counts as inf\n",
            seeds->count - seeds->live, seeds->count);
    if (simulation->diverged && !seeds)
        text_format(text,
                    "lrsim: the run diverged: the loss in row %.0f is %s\n",
                    simulation->step, isnan(simulation->loss) ? "nan" : "inf");
}

static void
find_words(struct job *job, struct words *words)
{
    words->summary.arena = words->rest.arena = job->arguments->arena;
    if (job->quiet)
        return;
    add_summary(job, words);
    if (!annotates(job->arguments))
        add_warnings(&job->warnings, &words->rest);
    if (job->hint)
        text_string(&words->rest, "lrsim: install gnuplot to see this drawn "
                                  "(Debian: apt-get install gnuplot-nox)\n");
    add_divergence(&job->simulation, &words->rest);
}

/* The drawing gets the lines that the words leave.  A summary that nobody
 * asked for has a third of the window at most, and all but its first line
 * gives way to panels. */
static void
fit_window(struct job *job, const struct words *words)
{
    struct look *screen = &job->screen;
    const struct text *summary = &words->summary, *rest = &words->rest;
    size_t lines = look_lines(screen, summary), rows;

    if (!job->terminal)
        return;
    look_leave(screen, look_lines(screen, rest));
    rows = screen->rows;
    if (!words->asked && lines > rows / 3)
        lines = rows / 3;
    look_leave(screen, lines);
    if (!words->asked && lines > 1 && rows > screen->rows + 1)
        screen->spare = rows - screen->rows - 1;
}

/* Only the first lines of a summary that nobody asked for, if the drawing
 * takes the room of others. */
static void
cut_summary(const struct job *job, struct words *words)
{
    const struct look *screen = &job->screen;
    size_t room = screen->rows + screen->spare + 1, taken = 0;
    struct text *summary = &words->summary;

    if (!job->terminal || words->asked)
        return;
    taken = job->recorder.sinks[0]->output.lines;
    room = room > taken ? room - taken : 1;
    while (look_lines(screen, summary) > room)
        do
            summary->used--;
        while (summary->bytes[summary->used - 1] != '\n' ||
               summary->bytes[summary->used] == ' ');
}

static void
say(const struct job *job, const struct words *words)
{
    say_text(&words->summary);
    for (size_t i = 0; i < job->recorder.count; i++)
        look_say_remark(job->arguments, &job->recorder.sinks[i]->output);
    say_text(&words->rest);
}

static bool
carry_out(struct job *job, struct words *words, struct error *error)
{
    if (isatty(STDERR_FILENO) && !job->quiet) {
        job->recorder.progress = show_progress;
        job->recorder.progress_context = job;
    }
    job->progress.started = progress_clock();
    recorder_run(&job->recorder);
    job->seconds = progress_clock() - job->progress.started;
    progress_clear(&job->progress);
    find_words(job, words);
    fit_window(job, words);
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
        .quiet = arguments->options.quiet,
    };
    struct words words = {.asked = false};
    bool done = job_prepare(&job, error) && job_prepare_outputs(&job, error) &&
                carry_out(&job, &words, error);

    recorder_discard(&job.recorder);
    if (!done)
        return error->status;
    cut_summary(&job, &words);
    say(&job, &words);
    if (annotates(arguments) && !job.quiet)
        say_warnings(arguments, &job.warnings);
    expectations_hold(arguments, job.expectations, job.expectation_count,
                      &job.statistics.expect_stats, error);
    return error->status;
}
