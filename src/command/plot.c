/* plot.c -- lrsim plot: pictures of the rows of tables and logs. */
#include <limits.h>

#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/terminal.h"
#include "tables/log_drawing.h"

struct plot {
    const struct arguments *arguments;
    struct arena *arena;
    struct picture_style style;
    struct log_drawing drawing;
    struct frame frame;
    struct outputs outputs;
    double *row;
    struct text notes; /* for standard error */
};

static bool
make_frame(struct plot *plot, struct error *error)
{
    const struct log_drawing *drawing = &plot->drawing;
    bool runs = drawing->run_count > 1;
    size_t first = runs ? 2 : 1, count = first + drawing->y_count;
    const char **names = arena_alloc(plot->arena, count, sizeof *names);

    plot->row = arena_alloc(plot->arena, count, sizeof *plot->row);
    if (!names || !plot->row)
        return error_memory(error);
    names[0] = "run";
    names[first - 1] = drawing->x;
    for (size_t k = 0; k < drawing->y_count; k++)
        names[first + k] = drawing->y[k].name;
    plot->frame = (struct frame){
        .names = names,
        .count = count,
        .axis = first - 1,
        .runs = runs ? drawing->run_names : NULL,
        .run_count = drawing->run_count,
        .scattered = drawing->scattered,
        .sparse = true,
        .title = plot->arguments->options.title,
        .style = &plot->style,
    };
    return true;
}

/* The rows of one log, to all outputs; its runs are those from `run` on. */
static void
draw_log(struct plot *plot, size_t number, size_t run)
{
    const struct log_drawing *drawing = &plot->drawing;
    const struct log *log = &drawing->logs[number];
    size_t axis = plot->frame.axis;

    for (size_t i = 0; i < log->rows; i++) {
        if (axis > 0)
            plot->row[0] = (double)(run + (log->runs ? log->runs[i] : 0));
        plot->row[axis] = log->x[i];
        for (size_t k = 0; k < drawing->y_count; k++)
            plot->row[axis + 1 + k] = log_drawing_value(drawing, number, i, k);
        outputs_row(&plot->outputs, &plot->frame, plot->row);
    }
}

static bool
write_all(struct plot *plot, struct error *error)
{
    size_t run = 0;

    for (size_t i = 0; i < plot->drawing.count; i++) {
        draw_log(plot, i, run);
        run += plot->drawing.logs[i].run_count;
    }
    if (plot->style.rows > 0)
        terminal_leave(&plot->style,
                       terminal_lines(&plot->style, &plot->notes));
    return outputs_finish(&plot->outputs, error);
}

static bool
draw(struct plot *plot, struct error *error)
{
    const struct arguments *arguments = plot->arguments;
    struct output_targets targets;

    if (arguments->operand_count == 0)
        return error_plain(error, STATUS_WRONG,
                           "must have a file: lrsim plot FILE.csv...");
    if (!picture_options_read(arguments, &plot->style, error) ||
        !output_targets_read(arguments, "txt", &targets, error))
        return false;
    if (terminal_wanted(arguments))
        terminal_fit(&plot->style);
    plot->drawing.log_x = plot->style.logx;
    return log_drawing_read(&plot->drawing, error) &&
           output_targets_are_pictures(&targets, error) &&
           outputs_open(&plot->outputs, &targets, error) &&
           log_drawing_check(&plot->drawing, &plot->notes, error) &&
           make_frame(plot, error) &&
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
