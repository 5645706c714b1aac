/* plot.c -- lrsim plot: pictures of the rows of tables and logs. */
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/terminal.h"
#include "lib/log_picture.h"
#include "lib/file_kind.h"
#include "simulate/families.h"

struct plot {
    const struct arguments *arguments;
    struct picture_style style;
    struct log_drawing drawing;
    struct log_picture picture;
    struct outputs outputs;
    struct text notes; /* for standard error */
};

static bool
write_all(struct plot *plot, struct error *error)
{
    log_picture_draw(&plot->picture, &plot->outputs);
    if (plot->style.rows > 0)
        terminal_leave(&plot->style,
                       terminal_lines(&plot->style, &plot->notes));
    return outputs_finish(&plot->outputs, error);
}

/* The usual picture of a sweep's table has what it needs. */
static bool
check_drawing(struct plot *plot, struct error *error)
{
    const struct log_drawing *drawing = &plot->drawing;
    const struct log *log = &drawing->logs[0];

    plot->picture.swept = drawing->count == 1 && !drawing->x_name &&
                          !drawing->names && log->results != NO_COLUMN &&
                          log->results > 1 &&
                          strcmp(log->columns[0].name, "run") == 0;
    return plot->picture.swept ||
           log_drawing_check(drawing, &plot->notes, error);
}

/* A name of lrsim's is no log, unless a file has it. */
static bool
check_names(const struct arguments *arguments, struct error *error)
{
    for (size_t i = 0; i < arguments->operand_count; i++) {
        const char *word = arguments->operands[i];
        struct stat status;

        for (size_t j = 0; all_families[j] && stat(word, &status) != 0; j++)
            if (family_find(all_families[j], word))
                return error_named(error, STATUS_WRONG, word,
                                   "must be a log; `lrsim %s %s` draws the %s",
                                   j == 0 ? "schedule" : "run", word,
                                   all_families[j]->name);
    }
    return true;
}

/* --as. */
static bool
choose_form(struct plot *plot, struct error *error)
{
    const char *word = plot->arguments->options.as;
    struct file_kind kind;

    if (!file_kind_find(word, &kind, error))
        return false;
    plot->drawing.form = kind.form;
    return !kind.dialect ||
           error_plain(error, STATUS_WRONG,
                       "--as: '%s' is a configuration, and plot draws logs",
                       quote(word).text);
}

static bool
draw(struct plot *plot, struct error *error)
{
    const struct arguments *arguments = plot->arguments;
    struct output_targets targets;

    if (arguments->operand_count == 0)
        return error_plain(error, STATUS_WRONG,
                           "must have a log: lrsim plot LOG...");
    if (!choose_form(plot, error) || !check_names(arguments, error) ||
        !picture_options_read(arguments, &plot->style, error) ||
        !output_targets_read(arguments, "txt", &targets, error))
        return false;
    if (terminal_wanted(arguments))
        terminal_fit(&plot->style);
    plot->drawing.log_x = plot->style.logx;
    return log_drawing_read(&plot->drawing, error) &&
           output_targets_are_pictures(&targets, error) &&
           outputs_open(&plot->outputs, &targets, error) &&
           check_drawing(plot, error) &&
           log_picture_make(&plot->picture, error) &&
           outputs_begin_all(&plot->outputs, NULL, &plot->picture.frame,
                             error) &&
           write_all(plot, error);
}

static enum status
plot_files(const struct arguments *arguments, struct error *error)
{
    struct plot plot = {
        .arguments = arguments,
        .picture = {.arena = arguments->arena,
                    .drawing = &plot.drawing,
                    .share = arguments->options.share,
                    .title = arguments->options.title,
                    .style = &plot.style},
        .outputs = {.arena = arguments->arena},
        .drawing = {.arena = arguments->arena,
                    .paths = arguments->operands,
                    .count = arguments->operand_count,
                    .delimiter = arguments->options.delimiter,
                    .x_name = arguments->options.x,
                    .names = arguments->options.y},
        .notes = {.arena = arguments->arena},
    };

    if (draw(&plot, error)) {
        print_remarks(arguments, &plot.outputs);
        if (!arguments->options.quiet)
            say_text(&plot.notes);
    }
    outputs_discard(&plot.outputs);
    return error->status;
}

const struct command command_plot = {
    .name = "plot",
    .operands = "LOG... [OPTIONS]",
    .summary = "draw any log or table: rate and loss first",
    .notes =
        "A log is what a training left, recognised by its content: "
        "trainer_state.json, JSON lines, CSV, the text of a console; - is "
        "standard input. Several logs are drawn over one another, and so are "
        "the runs of one: rows that agree in what is no number, or in the "
        "variables of a sweep besides --x.",
    .example = "  lrsim plot trainer_state.json --smooth 0.9 -o loss.svg\n",
    .operands_most = INT_MAX,
    .run = plot_files,
};
