/* formula.c -- compiles the formulas of a spec. */
#include "spec/formula.h"

#include <string.h>

/* A name must be free: not a function, nor an earlier name. */
static bool
check_constants(const struct constants *constants,
                struct expression_scope scope, struct error *error)
{
    scope.constants = constants->values;
    for (size_t i = 0; i < constants->count; i++) {
        scope.constant_count = i;
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
    if (!check_constants(constants, scope, error))
        return NULL;
    scope.constants = constants->values;
    scope.constant_count = constants->count;
    return expression_parse(source, &scope, arena, error);
}
