/* plot.c -- lrsim plot: pictures of the rows of tables and logs. */
#include <limits.h>
#include <math.h>

#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/terminal.h"
#include "output/plot/chart.h"
#include "tables/log_tables.h"

struct plot {
    const struct arguments *arguments;
    struct arena *arena;
    struct picture_style style;
    struct log_tables logs;
    struct frame frame;
    struct outputs outputs;
    double *row;
    long left_out;     /* rows whose run is not drawn */
    struct text notes; /* for standard error */
};

/* The runs of several files, or those of one file by their number. */
static bool
name_runs(struct plot *plot, struct error *error)
{
    const struct log_tables *logs = &plot->logs;
    bool several = logs->count > 1;
    size_t count = several ? logs->count : PANEL_CURVES;
    const char **names;

    if (!several && logs->items[0].run == NO_COLUMN)
        return true;
    names = arena_alloc(plot->arena, count, sizeof *names);
    for (size_t i = 0; names && i < count; i++) {
        struct text name = {.arena = plot->arena};

        text_format(&name, "run %zu", i);
        names[i] = several ? logs->items[i].title : text_end(&name);
        if (!names[i])
            return error_memory(error);
    }
    plot->frame.runs = names;
    plot->frame.run_count = count;
    return names || error_memory(error);
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

/* Notes rows whose run cannot be drawn. */
static bool
note_left_out(struct plot *plot, struct error *error)
{
    const struct log_table *log = &plot->logs.items[0];
    const char *s = plot->left_out == 1 ? "" : "s";

    if (plot->left_out > 0 && plot->left_out == log->rows)
        return error_named(error, STATUS_WRONG, log->csv.input.name,
                           "column 'run' must have a number from 0 to %d, "
                           "and has none in %ld row%s",
                           PANEL_CURVES - 1, log->rows, s);
    if (plot->left_out > 0)
        text_format(&plot->notes,
                    "lrsim: %s: left out %ld row%s whose run is not from 0 to "
                    "%d\n",
                    log->csv.input.name, plot->left_out, s, PANEL_CURVES - 1);
    return true;
}

static bool
write_all(struct plot *plot, struct error *error)
{
    for (size_t i = 0; i < plot->logs.count; i++)
        if (!draw_log(plot, i, error))
            return false;
    if (!log_tables_check(&plot->logs, &plot->notes, error) ||
        !note_left_out(plot, error))
        return false;
    if (plot->style.rows > 0)
        terminal_leave(&plot->style,
                       terminal_lines(&plot->style, &plot->notes));
    return outputs_finish(&plot->outputs, error);
}

static bool
draw(struct plot *plot, struct error *error)
{
    const struct arguments *arguments = plot->arguments;
    const struct read_file *read_files =
        output_read_files(arguments, "table", NULL);
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
    if (!read_files)
        return error_memory(error);
    return log_tables_open(&plot->logs, error) &&
           log_tables_choose(&plot->logs, error) && make_frame(plot, error) &&
           output_targets_are_pictures(&targets, error) &&
           outputs_open(&plot->outputs, &targets, read_files, error) &&
           outputs_begin_all(&plot->outputs, NULL, &plot->frame, error) &&
           write_all(plot, error);
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

    if (draw(&plot, error)) {
        print_remarks(arguments, &plot.outputs);
        if (!arguments->options.quiet)
            say_text(&plot.notes);
    }
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
