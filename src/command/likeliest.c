/* likeliest.c -- what single change of a spec gives the rates of a log. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "command/search.h"

enum { SAMPLE = 256 };

static void
search_shifts(struct search *search)
{
    const long epoch = search->logged->spec->steps_per_epoch;
    const long shifts[] = {-1, 1, -2, 2, -3, 3, -epoch, epoch};
    struct change change = {0};

    for (size_t i = 0; i < 8 && !search_settled(search); i++) {
        change.shift = shifts[i];
        search_consider(search, &change);
    }
}

/* The lowest and the highest factor with which all reports fit. */
static bool
find_factor(const struct logged *logged, double *factor)
{
    double low = -INFINITY, high = INFINITY;
    char text[NUMBER_SIZE];

    for (size_t i = 0; i < logged->count; i++) {
        const struct report *report = &logged->reports[i];
        double value = logged->values[i];
        double slack = logged->atol + logged->rtol * fabs(report->low);

        if (!isfinite(value) || !isfinite(report->low))
            return false;
        if (fabs(value) <= 1e-9 * logged->highest)
            continue;
        low = fmax(low, fmin((report->low - slack) / value,
                             (report->high + slack) / value));
        high = fmin(high, fmax((report->low - slack) / value,
                               (report->high + slack) / value));
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

static bool
is_single_precision(const struct logged *logged)
{
    struct logged coarse = *logged;
    struct fit fit;

    coarse.rtol = 1e-6;
    coarse.atol = 1e-7 * logged->highest;
    fit = search_judge(&coarse, logged->values);
    return fit.matched == fit.count;
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

static void
tell_shift(const struct change *change, struct text *text)
{
    long steps = labs(change->shift);

    text_format(text,
                "the log is %ld step%s %s: at step t it has the rate of "
                "step t %c %ld",
                steps, steps == 1 ? "" : "s",
                change->shift < 0 ? "late" : "early",
                change->shift < 0 ? '-' : '+', steps);
}

/* Whether the spec may have left the value out. */
static bool
is_default(const struct change *change)
{
    const char *standard = change->row->standard;
    double number;
    char *end;

    if (!standard)
        return false;
    if (change->row->type == PARAMETER_BOOLEAN)
        return (strcmp(standard, "true") == 0) == (change->old != 0);
    number = strtod(standard, &end);
    return end != standard && number == change->old;
}

static void
tell_change(const struct search *search, struct text *text)
{
    const struct change *change = &search->best;

    text_string(text, "\nlikeliest: ");
    if (change->count == 0)
        tell_shift(change, text);
    for (size_t i = 0; i < change->count; i++) {
        text_string(text, i ? " and " : "");
        text_string(text, change->paths[i]);
    }
    if (change->count > 0) {
        text_string(text, change->count > 1 ? " are " : " is ");
        change_add_value(text, change->row, change->value);
        text_string(text, ", not ");
        change_add_value(text, change->row, change->old);
        if (is_default(change))
            text_string(text, ", the default");
    }
    if (search->best_fit.matched < search->logged->count)
        text_format(text, "; then %zu of %zu agree", search->best_fit.matched,
                    search->logged->count);
}

static void
tell_factor(struct search *search, const struct spec_path *lr, double factor,
            struct text *text)
{
    struct change change = {.count = 1,
                            .paths = {lr->path},
                            .row = lr->row,
                            .old = lr->value,
                            .value = lr->value * factor};

    text_string(text, "\nlikeliest: the log has the rates times ");
    text_number(text, factor);
    search_consider(search, &change);
    if (search->best_fit.matched < search->logged->count)
        return;
    text_format(text, ", as %s %.15g gives them", lr->path, change.value);
}

/* Searches, from what is most often the reason to what is least. */
static void
search_all(struct search *search, const struct spec_paths *paths,
           struct text *text)
{
    static const struct parameter interval = {.type = PARAMETER_CHOICE,
                                              .range = "step|epoch"};
    const struct spec *spec = search->logged->spec;
    struct change change = {.count = 1,
                            .paths = {"schedule.interval"},
                            .row = &interval,
                            .old = spec->interval};
    double factor;

    search_shifts(search);
    if (!search_settled(search) && spec->steps_per_epoch > 1)
        search_words(search, &change);
    if (!search_settled(search) && find_factor(search->logged, &factor)) {
        tell_factor(search, &paths->items[0], factor, text);
        return;
    }
    search_values(search, paths);
    if (search->best.count > 0 || search->best.shift != 0)
        tell_change(search, text);
    else
        text_string(text, "\nno shift, no factor and no single value of the "
                          "schedule explains it");
}

bool
logged_explain(const struct logged *logged, struct text *text,
               struct error *error)
{
    struct arena *arena = text->arena;
    struct search search = {.logged = logged, .budget = 4e8};
    struct spec_paths paths = {.arena = arena};
    struct text spec = {.arena = arena};

    if (is_single_precision(logged)) {
        text_string(text, "\nlikeliest: the log has single precision; --rtol "
                          "1e-6 lets that pass");
        return true;
    }
    spec_print(logged->spec, &spec);
    text_add(&spec, "", 1);
    if (spec.failed || !spec_list_paths(logged->spec, &paths) ||
        !take_sample(&search, arena))
        return error_memory(error);
    search.spec = (struct source){
        .name = "spec", .text = spec.bytes, .length = spec.used - 1};
    search.best_fit = search_judge(logged, logged->values);
    search_all(&search, &paths, text);
    return true;
}
