/* explain_try.c -- tries a change of a spec on the rates of a log. */
#include "training/explain_try.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "simulate/families.h"

struct explain_fit
explain_judge(const struct logged_rates *logged, const double *values)
{
    struct explain_fit fit = {0};

    for (size_t i = 0; i < logged->count; i++) {
        double miss = logged_rate_miss(logged, &logged->rates[i], values[i]);

        fit.count++;
        fit.matched += miss == 0;
        fit.miss += fmin(miss, 1e3 * logged->highest + 1);
    }
    return fit;
}

bool
explain_factor(const struct logged_rates *logged, const double *values,
               double *factor)
{
    double low = -INFINITY, high = INFINITY;
    char text[NUMBER_SIZE];

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
    if (!(low <= high) || !isfinite(low) || !isfinite(high))
        return false;
    for (int digits = 1; digits < 18; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (low + high) / 2);
        *factor = strtod(text, NULL);
        if (low <= *factor && *factor <= high)
            break;
    }
    return true;
}

void
explain_add_value(struct text *text, const struct parameter *row, double value)
{
    const char *word = row->range;

    if (row->type == PARAMETER_BOOLEAN) {
        text_string(text, value != 0 ? "true" : "false");
    } else if (row->type == PARAMETER_CHOICE) {
        for (int i = (int)value; i > 0; i--)
            word += strcspn(word, "|") + 1;
        text_add(text, word, strcspn(word, "| "));
    } else {
        text_number(text, value);
    }
}

static bool
put_value(struct document *document, const char *path,
          const struct parameter *row, double value, struct error *error)
{
    struct text text = {.arena = document->arena};

    text_string(&text, path);
    text_string(&text, "=");
    explain_add_value(&text, row, value);
    return text_end(&text) && document_set(document, text.bytes, error);
}

static bool
put_change(struct document *document, const struct explain_change *change,
           struct error *error)
{
    double rise = change->value - change->old;

    for (size_t i = 0; i < change->count; i++)
        if (!put_value(document, change->paths[i], change->row, change->value,
                       error))
            return false;
    if (change->against && !put_value(document, change->against, change->row,
                                      change->against_old - rise, error))
        return false;
    return document_expand(document, error);
}

/* The rows of the spec that the rates show. */
static const long *
move_rows(const struct logged_rates *logged,
          const struct explain_change *change, struct arena *arena)
{
    long *rows = arena_alloc(arena, logged->count, sizeof *rows);
    long times = change->times ? change->times : 1;
    long of = change->of ? change->of : 1;

    for (size_t i = 0; rows && i < logged->count; i++) {
        rows[i] = logged->rows[i] * times / of + change->shift;
        rows[i] = rows[i] > 0 ? rows[i] : 0;
    }
    return rows;
}

/* Multiplies the values by what fits all rates, or else the highest. */
static void
scale(const struct logged_rates *logged, double *values, double *factor)
{
    size_t high = 0;

    for (size_t i = 0; i < logged->count; i++)
        high = fabs(values[i]) > fabs(values[high]) ? i : high;
    if (!explain_factor(logged, values, factor))
        *factor = logged->rates[high].value / values[high];
    for (size_t i = 0; i < logged->count; i++)
        values[i] *= *factor;
}

struct explain_fit
explain_attempt(struct explain_search *search,
                const struct logged_rates *logged,
                struct explain_change *change)
{
    struct arena arena = {0};
    struct document document = {
        .arena = &arena, .table = spec_table, .families = all_families};
    struct explain_fit fit = {.miss = INFINITY, .count = logged->count};
    struct curve curve = {logged->group, logged->count,
                          move_rows(logged, change, &arena),
                          arena_alloc(&arena, logged->count, sizeof(double))};
    struct error error = {0};
    struct spec spec;

    search->budget -= 1000;
    if (curve.rows)
        search->budget -= fmin(2e5, (double)curve.rows[logged->count - 1]);
    if (curve.rows && curve.values &&
        document_parse(&document, &search->spec, &error) &&
        put_change(&document, change, &error) &&
        spec_load(&document, INTEGER_NULL, NULL, &spec, &error) &&
        curve_fill(&spec, &curve, &arena, &error)) {
        if (search->scaled)
            scale(logged, curve.values, &change->factor);
        fit = explain_judge(logged, curve.values);
    }
    arena_free(&arena);
    return fit;
}

void
explain_consider(struct explain_search *search,
                 const struct explain_change *change)
{
    struct explain_change tried = *change;
    struct explain_fit fit = explain_attempt(search, &search->sample, &tried);

    if (fit.matched * 10 < fit.count * 9)
        return;
    fit = explain_attempt(search, search->logged, &tried);
    if (fit.matched <= search->best_fit.matched)
        return;
    search->best = tried;
    search->best_fit = fit;
}

bool
explain_settled(const struct explain_search *search)
{
    return search->best_fit.matched == search->logged->count ||
           search->budget < 0;
}
