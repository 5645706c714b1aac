/* plot.c -- lrsim plot: pictures of the rows that something else wrote. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "command/logs.h"
#include "command/look.h"
#include "command/targets.h"

/* Runs that are drawn of one file. */
enum { RUNS_MOST = PENS };

struct plot {
    const struct arguments *arguments;
    struct arena *arena;
    struct look look;
    struct logs logs;
    struct frame frame;
    struct targets targets;
    size_t opened;
    struct stream **streams;
    struct output *outputs;
    double *row;
};

/* The runs of several files, or those of one file with their number. */
static bool
name_runs(struct plot *plot, struct error *error)
{
    static const char *const numbers[RUNS_MOST] = {
        "run 0", "run 1", "run 2", "run 3", "run 4",
        "run 5", "run 6", "run 7", "run 8", "run 9"};
    const char **titles;

    if (plot->logs.count == 1) {
        plot->frame.runs = plot->logs.items[0].run == NONE ? NULL : numbers;
        plot->frame.run_count = RUNS_MOST;
        return true;
    }
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
    plot->frame.title = option_value(plot->arguments, OPTION_TITLE);
    plot->frame.look = &plot->look;
    return true;
}

static bool
open_outputs(struct plot *plot, struct error *error)
{
    struct reading *readings =
        arena_alloc(plot->arena, plot->logs.count + 1, sizeof *readings);
    size_t count = plot->targets.count;

    plot->streams = arena_alloc(plot->arena, count, sizeof *plot->streams);
    plot->outputs = arena_alloc(plot->arena, count, sizeof *plot->outputs);
    if (!readings || !plot->streams || !plot->outputs)
        return error_memory(error);
    for (size_t i = 0; i < plot->logs.count; i++)
        readings[i] = (struct reading){plot->arguments->operands[i], "table"};
    for (size_t i = 0; i < count; i++) {
        const struct target *target = &plot->targets.items[i];
        struct stream *stream = arena_alloc(plot->arena, 1, sizeof *stream);

        if (!stream)
            return error_memory(error);
        if (!target->format->picture)
            return error_plain(error, STATUS_WRONG,
                               "--output: must be a picture, and %s is none "
                               "(`lrsim list formats`)",
                               target->format->name);
        if (!target_open(target, stream, plot->streams, i, readings,
                         plot->arena, error))
            return false;
        plot->streams[plot->opened++] = stream;
        if (!output_begin(&plot->outputs[i], target->format, &plot->frame,
                          stream, plot->arena, error))
            return false;
    }
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
        if (!logs_next(&plot->logs, number, &run, row + axis, &more, error))
            return false;
        if (!more)
            return true;
        if (axis > 0)
            row[0] = run >= 0 && run < RUNS_MOST ? floor(run) : RUNS_MOST;
        for (size_t i = 0; i < plot->targets.count; i++)
            output_row(&plot->outputs[i], row);
    }
}

static bool
write_all(struct plot *plot, struct error *error)
{
    for (size_t i = 0; i < plot->logs.count; i++)
        if (!draw_log(plot, i, error))
            return false;
    for (size_t i = 0; i < plot->targets.count; i++)
        if (!output_end(&plot->outputs[i]) ||
            !stream_finish(plot->streams[i], error))
            return false;
    for (size_t i = 0; i < plot->targets.count; i++)
        if (!stream_commit(plot->streams[i], error))
            return false;
    return true;
}

static bool
draw(struct plot *plot, struct error *error)
{
    const struct arguments *arguments = plot->arguments;
    bool hint;
    struct view view;

    if (arguments->operand_count == 0)
        return error_plain(error, STATUS_WRONG,
                           "must have a file: lrsim plot FILE.csv...");
    if (!arguments_view(arguments, &view, error) ||
        !look_read(arguments, &view, &plot->look, error) ||
        !targets_read(arguments, "txt", &plot->targets, error))
        return false;
    if (look_at_terminal(arguments, &hint))
        look_fit_window(&plot->look);
    return logs_open(&plot->logs, error) && logs_choose(&plot->logs, error) &&
           make_frame(plot, error) && open_outputs(plot, error) &&
           write_all(plot, error);
}

static enum status
plot_files(const struct arguments *arguments, struct error *error)
{
    struct plot plot = {
        .arguments = arguments,
        .arena = arguments->arena,
        .logs = {.arguments = arguments, .arena = arguments->arena},
    };

    if (draw(&plot, error))
        for (size_t i = 0; i < plot.opened; i++)
            look_say_remark(arguments, &plot.outputs[i]);
    logs_close(&plot.logs);
    for (size_t i = 0; i < plot.opened; i++)
        stream_discard(plot.streams[i]);
    return error->status;
}

const struct command command_plot = {
    .name = "plot",
    .operands = "FILE.csv... [OPTIONS]",
    .summary = "draw the columns of tables that lrsim or a training run wrote",
    .notes = "Columns may stand between commas, tabs, semicolons or whatever "
             "--delimiter says;\n- is standard input.  Several files are drawn "
             "over one another.\n",
    .operands_most = INT_MAX,
    .run = plot_files,
};
