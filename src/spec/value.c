/* value.c -- loads a value: its JSON type, its range, its place. */
#include "spec/value.h"

#include <string.h>

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
        if (reals ? !value_real(loader, row, PARAMETER_REAL,
                                row->type == PARAMETER_PAIR &&
                                    row_interval(row).null,
                                &numbers[i], item, &places[i])
                  : !value_integer(loader, row, PARAMETER_INTEGER,
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
        return value_refused(loader, row, type, false, value, place);
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
    return value_real(loader, row, PARAMETER_EACH, row_interval(row).null,
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
        return value_refused(loader, row, row->type, row_interval(row).null,
                             value, place);
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
        return value_text(loader, row, field->values, value, place);
    }
    for (const cJSON *item = value->child; item; item = item->next, i++) {
        places[i] = element_place(loader, place, item, i);
        if (!cJSON_IsString(item))
            return value_refused(loader, row, PARAMETER_TEXT, false, item,
                                 &places[i]);
        if (!value_text(loader, row, &field->values[i], item, &places[i]))
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
        return value_refused(loader, row, row->type, row_interval(row).null,
                             value, place);
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
        return value_refused(loader, row, row->type, false, value, place);
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
        if (!value_real(loader, &number, PARAMETER_REAL, false,
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
        return value_real(loader, row, row->type, null, field, value, place);
    case PARAMETER_INTEGER:
        return value_integer(loader, row, row->type, null, field, value, place);
    case PARAMETER_BOOLEAN:
        *(bool *)field = cJSON_IsTrue(value);
        return cJSON_IsBool(value) ||
               value_refused(loader, row, row->type, false, value, place);
    case PARAMETER_CHOICE:
        return value_choice(loader, row, field, value, place);
    case PARAMETER_TEXT:
    case PARAMETER_FORMULA:
        return value_text(loader, row, field, value, place);
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
            return value_refused(loader, row, row->type, null, value, place);
        return load_list(
            loader, row, row->type == PARAMETER_REALS ? field : NULL,
            row->type == PARAMETER_INTEGERS ? field : NULL, value, place);
    default:
        return true;
    }
}
