/* recognise_restart.c -- a training that was resumed under another total: its
 * last rates are those of a whole training, and its first ones those of another
 * one. */
#include <math.h>

#include "training/recognise_try.h"

enum { ENOUGH = 3 };

/* The first rate from which on all agree. */
static size_t
find_tail(struct recogniser *recogniser, const struct attempt *attempt)
{
    struct arena arena = {0};
    const double *rates;
    size_t first = recogniser->count;

    for (size_t i = 1; i <= ENOUGH; i++)
        if (!attempt_allows(recogniser, first - i,
                            attempt_rate(recogniser, attempt, first - i)))
            return first;
    rates = attempt_all_rates(recogniser, attempt, &arena);
    while (rates && first > 0 &&
           attempt_allows(recogniser, first - 1, rates[first - 1]))
        first--;
    arena_free(&arena);
    return first;
}

/* Adds what the training was resumed with. */
static void
add_restart(struct recogniser *recogniser, struct attempt *attempt,
            const struct attempt *after, size_t first)
{
    double step =
        roundest_whole((double)attempt_row(recogniser, attempt, first - 1) + 1,
                       (double)attempt_row(recogniser, attempt, first));
    struct text words = {.arena = recogniser->arena};

    attempt->more = (struct text){.arena = recogniser->arena};
    text_format(&attempt->more,
                ", \"restart\": [{\"step\": %.0f, \"steps\": %.0f, "
                "\"schedule\": \"",
                step, after->numbers[FORM_TOTAL]);
    attempt_schedule(after, &attempt->more);
    text_string(&attempt->more, "\"}]");
    text_format(&words, "resumed in step %.0f under a total of %.0f", step,
                after->numbers[FORM_TOTAL]);
    attempt->words = text_end(&words);
    recogniser->failed =
        recogniser->failed || attempt->more.failed || !attempt->words;
}

static bool
try_restart(struct recogniser *recogniser, const struct schedule_form *form,
            double base, double total, long offset)
{
    struct attempt after = {.form = form,
                            .numbers[FORM_TOTAL] = total,
                            .base = base,
                            .offset = offset,
                            .epoch = recogniser->epoch};
    struct attempt attempt;
    size_t first;

    if (!attempt_solve_rise(recogniser, &after))
        return false;
    first = find_tail(recogniser, &after);
    if (first < ENOUGH || first + ENOUGH > recogniser->count)
        return false;
    attempt = after;
    if (!attempt_solve_total(recogniser, &attempt, first))
        return false;
    add_restart(recogniser, &attempt, &after, first);
    if (recogniser->failed ||
        attempt_agrees(recogniser, &attempt) < recogniser->count)
        return false;
    recognise_add(recogniser, &attempt);
    return true;
}

void
recognise_restart(struct recogniser *recogniser)
{
    if (recogniser->count < 2 * ENOUGH)
        return;
    for (const struct schedule_form *form = forms; form->text; form++) {
        if (!form_has(form, 'N') || form_has(form, 'X') ||
            form_has_length(form) || form_has(form, 'F') ||
            form_has(form, 'S') || form_has(form, 'K'))
            continue;
        for (size_t o = 0; o < recogniser->usual_offsets; o++)
            for (size_t b = 0; b < recogniser->base_count; b++)
                for (size_t t = 0; t < recogniser->total_count; t++)
                    if (try_restart(recogniser, form, recogniser->bases[b],
                                    recogniser->totals[t],
                                    recogniser->offsets[o]))
                        return;
    }
}
