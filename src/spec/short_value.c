/* short_value.c -- tells values of the short form apart, and reads words. */
#include <ctype.h>
#include <string.h>

#include "spec/length.h"
#include "spec/code_parser.h"
#include "spec/short_parser.h"

static const char *const words[] = {"true",  "True", "false",
                                    "False", "null", "None"};

static bool
is_constant(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && !memcmp(text, words[i], length))
            return true;
    return length == 3 && !memcmp(text, "inf", 3);
}

/* true, false, null as in JSON or Python; else a string. */
static struct tree *
parse_word(struct short_parser *parser, size_t length)
{
    size_t start = parser->at, which = 0;
    const char *word = parser_take_name(parser, length);
    struct tree *value;

    if (!word)
        return NULL;
    if (parser_next(parser) == '(') {
        error_in(parser->error, parser->source, start,
                 "must be a value, and '%s(' is not one", quote(word).text);
        return NULL;
    }
    while (which < 6 && strcmp(word, words[which]) != 0)
        which++;
    value = parser_new(parser,
                       which < 4   ? TREE_BOOLEAN
                       : which < 6 ? TREE_NULL
                                   : TREE_STRING,
                       start);
    if (!value)
        return NULL;
    value->truth = which < 2;
    value->text = word;
    return value;
}

static bool
is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && !memcmp(text, word, length);
}

static bool
is_null_word(const struct short_parser *parser, size_t length)
{
    const char *text = parser->source->text + parser->at;

    return is_word(text, length, "null") || is_word(text, length, "None");
}

/* Whether the parentheses that come next hold a list, not a sum. */
static bool
at_tuple(const struct short_parser *parser)
{
    struct short_parser inside = *parser;

    inside.at++;
    if (parser_next(&inside) == ')')
        return true;
    inside.at = code_argument_end(&inside);
    return parser_peek(&inside) == ',';
}

/* Whether a row takes numbers, or a list of them. */
static bool
is_numeric(const struct parameter *row)
{
    switch (row->type) {
    case PARAMETER_REAL:
    case PARAMETER_INTEGER:
    case PARAMETER_REALS:
    case PARAMETER_INTEGERS:
    case PARAMETER_EACH:
    case PARAMETER_PAIR:
    case PARAMETER_TRIPLE:
    case PARAMETER_PAIRS:
        return true;
    default:
        return false;
    }
}

static bool
takes_formula(const struct parameter *row)
{
    return row &&
           (row->type == PARAMETER_FORMULA || row->type == PARAMETER_FORMULAS);
}

/* Whether more than a number comes next: an operator behind one, a call, or in
 * a script a name. */
static bool
at_sum(const struct short_parser *parser, const struct parameter *row)
{
    const char *text = parser->source->text + parser->at;
    size_t left = parser->source->length - parser->at;
    size_t size = length_size(text, left), name = parser_name_length(parser);
    struct short_parser ahead = *parser;

    /* A row without a meaning is none of the kind's. */
    if (row && row->meaning ? !is_numeric(row) : !parser->script)
        return false;
    if (left > 0 && *text == '(')
        return !(row && row->type != PARAMETER_REAL &&
                 row->type != PARAMETER_INTEGER) &&
               !at_tuple(parser);
    if (left > 1 && *text == '-' && !isdigit((unsigned char)text[1]))
        return parser->script;
    ahead.at += size > 0 ? size : name;
    if (!row && size > parser_number_length(parser))
        return true;
    if (size > 0)
        return parser_next(&ahead) && strchr("+-*/", parser_peek(&ahead)) &&
               !parser_at_arrow(&ahead);
    return row && row->meaning && is_word(text, name, "int") &&
           parser_next(&ahead) == '(';
}

/* Whether "dict(" comes next; then the parser moves to its parenthesis. */
static bool
take_dict(struct short_parser *parser, size_t length)
{
    struct short_parser ahead = *parser;

    ahead.at += length;
    if (!is_word(parser->source->text + parser->at, length, "dict") ||
        parser_next(&ahead) != '(')
        return false;
    parser->at = ahead.at;
    return true;
}

/* Whether what comes next is a name of a script, for a row that takes no
 * node. */
static bool
at_named(const struct short_parser *parser, const struct parameter *row,
         size_t length)
{
    const char *text = parser->source->text + parser->at;

    return parser->script && length > 0 && !is_constant(text, length) &&
           !is_word(text, length, "lambda") && !(row && row->family);
}

static struct tree *
read_some_value(struct short_parser *parser, const struct parameter *row)
{
    char c = parser_next(parser);
    size_t number = parser_number_length(parser);
    size_t length = number > 0 ? 0 : parser_name_length(parser);
    bool node = row && row->family && row->type != PARAMETER_OBJECT;
    struct tree *list, *formula;

    if (take_dict(parser, length))
        return parser_object(parser);
    if (node && row->type == PARAMETER_NODES && length > 0 &&
        (list = code_named_nodes(parser)))
        return list;
    if (parser->script && length > 0 && takes_formula(row) &&
        (formula = code_formula(parser, "t", NULL)))
        return formula;
    if (at_sum(parser, row) || at_named(parser, row, length))
        return parser->script ? code_named(parser) : code_sum(parser);
    if (number > 0)
        return parser_length(parser, row);
    if (c == '"' || c == '\'')
        return parser_string(parser);
    if (c == '{')
        return row && row->type == PARAMETER_PAIRS ? parser_pairs(parser, row)
                                                   : parser_object(parser);
    if (is_word(parser->source->text + parser->at, length, "lambda"))
        return code_lambda(parser);
    /* A list of nodes may be in parentheses. */
    if (node && row->type == PARAMETER_NODES && c == '(')
        return parser_list(parser, row);
    if (node && (length > 0 || c == '(') && !is_null_word(parser, length))
        return parser_schedule(parser, row->family, NULL);
    if (c == '[' || c == '(')
        return parser_list(parser, row);
    if (length > 0)
        return parse_word(parser, length);
    if (c == '*' && parser->script) {
        size_t start = parser->at, end = code_argument_end(parser);

        error_in(parser->error, parser->source, start,
                 "is '%s', arguments to which the script gives no value",
                 quote_bytes(parser->source->text + start, end - start).text);
        return NULL;
    }
    return parser_expected(parser, "must be a value");
}

/* All recursion goes through here. */
struct tree *
parser_value(struct short_parser *parser, const struct parameter *row)
{
    struct tree *value;

    if (!parser_deeper(parser))
        return NULL;
    value = read_some_value(parser, row);
    parser->depth--;
    return value;
}
