/* explain.c -- finds the change of a spec that gives the rates of a log, the
 * most frequent causes first. */
#include <math.h>

#include "spec/print.h"
#include "training/explain_try.h"

enum { SAMPLE = 256, FIRST_SAMPLE = 16 };

/* Tries small shifts, which may leave some rates unexplained, then any shift
 * that explains all. */
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

/* The same rates, with the tolerance of computations in single precision. */
static struct logged_rates
within_single(const struct logged_rates *logged)
{
    struct logged_rates coarse = *logged;

    coarse.rtol = fmax(logged->rtol, 1e-6);
    coarse.atol = fmax(logged->atol, 1e-7 * logged->highest);
    return coarse;
}

/* Some of the first `most` rates, evenly. */
static bool
take_sample(const struct logged_rates *all, size_t most, struct arena *arena,
            struct logged_rates *sample)
{
    size_t count = most < SAMPLE ? most : SAMPLE;
    struct logged_rate *rates = arena_alloc(arena, count, sizeof *rates);
    long *rows = arena_alloc(arena, count, sizeof *rows);

    if (!rates || !rows)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t k = count > 1 ? i * (most - 1) / (count - 1) : 0;

        rates[i] = all->rates[k];
        rows[i] = all->rows[k];
    }
    *sample = *all;
    sample->count = count;
    sample->rates = rates;
    sample->rows = rows;
    return true;
}

/* Takes samples of longer and longer parts of the log, the first of which ends
 * shortly after the first difference: where the log has a thousand cycles,
 * their length can be found only there, and each longer sample refines it. */
bool
explain_take_samples(struct explain_search *search, struct arena *arena)
{
    const struct logged_rates *all = search->logged;
    size_t most = 0;

    while (most < all->count &&
           logged_rate_miss(all, &all->rates[most], all->values[most]) == 0)
        most++;
    most = 2 * most + FIRST_SAMPLE;
    while (search->sample_count == 0 || most < 4 * all->count) {
        size_t count = most < all->count ? most : all->count;

        if (!take_sample(all, count, arena,
                         &search->samples[search->sample_count++]))
            return false;
        most *= 4;
    }
    return true;
}

/* Tries causes with one number; true where one added its line. */
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

    try_shifts(search);
    if (!explain_settled(search) && logged->spec->steps_per_epoch > 1)
        explain_by_word(search, &change);
    if (!explain_settled(search) && explain_by_factor(search, paths, text))
        return true;
    if (!explain_settled(search) && explain_by_mean(search, text))
        return true;
    if (!explain_settled(search) && logged->count >= ENOUGH_RATES)
        explain_by_pace(search);
    explain_by_value(search, paths);
    return false;
}

/* Tries an offset beside one value. */
static void
try_shifted_values(struct explain_search *search,
                   const struct spec_paths *paths)
{
    static const long shifts[] = {-1, 1};

    for (size_t i = 0; i < 2 && !explain_settled(search); i++) {
        search->shift = shifts[i];
        explain_by_value(search, paths);
    }
    search->shift = 0;
}

/* Tries causes with two numbers, which only many rates do not fit by chance. */
static bool
try_pairs(struct explain_search *search, const struct spec_paths *paths,
          struct arena *arena, struct text *text)
{
    if (explain_settled(search) || search->logged->count < ENOUGH_RATES)
        return false;
    explain_by_sum(search, paths);
    if (explain_settled(search))
        return false;
    if (explain_by_skips(search, text) || explain_by_tail(search, text))
        return true;
    try_shifted_values(search, paths);
    if (explain_settled(search))
        return false;
    if (explain_by_restart(search, paths, arena, text))
        return true;
    search->scaled = true;
    explain_by_value(search, paths);
    search->scaled = false;
    return !explain_settled(search) && explain_by_kind(search, text);
}

static void
try_all(struct explain_search *search, const struct spec_paths *paths,
        struct arena *arena, struct text *text)
{
    if (explain_by_constant(search, paths, text) ||
        try_single(search, paths, text) ||
        try_pairs(search, paths, arena, text))
        return;
    if (search->best_fit.matched > search->own_fit.matched)
        explain_add_best(search, text);
    else
        text_string(text, "\nno shift, no factor and no single value of the "
                          "schedule explains it");
}

/* Lists the values of the schedule, and the length of the run, which is not
 * shorter than the log; nor are the totals that are the run's. */
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
    for (size_t i = 0; i < paths->count; i++)
        if (larger[i].row->count == COUNT_TOTAL &&
            larger[i].value == (double)spec->steps)
            larger[i].least = (double)last;
    return true;
}

static bool
search_all(struct explain_search *search, struct arena *arena,
           struct text *text, struct error *error)
{
    const struct logged_rates *logged = search->logged;
    struct spec_paths paths = {.arena = arena};
    struct text spec = {.arena = arena};

    spec_print(logged->spec, &spec);
    if (!text_end(&spec) ||
        !list_paths(logged->spec, logged->rows[logged->count - 1], &paths) ||
        !explain_take_samples(search, arena))
        return error_memory(error);
    search->spec = (struct source){
        .name = "spec", .text = spec.bytes, .length = spec.used};
    try_all(search, &paths, arena, text);
    return !search->failed || error_memory(error);
}

bool
explain_rates(const struct logged_rates *logged, struct text *text,
              struct error *error)
{
    const struct logged_rates coarse = within_single(logged);
    struct explain_search search = {.logged = logged->single ? &coarse : logged,
                                    .budget = EXPLAIN_BUDGET};
    struct explain_fit fit = explain_judge(&coarse, logged->values);

    if (logged->single && fit.matched == logged->count) {
        text_string(text, "\nlikeliest: the rates were computed in single "
                          "precision; a relative tolerance of 1e-6 accepts "
                          "them");
        return true;
    }
    search.own_fit = search.best_fit =
        explain_judge(search.logged, logged->values);
    return search_all(&search, text->arena, text, error);
}
