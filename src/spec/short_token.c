/* short_token.c -- reads characters, names and strings of the short form. */
#include "spec/short_parser.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
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
