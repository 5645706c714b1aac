/* plot.c -- lrsim plot: pictures of the rows of tables and logs. */
#include <limits.h>
#include <string.h>

#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/terminal.h"
#include "tables/log_groups.h"

struct plot {
    const struct arguments *arguments;
    struct arena *arena;
    struct picture_style style;
    struct log_tables logs;
    struct log_groups groups; /* where some table holds several runs */
    struct frame frame;
    struct outputs outputs;
    double *row;
    struct text notes; /* for standard error */
};

/* The runs of the tables, or else one a file. */
static bool
name_runs(struct plot *plot, struct error *error)
{
    const struct log_tables *logs = &plot->logs;
    const char **names = plot->groups.names;
    size_t count = plot->groups.run_count;

    if (logs->key_count == 0) {
        count = logs->count;
        names = arena_alloc(plot->arena, count, sizeof *names);
        for (size_t i = 0; names && i < count; i++)
            names[i] = logs->items[i].title;
        if (!names)
            return error_memory(error);
    }
    plot->frame.runs = count > 1 ? names : NULL;
    plot->frame.run_count = count;
    plot->frame.scattered = plot->groups.scattered;
    return true;
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
    double *row = plot->row;
    bool more;

    for (;;) {
        if (!log_tables_next(&plot->logs, number, row + plot->frame.axis, &more,
                             error))
            return false;
        if (!more)
            return true;
        if (plot->frame.runs)
            row[0] = (double)number;
        outputs_row(&plot->outputs, &plot->frame, row);
    }
}

static void
draw_groups(struct plot *plot)
{
    size_t axis = plot->frame.axis;

    for (size_t i = 0; i < plot->groups.count; i++) {
        const struct log_row *row = &plot->groups.rows[i];

        memcpy(plot->row + axis, row->cells,
               (1 + plot->logs.y_count) * sizeof(double));
        if (plot->frame.runs)
            plot->row[0] = (double)row->run;
        outputs_row(&plot->outputs, &plot->frame, plot->row);
    }
}

static bool
write_all(struct plot *plot, struct error *error)
{
    if (plot->logs.key_count > 0)
        draw_groups(plot);
    else
        for (size_t i = 0; i < plot->logs.count; i++)
            if (!draw_log(plot, i, error))
                return false;
    if (!log_tables_check(&plot->logs, &plot->notes, error))
        return false;
    if (plot->style.rows > 0)
        terminal_leave(&plot->style,
                       terminal_lines(&plot->style, &plot->notes));
    return outputs_finish(&plot->outputs, error);
}

/* The names of the runs are known before a picture begins. */
static bool
read_groups(struct plot *plot, struct error *error)
{
    plot->groups.tables = &plot->logs;
    return plot->logs.key_count == 0 ||
           log_groups_read(&plot->groups, &plot->notes, error);
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
           log_tables_choose(&plot->logs, error) &&
           output_targets_are_pictures(&targets, error) &&
           outputs_open(&plot->outputs, &targets, error) &&
           read_groups(plot, error) && make_frame(plot, error) &&
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
        "is standard input. Several files are drawn over one another, and so "
        "are the "
        "runs of one: rows that agree in what is no number, or in the "
        "variables "
        "of a sweep besides --x.",
    .example = "  lrsim run -o - | lrsim plot - --y loss --logy -o loss.svg\n",
    .operands_most = INT_MAX,
    .run = plot_files,
};
