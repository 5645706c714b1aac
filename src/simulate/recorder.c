/* recorder.c -- the follower of a simulation that writes. */
#include "simulate/recorder.h"

#include "simulate/seeds.h"

/* Parameters that are looked at between two calls of progress. */
enum { WORK = 1 << 22 };

/* Each `every`-th row, and the last. */
static bool
wanted(const struct recorder *recorder, long t, bool last)
{
    return t >= recorder->from && t <= recorder->to &&
           (last || t % recorder->every == 0);
}

/* The next row after t that somebody wants. */
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
    rest = next % recorder->every;
    next += rest ? recorder->every - rest : 0;
    return t < recorder->to && next > recorder->to ? recorder->to : next;
}

static long
record_row(void *context, long t)
{
    struct recorder *recorder = context;
    const struct seeds *seeds = recorder->simulation->seeds;
    bool writable = true;
    bool ends = recorder->simulation->diverged ||
                (recorder->until.program && until_holds(&recorder->until));

    if (recorder->statistics)
        statistics_row(recorder->statistics, t);
    if (wanted(recorder, t, ends || t == recorder->to))
        for (size_t i = 0; i < recorder->count; i++) {
            struct sink *sink = recorder->sinks[i];

            columns_gather(&sink->columns, sink->row);
            output_row(&sink->output, sink->row);
            writable = writable && !sink->stream.text.failed;
        }
    recorder->work +=
        (recorder->simulation->dim + 16) * (seeds ? seeds->count : 1);
    if (recorder->progress && recorder->work > WORK) {
        recorder->progress(recorder->progress_context, t);
        recorder->work = 0;
    }
    return writable && !ends ? next_row(recorder, t) : NO_ROW;
}

void
recorder_run(struct recorder *recorder)
{
    const struct follower follower = {recorder, next_row(recorder, -1),
                                      record_row};

    simulate(recorder->simulation, recorder->last, &follower);
    if (recorder->statistics)
        statistics_end(recorder->statistics);
}

bool
recorder_finish(struct recorder *recorder, struct error *error)
{
    for (size_t i = 0; i < recorder->count; i++) {
        struct sink *sink = recorder->sinks[i];

        if (!sink->stream.text.failed && !output_end(&sink->output))
            return false;
        if (!stream_finish(&sink->stream, error))
            return false;
    }
    for (size_t i = 0; i < recorder->count; i++)
        if (!stream_commit(&recorder->sinks[i]->stream, error))
            return false;
    return true;
}

void
recorder_discard(struct recorder *recorder)
{
    for (size_t i = 0; i < recorder->count; i++)
        stream_discard(&recorder->sinks[i]->stream);
}
