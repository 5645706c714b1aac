/* expect.c -- parses expectations before a run, and judges after it. */
#include "simulate/expect.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

bool
expectation_parse(struct expectation *expectation, const char *text,
                  struct watches *watches, struct error *error)
{
    const struct expression_scope scope = {.lookup = watches_lookup,
                                           .context = watches};

    *expectation = (struct expectation){
        .text = text,
        .source = {.name = "--expect", .text = text, .length = strlen(text)}};
    expectation->program =
        expression_parse(&expectation->source, &scope, watches->arena, error);
    if (!expectation->program)
        return false;
    return expectation->program->compares ||
           error_plain(error, STATUS_WRONG,
                       "--expect: must be a comparison, such as "
                       "'final.loss < 1e-3', not '%s'; quote it, since the "
                       "shell takes < and >",
                       quote(text).text);
}

bool
expectation_holds(const struct expectation *expectation,
                  const struct watches *watches, struct error *error)
{
    const struct expression *program = expectation->program;
    struct text found = {.arena = watches->arena};
    double *variables =
        arena_alloc(watches->arena, watches->count + 1, sizeof *variables);
    double *scratch = arena_alloc(
        watches->arena, expression_scratch(program, 1), sizeof *scratch);
    double value;

    if (!variables || !scratch)
        return error_memory(error);
    for (size_t i = 0; i < watches->count; i++)
        variables[i] = watches->items[i].result;
    value = expression_value(program, variables, scratch);
    if (value != 0 && !isnan(value))
        return true;
    for (size_t i = 0; i < program->used_count; i++) {
        const struct watch *watch = &watches->items[program->used[i]];

        text_format(&found, "%s%s is ", i ? ", " : ": ", watch->name);
        text_number(&found, watch->result);
    }
    if (!text_end(&found))
        return error_memory(error);
    return error_plain(error, STATUS_NEGATIVE, "--expect '%s' does not hold%s",
                       quote(expectation->text).text, found.bytes);
}
