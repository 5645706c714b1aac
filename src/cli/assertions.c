/* assertions.c -- finds the columns of rows, and judges them. */
#include "cli/assertions.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/messages.h"

static bool
is_number(const struct frame *frame, size_t column)
{
    return !frame->labels || !frame->labels[column];
}

static const double *
find(void *context, const char *column, struct nearest *nearest)
{
    const struct verdict *verdict = context;
    const struct frame *frame = verdict->frame;

    for (size_t i = 0; i < frame->count; i++) {
        if (!is_number(frame, i))
            continue;
        if (strcmp(frame->names[i], column) == 0)
            return &verdict->row[i];
        nearest_try(nearest, frame->names[i]);
    }
    return NULL;
}

static bool
unknown(void *context, const struct source *source, size_t offset,
        const char *column, const struct nearest *nearest, struct error *error)
{
    const struct verdict *verdict = context;
    const struct frame *frame = verdict->frame;
    struct text all = {.arena = verdict->arena};

    for (size_t i = 0; i < frame->count; i++)
        if (is_number(frame, i))
            text_format(&all, "%s%s", all.used ? ", " : "", frame->names[i]);
    if (!text_end(&all))
        return error_memory(error);
    return error_in(error, source, offset,
                    "unknown column '%s'%s; the columns with numbers are %s",
                    quote(column).text, nearest_suggestion(nearest).text,
                    all.bytes);
}

bool
verdict_begin(struct verdict *verdict, struct error *error)
{
    const struct given *given = &verdict->arguments->options.expect;

    verdict->lowest = INFINITY;
    verdict->expect_stats = (struct expect_stats){
        .arena = verdict->arena,
        .context = verdict,
        .find = find,
        .unknown = unknown,
        .judged = true,
    };
    verdict->expectations = arena_alloc(verdict->arena, given->count,
                                        sizeof *verdict->expectations);
    if (!verdict->expectations)
        return error_memory(error);
    for (; verdict->count < given->count; verdict->count++)
        if (!expect_parse(&verdict->expectations[verdict->count],
                          given->values[verdict->count], &verdict->expect_stats,
                          error))
            return false;
    return true;
}

void
verdict_row(struct verdict *verdict)
{
    double loss = verdict->row[verdict->loss];
    bool best = isfinite(loss) && loss < verdict->lowest;

    verdict->lowest = best ? loss : verdict->lowest;
    verdict->diverged = verdict->diverged || !isfinite(loss);
    expect_stats_row(&verdict->expect_stats, best, 0);
}

bool
verdict_end(struct verdict *verdict, struct error *error)
{
    expect_stats_end(&verdict->expect_stats, verdict->diverged);
    return expectations_hold(verdict->arguments, verdict->expectations,
                             verdict->count, &verdict->expect_stats, error);
}
