/* likeliest.c -- what single change of a spec gives the rates of a log.
 *
 * A change is tried on some of the reports, and a number is searched for by
 * steps that are halved where they do not help; what fits them is then held to
 * all. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "command/logged.h"
#include "spec/paths.h"

enum { SAMPLE = 256, TOGETHER = 8, CANDIDATES = 16 };

/* How well some reports fit. */
struct fit {
    double miss; /* the sum of what they miss */
    size_t matched, count;
};

/* Values of the spec that are changed together, and how. */
struct change {
    size_t count; /* 0: none */
    const char *paths[TOGETHER];
    const struct parameter *row;
    double old, value;
    long shift; /* of the rows */
};

struct search {
    const struct logged *logged;
    struct source spec;   /* as JSON */
    struct logged sample; /* some of the reports */
    double budget;        /* rows that may still be simulated */
    struct change best;
    struct fit best_fit;
};

static struct fit
judge(const struct logged *logged, const double *values)
{
    struct fit fit = {0};

    for (size_t i = 0; i < logged->count; i++) {
        double miss = report_misses(logged, &logged->reports[i], values[i]);

        fit.count++;
        fit.matched += miss == 0;
        fit.miss += fmin(miss, 1e3 * logged->highest + 1);
    }
    return fit;
}

/* A word in quotes, true, or the shortest digits. */
static void
add_value(struct text *text, const struct parameter *row, double value)
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
put_change(struct document *document, const struct change *change,
           struct error *error)
{
    for (size_t i = 0; i < change->count; i++) {
        struct text text = {.arena = document->arena};

        text_string(&text, change->paths[i]);
        text_string(&text, "=");
        add_value(&text, change->row, change->value);
        text_add(&text, "", 1);
        if (text.failed || !document_set(document, text.bytes, error))
            return false;
    }
    return document_expand(document, error);
}

/* How well the reports fit a changed spec; not at all where it is refused. */
static struct fit
attempt(struct search *search, const struct logged *logged,
        const struct change *change)
{
    struct arena arena = {0};
    struct document document = arguments_document(logged->arguments);
    struct fit fit = {.miss = INFINITY, .count = logged->count};
    struct curve curve = {logged->group, logged->count, logged->rows,
                          change->shift,
                          arena_alloc(&arena, logged->count, sizeof(double))};
    struct error error = {0};
    struct spec spec;

    search->budget -= 1000 + fmin(1e6, (double)logged->rows[logged->count - 1]);
    document.arena = &arena;
    if (curve.values && document_parse(&document, &search->spec, &error) &&
        put_change(&document, change, &error) &&
        spec_load(&document, INTEGER_NULL, NULL, &spec, &error) &&
        curve_fill(&spec, &curve, &arena, &error))
        fit = judge(logged, curve.values);
    document_free(&document);
    arena_free(&arena);
    return fit;
}

/* Remembers a change that fits more of all reports than the others did. */
static void
consider(struct search *search, const struct change *change)
{
    struct fit fit = attempt(search, &search->sample, change);

    if (fit.matched * 10 < fit.count * 9)
        return;
    fit = attempt(search, search->logged, change);
    if (fit.matched <= search->best_fit.matched)
        return;
    search->best = *change;
    search->best_fit = fit;
}

static bool
is_settled(const struct search *search)
{
    return search->best_fit.matched == search->logged->count ||
           search->budget < 0;
}

static bool
is_whole(const struct parameter *row)
{
    return row->type == PARAMETER_INTEGER || row->type == PARAMETER_INTEGERS;
}

/* What a log suggests for a number of the schedule. */
static size_t
list_candidates(const struct logged *logged, const struct change *change,
                double candidates[CANDIDATES])
{
    const struct report *reports = logged->reports;
    double old = change->old, epoch = (double)logged->spec->steps_per_epoch;
    double last = (double)reports[logged->count - 1].row;
    size_t low = 0, high = 0, count = 0;
    double base = reports[0].low + (reports[0].high - reports[0].low) / 2;

    for (size_t i = 0; i < logged->count; i++) {
        low = reports[i].low < reports[low].low ? i : low;
        high = reports[i].low > reports[high].low ? i : high;
    }
    if (is_whole(change->row)) {
        const double whole[] = {old - 1,
                                old + 1,
                                last,
                                last + 1,
                                (double)reports[low].row,
                                (double)reports[high].row,
                                old * epoch,
                                old / epoch,
                                old * 2,
                                old / 2};

        for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
            if (whole[i] == floor(whole[i]) && whole[i] >= 0)
                candidates[count++] = whole[i];
    } else {
        const double real[] = {0,
                               1,
                               base,
                               reports[low].low,
                               reports[high].low,
                               reports[low].low / reports[high].low,
                               base / reports[high].low,
                               old / 10,
                               old * 10};

        for (size_t i = 0; i < sizeof real / sizeof *real; i++)
            if (isfinite(real[i]))
                candidates[count++] = real[i];
    }
    return count;
}

/* Tries a value on the sample; true where it is better than the best. */
static bool
improves(struct search *search, struct change *change, double value,
         struct fit *best)
{
    struct change other = *change;
    struct fit fit;

    other.value = value;
    fit = attempt(search, &search->sample, &other);
    if (!(fit.miss < best->miss))
        return false;
    *best = fit;
    change->value = value;
    return true;
}

/* The fewest digits that fit as well, since people write few. */
static void
round_value(struct search *search, struct change *change, struct fit best)
{
    char text[NUMBER_SIZE];

    for (int digits = 1; digits < 10 && search->budget > 0; digits++) {
        struct change rounded = *change;
        struct fit fit;

        snprintf(text, sizeof text, "%.*g", digits, change->value);
        rounded.value = strtod(text, NULL);
        fit = attempt(search, &search->sample, &rounded);
        if (fit.matched < best.matched || fit.matched < fit.count)
            continue;
        *change = rounded;
        return;
    }
}

static void
search_number(struct search *search, struct change *change)
{
    bool whole = is_whole(change->row);
    struct fit best = attempt(search, &search->sample, change);
    double candidates[CANDIDATES], step;
    size_t count = list_candidates(search->logged, change, candidates);

    for (size_t i = 0; i < count; i++)
        improves(search, change, candidates[i], &best);
    step = change->value != 0 ? fabs(change->value) / 2 : 0.5;
    while (best.miss > 0 && search->budget > 0 &&
           step > (whole ? 0.5 : 1e-12 * fabs(change->value))) {
        step = whole ? ceil(step) : step;
        if (improves(search, change, change->value + step, &best) ||
            improves(search, change, change->value - step, &best))
            continue;
        step = whole && step == 1 ? 0 : step / 2;
    }
    if (!whole)
        round_value(search, change, best);
    if (change->value != change->old)
        consider(search, change);
}

static void
search_words(struct search *search, struct change *change)
{
    int count = 2;

    if (change->row->type == PARAMETER_CHOICE) {
        count = 1;
        for (const char *at = change->row->range; *at; at++)
            count += *at == '|';
    }
    for (int i = 0; i < count; i++) {
        change->value = i;
        if (change->value != change->old)
            consider(search, change);
    }
}

/* Whether a value is of the class that has its turn: whole numbers, words,
 * then other numbers. */
static bool
has_turn(const struct parameter *row, int turn)
{
    bool word = row->type == PARAMETER_BOOLEAN || row->type == PARAMETER_CHOICE;

    return turn == 0   ? is_whole(row)
           : turn == 1 ? word
                       : !word && !is_whole(row);
}

/* All values of the schedule, alone; whole numbers also with those that are
 * equal, such as the length of a warm-up and the milestone behind it. */
static void
search_values(struct search *search, const struct spec_paths *paths, int turn)
{
    for (size_t i = 0; i < paths->count && !is_settled(search); i++) {
        const struct spec_path *path = &paths->items[i];
        struct change change = {.count = 1,
                                .paths = {path->path},
                                .row = path->row,
                                .old = path->value,
                                .value = path->value};

        if (!has_turn(path->row, turn))
            continue;
        if (turn == 1) {
            search_words(search, &change);
            continue;
        }
        search_number(search, &change);
        for (size_t k = i + 1; turn == 0 && k < paths->count; k++)
            if (is_whole(paths->items[k].row) &&
                paths->items[k].value == path->value && change.count < TOGETHER)
                change.paths[change.count++] = paths->items[k].path;
        change.value = change.old;
        if (change.count > 1 && !is_settled(search))
            search_number(search, &change);
    }
}

static void
search_shifts(struct search *search)
{
    const long epoch = search->logged->spec->steps_per_epoch;
    const long shifts[] = {-1, 1, -2, 2, -3, 3, -epoch, epoch};
    struct change change = {0};

    for (size_t i = 0; i < 8 && !is_settled(search); i++) {
        change.shift = shifts[i];
        consider(search, &change);
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
    fit = judge(&coarse, logged->values);
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
        add_value(text, change->row, change->value);
        text_string(text, ", not ");
        add_value(text, change->row, change->old);
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
    consider(search, &change);
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
    if (!is_settled(search) && spec->steps_per_epoch > 1)
        search_words(search, &change);
    if (!is_settled(search) && find_factor(search->logged, &factor)) {
        tell_factor(search, &paths->items[0], factor, text);
        return;
    }
    for (int turn = 0; turn < 3; turn++)
        search_values(search, paths, turn);
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
    search.best_fit = judge(logged, logged->values);
    search_all(&search, &paths, text);
    return true;
}
