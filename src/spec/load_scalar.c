/* load_scalar.c -- loads numbers, words and texts. */
#include "spec/load_scalar.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/number.h"
#include "base/number_read.h"

static const char *const type_names[] = {
    [PARAMETER_REAL] = "a number",
    [PARAMETER_INTEGER] = "an integer",
    [PARAMETER_BOOLEAN] = "true or false",
    [PARAMETER_CHOICE] = "a word",
    [PARAMETER_TEXT] = "a string",
    [PARAMETER_FORMULA] = "a string",
    [PARAMETER_PAIR] = "a list of two numbers",
    [PARAMETER_TRIPLE] = "a list of three numbers",
    [PARAMETER_REALS] = "a list of numbers",
    [PARAMETER_INTEGERS] = "a list of integers",
    [PARAMETER_EACH] = "a number, or a list with one for each group,",
    [PARAMETER_TEXTS] = "a list of strings",
    [PARAMETER_FORMULAS] = "a string, or a list with one for each group",
    [PARAMETER_PAIRS] = "a list of pairs of numbers",
    [PARAMETER_CONSTANTS] = "an object of numbers",
};

/* A bound of a range, up to one of the bytes that end it. */
static double
read_bound(const char **at)
{
    size_t length = strcspn(*at, ",])");
    const char *text = *at;
    double bound;

    *at += length;
    return number_read(text, length, &bound) ? bound : strtod(text, NULL);
}

struct interval
row_interval(const struct parameter *row)
{
    struct interval interval = {-INFINITY, INFINITY, false,
                                false,     false,    false};
    const char *range = row->range;

    if (!range)
        return interval;
    interval.null = strstr(range, "or null") != NULL;
    interval.nan = strstr(range, "or nan") != NULL;
    if (*range != '[' && *range != '(')
        return interval;
    interval.low_open = *range == '(';
    range++;
    interval.low = read_bound(&range);
    range++;
    interval.high = read_bound(&range);
    interval.high_open = *range == ')';
    return interval;
}

static bool
contains(const struct interval *interval, double value)
{
    if (!isfinite(value) && interval->nan)
        return true;
    return (interval->low_open ? value > interval->low
                               : value >= interval->low) &&
           (interval->high_open ? value < interval->high
                                : value <= interval->high);
}

/* What a script leaves open. */
static bool
refuse_unknown(struct loader *loader, const struct parameter *row,
               const struct tree *value, const struct place *place)
{
    char path[64] = "";

    if (strstr(value->text, "len("))
        snprintf(path, sizeof path, ": --steps-per-epoch N does for loaders");
    else if (row->name && place->parent && place->parent->name)
        snprintf(path, sizeof path, ": --set '%.20s.%.20s=\xE2\x80\xA6' does",
                 place->parent->name, row->name);
    return error_at(loader->error, place,
                    "is '%s', to which the script gives no value%s",
                    quote(value->text).text, path);
}

/* "5%", "3ep" */
static bool
is_length(const struct tree *value)
{
    const char *unit;

    if (!tree_is(value, TREE_STRING))
        return false;
    unit = value->text + strspn(value->text, "0123456789.");
    return unit > value->text &&
           (strcmp(unit, "%") == 0 || strcmp(unit, "ep") == 0);
}

bool
load_refused(struct loader *loader, const struct parameter *row,
             enum parameter_type type, bool null, const struct tree *value,
             const struct place *place)
{
    bool interval = row->range && strchr("[(", row->range[0]);
    int length = interval ? (int)strcspn(row->range, " ") : 0;
    const struct source *source = place->source;
    bool flag = source && !source->text && !source->composed;

    /* A length has an error of its own. */
    if (loader->error->status != STATUS_DONE)
        return false;
    if (value->unknown)
        return refuse_unknown(loader, row, value, place);
    return error_at(loader->error, place, "must be %s%s%.*s%s, not %s%s",
                    type_names[type], interval ? " in " : "", length,
                    row->range, null && !flag ? " or null" : "",
                    tree_quote(value).text,
                    !row->count && is_length(value)
                        ? "; a length is for a count of steps, as in "
                          "total_iters=5%"
                        : "");
}

/* JSON has no infinities and no NaN: strings represent them. */
static bool
number_of(struct loader *loader, const struct parameter *row,
          const struct tree *value, const struct place *place, double *number)
{
    if (tree_is(value, TREE_NUMBER))
        *number = value->number;
    else if (tree_is(value, TREE_STRING) && strcmp(value->text, "inf") == 0)
        *number = INFINITY;
    else if (tree_is(value, TREE_STRING) && strcmp(value->text, "-inf") == 0)
        *number = -INFINITY;
    else if (tree_is(value, TREE_STRING) && strcmp(value->text, "nan") == 0)
        *number = NAN;
    else
        return row->count && tree_is(value, TREE_STRING) &&
               length_read(loader, row, value, place, number);
    return true;
}

bool
load_real(struct loader *loader, const struct parameter *row,
          enum parameter_type shown, bool null, double *field,
          const struct tree *value, const struct place *place)
{
    struct interval interval = row_interval(row);

    *field = NAN;
    if (tree_is(value, TREE_NULL) && null)
        return true;
    return (number_of(loader, row, value, place, field) &&
            contains(&interval, *field) && (!isinf(*field) || row->range)) ||
           load_refused(loader, row, shown, null, value, place);
}

/* Whether rounding to a double turned a larger integer into 2^53. */
static bool
is_rounded(double number, const struct place *place)
{
    return number == (double)INTEGER_MOST && place->source &&
           place->source->text &&
           strtoll(place->source->text + place->offset, NULL, 10) >
               INTEGER_MOST;
}

bool
load_integer(struct loader *loader, const struct parameter *row,
             enum parameter_type shown, bool null, long *field,
             const struct tree *value, const struct place *place)
{
    struct interval interval = row_interval(row);
    double number;

    *field = INTEGER_NULL;
    if (tree_is(value, TREE_NULL) && null)
        return true;
    if (!number_of(loader, row, value, place, &number) ||
        floor(number) != number || !contains(&interval, number))
        return load_refused(loader, row, shown, null, value, place);
    if (fabs(number) > (double)INTEGER_MOST || is_rounded(number, place))
        return error_at(loader->error, place,
                        "must be an integer of at most 2^53, not %.*s",
                        is_rounded(number, place) ? 16 : 40,
                        is_rounded(number, place)
                            ? place->source->text + place->offset
                            : tree_quote(value).text);
    *field = (long)number;
    return true;
}

bool
load_choice(struct loader *loader, const struct parameter *row, int *field,
            const struct tree *value, const struct place *place)
{
    const char *found = tree_is(value, TREE_STRING) ? value->text : "";
    struct nearest nearest = {.word = found};
    char *word;

    *field = 0;
    if (value->unknown)
        return refuse_unknown(loader, row, value, place);
    for (const char *at = row->range; *at; at++) {
        size_t length = strcspn(at, "|");

        if (*found && strlen(found) == length && !memcmp(at, found, length))
            return true;
        word = arena_copy(loader->arena, at, length);
        if (!word)
            return error_memory(loader->error);
        nearest_try(&nearest, word);
        at += length;
        ++*field;
        if (!*at)
            break;
    }
    return error_at(loader->error, place, "must be one of %s, not %s%s",
                    row->range, tree_quote(value).text,
                    nearest_suggestion(&nearest).text);
}

bool
load_string(struct loader *loader, const struct parameter *row,
            const char **field, const struct tree *value,
            const struct place *place)
{
    *field = NULL;
    if (tree_is(value, TREE_NULL) && row_interval(row).null)
        return true;
    if (!tree_is(value, TREE_STRING) || value->unknown)
        return load_refused(loader, row, PARAMETER_TEXT, row_interval(row).null,
                            value, place);
    *field = value->text;
    return true;
}
