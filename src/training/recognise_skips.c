/* recognise_skips.c -- a log of mixed precision: where a gradient overflows,
 * neither the optimizer nor the schedule moves, and all later rates come later.
 */
#include <math.h>

#include "training/recognise_try.h"
#include "training/skipped_updates.h"

enum { LAG_MOST = 8, ROWS_MOST = 200000 };

/* Whether all rates are those of an attempt, later and later; says which. */
static bool
lags_behind(struct recogniser *recogniser, struct attempt *attempt)
{
    struct arena arena = {0};
    size_t count = (size_t)recogniser->x[recogniser->count - 1] + 1;
    struct skipped_updates skips = {.arena = recogniser->arena,
                                    .count = recogniser->count,
                                    .rates = recogniser->rates,
                                    .slack = recogniser->slack,
                                    .unit =
                                        logged_rates_unit(recogniser->logged)};
    struct text words = {.arena = recogniser->arena};
    long *rows = arena_alloc(&arena, count, sizeof *rows);
    double *rates = arena_alloc(&arena, count, sizeof *rates);
    bool done = rows && rates;

    for (size_t i = 0; done && i < count; i++)
        rows[i] = (long)i;
    skips.curve = rates;
    skips.curve_count = count;
    skips.rows = recogniser->x;
    skips.offset = recogniser->offsets[0];
    recogniser->failed = recogniser->failed || !done;
    done = done && attempt_rates(recogniser, attempt, rows, count, rates) &&
           skipped_updates_find(&skips);
    arena_free(&arena);
    if (done) {
        text_format(&words, "updates were skipped: %s", skips.words);
        attempt->words = text_end(&words);
        done = attempt->words;
    }
    recogniser->failed = recogniser->failed || skips.failed || words.failed;
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

    if (!attempt_solve_rise(recogniser, &attempt))
        return false;
    attempt.offset = recogniser->offsets[0];
    if (!lags_behind(recogniser, &attempt))
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
            for (long lag = 0; lag <= LAG_MOST; lag++)
                if (try_lag(recogniser, form, recogniser->bases[b], lag))
                    return;
    }
}
