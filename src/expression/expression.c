/* expression.c -- text to graph, graph to programs. */
#include "expression/expression.h"

#include <string.h>

#include "expression/code.h"
#include "expression/emit.h"
#include "expression/functions.h"
#include "expression/gradient.h"
#include "expression/parser.h"

/* How many indices of sums are tried at most: about a second. */
enum { CHECKS_MOST = 50000000 };

static bool
parser_start(struct parser *parser, struct graph *graph)
{
    struct arena *arena = parser->arena;

    parser->used = arena_alloc(arena, SLOTS_MOST, sizeof *parser->used);
    parser->names = arena_alloc(arena, SLOTS_MOST, sizeof *parser->names);
    parser->counters = arena_alloc(arena, LOOPS_MOST, sizeof(char *));
    parser->graph = graph;
    parser->rounds = 1;
    parser->checks = CHECKS_MOST;
    graph_start(graph, arena);
    graph->dimension = parser->scope->dimension;
    return parser->used && parser->names && parser->counters;
}

/* A problem's variables: x[…], the ones that are given, or its own. */
static bool
keep_names(const struct parser *parser, struct expression *expression,
           struct arena *arena)
{
    size_t count = parser->used_count;
    const char **names = arena_alloc(arena, count, sizeof *names);

    if (!names)
        return false;
    for (size_t i = 0; i < count; i++) {
        names[i] =
            arena_copy(arena, parser->names[i], strlen(parser->names[i]));
        if (!names[i])
            return false;
    }
    expression->slot_count = count;
    expression->names = names;
    return true;
}

static bool
keep_slots(const struct parser *parser, struct expression *expression,
           struct arena *arena)
{
    const struct expression_scope *scope = parser->scope;
    size_t count = parser->used_count;
    size_t *used = arena_alloc(arena, count, sizeof *used);

    if (!used)
        return false;
    expression->indexed = parser->indexed;
    if (parser->indexed) {
        expression->slot_count = scope->dimension;
        return true;
    }
    expression->used = used;
    expression->used_count = count;
    expression->slot_count = scope->variable_count;
    for (size_t i = 0; i < count; i++) {
        used[i] = parser->used[i];
        if (used[i] >= expression->slot_count)
            expression->slot_count = used[i] + 1;
    }
    if (scope->problem && !scope->variables)
        return keep_names(parser, expression, arena);
    return true;
}

/* The program that computes value and gradient. */
static struct code *
differentiate(struct parser *parser, const struct expression *expression,
              unsigned root, struct arena *arena)
{
    size_t slots = expression->indexed ? 0 : expression->slot_count;
    struct program_output *outputs =
        arena_alloc(parser->arena, slots + 1, sizeof *outputs);
    unsigned *adjoints = arena_alloc(parser->arena, slots, sizeof *adjoints);
    struct code *code;

    parser->graph->limit = 8 * NODES_MOST;
    if (!outputs || !adjoints ||
        !gradient_make(parser->graph, root, expression->indexed, adjoints))
        return NULL;
    outputs[0] = (struct program_output){root, OPERAND(AT_VALUE, 0)};
    for (unsigned i = 0; i < slots; i++)
        outputs[i + 1] =
            (struct program_output){adjoints[i], OPERAND(AT_GRADIENT, i)};
    code = emit(parser->graph, outputs, slots + 1, true, arena);
    if (code)
        code->clear_gradient = expression->indexed;
    return code;
}

static struct expression *
compile(struct parser *parser, struct arena *arena)
{
    const struct program_output value = {.operand = OPERAND(AT_VALUE, 0)};
    struct program_output output = value;
    struct expression *expression = arena_alloc(arena, 1, sizeof *expression);

    output.node = parser_read(parser);
    if (parser->graph->failed || !expression ||
        !keep_slots(parser, expression, arena))
        return NULL;
    expression->compares = parser->compares;
    expression->truth = graph_is_truth(parser->graph, output.node);
    expression->variable =
        graph_at(parser->graph, output.node)->op == OP_VARIABLE;
    expression->value = emit(parser->graph, &output, 1, false, arena);
    if (expression->value && parser->scope->problem)
        expression->gradient =
            differentiate(parser, expression, output.node, arena);
    if (!expression->value || (parser->scope->problem && !expression->gradient))
        return NULL;
    return expression;
}

struct expression *
expression_parse(const struct source *source,
                 const struct expression_scope *scope, struct arena *arena,
                 struct error *error)
{
    struct arena temporary = {0};
    struct graph graph;
    struct parser parser = {
        .source = source, .scope = scope, .arena = &temporary, .error = error};
    struct expression *expression = NULL;

    *error = (struct error){.status = STATUS_DONE};
    if (parser_start(&parser, &graph))
        expression = compile(&parser, arena);
    if (!expression && graph.large) {
        error_in(error, source, 0, "must have at most %d operations",
                 NODES_MOST);
        error->status = STATUS_LIMIT;
    } else if (!expression && error->status == STATUS_DONE) {
        error_memory(error);
    }
    arena_free(&temporary);
    return expression;
}
