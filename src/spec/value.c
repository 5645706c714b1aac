/* value.c -- loads a single value: its JSON type, its range, its place. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/number.h"
#include "spec/load.h"

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

struct interval
row_interval(const struct parameter *row)
{
    struct interval interval = {-INFINITY, INFINITY, false,
                                false,     false,    false};
    const char *range = row->range;
    char *end;

    if (!range)
        return interval;
    interval.null = strstr(range, "or null") != NULL;
    interval.nan = strstr(range, "or nan") != NULL;
    if (*range != '[' && *range != '(')
        return interval;
    interval.low_open = *range == '(';
    interval.low = strtod(range + 1, &end);
    interval.high = strtod(end + 1, &end);
    interval.high_open = *end == ')';
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

/* "must be an integer in [1,inf), not 2.5"; null is offered where it may be
 * given: a flag has none. */
static bool
refused(struct loader *loader, const struct parameter *row,
        enum parameter_type type, bool null, const cJSON *value,
        const struct place *place)
{
    bool interval = row->range && strchr("[(", row->range[0]);
    int length = interval ? (int)strcspn(row->range, " ") : 0;
    bool flag = place->source && !place->source->text;

    return error_at(loader->error, place, "must be %s%s%.*s%s, not %s",
                    type_names[type], interval ? " in " : "", length,
                    row->range, null && !flag ? " or null" : "",
                    json_found(value).text);
}

/* JSON has no infinities and no NaN: a string stands for them. */
static bool
number_of(const cJSON *value, double *number)
{
    if (cJSON_IsNumber(value))
        *number = value->valuedouble;
    else if (cJSON_IsString(value) && strcmp(value->valuestring, "inf") == 0)
        *number = INFINITY;
    else if (cJSON_IsString(value) && strcmp(value->valuestring, "-inf") == 0)
        *number = -INFINITY;
    else if (cJSON_IsString(value) && strcmp(value->valuestring, "nan") == 0)
        *number = NAN;
    else
        return false;
    return true;
}

static bool
load_real(struct loader *loader, const struct parameter *row,
          enum parameter_type shown, bool null, double *field,
          const cJSON *value, const struct place *place)
{
    struct interval interval = row_interval(row);

    *field = NAN;
    if (cJSON_IsNull(value) && null)
        return true;
    return (number_of(value, field) && contains(&interval, *field) &&
            (!isinf(*field) || row->range)) ||
           refused(loader, row, shown, null, value, place);
}

/* Whether the number was written with more digits than a double holds: then
 * 2^53 + 1 would pass for 2^53. */
static bool
is_rounded(double number, const struct place *place)
{
    return number == (double)INTEGER_MOST && place->source &&
           place->source->text &&
           strtoll(place->source->text + place->offset, NULL, 10) >
               INTEGER_MOST;
}

static bool
load_integer(struct loader *loader, const struct parameter *row,
             enum parameter_type shown, bool null, long *field,
             const cJSON *value, const struct place *place)
{
    struct interval interval = row_interval(row);
    double number;

    *field = INTEGER_NULL;
    if (cJSON_IsNull(value) && null)
        return true;
    if (!number_of(value, &number) || floor(number) != number ||
        !contains(&interval, number))
        return refused(loader, row, shown, null, value, place);
    if (fabs(number) > (double)INTEGER_MOST || is_rounded(number, place))
        return error_at(loader->error, place,
                        "must be an integer of at most 2^53, not %.*s",
                        is_rounded(number, place) ? 16 : 40,
                        is_rounded(number, place)
                            ? place->source->text + place->offset
                            : json_found(value).text);
    *field = (long)number;
    return true;
}

static bool
load_choice(struct loader *loader, const struct parameter *row, int *field,
            const cJSON *value, const struct place *place)
{
    const char *found = cJSON_IsString(value) ? value->valuestring : "";
    struct nearest nearest = {.word = found};
    char *word;

    *field = 0;
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
                    row->range, json_found(value).text,
                    nearest_suggestion(&nearest).text);
}

static bool
load_text(struct loader *loader, const struct parameter *row,
          const char **field, const cJSON *value, const struct place *place)
{
    *field = NULL;
    if (cJSON_IsNull(value) && row_interval(row).null)
        return true;
    if (!cJSON_IsString(value))
        return refused(loader, row, PARAMETER_TEXT, row_interval(row).null,
                       value, place);
    *field = arena_copy(loader->arena, value->valuestring,
                        strlen(value->valuestring));
    return *field || error_memory(loader->error);
}

/* The place of an element: the list's own where the list is a default. */
static struct place
element_place(struct loader *loader, const struct place *list,
              const cJSON *value, size_t index)
{
    if (list->source)
        return document_place(loader->document, list, value, index);
    return (struct place){.parent = list, .index = index};
}

/* What a list of numbers becomes; `reals` or `integers` is set. */
static bool
load_list(struct loader *loader, const struct parameter *row,
          struct reals *reals, struct integers *integers, const cJSON *value,
          const struct place *place)
{
    size_t size = (size_t)cJSON_GetArraySize(value), i = 0;
    struct place *places = arena_alloc(loader->arena, size, sizeof *places);
    double *numbers = arena_alloc(loader->arena, size, sizeof *numbers);
    long *whole = arena_alloc(loader->arena, size, sizeof *whole);

    if (!places || !numbers || !whole)
        return error_memory(loader->error);
    for (const cJSON *item = value->child; item; item = item->next, i++) {
        places[i] = element_place(loader, place, item, i);
        /* A list of any length that may be null has no null in it, unless
         * its numbers are whole. */
        if (reals ? !load_real(loader, row, PARAMETER_REAL,
                               row->type == PARAMETER_PAIR &&
                                   row_interval(row).null,
                               &numbers[i], item, &places[i])
                  : !load_integer(loader, row, PARAMETER_INTEGER,
                                  row_interval(row).null, &whole[i], item,
                                  &places[i]))
            return false;
    }
    if (reals)
        *reals = (struct reals){size, numbers, places, false};
    else
        *integers = (struct integers){size, whole, places};
    return true;
}

/* As many numbers as the type says. */
static bool
load_fixed(struct loader *loader, const struct parameter *row,
           enum parameter_type type, double *field, const cJSON *value,
           const struct place *place)
{
    int count = type == PARAMETER_TRIPLE ? 3 : 2;
    struct reals reals;

    if (!cJSON_IsArray(value) || cJSON_GetArraySize(value) != count)
        return refused(loader, row, type, false, value, place);
    if (!load_list(loader, row, &reals, NULL, value, place))
        return false;
    memcpy(field, reals.values, (size_t)count * sizeof *field);
    return true;
}

/* One number for all, or a list. */
static bool
load_each(struct loader *loader, const struct parameter *row,
          struct reals *field, const cJSON *value, const struct place *place)
{
    if (cJSON_IsArray(value))
        return load_list(loader, row, field, NULL, value, place);
    field->values = arena_alloc(loader->arena, 1, sizeof(double));
    field->places = place;
    field->count = 1;
    field->single = true;
    if (!field->values)
        return error_memory(loader->error);
    return load_real(loader, row, PARAMETER_EACH, row_interval(row).null,
                     field->values, value, place);
}

/* Strings; a single one too, where a list with one for each group may be. */
static bool
load_texts(struct loader *loader, const struct parameter *row,
           struct texts *field, const cJSON *value, const struct place *place)
{
    bool single = row->type == PARAMETER_FORMULAS && cJSON_IsString(value);
    size_t count = single ? 1 : (size_t)cJSON_GetArraySize(value), i = 0;
    struct place *places = arena_alloc(loader->arena, count, sizeof *places);

    if (cJSON_IsNull(value) && row_interval(row).null)
        return true;
    if (!single && !cJSON_IsArray(value))
        return refused(loader, row, row->type, row_interval(row).null, value,
                       place);
    *field = (struct texts){
        .count = count,
        .values = arena_alloc(loader->arena, count, sizeof *field->values),
        .places = places,
        .single = single,
    };
    if (!places || !field->values)
        return error_memory(loader->error);
    if (single) {
        places[0] = *place;
        return load_text(loader, row, field->values, value, place);
    }
    for (const cJSON *item = value->child; item; item = item->next, i++) {
        places[i] = element_place(loader, place, item, i);
        if (!cJSON_IsString(item))
            return refused(loader, row, PARAMETER_TEXT, false, item,
                           &places[i]);
        if (!load_text(loader, row, &field->values[i], item, &places[i]))
            return false;
    }
    return true;
}

static bool
load_pairs(struct loader *loader, const struct parameter *row,
           struct pairs *field, const cJSON *value, const struct place *place)
{
    struct place *places;
    size_t i = 0;

    if (cJSON_IsNull(value) && row_interval(row).null)
        return true;
    if (!cJSON_IsArray(value))
        return refused(loader, row, row->type, row_interval(row).null, value,
                       place);
    field->count = (size_t)cJSON_GetArraySize(value);
    field->values =
        arena_alloc(loader->arena, field->count, sizeof *field->values);
    places = arena_alloc(loader->arena, field->count, sizeof *places);
    field->places = places;
    if (!field->values || !places)
        return error_memory(loader->error);
    for (const cJSON *item = value->child; item; item = item->next, i++) {
        places[i] = element_place(loader, place, item, i);
        if (!load_fixed(loader, row, PARAMETER_PAIR, field->values[i], item,
                        &places[i]))
            return false;
    }
    return true;
}

static bool
load_constants(struct loader *loader, const struct parameter *row,
               struct constants *field, const cJSON *value,
               const struct place *place)
{
    static const struct parameter number = {"",   PARAMETER_REAL, 0,    NULL,
                                            NULL, NULL,           NULL, NULL};
    size_t count = (size_t)cJSON_GetArraySize(value), i = 0;
    struct place *places = arena_alloc(loader->arena, count, sizeof *places);

    if (!cJSON_IsObject(value))
        return refused(loader, row, row->type, false, value, place);
    *field = (struct constants){
        count, arena_alloc(loader->arena, count, sizeof *field->values),
        places};
    if (!places || !field->values)
        return error_memory(loader->error);
    for (const cJSON *item = value->child; item; item = item->next, i++) {
        struct place there = document_place(loader->document, place, item, 0);

        places[i] = document_key_place(loader->document, place, item);
        places[i].name = there.name =
            arena_copy(loader->arena, item->string, strlen(item->string));
        field->values[i].name = there.name;
        if (!there.name)
            return error_memory(loader->error);
        if (!load_real(loader, &number, PARAMETER_REAL, false,
                       &field->values[i].value, item, &there))
            return false;
    }
    return true;
}

bool
load_value(struct loader *loader, const struct parameter *row, void *owner,
           const cJSON *value, const struct place *place)
{
    void *field = (char *)owner + row->offset;
    bool list = cJSON_IsArray(value), null = row_interval(row).null;

    switch (row->type) {
    case PARAMETER_REAL:
        return load_real(loader, row, row->type, null, field, value, place);
    case PARAMETER_INTEGER:
        return load_integer(loader, row, row->type, null, field, value, place);
    case PARAMETER_BOOLEAN:
        *(bool *)field = cJSON_IsTrue(value);
        return cJSON_IsBool(value) ||
               refused(loader, row, row->type, false, value, place);
    case PARAMETER_CHOICE:
        return load_choice(loader, row, field, value, place);
    case PARAMETER_TEXT:
    case PARAMETER_FORMULA:
        return load_text(loader, row, field, value, place);
    case PARAMETER_PAIR:
    case PARAMETER_TRIPLE:
        return load_fixed(loader, row, row->type, field, value, place);
    case PARAMETER_EACH:
        return load_each(loader, row, field, value, place);
    case PARAMETER_TEXTS:
    case PARAMETER_FORMULAS:
        return load_texts(loader, row, field, value, place);
    case PARAMETER_PAIRS:
        return load_pairs(loader, row, field, value, place);
    case PARAMETER_CONSTANTS:
        return load_constants(loader, row, field, value, place);
    case PARAMETER_REALS:
    case PARAMETER_INTEGERS:
        if (cJSON_IsNull(value) && null)
            return true;
        if (!list)
            return refused(loader, row, row->type, null, value, place);
        return load_list(
            loader, row, row->type == PARAMETER_REALS ? field : NULL,
            row->type == PARAMETER_INTEGERS ? field : NULL, value, place);
    default:
        return true;
    }
}
