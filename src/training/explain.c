/* explain.c -- what single change of a spec gives the rates of a log. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "training/explain_try.h"

enum { SAMPLE = 256 };

/* Shifts that may leave some reports unexplained. */
static void
search_shifts(struct search *search)
{
    static const long shifts[] = {-1, 1, -2, 2, -3, 3};
    struct change change = {0};

    for (size_t i = 0; i < 6 && !search_settled(search); i++) {
        change.shift = shifts[i];
        search_consider(search, &change);
    }
    change.shift = 0;
    if (!search_settled(search) && search->logged->count >= REPORTS_LEAST &&
        search_shift(search, 0, &change.shift))
        search_consider(search, &change);
}

/* Whether all of it was rounded to single precision, whatever it fits. */
static bool
has_single_precision(const struct logged *logged)
{
    bool fine = false;

    for (size_t i = 0; i < logged->count; i++) {
        const struct report *report = &logged->reports[i];
        double value = report->value, rounded = (double)(float)value;
        double half = report->high - value;

        if (!(fabs(value - rounded) <= half + 1e-15 * fabs(value)))
            return false;
        fine = fine || half < 1e-9 * fabs(value);
    }
    return fine;
}

/* What single precision leaves of the spec's rates. */
static struct logged
let_pass(const struct logged *logged)
{
    struct logged coarse = *logged;

    coarse.rtol = fmax(logged->rtol, 1e-6);
    coarse.atol = fmax(logged->atol, 1e-7 * logged->highest);
    return coarse;
}

/* Some reports, evenly. */
static bool
take_sample(struct search *search, struct arena *arena)
{
    const struct logged *all = search->logged;
    size_t count = all->count < SAMPLE ? all->count : SAMPLE;
    struct report *reports = arena_alloc(arena, count, sizeof *reports);
    long *rows = arena_alloc(arena, count, sizeof *rows);

    if (!reports || !rows)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t k = count > 1 ? i * (all->count - 1) / (count - 1) : 0;

        reports[i] = all->reports[k];
        rows[i] = all->rows[k];
    }
    search->sample = *all;
    search->sample.count = count;
    search->sample.reports = reports;
    search->sample.rows = rows;
    return true;
}

/* The first value of the schedule that the factor can be one of. */
static void
tell_factor(struct search *search, const struct spec_paths *paths,
            double factor, struct text *text)
{
    text_string(text, "\nlikeliest: the log has the rates times ");
    text_number(text, factor);
    for (size_t i = 0; i < paths->count; i++) {
        const struct spec_path *path = &paths->items[i];
        struct change change = {.count = 1,
                                .paths = {path->path},
                                .row = path->row,
                                .old = path->value,
                                .value = path->value * factor};

        if (path->row->type != PARAMETER_REAL &&
            path->row->type != PARAMETER_REALS &&
            path->row->type != PARAMETER_EACH)
            continue;
        search_consider(search, &change);
        if (!search_settled(search) ||
            search->best_fit.matched < search->logged->count)
            continue;
        text_format(text, ", as %s %.15g gives them", path->path, change.value);
        return;
    }
}

/* Whether one rate fits all reports. */
static bool
fits_all(const struct logged *logged, double rate)
{
    for (size_t i = 0; i < logged->count; i++)
        if (report_misses(logged, &logged->reports[i], rate) != 0)
            return false;
    return true;
}

/* The base rate, or that of the first row, in all of them; or another where
 * the spec's rates change. */
static bool
tell_unstepped(const struct search *search, const struct spec_paths *paths,
               struct text *text)
{
    const struct logged *logged = search->logged;
    double rate = paths->items[0].value, last = logged->values[0];

    for (size_t i = 0; i < logged->count; i++)
        last = logged->values[i] == last ? last : NAN;
    if (!fits_all(logged, rate))
        rate = logged->values[0];
    if (isnan(last) && !fits_all(logged, rate))
        rate = logged->reports[0].value;
    if (logged->count < REPORTS_LEAST || !fits_all(logged, rate))
        return false;
    text_string(text, "\nlikeliest: nothing stepped the schedule: all logged "
                      "rates are ");
    text_number(text, rate);
    return true;
}

/* From the first report that differs on, the rates of other rows. */
static bool
tell_tail(const struct search *search, struct text *text)
{
    const struct logged *logged = search->logged;
    struct logged tail = *logged;
    size_t first = 0;
    long shift;

    while (first < logged->count &&
           report_misses(logged, &logged->reports[first],
                         logged->values[first]) == 0)
        first++;
    tail.reports += first;
    tail.count -= first;
    if (first == 0 || tail.count < REPORTS_LEAST ||
        fits_all(&tail, tail.reports[0].value) ||
        !search_shift(search, first, &shift))
        return false;
    text_format(text, "\nlikeliest: from step %ld on ", tail.reports[0].row);
    search_tell_shift(shift, text);
    return true;
}

/* Searches, from what is most often the reason to what is least. */
static bool
search_plain(struct search *search, const struct spec_paths *paths,
             struct text *text)
{
    static const struct parameter interval = {.type = PARAMETER_CHOICE,
                                              .range = "step|epoch"};
    const struct logged *logged = search->logged;
    struct change change = {.count = 1,
                            .paths = {"schedule.interval"},
                            .row = &interval,
                            .old = logged->spec->interval};
    double factor;

    search_shifts(search);
    if (!search_settled(search) && logged->spec->steps_per_epoch > 1)
        search_words(search, &change);
    if (!search_settled(search) &&
        search_factor(logged, logged->values, &factor)) {
        tell_factor(search, paths, factor, text);
        return true;
    }
    if (!search_settled(search) && logged->count >= REPORTS_LEAST)
        search_paces(search);
    search_values(search, paths);
    return false;
}

/* What has two numbers, which few reports would fit by chance. */
static bool
search_pairs(struct search *search, const struct spec_paths *paths,
             struct text *text)
{
    if (search_settled(search) || search->logged->count < REPORTS_LEAST)
        return false;
    search_sums(search, paths);
    if (search_settled(search))
        return false;
    if (tell_tail(search, text))
        return true;
    search->scaled = true;
    search_values(search, paths);
    search->scaled = false;
    return false;
}

static void
search_all(struct search *search, const struct spec_paths *paths,
           struct text *text)
{
    if (tell_unstepped(search, paths, text))
        return;
    if (search_plain(search, paths, text) || search_pairs(search, paths, text))
        return;
    if (search->best_fit.matched > search->own_fit.matched)
        search_tell(search, text);
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
    larger = arena_alloc(paths->arena, paths->count + 1, sizeof *larger);
    if (!larger)
        return false;
    memcpy(larger, paths->items, paths->count * sizeof *larger);
    larger[paths->count++] =
        (struct spec_path){"steps", row_find(NULL, spec_table, "steps"),
                           (double)spec->steps, (double)last};
    paths->items = larger;
    return true;
}

bool
logged_explain(const struct logged *logged, struct text *text,
               struct error *error)
{
    struct arena *arena = text->arena;
    struct logged coarse = let_pass(logged);
    bool single = has_single_precision(logged);
    struct search search = {.logged = single ? &coarse : logged, .budget = 4e8};
    struct spec_paths paths = {.arena = arena};
    struct text spec = {.arena = arena};

    search.own_fit = search.best_fit =
        search_judge(search.logged, logged->values);
    if (single && search_settled(&search)) {
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
    search_all(&search, &paths, text);
    if (single)
        text_string(text, "; it has single precision, and --rtol 1e-6 lets "
                          "that pass");
    return true;
}
