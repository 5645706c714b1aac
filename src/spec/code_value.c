/* code_value.c -- the values of Python code: sums and products of numbers and
 * of names that were assigned, and lambdas. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "spec/short_parser.h"

static bool read_sum(struct short_parser *parser, double *value);

const struct code_name *
code_name(const struct short_parser *parser, const char *text, size_t length)
{
    const struct code_name *name = parser->names;

    while (name && (strlen(name->name) != length ||
                    memcmp(name->name, text, length) != 0))
        name = name->next;
    return name;
}

/* Whether these characters come next; they are taken. */
static bool
take(struct short_parser *parser, const char *mark)
{
    size_t length = strlen(mark);

    parser_next(parser);
    if (parser->source->length - parser->at < length ||
        memcmp(parser->source->text + parser->at, mark, length) != 0)
        return false;
    parser->at += length;
    return true;
}

/* The value of a name, or of int(...) and float(...). */
static bool
read_name(struct short_parser *parser, size_t length, double *value)
{
    const char *text = parser->source->text + parser->at;
    const struct code_name *name = code_name(parser, text, length);
    size_t start = parser->at;
    bool whole = length == 3 && !memcmp(text, "int", 3);

    parser->at += length;
    if (name && tree_is(name->value, TREE_NUMBER)) {
        *value = name->value->number;
        return true;
    }
    if ((whole || (length == 5 && !memcmp(text, "float", 5))) &&
        take(parser, "(")) {
        if (!read_sum(parser, value))
            return false;
        *value = whole ? trunc(*value) : *value;
        return take(parser, ")") || parser_expected(parser, "must be ')'");
    }
    return error_in(parser->error, parser->source, start,
                    "unknown name '%s': no number is assigned to it before",
                    quote_bytes(text, length).text);
}

static bool
read_factor(struct short_parser *parser, double *value)
{
    size_t length;

    if (!parser_deeper(parser))
        return false;
    parser->depth--;
    parser_next(parser);
    if (take(parser, "(")) {
        bool done;

        parser->depth++;
        done = read_sum(parser, value);
        parser->depth--;
        return done &&
               (take(parser, ")") || parser_expected(parser, "must be ')'"));
    }
    if ((length = parser_number_size(parser)) > 0) {
        const struct tree *number = parser_grouped(parser, length);

        *value = number ? number->number : 0;
        return number != NULL;
    }
    length = parser_name_length(parser);
    return length > 0 ? read_name(parser, length, value)
                      : parser_expected(parser, "must be a number") != NULL;
}

/* A factor to a power, with its sign. */
static bool
read_power(struct short_parser *parser, double *value)
{
    double exponent;
    bool done;

    if (!parser_deeper(parser))
        return false;
    if (take(parser, "-")) {
        done = read_power(parser, value);
        *value = -*value;
    } else {
        done = read_factor(parser, value);
        if (done && take(parser, "**")) {
            done = read_power(parser, &exponent);
            *value = pow(*value, exponent);
        }
    }
    parser->depth--;
    return done;
}

static bool
read_product(struct short_parser *parser, double *value)
{
    double factor;

    if (!read_power(parser, value))
        return false;
    for (;;) {
        bool floors = take(parser, "//"), divides = floors || take(parser, "/");

        if (!divides && !take(parser, "*"))
            return true;
        if (!read_power(parser, &factor))
            return false;
        *value = divides ? *value / factor : *value * factor;
        *value = floors ? floor(*value) : *value;
    }
}

static bool
read_sum(struct short_parser *parser, double *value)
{
    double term;

    if (!read_product(parser, value))
        return false;
    for (;;) {
        bool minus;

        if (parser_at_arrow(parser))
            return true;
        minus = take(parser, "-");
        if (!minus && !take(parser, "+"))
            return true;
        if (!read_product(parser, &term))
            return false;
        *value += minus ? -term : term;
    }
}

struct tree *
code_sum(struct short_parser *parser)
{
    struct tree *number = parser_new(parser, TREE_NUMBER, parser->at);

    return number && read_sum(parser, &number->number) ? number : NULL;
}

/* Adds a name of a lambda's body, or a character; the length of the piece. */
static size_t
add_piece(const struct short_parser *parser, const char *variable,
          size_t length, struct text *text)
{
    const char *at = parser->source->text + parser->at;
    const struct code_name *name = code_name(parser, at, length);

    if (length > 0 && strlen(variable) == length &&
        !memcmp(at, variable, length))
        text_string(text, "t");
    else if (name && tree_is(name->value, TREE_NUMBER))
        text_number(text, name->value->number);
    else
        text_format(text, "%.*s", (int)(length > 0 ? length : 1), at);
    return length > 0 ? length : 1;
}

struct tree *
code_lambda(struct short_parser *parser)
{
    struct tree *formula = parser_new(parser, TREE_STRING, parser->at);
    struct text text = {.arena = parser->arena};
    const char *variable;
    int depth = 0;

    parser->at += strlen("lambda");
    parser_next(parser);
    variable = parser_take_name(parser, parser_name_length(parser));
    if (!variable || !formula)
        return NULL;
    if (!*variable || parser_next(parser) != ':')
        return parser_expected(parser, "must be NAME: behind lambda");
    parser->at++;
    for (;;) {
        size_t end = parser->at, number;
        char c = parser_next(parser);

        if (c == '\0')
            break;
        number = parser_number_size(parser);
        if (text.used > 0 && parser->at > end)
            text_string(&text, " ");
        if (depth == 0 && strchr(",)]}", c))
            break;
        depth += (strchr("([", c) != NULL) - (strchr(")]", c) != NULL);
        if (number > 0) {
            const struct tree *value = parser_grouped(parser, number);

            if (!value)
                return NULL;
            text_number(&text, value->number);
        } else {
            parser->at +=
                add_piece(parser, variable, parser_name_length(parser), &text);
        }
    }
    formula->text = text_end(&text);
    return formula->text ? formula : NULL;
}
