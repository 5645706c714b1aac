/* condition.c -- c ? a : b, and Python's a if c else b. */
#include <string.h>

#include "expression/parser.h"

/* What is evaluated only where the condition is true, or only where it is
 * false. */
static unsigned
branch(struct parser *parser, unsigned condition, bool when,
       unsigned (*read)(struct parser *))
{
    struct guard guard = {parser->guards, condition, when, NONE};
    unsigned node;

    parser->guards = &guard;
    node = read(parser);
    parser->guards = guard.outer;
    return node;
}

static unsigned
operation(struct parser *parser)
{
    return parser_binary(parser, LEVEL_OR);
}

/* A place between two tokens. */
struct mark {
    struct token token;
    const char *before;
    size_t behind;
};

static struct mark
mark_here(const struct parser *parser)
{
    return (struct mark){parser->token, parser->before, parser->behind};
}

static void
go_to(struct parser *parser, const struct mark *mark)
{
    if (parser->graph->failed)
        return;
    parser->token = mark->token;
    parser->before = mark->before;
    parser->behind = mark->behind;
}

/* Whether an `if` follows the value that begins here. */
static bool
find_if(const struct parser *parser, struct mark *found)
{
    struct error ignored = {0};
    struct parser scan = *parser;
    size_t depth = 0;

    for (;;) {
        bool opens = parser_at(&scan, '(') || parser_at(&scan, '[');
        bool closes = parser_at(&scan, ')') || parser_at(&scan, ']');
        bool ends = parser_at(&scan, ',') || parser_at(&scan, '?') ||
                    parser_at(&scan, ':') || parser_at_word(&scan, "else");

        *found = mark_here(&scan);
        if (depth == 0 && parser_at_word(&scan, "if"))
            return true;
        if (scan.token.kind == TOKEN_END || (depth == 0 && (closes || ends)))
            return false;
        depth += opens;
        depth -= closes;
        scan.before = scan.token.text;
        if (!lexer_next(scan.source, scan.behind, scan.arena, &scan.token,
                        &scan.behind, &ignored))
            return false;
    }
}

/* The condition is read first: it says where the value before it counts. */
static unsigned
python_condition(struct parser *parser, const struct mark *mark)
{
    const struct mark start = mark_here(parser);
    struct mark otherwise;
    unsigned condition, yes, no;

    go_to(parser, mark);
    parser_advance(parser);
    condition = operation(parser);
    otherwise = mark_here(parser);
    if (!parser_at_word(parser, "else"))
        return WRONG(parser, parser->token.offset,
                     "must be an operator or 'else'%s",
                     parser_found(parser).text);
    go_to(parser, &start);
    yes = branch(parser, condition, true, operation);
    go_to(parser, &otherwise);
    parser_advance(parser);
    no = branch(parser, condition, false, parser_expression);
    return graph_make(parser->graph, OP_SELECT, condition, yes, no);
}

unsigned
parser_condition(struct parser *parser)
{
    unsigned condition, yes, no;
    struct mark mark;

    if (parser->branches && find_if(parser, &mark))
        return python_condition(parser, &mark);
    condition = operation(parser);
    if (!parser_at(parser, '?'))
        return condition;
    parser_advance(parser);
    yes = branch(parser, condition, true, parser_expression);
    parser_expect(parser, ':');
    no = branch(parser, condition, false, parser_expression);
    return graph_make(parser->graph, OP_SELECT, condition, yes, no);
}
