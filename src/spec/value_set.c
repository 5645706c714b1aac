/* value_set.c -- parses and enumerates a set of values. */
#include "spec/value_set.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/csv.h"

/* More values are surely a mistake. */
static const long MOST = 1000000000;

/* The length of a value, up to a comma outside of brackets and quotes. */
static size_t
value_length(const char *text)
{
    size_t i = 0;
    int depth = 0;
    char quoted = '\0';

    for (; text[i]; i++) {
        if (quoted && text[i] == '\\' && text[i + 1]) {
            i++;
        } else if (quoted) {
            quoted = text[i] == quoted ? '\0' : quoted;
        } else if (strchr("\"'", text[i])) {
            quoted = text[i];
        } else if (text[i] == ',' && depth == 0) {
            break;
        }
        if (!quoted)
            depth += (strchr("[({", text[i]) != NULL) -
                     (strchr("])}", text[i]) != NULL);
    }
    return i;
}

static bool
split_list(struct value_set *values, const struct source *source,
           const char *text, struct arena *arena, struct error *error)
{
    size_t room = 1;

    for (const char *at = text; *at; at++)
        room += *at == ',';
    values->items = arena_alloc(arena, room, sizeof *values->items);
    if (!values->items)
        return error_memory(error);
    for (const char *at = text;; at++) {
        size_t length = value_length(at);
        const char *start = at + strspn(at, " ");

        if (start >= at + length)
            return error_in(error, source, (size_t)(at - source->text),
                            "must be a value");
        values->items[values->count] =
            arena_copy(arena, start, (size_t)(at + length - start));
        if (!values->items[values->count++])
            return error_memory(error);
        at += length;
        if (!*at)
            return true;
    }
}

/* Whether the values are in brackets. */
static bool
has_brackets(const char *text)
{
    size_t length = strlen(text);

    return *text == '[' && text[length - 1] == ']' &&
           value_length(text) == length;
}

/* 1e-4:1:20 was surely meant as 20 values. */
static bool
refuse_step(const struct value_set *values, const struct source *source,
            size_t at, double step, struct error *error)
{
    struct quoted text = quote(source->text + at);
    char logarithm[32] = "";

    if (values->low > 0)
        snprintf(logarithm, sizeof logarithm, "log%.0f or ", step);
    if (step < 2 || step > (double)MOST || step != floor(step))
        return error_in(error, source, at,
                        "must be a step within the range, not %s", text.text);
    return error_in(error, source, at,
                    "must be a step within the range, not %s; %slin%.0f makes "
                    "%.0f values",
                    text.text, logarithm, step, step);
}

static bool
fill_steps(struct value_set *values, const struct source *source, size_t at,
           double step, struct error *error)
{
    double last = floor((values->high - values->low) / step * (1 + 1e-12));

    if (last < 1)
        return refuse_step(values, source, at, step, error);
    if (last >= MOST)
        return error_in(error, source, at,
                        "must be at most %ld values, not %.0f", MOST, last + 1);
    values->range = false;
    values->step = step;
    values->count = (size_t)last + 1;
    return true;
}

/* The spacing after the ends of a range: a step, log or lin. */
static bool
parse_spacing(struct value_set *values, const struct source *source,
              const char *text, struct error *error)
{
    size_t at = (size_t)(text - source->text);
    bool spaced = strncmp(text, "log", 3) == 0 || strncmp(text, "lin", 3) == 0;
    char *end;
    double number = strtod(text + (spaced ? 3 : 0), &end);

    if (*end || (!spaced && !(number > 0 && isfinite(number))))
        return error_in(error, source, at,
                        "must be a step above 0, log or lin, not '%s'",
                        quote(text).text);
    if (!spaced)
        return fill_steps(values, source, at, number, error);
    values->log = text[1] == 'o';
    if (values->log && values->low <= 0)
        return error_in(error, source, at, "log must have ends above 0");
    if (!text[3])
        return true;
    if (number != floor(number) || number < 1 || number > (double)MOST)
        return error_in(error, source, at + 3,
                        "must be a number of values, 1 to %ld", MOST);
    values->range = false;
    values->count = (size_t)number;
    return true;
}

/* "a:b…"; false in `is_range` where it is something else. */
static bool
parse_range(struct value_set *values, const struct source *source,
            const char *text, bool *is_range, struct error *error)
{
    char *end;

    values->low = strtod(text, &end);
    *is_range = end != text && *end == ':';
    if (!*is_range)
        return true;
    text = end + 1;
    values->high = strtod(text, &end);
    if (end == text || (*end && *end != ':') || !isfinite(values->low) ||
        !isfinite(values->high))
        return error_in(error, source, (size_t)(text - source->text),
                        "must be the end of a range, a number");
    if (!(values->low < values->high))
        return error_in(error, source, (size_t)(text - source->text),
                        "must be above the range's other end");
    values->range = true;
    if (*end)
        return parse_spacing(values, source, end + 1, error);
    /* Below 1, a step of 1 makes no sense: any number in between is meant. */
    return values->high - values->low < 1 ||
           fill_steps(values, source, (size_t)(text - source->text), 1, error);
}

/* Ranges and lists as other languages write them: 1e-4..1, logspace(1e-4, 1,
 * 9), "1 2". */
static bool
refuse_spelling(const struct source *source, const char *text,
                struct error *error)
{
    static const char *const calls[] = {"logspace(", "geomspace(", "linspace(",
                                        "range(", "arange("};
    size_t at = (size_t)(text - source->text), length = value_length(text);
    char *end;
    size_t i = 0;

    strtod(text, &end);
    while (i < sizeof calls / sizeof *calls &&
           strncmp(text, calls[i], strlen(calls[i])) != 0)
        i++;
    if (i < sizeof calls / sizeof *calls)
        return error_in(error, source, at,
                        "must be a range such as 1e-4:1:%s9, not '%s'",
                        i < 2 ? "log" : "lin", quote_bytes(text, length).text);
    if (end == text || end >= text + length)
        return true;
    at = (size_t)(end - source->text);
    if (*end == '.' || *end == '~' || *end == '-')
        return error_in(error, source, at,
                        "must be ':' between the ends of a range, such as "
                        "1e-4:1:log9, not '%.*s'",
                        end[1] == '.' ? 2 : 1, end);
    return *end != ' ' || !strchr("0123456789.-", end[strspn(end, " ")]) ||
           error_in(error, source, at, "must be ',' between two values");
}

bool
value_set_parse(struct value_set *values, const char *flag, const char *text,
                struct arena *arena, struct error *error)
{
    struct source source = {.name = flag, .text = text, .length = strlen(text)};
    size_t path = strcspn(text, "=");
    bool is_range;

    *values = (struct value_set){0};
    if (!text[path] || path == 0)
        return error_in(error, &source, text[path] ? 0 : path,
                        "must be PATH=VALUES, such as lr=1e-4:1:log9");
    values->name = values->path = arena_copy(arena, text, path);
    if (!values->path)
        return error_memory(error);
    if (strcmp(values->path, "lr") == 0)
        values->path = "optimizer.lr";
    for (const char *at = values->path; *at; at++)
        values->depth += *at == '.' || *at == '[';
    text += path + 1;
    if (!parse_range(values, &source, text, &is_range, error))
        return false;
    if (is_range)
        return true;
    if (!refuse_spelling(&source, text, error))
        return false;
    if (has_brackets(text)) {
        /* Without the last bracket; columns stay those of the argument. */
        size_t start = (size_t)(text - source.text) + 1;

        source.text = arena_copy(arena, source.text, --source.length);
        if (!source.text)
            return error_memory(error);
        text = source.text + start;
    }
    return split_list(values, &source, text, arena, error);
}

static bool
refuse_twice(const struct value_set *sets, const struct value_set *last,
             const char *flag, struct error *error)
{
    for (const struct value_set *other = sets; other < last; other++)
        if (strcmp(other->path, last->path) == 0)
            return error_plain(error, STATUS_WRONG, "%s: %s is given twice",
                               flag, quote(last->name).text);
    return true;
}

struct value_set *
value_sets_parse(const char *flag, const char *const *texts, size_t count,
                 int most, struct arena *arena, struct error *error)
{
    struct value_set *sets = arena_alloc(arena, count, sizeof *sets);

    if (!sets)
        error_memory(error);
    else if (count > (size_t)most)
        error_plain(error, STATUS_WRONG, "%s: must be given at most %d times",
                    flag, most);
    if (!sets || count > (size_t)most)
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (!value_set_parse(&sets[i], flag, texts[i], arena, error) ||
            !refuse_twice(sets, &sets[i], flag, error))
            return NULL;
    return sets;
}

double
value_set_between(const struct value_set *values, double share)
{
    double low = values->low, high = values->high;

    if (share <= 0 || share >= 1)
        return share <= 0 ? low : high;
    return values->log ? low * pow(high / low, share)
                       : low + (high - low) * share;
}

/* A number as people write it: 0.3, not 0.30000000000000004. */
static double
rounded(double number)
{
    char text[32];

    snprintf(text, sizeof text, "%.15g", number);
    return strtod(text, NULL);
}

bool
value_set_number(const struct value_set *values, size_t i, double *number)
{
    size_t last = values->count - 1;

    if (values->items)
        return csv_is_number(&(struct csv_field){.text = values->items[i]},
                             number);
    if (values->step > 0)
        *number = rounded(values->low + (double)i * values->step);
    else if (i == 0 || i == last)
        *number = i == 0 ? values->low : values->high;
    else
        *number = rounded(value_set_between(values, (double)i / (double)last));
    return true;
}

void
value_set_add_item(const struct value_set *values, size_t i, struct text *text)
{
    double number = 0;

    if (values->items) {
        text_string(text, values->items[i]);
        return;
    }
    value_set_number(values, i, &number);
    text_number(text, number);
}

const char *
value_set_at(const struct value_set *values, double share, double *number)
{
    size_t item = (size_t)(share * (double)values->count);

    item = item < values->count ? item : values->count - 1;
    if (values->items)
        return values->items[item];
    if (values->range)
        *number = value_set_between(values, share);
    else
        value_set_number(values, item, number);
    return NULL;
}
