/* forecast_output.c -- the rows of a forecast: the run is number 0, then come
 * the candidates as they were given. */
#include "lib/forecast_output.h"

#include <math.h>
#include <string.h>

/* The rows that a picture has of a run, and rows that are made together. */
enum { PICTURE_ROWS = 600, TOGETHER = 512 };

static const char *const names[] = {"run", "step", "lr", "loss"};

/* What run `number` of the rows is. */
static const struct rate_sums *
curve_of(const struct forecast *forecast, size_t number)
{
    return number == 0 ? &forecast->basis.curve
                       : &forecast->candidates[number - 1].curve;
}

/* The rows of a run, at all multiples of a stride and at the end, to what
 * began with this frame; `first` is the number of run 0 there.  Losses from
 * before `begin` are left out. */
static void
write_run(const struct forecast_output *output, const struct frame *frame,
          size_t number, size_t stride, double begin)
{
    const struct forecast *forecast = output->forecast;
    const struct rate_sums *curve = curve_of(forecast, number);
    size_t updates = curve->updates, next = 0;
    double row[4] = {(double)(number + frame->scattered_runs)};
    double places[TOGETHER], losses[TOGETHER];

    while (next <= updates) {
        size_t count = 0;

        while (count < TOGETHER && next <= updates) {
            places[count++] = (double)next;
            next = next < updates && next + stride > updates ? updates
                                                             : next + stride;
        }
        loss_law_predict(&forecast->basis.fit.law, curve, count, places,
                         losses);
        for (size_t i = 0; i < count; i++) {
            size_t update = (size_t)places[i];

            row[1] = places[i];
            row[2] = update < updates ? curve->rates[update] : curve->next;
            row[3] = places[i] < begin ? NAN : losses[i];
            if (!outputs_row(output->outputs, frame, row))
                return;
        }
    }
}

static void
write_measured(const struct forecast_output *output)
{
    const struct forecast *forecast = output->forecast;

    for (size_t i = 0; i < forecast->log_count; i++)
        for (size_t k = 0; k < forecast->runs[i].count; k++) {
            const struct fitted_run *run = &forecast->runs[i];
            double row[] = {(double)i, run->places[k], NAN, run->losses[k]};

            outputs_row(output->outputs, &output->picture, row);
        }
}

static void
write_curves(const struct forecast_output *output)
{
    const struct forecast *forecast = output->forecast;

    write_measured(output);
    for (size_t i = 0; i <= forecast->count; i++) {
        const struct rate_sums *curve = curve_of(forecast, i);

        write_run(output, &output->picture, i,
                  curve->updates / PICTURE_ROWS + 1, loss_points_begin(curve));
    }
}

/* A file's name without its folders. */
static const char *
file_title(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The names of all runs of a picture. */
static bool
name_runs(struct forecast_output *output, struct error *error)
{
    const struct forecast *forecast = output->forecast;
    size_t first = forecast->log_count, count = first + 1 + forecast->count;
    const char **runs = arena_alloc(forecast->arena, count, sizeof *runs);

    if (!runs)
        return error_memory(error);
    for (size_t i = 0; i < count; i++) {
        struct text text = {.arena = forecast->arena};
        const struct whatif_candidate *candidate =
            i > first ? &forecast->candidates[i - first - 1] : NULL;

        if (i < first)
            text_format(&text, "%s, measured",
                        file_title(forecast->logs[i].losses.name));
        else if (i == first)
            text_format(&text, "the run, %s law",
                        forecast->basis.fit.law.kind->name);
        else
            text_format(&text, "%s, %zu steps", candidate->name,
                        candidate->curve.updates);
        runs[i] = text_end(&text);
        if (!runs[i])
            return error_memory(error);
    }
    output->picture.runs = runs;
    output->picture.run_count = count;
    output->picture.scattered_runs = first;
    return true;
}

static void
make_frames(struct forecast_output *output)
{
    struct frame frame = {.title = output->title,
                          .count = 4,
                          .names = names,
                          .header = output->header,
                          .axis = 1,
                          .sparse = true,
                          .style = output->style};

    output->table = frame;
    output->picture = frame;
    output->report = (struct report){.context = output,
                                     .table = forecast_page_table,
                                     .summary = forecast_page_summary};
    output->picture.report = &output->report;
}

/* Begins every output with what it has; `rows` and `curves` say what some
 * have. */
static bool
begin(struct forecast_output *output, bool *rows, bool *curves,
      struct error *error)
{
    struct arena *arena = output->forecast->arena;

    for (size_t i = 0; i < output->outputs->count; i++) {
        const struct format *format = output->outputs->items[i].format;
        bool json = strcmp(format->name, "json") == 0;
        struct text text = {.arena = arena};

        if (json || strcmp(format->name, "md") == 0) {
            if (json)
                forecast_json(output->forecast, &text);
            else
                forecast_ranking(output, &text);
            outputs_text(output->outputs, i, &text);
            continue;
        }
        *rows |= !format->picture;
        *curves |= format->picture;
        if (!outputs_begin(output->outputs, i,
                           format->picture ? &output->picture : &output->table,
                           error))
            return false;
    }
    return true;
}

bool
forecast_write(struct forecast_output *output, struct error *error)
{
    bool rows = false, curves = false;

    make_frames(output);
    if (!forecast_rank(output, error) || !name_runs(output, error) ||
        !begin(output, &rows, &curves, error))
        return false;
    for (size_t i = 0; rows && i <= output->forecast->count; i++)
        write_run(output, &output->table, i, (size_t)output->every, 0);
    if (curves)
        write_curves(output);
    return outputs_finish(output->outputs, error);
}
