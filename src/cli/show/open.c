/* open.c -- which outputs a job has: files, standard output, the screen. */
#include <math.h>

#include "cli/show/show.h"
#include "tables/metric.h"

/* What a run does not have of a row. */
static const double missing = NAN;

/* What a picture needs besides its columns. */
static void
fill_frame(struct job *job, struct frame *frame)
{
    const char *title = job->arguments->options.title;

    figure_frame(&job->figure, &job->simulation, frame);
    frame->report = &job->report;
    if (title)
        frame->title = title;
    if (job->terminal)
        frame->look = &job->screen;
}

static bool
choose_columns(struct job *job, bool picture, struct columns *columns,
               struct error *error)
{
    const char *list = job->arguments->options.columns;
    struct arena *arena = job->arguments->arena;

    if (picture)
        return figure_columns(&job->figure, &job->simulation, arena, columns,
                              error);
    if (job->arguments->options.at != INTEGER_NULL && !list)
        list = "lr";
    return columns_select(&job->simulation, "--columns", list, arena, columns,
                          error);
}

/* Of several jobs, the columns of this one, with the number of the job before
 * them unless `bare`, and where each job has the values. */
static bool
add_runs(struct job *job, struct sink *sink, bool bare, struct error *error)
{
    struct arena *arena = job->arguments->arena;
    size_t first = !bare, count = sink->columns.count + first;
    const char **names = arena_alloc(arena, count, sizeof *names);

    sink->runs = arena_alloc(arena, job->count, sizeof *sink->runs);
    if (!names || !sink->runs)
        return error_memory(error);
    names[0] = "run";
    for (size_t i = first; i < count; i++)
        names[i] = sink->columns.names[i - first];
    for (size_t r = 0; r < job->count; r++) {
        const double **values = arena_alloc(arena, count, sizeof *values);
        struct nearest nearest = {.word = ""};

        if (!values)
            return error_memory(error);
        values[0] = &job->all[r].number;
        for (size_t i = first; i < count; i++) {
            values[i] =
                column_find(&job->all[r].simulation, names[i], &nearest);
            values[i] = values[i] ? values[i] : &missing;
        }
        sink->runs[r] = values;
    }
    sink->columns = (struct columns){count, names, sink->runs[0]};
    return true;
}

/* Opens one output, and chooses its columns. */
static bool
add_sink(struct job *job, const struct target *target, struct error *error)
{
    const struct arguments *arguments = job->arguments;
    struct arena *arena = arguments->arena;
    struct recorder *recorder = &job->recorder;
    struct sink *sink = arena_alloc(arena, 1, sizeof *sink);
    const char *metric = arguments->options.metric;
    bool at = job->arguments->options.at != INTEGER_NULL;
    const struct reading readings[] = {
        {metric ? metric_path(metric, arena) : arguments->operands[0],
         metric ? "log" : "spec"},
        {metric ? arguments->operands[0] : NULL, "spec"},
        {NULL, NULL},
    };

    if (!sink)
        return error_memory(error);
    if (!choose_columns(job, target->format->picture, &sink->columns, error) ||
        (job->count > 1 && !add_runs(job, sink, at, error)))
        return false;
    sink->row = arena_alloc(arena, sink->columns.count, sizeof(double));
    sink->frame = (struct frame){
        .title = job->spec.title,
        .count = sink->columns.count,
        .names = (const char *const *)sink->columns.names,
        .header = !arguments->options.no_header && !at,
    };
    if (sink->runs && !at) {
        sink->frame.axis = 1;
        sink->frame.runs = arguments->options.schedule.values;
        sink->frame.run_count = job->count;
    }
    if (target->format->picture)
        fill_frame(job, &sink->frame);
    if (!sink->row)
        return error_memory(error);
    if (!target_open(target, &sink->stream, recorder->streams, recorder->count,
                     readings, arena, error))
        return false;
    recorder->streams[recorder->count] = &sink->stream;
    recorder->sinks[recorder->count++] = sink;
    return output_begin(&sink->output, target->format, &sink->frame,
                        &sink->stream, arena, error);
}

bool
job_open_outputs(struct job *job, struct error *error)
{
    struct arena *arena = job->arguments->arena;
    struct recorder *recorder = &job->recorder;
    struct targets targets;

    if (!targets_read(job->arguments, job->terminal ? "txt" : "csv", &targets,
                      error))
        return false;
    recorder->sinks =
        arena_alloc(arena, targets.count, sizeof *recorder->sinks);
    recorder->streams =
        arena_alloc(arena, targets.count, sizeof *recorder->streams);
    if (!recorder->sinks || !recorder->streams)
        return error_memory(error);
    for (size_t i = 0; i < targets.count; i++)
        if (!add_sink(job, &targets.items[i], error))
            return false;
    return true;
}
