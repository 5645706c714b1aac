/* recognise.c -- searches the schedule of a log: the simplest forms first, at
 * the shifts that its shape is known to have before others. */
#include "training/recognise.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "training/explain_try.h"
#include "training/recognise_try.h"

/* Trials of a spec; a search takes less than a second of them. */
enum { TRIES_MOST = 20000 };

/* The steps of an epoch with which all fractions of epochs are whole steps: the
 * fewest, since nothing else says. */
static double
find_epoch(const struct logged_rates *logged)
{
    enum { MOST = 100000 };

    for (long epoch = 1; epoch < MOST; epoch++) {
        size_t i = 0;
        long row;

        while (i < logged->count &&
               logged_rates_row(logged, logged->rates[i].x, epoch, &row) &&
               (i == 0 || logged->rates[i].x > logged->rates[i - 1].x))
            i++;
        if (i == logged->count)
            return (double)epoch;
    }
    return 0;
}

/* The steps of all rates; false where they are none. */
static bool
take_steps(struct recogniser *recogniser)
{
    const struct logged_rates *logged = recogniser->logged;

    recogniser->epoch =
        logged->log->epochs && logged->fractions ? find_epoch(logged) : 1;
    for (size_t i = 0; i < recogniser->count; i++)
        if (recogniser->epoch == 0 ||
            !logged_rates_row(logged, recogniser->rates[i].x,
                              (long)recogniser->epoch, &recogniser->x[i]))
            return false;
    return true;
}

static void
add_base(struct recogniser *recogniser, double base)
{
    for (size_t i = 0; i < recogniser->base_count; i++)
        if (recogniser->bases[i] == base)
            return;
    recogniser->bases[recogniser->base_count++] = base;
}

/* The decimals at or just above a rate, and the rate itself. */
static void
list_bases(struct recogniser *recogniser, const struct logged_rate *highest)
{
    double value = highest->low > 0 ? highest->low : highest->value;

    for (int digits = 1; value > 0 && digits <= 4; digits++) {
        double unit = pow(10, floor(log10(value)) - digits + 1);
        char text[NUMBER_SIZE];

        snprintf(text, sizeof text, "%.*e", digits - 1,
                 ceil(value / unit * (1 - 1e-12)) * unit);
        add_base(recogniser, strtod(text, NULL));
    }
    add_base(recogniser, highest->value);
}

/* The first of the highest rates, and how many rise to it: of a schedule that
 * begins anew, as cosines with restarts do, the peak of its first cycle. */
static void
find_rise(struct recogniser *recogniser)
{
    const struct logged_rate *rates = recogniser->rates;
    size_t highest = 0, top = 0;

    for (size_t i = 0; i < recogniser->count; i++)
        if (rates[i].value > rates[highest].value)
            highest = i;
    /* DeepSpeed's first two rates are equal. */
    while (top + 1 < recogniser->count &&
           rates[top].value <= rates[top + 1].value)
        top++;
    if (!(rates[top].value > 0.7 * rates[highest].value))
        top = highest;
    while (top > 0 && rates[top - 1].value == rates[top].value)
        top--;
    recogniser->top = highest;
    recogniser->peak = top;
    for (size_t i = 0; i < top && rates[i].value <= rates[i + 1].value; i++)
        recogniser->rise = i + 1;
    if (recogniser->rise < top)
        recogniser->rise = 0;
    recogniser->highest = fabs(rates[highest].value);
    recogniser->slack = 1e-12 * recogniser->highest;
    list_bases(recogniser, &rates[highest]);
}

/* The whole length: what the log says, else its last step or one more, or the
 * next one that it would have logged. */
static void
list_totals(struct recogniser *recogniser)
{
    size_t count = recogniser->count;
    double last = (double)recogniser->x[count - 1];
    double before = count > 1 ? (double)recogniser->x[count - 2] : last;

    if (recogniser->logged->log->total > 0)
        recogniser->totals[recogniser->total_count++] =
            (double)recogniser->logged->log->total;
    if (recogniser->total_count > 0 && recogniser->totals[0] <= last + 1)
        return;
    recogniser->totals[recogniser->total_count++] = last + 1;
    recogniser->totals[recogniser->total_count++] = fmax(1, last);
    if (last - before > 1)
        recogniser->totals[recogniser->total_count++] = 2 * last - before;
}

static void
list_offsets(struct recogniser *recogniser)
{
    static const long others[] = {0, 1, -1};
    const struct log_offsets *known = &recogniser->logged->log->offsets;
    bool pinned = recogniser->logged->offset != INTEGER_NULL;

    for (size_t i = 0; i < known->count && !pinned; i++)
        recogniser->offsets[recogniser->offset_count++] = known->items[i];
    if (pinned)
        recogniser->offsets[recogniser->offset_count++] =
            recogniser->logged->offset;
    recogniser->usual_offsets = recogniser->offset_count;
    for (size_t i = 0; i < 3 && !pinned; i++) {
        size_t k = 0;

        while (k < recogniser->usual_offsets &&
               recogniser->offsets[k] != others[i])
            k++;
        if (k == recogniser->usual_offsets)
            recogniser->offsets[recogniser->offset_count++] = others[i];
    }
}

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
    for (const char *letter = "LXSFK"; *letter; letter++)
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

    for (const struct schedule_form *form = forms; form->text; form++) {
        if ((form_has(form, 'K') && !epochs) || open_numbers(form) != numbers ||
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
    try_forms(recogniser, 0, false, range, false);
    for (int own = 1; own >= 0; own--)
        for (int numbers = 0; numbers < 3 && recogniser->found_count == 0;
             numbers++)
            try_forms(recogniser, numbers, own, range, true);
}

static void
search(struct recogniser *recogniser)
{
    const struct offset_range ranges[] = {
        {0, recogniser->usual_offsets},
        {recogniser->usual_offsets, recogniser->offset_count}};

    if (try_constant(recogniser))
        return;
    for (int i = 0; i < 2 && recogniser->found_count == 0; i++)
        try_offsets(recogniser, &ranges[i]);
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
    if (!take_steps(&recogniser))
        return error_named(error, STATUS_WRONG, logged->log->name,
                           "%s must be the numbers of steps or epochs",
                           quote(logged->log->x_name).text);
    find_rise(&recogniser);
    list_totals(&recogniser);
    list_offsets(&recogniser);
    search(&recogniser);
    return (!recogniser.failed && recognise_report(&recogniser, recognition)) ||
           error_memory(error);
}
