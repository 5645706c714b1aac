/* sweep.c -- the loop over blocks of runs. */
#include "sweep/sweep.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "base/parallel.h"

/* The columns behind those of the axes. */
static const char *const result_names[] = {
    "final_loss", "best_loss", "best_step", "steps_to_target", "diverged"};
enum { RESULTS = sizeof result_names / sizeof *result_names };

/* The most runs of a block, and sampled rows of all of them. */
enum { BLOCK_MOST = 1 << 16, SAMPLES_MOST = 1 << 21 };

static bool
check_request(const struct sweep_request *request, struct error *error)
{
    if (request->database)
        return true;
    if (request->keep_rows != INTEGER_NULL)
        return error_plain(error, STATUS_WRONG,
                           "--keep-rows: needs a database to keep them in, "
                           "such as -o sweep.db");
    return !request->resume ||
           error_plain(error, STATUS_WRONG,
                       "--resume: needs the database to continue, such as "
                       "-o sweep.db");
}

/* The columns: run, axes and results; behind them the checksum of the row, for
 * shards and databases, and the fingerprint, for shards. */
static bool
make_sweep_frame(struct sweep *sweep, struct error *error)
{
    const struct grid *grid = &sweep->grid;
    size_t own = 1 + grid->count + RESULTS, count = own + 2;
    const char **names = arena_alloc(sweep->arena, count, sizeof *names);
    const char *const **labels =
        arena_alloc(sweep->arena, count, sizeof *labels);

    sweep->values = arena_alloc(sweep->arena, count, sizeof *sweep->values);
    if (!names || !labels || !sweep->values)
        return error_memory(error);
    names[0] = "run";
    for (size_t i = 0; i < grid->count; i++) {
        names[1 + i] = grid->axes[i].values.name;
        if (!grid->axes[i].numbers)
            labels[1 + i] = grid->axes[i].values.items;
    }
    sweep->loss_column = 1 + grid->count;
    memcpy(names + sweep->loss_column, result_names, sizeof result_names);
    sweep->checksum = sweep->checksum_text;
    names[own] = "checksum";
    labels[own] = &sweep->checksum;
    sweep->label = sweep->fingerprint.label;
    names[own + 1] = "sweep";
    labels[own + 1] = &sweep->label;
    sweep->frame = (struct frame){.count = sweep->shard.given ? count : own,
                                  .names = names,
                                  .labels = labels,
                                  .header = true};
    sweep->stored_frame = sweep->frame;
    /* The facts of a database have the fingerprint, for all its rows. */
    sweep->stored_frame.count = own + 1;
    return true;
}

/* Room for the runs of a block, and for the rows that are kept of each. */
static bool
make_results(struct sweep *sweep, struct error *error)
{
    struct arena *arena = sweep->arena;
    long rows = sweep->request.keep_rows;
    size_t kept = rows == INTEGER_NULL ? 0 : (size_t)rows;
    struct sampled_row *samples;

    sweep->block_most = BLOCK_MOST;
    if (kept > SAMPLES_MOST / BLOCK_MOST)
        sweep->block_most = SAMPLES_MOST / kept;
    sweep->results =
        arena_alloc(arena, sweep->block_most, sizeof *sweep->results);
    sweep->runs = arena_alloc(arena, sweep->block_most, sizeof *sweep->runs);
    samples = arena_alloc(arena, sweep->block_most * kept + 1, sizeof *samples);
    if (!sweep->results || !sweep->runs || !samples)
        return error_memory(error);
    for (size_t i = 0; i < sweep->block_most; i++)
        sweep->results[i].sample =
            (struct row_sample){.most = kept, .rows = samples + i * kept};
    return true;
}

bool
sweep_prepare(struct sweep *sweep, struct error *error)
{
    const struct sweep_request *request = &sweep->request;

    sweep->workers = (struct workers){
        .grid = &sweep->grid,
        .jobs = request->jobs ? request->jobs : parallel_processors(),
        .lanes = request->lanes,
        .progress = sweep->progress,
        .progress_context = sweep->context,
    };
    return check_request(request, error) &&
           grid_make(&sweep->grid, request, sweep->arena, error) &&
           workers_check(&sweep->workers, error) &&
           shard_read(request->shard, &sweep->shard, error) &&
           queue_make(&sweep->queue, &sweep->shard, sweep->grid.total,
                      sweep->arena, error) &&
           fingerprint_make(&sweep->grid, &sweep->shard, &sweep->fingerprint,
                            error) &&
           make_sweep_frame(sweep, error) && make_results(sweep, error);
}

static bool
open_store(struct sweep *sweep, struct error *error)
{
    const struct sweep_request *request = &sweep->request;

    sweep->store = (struct store){
        .arena = sweep->arena,
        .path = request->database,
        .curves = request->keep_rows != INTEGER_NULL,
    };
    sweep->queue.store = &sweep->store;
    return store_driver
               ? store_driver->begin(&sweep->store, &sweep->stored_frame,
                                     sweep->fingerprint.facts,
                                     FINGERPRINT_FACTS, request->resume, error)
               : store_missing(request->database, error);
}

static void
fill_row(struct sweep *sweep, const struct run_result *result)
{
    const struct outcome *outcome = &result->outcome;
    double reached = isnan(sweep->request.target) ? NAN : outcome->target_step;
    const double values[RESULTS] = {outcome->final_loss, outcome->best_loss,
                                    outcome->best_step, reached,
                                    outcome->diverged};

    sweep->values[0] = (double)result->run;
    for (size_t i = 0; i < sweep->grid.count; i++)
        sweep->values[1 + i] = grid_number(&sweep->grid, i, result->run);
    memcpy(sweep->values + sweep->loss_column, values, sizeof values);
    if (sweep->shard.given || sweep->request.database)
        fingerprint_row(sweep->label, &sweep->frame,
                        sweep->loss_column + RESULTS, sweep->values,
                        sweep->checksum_text);
}

static bool
store_result(struct sweep *sweep, const struct run_result *result,
             struct error *error)
{
    const struct row_sample *sample = &result->sample;

    if (!store_driver->add_row(&sweep->store, sweep->values, error))
        return false;
    for (size_t i = 0; i < sample->count; i++) {
        const struct sampled_row *row = &sample->rows[i];
        const double values[] = {row->step, row->lr, row->loss};

        if (!store_driver->add_curve_row(&sweep->store, (double)result->run,
                                         values, error))
            return false;
    }
    return true;
}

/* The rows of a block; `more` becomes false where no others are wanted. */
static bool
write_block(struct sweep *sweep, size_t count, bool *more, struct error *error)
{
    bool stored = sweep->request.database != NULL;

    if (stored && !store_driver->begin_block(&sweep->store, error))
        return false;
    for (size_t i = 0; i < count && *more; i++) {
        fill_row(sweep, &sweep->results[i]);
        *more = sweep->row(sweep->context, sweep->values);
        if (stored && !store_result(sweep, &sweep->results[i], error))
            return false;
        sweep->written++;
    }
    return !stored || store_driver->end_block(&sweep->store, error);
}

static bool
run_block(struct sweep *sweep, bool *more, struct error *error)
{
    size_t count;

    if (!queue_take(&sweep->queue, sweep->runs, sweep->block, &count, error))
        return false;
    *more = count > 0;
    for (size_t i = 0; i < count; i++)
        sweep->results[i].run = sweep->runs[i];
    return count == 0 ||
           (workers_run(&sweep->workers, sweep->results, count, error) &&
            write_block(sweep, count, more, error));
}

/* A first block has enough runs of each class to fill lanes and threads, and
 * blocks grow while they take only a moment.  With a database they start small
 * and may take longer: a block is what a killed process loses. */
static bool
run_blocks(struct sweep *sweep, struct error *error)
{
    bool stored = sweep->request.database != NULL, more = true;
    double least = (double)sweep->workers.jobs, moment = stored ? 5 : 0.25;

    if (!stored)
        least *=
            (double)grid_period(&sweep->grid) * (double)sweep->workers.lanes;
    sweep->block =
        least < (double)sweep->block_most ? (size_t)least : sweep->block_most;
    while (more) {
        double started = clock_seconds();

        if (!run_block(sweep, &more, error))
            return false;
        if (clock_seconds() - started < moment)
            sweep->block *= 2;
        if (sweep->block > sweep->block_most)
            sweep->block = sweep->block_most;
    }
    return true;
}

bool
sweep_run(struct sweep *sweep, struct error *error)
{
    if (!sweep->request.database)
        return run_blocks(sweep, error);
    return open_store(sweep, error) && run_blocks(sweep, error) &&
           store_driver->finish(&sweep->store, error);
}

void
sweep_close(struct sweep *sweep)
{
    if (store_driver)
        store_driver->close(&sweep->store);
}
