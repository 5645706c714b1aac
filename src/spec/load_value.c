/* load_value.c -- loads values of every type but nodes. */
#include "spec/load_scalar.h"

#include <string.h>

/* A list of numbers into `reals` or `integers`, whichever is not NULL. */
static bool
load_list(struct loader *loader, const struct parameter *row,
          struct reals *reals, struct integers *integers,
          const struct tree *value, const struct place *place)
{
    size_t size = value->count, i = 0;
    struct place *places = arena_alloc(loader->arena, size, sizeof *places);
    double *numbers = arena_alloc(loader->arena, size, sizeof *numbers);
    long *whole = arena_alloc(loader->arena, size, sizeof *whole);
    struct parameter second = *row;

    if (!places || !numbers || !whole)
        return error_memory(loader->error);
    second.count = COUNT_NONE;
    for (const struct tree *item = value->child; item; item = item->next, i++) {
        if (row->type == PARAMETER_PAIRS && i == 1)
            row = &second;
        places[i] = tree_place(item, place, i);
        /* If a list of reals may be null, its elements may not. */
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

/* A list of any length, or null. */
static bool
load_numbers(struct loader *loader, const struct parameter *row, void *field,
             const struct tree *value, const struct place *place)
{
    bool null = row_interval(row).null;
    bool whole = row->type == PARAMETER_INTEGERS;

    if (tree_is(value, TREE_NULL) && null)
        return true;
    if (!tree_is(value, TREE_LIST))
        return load_refused(loader, row, row->type, null, value, place);
    return load_list(loader, row, whole ? NULL : field, whole ? field : NULL,
                     value, place);
}

/* As many numbers as the type says. */
static bool
load_fixed(struct loader *loader, const struct parameter *row,
           enum parameter_type type, double *field, const struct tree *value,
           const struct place *place)
{
    size_t count = type == PARAMETER_TRIPLE ? 3 : 2;
    struct reals reals;

    if (!tree_is(value, TREE_LIST) || value->count != count)
        return load_refused(loader, row, type, false, value, place);
    if (!load_list(loader, row, &reals, NULL, value, place))
        return false;
    memcpy(field, reals.values, count * sizeof *field);
    return true;
}

/* One number for all, or a list. */
static bool
load_each(struct loader *loader, const struct parameter *row,
          struct reals *field, const struct tree *value,
          const struct place *place)
{
    if (tree_is(value, TREE_LIST))
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

/* A list of strings; for each group, a single string too. */
static bool
load_texts(struct loader *loader, const struct parameter *row,
           struct texts *field, const struct tree *value,
           const struct place *place)
{
    bool single =
        row->type == PARAMETER_FORMULAS && tree_is(value, TREE_STRING);
    size_t count = single ? 1 : value->count, i = 0;
    struct place *places = arena_alloc(loader->arena, count, sizeof *places);

    if (tree_is(value, TREE_NULL) && row_interval(row).null)
        return true;
    if (!single && !tree_is(value, TREE_LIST))
        return load_refused(loader, row, row->type, row_interval(row).null,
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
        return load_string(loader, row, field->values, value, place);
    }
    for (const struct tree *item = value->child; item; item = item->next, i++) {
        places[i] = tree_place(item, place, i);
        if (!tree_is(item, TREE_STRING))
            return load_refused(loader, row, PARAMETER_TEXT, false, item,
                                &places[i]);
        if (!load_string(loader, row, &field->values[i], item, &places[i]))
            return false;
    }
    return true;
}

static bool
load_pairs(struct loader *loader, const struct parameter *row,
           struct pairs *field, const struct tree *value,
           const struct place *place)
{
    struct place *places;
    size_t i = 0;

    if (tree_is(value, TREE_NULL) && row_interval(row).null)
        return true;
    if (!tree_is(value, TREE_LIST))
        return load_refused(loader, row, row->type, row_interval(row).null,
                            value, place);
    field->count = value->count;
    field->values =
        arena_alloc(loader->arena, field->count, sizeof *field->values);
    places = arena_alloc(loader->arena, field->count, sizeof *places);
    field->places = places;
    if (!field->values || !places)
        return error_memory(loader->error);
    for (const struct tree *item = value->child; item; item = item->next, i++) {
        places[i] = tree_place(item, place, i);
        if (!load_fixed(loader, row, PARAMETER_PAIR, field->values[i], item,
                        &places[i]))
            return false;
    }
    return true;
}

static bool
load_constants(struct loader *loader, const struct parameter *row,
               struct constants *field, const struct tree *value,
               const struct place *place)
{
    static const struct parameter number = {.type = PARAMETER_REAL};
    size_t count = value->count, i = 0;
    struct place *places = arena_alloc(loader->arena, count, sizeof *places);

    if (!tree_is(value, TREE_OBJECT))
        return load_refused(loader, row, row->type, false, value, place);
    *field = (struct constants){
        count, arena_alloc(loader->arena, count, sizeof *field->values),
        places};
    if (!places || !field->values)
        return error_memory(loader->error);
    for (const struct tree *item = value->child; item; item = item->next, i++) {
        struct place there = tree_place(item, place, 0);

        places[i] = tree_key_place(item, place);
        field->values[i].name = item->key;
        if (!load_real(loader, &number, PARAMETER_REAL, false,
                       &field->values[i].value, item, &there))
            return false;
    }
    return true;
}

bool
load_value(struct loader *loader, const struct parameter *row, void *owner,
           const struct tree *value, const struct place *place)
{
    void *field = (char *)owner + row->offset;
    bool null = row_interval(row).null;

    switch (row->type) {
    case PARAMETER_REAL:
        return load_real(loader, row, row->type, null, field, value, place);
    case PARAMETER_INTEGER:
        return load_integer(loader, row, row->type, null, field, value, place);
    case PARAMETER_BOOLEAN:
        *(bool *)field = value->truth;
        return tree_is(value, TREE_BOOLEAN) ||
               load_refused(loader, row, row->type, false, value, place);
    case PARAMETER_CHOICE:
        return load_choice(loader, row, field, value, place);
    case PARAMETER_TEXT:
    case PARAMETER_FORMULA:
        return load_string(loader, row, field, value, place);
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
        return load_numbers(loader, row, field, value, place);
    default:
        return true;
    }
}
