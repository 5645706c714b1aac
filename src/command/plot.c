/* plot.c -- lrsim plot: pictures of the rows that something else wrote. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tables/log_tables.h"
#include "cli/picture_options.h"
#include "cli/messages.h"
#include "cli/terminal.h"
#include "cli/output_options.h"
#include "output/plot/chart.h"

/* Runs that are drawn of one file. */
enum { RUNS_MOST = PANEL_CURVES };

struct plot {
    const struct arguments *arguments;
    struct arena *arena;
    struct picture_style style;
    struct log_tables logs;
    struct frame frame;
    struct outputs outputs;
    double *row;
    long left_out;     /* rows of further runs */
    struct text notes; /* for standard error */
};

static bool
number_runs(struct plot *plot, struct error *error)
{
    const char **names = arena_alloc(plot->arena, RUNS_MOST, sizeof *names);

    plot->frame.runs = names;
    plot->frame.run_count = RUNS_MOST;
    for (size_t i = 0; names && i < RUNS_MOST; i++) {
        char name[16];

        snprintf(name, sizeof name, "run %zu", i);
        names[i] = arena_copy(plot->arena, name, strlen(name));
        if (!names[i])
            return error_memory(error);
    }
    return names || error_memory(error);
}

/* The runs of several files, or those of one file with their number. */
static bool
name_runs(struct plot *plot, struct error *error)
{
    const char **titles;

    if (plot->logs.count == 1 && plot->logs.items[0].run == NO_COLUMN)
        return true;
    if (plot->logs.count == 1)
        return number_runs(plot, error);
    titles = arena_alloc(plot->arena, plot->logs.count, sizeof *titles);
    for (size_t i = 0; titles && i < plot->logs.count; i++)
        titles[i] = plot->logs.items[i].title;
    plot->frame.runs = titles;
    plot->frame.run_count = plot->logs.count;
    return titles || error_memory(error);
}

static bool
make_frame(struct plot *plot, struct error *error)
{
    size_t first, count;
    const char **names;

    if (!name_runs(plot, error))
        return false;
    first = plot->frame.runs ? 2 : 1;
    count = first + plot->logs.y_count;
    names = arena_alloc(plot->arena, count, sizeof *names);
    plot->row = arena_alloc(plot->arena, count, sizeof *plot->row);
    if (!names || !plot->row)
        return error_memory(error);
    names[0] = "run";
    names[first - 1] = plot->logs.x;
    for (size_t i = 0; i < plot->logs.y_count; i++)
        names[first + i] = plot->logs.y[i];
    plot->frame.names = names;
    plot->frame.count = count;
    plot->frame.axis = first - 1;
    plot->frame.sparse = true;
    plot->frame.title = plot->arguments->options.title;
    plot->frame.style = &plot->style;
    return true;
}

static bool
open_outputs(struct plot *plot, const struct output_targets *targets,
             struct error *error)
{
    const struct read_file *read_files =
        output_read_files(plot->arguments, "table", NULL);

    if (!read_files)
        return error_memory(error);
    for (size_t i = 0; i < targets->count; i++)
        if (!targets->items[i].format->picture)
            return error_plain(error, STATUS_WRONG,
                               "--output: must be a picture, and %s is none "
                               "(`lrsim list formats`)",
                               targets->items[i].format->name);
    return outputs_open(&plot->outputs, targets, read_files, error) &&
           outputs_begin_all(&plot->outputs, NULL, &plot->frame, error);
}

/* The rows of one file, to all outputs. */
static bool
draw_log(struct plot *plot, size_t number, struct error *error)
{
    double *row = plot->row, run;
    size_t axis = plot->frame.axis;
    bool more;

    for (;;) {
        if (!log_tables_next(&plot->logs, number, &run, row + axis, &more,
                             error))
            return false;
        if (!more)
            return true;
        if (axis > 0 && !(run >= 0 && run < (double)plot->frame.run_count)) {
            plot->left_out++;
            continue;
        }
        row[0] = axis > 0 ? floor(run) : row[0];
        outputs_row(&plot->outputs, &plot->frame, row);
    }
}

/* Whether the rows have something to draw, and what is said of the rest. */
static bool
check_rows(struct plot *plot, struct error *error)
{
    const struct log_table *log = &plot->logs.items[0];
    const char *s = plot->left_out == 1 ? "" : "s";

    if (!log_tables_check(&plot->logs, &plot->notes, error))
        return false;
    if (plot->left_out > 0 && plot->left_out == log->rows)
        return error_named(error, STATUS_WRONG, log->csv.input.name,
                           "column 'run' must have a number from 0 to %d, "
                           "and has none in %ld row%s",
                           RUNS_MOST - 1, log->rows, s);
    if (plot->left_out > 0)
        text_format(&plot->notes,
                    "lrsim: %s: left out %ld row%s whose run is not from 0 to "
                    "%d\n",
                    log->csv.input.name, plot->left_out, s, RUNS_MOST - 1);
    if (plot->style.rows > 0)
        terminal_leave(&plot->style,
                       terminal_lines(&plot->style, &plot->notes));
    return true;
}

static bool
write_all(struct plot *plot, struct error *error)
{
    for (size_t i = 0; i < plot->logs.count; i++)
        if (!draw_log(plot, i, error))
            return false;
    return check_rows(plot, error) && outputs_finish(&plot->outputs, error);
}

static bool
draw(struct plot *plot, struct error *error)
{
    const struct arguments *arguments = plot->arguments;
    struct output_targets targets;
    bool hint;

    if (arguments->operand_count == 0)
        return error_plain(error, STATUS_WRONG,
                           "must have a file: lrsim plot FILE.csv...");
    if (!picture_options_read(arguments, &plot->style, error) ||
        !output_targets_read(arguments, "txt", &targets, error))
        return false;
    if (terminal_wanted(arguments, &hint))
        terminal_fit(&plot->style);
    plot->logs.log_x = plot->style.logx;
    return log_tables_open(&plot->logs, error) &&
           log_tables_choose(&plot->logs, error) && make_frame(plot, error) &&
           open_outputs(plot, &targets, error) && write_all(plot, error);
}

static void
say(const struct plot *plot)
{
    bool quiet = plot->arguments->options.quiet;

    print_remarks(plot->arguments, &plot->outputs);
    if (!quiet)
        say_text(&plot->notes);
}

static enum status
plot_files(const struct arguments *arguments, struct error *error)
{
    struct plot plot = {
        .arguments = arguments,
        .arena = arguments->arena,
        .outputs = {.arena = arguments->arena},
        .logs = {.arena = arguments->arena,
                 .paths = arguments->operands,
                 .count = arguments->operand_count,
                 .delimiter = arguments->options.delimiter,
                 .x_name = arguments->options.x,
                 .names = arguments->options.y},
        .notes = {.arena = arguments->arena},
    };

    if (draw(&plot, error))
        say(&plot);
    log_tables_close(&plot.logs);
    outputs_discard(&plot.outputs);
    return error->status;
}

const struct command command_plot = {
    .name = "plot",
    .operands = "FILE.csv... [OPTIONS]",
    .summary = "draw the columns of tables that lrsim or a training run wrote",
    .notes =
        "Columns are separated by commas, tabs, semicolons or --delimiter; - "
        "is standard input. Several files are drawn over one another.",
    .example = "  lrsim run -o - | lrsim plot - --y loss --logy -o loss.svg\n",
    .operands_most = INT_MAX,
    .run = plot_files,
};
