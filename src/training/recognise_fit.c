/* recognise_fit.c -- numbers that only all rates together determine, such as a
 * total that the log does not say beside a floor: least squares, then the
 * roundest numbers nearby. */
#include <math.h>

#include "training/explain_try.h"
#include "training/recognise_fit.h"

static void
add_unknown(struct form_fit *fit, enum form_number number, double least,
            double most, double start, bool whole)
{
    double *at = &fit->attempt->numbers[number];

    *at = fmin(fmax(whole ? floor(start) : start, least), most);
    fit->unknowns[fit->count++] =
        (struct unknown_number){at, whole, least, most};
}

/* The row in which the level at the peak ends. */
static double
plateau_end(const struct form_fit *fit)
{
    return (double)attempt_row(fit->recogniser, fit->attempt,
                               plateau_last(fit->recogniser));
}

/* The lengths of the rise, on one side of the peak: within each they change the
 * rates smoothly.  Where all rates rise, its length and the base rate are one
 * number: the rise ends with the log. */
static struct explain_range
warmup_range(const struct form_fit *fit, bool beyond)
{
    const struct recogniser *recogniser = fit->recogniser;
    size_t at = recogniser->peak - (recogniser->rise > 0 && !beyond);
    double low = (double)attempt_row(recogniser, fit->attempt, at);
    double high;

    if (recogniser->rise == 0)
        return (struct explain_range){0, low};
    if (recogniser->peak + 1 == recogniser->count && beyond)
        return (struct explain_range){low, low};
    high = at + 1 == recogniser->count
               ? 20 * low
               : (double)attempt_row(recogniser, fit->attempt, at + 1);
    return (struct explain_range){fmax(low - 1, 1), high + 1};
}

/* The first of the lowest rates before any that rises behind the peak. */
static size_t
lowest_rate(const struct recogniser *recogniser)
{
    const struct logged_rate *rates = recogniser->rates;
    size_t lowest = recogniser->peak;

    for (size_t i = lowest + 1; i < recogniser->count; i++) {
        if (rates[i].value > rates[lowest].value)
            break;
        if (rates[i].value < rates[lowest].value)
            lowest = i;
    }
    return lowest;
}

/* The total: as the log says, beyond its end, or `within` it, where the rates
 * reach their lowest; they stay there or turn back. */
static void
add_total(struct form_fit *fit, bool within)
{
    const struct recogniser *recogniser = fit->recogniser;
    size_t last = recogniser->count - 1, i = lowest_rate(recogniser), end = i;
    double at = (double)recogniser->x[last];

    fit->attempt->numbers[FORM_TOTAL] = recogniser->totals[0];
    if (recogniser->logged->log->total > 0 ||
        !(form_has(fit->attempt->form, 'N') ||
          form_has(fit->attempt->form, 'R')))
        return;
    if (!within) {
        add_unknown(fit, FORM_TOTAL, at, 1000 * (at + 1), recogniser->totals[0],
                    true);
        return;
    }
    while (end < last &&
           recogniser->rates[end].value == recogniser->rates[i].value)
        end++;
    add_unknown(fit, FORM_TOTAL,
                (double)attempt_row(recogniser, fit->attempt, i - 1),
                (double)attempt_row(recogniser, fit->attempt, end),
                (double)attempt_row(recogniser, fit->attempt, i), true);
}

/* What the form leaves open, and a start for each. */
static void
list_unknowns(struct form_fit *fit, struct explain_range warmup, bool within)
{
    const struct recogniser *recogniser = fit->recogniser;
    const struct schedule_form *form = fit->attempt->form;
    double low = recogniser->rates[recogniser->count - 1].value;
    double scale = form_has(form, 'F') ? 1 : recogniser->highest;
    double most = form->most_is_base ? recogniser->highest : form->most;

    fit->attempt->base = recogniser->highest;
    add_total(fit, within);
    fit->attempt->numbers[FORM_WARMUP] = warmup.low;
    if (form_has(form, 'W') && warmup.high > warmup.low)
        add_unknown(fit, FORM_WARMUP, warmup.low, warmup.high,
                    (warmup.low + warmup.high) / 2, true);
    if (form_has(form, 'L'))
        add_unknown(fit, FORM_LENGTH, form->least,
                    form->most > 0 ? form->most
                                   : fit->attempt->numbers[FORM_TOTAL],
                    plateau_end(fit) - warmup.low, true);
    if (form_has(form, 'D'))
        add_unknown(fit, FORM_LENGTH, form->least,
                    fit->attempt->numbers[FORM_TOTAL],
                    fit->attempt->numbers[FORM_TOTAL] - plateau_end(fit), true);
    if (form_has(form, 'X'))
        add_unknown(fit, FORM_REAL, form->least, most,
                    form->most_is_base ? low
                    : most > 1         ? 1.5
                                       : most / 4,
                    false);
    if (form_has(form, 'F') || form_has(form, 'S'))
        add_unknown(fit, FORM_START, 1e-9 * scale, 0.99 * scale,
                    recogniser->rates[0].value / recogniser->highest * scale,
                    false);
    fit->unknowns[fit->count++] = (struct unknown_number){
        &fit->attempt->base, false, recogniser->highest / 2,
        recogniser->highest * 10};
}

/* With the warm-up on one side of the peak, and the total on one of the end. */
static bool
fit_between(struct recogniser *recogniser, struct attempt *attempt, bool beyond,
            bool within)
{
    struct form_fit fit = {.recogniser = recogniser, .attempt = attempt};

    fit_choose_probes(&fit);
    list_unknowns(&fit, warmup_range(&fit, beyond), within);
    if (recogniser->count < fit.count + 3)
        return false;
    fit_descend(&fit);
    return fit_is_near(&fit) && fit_round(&fit);
}

bool
attempt_fit(struct recogniser *recogniser, struct attempt *attempt)
{
    enum { FALL = 3 };
    size_t lowest = lowest_rate(recogniser);
    bool within = lowest >= recogniser->peak + FALL &&
                  recogniser->logged->log->total == 0;
    int sides = form_has(attempt->form, 'W') && recogniser->rise > 0 ? 2 : 1;
    int ends = within && form_has(attempt->form, 'N') ? 2 : 1;

    if (recogniser->rise == 0 &&
        (form_has(attempt->form, 'F') || form_has(attempt->form, 'S')))
        return false;
    for (int way = 0; way < sides * ends; way++)
        if (fit_between(recogniser, attempt, way % sides, way / sides))
            return true;
    return false;
}
