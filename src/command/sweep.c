/* sweep.c -- lrsim sweep: one row a run, on all cores. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sweep/workers.h"
#include "sweep/batch_script.h"
#include "cli/progress.h"
#include "cli/assertions.h"
#include "tables/metric.h"

/* Columns behind those that vary. */
static const char *const results[] = {"final_loss", "best_loss", "best_step",
                                      "steps_to_target", "diverged"};
enum { RESULTS = sizeof results / sizeof *results };

/* Runs that are made before their rows are written, and rows of them that are
 * kept. */
enum { BLOCK_MOST = 65536, KEPT_MOST = 1 << 21 };

struct sweep {
    const struct arguments *arguments;
    struct arena *arena;
    struct grid grid;
    struct queue queue;
    struct workers workers;
    struct frame frame;
    struct outputs outputs;
    struct assertions assertions;
    double *row;
    struct run_result *results; /* of a block */
    uint64_t *runs;             /* their numbers */
    size_t block, block_most;
    uint64_t done; /* runs whose rows are written now */
    struct progress progress;
};

static void
show_progress(void *context, size_t done)
{
    struct sweep *sweep = context;
    double all = (double)sweep->queue.count, kept = (double)sweep->queue.kept,
           made = (double)(sweep->done + done), now = kept + made;
    double seconds, left;

    if (!progress_due(&sweep->progress))
        return;
    seconds = progress_clock() - sweep->progress.started;
    left = made > 0 ? seconds / made * (all - now) : INFINITY;
    progress_say("%.0f of %.0f runs (%.0f %%), %.0f/s, %.0f:%02.0f left ", now,
                 all, 100 * now / all, made / seconds, floor(left / 60),
                 floor(fmod(left, 60)));
}

/* The columns: the number of the run, what varies, what came of it, and of
 * which sweep a shard is. */
static bool
make_frame(struct sweep *sweep, struct error *error)
{
    const struct grid *grid = &sweep->grid;
    size_t count = 1 + grid->count + RESULTS + sweep->queue.shard.given;
    const char **names = arena_alloc(sweep->arena, count, sizeof *names);
    const char *const **labels =
        arena_alloc(sweep->arena, count, sizeof *labels);

    sweep->row = arena_alloc(sweep->arena, count, sizeof(double));
    if (!names || !labels || !sweep->row)
        return error_memory(error);
    names[0] = "run";
    for (size_t i = 0; i < grid->count; i++) {
        names[1 + i] = grid->axes[i].values.name;
        if (!grid->axes[i].numbers)
            labels[1 + i] = grid->axes[i].values.items;
    }
    memcpy(names + 1 + grid->count, results, sizeof results);
    if (sweep->queue.shard.given) {
        names[count - 1] = "sweep";
        labels[count - 1] = &sweep->queue.label;
    }
    sweep->frame = (struct frame){
        .count = count,
        .names = names,
        .labels = labels,
        .header = !sweep->arguments->options.no_header,
    };
    return true;
}

static bool
open_outputs(struct sweep *sweep, struct error *error)
{
    const struct arguments *arguments = sweep->arguments;
    const struct read_file *read_files =
        output_read_files(arguments, "spec", NULL);
    struct output_targets targets;

    sweep->outputs.arena = sweep->arena;
    if (!read_files)
        return error_memory(error);
    /* A database that is new stays behind when what follows fails: it is the
     * last that is opened. */
    return output_targets_read(arguments, "csv", &targets, error) &&
           queue_take_target(&sweep->queue, &targets, error) &&
           output_targets_are_tables(&targets, "a sweep", error) &&
           outputs_open(&sweep->outputs, &targets, read_files, error) &&
           outputs_begin_all(&sweep->outputs, &sweep->frame, NULL, error) &&
           queue_open(&sweep->queue, &sweep->frame, error);
}

static bool
write_result(struct sweep *sweep, const struct run_result *result,
             struct error *error)
{
    const struct outcome *outcome = &result->outcome;
    double reached =
        isnan(sweep->grid.view.target) ? NAN : outcome->target_step;
    const double values[RESULTS] = {outcome->final_loss, outcome->best_loss,
                                    outcome->best_step, reached,
                                    outcome->diverged};

    sweep->row[0] = (double)result->run;
    for (size_t i = 0; i < sweep->grid.count; i++)
        sweep->row[1 + i] = grid_number(&sweep->grid, i, result->run);
    memcpy(sweep->row + 1 + sweep->grid.count, values, sizeof values);
    outputs_row(&sweep->outputs, &sweep->frame, sweep->row);
    assertions_row(&sweep->assertions);
    return queue_row(&sweep->queue, sweep->row, error) &&
           queue_curve(&sweep->queue, result->run, &result->sample, error);
}

/* The next runs, in their order. */
static bool
run_block(struct sweep *sweep, bool *more, struct error *error)
{
    size_t count;

    if (!queue_next(&sweep->queue, sweep->runs, sweep->block, &count, error))
        return false;
    *more = count > 0;
    for (size_t i = 0; i < count; i++)
        sweep->results[i].run = sweep->runs[i];
    if (count == 0 ||
        !workers_run(&sweep->workers, sweep->results, count, error) ||
        !queue_begin_block(&sweep->queue, error))
        return error->status == STATUS_DONE;
    for (size_t i = 0; i < count; i++)
        if (!write_result(sweep, &sweep->results[i], error))
            return false;
    sweep->done += count;
    return queue_end_block(&sweep->queue, error);
}

/* A block has enough runs of each class to fill lanes and cores, and more of
 * them as long as it takes but a moment.  What is to be kept begins with few
 * of them, and a block may take longer: it is lost when the process is killed.
 */
static bool
run_blocks(struct sweep *sweep, struct error *error)
{
    double least = (double)grid_period(&sweep->grid) *
                   (double)(sweep->workers.lanes * sweep->workers.jobs);
    double moment = sweep->queue.stored ? 5 : 0.25;
    bool more = true;

    if (sweep->queue.stored)
        least = (double)sweep->workers.jobs;
    sweep->block =
        least < (double)sweep->block_most ? (size_t)least : sweep->block_most;
    while (more) {
        double started = progress_clock();

        if (!run_block(sweep, &more, error))
            return false;
        if (progress_clock() - started < moment)
            sweep->block *= 2;
        if (sweep->block > sweep->block_most)
            sweep->block = sweep->block_most;
    }
    return true;
}

/* Room for the rows that the runs of a block keep. */
static bool
make_samples(struct sweep *sweep, struct error *error)
{
    long most = sweep->grid.view.keep_rows;
    struct sampled_row *rows;

    sweep->block_most = BLOCK_MOST;
    if (most == INTEGER_NULL)
        return true;
    if (BLOCK_MOST > KEPT_MOST / most)
        sweep->block_most = (size_t)(KEPT_MOST / most);
    rows = arena_alloc(sweep->arena, sweep->block_most * (size_t)most,
                       sizeof *rows);
    for (size_t i = 0; rows && i < sweep->block_most; i++)
        sweep->results[i].sample = (struct row_sample){
            .most = (size_t)most, .rows = rows + i * (size_t)most};
    return rows || error_memory(error);
}

static bool
prepare(struct sweep *sweep, struct error *error)
{
    const struct arguments *arguments = sweep->arguments;
    bool quiet = arguments->options.quiet;

    sweep->grid.arguments = arguments;
    sweep->queue.grid = &sweep->grid;
    sweep->queue.arena = sweep->arena;
    sweep->workers.grid = &sweep->grid;
    sweep->progress.started = progress_clock();
    sweep->grid.view = arguments->options;
    if (!grid_make(&sweep->grid, error))
        return false;
    sweep->workers.jobs = workers_jobs(&sweep->grid.view);
    sweep->workers.lanes = (size_t)sweep->grid.view.lanes;
    if (isatty(STDERR_FILENO) && !quiet) {
        sweep->workers.progress = show_progress;
        sweep->workers.progress_context = sweep;
    }
    sweep->results =
        arena_alloc(sweep->arena, BLOCK_MOST, sizeof *sweep->results);
    sweep->runs = arena_alloc(sweep->arena, BLOCK_MOST, sizeof *sweep->runs);
    if (!sweep->results || !sweep->runs)
        return error_memory(error);
    if (!make_samples(sweep, error))
        return false;
    if (!workers_check(&sweep->workers, error) ||
        !queue_make(&sweep->queue, error) || !make_frame(sweep, error))
        return false;
    sweep->assertions = (struct assertions){.arguments = arguments,
                                            .arena = sweep->arena,
                                            .frame = &sweep->frame,
                                            .row = sweep->row,
                                            .loss = 1 + sweep->grid.count};
    return assertions_begin(&sweep->assertions, error);
}

static enum status
run(const struct arguments *arguments, struct error *error)
{
    struct sweep sweep = {.arguments = arguments, .arena = arguments->arena};
    bool done = prepare(&sweep, error);

    if (arguments->options.emit) {
        if (done)
            batch_script_print(&sweep.queue, error);
        return error->status;
    }
    done = done && open_outputs(&sweep, error) && run_blocks(&sweep, error) &&
           queue_finish(&sweep.queue, error);
    progress_clear(&sweep.progress);
    done = done && outputs_finish(&sweep.outputs, error);
    outputs_discard(&sweep.outputs);
    queue_close(&sweep.queue);
    if (done)
        assertions_end(&sweep.assertions, error);
    return error->status;
}

const struct command command_sweep = {
    .name = "sweep",
    .operands = "[SPEC.json] --vary PATH=VALUES... [OPTIONS]",
    .summary = "run all combinations of values, one row per run",
    .notes =
        "VALUES are a list (a,b,c), a range with both ends (0:9, 0:1:0.1) or "
        "N numbers between two ends (1e-4:1:log25, 0:1:lin11); lr is short "
        "for optimizer.lr. Of several --vary the last one changes fastest. "
        "The bytes do not depend on --jobs. A database (-o sweep.db) survives "
        "when the sweep is killed; --resume continues it. --shard makes a "
        "part of the runs, which lrsim merge joins; --emit prints a batch "
        "script that makes all parts.",
    .example = "  lrsim sweep --vary lr=1e-4:1:log25 --vary optimizer=adam,sgd "
               "-o sweep.csv\n",
    .operands_most = 1,
    .annotates = true,
    .run = run,
};
