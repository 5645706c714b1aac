/* expect.c -- parses expectations before a run, evaluates them after it. */
#include "simulate/expect.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

/* Whether it uses what is true or false without a comparison. */
static bool
uses_truth(const struct expression *program, const struct expect_stats *stats)
{
    for (size_t i = 0; i < program->used_count; i++)
        if (stats->items[program->used[i]].statistic == STATISTIC_DIVERGED)
            return true;
    return false;
}

/* Whether it holds or does not: 'diverged', or a truth of what was found. */
static bool
is_condition(const struct expression *program, const struct expect_stats *stats)
{
    bool uses = uses_truth(program, stats);

    return (program->truth && (program->compares || uses)) ||
           (program->variable && uses);
}

bool
expect_parse(struct expect *expect, const char *text,
             struct expect_stats *stats, struct error *error)
{
    const struct expression_scope scope = {.lookup = expect_stats_lookup,
                                           .context = stats};

    *expect = (struct expect){
        .text = text,
        .source = {.name = "--expect", .text = text, .length = strlen(text)}};
    expect->program =
        expression_parse(&expect->source, &scope, stats->arena, error);
    if (!expect->program)
        return false;
    return is_condition(expect->program, stats) ||
           error_plain(error, STATUS_WRONG,
                       "--expect: must be a condition, such as "
                       "'final.loss < 1e-3' or '!diverged', not '%s'; quote "
                       "it, since the shell takes < and >",
                       quote(text).text);
}

bool
expectations_parse(struct expectations *expectations,
                   struct expect_stats *stats, size_t count,
                   const char *const *texts, struct error *error)
{
    *expectations = (struct expectations){.stats = stats};
    if (count == 0)
        return true;
    expectations->items =
        arena_alloc(stats->arena, count, sizeof *expectations->items);
    if (!expectations->items)
        return error_memory(error);
    for (; expectations->count < count; expectations->count++)
        if (!expect_parse(&expectations->items[expectations->count],
                          texts[expectations->count], stats, error))
            return false;
    return true;
}

bool
expect_holds(const struct expect *expect, const struct expect_stats *stats,
             struct error *error)
{
    const struct expression *program = expect->program;
    struct text found = {.arena = stats->arena};
    double *variables =
        arena_alloc(stats->arena, stats->count + 1, sizeof *variables);
    double *scratch = arena_alloc(stats->arena, expression_scratch(program, 1),
                                  sizeof *scratch);
    double value;

    if (!variables || !scratch)
        return error_memory(error);
    for (size_t i = 0; i < stats->count; i++)
        variables[i] = stats->items[i].result;
    value = expression_value(program, variables, scratch);
    if (value != 0 && !isnan(value))
        return true;
    for (size_t i = 0; i < program->used_count; i++) {
        const struct expect_stat *stat = &stats->items[program->used[i]];

        text_format(&found, "%s%s is ", i ? ", " : ": ", stat->name);
        text_number(&found, stat->result);
    }
    if (!text_end(&found))
        return error_memory(error);
    return error_plain(error, STATUS_NEGATIVE, "--expect '%s' does not hold%s",
                       quote(expect->text).text, found.bytes);
}
