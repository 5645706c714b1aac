/* recognise_solve.c -- finds the numbers that a form leaves open, each by the
 * rates that depend on it. */
#include <math.h>

#include "training/explain_try.h"
#include "training/recognise_try.h"

enum { PROBES = 4 };

/* Whether some value between the bounds may give each of some rates. */
static bool
is_within_reach(struct recogniser *recogniser, struct attempt *attempt,
                const struct open_number *unknown, const size_t *probes)
{
    const double bounds[] = {unknown->low, unknown->high};
    double rates[2][PROBES];
    long rows[PROBES];

    for (size_t k = 0; k < PROBES; k++)
        rows[k] = attempt_row(recogniser, attempt, probes[k]);
    for (int i = 0; i < 2; i++) {
        *unknown->number = bounds[i];
        if (!attempt_rates(recogniser, attempt, rows, PROBES, rates[i]))
            return false;
    }
    for (size_t k = 0; k < PROBES; k++) {
        const struct logged_rate *rate = &recogniser->rates[probes[k]];
        double slack = recogniser->slack + 1e-9 * fabs(rate->value);

        if (fmax(rates[0][k], rates[1][k]) < rate->low - slack ||
            fmin(rates[0][k], rates[1][k]) > rate->high + slack)
            return false;
    }
    return true;
}

/* Narrows by some rates of a stretch, that of the last one first. */
static bool
narrow_by_stretch(struct recogniser *recogniser, struct attempt *attempt,
                  struct open_number *unknown, size_t first, size_t end)
{
    size_t length = end - first;
    const size_t rising[] = {first + length / 4, first + length / 2,
                             first + length * 3 / 4, end - 1};
    const size_t probes[] = {end - 1, first + length / 2, first + length / 4,
                             first + length * 3 / 4};

    if (!is_within_reach(recogniser, attempt, unknown, rising))
        return false;
    for (size_t k = 0; k < PROBES; k++)
        if (!attempt_narrow(recogniser, attempt, unknown, probes[k]))
            return false;
    return true;
}

/* The steps of the rise: by the rates that rise, then by those that fall. */
static bool
solve_warmup(struct recogniser *recogniser, struct attempt *attempt)
{
    size_t peak = recogniser->peak, rise = recogniser->rise;
    size_t count = recogniser->count;
    double total = attempt->numbers[FORM_TOTAL];
    struct open_number unknown = {.number = &attempt->numbers[FORM_WARMUP],
                                  .whole = true};

    if (rise > 0) {
        unknown.low = (double)attempt_row(recogniser, attempt, rise - 1) - 1;
        unknown.high = (double)attempt_row(
            recogniser, attempt, peak + 1 < count ? peak + 1 : count - 1);
    } else {
        unknown.high = (double)attempt_row(recogniser, attempt, 0);
    }
    unknown.low = fmax(unknown.low, rise > 0 ? 1 : 0);
    unknown.high = fmin(unknown.high + 1, total - 1);
    if (unknown.high < unknown.low)
        return false;
    if (rise > 0 && !attempt_narrow(recogniser, attempt, &unknown, rise - 1))
        return false;
    /* Where another number is open, the fall depends on both. */
    if (!form_has(attempt->form, 'X') && !form_has_length(attempt->form) &&
        peak + 1 < count &&
        !narrow_by_stretch(recogniser, attempt, &unknown, peak + 1, count))
        return false;
    *unknown.number = roundest_number(&unknown);
    return true;
}

/* Narrows by rates that do not agree with the roundest value, one after the
 * other, until all do. */
static bool
narrow_by_misses(struct recogniser *recogniser, struct attempt *attempt,
                 struct open_number *unknown)
{
    enum { MISSES_MOST = 12 };

    for (int n = 0; n < MISSES_MOST; n++) {
        double value = roundest_number(unknown);
        size_t i;

        *unknown->number = value;
        i = attempt_agrees(recogniser, attempt);
        if (i == recogniser->count)
            return true;
        if (!attempt_narrow(recogniser, attempt, unknown, i) ||
            roundest_number(unknown) == value)
            return false;
    }
    return false;
}

/* The number that is open beside the rise. */
static bool
solve_other(struct recogniser *recogniser, struct attempt *attempt)
{
    const struct schedule_form *form = attempt->form;
    bool whole = form_has_length(form);
    size_t first = form_has(form, 'D') ? plateau_last(recogniser) + 1
                                       : recogniser->peak + 1;
    struct open_number unknown = {
        .number = &attempt->numbers[whole ? FORM_LENGTH : FORM_REAL],
        .whole = whole,
        .low = form->least,
        .high = form->most_is_base ? attempt->base : form->most};

    if (whole && form->most == 0)
        unknown.high =
            attempt->numbers[FORM_TOTAL] - attempt->numbers[FORM_WARMUP];
    if (first >= recogniser->count ||
        !narrow_by_stretch(recogniser, attempt, &unknown, first,
                           recogniser->count))
        return false;
    return narrow_by_misses(recogniser, attempt, &unknown);
}

/* Where the rise begins: the line through two of its rates leads to row 0. */
static bool
solve_start(struct recogniser *recogniser, struct attempt *attempt)
{
    const struct logged_rate *rates = recogniser->rates;
    double unit = form_has(attempt->form, 'F') ? attempt->base : 1;
    size_t last = recogniser->rise > 0 ? recogniser->rise - 1 : 0;
    double a = (double)attempt_row(recogniser, attempt, 0);
    double b = (double)attempt_row(recogniser, attempt, last);
    struct explain_range range = {rates[0].low, rates[0].high};

    if (recogniser->rise == 0 || (a > 0 && a >= b))
        return false;
    if (a > 0) {
        range.low = (rates[0].low * b - rates[last].high * a) / (b - a);
        range.high = (rates[0].high * b - rates[last].low * a) / (b - a);
    }
    range.low = (range.low - recogniser->slack) / unit;
    range.high = (range.high + recogniser->slack) / unit;
    attempt->numbers[FORM_START] =
        range.low <= 0 && range.high >= 0 ? 0 : explain_shortest(range);
    return range.high >= 0;
}

bool
attempt_solve_rise(struct recogniser *recogniser, struct attempt *attempt)
{
    struct open_number unknown = {
        .number = &attempt->numbers[FORM_WARMUP],
        .whole = true,
        .low = 1,
        .high = fmin(
            attempt->numbers[FORM_TOTAL] - 1,
            (double)attempt_row(recogniser, attempt, recogniser->peak) + 2)};

    if (recogniser->rise == 0 || !form_has(attempt->form, 'W'))
        return true;
    if (unknown.high < 1 || !attempt_narrow(recogniser, attempt, &unknown, 0))
        return false;
    *unknown.number = roundest_number(&unknown);
    return true;
}

bool
attempt_solve_total(struct recogniser *recogniser, struct attempt *attempt,
                    size_t end)
{
    struct open_number unknown = {.number = &attempt->numbers[FORM_TOTAL],
                                  .whole = true};
    double last = (double)recogniser->x[recogniser->count - 1];

    unknown.low = (double)recogniser->x[end - 1];
    unknown.high = 100 * (last + 1);
    if (recogniser->peak + 1 >= end ||
        !narrow_by_stretch(recogniser, attempt, &unknown, recogniser->peak + 1,
                           end))
        return false;
    *unknown.number = roundest_number(&unknown);
    return true;
}

bool
attempt_solve(struct recogniser *recogniser, struct attempt *attempt)
{
    const struct schedule_form *form = attempt->form;

    if (form_has(form, 'K'))
        return attempt_solve_epochs(recogniser, attempt);
    /* No floor, a power of 1: while other numbers are sought. */
    attempt->numbers[FORM_REAL] = form->least > 0 ? fmin(1, form->most) : 0;
    if ((form_has(form, 'S') || form_has(form, 'F')) &&
        !solve_start(recogniser, attempt))
        return false;
    if (form_has(form, 'W') && !solve_warmup(recogniser, attempt))
        return false;
    return (!form_has(form, 'X') && !form_has_length(form)) ||
           solve_other(recogniser, attempt);
}
