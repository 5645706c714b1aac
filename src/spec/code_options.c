/* code_options.c -- the defaults of a script's command line and functions. */
#include <string.h>

#include "spec/code_parser.h"

/* The string that comes next; NULL: there is none. */
static const char *
take_word(struct short_parser *parser)
{
    struct error *error = parser->error, ignored = {0};
    const struct tree *string = NULL;

    parser->error = &ignored;
    if (strchr("\"'", parser_next(parser)) && parser_peek(parser))
        string = parser_string(parser);
    parser->error = error;
    return string ? string->text : NULL;
}

/* Whether NAME= comes next; it is passed over. */
static bool
take_keyword(struct short_parser *parser, const char *name)
{
    size_t start = parser->at, length = parser_name_length(parser);
    bool same = strlen(name) == length &&
                !memcmp(parser->source->text + parser->at, name, length);

    parser->at += length;
    if (same && parser_next(parser) == '=') {
        parser->at++;
        parser_next(parser);
        return true;
    }
    parser->at = start;
    return false;
}

/* "weight-decay" is args.weight_decay. */
static const char *
argument_name(struct short_parser *parser, const char *word)
{
    char *name = arena_copy(parser->arena, word, strlen(word));

    for (char *at = name; at && *at; at++)
        *at = *at == '-' ? '_' : *at;
    return name;
}

/* Moves behind what is left of an argument, and its comma. */
static void
next_argument(struct short_parser *parser)
{
    parser->at = code_argument_end(parser);
    /* A bracket that closes none is passed over. */
    parser->at += parser_peek(parser) && parser_peek(parser) != ')';
}

bool
code_take_option(struct short_parser *parser)
{
    const char *name = NULL;
    struct tree *value = NULL;
    bool chosen = false; /* the first long option names it, or dest */

    for (; parser_next(parser) && parser_peek(parser) != ')';
         next_argument(parser)) {
        const char *word = take_word(parser);

        if (word && !chosen) {
            name = word + strspn(word, "-");
            chosen = strncmp(word, "--", 2) == 0;
        } else if (take_keyword(parser, "dest")) {
            name = take_word(parser);
        } else if (take_keyword(parser, "default")) {
            value = code_assigned(parser);
        }
    }
    if (!name || !value || value->kind == TREE_NULL)
        return true;
    name = argument_name(parser, name);
    return name ? code_remember(parser, &parser->options, name, value, NULL)
                : error_memory(parser->error);
}

/* Where the arguments of the only call of a function begin; 0: there is none,
 * or there are several. */
static size_t
find_only_call(const struct short_parser *parser, const char *name)
{
    const struct source *whole = parser->whole;
    struct short_parser at = *parser;
    size_t found = 0, length = strlen(name), behind;
    bool defines = false;

    at.source = whole;
    for (at.at = 0; at.at < whole->length;) {
        size_t size = parser_name_length(&at), start = at.at;
        const char *text = whole->text + start;

        behind = code_pass_text(whole, start);
        at.at = behind > start ? behind : start + (size > 0 ? size : 1);
        if (size == 0 && !strchr(" \t", *text))
            defines = false;
        if (size == 0)
            continue;
        if (size == length && !memcmp(text, name, length) && !defines &&
            parser_next(&at) == '(') {
            if (found > 0)
                return 0;
            found = at.at + 1;
        }
        defines = size == 3 && !memcmp(text, "def", 3);
    }
    return found;
}

/* The value that a call gives an argument by its position or name; NULL:
 * none that is known. */
static struct tree *
find_argument(const struct short_parser *parser, size_t call, size_t position,
              const char *name)
{
    struct short_parser at = *parser;
    size_t length = strlen(name);

    at.source = parser->whole;
    at.at = call;
    for (size_t i = 0; parser_next(&at) && parser_peek(&at) != ')'; i++) {
        size_t size = parser_name_length(&at);
        struct short_parser value = at;

        value.at += size;
        if (size > 0 && parser_next(&value) == '=' &&
            parser->whole->text[value.at + 1] != '=') {
            value.at++;
            if (size == length &&
                !memcmp(parser->whole->text + at.at, name, length))
                return code_assigned(&value);
        } else if (i == position) {
            return code_assigned(&at);
        }
        next_argument(&at);
    }
    return NULL;
}

bool
code_take_defaults(struct short_parser *parser, const char *function)
{
    size_t call = find_only_call(parser, function), position = 0;

    for (; parser_next(parser) && parser_peek(parser) != ')';
         next_argument(parser)) {
        size_t length = parser_name_length(parser);
        const char *name = parser_take_name(parser, length);
        struct text assumed = {.arena = parser->arena};
        struct tree *value;

        if (!name)
            return false;
        code_skip_annotation(parser);
        value = call > 0 ? find_argument(parser, call, position, name) : NULL;
        position += strcmp(name, "self") != 0;
        if (value && !code_remember(parser, &parser->names, name, value, NULL))
            return false;
        if (value || length == 0 || parser_next(parser) != '=')
            continue;
        parser->at++;
        value = code_assigned(parser);
        if (!value || value->kind == TREE_NULL)
            continue;
        parser->assumed = &assumed;
        code_assume_default(parser, name, length, value);
        parser->assumed = NULL;
        if (!code_remember(parser, &parser->names, name, value,
                           text_end(&assumed)))
            return false;
    }
    return true;
}
