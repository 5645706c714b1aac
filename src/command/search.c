/* search.c -- tries a change of a spec on the reports of a log. */
#include "command/search.h"

#include <math.h>
#include <string.h>

struct fit
search_judge(const struct logged *logged, const double *values)
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

void
change_add_value(struct text *text, const struct parameter *row, double value)
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
        change_add_value(&text, change->row, change->value);
        text_add(&text, "", 1);
        if (text.failed || !document_set(document, text.bytes, error))
            return false;
    }
    return document_expand(document, error);
}

struct fit
search_attempt(struct search *search, const struct logged *logged,
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

    search->budget -= 1000 + fmin(2e5, (double)logged->rows[logged->count - 1]);
    document.arena = &arena;
    if (curve.values && document_parse(&document, &search->spec, &error) &&
        put_change(&document, change, &error) &&
        spec_load(&document, INTEGER_NULL, NULL, &spec, &error) &&
        curve_fill(&spec, &curve, &arena, &error))
        fit = search_judge(logged, curve.values);
    document_free(&document);
    arena_free(&arena);
    return fit;
}

void
search_consider(struct search *search, const struct change *change)
{
    struct fit fit = search_attempt(search, &search->sample, change);

    if (fit.matched * 10 < fit.count * 9)
        return;
    fit = search_attempt(search, search->logged, change);
    if (fit.matched <= search->best_fit.matched)
        return;
    search->best = *change;
    search->best_fit = fit;
}

bool
search_settled(const struct search *search)
{
    return search->best_fit.matched == search->logged->count ||
           search->budget < 0;
}
