/* short_list.c -- reads lists and objects of the short form. */
#include "spec/short_parser.h"

/* Items up to the closing bracket, all for the same row. */
struct tree *
parser_list(struct short_parser *parser, const struct parameter *row)
{
    char close = parser_peek(parser) == '(' ? ')' : ']';
    struct tree *list = parser_new(parser, TREE_LIST, parser->at);
    struct parameter item_row = {0};

    if (row && row->type == PARAMETER_NODES) {
        item_row = *row;
        item_row.type = PARAMETER_NODE;
        row = &item_row;
    }
    parser->at++;
    while (list && parser_next(parser) != close) {
        struct tree *item = parser_value(parser, row);

        if (!item)
            return NULL;
        tree_append(list, NULL, item);
        if (!parser_comma(parser, close))
            return NULL;
    }
    parser->at++;
    return list;
}

bool
parser_add_member(struct short_parser *parser, struct tree *object,
                  const char *name, size_t key, const struct parameter *row)
{
    struct tree *value;

    if (tree_member(object, name))
        return error_in(parser->error, parser->source, key, "%s is given twice",
                        quote(name).text);
    value = parser_value(parser, row);
    if (!value)
        return false;
    value->key_offset = key;
    tree_append(object, name, value);
    return true;
}

/* A key, bare or in quotes, and the sign behind it. */
static const char *
parse_key(struct short_parser *parser, char sign)
{
    size_t length = parser_name_length(parser);
    char c = parser_peek(parser);
    const struct tree *string = NULL;
    const char *name = NULL;

    if (length > 0)
        name = parser_take_name(parser, length);
    else if (c == '"' || c == '\'')
        string = parser_string(parser);
    else
        return parser_expected(parser, sign == ':' ? "must be a name or '}'"
                                                   : "must be a name or ')'");
    if (string)
        name = string->text;
    if (name && parser_next(parser) != sign)
        return parser_expected(parser, sign == ':'
                                           ? "must be ':' after a name"
                                           : "must be '=' after a name");
    parser->at++;
    return name;
}

/* {name: value} as in JSON, or dict(name=value) as in Python, from the bracket
 * on. */
struct tree *
parser_object(struct short_parser *parser)
{
    struct tree *object = parser_new(parser, TREE_OBJECT, parser->at);
    bool call = parser_peek(parser) == '(';
    char close = call ? ')' : '}';

    parser->at++;
    while (object && parser_next(parser) != close) {
        size_t key = parser->at;
        const char *name = parse_key(parser, call ? '=' : ':');

        if (!name || !parser_add_member(parser, object, name, key, NULL) ||
            !parser_comma(parser, close))
            return NULL;
    }
    parser->at++;
    return object;
}

/* {5: 0.5, 10: 0.1} as a list of pairs. */
struct tree *
parser_pairs(struct short_parser *parser, const struct parameter *row)
{
    struct tree *list = parser_new(parser, TREE_LIST, parser->at++);

    while (list && parser_next(parser) != '}') {
        struct tree *pair = parser_new(parser, TREE_LIST, parser->at);
        struct tree *key = parser_value(parser, row), *value;

        if (!pair || !key)
            return NULL;
        if (parser_next(parser) != ':')
            return parser_expected(parser, "must be ':' after a number");
        parser->at++;
        value = parser_value(parser, row);
        if (!value)
            return NULL;
        tree_append(pair, NULL, key);
        tree_append(pair, NULL, value);
        tree_append(list, NULL, pair);
        if (!parser_comma(parser, '}'))
            return NULL;
    }
    parser->at++;
    return list;
}
