/* code_value.c -- the numbers and lambdas of Python code, rewritten in the
 * language of expressions, which computes them. */
#include <ctype.h>
#include <string.h>

#include "expression/expression.h"
#include "spec/code_parser.h"

/* Python's words, and how expressions write them.  `not` is none: ! binds
 * tighter. */
static const char *const words[][2] = {
    {"int", "trunc"}, {"float", ""}, {"and", "&&"},
    {"or", "||"},     {"True", "1"}, {"False", "0"},
};

/* Whether len(train_loader) comes next, the steps in an epoch; the bytes that
 * it takes. */
static size_t
epoch_size(const struct short_parser *parser, size_t length)
{
    struct short_parser inside = *parser;
    const char *text = parser->source->text;
    size_t start;

    if (parser->epoch < 1 || length != 3 ||
        memcmp(text + parser->at, "len", 3) != 0)
        return 0;
    inside.at += length;
    if (parser_next(&inside) != '(')
        return 0;
    start = ++inside.at;
    inside.at = code_argument_end(&inside);
    for (size_t at = start; at + 4 <= inside.at; at++)
        if (!memcmp(text + at, "load", 4) && parser_peek(&inside) == ')')
            return inside.at + 1 - parser->at;
    return 0;
}

/* A name: the variable, a word, the value of what was assigned, or itself. */
static void
add_name(struct short_parser *parser, struct code_rewriting *rewriting,
         size_t length)
{
    const char *at = parser->source->text + parser->at, *bound;
    size_t whole;
    const struct tree *value;
    struct short_parser behind;

    if ((bound = code_bound(rewriting->bindings, at, length))) {
        text_string(&rewriting->text, bound);
        parser->at += length;
        return;
    }
    if (code_inline(parser, rewriting, length))
        return;
    if ((whole = epoch_size(parser, length)) > 0) {
        parser->at += whole;
        text_number(&rewriting->text, (double)parser->epoch);
        return;
    }
    whole = length;
    value = code_find(parser, &whole);
    parser->at += whole;
    if (value && tree_is(value, TREE_NUMBER)) {
        /* -1 ** 2 is not (-1) ** 2. */
        text_string(&rewriting->text, "(");
        text_number(&rewriting->text, value->number);
        text_string(&rewriting->text, ")");
        return;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i][0]) == length && !memcmp(at, words[i][0], length)) {
            text_string(&rewriting->text, words[i][1]);
            return;
        }
    text_add(&rewriting->text, at, whole);
    behind = *parser;
    if (parser_next(&behind) != '(' && rewriting->unknown_length == 0 &&
        !(length == 2 && !memcmp(at, "if", 2)) &&
        !(length == 4 && !memcmp(at, "else", 4))) {
        rewriting->unknown = at;
        rewriting->unknown_length = whole;
    }
}

/* Whether the value ends before this character. */
static bool
is_end(struct short_parser *parser, struct code_rewriting *rewriting, char c)
{
    if (c == '\0' || (rewriting->depth == 0 && strchr(",)]}", c)) ||
        (!rewriting->formula && rewriting->depth == 0 &&
         parser_at_arrow(parser)))
        return true;
    rewriting->conditions += c == '?';
    return c == ':' && rewriting->depth == 0 && rewriting->conditions-- == 0;
}

bool
code_rewrite(struct short_parser *parser, struct code_rewriting *rewriting)
{
    for (;;) {
        size_t end = parser->at, length;
        char c = parser_next(parser);

        if (is_end(parser, rewriting, c))
            return true;
        if (rewriting->text.used > 0 && parser->at > end)
            text_string(&rewriting->text, " ");
        if ((length = parser_number_size(parser)) > 0) {
            const struct tree *number = parser_grouped(parser, length);

            if (!number)
                return false;
            text_number(&rewriting->text, number->number);
        } else if ((length = parser_name_length(parser)) > 0) {
            add_name(parser, rewriting, length);
        } else {
            rewriting->depth +=
                (strchr("([", c) != NULL) - (strchr(")]", c) != NULL);
            text_add(&rewriting->text, &c, 1);
            parser->at++;
        }
    }
}

static struct tree *
refuse_unknown(struct short_parser *parser,
               const struct code_rewriting *rewriting)
{
    const char *text = parser->source->text, *name = rewriting->unknown;
    bool within = name >= text && name < text + parser->source->length;

    error_in(parser->error, parser->source,
             within ? (size_t)(name - text) : parser->at,
             "unknown name '%s': no number is assigned to it before",
             quote_bytes(name, rewriting->unknown_length).text);
    return NULL;
}

bool
code_compute(struct short_parser *parser, const struct source *source,
             double *value)
{
    static const struct expression_scope scope = {0};
    const struct expression *expression =
        expression_parse(source, &scope, parser->arena, parser->error);
    double *scratch;

    if (!expression)
        return false;
    scratch = arena_alloc(parser->arena, expression_scratch(expression, 1) + 1,
                          sizeof *scratch);
    if (!scratch)
        return error_memory(parser->error);
    *value = expression_value(expression, NULL, scratch);
    return true;
}

struct tree *
code_sum(struct short_parser *parser)
{
    struct tree *number = parser_new(parser, TREE_NUMBER, parser->at);
    struct code_rewriting rewriting = {.text.arena = parser->arena};
    struct place *place = arena_alloc(parser->arena, 1, sizeof *place);
    struct source *source = arena_alloc(parser->arena, 1, sizeof *source);

    if (!place || !source)
        error_memory(parser->error);
    if (!number || !place || !source || !code_rewrite(parser, &rewriting))
        return NULL;
    if (rewriting.unknown_length > 0)
        return refuse_unknown(parser, &rewriting);
    if (rewriting.text.used == 0)
        return parser_expected(parser, "must be a number");
    *place = (struct place){.source = parser->source, .offset = number->offset};
    *source = (struct source){.text = text_end(&rewriting.text),
                              .length = rewriting.text.used,
                              .within = place,
                              .composed = true};
    if (!source->text) {
        error_memory(parser->error);
        return NULL;
    }
    return code_compute(parser, source, &number->number) ? number : NULL;
}

struct tree *
code_unknown(struct short_parser *parser)
{
    struct tree *value = parser_new(parser, TREE_STRING, parser->at);
    size_t start = parser->at, end = code_argument_end(parser);

    if (!value)
        return NULL;
    parser->at = end;
    while (end > start && isspace((unsigned char)parser->source->text[end - 1]))
        end--;
    value->text =
        arena_copy(parser->arena, parser->source->text + start, end - start);
    value->unknown = true;
    if (!value->text)
        error_memory(parser->error);
    return value->text ? value : NULL;
}
