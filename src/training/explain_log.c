/* explain_log.c -- causes in the log or in the training: a mean in the place of
 * a rate, updates that were skipped, a resumed training, another schedule. */
#include <math.h>
#include <string.h>

#include "training/explain_try.h"
#include "training/recognise.h"
#include "training/skipped_updates.h"

/* Whether all rates are the means over the rows since the one before: from
 * `after` on, 1 where that row itself belongs to the mean before. */
static bool
are_means(const struct logged_rates *logged, const double *curve, long after)
{
    for (size_t i = 1; i < logged->count; i++) {
        long first = logged->rows[i - 1] + after, last = logged->rows[i];
        long end = last + after;
        double sum = 0;

        if (end <= first)
            return false;
        for (long t = first; t < end; t++)
            sum += curve[t];
        if (logged_rate_miss(logged, &logged->rates[i],
                             sum / (double)(end - first)) != 0)
            return false;
    }
    return true;
}

bool
explain_by_mean(struct explain_search *search, struct text *text)
{
    const struct logged_rates *logged = search->logged;
    struct arena arena = {0};
    const double *curve = explain_curve(search, 1, &arena);
    bool found = curve && logged->count >= ENOUGH_RATES &&
                 (are_means(logged, curve, 1) || are_means(logged, curve, 0));

    arena_free(&arena);
    if (found)
        text_string(text, "\nlikeliest: the log has means: each rate is that "
                          "of the steps since the one logged before");
    return found;
}

bool
explain_by_skips(struct explain_search *search, struct text *text)
{
    const struct logged_rates *logged = search->logged;
    struct arena arena = {0};
    struct skipped_updates skips = {
        .arena = &arena,
        .count = logged->count,
        .rates = logged->rates,
        .rows = logged->rows,
        .curve_count = (size_t)logged->rows[logged->count - 1] + 1,
        .curve = explain_curve(search, 0, &arena),
        .slack = logged->atol,
        .unit = logged_rates_unit(logged),
    };
    bool found = skips.curve && logged->count >= ENOUGH_RATES &&
                 skipped_updates_find(&skips);

    if (found)
        text_format(text,
                    "\nlikeliest: updates were skipped, as in mixed precision "
                    "where a gradient overflows: %s",
                    skips.words);
    search->failed = search->failed || skips.failed;
    arena_free(&arena);
    return found;
}

/* The rates from the first difference on, which another value explains. */
bool
explain_by_restart(struct explain_search *search,
                   const struct spec_paths *paths, struct arena *arena,
                   struct text *text)
{
    const struct logged_rates *logged = search->logged;
    struct logged_rates tail = *logged;
    struct explain_search rest = {
        .logged = &tail, .spec = search->spec, .budget = search->budget / 2};
    size_t first = 0;

    while (first < logged->count &&
           logged_rate_miss(logged, &logged->rates[first],
                            logged->values[first]) == 0)
        first++;
    tail.rates += first;
    tail.rows += first;
    tail.values += first;
    tail.count -= first;
    if (first < 2 || tail.count < ENOUGH_RATES ||
        !explain_take_samples(&rest, arena))
        return false;
    rest.own_fit = rest.best_fit = explain_judge(&tail, tail.values);
    explain_by_value(&rest, paths);
    search->budget = rest.budget;
    search->failed = search->failed || rest.failed;
    if (rest.best_fit.matched < tail.count)
        return false;
    text_format(text,
                "\nlikeliest: the training was resumed with another value: "
                "from %s %.10g on ",
                logged_rates_unit(logged), tail.rates[0].x);
    explain_add_values(&rest.best, text);
    return true;
}

/* Whether what was found begins with the kind of the spec's schedule. */
static bool
is_same_kind(const struct spec *spec, const char *words)
{
    const struct kind *kind = spec->schedule.kind;
    size_t length = strcspn(words, "(");

    return kind && strlen(kind->name) == length &&
           strncmp(kind->name, words, length) == 0;
}

bool
explain_by_kind(struct explain_search *search, struct text *text)
{
    struct logged_rates logged = *search->logged;
    struct recognition recognition;
    struct error error = {0};

    if (!logged.pinned)
        logged.offset = INTEGER_NULL;
    if (logged.count < ENOUGH_RATES)
        return false;
    if (!recognise(&logged, &recognition, &error)) {
        search->failed = search->failed || error.status == STATUS_LIMIT;
        return false;
    }
    if (!recognition.exact)
        return false;
    text_format(text, "\nlikeliest: another %s: the log has the rates of %s",
                is_same_kind(logged.spec, recognition.words)
                    ? "schedule"
                    : "kind of schedule",
                recognition.words);
    return true;
}
