/* explain_values.c -- tries the values of a schedule, one by one: on some of
 * the rates, then on all. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "training/explain_try.h"

enum { CANDIDATES = 20, PATIENCE = 64 };

static bool
is_whole(const struct parameter *row)
{
    return row->type == PARAMETER_INTEGER || row->type == PARAMETER_INTEGERS;
}

/* What may count steps, whatever its type. */
static bool
counts_steps(const struct parameter *row, double old)
{
    return is_whole(row) ||
           (!explain_is_word(row) && old >= 2 && old == floor(old));
}

/* What a log suggests for a number of the schedule. */
static size_t
list_candidates(const struct logged_rates *logged,
                const struct explain_change *change,
                double candidates[CANDIDATES])
{
    const struct logged_rate *rates = logged->rates;
    double old = change->old, epoch = (double)logged->spec->steps_per_epoch;
    double last = (double)rates[logged->count - 1].row;
    size_t low = 0, high = 0, count = 0;
    double base = rates[0].low + (rates[0].high - rates[0].low) / 2;

    for (size_t i = 0; i < logged->count; i++) {
        low = rates[i].low < rates[low].low ? i : low;
        high = rates[i].low > rates[high].low ? i : high;
    }
    if (counts_steps(change->row, old)) {
        const double whole[] = {old - 1,
                                old + 1,
                                last,
                                last + 1,
                                (double)rates[low].row,
                                (double)rates[high].row,
                                old * epoch,
                                old / epoch,
                                old * 2,
                                old / 2};

        for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
            if (whole[i] == floor(whole[i]) && whole[i] >= 0)
                candidates[count++] = whole[i];
    }
    if (!is_whole(change->row)) {
        const double real[] = {0,
                               1,
                               base,
                               rates[low].low,
                               rates[high].low,
                               rates[low].low / rates[high].low,
                               base / rates[high].low,
                               old / 10,
                               old * 10};

        for (size_t i = 0; i < sizeof real / sizeof *real; i++)
            if (isfinite(real[i]))
                candidates[count++] = real[i];
    }
    return count;
}

/* Tries a value on a sample; true where it is better than the best. */
static bool
improves(struct explain_search *search, const struct logged_rates *sample,
         struct explain_change *change, double value, struct explain_fit *best)
{
    struct explain_change other = *change;
    struct explain_fit fit;

    if (value < change->least)
        return false;
    other.value = value;
    fit = explain_attempt(search, sample, &other);
    if (!(fit.miss < best->miss))
        return false;
    *best = fit;
    change->value = value;
    return true;
}

/* Improves the value by what the log suggests, then by steps that are halved
 * where they do not help. */
static struct explain_fit
descend(struct explain_search *search, const struct logged_rates *sample,
        struct explain_change *change)
{
    bool whole = is_whole(change->row) || change->against;
    struct explain_fit best = explain_attempt(search, sample, change);
    double candidates[CANDIDATES], step;
    size_t count = list_candidates(search->logged, change, candidates);
    int moves = 0;

    for (size_t i = 0; best.miss > 0 && i < count; i++)
        improves(search, sample, change, candidates[i], &best);
    step = change->value != 0 ? fabs(change->value) / 2 : 0.5;
    while (best.miss > 0 && search->budget > 0 &&
           step > (whole ? 0.5 : 1e-12 * fabs(change->value))) {
        step = whole ? ceil(step) : step;
        if (improves(search, sample, change, change->value + step, &best) ||
            improves(search, sample, change, change->value - step, &best)) {
            /* Double the step now and then, so that a value that improves
             * for ever cannot exhaust the budget. */
            step *= ++moves % PATIENCE == 0 ? 2 : 1;
            continue;
        }
        step = whole && step == 1 ? 0 : step / 2;
    }
    return best;
}

/* Rounds to some digits, to either side; true where it fits as well. */
static bool
round_to(struct explain_search *search, const struct logged_rates *sample,
         struct explain_change *change, int digits)
{
    double unit =
        pow(10, floor(log10(fabs(change->value))) + 1 - (double)digits);

    for (int side = 0; side < 2; side++) {
        struct explain_change rounded = *change;
        struct explain_fit fit;
        char text[NUMBER_SIZE];

        snprintf(text, sizeof text, "%.*g", digits,
                 (floor(change->value / unit) + side) * unit);
        rounded.value = strtod(text, NULL);
        fit = explain_attempt(search, sample, &rounded);
        if (fit.matched < fit.count)
            continue;
        *change = rounded;
        return true;
    }
    return false;
}

/* The fewest digits that fit as well, since people write few. */
static void
round_value(struct explain_search *search, const struct logged_rates *sample,
            struct explain_change *change)
{
    if (change->value == 0)
        return;
    for (int digits = 1; digits < 10 && search->budget > 0; digits++)
        if (round_to(search, sample, change, digits))
            return;
}

/* What fits nearly all of one sample goes on to the next.  Rounding comes
 * before that: over a thousand cycles even 1e-13 of their length shows. */
static void
try_number(struct explain_search *search, struct explain_change *change)
{
    for (size_t i = 0; i < search->sample_count; i++) {
        const struct logged_rates *sample = &search->samples[i];
        struct explain_fit fit = descend(search, sample, change);

        if (!explain_is_near(fit))
            return;
        if (!change->against && fit.matched == fit.count)
            round_value(search, sample, change);
    }
    if (change->value != change->old)
        explain_consider(search, change);
}

void
explain_by_word(struct explain_search *search, struct explain_change *change)
{
    int count = 2;

    if (change->row->type == PARAMETER_CHOICE) {
        count = 1;
        for (const char *at = change->row->range; *at; at++)
            count += *at == '|';
    }
    for (int i = 0; i < count; i++) {
        change->value = i;
        if (change->value != change->old)
            explain_consider(search, change);
    }
}

/* Whether a value is of the class that has its turn: whole numbers, words,
 * then other numbers. */
static bool
has_turn(const struct parameter *row, int turn)
{
    return turn == 0   ? is_whole(row)
           : turn == 1 ? explain_is_word(row)
                       : !explain_is_word(row) && !is_whole(row);
}

/* Adds the later paths that have the same value, such as the milestone behind
 * a warm-up's length. */
static void
add_equals(const struct spec_paths *paths, size_t first,
           struct explain_change *change)
{
    for (size_t k = first + 1; k < paths->count; k++)
        if (is_whole(paths->items[k].row) &&
            paths->items[k].value == change->old && change->count < TOGETHER)
            change->paths[change->count++] = paths->items[k].path;
}

static struct explain_change
change_of(const struct spec_path *path)
{
    return (struct explain_change){.count = 1,
                                   .paths = {path->path},
                                   .row = path->row,
                                   .old = path->value,
                                   .value = path->value,
                                   .least = path->least};
}

/* Values alone; whole numbers also with those that are equal. */
static void
try_turn(struct explain_search *search, const struct spec_paths *paths,
         int turn)
{
    for (size_t i = 0; i < paths->count && !explain_settled(search); i++) {
        struct explain_change change = change_of(&paths->items[i]);

        if (!has_turn(change.row, turn))
            continue;
        if (turn == 1) {
            explain_by_word(search, &change);
            continue;
        }
        try_number(search, &change);
        if (turn > 0)
            continue;
        change.value = change.old;
        add_equals(paths, i, &change);
        if (change.count > 1 && !explain_settled(search))
            try_number(search, &change);
    }
}

/* Whether a change moves a value already. */
static bool
moves(const struct explain_change *change, const char *path)
{
    for (size_t i = 0; i < change->count; i++)
        if (change->paths[i] == path)
            return true;
    return false;
}

void
explain_by_sum(struct explain_search *search, const struct spec_paths *paths)
{
    for (size_t i = 0; i < paths->count; i++) {
        struct explain_change first = change_of(&paths->items[i]);

        if (!is_whole(first.row))
            continue;
        add_equals(paths, i, &first);
        for (size_t k = 0; k < paths->count && !explain_settled(search); k++) {
            const struct spec_path *other = &paths->items[k];
            struct explain_change change = first;

            if (moves(&first, other->path) ||
                !counts_steps(other->row, other->value))
                continue;
            change.against = other->path;
            change.against_old = other->value;
            try_number(search, &change);
        }
    }
}

void
explain_by_value(struct explain_search *search, const struct spec_paths *paths)
{
    for (int turn = 0; turn < 3; turn++)
        try_turn(search, paths, turn);
}
