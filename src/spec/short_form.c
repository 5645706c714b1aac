/* short_form.c -- a recursive descent over the grammar of short_form.h. */
#include "spec/short_form.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct parser {
    const struct source *source;
    size_t at;
    int depth;
    struct positions *positions;
    struct error *error;
};

static cJSON *read_schedule(struct parser *parser, const struct family *family,
                            const struct parameter *extra);
static cJSON *read_value(struct parser *parser, const struct parameter *row);

static char
peek(const struct parser *parser)
{
    return parser->at < parser->source->length
               ? parser->source->text[parser->at]
               : '\0';
}

/* The next character that is no space. */
static char
next(struct parser *parser)
{
    while (parser->at < parser->source->length &&
           isspace((unsigned char)peek(parser)))
        parser->at++;
    return peek(parser);
}

static bool
at_arrow(struct parser *parser)
{
    return next(parser) == '-' && parser->at + 1 < parser->source->length &&
           parser->source->text[parser->at + 1] == '>';
}

/* An error at the present place: "WHAT, not 'c'". */
static void *
expected(struct parser *parser, const char *what)
{
    char c = next(parser);
    const char *text = parser->source->text + parser->at;
    size_t left = parser->source->length - parser->at;
    size_t length = utf8_length(text, left);

    if (left == 0)
        error_in(parser->error, parser->source, parser->at,
                 "%s, and here the text ends", what);
    else if (c == '-' && left == 1)
        error_in(parser->error, parser->source, parser->at,
                 "ends in '-': quote the whole, since the shell took '>' for "
                 "a redirection");
    else
        error_in(parser->error, parser->source, parser->at, "%s, not '%.*s'",
                 what, (int)(length > 0 ? length : 1), text);
    return NULL;
}

/* The new item, marked with where it stands; deletes it where that fails. */
static cJSON *
marked(struct parser *parser, cJSON *item, size_t key, size_t value)
{
    if (item &&
        positions_mark(parser->positions, item, parser->source, key, value))
        return item;
    cJSON_Delete(item);
    error_memory(parser->error);
    return NULL;
}

/* Appends an item to a list or, with a name, to an object; on failure both
 * are deleted. */
static cJSON *
joined(struct parser *parser, cJSON *parent, const char *name, cJSON *item)
{
    bool done = false;

    if (parent && item)
        done = name ? cJSON_AddItemToObject(parent, name, item)
                    : cJSON_AddItemToArray(parent, item);
    if (done)
        return parent;
    if (parent && item)
        error_memory(parser->error);
    cJSON_Delete(parent);
    cJSON_Delete(item);
    return NULL;
}

/* {"type": name} */
static cJSON *
new_node(struct parser *parser, const char *name, size_t at)
{
    cJSON *node = marked(parser, cJSON_CreateObject(), at, at);

    if (!node)
        return NULL;
    return joined(parser, node, "type",
                  marked(parser, cJSON_CreateString(name), at, at));
}

static size_t
name_length(const struct parser *parser)
{
    const char *text = parser->source->text + parser->at;
    size_t left = parser->source->length - parser->at, length = 0;

    if (left == 0 || !(isalpha((unsigned char)text[0]) || text[0] == '_'))
        return 0;
    while (length < left && (isalnum((unsigned char)text[length]) ||
                             text[length] == '_' || text[length] == '.'))
        length++;
    return length;
}

/* A copy of the name here, which the parser passes; NULL without memory. */
static char *
take_name(struct parser *parser, size_t length)
{
    char *name = arena_copy(parser->positions->arena,
                            parser->source->text + parser->at, length);

    if (!name)
        error_memory(parser->error);
    parser->at += length;
    return name;
}

/* The length of a number here; 0 where there is none. */
static size_t
number_length(const struct parser *parser)
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

static cJSON *
read_number(struct parser *parser, size_t length)
{
    size_t start = parser->at;
    const char *text = parser->source->text + start;
    char *end;
    double value = strtod(text, &end);
    bool infinite = strchr("fF", text[length - 1]) != NULL;
    char after = start + length < parser->source->length ? text[length] : ' ';

    if (end != text + length || isalnum((unsigned char)after) || after == '_') {
        error_in(parser->error, parser->source, start,
                 "must be a decimal number, such as 0.1, 1e-3 or inf");
        return NULL;
    }
    if (!infinite && !isfinite(value)) {
        error_in(parser->error, parser->source, start,
                 "must be a number below 1.8e308, not %.*s",
                 (int)(length < 60 ? length : 60), text);
        return NULL;
    }
    parser->at += length;
    return marked(parser, cJSON_CreateNumber(value), start, start);
}

/* The string's text as JSON has it: between single quotes, a double one needs
 * no escape. */
static bool
json_text(struct parser *parser, const char *text, size_t length,
          struct source *json)
{
    char *copy = arena_alloc(parser->positions->arena, 2 * length + 3, 1);
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

/* A string in either quotes; JSON's reader judges the escapes of both. */
static cJSON *
read_string(struct parser *parser)
{
    size_t start = parser->at++;
    const char *text = parser->source->text + parser->at;
    struct source json = {.name = parser->source->name};
    struct positions unused = {.arena = parser->positions->arena};
    cJSON *string;

    for (; peek(parser) != text[-1]; parser->at++) {
        if (peek(parser) == '\\')
            parser->at++;
        if (parser->at >= parser->source->length) {
            error_in(parser->error, parser->source, start,
                     "a string must end in %c, and here the text ends",
                     text[-1]);
            return NULL;
        }
    }
    parser->at++;
    if (!json_text(parser, text,
                   parser->at - 1 - (size_t)(text - parser->source->text),
                   &json))
        return NULL;
    string = json_read(&json, &unused, parser->error);
    if (string)
        return marked(parser, string, start, start);
    if (parser->error->status == STATUS_WRONG)
        error_in(parser->error, parser->source, start,
                 "must be a string with the escapes of JSON");
    return NULL;
}

/* Items up to the closing bracket, each read for the same row. */
static cJSON *
read_list(struct parser *parser, const struct parameter *row)
{
    size_t start = parser->at;
    char close = peek(parser) == '(' ? ')' : ']';
    cJSON *list = marked(parser, cJSON_CreateArray(), start, start);

    parser->at++;
    while (list && next(parser) != close) {
        list = joined(parser, list, NULL, read_value(parser, row));
        if (list && next(parser) != close && next(parser) != ',') {
            cJSON_Delete(list);
            return expected(parser, close == ')' ? "must be ',' or ')'"
                                                 : "must be ',' or ']'");
        }
        if (list && peek(parser) == ',')
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
static cJSON *
add_member(struct parser *parser, cJSON *object, const char *name, size_t key,
           const struct parameter *row)
{
    if (cJSON_GetObjectItemCaseSensitive(object, name)) {
        error_in(parser->error, parser->source, key, "%s is given twice",
                 quote(name).text);
        cJSON_Delete(object);
        return NULL;
    }
    return joined(parser, object, name,
                  keyed(parser, read_value(parser, row), key));
}

static cJSON *
read_object(struct parser *parser)
{
    size_t start = parser->at++;
    cJSON *object = marked(parser, cJSON_CreateObject(), start, start);

    while (object && next(parser) != '}') {
        size_t key = parser->at, length = name_length(parser);
        cJSON *string = NULL;
        const char *name;

        if (length == 0 && (peek(parser) == '"' || peek(parser) == '\'')) {
            string = read_string(parser);
            name = string ? arena_copy(parser->positions->arena,
                                       string->valuestring,
                                       strlen(string->valuestring))
                          : NULL;
            cJSON_Delete(string);
        } else if (length == 0) {
            cJSON_Delete(object);
            return expected(parser, "must be a name or '}'");
        } else {
            name = take_name(parser, length);
        }
        if (!name || next(parser) != ':') {
            cJSON_Delete(object);
            return name ? expected(parser, "must be ':' after a name") : NULL;
        }
        parser->at++;
        object = add_member(parser, object, name, key, NULL);
        if (object && next(parser) != '}' && next(parser) != ',') {
            cJSON_Delete(object);
            return expected(parser, "must be ',' or '}'");
        }
        if (object && peek(parser) == ',')
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
    const char *word = take_name(parser, length);

    if (!word)
        return NULL;
    if (next(parser) == '(') {
        error_in(parser->error, parser->source, start,
                 "must be a value, and '%s(' begins none here",
                 quote(word).text);
        return NULL;
    }
    while (which < 6 && strcmp(word, words[which]) != 0)
        which++;
    return marked(parser,
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
    char c = next(parser);
    size_t length = number_length(parser);
    bool node = row && row->family;

    if (length > 0)
        return read_number(parser, length);
    if (c == '"' || c == '\'')
        return read_string(parser);
    if (c == '{')
        return read_object(parser);
    length = name_length(parser);
    if (node && (length > 0 || c == '(') && !is_null(parser, length))
        return read_schedule(parser, row->family, NULL);
    if (c == '[' || c == '(')
        return read_list(parser, row);
    if (length > 0)
        return read_word(parser, length);
    return expected(parser, "must be a value");
}

/* Every way down leads through here. */
static cJSON *
read_value(struct parser *parser, const struct parameter *row)
{
    cJSON *value;

    if (++parser->depth > JSON_DEPTH) {
        error_in(parser->error, parser->source, parser->at,
                 "must be nested at most %d deep", JSON_DEPTH);
        parser->error->status = STATUS_LIMIT;
        return NULL;
    }
    value = read_some_value(parser, row);
    parser->depth--;
    return value;
}

/* The row that an argument is for; NULL after an error. */
static const struct parameter *
argument_row(struct parser *parser, const struct kind *kind,
             const struct parameter *extra, size_t count, bool *named)
{
    const struct parameter *row = kind->parameters;
    size_t start = parser->at, length = name_length(parser);
    const char *name;

    if (length > 0) {
        parser->at += length;
        if (next(parser) == '=') {
            struct place place = {.source = parser->source, .offset = start};

            parser->at = start;
            name = take_name(parser, length);
            next(parser);
            parser->at++;
            *named = true;
            row = name ? row_find(kind, extra, name) : NULL;
            if (name && !row)
                unknown_parameter(kind, extra, name, &place, parser->error);
            return row;
        }
        parser->at = start;
    }
    if (*named) {
        error_in(parser->error, parser->source, start,
                 "must be NAME=VALUE, as the argument before it is");
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

static cJSON *
read_call(struct parser *parser, const struct family *family,
          const struct parameter *extra)
{
    size_t start = parser->at, length = name_length(parser), count = 0;
    struct place place = {.source = parser->source, .offset = start};
    const char *name = take_name(parser, length);
    const struct kind *kind = name ? family_find(family, name) : NULL;
    bool named = false;
    cJSON *node;

    if (!kind) {
        if (name)
            unknown_kind(family, name, &place, parser->error);
        return NULL;
    }
    node = new_node(parser, kind->name, start);
    if (next(parser) != '(')
        return node;
    parser->at++;
    while (node && next(parser) != ')') {
        size_t key = parser->at;
        const struct parameter *row =
            argument_row(parser, kind, extra, count++, &named);

        if (!row) {
            cJSON_Delete(node);
            return NULL;
        }
        node = add_member(parser, node, row->name, key, row);
        if (node && next(parser) != ')' && next(parser) != ',') {
            cJSON_Delete(node);
            return expected(parser, "must be ',' or ')'");
        }
        if (node && peek(parser) == ',')
            parser->at++;
    }
    parser->at++;
    return node;
}

static cJSON *
read_item(struct parser *parser, const struct family *family,
          const struct parameter *extra)
{
    size_t start, length;
    cJSON *item;

    next(parser);
    start = parser->at;
    length = number_length(parser);
    if (length > 0 && family->sequence) {
        error_in(parser->error, parser->source, start,
                 "must be a schedule, not a number; to scale by %.*s, write "
                 "constant(%.*s, total_iters=\xE2\x80\xA6)",
                 (int)length, parser->source->text + start, (int)length,
                 parser->source->text + start);
        return NULL;
    }
    if (peek(parser) == '(' && family->sequence) {
        if (++parser->depth > JSON_DEPTH) {
            error_in(parser->error, parser->source, start,
                     "must be nested at most %d deep", JSON_DEPTH);
            parser->error->status = STATUS_LIMIT;
            return NULL;
        }
        parser->at++;
        item = read_schedule(parser, family, NULL);
        parser->depth--;
        if (item && next(parser) != ')') {
            cJSON_Delete(item);
            return expected(parser, "must be ')', '->' or '*'");
        }
        parser->at++;
        return item;
    }
    if (name_length(parser) > 0)
        return read_call(parser, family, extra);
    return expected(parser, family->sequence ? "must be the name of a schedule"
                                             : "must be a name");
}

/* {"type": name, "schedulers": [first]}, the list in `list`. */
static cJSON *
new_composite(struct parser *parser, const char *name, cJSON *first,
              cJSON **list)
{
    const struct position *position =
        first ? positions_of(parser->positions, first) : NULL;
    size_t at = position ? position->value : 0;
    cJSON *node;

    *list = joined(parser, marked(parser, cJSON_CreateArray(), at, at), NULL,
                   first);
    node = *list ? new_node(parser, name, at) : NULL;
    if (!node) {
        cJSON_Delete(*list);
        return NULL;
    }
    return joined(parser, node, "schedulers", *list);
}

static cJSON *
read_product(struct parser *parser, const struct family *family,
             const struct parameter *extra)
{
    cJSON *product = read_item(parser, family, extra), *list;

    if (!product || next(parser) != '*' || !family->chain)
        return product;
    product = new_composite(parser, family->chain, product, &list);
    while (product && next(parser) == '*') {
        cJSON *part;

        parser->at++;
        part = read_item(parser, family, NULL);
        if (!part || !cJSON_AddItemToArray(list, part)) {
            cJSON_Delete(product);
            return NULL;
        }
    }
    return product;
}

/* After "->": the milestone, null where the left side's end is meant. */
static cJSON *
read_milestone(struct parser *parser)
{
    size_t arrow = parser->at, length;

    parser->at += 2;
    if (next(parser) != '@')
        return marked(parser, cJSON_CreateNull(), arrow, arrow);
    parser->at++;
    length = number_length(parser);
    if (length == 0)
        return expected(parser, "must be a step after '@'");
    return read_number(parser, length);
}

static cJSON *
read_sequence(struct parser *parser, const struct family *family, cJSON *first)
{
    size_t arrow = parser->at;
    cJSON *list, *milestones;
    cJSON *sequence = new_composite(parser, family->sequence, first, &list);

    milestones = marked(parser, cJSON_CreateArray(), arrow, arrow);
    while (sequence && milestones && at_arrow(parser)) {
        cJSON *part;

        milestones = joined(parser, milestones, NULL, read_milestone(parser));
        part = milestones ? read_product(parser, family, NULL) : NULL;
        if (!part || !cJSON_AddItemToArray(list, part)) {
            cJSON_Delete(milestones);
            cJSON_Delete(sequence);
            return NULL;
        }
    }
    return joined(parser, sequence, "milestones", milestones);
}

static cJSON *
read_schedule(struct parser *parser, const struct family *family,
              const struct parameter *extra)
{
    cJSON *first = read_product(parser, family, extra);

    if (!first || !family->sequence || !at_arrow(parser))
        return first;
    return read_sequence(parser, family, first);
}

cJSON *
short_form_read(const struct source *source, const struct family *family,
                const struct parameter *extra, struct positions *positions,
                struct error *error)
{
    struct parser parser = {
        .source = source, .positions = positions, .error = error};
    cJSON *node = read_schedule(&parser, family, extra);

    if (!node)
        return NULL;
    next(&parser);
    if (parser.at == source->length)
        return node;
    if (!family->sequence && (peek(&parser) == '*' || at_arrow(&parser)))
        error_in(error, source, parser.at,
                 "'->' and '*' join schedules only; %s takes one call",
                 family->name);
    else
        expected(&parser, family->sequence
                              ? "must be '->', '*' or the end of the text"
                              : "must be the end of the text");
    cJSON_Delete(node);
    return NULL;
}
