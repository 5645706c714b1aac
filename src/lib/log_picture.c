/* log_picture.c -- the rows of logs, for a picture. */
#include "lib/log_picture.h"

#include <math.h>
#include <string.h>

/* The mean of a curve so far. */
struct smoothed {
    double sum, weight;
};

/* A quantity that is smoothed has its values behind it, in a column of their
 * own. */
static bool
name_columns(struct log_picture *picture, size_t first, struct error *error)
{
    const struct log_drawing *drawing = picture->drawing;
    size_t most = first + 2 * drawing->y_count, count = first;
    const char **names = arena_alloc(picture->arena, most, sizeof *names);
    bool *faint = arena_alloc(picture->arena, most, sizeof *faint);

    picture->row = arena_alloc(picture->arena, most, sizeof *picture->row);
    if (!names || !faint || !picture->row)
        return error_memory(error);
    names[0] = "run";
    names[first - 1] = drawing->x;
    for (size_t k = 0; k < drawing->y_count; k++) {
        names[count++] = drawing->y[k].label;
        if (!picture->smoothed || drawing->y[k].rate)
            continue;
        faint[count] = true;
        names[count++] = drawing->y[k].label;
    }
    picture->frame.names = names;
    picture->frame.faint = faint;
    picture->frame.count = count;
    return true;
}

/* All columns of the table of a sweep: the run, what varied, and results. */
static bool
make_sweep_frame(struct log_picture *picture, struct error *error)
{
    const struct log *log = &picture->drawing->logs[0];
    const char **names = arena_alloc(picture->arena, log->count, sizeof *names);
    const char *const **labels =
        arena_alloc(picture->arena, log->count, sizeof *labels);

    picture->row =
        arena_alloc(picture->arena, log->count, sizeof *picture->row);
    if (!names || !labels || !picture->row)
        return error_memory(error);
    for (size_t i = 0; i < log->count; i++) {
        names[i] = log->columns[i].name;
        labels[i] =
            log->columns[i].word_count > 0 ? log->columns[i].words : NULL;
    }
    picture->frame = (struct frame){.title = picture->title,
                                    .count = log->count,
                                    .names = names,
                                    .labels = labels,
                                    .swept = log->results - 1,
                                    .style = picture->style};
    return true;
}

bool
log_picture_make(struct log_picture *picture, struct error *error)
{
    const struct log_drawing *drawing = picture->drawing;
    bool runs = drawing->run_count > 1;

    if (picture->swept)
        return make_sweep_frame(picture, error);
    picture->frame = (struct frame){
        .axis = runs,
        .runs = runs ? drawing->run_names : NULL,
        .run_count = drawing->run_count,
        .scattered = drawing->scattered,
        .sparse = true,
        .title = picture->title,
        .style = picture->style,
    };
    if (picture->share > 0) {
        picture->smoothed = arena_alloc(picture->arena, drawing->y_count,
                                        sizeof *picture->smoothed);
        if (!picture->smoothed)
            return error_memory(error);
    }
    return name_columns(picture, 1 + (size_t)runs, error);
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
fill_row(struct log_picture *picture, size_t number, size_t row)
{
    const struct log_drawing *drawing = picture->drawing;
    double share = picture->share;
    size_t at = picture->frame.axis;

    picture->row[at++] = drawing->logs[number].x[row];
    for (size_t k = 0; k < drawing->y_count; k++) {
        double value = log_drawing_value(drawing, number, row, k);

        if (picture->smoothed && !drawing->y[k].rate)
            picture->row[at++] = smooth(&picture->smoothed[k], share, value);
        picture->row[at++] = value;
    }
}

/* The rows of one log, to all outputs; its runs are those from `first` on. */
static void
draw_log(struct log_picture *picture, size_t number, size_t first,
         struct outputs *outputs)
{
    const struct log_drawing *drawing = picture->drawing;
    const struct log *log = &drawing->logs[number];

    for (size_t i = 0; i < log->rows; i++) {
        bool begins = i == 0 || (log->runs && log->runs[i] != log->runs[i - 1]);

        if (begins && picture->smoothed)
            memset(picture->smoothed, 0,
                   drawing->y_count * sizeof *picture->smoothed);
        fill_row(picture, number, i);
        if (picture->frame.axis > 0)
            picture->row[0] = (double)(first + (log->runs ? log->runs[i] : 0));
        outputs_row(outputs, &picture->frame, picture->row);
    }
}

static void
draw_sweep(struct log_picture *picture, struct outputs *outputs)
{
    const struct log *log = &picture->drawing->logs[0];

    for (size_t i = 0; i < log->rows; i++) {
        for (size_t c = 0; c < log->count; c++)
            picture->row[c] = log->columns[c].values[i];
        outputs_row(outputs, &picture->frame, picture->row);
    }
}

void
log_picture_draw(struct log_picture *picture, struct outputs *outputs)
{
    size_t run = 0;

    if (picture->swept)
        draw_sweep(picture, outputs);
    for (size_t i = 0; !picture->swept && i < picture->drawing->count; i++) {
        draw_log(picture, i, run, outputs);
        run += picture->drawing->logs[i].run_count;
    }
}
