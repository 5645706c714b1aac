/* short_call.c -- calls of kinds in the short form: a name, and its arguments
 * by position and by name. */
#include <string.h>

#include "spec/code_reading.h"

struct tree *
parser_node(struct short_parser *parser, const char *name, size_t at)
{
    struct tree *node = parser_new(parser, TREE_OBJECT, at);
    struct tree *type = parser_new(parser, TREE_STRING, at);

    if (!node || !type)
        return NULL;
    type->text = name;
    tree_append(node, "type", type);
    return node;
}

/* The row of an argument; NULL after an error. */
static const struct parameter *
argument_row(struct short_parser *parser, const struct kind *kind,
             const struct parameter *extra, size_t count, bool *named,
             struct parameter *unknown)
{
    const struct parameter *row = kind->parameters;
    size_t start = parser->at, length = parser_name_length(parser);
    const char *name;

    if (length > 0) {
        parser->at += length;
        if (parser_next(parser) == '=') {
            parser->at = start;
            name = parser_take_name(parser, length);
            parser_next(parser);
            parser->at++;
            *named = true;
            row = name ? row_find(kind, extra, name) : NULL;
            /* The loader refuses it with its whole path. */
            unknown->name = name;
            return row || !name ? row : unknown;
        }
        parser->at = start;
    }
    if (*named) {
        error_in(parser->error, parser->source, start,
                 "must be NAME=VALUE, like the argument before it");
        return NULL;
    }
    for (size_t i = 0; row && row->name && i < count; i++)
        row++;
    if (row && row->name)
        return row;
    error_in(parser->error, parser->source, start,
             "%s takes at most %zu argument%s", kind->name, count,
             count == 1 ? "" : "s");
    return NULL;
}

/* The arguments of a call, up to its last parenthesis. */
static bool
read_arguments(struct short_parser *parser, const struct kind *kind,
               const struct parameter *extra, struct tree *node)
{
    bool named = false;

    for (size_t count = 0, first = 0; parser_next(parser) != ')'; count++) {
        size_t key = parser->at;

        if (first == 0 && !code_take_groups(parser, kind, node))
            return false;
        if (parser->at > key || code_skip_argument(parser, kind, first) ||
            (first > count && !named &&
             code_skip_last_epoch(parser, kind, count))) {
            first++;
            count--;
            if (!parser_comma(parser, ')'))
                return false;
            continue;
        }
        first++;
        struct place place = {.source = parser->source, .offset = key};
        struct parameter unknown = {0};
        const struct parameter *row =
            argument_row(parser, kind, extra, count, &named, &unknown);

        if (!row)
            return false;
        if (!parser_add_member(parser, node, row->name, key, row))
            return row == &unknown && parser->error->status == STATUS_WRONG &&
                   unknown_parameter(kind, extra, row->name, &place,
                                     parser->arena, parser->error);
        if (!parser_comma(parser, ')'))
            return false;
    }
    parser->at++;
    return true;
}

/* The node that a script assigned to a name. */
static struct tree *
assigned_node(struct short_parser *parser, const char *name, size_t at)
{
    const struct code_name *known = code_name(parser, name, strlen(name));
    struct tree *node;

    if (!known || !tree_is(known->value, TREE_OBJECT) ||
        parser_next(parser) == '(')
        return NULL;
    code_use(parser, known->value);
    node = parser_new(parser, TREE_OBJECT, at);
    if (node)
        tree_replace(node, known->value);
    return node;
}

struct tree *
parser_kind_call(struct short_parser *parser, const struct family *family,
                 const struct parameter *extra)
{
    size_t start = parser->at;
    const struct place place = {.source = parser->source, .offset = start};
    const char *name = parser_take_name(parser, parser_name_length(parser));
    struct tree *node = name ? assigned_node(parser, name, start) : NULL;
    const struct kind *kind;

    if (node)
        return node;
    name = name ? code_resolve(parser, name) : NULL;
    kind = name ? code_kind(family, name) : NULL;
    if (name && parser_next(parser) == '(' &&
        code_is_optimizer(parser, family, name)) {
        node = parser_node(parser, name, start);
        return node ? code_optimizer(parser, family, name, node) : NULL;
    }
    if (name && code_is_callback(parser, family, name) &&
        parser_next(parser) == '(')
        return code_callback(parser);
    if (name && !kind && code_is_maker(family, name) &&
        parser_next(parser) == '(')
        return code_make(parser, family, name);
    if (!kind) {
        if (name)
            unknown_kind(family, name, &place, parser->arena, parser->error);
        return NULL;
    }
    if (strcmp(name, "lambda") == 0 && parser_name_length(parser) > 0)
        return parser_expected(parser,
                               "must be in parentheses, as LambdaLR(lambda "
                               "epoch: 0.95 ** epoch)");
    /* What a call stands for is filled in when the document is expanded. */
    node =
        parser_node(parser, kind_call(kind, name) ? name : kind->name, start);
    if (!node || parser_next(parser) != '(')
        return node;
    parser->at++;
    return read_arguments(parser, kind, extra, node) ? node : NULL;
}
