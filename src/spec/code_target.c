/* code_target.c -- what the statements of a script assign to. */
#include <string.h>

#include "spec/code_reading.h"

/* Whether a single '=' comes next; the parser moves behind it. */
static bool
take_sign(struct short_parser *parser)
{
    if (parser_next(parser) != '=' ||
        (parser->at + 1 < parser->source->length &&
         parser->source->text[parser->at + 1] == '='))
        return false;
    parser->at++;
    parser_next(parser);
    return true;
}

/* Names between commas, which may be in parentheses. */
static bool
take_names(struct short_parser *parser, struct code_targets *targets)
{
    bool inside = parser_next(parser) == '(' || parser_peek(parser) == '[';
    size_t length;

    parser->at += inside;
    for (; targets->count < CODE_TARGETS_MOST; parser->at++) {
        parser_next(parser);
        length = parser_name_length(parser);
        if (length == 0)
            break;
        targets->names[targets->count++] = parser_take_name(parser, length);
        if (!targets->names[targets->count - 1])
            return false;
        if (parser_next(parser) != ',')
            break;
        targets->apart = true;
    }
    parser_next(parser);
    if (inside && !parser_peek(parser))
        return false;
    parser->at += inside;
    return targets->apart && take_sign(parser);
}

bool
code_take_targets(struct short_parser *parser, struct code_targets *targets)
{
    size_t start = parser->at;
    const char *name;

    if (take_names(parser, targets))
        return true;
    *targets = (struct code_targets){0};
    parser->at = start;
    while (targets->count < CODE_TARGETS_MOST &&
           (name = code_take_target(parser)) != NULL)
        targets->names[targets->count++] = name;
    return targets->count > 0;
}

/* The text of "NAME OP (VALUE)", errors in which are at the statement. */
static const struct source *
compose(struct short_parser *parser, const char *name, const char *sign,
        size_t size, size_t start)
{
    struct text text = {.arena = parser->arena};
    struct place *place = arena_alloc(parser->arena, 1, sizeof *place);
    struct source *source = arena_alloc(parser->arena, 1, sizeof *source);

    text_format(&text, "%s %.*s (", name, (int)size, sign);
    text_add(&text, parser->source->text + parser->at,
             parser->source->length - parser->at);
    text_string(&text, "\n)"); /* a comment ends there */
    if (!place || !source || !text_end(&text))
        return NULL;
    *place = (struct place){.source = parser->source, .offset = start};
    *source = (struct source){.text = text.bytes,
                              .length = text.used,
                              .within = place,
                              .composed = true};
    return source;
}

const struct source *
code_take_augmented(struct short_parser *parser, const char **name)
{
    struct short_parser ahead = *parser;
    size_t length = parser_name_length(parser), size;
    const char *sign;

    if (length == 0)
        return NULL;
    ahead.at += length;
    parser_next(&ahead);
    sign = parser->source->text + ahead.at;
    size = parser->source->length - ahead.at < 3 ? 0 : strspn(sign, "+-*/%");
    if (size < 1 || size > 2 || sign[size] != '=')
        return NULL;
    *name = parser_take_name(parser, length);
    parser->at = ahead.at + size + 1;
    return *name ? compose(parser, *name, sign, size, ahead.at) : NULL;
}
