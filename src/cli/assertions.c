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
    const struct assertions *assertions = context;
    const struct frame *frame = assertions->frame;

    for (size_t i = 0; i < frame->count; i++) {
        if (!is_number(frame, i))
            continue;
        if (strcmp(frame->names[i], column) == 0)
            return &assertions->row[i];
        nearest_try(nearest, frame->names[i]);
    }
    return NULL;
}

static bool
unknown(void *context, const struct source *source, size_t offset,
        const char *column, const struct nearest *nearest, struct error *error)
{
    const struct assertions *assertions = context;
    const struct frame *frame = assertions->frame;
    struct text all = {.arena = assertions->arena};

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
assertions_begin(struct assertions *assertions, struct error *error)
{
    const struct given *given = &assertions->arguments->options.expect;

    assertions->lowest = INFINITY;
    assertions->expect_stats = (struct expect_stats){
        .arena = assertions->arena,
        .context = assertions,
        .find = find,
        .unknown = unknown,
        .judged = true,
    };
    return expectations_parse(&assertions->expectations,
                              &assertions->expect_stats, given->count,
                              given->values, error);
}

void
assertions_row(struct assertions *assertions)
{
    double loss = assertions->row[assertions->loss];
    bool best = isfinite(loss) && loss < assertions->lowest;

    assertions->lowest = best ? loss : assertions->lowest;
    assertions->diverged = assertions->diverged || !isfinite(loss);
    expect_stats_row(&assertions->expect_stats, best, 0);
}

bool
assertions_end(struct assertions *assertions, struct error *error)
{
    expect_stats_end(&assertions->expect_stats, assertions->diverged);
    return expectations_hold(assertions->arguments, &assertions->expectations,
                             error);
}
