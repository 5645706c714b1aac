/* words.c -- the summary, warnings and remarks of a run. */
#include "cli/show/words.h"

#include <math.h>

#include "cli/messages.h"
#include "cli/terminal.h"
#include "cli/show/summary.h"
#include "simulate/seeds.h"

static void
add_summary(const struct show *show, struct show_words *words)
{
    bool quiet = show->arguments->options.quiet;

    if (!words->asked && (quiet || !show->terminal))
        return;
    if (show->summary.alone)
        summary_json(&show->statistics, show->seconds, &words->summary);
    else
        summary_text(&show->statistics, show->seconds,
                     (int)show->arguments->options.digits,
                     show->terminal ? show->screen.columns : 0,
                     &words->summary);
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

/* The drawing has the rows that the words leave.  A summary that is not asked
 * for takes a third of them at most, and its lines but the first one are spare
 * rows for panels. */
static void
fit_window(struct show *show, struct show_words *words)
{
    struct picture_style *screen = &show->screen;
    size_t lines, least;

    if (!show->terminal)
        return;
    if (!words->asked)
        terminal_clip(screen, &words->summary);
    terminal_leave(screen, terminal_lines(screen, &words->rest));
    words->room = screen->rows;
    lines = terminal_lines(screen, &words->summary);
    least = words->asked || lines < words->room / 3 ? lines : words->room / 3;
    terminal_leave(screen, least);
    if (!words->asked && least > 1)
        screen->spare = least - 1;
}

/* Cuts a summary that is not asked for to what the drawing left. */
static void
cut_summary(const struct show *show, struct show_words *words)
{
    size_t taken = show->outputs.items[0].lines;

    if (show->terminal && !words->asked)
        terminal_cut(&show->screen, &words->summary,
                     words->room > taken ? words->room - taken : 0);
}

/* Warnings, and what became of the run. */
static void
add_rest(const struct show *show, struct show_words *words)
{
    if (!annotates(show->arguments))
        add_warnings(&show->model->warnings, &words->rest);
    add_divergence(&show->model->simulation, &words->rest);
}

void
show_words_make(struct show *show, struct show_words *words)
{
    const struct arguments *arguments = show->arguments;

    words->summary.arena = words->rest.arena = arguments->arena;
    if (show->count > 1)
        return;
    /* A summary in a file leaves standard error as it is without one. */
    words->asked =
        !show->summary.stream &&
        (arguments->options.summary || option_given(arguments, OPTION_target));
    add_summary(show, words);
    if (!arguments->options.quiet && !show->summary.alone)
        add_rest(show, words);
    fit_window(show, words);
}

/* The summary in a file. */
static bool
write_file(struct show *show, struct error *error)
{
    struct text text = {.arena = show->arguments->arena};

    if (!show->summary.stream)
        return true;
    if (show->summary.json)
        summary_json(&show->statistics, show->seconds, &text);
    else
        summary_text(&show->statistics, show->seconds,
                     (int)show->arguments->options.digits, 0, &text);
    return summary_output_write(&show->summary, &text, error);
}

bool
show_words_print(struct show *show, struct show_words *words,
                 struct error *error)
{
    const struct arguments *arguments = show->arguments;

    cut_summary(show, words);
    if (!write_file(show, error))
        return false;
    if (show->summary.alone)
        return summary_output_write(&show->summary, &words->summary, error);
    say_text(&words->summary);
    print_remarks(arguments, &show->outputs);
    say_text(&words->rest);
    if (annotates(arguments) && !arguments->options.quiet && show->count == 1)
        say_warnings(arguments, &show->model->warnings);
    return true;
}
