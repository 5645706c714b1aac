/* code_record.c -- calls that only hold values, such as transformers'
 * TrainingArguments(learning_rate=5e-5, max_steps=1000), as objects. */
#include <ctype.h>
#include <string.h>

#include "spec/code_reading.h"

/* The last part of the name that comes next, and its length. */
static const char *
class_name(const struct short_parser *parser, size_t *length)
{
    const char *text = parser->source->text + parser->at;
    const char *end = text + *length, *own = end;

    while (own > text && own[-1] != '.')
        own--;
    *length = (size_t)(end - own);
    return own;
}

bool
code_at_record(const struct short_parser *parser, size_t length)
{
    struct short_parser behind = *parser;
    const char *name = class_name(parser, &length);

    behind.at = (size_t)(name + length - parser->source->text);
    return length > 0 && parser->is_record && parser->is_record(name, length) &&
           parser_next(&behind) == '(';
}

/* SchedulerType.COSINE is the word cosine. */
static void
lower_enumerator(struct short_parser *parser, struct tree *value)
{
    const char *dot = value->text ? strrchr(value->text, '.') : NULL;
    char *word;

    if (!dot || !isupper((unsigned char)value->text[0]) ||
        dot[1 + strspn(dot + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")])
        return;
    word = arena_copy(parser->arena, dot + 1, strlen(dot + 1));
    for (char *at = word; at && *at; at++)
        *at = (char)tolower((unsigned char)*at);
    value->text = word;
    value->unknown = false;
}

/* Adds the members of the object behind "**" that the record lacks. */
static void
add_members(struct short_parser *parser, struct tree *record)
{
    size_t length;
    const struct tree *object;

    parser->at += 2;
    parser_next(parser);
    length = parser_name_length(parser);
    object = code_find(parser, &length);
    for (const struct tree *member =
             tree_is(object, TREE_OBJECT) ? object->child : NULL;
         member; member = member->next) {
        struct tree *copy = tree_member(record, member->key)
                                ? NULL
                                : tree_copy(parser->arena, member);

        if (!copy)
            continue;
        copy->next = NULL;
        tree_append(record, member->key, copy);
    }
}

/* Adds NAME=VALUE, which comes next; an argument without a name, such as the
 * directory of the output, is passed over. */
static bool
add_argument(struct short_parser *parser, struct tree *record)
{
    size_t start = parser->at, length = parser_name_length(parser);
    struct short_parser behind = *parser;
    const char *name;
    struct tree *value;

    behind.at += length;
    if (length == 0 || parser_next(&behind) != '=')
        return true;
    name = arena_copy(parser->arena, parser->source->text + start, length);
    parser->at = behind.at + 1;
    parser_next(parser);
    behind.at = parser->at;
    value = code_assigned(parser);
    if (!value) {
        parser->at = behind.at;
        value = code_unknown(parser);
    }
    if (!name || !value)
        return error_memory(parser->error);
    if (value->unknown)
        lower_enumerator(parser, value);
    value->key_offset = start;
    if (!tree_member(record, name))
        tree_append(record, name, value);
    return true;
}

/* All arguments, from the parenthesis on. */
static bool
read_arguments(struct short_parser *parser, struct tree *record)
{
    for (parser->at++; parser_next(parser) && parser_peek(parser) != ')';) {
        size_t start = parser->at;

        if (!strncmp(parser->source->text + start, "**", 2))
            add_members(parser, record);
        else if (!add_argument(parser, record))
            return false;
        parser->at = start;
        parser->at = code_argument_end(parser);
        /* A bracket that closes none is passed over. */
        parser->at += parser_peek(parser) && parser_peek(parser) != ')';
    }
    parser->at += parser_peek(parser) == ')';
    return true;
}

struct tree *
code_take_record(struct short_parser *parser, size_t length)
{
    struct tree *record = parser_new(parser, TREE_OBJECT, parser->at);
    const char *name = class_name(parser, &length);

    if (!record)
        return NULL;
    parser->record_class = arena_copy(parser->arena, name, length);
    parser->at = (size_t)(name + length - parser->source->text);
    parser_next(parser);
    if (!read_arguments(parser, record))
        return NULL;
    if (parser->arena->failed) {
        error_memory(parser->error);
        return NULL;
    }
    parser->record = record;
    return record;
}
