/* recognise_skips.c -- a log of mixed precision: where a gradient overflows,
 * neither the optimizer nor the schedule moves, and all later rates come later.
 */
#include <math.h>

#include "training/recognise_try.h"
#include "training/skipped_updates.h"

enum { LAG_MOST = 8, ROWS_MOST = 200000, FEW = 64 };

/* Whether so many of the first rates can be those of an attempt, later and
 * later; of all rates, which they are. */
static bool
lags_behind(struct recogniser *recogniser, const struct attempt *attempt,
            size_t count, struct skipped_updates *skips)
{
    struct arena arena = {0};
    size_t rows_count = (size_t)recogniser->x[count - 1] + 1;
    long *rows = arena_alloc(&arena, rows_count, sizeof *rows);
    double *rates = arena_alloc(&arena, rows_count, sizeof *rates);
    bool done = rows && rates;

    for (size_t i = 0; done && i < rows_count; i++)
        rows[i] = (long)i;
    *skips = (struct skipped_updates){
        .arena = recogniser->arena,
        .count = count,
        .rates = recogniser->rates,
        .slack = recogniser->slack,
        .unit = logged_rates_unit(recogniser->logged),
        .curve = rates,
        .curve_count = rows_count,
        .rows = recogniser->x,
        .offset = recogniser->offsets[0],
    };
    recogniser->failed = recogniser->failed || !done;
    done = done &&
           attempt_rates(recogniser, attempt, rows, rows_count, rates) &&
           (count < recogniser->count ? skipped_updates_possible(skips)
                                      : skipped_updates_find(skips));
    recogniser->failed = recogniser->failed || skips->failed;
    arena_free(&arena);
    return done;
}

/* The rise by the first rate, which is behind by so many updates. */
static bool
try_lag(struct recogniser *recogniser, const struct schedule_form *form,
        double base, long lag)
{
    struct attempt attempt = {.form = form,
                              .numbers[FORM_TOTAL] = recogniser->totals[0],
                              .base = base,
                              .offset = recogniser->offsets[0] + lag,
                              .epoch = recogniser->epoch};
    size_t count = recogniser->count, few = count < FEW ? count : FEW;
    struct text words = {.arena = recogniser->arena};
    struct skipped_updates skips;

    if (!attempt_solve_rise(recogniser, &attempt))
        return false;
    attempt.offset = recogniser->offsets[0];
    if (!lags_behind(recogniser, &attempt, few, &skips) ||
        (few < count && !lags_behind(recogniser, &attempt, count, &skips)))
        return false;
    text_format(&words, "updates were skipped: %s", skips.words);
    attempt.words = text_end(&words);
    recogniser->failed = recogniser->failed || !attempt.words;
    if (!attempt.words)
        return false;
    recognise_add(recogniser, &attempt);
    return true;
}

void
recognise_skips(struct recogniser *recogniser)
{
    if (recogniser->x[recogniser->count - 1] >= ROWS_MOST ||
        recogniser->count < 8)
        return;
    for (const struct schedule_form *form = forms; form->text; form++) {
        if (form_has(form, 'X') || form_has_length(form) ||
            form_has(form, 'F') || form_has(form, 'S') || form_has(form, 'K'))
            continue;
        for (size_t b = 0; b < recogniser->base_count; b++)
            for (long lag = 0; lag <= (recogniser->rise ? LAG_MOST : 0); lag++)
                if (try_lag(recogniser, form, recogniser->bases[b], lag))
                    return;
    }
}
