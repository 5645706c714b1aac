/* recorder.c -- the callback of a simulation that writes its rows. */
#include "simulate/recorder.h"

/* The rows since the last `every`-th; a division costs as much as a row. */
static inline long
rows_since(const struct recorder *recorder, long t)
{
    return recorder->every > 1 ? t % recorder->every : 0;
}

/* Each `every`-th row, and the last. */
static bool
wanted(const struct recorder *recorder, long t, bool last)
{
    return t >= recorder->from && t <= recorder->to &&
           (last || rows_since(recorder, t) == 0);
}

/* The next row after t that is wanted. */
static long
next_row(const struct recorder *recorder, long t)
{
    long next = t + 1, rest;

    if (next < recorder->first)
        next = recorder->first;
    /* Statistics are over all rows, and a condition may hold in any. */
    if (recorder->statistics || recorder->until.program)
        return next;
    if (next < recorder->from)
        next = recorder->from;
    rest = rows_since(recorder, next);
    next += rest ? recorder->every - rest : 0;
    return t < recorder->to && next > recorder->to ? recorder->to : next;
}

bool
recorder_add(struct recorder *recorder, const struct frame *frame,
             const struct columns *columns, struct arena *arena)
{
    struct recorded *recorded = &recorder->recorded[recorder->count];

    *recorded = (struct recorded){.frame = frame, .columns = *columns};
    recorded->row = arena_alloc(arena, frame->count, sizeof *recorded->row);
    recorder->count += recorded->row != NULL;
    return recorded->row != NULL;
}

/* False: an output cannot be written any more. */
static bool
write_recorded_row(struct recorder *recorder)
{
    bool writable = true;

    for (size_t i = 0; i < recorder->count; i++) {
        const struct recorded *recorded = &recorder->recorded[i];
        size_t first = recorded->frame->count - recorded->columns.count;

        columns_gather(&recorded->columns, recorded->row + first);
        if (!outputs_row(recorder->outputs, recorded->frame, recorded->row))
            writable = false;
    }
    return writable;
}

static long
record_simulation_row(void *context, long t)
{
    struct recorder *recorder = context;
    bool ends = recorder->simulation->diverged ||
                (recorder->until.program && until_holds(&recorder->until));

    if (recorder->statistics)
        statistics_row(recorder->statistics, t);
    if (wanted(recorder, t, ends || t == recorder->to) &&
        !write_recorded_row(recorder))
        return NO_ROW;
    row_progress_count(&recorder->progress, recorder->simulation, t);
    return ends ? NO_ROW : next_row(recorder, t);
}

void
recorder_run(struct recorder *recorder)
{
    const struct follower follower = {recorder, next_row(recorder, -1),
                                      record_simulation_row};

    simulate(recorder->simulation, recorder->last, &follower);
    if (recorder->statistics)
        statistics_end(recorder->statistics);
}
