/* show.c -- simulates, writes the rows, and prints what is below them. */
#include "cli/show/show.h"

#include "base/clock.h"
#include "cli/messages.h"
#include "cli/terminal.h"
#include "cli/show/words.h"

/* --terminal, or a drawing where standard output is one. */
static bool
choose_terminal(struct show *show, struct error *error)
{
    static const enum option_id others[] = {OPTION_output, OPTION_format,
                                            OPTION_columns, OPTION_explain};
    const struct options *options = &show->arguments->options;

    for (size_t i = 0; options->terminal && i < sizeof others / sizeof *others;
         i++)
        if (option_given(show->arguments, others[i]))
            return error_plain(error, STATUS_WRONG,
                               "--terminal: draws on standard output, and --%s "
                               "has no meaning beside it",
                               option_rows[others[i]].name);
    show->terminal = !options->at.text && terminal_wanted(show->arguments);
    show->screen = show->style;
    if (show->terminal)
        terminal_fit(&show->screen);
    return true;
}

/* Statistics are over all rows, whichever are shown. */
static void
follow(struct show *show)
{
    const struct arguments *arguments = show->arguments;
    struct recorder *recorder = &show->model->recorder;

    if (show->count > 1)
        return;
    statistics_begin(&show->statistics, &show->model->simulation,
                     arguments->options.target, arguments->arena);
    if (!option_given(arguments, OPTION_expect) &&
        !arguments->options.summary &&
        !option_given(arguments, OPTION_target) && !show->terminal &&
        !show_writes_page(show))
        return;
    recorder->statistics = &show->statistics;
    if (recorder->last < show->model->spec.steps)
        recorder->last = show->model->spec.steps;
}

static bool
parse_conditions(struct show *show, struct error *error)
{
    const struct arguments *arguments = show->arguments;
    const char *until = arguments->options.until;
    const struct given *expect = &arguments->options.expect;
    struct arena *arena = arguments->arena;

    if (until && !until_parse(&show->model->recorder.until, until,
                              &show->model->simulation, arena, error))
        return false;
    return expectations_parse(&show->expectations,
                              &show->statistics.expect_stats, expect->count,
                              expect->values, error);
}

static void
show_progress(void *context, long t)
{
    struct show *show = context;
    double before = 0, all = 0;

    for (size_t i = 0; i < show->count; i++) {
        before += i < show->running ? (double)show->runs[i].recorder.to : 0;
        all += (double)show->runs[i].recorder.to;
    }
    progress_show(&show->progress, "rows", 0, before + (double)t, all);
}

static void
simulate_all(struct show *show)
{
    progress_begin(&show->progress, show->arguments,
                   "no file was written; to start over", "");
    for (size_t i = 0; i < show->count; i++) {
        struct recorder *recorder = &show->runs[i].recorder;

        show->running = i;
        if (show->progress.wanted)
            recorder->progress =
                (struct row_progress){.call = show_progress, .context = show};
        recorder_run(recorder);
    }
    show->seconds = clock_seconds() - show->progress.started;
    progress_clear(&show->progress);
}

enum status
show_simulation(const struct arguments *arguments, bool run,
                struct error *error)
{
    struct show show = {.arguments = arguments, .run = run};
    struct show_words words = {.asked = false};
    bool done =
        show_prepare(&show, error) &&
        picture_options_read(arguments, &show.style, error) &&
        plot_list_read(&show.plot_list, arguments->options.plot,
                       arguments->options.plane, &show.model->simulation,
                       arguments->arena, error) &&
        choose_terminal(&show, error);

    if (done) {
        follow(&show);
        done =
            parse_conditions(&show, error) && show_open_outputs(&show, error) &&
            summary_output_open(&show.summary, arguments, &show.outputs, error);
    }
    if (done) {
        simulate_all(&show);
        show_words_make(&show, &words);
        done = outputs_finish(&show.outputs, error);
    }
    outputs_discard(&show.outputs);
    done = done && show_words_print(&show, &words, error);
    summary_output_discard(&show.summary);
    if (done)
        expectations_hold(arguments, &show.expectations, error);
    return error->status;
}
