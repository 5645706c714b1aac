/* recognise.c -- searches the schedule of a log: the simplest forms first, at
 * the shifts that its shape is known to have before others. */
#include "training/recognise.h"

#include <math.h>
#include <string.h>

#include "training/explain_try.h"
#include "training/recognise_try.h"

void
recognise_add(struct recogniser *recogniser, const struct attempt *attempt)
{
    if (recogniser->found_count < FOUND_MOST)
        recogniser->found[recogniser->found_count++] = *attempt;
}

/* Tries a form with every total at one offset and base. */
static void
try_form(struct recogniser *recogniser, const struct schedule_form *form,
         long offset, double base)
{
    size_t totals = form_has(form, 'N') || form_has(form, 'R')
                        ? recogniser->total_count
                        : 1;

    for (size_t i = 0; i < totals; i++) {
        struct attempt attempt = {.form = form,
                                  .numbers[FORM_TOTAL] = recogniser->totals[i],
                                  .base = base,
                                  .offset = offset,
                                  .epoch = recogniser->epoch};

        if (!attempt_solve(recogniser, &attempt) ||
            attempt_agrees(recogniser, &attempt) < recogniser->count)
            continue;
        recognise_add(recogniser, &attempt);
        return;
    }
}

/* How many numbers a form leaves open. */
static int
open_numbers(const struct schedule_form *form)
{
    int count = 0;

    /* A rise is usual. */
    for (const char *letter = "LDXSFK"; *letter; letter++)
        count += form_has(form, *letter);
    return count;
}

/* Tries a form whose numbers only all rates together say. */
static void
try_fit(struct recogniser *recogniser, const struct schedule_form *form,
        long offset)
{
    struct attempt attempt = {
        .form = form, .offset = offset, .epoch = recogniser->epoch};

    if (attempt_fit(recogniser, &attempt))
        recognise_add(recogniser, &attempt);
}

static bool
is_of_system(const struct schedule_form *form, const char *system)
{
    const char *at = system ? strstr(form->systems, system) : NULL;

    return at && (at[strlen(system)] == ' ' || at[strlen(system)] == '\0');
}

/* Tries a form with each base rate. */
static void
try_bases(struct recogniser *recogniser, const struct schedule_form *form,
          long offset)
{
    size_t before = recogniser->found_count;
    size_t count = form_has(form, 'K') ? 1 : recogniser->base_count;

    for (size_t b = 0; b < count; b++) {
        if (recogniser->tries > TRIES_MOST || recogniser->failed ||
            recogniser->found_count > before)
            return;
        try_form(recogniser, form, offset, recogniser->bases[b]);
    }
}

/* Tries a form at an offset: where its total is known and little else is open,
 * number by number; else all numbers at once. */
static void
try_at(struct recogniser *recogniser, const struct schedule_form *form,
       long offset, bool open)
{
    size_t before = recogniser->found_count;
    bool total = form_has(form, 'N') || form_has(form, 'R');

    if (!open || form_has(form, 'K') || !total ||
        recogniser->logged->log->total > 0)
        try_bases(recogniser, form, offset);
    if (open && !form_has(form, 'K') && recogniser->found_count == before)
        try_fit(recogniser, form, offset);
}

/* Tries the forms with so many open numbers that a system writes, or that it
 * does not. */
static void
try_forms(struct recogniser *recogniser, int numbers, bool own,
          const struct offset_range *range, bool open)
{
    const struct logged_rates *logged = recogniser->logged;
    const char *system = logged->log->system;
    bool epochs = logged->log->epochs && !logged->fractions;
    bool held = plateau_last(recogniser) > recogniser->peak &&
                plateau_last(recogniser) + 1 < recogniser->count;

    for (const struct schedule_form *form = forms; form->text; form++) {
        if ((form_has(form, 'K') && !epochs) ||
            (form_has(form, 'D') && !held) || open_numbers(form) != numbers ||
            is_of_system(form, system) != own)
            continue;
        for (size_t o = range->from; o < range->until; o++) {
            if (recogniser->tries > TRIES_MOST || recogniser->failed)
                return;
            try_at(recogniser, form, recogniser->offsets[o], open);
        }
    }
}

/* All rates are one: no schedule shows. */
static bool
try_constant(struct recogniser *recogniser)
{
    static const struct schedule_form constant = {
        "hf.constant", "hf llamafactory", 0, 0, false};
    double low = -INFINITY, high = INFINITY;
    struct attempt attempt = {.form = &constant, .epoch = recogniser->epoch};

    for (size_t i = 0; i < recogniser->count; i++) {
        low = fmax(low, recogniser->rates[i].low);
        high = fmin(high, recogniser->rates[i].high);
    }
    if (!(low <= high))
        return false;
    attempt.base = explain_shortest((struct explain_range){low, high});
    attempt.numbers[FORM_TOTAL] = recogniser->totals[0];
    attempt.offset = recogniser->offsets[0];
    recognise_add(recogniser, &attempt);
    return true;
}

/* Tries all forms at some offsets: those with the fewest open numbers first,
 * and first those that the log's system writes. */
static void
try_offsets(struct recogniser *recogniser, const struct offset_range *range)
{
    try_forms(recogniser, 0, true, range, false);
    if (recogniser->found_count == 0)
        recognise_levels(recogniser, range);
    if (recogniser->found_count == 0)
        recognise_constants(recogniser, range);
    try_forms(recogniser, 0, false, range, false);
    for (int own = 1; own >= 0; own--)
        for (int numbers = 0; numbers < 3 && recogniser->found_count == 0;
             numbers++)
            try_forms(recogniser, numbers, own, range, true);
    if (recogniser->found_count == 0)
        recognise_cycles(recogniser, range);
}

static void
search(struct recogniser *recogniser)
{
    const struct offset_range ranges[] = {
        {0, recogniser->usual_offsets},
        {recogniser->usual_offsets, recogniser->offset_count}};

    if (try_constant(recogniser))
        return;
    for (int i = 0; i < 2 && recogniser->found_count == 0; i++) {
        recogniser->tries = 0;
        try_offsets(recogniser, &ranges[i]);
    }
    if (recogniser->found_count == 0)
        recognise_skips(recogniser);
    if (recogniser->found_count == 0)
        recognise_restart(recogniser);
}

bool
recognise(struct logged_rates *logged, struct recognition *recognition,
          struct error *error)
{
    struct arena *arena = logged->log->arena;
    struct recogniser recogniser = {
        .logged = logged,
        .arena = arena,
        .count = logged->count,
        .rates = logged->rates,
        .x = arena_alloc(arena, logged->count, sizeof(long)),
    };

    *recognition = (struct recognition){.spec = {.arena = arena},
                                        .notes = {.arena = arena}};
    if (!recogniser.x)
        return error_memory(error);
    if (!recognise_look(&recogniser))
        return error_named(error, STATUS_WRONG, logged->log->name,
                           "%s must be the numbers of steps or epochs",
                           quote(logged->log->x_name).text);
    search(&recogniser);
    return (!recogniser.failed && recognise_report(&recogniser, recognition)) ||
           error_memory(error);
}
