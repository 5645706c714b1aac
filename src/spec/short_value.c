/* short_value.c -- lists, objects and words of the short form. */
#include <string.h>

#include "spec/short_parser.h"

/* Items up to the closing bracket, each read for the same row. */
static cJSON *
read_list(struct parser *parser, const struct parameter *row)
{
    size_t start = parser->at;
    char close = parser_peek(parser) == '(' ? ')' : ']';
    struct parameter item = {0};
    cJSON *list = parser_marked(parser, cJSON_CreateArray(), start, start);

    if (row && row->type == PARAMETER_NODES) {
        item = *row;
        item.type = PARAMETER_NODE;
        row = &item;
    }
    parser->at++;
    while (list && parser_next(parser) != close) {
        list = parser_joined(parser, list, NULL, parser_value(parser, row));
        if (list && parser_next(parser) != close &&
            parser_next(parser) != ',') {
            cJSON_Delete(list);
            return parser_expected(parser, close == ')' ? "must be ',' or ')'"
                                                        : "must be ',' or ']'");
        }
        if (list && parser_peek(parser) == ',')
            parser->at++;
    }
    parser->at++;
    return list;
}

/* The value under a key: its key's place is known too. */
static cJSON *
keyed(struct parser *parser, cJSON *value, size_t key)
{
    if (value)
        parser->positions->items[value->valueint].key = key;
    return value;
}

/* Adds `name: value` to an object, unless the name is there. */
cJSON *
parser_add_member(struct parser *parser, cJSON *object, const char *name,
                  size_t key, const struct parameter *row)
{
    if (cJSON_GetObjectItemCaseSensitive(object, name)) {
        error_in(parser->error, parser->source, key, "%s is given twice",
                 quote(name).text);
        cJSON_Delete(object);
        return NULL;
    }
    return parser_joined(parser, object, name,
                         keyed(parser, parser_value(parser, row), key));
}

static cJSON *
read_object(struct parser *parser)
{
    size_t start = parser->at++;
    cJSON *object = parser_marked(parser, cJSON_CreateObject(), start, start);

    while (object && parser_next(parser) != '}') {
        size_t key = parser->at, length = parser_name_length(parser);
        cJSON *string = NULL;
        const char *name;

        if (length == 0 &&
            (parser_peek(parser) == '"' || parser_peek(parser) == '\'')) {
            string = parser_string(parser);
            name = string ? arena_copy(parser->positions->arena,
                                       string->valuestring,
                                       strlen(string->valuestring))
                          : NULL;
            if (string && !name)
                error_memory(parser->error);
            cJSON_Delete(string);
        } else if (length == 0) {
            cJSON_Delete(object);
            return parser_expected(parser, "must be a name or '}'");
        } else {
            name = parser_take_name(parser, length);
        }
        if (!name || parser_next(parser) != ':') {
            cJSON_Delete(object);
            return name ? parser_expected(parser, "must be ':' after a name")
                        : NULL;
        }
        parser->at++;
        object = parser_add_member(parser, object, name, key, NULL);
        if (object && parser_next(parser) != '}' &&
            parser_next(parser) != ',') {
            cJSON_Delete(object);
            return parser_expected(parser, "must be ',' or '}'");
        }
        if (object && parser_peek(parser) == ',')
            parser->at++;
    }
    parser->at++;
    return object;
}

static cJSON *
read_word(struct parser *parser, size_t length)
{
    static const char *const words[] = {"true",  "True", "false",
                                        "False", "null", "None"};
    size_t start = parser->at, which = 0;
    const char *word = parser_take_name(parser, length);

    if (!word)
        return NULL;
    if (parser_next(parser) == '(') {
        error_in(parser->error, parser->source, start,
                 "must be a value, and '%s(' begins none here",
                 quote(word).text);
        return NULL;
    }
    while (which < 6 && strcmp(word, words[which]) != 0)
        which++;
    return parser_marked(parser,
                         which < 4   ? cJSON_CreateBool(which < 2)
                         : which < 6 ? cJSON_CreateNull()
                                     : cJSON_CreateString(word),
                         start, start);
}

static bool
is_null(const struct parser *parser, size_t length)
{
    const char *text = parser->source->text + parser->at;

    return length == 4 &&
           (!memcmp(text, "null", 4) || !memcmp(text, "None", 4));
}

static cJSON *
read_some_value(struct parser *parser, const struct parameter *row)
{
    char c = parser_next(parser);
    size_t length = parser_number_length(parser);
    bool node = row && row->family && row->type != PARAMETER_OBJECT;

    if (length > 0)
        return parser_number(parser, length);
    if (c == '"' || c == '\'')
        return parser_string(parser);
    if (c == '{')
        return read_object(parser);
    length = parser_name_length(parser);
    /* Where a list must be, parentheses are one. */
    if (node && row->type == PARAMETER_NODES && c == '(')
        return read_list(parser, row);
    if (node && (length > 0 || c == '(') && !is_null(parser, length))
        return parser_schedule(parser, row->family, NULL);
    if (c == '[' || c == '(')
        return read_list(parser, row);
    if (length > 0)
        return read_word(parser, length);
    return parser_expected(parser, "must be a value");
}

/* Every way down leads through here. */
cJSON *
parser_value(struct parser *parser, const struct parameter *row)
{
    cJSON *value;

    if (!parser_deeper(parser))
        return NULL;
    value = read_some_value(parser, row);
    parser->depth--;
    return value;
}
