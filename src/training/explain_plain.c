/* explain_plain.c -- causes that need no search: the rate never changed, a
 * factor, a resumed run. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/number.h"
#include "training/explain_try.h"

bool
explain_factor(const struct logged_rates *logged, const double *values,
               struct explain_range *factor)
{
    double low = -INFINITY, high = INFINITY;

    for (size_t i = 0; i < logged->count; i++) {
        const struct logged_rate *rate = &logged->rates[i];
        double value = values[i];
        double slack = logged->atol + logged->rtol * fabs(rate->low);

        if (!isfinite(value) || !isfinite(rate->low))
            return false;
        if (fabs(value) <= 1e-9 * logged->highest)
            continue;
        low = fmax(low, fmin((rate->low - slack) / value,
                             (rate->high + slack) / value));
        high = fmin(high, fmax((rate->low - slack) / value,
                               (rate->high + slack) / value));
    }
    *factor = (struct explain_range){low, high};
    return low <= high && isfinite(low) && isfinite(high);
}

double
explain_shortest(struct explain_range range)
{
    double middle = range.low + (range.high - range.low) / 2;
    char text[NUMBER_SIZE];

    for (int digits = 1; digits < 18; digits++) {
        double value;

        snprintf(text, sizeof text, "%.*g", digits, middle);
        value = strtod(text, NULL);
        if (range.low <= value && value <= range.high)
            return value;
    }
    return middle;
}

static bool
is_real(const struct parameter *row)
{
    return row->type == PARAMETER_REAL || row->type == PARAMETER_REALS ||
           row->type == PARAMETER_EACH;
}

/* A value times the factor, with the fewest digits. */
static double
scale_value(double value, struct explain_range factor)
{
    double a = value * factor.low, b = value * factor.high;

    return explain_shortest((struct explain_range){fmin(a, b), fmax(a, b)});
}

/* Names the first value of the schedule that makes the factor, if one does. */
bool
explain_by_factor(struct explain_search *search, const struct spec_paths *paths,
                  struct text *text)
{
    const struct logged_rates *logged = search->logged;
    struct explain_range factor;

    if (!explain_factor(logged, logged->values, &factor))
        return false;
    text_string(text, "\nlikeliest: the log has the rates times ");
    text_number(text, explain_shortest(factor));
    for (size_t i = 0; i < paths->count; i++) {
        const struct spec_path *path = &paths->items[i];
        struct explain_change change = {.count = 1,
                                        .paths = {path->path},
                                        .row = path->row,
                                        .old = path->value,
                                        .value =
                                            scale_value(path->value, factor)};

        if (!is_real(path->row))
            continue;
        explain_consider(search, &change);
        if (search->best_fit.matched < logged->count)
            continue;
        text_format(text, ", as %s ", path->path);
        text_number(text, change.value);
        text_string(text, " gives them");
        break;
    }
    return true;
}

/* Whether one value agrees with all rates. */
static bool
fits_all(const struct logged_rates *logged, double value)
{
    for (size_t i = 0; i < logged->count; i++)
        if (logged_rate_miss(logged, &logged->rates[i], value) != 0)
            return false;
    return true;
}

/* All rates are the base rate, or that of the first row; or any other, where
 * the spec's rates change. */
bool
explain_by_constant(const struct explain_search *search,
                    const struct spec_paths *paths, struct text *text)
{
    const struct logged_rates *logged = search->logged;
    double value = paths->items[0].value, last = logged->values[0];

    if (fits_all(logged, 0)) {
        text_string(text, "\nlikeliest: all logged rates are 0");
        return true;
    }
    for (size_t i = 0; i < logged->count; i++)
        last = logged->values[i] == last ? last : NAN;
    if (!fits_all(logged, value))
        value = logged->values[0];
    if (isnan(last) && !fits_all(logged, value))
        value = logged->rates[0].value;
    if (logged->count < ENOUGH_RATES || !fits_all(logged, value))
        return false;
    text_string(text, "\nlikeliest: nothing stepped the schedule, or it is "
                      "constant: all logged rates are ");
    text_number(text, value);
    return true;
}

/* From the first difference on, the log has the rates of other rows. */
bool
explain_by_tail(struct explain_search *search, struct text *text)
{
    const struct logged_rates *logged = search->logged;
    struct logged_rates tail = *logged;
    size_t first = 0;
    long shift;

    while (first < logged->count &&
           logged_rate_miss(logged, &logged->rates[first],
                            logged->values[first]) == 0)
        first++;
    tail.rates += first;
    tail.count -= first;
    if (first == 0 || tail.count < ENOUGH_RATES ||
        fits_all(&tail, tail.rates[0].value) ||
        !explain_find_shift(search, first, &shift))
        return false;
    text_format(text, "\nlikeliest: from %s %.10g on ",
                logged_rates_unit(logged), tail.rates[0].x);
    explain_add_shift(logged, shift, text);
    return true;
}
