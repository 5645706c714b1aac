/* code_arguments.c -- the arguments of other systems' calls, by a list of what
 * each is in lrsim. */
#include <stdlib.h>
#include <string.h>

#include "spec/code_parser.h"

/* The argument of a name (NULL: the next by position); NULL: none. */
static const char *
find_argument(const char *list, const char *name, size_t length,
              size_t position)
{
    for (; *list; list += strcspn(list, " "), list += *list == ' ')
        if (name
                ? strcspn(list, " >!-") == length && !memcmp(list, name, length)
                : *list == '*' || position-- == 0)
            return *list == '*' ? NULL : list;
    return NULL;
}

static bool
refuse_argument(struct short_parser *parser, const char *call, const char *name,
                size_t length, size_t start, size_t position)
{
    if (!name)
        return error_in(parser->error, parser->source, start,
                        "%s takes at most %zu arguments", call, position);
    return error_in(parser->error, parser->source, start,
                    "unknown argument '%s' of %s",
                    quote_bytes(name, length).text, call);
}

/* What has no effect: nothing, 0 and false. */
static bool
is_idle(const struct tree *value)
{
    return value->kind == TREE_NULL ||
           (value->kind == TREE_NUMBER && value->number == 0) ||
           (value->kind == TREE_BOOLEAN && !value->truth);
}

/* Reads the value of an argument by its sign. */
static bool
read_argument(struct short_parser *parser, const struct code_signature *call,
              const char *argument, void *context)
{
    size_t length = strcspn(argument, " >!-"), start = parser->at;
    const struct tree *value;

    if (argument[length] == '-') {
        if (length == 9 && !memcmp(argument, "optimizer", 9))
            code_note_optimizer(parser);
        parser->at = code_argument_end(parser);
        return true;
    }
    if (argument[length] != '!')
        return call->take(parser, argument, context);
    value = parser_value(parser, NULL);
    return value &&
           (is_idle(value) || error_in(parser->error, parser->source, start,
                                       "%.*s of %s has no counterpart in lrsim",
                                       (int)length, argument, call->name));
}

bool
code_read_arguments(struct short_parser *parser,
                    const struct code_signature *call, void *context)
{
    parser->at++;
    for (size_t position = 0; parser_next(parser) != ')'; position++) {
        size_t start = parser->at, length = parser_name_length(parser);
        const char *text = parser->source->text + start, *argument;
        bool named;

        parser->at += length;
        named = length > 0 && parser_next(parser) == '=';
        argument = find_argument(call->arguments, named ? text : NULL, length,
                                 position);
        if (!argument)
            return refuse_argument(parser, call->name, named ? text : NULL,
                                   length, start, position);
        parser->at = named ? parser->at + 1 : start;
        parser_next(parser);
        if (!read_argument(parser, call, argument, context) ||
            !parser_comma(parser, ')'))
            return false;
    }
    parser->at++;
    return true;
}

bool
code_add_defaults(struct short_parser *parser, const struct kind *kind,
                  const char *defaults, struct tree *node)
{
    for (; *defaults; defaults += *defaults == ' ') {
        size_t length = strcspn(defaults, "=");
        char *name = arena_copy(parser->arena, defaults, length);
        struct tree *value = parser_new(parser, TREE_NUMBER, node->offset);

        if (!name || !value)
            return error_memory(parser->error);
        value->number = strtod(defaults + length + 1, NULL);
        if (defaults[length + 1] == 'f' || defaults[length + 1] == 't') {
            value->kind = TREE_BOOLEAN;
            value->truth = defaults[length + 1] == 't';
        }
        if (row_find(kind, NULL, name) && !tree_member(node, name))
            tree_append(node, name, value);
        defaults += strcspn(defaults, " ");
    }
    return true;
}
