/* calls.c -- names with parentheses or brackets: functions, sums, x[…]. */
#include "expression/parser.h"

#include <string.h>

#include "base/nearest.h"
#include "expression/functions.h"

enum { ARGUMENTS = 4 };

/* More indices than this take minutes to evaluate once. */
#define ROUNDS_MOST 0x1p30

static unsigned
unknown(struct parser *parser, const char *name, size_t offset)
{
    struct nearest nearest = {.word = name};

    for (unsigned i = 0; functions[i].name; i++)
        if (functions[i].least > 0)
            nearest_try(&nearest, functions[i].name);
    return WRONG(parser, offset, "unknown function '%s'%s", quote(name).text,
                 nearest_suggestion(&nearest).text);
}

/* A call that the scope looks up. */
static unsigned
looked_up(struct parser *parser, const char *name, size_t offset)
{
    struct expression_name asked = {.name = name,
                                    .called = true,
                                    .source = parser->source,
                                    .offset = offset};
    size_t slot, at;
    unsigned argument;

    parser_advance(parser);
    at = parser->token.offset;
    argument = parser_expression(parser);
    if (parser->graph->nodes[argument].op != OP_CONSTANT)
        return WRONG(parser, at,
                     "must be made of numbers: '%s' takes a "
                     "constant",
                     quote(name).text);
    asked.argument = parser->graph->nodes[argument].value;
    parser_expect(parser, ')');
    if (parser->graph->failed)
        return NONE;
    if (!parser->scope->lookup(parser->scope->context, &asked, &slot,
                               parser->error))
        return parser_fail(parser);
    return parser_variable(parser, slot, offset);
}

/* The values between the parentheses; those of min and max become one. */
static unsigned
arguments(struct parser *parser, unsigned op, unsigned node[ARGUMENTS])
{
    bool any = function_row(op)->most == ANY_NUMBER;
    unsigned count = 0;

    parser_advance(parser);
    while (!parser_at(parser, ')') || count > 0) {
        unsigned argument = parser_expression(parser);

        if (any && count > 0)
            node[0] = graph_make(parser->graph, op, node[0], argument, NONE);
        else if (count < ARGUMENTS)
            node[count] = argument;
        count++;
        if (!parser_at(parser, ','))
            break;
        parser_advance(parser);
    }
    parser_expect(parser, ')');
    return count;
}

static unsigned
function_call(struct parser *parser, unsigned op, size_t offset)
{
    const struct function *row = function_row(op);
    unsigned node[ARGUMENTS] = {NONE};
    unsigned count = arguments(parser, op, node);

    if (parser->graph->failed)
        return NONE;
    if (count < row->least || (row->most != ANY_NUMBER && count > row->most))
        return WRONG(parser, offset, "must be %s, with %u argument%s, not %u",
                     row->usage, row->least,
                     row->most == ANY_NUMBER ? "s or more"
                     : row->least == 1       ? ""
                                             : "s",
                     count);
    if (row->most == ANY_NUMBER)
        return node[0];
    if (row->body)
        return parser_table_text(parser->graph, row->body, node);
    return graph_make(parser->graph, op, node[0], node[1], NONE);
}

unsigned
parser_call(struct parser *parser, const char *name, size_t offset)
{
    const struct expression_scope *scope = parser->scope;
    unsigned op = function_find(name), node;
    const char *taken = parser_taken(scope, name);

    if (op == OP_SUM || op == OP_PROD)
        return parser_sum(parser, op);
    if (op)
        return function_call(parser, op, offset);
    if (lexer_native(name))
        return WRONG(parser, offset, "must be %s, not '%s'", lexer_native(name),
                     quote(name).text);
    if (parser_known(parser, name, &node) || taken)
        return WRONG(parser, parser->token.offset,
                     "must be an operator, not '(': a product is written "
                     "with '*'");
    if (scope->lookup)
        return looked_up(parser, name, offset);
    return unknown(parser, name, offset);
}

/* The name of a counter, which must be new. */
static const char *
counter_name(struct parser *parser)
{
    const struct token token = parser->token;
    const char *taken = NULL;
    unsigned node;

    if (token.kind != TOKEN_NAME || strchr(token.text, '.')) {
        (void)WRONG(parser, token.offset, "must be the name of a counter%s",
                    parser_found(parser).text);
        return "";
    }
    taken = parser_taken(parser->scope, token.text);
    if (!taken && parser_known(parser, token.text, &node))
        taken = "a counter, or the dimension";
    for (size_t i = 0; parser->names && i < parser->used_count; i++)
        if (parser->names[i] && strcmp(parser->names[i], token.text) == 0)
            taken = "a variable";
    if (taken)
        (void)WRONG(parser, token.offset, "must be a new name, but '%s' is %s",
                    quote(token.text).text, taken);
    parser_advance(parser);
    return token.text;
}

/* One end of a range. */
static unsigned
end(struct parser *parser)
{
    size_t offset = parser->token.offset;
    unsigned node = parser_expression(parser);

    node = parser_whole(parser, node, -0x1p53, 0x1p53, offset);
    parser_expect(parser, ',');
    return node;
}

/* E of sum(i, a, b, E), and its node. */
static unsigned
loop(struct parser *parser, unsigned op, const char *name, unsigned first,
     unsigned last)
{
    struct graph *graph = parser->graph;
    unsigned counter = graph_add(
        graph,
        (struct graph_node){
            .op = OP_COUNTER, .a = first, .b = last, .c = parser->nested});
    unsigned some = graph_make(graph, OP_LESS_EQUAL, first, last, NONE);
    const struct binding binding = {parser->bindings, name, counter};
    const struct guard guard = {parser->guards, some, true, counter};
    unsigned body;

    parser->bindings = &binding;
    parser->guards = &guard;
    parser->counters[parser->loops++] = name;
    parser->nested++;
    body = parser_expression(parser);
    parser->nested--;
    parser->guards = guard.outer;
    parser->bindings = binding.outer;
    if (graph->failed)
        return NONE;
    return graph_result(graph, graph_pass(graph, counter), op, body);
}

unsigned
parser_sum(struct parser *parser, unsigned op)
{
    const struct graph *graph = parser->graph;
    size_t offset = parser->token.offset;
    double outside = parser->rounds, rounds;
    unsigned first, last, node;
    const char *name;

    if (parser->loops == LOOPS_MOST || parser->nested == LOOP_DEPTH_MOST)
        return OVER(parser, offset,
                    "must have at most %d sums, at most %d in each other",
                    LOOPS_MOST, LOOP_DEPTH_MOST);
    parser_advance(parser);
    name = counter_name(parser);
    parser_expect(parser, ',');
    first = end(parser);
    last = end(parser);
    if (graph->failed)
        return NONE;
    rounds = graph->nodes[last].high - graph->nodes[first].low + 1;
    parser->rounds *= rounds > 1 ? rounds : 1;
    if (parser->rounds > ROUNDS_MOST)
        return OVER(parser, offset,
                    "must go over at most %.0f indices, not %.0f", ROUNDS_MOST,
                    parser->rounds);
    node = loop(parser, op, name, first, last);
    parser->rounds = outside;
    parser_expect(parser, ')');
    return node;
}

unsigned
parser_element(struct parser *parser, const char *name, size_t offset)
{
    const struct expression_scope *scope = parser->scope;
    struct graph *graph = parser->graph;
    unsigned index;
    size_t at;

    if (!scope->problem || strcmp(name, "x") != 0)
        return WRONG(parser, parser->token.offset,
                     "must be an operator, not '[': only the variables x[...] "
                     "of a problem have an index");
    if (scope->variables || parser->used_count > 0)
        return WRONG(parser, offset,
                     "must be a single name, not x[...]: the variables are "
                     "all x[...] or all single names");
    if (scope->dimension == 0)
        return WRONG(parser, offset,
                     "must have a known dimension: 'x[...]' needs a start");
    parser->indexed = true;
    parser_advance(parser);
    at = parser->token.offset;
    index = parser_expression(parser);
    index = parser_whole(parser, index, 0, (double)(scope->dimension - 1), at);
    parser_expect(parser, ']');
    if (graph->failed)
        return NONE;
    if (graph->nodes[index].op == OP_CONSTANT)
        return parser_variable(parser, (size_t)graph->nodes[index].value, at);
    return graph_share(graph,
                       (struct graph_node){.op = OP_ELEMENT, .a = index});
}
