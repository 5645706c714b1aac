/* explain_try.c -- tries a change of a spec on the rates of a log. */
#include "training/explain_try.h"

#include <math.h>
#include <string.h>

#include "simulate/families.h"
#include "simulate/rates_at.h"
#include "spec/spec_input.h"

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
explain_is_word(const struct parameter *row)
{
    return row->type == PARAMETER_BOOLEAN || row->type == PARAMETER_CHOICE;
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

/* Loads the spec with the values of a change. */
static bool
load_changed(const struct explain_search *search,
             const struct explain_change *change, struct document *document,
             struct arena *arena, struct spec *spec, struct error *error)
{
    struct spec_override overrides[TOGETHER + 1];
    struct spec_input input = {.source = &search->spec,
                               .families = all_families,
                               .count = change->count,
                               .overrides = overrides,
                               .epochs = INTEGER_NULL};
    bool word = change->count > 0 && explain_is_word(change->row);
    struct text text = {.arena = arena};

    if (word)
        explain_add_value(&text, change->row, change->value);
    for (size_t i = 0; i < change->count; i++)
        overrides[i] = (struct spec_override){
            .kind = word ? OVERRIDE_TEXT : OVERRIDE_NUMBER,
            .flag = "explanation",
            .path = change->paths[i],
            .text = word ? text_end(&text) : NULL,
            .number = change->value};
    if (change->against)
        overrides[input.count++] = (struct spec_override){
            .kind = OVERRIDE_NUMBER,
            .flag = "explanation",
            .path = change->against,
            .number = change->against_old - change->value + change->old};
    return text.failed ? error_memory(error)
                       : spec_input_load(&input, arena, document, spec, error);
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
    struct explain_range range;
    size_t high = 0;

    for (size_t i = 0; i < logged->count; i++)
        high = fabs(values[i]) > fabs(values[high]) ? i : high;
    *factor = explain_factor(logged, values, &range)
                  ? explain_shortest(range)
                  : logged->rates[high].value / values[high];
    for (size_t i = 0; i < logged->count; i++)
        values[i] *= *factor;
}

struct explain_fit
explain_attempt(struct explain_search *search,
                const struct logged_rates *logged,
                struct explain_change *change)
{
    struct arena arena = {0};
    struct document document;
    struct explain_fit fit = {.miss = INFINITY, .count = logged->count};
    struct rates_at wanted = {
        logged->group, logged->count, move_rows(logged, change, &arena),
        arena_alloc(&arena, logged->count, sizeof(double))};
    struct error error = {0};
    struct spec spec;

    search->budget -= 1000;
    if (wanted.rows)
        search->budget -= fmin(2e5, (double)wanted.rows[logged->count - 1]);
    if (logged->progress)
        logged->progress(logged->progress_context,
                         EXPLAIN_BUDGET - search->budget, EXPLAIN_BUDGET);
    if (wanted.rows && wanted.values &&
        load_changed(search, change, &document, &arena, &spec, &error) &&
        rates_at_fill(&spec, &wanted, &arena, &error)) {
        if (search->scaled)
            scale(logged, wanted.values, &change->factor);
        fit = explain_judge(logged, wanted.values);
    }
    search->failed = search->failed || !wanted.rows || !wanted.values ||
                     error.status == STATUS_LIMIT;
    arena_free(&arena);
    return fit;
}

bool
explain_is_near(struct explain_fit fit)
{
    return fit.matched * 10 >= fit.count * 9;
}

void
explain_consider(struct explain_search *search,
                 const struct explain_change *change)
{
    struct explain_change tried = *change;
    const struct logged_rates *sample =
        &search->samples[search->sample_count - 1];
    struct explain_fit fit = explain_attempt(search, sample, &tried);

    if (!explain_is_near(fit))
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
