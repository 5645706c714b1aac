/* code_group.c -- lists of groups of parameters: [{"params": a, "lr": 0.1},
 * dict(params=b)], and what .add_param_group(...) adds. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "spec/code_parser.h"

/* What comes next up to the comma or bracket behind it; where nothing gives it
 * a value, an unknown one. */
static struct tree *
read_value(struct short_parser *parser)
{
    size_t start = parser->at;
    struct tree *value = code_assigned(parser);

    if (value && parser->at == code_argument_end(parser))
        return value;
    parser->at = start;
    return code_unknown(parser);
}

/* {"params": VALUE, ...} or dict(params=VALUE, ...), from the bracket on. */
static struct tree *
read_group(struct short_parser *parser)
{
    struct tree *group = parser_new(parser, TREE_OBJECT, parser->at);
    char close = parser_peek(parser) == '{' ? '}' : ')';

    parser->at++;
    while (group && parser_next(parser) && parser_peek(parser) != close) {
        size_t quotes = strchr("\"'", parser_peek(parser)) != NULL, length;
        const char *key;
        struct tree *value;

        parser->at += quotes;
        length = parser_name_length(parser);
        key = parser_take_name(parser, length);
        parser->at += quotes;
        if (!key || length == 0 ||
            parser_next(parser) != (close == '}' ? ':' : '='))
            return NULL;
        parser->at++;
        parser_next(parser);
        value = strcmp(key, "params") == 0 ? code_unknown(parser)
                                           : read_value(parser);
        if (!value)
            return NULL;
        tree_append(group, key, value);
        parser->at += parser_next(parser) == ',';
    }
    parser->at++;
    return tree_member(group, "params") ? group : NULL;
}

struct tree *
code_group(struct short_parser *parser)
{
    size_t length = parser_name_length(parser);
    const char *text = parser->source->text + parser->at;
    const struct code_name *known;
    struct short_parser ahead = *parser;

    if (parser_next(parser) == '{')
        return read_group(parser);
    ahead.at += length;
    if (length == 4 && !memcmp(text, "dict", 4) && parser_next(&ahead) == '(') {
        parser->at = ahead.at;
        return read_group(parser);
    }
    known = length > 0 ? code_name(parser, text, length) : NULL;
    if (!known || !tree_member(known->value, "params"))
        return NULL;
    parser->at = ahead.at;
    return tree_copy(parser->arena, known->value);
}

struct tree *
code_group_list(struct short_parser *parser)
{
    struct tree *list = parser_new(parser, TREE_LIST, parser->at);
    struct error *error = parser->error, ignored = {0};

    parser->error = &ignored;
    parser->at++;
    while (list && parser_next(parser) && parser_peek(parser) != ']') {
        struct tree *group = code_group(parser);

        if (group) {
            group->next = NULL;
            tree_append(list, NULL, group);
        }
        if (!group || !strchr(",]", parser_next(parser)))
            list = NULL;
        parser->at += parser_peek(parser) == ',';
    }
    parser->at++;
    parser->error = error;
    return list && list->child ? list : NULL;
}

/* What names a group: its text where that is short, as model.fc.parameters(),
 * and else its number. */
static bool
name_params(struct short_parser *parser, struct tree *params, size_t index)
{
    const char *text = params->text;
    char name[32];

    params->unknown = false;
    if (isalpha((unsigned char)*text) && !strpbrk(text, ",: \t\n\"'["))
        return true;
    snprintf(name, sizeof name, "group%zu", index);
    params->text = arena_copy(parser->arena, name, strlen(name));
    return params->text != NULL || error_memory(parser->error);
}

/* Adds a group of the list with what the kind has. */
static bool
add_group(struct short_parser *parser, const struct kind *kind,
          const struct tree *from, struct tree *groups)
{
    struct tree *group = parser_new(parser, TREE_OBJECT, from->offset);

    for (const struct tree *member = from->child; group && member;
         member = member->next) {
        bool params = strcmp(member->key, "params") == 0;
        struct tree *value;

        if (!params && !row_find(kind, NULL, member->key))
            continue;
        value = tree_copy(parser->arena, member);
        if (!value)
            return error_memory(parser->error);
        value->next = NULL;
        tree_append(group, member->key, value);
        if (params && !name_params(parser, value, groups->count))
            return false;
    }
    if (group)
        tree_append(groups, NULL, group);
    return group != NULL;
}

/* Gives a node groups with rates of their own; others are passed over. */
static bool
take_groups(struct short_parser *parser, const struct kind *kind,
            struct tree *node, const struct tree *list)
{
    struct tree *groups = parser_new(parser, TREE_LIST, list->offset);
    bool rates = false;

    for (const struct tree *group = list->child; group; group = group->next)
        rates = rates || tree_member(group, "lr");
    if (!rates) {
        code_assume(parser, "what groups of parameters have of their own", 43,
                    "passed over");
        return true;
    }
    for (const struct tree *group = list->child; groups && group;
         group = group->next)
        if (!add_group(parser, kind, group, groups))
            return false;
    if (groups)
        tree_append(node, "param_groups", groups);
    return groups != NULL;
}

bool
code_take_groups(struct short_parser *parser, const struct kind *kind,
                 struct tree *node)
{
    struct short_parser list = *parser;
    size_t length = parser_name_length(parser);
    const struct code_name *known;
    const struct tree *groups = NULL;

    list.at += length;
    if (length == 6 && parser_next(&list) == '=' &&
        !memcmp(parser->source->text + parser->at, "params", 6)) {
        list.at++;
        parser_next(&list);
        length = parser_name_length(&list);
    } else {
        list.at = parser->at;
    }
    if (parser_peek(&list) == '[')
        groups = code_group_list(&list);
    else if (length > 0 &&
             (known = code_name(parser, parser->source->text + list.at,
                                length)) != NULL &&
             tree_is(known->value, TREE_LIST) &&
             tree_member(known->value->child, "params"))
        groups = known->value;
    if (!groups)
        return !parser->arena->failed || error_memory(parser->error);
    parser->at = code_argument_end(parser);
    return take_groups(parser, kind, node, groups);
}

/* The groups of an optimizer; those that its call gave it are the first. */
static struct tree *
make_groups(struct short_parser *parser, struct tree *node,
            const struct kind *kind)
{
    struct tree *groups = tree_member(node, "param_groups"), *first, *params;

    if (groups)
        return groups;
    groups = parser_new(parser, TREE_LIST, parser->at);
    first = parser_new(parser, TREE_OBJECT, parser->at);
    params = parser_new(parser, TREE_STRING, parser->at);
    if (!groups || !first || !params)
        return NULL;
    params->text = "";
    tree_append(first, "params", params);
    if (!add_group(parser, kind, first, groups))
        return NULL;
    tree_append(node, "param_groups", groups);
    return groups;
}

bool
code_add_group(struct short_parser *parser)
{
    struct short_parser inside = *parser;
    size_t length = code_method(parser, ".add_param_group");
    struct tree *node =
        code_bound_optimizer(parser, parser->source->text + parser->at, length);
    const struct kind *kind;
    struct tree *groups, *group;

    if (!node)
        return true;
    kind = family_find(code_made(parser, node)->family,
                       tree_member(node, "type")->text);
    inside.at += length + strlen(".add_param_group");
    parser_next(&inside);
    inside.at++;
    group = code_group(&inside);
    if (!group || !kind || !tree_member(group, "lr"))
        return !parser->arena->failed;
    groups = make_groups(parser, node, kind);
    return groups && add_group(parser, kind, group, groups);
}
