/* names.c -- the node of a name without parentheses. */
#include "expression/parser.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "expression/code.h"
#include "expression/functions.h"

static const struct expression_constant built_in[] = {
    {"pi", M_PI},
    {"e", 2.7182818284590452354},
    {"inf", INFINITY},
    {NULL, 0},
};

static bool
same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool
find_constant(const struct expression_constant *constants, size_t count,
              const char *name, double *value)
{
    for (size_t i = 0; i < count; i++)
        if (same(constants[i].name, name)) {
            *value = constants[i].value;
            return true;
        }
    return false;
}

static bool
find_variable(const struct expression_scope *scope, const char *name,
              size_t *slot)
{
    for (size_t i = 0; i < scope->variable_count; i++)
        if (same(scope->variables[i], name)) {
            *slot = i;
            return true;
        }
    return false;
}

static bool
find_built_in(const char *name, double *value)
{
    return find_constant(built_in, sizeof built_in / sizeof *built_in - 1, name,
                         value);
}

const char *
parser_taken(const struct expression_scope *scope, const char *name)
{
    double value;
    size_t slot;

    if (function_find(name))
        return "a function";
    if (find_built_in(name, &value))
        return "a built-in constant";
    if (find_constant(scope->constants, scope->constant_count, name, &value))
        return "a constant";
    if (find_variable(scope, name, &slot))
        return "a variable";
    return NULL;
}

bool
expression_declarable(const char *name, const struct expression_scope *scope,
                      const struct place *place, struct error *error)
{
    const char *taken = parser_taken(scope, name);
    size_t length = strlen(name);

    if (length == 0 ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz"
                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                     "0123456789_") != length ||
        (name[0] >= '0' && name[0] <= '9'))
        return error_at(error, place,
                        "must be a name of letters, digits and '_', not '%s'",
                        quote(name).text);
    if (!taken && (same(name, "n") || same(name, "t")))
        taken = "a built-in variable";
    if (taken)
        return error_at(error, place, "must be a new name, but '%s' is %s",
                        quote(name).text, taken);
    if (lexer_native(name))
        return error_at(error, place, "must be another name: '%s' means %s",
                        name, lexer_native(name));
    return true;
}

bool
parser_known(struct parser *parser, const char *name, unsigned *node)
{
    const struct expression_scope *scope = parser->scope;
    double value;

    for (const struct binding *b = parser->bindings; b; b = b->outer)
        if (same(b->name, name)) {
            *node = b->node;
            return true;
        }
    if (scope->problem && scope->dimension > 0 && same(name, "n"))
        value = (double)scope->dimension;
    else if (!find_built_in(name, &value) &&
             !find_constant(scope->constants, scope->constant_count, name,
                            &value))
        return false;
    *node = graph_constant(parser->graph, value);
    return true;
}

unsigned
parser_variable(struct parser *parser, size_t slot, size_t offset)
{
    size_t i = 0;

    if (slot > OPERAND_NUMBER(~0U))
        return OVER(parser, offset, "there are too many variables");
    while (!parser->indexed && i < parser->used_count &&
           parser->used[i] != slot)
        i++;
    if (i == SLOTS_MOST)
        return OVER(parser, offset, "must have at most %d variables",
                    SLOTS_MOST);
    if (!parser->indexed && i == parser->used_count)
        parser->used[parser->used_count++] = slot;
    return graph_share(parser->graph, (struct graph_node){.op = OP_VARIABLE,
                                                          .a = (unsigned)slot});
}

/* A problem's own variable, perhaps a new one. */
static unsigned
own_variable(struct parser *parser, const char *name, size_t offset)
{
    size_t slot = 0;

    if (same(name, "n"))
        return WRONG(parser, offset,
                     "must have a known dimension: 'n' needs a start");
    if (same(name, "t"))
        return WRONG(parser, offset,
                     "must be another name: 't' is the step of a schedule");
    if (parser->indexed)
        return WRONG(parser, offset,
                     "must be x[...], not '%s': the variables are all x[...] "
                     "or all single names",
                     quote(name).text);
    for (unsigned i = 0; i < parser->loops; i++)
        if (same(parser->counters[i], name))
            return WRONG(parser, offset,
                         "must stand inside its sum: '%s' is a counter",
                         quote(name).text);
    while (slot < parser->used_count && !same(parser->names[slot], name))
        slot++;
    if (slot < SLOTS_MOST)
        parser->names[slot] = name;
    return parser_variable(parser, slot, offset);
}

static unsigned
unknown(struct parser *parser, const char *name, size_t offset)
{
    const struct expression_scope *scope = parser->scope;
    struct nearest nearest = {.word = name};

    for (const struct binding *b = parser->bindings; b; b = b->outer)
        nearest_try(&nearest, b->name);
    for (size_t i = 0; i < scope->variable_count; i++)
        nearest_try(&nearest, scope->variables[i]);
    for (size_t i = 0; i < scope->constant_count; i++)
        nearest_try(&nearest, scope->constants[i].name);
    for (size_t i = 0; built_in[i].name; i++)
        nearest_try(&nearest, built_in[i].name);
    if (!nearest.best && scope->variable_count == 1)
        return WRONG(parser, offset, "unknown name '%s', the variable is '%s'",
                     quote(name).text, quote(scope->variables[0]).text);
    return WRONG(parser, offset, "unknown name '%s'%s", quote(name).text,
                 nearest_suggestion(&nearest).text);
}

static unsigned
plain_name(struct parser *parser, const char *name, size_t offset)
{
    const struct expression_scope *scope = parser->scope;
    const struct expression_name asked = {
        .name = name, .source = parser->source, .offset = offset};
    size_t slot;
    unsigned node;

    if (parser_known(parser, name, &node))
        return node;
    if (find_variable(scope, name, &slot))
        return parser_variable(parser, slot, offset);
    if (function_find(name))
        return WRONG(parser, offset, "must be %s: '%s' is a function",
                     function_row(function_find(name))->usage, name);
    if (lexer_native(name))
        return WRONG(parser, offset, "must be %s, not '%s'", lexer_native(name),
                     quote(name).text);
    if (scope->lookup) {
        if (!scope->lookup(scope->context, &asked, &slot, parser->error))
            return parser_fail(parser);
        return parser_variable(parser, slot, offset);
    }
    if (strchr(name, '.'))
        return WRONG(parser, offset, "must be a name without '.', not '%s'",
                     quote(name).text);
    if (scope->problem && !scope->variables)
        return own_variable(parser, name, offset);
    return unknown(parser, name, offset);
}

unsigned
parser_name(struct parser *parser)
{
    const struct token token = parser->token;

    if (parser->graph->failed)
        return NONE;
    parser_advance(parser);
    if (parser->graph->failed)
        return NONE;
    if (parser_at(parser, '('))
        return parser_call(parser, token.text, token.offset);
    if (parser_at(parser, '['))
        return parser_element(parser, token.text, token.offset);
    return plain_name(parser, token.text, token.offset);
}
