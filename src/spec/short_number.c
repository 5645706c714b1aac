/* short_number.c -- reads numbers, products and lengths of the short form. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "spec/length.h"
#include "spec/short_parser.h"

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
