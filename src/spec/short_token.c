/* short_token.c -- reads names, numbers and strings of the short form. */
#include "spec/short_parser.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "spec/length.h"
#include "syntax/json.h"
#include "syntax/json_text.h"

char
parser_peek(const struct short_parser *parser)
{
    return parser->at < parser->source->length
               ? parser->source->text[parser->at]
               : '\0';
}

/* Moves to the end of its line. */
static void
skip_comment(struct short_parser *parser)
{
    while (parser->at + 1 < parser->source->length &&
           parser->source->text[parser->at + 1] != '\n')
        parser->at++;
}

/* Whether the line goes on below, as Python's do behind a backslash. */
static bool
continues(const struct short_parser *parser)
{
    return parser_peek(parser) == '\\' &&
           parser->at + 1 < parser->source->length &&
           parser->source->text[parser->at + 1] == '\n';
}

char
parser_next(struct short_parser *parser)
{
    for (; parser->at < parser->source->length; parser->at++)
        if (parser_peek(parser) == '#')
            skip_comment(parser);
        else if (!isspace((unsigned char)parser_peek(parser)) &&
                 !continues(parser))
            break;
    return parser_peek(parser);
}

bool
parser_at_arrow(struct short_parser *parser)
{
    return parser_next(parser) == '-' &&
           parser->at + 1 < parser->source->length &&
           parser->source->text[parser->at + 1] == '>';
}

void *
parser_expected(struct short_parser *parser, const char *what)
{
    char c = parser_next(parser);
    const char *text = parser->source->text + parser->at;
    size_t left = parser->source->length - parser->at;
    size_t length = utf8_length(text, left);

    if (left == 0)
        error_in(parser->error, parser->source, parser->at,
                 "%s, but the text ends here", what);
    else if (c == '-' && strspn(text + 1, " \t\n") == left - 1)
        error_in(parser->error, parser->source, parser->at,
                 "ends in '-': put the text in quotes, since the shell took "
                 "'>' for a redirection");
    else
        error_in(parser->error, parser->source, parser->at, "%s, not '%.*s'",
                 what, (int)(length > 0 ? length : 1), text);
    return NULL;
}

bool
parser_comma(struct short_parser *parser, char close)
{
    char c = parser_next(parser);

    parser->at += c == ',';
    return c == ',' || c == close ||
           parser_expected(parser, close == ')'   ? "must be ',' or ')'"
                                   : close == ']' ? "must be ',' or ']'"
                                                  : "must be ',' or '}'");
}

bool
parser_deeper(struct short_parser *parser)
{
    if (++parser->depth <= JSON_DEPTH)
        return true;
    error_in(parser->error, parser->source, parser->at,
             "must be nested at most %d deep", JSON_DEPTH);
    parser->error->status = STATUS_LIMIT;
    return false;
}

struct tree *
parser_new(struct short_parser *parser, enum tree_kind kind, size_t offset)
{
    struct tree *value = tree_new(parser->arena, kind, parser->source, offset);

    if (!value)
        error_memory(parser->error);
    return value;
}

size_t
parser_name_length(const struct short_parser *parser)
{
    const char *text = parser->source->text + parser->at;
    size_t left = parser->source->length - parser->at, length = 0;

    if (left == 0 || isdigit((unsigned char)text[0]) || text[0] == '.')
        return 0;
    /* No name has other letters, but errors show them. */
    while (length < left && (isalnum((unsigned char)text[length]) ||
                             (unsigned char)text[length] >= 0x80 ||
                             text[length] == '_' || text[length] == '.'))
        length++;
    return length;
}

char *
parser_take_name(struct short_parser *parser, size_t length)
{
    char *name =
        arena_copy(parser->arena, parser->source->text + parser->at, length);

    if (!name)
        error_memory(parser->error);
    parser->at += length;
    return name;
}

size_t
parser_number_length(const struct short_parser *parser)
{
    const char *text = parser->source->text + parser->at;
    size_t left = parser->source->length - parser->at;
    size_t i = left > 0 && (text[0] == '-' || text[0] == '+'), digits = 0;

    if (left - i >= 3 && !memcmp(text + i, "inf", 3) &&
        (left - i == 3 || !isalnum((unsigned char)text[i + 3])))
        return i + 3;
    for (; i < left && isdigit((unsigned char)text[i]); i++)
        digits++;
    if (i < left && text[i] == '.')
        for (i++; i < left && isdigit((unsigned char)text[i]); i++)
            digits++;
    if (digits == 0)
        return 0;
    if (i < left && (text[i] == 'e' || text[i] == 'E')) {
        size_t e = i + 1;

        e += e < left && (text[e] == '-' || text[e] == '+');
        if (e < left && isdigit((unsigned char)text[e]))
            for (i = e; i < left && isdigit((unsigned char)text[i]); i++)
                ;
    }
    return i;
}

struct tree *
parser_number(struct short_parser *parser, size_t length)
{
    size_t start = parser->at;
    const char *text = parser->source->text + start;
    char *end;
    double value = strtod(text, &end);
    bool infinite = strchr("fF", text[length - 1]) != NULL;
    size_t word = length;
    struct tree *number;

    while (isalnum((unsigned char)text[word]) || text[word] == '_')
        word++;
    if (end != text + length || word > length) {
        error_in(parser->error, parser->source, start,
                 "must be a decimal number, such as 0.1, 1e-3 or inf, not "
                 "'%s'",
                 quote_bytes(text, word).text);
        return NULL;
    }
    if (!infinite && !isfinite(value)) {
        error_in(parser->error, parser->source, start,
                 "must be a number %s1.8e308, not %s",
                 *text == '-' ? "above -" : "below ",
                 quote_bytes(text, length).text);
        return NULL;
    }
    parser->at += length;
    number = parser_new(parser, TREE_NUMBER, start);
    if (number)
        number->number = value;
    return number;
}

size_t
parser_number_size(const struct short_parser *parser)
{
    const char *text = parser->source->text + parser->at;
    size_t left = parser->source->length - parser->at, i = 0;
    bool digits = false;

    for (; i < left && (isdigit((unsigned char)text[i]) || text[i] == '.' ||
                        (text[i] == '_' && digits));
         i++)
        digits = digits || isdigit((unsigned char)text[i]);
    if (digits && i + 1 < left && (text[i] == 'e' || text[i] == 'E')) {
        size_t e = i + 1 + (text[i + 1] == '-' || text[i + 1] == '+');

        while (e < left && isdigit((unsigned char)text[e]))
            i = ++e;
    }
    return digits ? i : 0;
}

/* 10_000, as Python writes it. */
struct tree *
parser_grouped(struct short_parser *parser, size_t size)
{
    struct tree *number = parser_new(parser, TREE_NUMBER, parser->at);
    char *text = parser_take_name(parser, size), *end = text, *behind;

    if (!number || !text)
        return NULL;
    for (const char *at = text; *at; at++)
        if (*at != '_')
            *end++ = *at;
    *end = '\0';
    number->number = strtod(text, &behind);
    if (*behind || !isfinite(number->number)) {
        error_in(parser->error, parser->source, number->offset,
                 "must be a decimal number, such as 0.1 or 1e-3, not '%s'",
                 quote(text).text);
        return NULL;
    }
    return number;
}

/* A product or quotient for a row that counts no steps. */
static struct tree *
multiply(struct short_parser *parser, size_t end)
{
    struct tree *product = parser_number(parser, parser_number_length(parser));

    while (product && parser->at < end) {
        bool divide = parser_next(parser) == '/';
        const struct tree *factor;

        parser->at++;
        parser_next(parser);
        factor = parser_number(parser, parser_number_length(parser));
        if (!factor)
            return NULL;
        product->number = divide ? product->number / factor->number
                                 : product->number * factor->number;
    }
    return product;
}

struct tree *
parser_length(struct short_parser *parser, const struct parameter *row)
{
    size_t start = parser->at, length = parser_number_length(parser);
    const char *text = parser->source->text + start;
    size_t size = length_size(text, parser->source->length - start);
    bool counts = !row || row->count != COUNT_NONE;
    struct tree *value;

    if (size <= length)
        return parser_number(parser, length);
    if (strspn(text, "0123456789._eE+-") >= size && text[size - 1] != 'p')
        return parser_grouped(parser, size);
    if (!counts && text[size - 1] != '%' && text[size - 1] != 'p')
        return multiply(parser, start + size);
    value = parser_new(parser, TREE_STRING, start);
    if (value)
        value->text = parser_take_name(parser, size);
    return value && value->text ? value : NULL;
}

/* The string as JSON; in single quotes a double quote needs no escape. */
static bool
json_text(struct short_parser *parser, const char *text, size_t length,
          struct source *json)
{
    char *copy = arena_alloc(parser->arena, 2 * length + 3, 1);
    bool escaped = false;

    if (!copy)
        return error_memory(parser->error);
    copy[json->length++] = '"';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' && !escaped)
            copy[json->length++] = '\\';
        escaped = text[i] == '\\' && !escaped;
        copy[json->length++] = text[i];
    }
    copy[json->length++] = '"';
    json->text = copy;
    return true;
}

struct tree *
parser_string(struct short_parser *parser)
{
    size_t start = parser->at;
    struct source json = {.name = parser->source->name};
    const struct tree *string;
    struct tree *value;

    if (!json_string_end(parser->source, start, &parser->at, parser->error) ||
        !json_text(parser, parser->source->text + start + 1,
                   parser->at - start - 2, &json))
        return NULL;
    string = json_read(&json, parser->arena, parser->error);
    value = string ? parser_new(parser, TREE_STRING, start) : NULL;
    if (value)
        value->text = string->text;
    return value;
}
