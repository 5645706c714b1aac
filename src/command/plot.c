/* plot.c -- lrsim plot: pictures of the rows of tables and logs. */
#include <limits.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/terminal.h"
#include "lib/file_kind.h"
#include "simulate/families.h"
#include "tables/log_drawing.h"

/* The mean of a curve so far. */
struct smoothed {
    double sum, weight;
};

struct plot {
    const struct arguments *arguments;
    struct arena *arena;
    struct picture_style style;
    struct log_drawing drawing;
    bool swept; /* it is the table of a sweep, drawn as `lrsim sweep` does */
    struct frame frame;
    struct outputs outputs;
    double *row;
    struct smoothed *smoothed; /* [drawing.y_count]; NULL: as it is */
    struct text notes;         /* for standard error */
};

/* A quantity that is smoothed has its values behind it, in a column of their
 * own. */
static bool
name_columns(struct plot *plot, size_t first, struct error *error)
{
    const struct log_drawing *drawing = &plot->drawing;
    size_t most = first + 2 * drawing->y_count, count = first;
    const char **names = arena_alloc(plot->arena, most, sizeof *names);
    bool *faint = arena_alloc(plot->arena, most, sizeof *faint);

    plot->row = arena_alloc(plot->arena, most, sizeof *plot->row);
    if (!names || !faint || !plot->row)
        return error_memory(error);
    names[0] = "run";
    names[first - 1] = drawing->x;
    for (size_t k = 0; k < drawing->y_count; k++) {
        names[count++] = drawing->y[k].label;
        if (!plot->smoothed || drawing->y[k].rate)
            continue;
        faint[count] = true;
        names[count++] = drawing->y[k].label;
    }
    plot->frame.names = names;
    plot->frame.faint = faint;
    plot->frame.count = count;
    return true;
}

/* All columns of the table of a sweep: the run, what varied, and results. */
static bool
make_sweep_frame(struct plot *plot, struct error *error)
{
    const struct log *log = &plot->drawing.logs[0];
    const char **names = arena_alloc(plot->arena, log->count, sizeof *names);
    const char *const **labels =
        arena_alloc(plot->arena, log->count, sizeof *labels);

    plot->row = arena_alloc(plot->arena, log->count, sizeof *plot->row);
    if (!names || !labels || !plot->row)
        return error_memory(error);
    for (size_t i = 0; i < log->count; i++) {
        names[i] = log->columns[i].name;
        labels[i] =
            log->columns[i].word_count > 0 ? log->columns[i].words : NULL;
    }
    plot->frame = (struct frame){.title = plot->arguments->options.title,
                                 .count = log->count,
                                 .names = names,
                                 .labels = labels,
                                 .swept = log->results - 1,
                                 .style = &plot->style};
    return true;
}

static bool
make_frame(struct plot *plot, struct error *error)
{
    const struct log_drawing *drawing = &plot->drawing;
    bool runs = drawing->run_count > 1;

    if (plot->swept)
        return make_sweep_frame(plot, error);
    plot->frame = (struct frame){
        .axis = runs,
        .runs = runs ? drawing->run_names : NULL,
        .run_count = drawing->run_count,
        .scattered = drawing->scattered,
        .sparse = true,
        .title = plot->arguments->options.title,
        .style = &plot->style,
    };
    if (plot->arguments->options.share > 0) {
        plot->smoothed =
            arena_alloc(plot->arena, drawing->y_count, sizeof *plot->smoothed);
        if (!plot->smoothed)
            return error_memory(error);
    }
    return name_columns(plot, 1 + (size_t)runs, error);
}

/* The mean of the values so far, each with `share` of the weight of the one
 * after it: TensorBoard's, without the pull towards 0 at the start. */
static double
smooth(struct smoothed *smoothed, double share, double value)
{
    if (!isfinite(value))
        return value;
    smoothed->sum = share * smoothed->sum + (1 - share) * value;
    smoothed->weight = share * smoothed->weight + (1 - share);
    return smoothed->sum / smoothed->weight;
}

static void
fill_row(struct plot *plot, size_t number, size_t row)
{
    const struct log_drawing *drawing = &plot->drawing;
    double share = plot->arguments->options.share;
    size_t at = plot->frame.axis;

    plot->row[at++] = drawing->logs[number].x[row];
    for (size_t k = 0; k < drawing->y_count; k++) {
        double value = log_drawing_value(drawing, number, row, k);

        if (plot->smoothed && !drawing->y[k].rate)
            plot->row[at++] = smooth(&plot->smoothed[k], share, value);
        plot->row[at++] = value;
    }
}

/* The rows of one log, to all outputs; its runs are those from `first` on. */
static void
draw_log(struct plot *plot, size_t number, size_t first)
{
    const struct log_drawing *drawing = &plot->drawing;
    const struct log *log = &drawing->logs[number];

    for (size_t i = 0; i < log->rows; i++) {
        bool begins = i == 0 || (log->runs && log->runs[i] != log->runs[i - 1]);

        if (begins && plot->smoothed)
            memset(plot->smoothed, 0,
                   drawing->y_count * sizeof *plot->smoothed);
        fill_row(plot, number, i);
        if (plot->frame.axis > 0)
            plot->row[0] = (double)(first + (log->runs ? log->runs[i] : 0));
        outputs_row(&plot->outputs, &plot->frame, plot->row);
    }
}

static void
draw_sweep(struct plot *plot)
{
    const struct log *log = &plot->drawing.logs[0];

    for (size_t i = 0; i < log->rows; i++) {
        for (size_t c = 0; c < log->count; c++)
            plot->row[c] = log->columns[c].values[i];
        outputs_row(&plot->outputs, &plot->frame, plot->row);
    }
}

static bool
write_all(struct plot *plot, struct error *error)
{
    size_t run = 0;

    if (plot->swept)
        draw_sweep(plot);
    for (size_t i = 0; !plot->swept && i < plot->drawing.count; i++) {
        draw_log(plot, i, run);
        run += plot->drawing.logs[i].run_count;
    }
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

    plot->swept = drawing->count == 1 && !drawing->x_name && !drawing->names &&
                  log->results != NO_COLUMN && log->results > 1 &&
                  strcmp(log->columns[0].name, "run") == 0;
    return plot->swept || log_drawing_check(drawing, &plot->notes, error);
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
           check_drawing(plot, error) && make_frame(plot, error) &&
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
