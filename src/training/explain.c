/* explain.c -- what single change of a spec gives the rates of a log. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "spec/print.h"
#include "training/explain_try.h"

enum { SAMPLE = 256 };

/* Shifts that may leave some rates unexplained. */
static void
try_shifts(struct explain_search *search)
{
    static const long shifts[] = {-1, 1, -2, 2, -3, 3};
    struct explain_change change = {0};

    for (size_t i = 0; i < 6 && !explain_settled(search); i++) {
        change.shift = shifts[i];
        explain_consider(search, &change);
    }
    change.shift = 0;
    if (!explain_settled(search) && search->logged->count >= ENOUGH_RATES &&
        explain_find_shift(search, 0, &change.shift))
        explain_consider(search, &change);
}

/* Whether all of it was rounded to single precision, whatever it fits. */
static bool
has_single_precision(const struct logged_rates *logged)
{
    bool fine = false;

    for (size_t i = 0; i < logged->count; i++) {
        const struct logged_rate *rate = &logged->rates[i];
        double value = rate->value, rounded = (double)(float)value;
        double half = rate->high - value;

        if (!(fabs(value - rounded) <= half + 1e-15 * fabs(value)))
            return false;
        fine = fine || half < 1e-9 * fabs(value);
    }
    return fine;
}

/* What single precision leaves of the spec's rates. */
static struct logged_rates
as_single_precision(const struct logged_rates *logged)
{
    struct logged_rates coarse = *logged;

    coarse.rtol = fmax(logged->rtol, 1e-6);
    coarse.atol = fmax(logged->atol, 1e-7 * logged->highest);
    return coarse;
}

/* Some rates, evenly. */
static bool
take_sample(struct explain_search *search, struct arena *arena)
{
    const struct logged_rates *all = search->logged;
    size_t count = all->count < SAMPLE ? all->count : SAMPLE;
    struct logged_rate *rates = arena_alloc(arena, count, sizeof *rates);
    long *rows = arena_alloc(arena, count, sizeof *rows);

    if (!rates || !rows)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t k = count > 1 ? i * (all->count - 1) / (count - 1) : 0;

        rates[i] = all->rates[k];
        rows[i] = all->rows[k];
    }
    search->sample = *all;
    search->sample.count = count;
    search->sample.rates = rates;
    search->sample.rows = rows;
    return true;
}

/* The first value of the schedule that the factor can be one of. */
static void
add_factor(struct explain_search *search, const struct spec_paths *paths,
           double factor, struct text *text)
{
    text_string(text, "\nlikeliest: the log has the rates times ");
    text_number(text, factor);
    for (size_t i = 0; i < paths->count; i++) {
        const struct spec_path *path = &paths->items[i];
        struct explain_change change = {.count = 1,
                                        .paths = {path->path},
                                        .row = path->row,
                                        .old = path->value,
                                        .value = path->value * factor};

        if (path->row->type != PARAMETER_REAL &&
            path->row->type != PARAMETER_REALS &&
            path->row->type != PARAMETER_EACH)
            continue;
        explain_consider(search, &change);
        if (!explain_settled(search) ||
            search->best_fit.matched < search->logged->count)
            continue;
        text_format(text, ", as %s %.15g gives them", path->path, change.value);
        return;
    }
}

/* Whether one rate fits all rates. */
static bool
fits_all(const struct logged_rates *logged, double value)
{
    for (size_t i = 0; i < logged->count; i++)
        if (logged_rate_miss(logged, &logged->rates[i], value) != 0)
            return false;
    return true;
}

/* The base rate, or that of the first row, in all of them; or another where
 * the spec's rates change. */
static bool
add_unstepped(const struct explain_search *search,
              const struct spec_paths *paths, struct text *text)
{
    const struct logged_rates *logged = search->logged;
    double value = paths->items[0].value, last = logged->values[0];

    for (size_t i = 0; i < logged->count; i++)
        last = logged->values[i] == last ? last : NAN;
    if (!fits_all(logged, value))
        value = logged->values[0];
    if (isnan(last) && !fits_all(logged, value))
        value = logged->rates[0].value;
    if (logged->count < ENOUGH_RATES || !fits_all(logged, value))
        return false;
    text_string(text, "\nlikeliest: nothing stepped the schedule: all logged "
                      "rates are ");
    text_number(text, value);
    return true;
}

/* From the first rate that differs on, the rates of other rows. */
static bool
add_tail(const struct explain_search *search, struct text *text)
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
    text_format(text, "\nlikeliest: from step %ld on ", tail.rates[0].row);
    explain_add_shift(shift, text);
    return true;
}

/* Searches, from what is most often the reason to what is least. */
static bool
try_single(struct explain_search *search, const struct spec_paths *paths,
           struct text *text)
{
    static const struct parameter interval = {.type = PARAMETER_CHOICE,
                                              .range = "step|epoch"};
    const struct logged_rates *logged = search->logged;
    struct explain_change change = {.count = 1,
                                    .paths = {"schedule.interval"},
                                    .row = &interval,
                                    .old = logged->spec->interval};
    double factor;

    try_shifts(search);
    if (!explain_settled(search) && logged->spec->steps_per_epoch > 1)
        explain_by_word(search, &change);
    if (!explain_settled(search) &&
        explain_factor(logged, logged->values, &factor)) {
        add_factor(search, paths, factor, text);
        return true;
    }
    if (!explain_settled(search) && logged->count >= ENOUGH_RATES)
        explain_by_pace(search);
    explain_by_value(search, paths);
    return false;
}

/* What has two numbers, which few rates would fit by chance. */
static bool
try_pairs(struct explain_search *search, const struct spec_paths *paths,
          struct text *text)
{
    if (explain_settled(search) || search->logged->count < ENOUGH_RATES)
        return false;
    explain_by_sum(search, paths);
    if (explain_settled(search))
        return false;
    if (add_tail(search, text))
        return true;
    search->scaled = true;
    explain_by_value(search, paths);
    search->scaled = false;
    return false;
}

static void
try_all(struct explain_search *search, const struct spec_paths *paths,
        struct text *text)
{
    if (add_unstepped(search, paths, text))
        return;
    if (try_single(search, paths, text) || try_pairs(search, paths, text))
        return;
    if (search->best_fit.matched > search->own_fit.matched)
        explain_add_best(search, text);
    else
        text_string(text, "\nno shift, no factor and no single value of the "
                          "schedule explains it");
}

/* The values of the schedule, and the length of the run, which has not ended
 * before the log does. */
static bool
list_paths(const struct spec *spec, long last, struct spec_paths *paths)
{
    struct spec_path *larger;

    if (!spec_list_paths(spec, paths))
        return false;
    larger = arena_grow(paths->arena, paths->items, paths->count, 1,
                        &paths->room, sizeof *larger);
    if (!larger)
        return false;
    larger[paths->count++] =
        (struct spec_path){"steps", row_find(NULL, spec_table, "steps"),
                           (double)spec->steps, (double)last};
    paths->items = larger;
    return true;
}

bool
explain_rates(const struct logged_rates *logged, struct text *text,
              struct error *error)
{
    struct arena *arena = text->arena;
    struct logged_rates coarse = as_single_precision(logged);
    bool single = has_single_precision(logged);
    struct explain_search search = {.logged = single ? &coarse : logged,
                                    .budget = 4e8};
    struct spec_paths paths = {.arena = arena};
    struct text spec = {.arena = arena};

    search.own_fit = search.best_fit =
        explain_judge(search.logged, logged->values);
    if (single && explain_settled(&search)) {
        text_string(text, "\nlikeliest: the log has single precision; --rtol "
                          "1e-6 lets that pass");
        return true;
    }
    spec_print(logged->spec, &spec);
    if (!text_end(&spec) ||
        !list_paths(logged->spec, logged->rows[logged->count - 1], &paths) ||
        !take_sample(&search, arena))
        return error_memory(error);
    search.spec = (struct source){
        .name = "spec", .text = spec.bytes, .length = spec.used};
    try_all(&search, &paths, text);
    if (single)
        text_string(text, "; it has single precision, and --rtol 1e-6 lets "
                          "that pass");
    return true;
}
