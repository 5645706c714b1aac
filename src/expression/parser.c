/* parser.c -- the grammar: precedence climbing, and prefixes.
 *
 * After an error every token is the end, so that all functions return. */
#include "expression/parser.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "expression/functions.h"

static unsigned prefix(struct parser *parser);

unsigned
parser_fail(struct parser *parser)
{
    parser->graph->failed = true;
    parser->token.kind = TOKEN_END;
    return NONE;
}

struct found
parser_found(const struct parser *parser)
{
    struct found found = {", but the text ends here"};

    if (parser->token.kind != TOKEN_END)
        snprintf(found.text, sizeof found.text, ", not '%s'",
                 quote(parser->token.text).text);
    return found;
}

void
parser_advance(struct parser *parser)
{
    parser->before = parser->token.text;
    if (parser->graph->failed)
        parser_fail(parser);
    else if (!lexer_next(parser->source, parser->behind, parser->arena,
                         &parser->token, &parser->behind, parser->error))
        parser_fail(parser);
}

bool
parser_at(const struct parser *parser, char mark)
{
    return parser->token.kind == TOKEN_MARK && parser->token.text[0] == mark;
}

bool
parser_at_word(const struct parser *parser, const char *word)
{
    return parser->token.kind == TOKEN_NAME &&
           strcmp(parser->token.text, word) == 0;
}

void
parser_expect(struct parser *parser, char mark)
{
    if (parser_at(parser, mark))
        parser_advance(parser);
    else
        (void)WRONG(parser, parser->token.offset,
                    "must be an operator or '%c'%s", mark,
                    parser_found(parser).text);
}

/* The level of the binary operator that comes now. */
static enum level
level_now(const struct parser *parser)
{
    if (parser->token.kind != TOKEN_OPERATOR)
        return LEVEL_NONE;
    return function_row(parser->token.op)->level;
}

static unsigned
deeper(struct parser *parser, unsigned (*read)(struct parser *))
{
    unsigned node;

    if (parser->depth >= DEPTH_MOST)
        return OVER(parser, parser->token.offset,
                    "must be nested at most %d levels deep", DEPTH_MOST);
    parser->depth++;
    node = read(parser);
    parser->depth--;
    return node;
}

/* Refuses a token that is no operator after a value. */
static void
refuse_value(struct parser *parser)
{
    const struct token *token = &parser->token;
    const char *native = NULL;

    if (parser_at_word(parser, "if") || parser_at_word(parser, "else"))
        return;
    if (token->kind == TOKEN_NAME)
        native = lexer_native(token->text);
    if (native)
        (void)WRONG(parser, token->offset, "must be %s, not '%s'", native,
                    token->text);
    else if (token->kind == TOKEN_NAME || token->kind == TOKEN_NUMBER ||
             parser_at(parser, '('))
        (void)WRONG(parser, token->offset,
                    "must be an operator%s: a product is written "
                    "with '*'",
                    parser_found(parser).text);
    else if (token->kind == TOKEN_OPERATOR && token->op == OP_NOT)
        (void)WRONG(parser, token->offset, "must be an operator, not '!'");
    else if (parser_at(parser, '['))
        (void)WRONG(parser, token->offset,
                    "must be an operator, not '[': an index stands behind a "
                    "name");
}

static unsigned
refuse_start(struct parser *parser)
{
    struct found found = parser_found(parser);

    /* After a failure for want of memory there is no token before. */
    if (!parser->before || !*parser->before)
        return WRONG(parser, parser->token.offset,
                     "must be a number, a name or '('%s", found.text);
    return WRONG(parser, parser->token.offset,
                 "must be a number, a name or '(' after '%s'%s",
                 quote(parser->before).text, found.text);
}

static unsigned
primary(struct parser *parser)
{
    double number = parser->token.number;
    unsigned node;

    if (parser->token.kind == TOKEN_NUMBER) {
        parser_advance(parser);
        return graph_constant(parser->graph, number);
    }
    if (parser->token.kind == TOKEN_NAME)
        return parser_name(parser);
    if (!parser_at(parser, '('))
        return refuse_start(parser);
    parser_advance(parser);
    node = parser_expression(parser);
    parser_expect(parser, ')');
    return node;
}

static unsigned
power(struct parser *parser)
{
    unsigned base = primary(parser), exponent;

    refuse_value(parser);
    if (level_now(parser) != LEVEL_POWER)
        return base;
    parser_advance(parser);
    exponent = deeper(parser, prefix);
    return graph_make(parser->graph, OP_POWER, base, exponent, NONE);
}

static unsigned
prefix(struct parser *parser)
{
    unsigned op = parser->token.op, operand;

    if (parser->token.kind != TOKEN_OPERATOR ||
        (op != OP_NEGATE && op != OP_SUBTRACT && op != OP_ADD && op != OP_NOT))
        return power(parser);
    parser_advance(parser);
    operand = deeper(parser, prefix);
    if (op == OP_ADD)
        return operand;
    return graph_make(parser->graph, op == OP_NOT ? OP_NOT : OP_NEGATE, operand,
                      NONE, NONE);
}

static unsigned
apply(struct parser *parser, unsigned op, unsigned left, unsigned right)
{
    const unsigned operands[4] = {left, right, NONE, NONE};
    const char *body = function_row(op)->body;

    return body && !parser->graph->failed
               ? parser_table_text(parser->graph, body, operands)
               : graph_make(parser->graph, op, left, right, NONE);
}

unsigned
parser_binary(struct parser *parser, enum level least)
{
    unsigned left = prefix(parser), right;
    enum level level;

    while ((level = level_now(parser)) >= least && level != LEVEL_NONE) {
        unsigned op = parser->token.op;
        const struct guard *outer = parser->guards;
        struct guard guard = {outer, left, op == OP_AND, NONE};

        parser_advance(parser);
        if (op == OP_AND || op == OP_OR)
            parser->guards = &guard;
        right = parser_binary(parser, level + 1);
        parser->guards = outer;
        left = apply(parser, op, left, right);
        if (level != LEVEL_COMPARISON)
            continue;
        parser->compares = true;
        if (level_now(parser) == LEVEL_COMPARISON)
            return WRONG(parser, parser->token.offset,
                         "must be a && b: comparisons do not chain, but '%s' "
                         "follows one",
                         parser->token.text);
    }
    return left;
}

unsigned
parser_expression(struct parser *parser)
{
    return deeper(parser, parser_condition);
}

unsigned
parser_read(struct parser *parser)
{
    unsigned node;

    parser->before = parser->token.text = "";
    for (size_t i = 1; i < parser->source->length; i++)
        parser->branches =
            parser->branches || !memcmp(parser->source->text + i - 1, "if", 2);
    parser_advance(parser);
    node = parser_condition(parser);
    if (parser->token.kind != TOKEN_END)
        return WRONG(parser, parser->token.offset,
                     "must be an operator or the end of the text%s",
                     parser_found(parser).text);
    return node;
}

unsigned
parser_table_text(struct graph *graph, const char *text,
                  const unsigned arguments[4])
{
    static const char names[4][2] = {"x", "y", "z", "f"};
    const struct source source = {
        .name = "functions.c", .text = text, .length = strlen(text)};
    const struct expression_scope scope = {0};
    struct error error = {0};
    struct binding bindings[4];
    struct parser parser = {.source = &source,
                            .scope = &scope,
                            .arena = graph->arena,
                            .error = &error,
                            .graph = graph,
                            .bindings = &bindings[3]};
    unsigned node;

    for (int i = 0; i < 4; i++)
        bindings[i] = (struct binding){i > 0 ? &bindings[i - 1] : NULL,
                                       names[i], arguments[i]};
    node = parser_read(&parser);
    assert(error.status != STATUS_WRONG && "a row of the table is wrong");
    return node;
}
