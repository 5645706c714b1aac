/* code_list.c -- lists of what a script makes: [warmup, StepLR(...)], and what
 * LIST.append(...) adds to one. */
#include <string.h>

#include "spec/code_parser.h"

/* Another node with the members of one that the script made. */
static struct tree *
refer(struct short_parser *parser, const struct tree *node)
{
    struct tree *other = parser_new(parser, TREE_OBJECT, parser->at);

    if (other)
        tree_replace(other, node);
    return other;
}

/* The node that a name stands for, or that was read from the call that comes
 * next; NULL: it is something else. */
static const struct tree *
find_item(const struct short_parser *parser)
{
    size_t length = parser_name_length(parser);
    const struct code_name *known =
        code_name(parser, parser->source->text + parser->at, length);
    const struct code_found *made = parser->made;

    if (length == 0)
        return NULL;
    if (known && tree_member(known->value, "type"))
        return known->value;
    while (made && (made->node->offset != parser->at ||
                    made->node->source != parser->source))
        made = made->next;
    return made ? made->node : NULL;
}

struct tree *
code_node_list(struct short_parser *parser)
{
    char close = parser_next(parser) == '[' ? ']' : ')';
    struct tree *list = parser_new(parser, TREE_LIST, parser->at);
    const struct tree *item;
    struct tree *node;

    parser->at++;
    while (list && parser_next(parser) != close) {
        item = find_item(parser);
        node = item ? refer(parser, item) : NULL;
        if (!node)
            return NULL;
        tree_append(list, NULL, node);
        parser->at = code_argument_end(parser);
        if (parser_next(parser) == ',')
            parser->at++;
    }
    parser->at += list != NULL;
    return list && list->child ? list : NULL;
}

struct tree *
code_named_nodes(struct short_parser *parser)
{
    size_t length = parser_name_length(parser);
    const struct code_name *known =
        code_name(parser, parser->source->text + parser->at, length);
    struct tree *list, *node;

    if (length == 0 || !known || !tree_is(known->value, TREE_LIST) ||
        !tree_member(known->value->child, "type"))
        return NULL;
    list = parser_new(parser, TREE_LIST, parser->at);
    for (const struct tree *item = known->value->child; list && item;
         item = item->next) {
        code_use(parser, item);
        node = refer(parser, item);
        if (!node)
            return NULL;
        tree_append(list, NULL, node);
    }
    parser->at += length;
    return list;
}

/* Whether LIST.append(...), with a name of `length` bytes, appends what a call
 * gives, which may be a group; the parameters that a loop appends are not. */
static bool
makes_item(const struct short_parser *parser, size_t length)
{
    struct short_parser item = *parser;

    item.at += length + strlen(".append");
    parser_next(&item);
    item.at++;
    parser_next(&item);
    item.at += parser_name_length(&item);
    return parser_next(&item) == '(';
}

bool
code_append(struct short_parser *parser)
{
    size_t length = code_method(parser, ".append");
    const struct code_name *known =
        code_name(parser, parser->source->text + parser->at, length);
    struct short_parser inside = *parser;
    struct text assumed = {.arena = parser->arena};
    const struct tree *item;
    struct tree *value;

    if (length == 0 || !known || !tree_is(known->value, TREE_LIST))
        return true;
    inside.at += length + strlen(".append");
    parser_next(&inside);
    inside.at++;
    parser_next(&inside);
    item = find_item(&inside);
    value = item ? refer(parser, item) : code_group(&inside);
    if (!value)
        value = code_assigned(&inside);
    if (value) {
        tree_append(known->value, NULL, value);
        return true;
    }
    /* A list without one of its items is another one. */
    inside = *parser;
    inside.assumed = &assumed;
    code_assume(&inside, known->name, strlen(known->name),
                "one group: the script does not show all that it holds");
    return code_remember(parser, &parser->names, known->name, NULL,
                         makes_item(&inside, length) ? text_end(&assumed)
                                                     : NULL);
}
