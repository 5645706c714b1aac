/* formula.c -- compiles the formulas of a spec. */
#include "spec/formula.h"

#include <stdlib.h>
#include <string.h>

/* By name, then by place in the array that both are in. */
static int
compare_constants(const void *a, const void *b)
{
    const struct expression_constant *const *left = a, *const *right = b;
    int order = strcmp((*left)->name, (*right)->name);

    return order != 0 ? order : (*left > *right) - (*left < *right);
}

/* The first constant whose name an earlier one has; its count if there is
 * none. */
static bool
find_repeated(const struct constants *constants, struct arena *arena,
              size_t *repeated)
{
    const struct expression_constant **sorted =
        arena_alloc(arena, constants->count, sizeof *sorted);

    *repeated = constants->count;
    if (!sorted)
        return false;
    for (size_t i = 0; i < constants->count; i++)
        sorted[i] = &constants->values[i];
    qsort(sorted, constants->count, sizeof *sorted, compare_constants);
    for (size_t i = 1; i < constants->count; i++) {
        size_t index = (size_t)(sorted[i] - constants->values);

        if (strcmp(sorted[i - 1]->name, sorted[i]->name) == 0 &&
            index < *repeated)
            *repeated = index;
    }
    return true;
}

/* A name must be free: not a function, nor an earlier name. */
static bool
check_constants(const struct constants *constants,
                struct expression_scope scope, struct arena *arena,
                struct error *error)
{
    size_t repeated;

    if (!find_repeated(constants, arena, &repeated))
        return error_memory(error);
    scope.constants = constants->values;
    for (size_t i = 0; i < constants->count; i++) {
        scope.constant_count = i == repeated ? i : 0;
        if (!expression_declarable(constants->values[i].name, &scope,
                                   &constants->places[i], error))
            return false;
    }
    return true;
}

struct expression *
formula_parse(const char *text, const struct place *place,
              const struct constants *constants, struct expression_scope scope,
              struct arena *arena, struct error *error)
{
    /* It outlives the errors that name it. */
    struct source *source = arena_alloc(arena, 1, sizeof *source);

    if (!source) {
        error_memory(error);
        return NULL;
    }
    *source =
        (struct source){.text = text, .length = strlen(text), .within = place};
    if (!check_constants(constants, scope, arena, error))
        return NULL;
    scope.constants = constants->values;
    scope.constant_count = constants->count;
    return expression_parse(source, &scope, arena, error);
}
