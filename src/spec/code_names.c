/* code_names.c -- what the names of a script stand for: assignments, members of
 * objects, defaults of arguments and fields. */
#include <string.h>

#include "spec/code_parser.h"

static const struct code_name *
find(const struct code_name *list, const char *text, size_t length)
{
    while (list && (strlen(list->name) != length ||
                    memcmp(list->name, text, length) != 0))
        list = list->next;
    return list;
}

const struct code_name *
code_name(const struct short_parser *parser, const char *text, size_t length)
{
    const struct code_name *name = find(parser->names, text, length);

    return name ? name : find(parser->later, text, length);
}

bool
code_remember(struct short_parser *parser, const struct code_name **list,
              const char *name, struct tree *value, const char *assumed)
{
    struct code_name *known = arena_alloc(parser->arena, 1, sizeof *known);

    if (!known)
        return error_memory(parser->error);
    *known = (struct code_name){name, value, assumed, *list};
    *list = known;
    return true;
}

struct tree *
code_bound_optimizer(const struct short_parser *parser, const char *name,
                     size_t length)
{
    const struct code_name *known =
        length > 0 ? code_name(parser, name, length) : NULL;
    const struct code_found *made =
        known ? code_made(parser, known->value) : NULL;

    return made && !made->family->sequence ? made->node : NULL;
}

struct code_found *
code_made(const struct short_parser *parser, const struct tree *node)
{
    struct code_found *made = parser->made;

    while (made && (!tree_is(node, TREE_OBJECT) || !node->child ||
                    made->node->child != node->child))
        made = made->next;
    return made;
}

void
code_use(struct short_parser *parser, const struct tree *node)
{
    struct code_found *made = code_made(parser, node);

    if (made)
        made->used = true;
}

bool
code_hide_later(struct short_parser *parser, const char *name)
{
    return find(parser->names, name, strlen(name)) ||
           code_remember(parser, &parser->names, name, NULL, NULL);
}

/* Adds lines, each once. */
static void
assume(struct short_parser *parser, const char *lines)
{
    struct text *assumed = parser->assumed;

    while (assumed && lines && *lines) {
        size_t length = strcspn(lines, "\n") + 1;
        char *line = arena_copy(parser->arena, lines, length);

        if (line && !(assumed->used > 0 && text_end(assumed) &&
                      strstr(assumed->bytes, line)))
            text_string(assumed, line);
        lines += length;
    }
}

void
code_assume(struct short_parser *parser, const char *name, size_t length,
            const char *what)
{
    struct text line = {.arena = parser->arena};

    text_format(&line, "lrsim: assumed: %.*s is %s\n", (int)length, name, what);
    assume(parser, text_end(&line));
}

void
code_assume_default(struct short_parser *parser, const char *name,
                    size_t length, const struct tree *value)
{
    struct text text = {.arena = parser->arena};

    text_format(&text, "%s, its default in the script", tree_quote(value).text);
    if (text_end(&text))
        code_assume(parser, name, length, text.bytes);
}

/* The member that ["NAME"] behind the name of an object takes; NULL: none. */
static struct tree *
take_index(const struct short_parser *parser, const struct tree *value,
           size_t *length)
{
    const char *at = parser->source->text + parser->at + *length;
    size_t left = parser->source->length - parser->at - *length, key;
    char quote_sign = left > 3 && *at == '[' ? at[1] : '\0';

    if (quote_sign != '"' && quote_sign != '\'')
        return NULL;
    for (key = 0; 2 + key < left && at[2 + key] != quote_sign; key++)
        ;
    if (3 + key >= left || at[3 + key] != ']')
        return NULL;
    for (struct tree *member = value->child; member; member = member->next)
        if (member->key && strlen(member->key) == key &&
            !memcmp(member->key, at + 2, key)) {
            *length += key + 4;
            return member;
        }
    return NULL;
}

/* The default of an argument or field that is the last part of a name. */
static struct tree *
find_option(struct short_parser *parser, size_t length)
{
    const char *text = parser->source->text + parser->at;
    size_t last = length;
    const struct code_name *option;

    while (last > 0 && text[last - 1] != '.')
        last--;
    /* torch.device is no argument. */
    option = last > 0 && !code_is_module(text, text + last - 1, SYSTEM_none)
                 ? find(parser->options, text + last, length - last)
                 : NULL;
    if (!option || !option->value)
        return NULL;
    code_assume_default(parser, text, length, option->value);
    return option->value;
}

struct tree *
code_find(struct short_parser *parser, size_t *length)
{
    const char *text = parser->source->text + parser->at;
    const struct code_name *name = code_name(parser, text, *length);
    const char *dot = memchr(text, '.', *length);
    struct tree *value = name ? name->value : NULL;

    if (name)
        assume(parser, name->assumed);
    if (tree_is(value, TREE_OBJECT))
        return parser->source->text[parser->at + *length] == '['
                   ? take_index(parser, value, length)
                   : value;
    if (value || !parser->script)
        return value;
    name = dot ? code_name(parser, text, (size_t)(dot - text)) : NULL;
    if (name && tree_is(name->value, TREE_OBJECT)) {
        char key[64];
        size_t size = *length - (size_t)(dot + 1 - text);

        if (size < sizeof key) {
            memcpy(key, dot + 1, size);
            key[size] = '\0';
            value = tree_member(name->value, key);
        }
    }
    return value ? value : find_option(parser, *length);
}

/* Whether a value ends here. */
static bool
at_end(struct short_parser *parser)
{
    char c = parser_next(parser);

    return c == '\0' || strchr(",)]}:", c);
}

/* A copy of a value, as if it were written where its name is. */
static struct tree *
copy_value(struct short_parser *parser, const struct tree *value, size_t length)
{
    struct tree *copy = tree_copy(parser->arena, value);

    if (!copy) {
        error_memory(parser->error);
        return NULL;
    }
    copy->next = NULL;
    copy->offset = parser->at;
    parser->at += length;
    return copy;
}

struct tree *
code_named(struct short_parser *parser)
{
    size_t start = parser->at, length = parser_name_length(parser);
    const struct tree *value = code_find(parser, &length);
    struct short_parser ahead = *parser;
    struct error *error = parser->error, ignored = {0};
    size_t assumed = parser->assumed ? parser->assumed->used : 0;
    struct tree *number;

    ahead.at += length;
    if (value && at_end(&ahead))
        return copy_value(parser, value, length);
    parser->error = &ignored;
    number = code_sum(parser);
    parser->error = error;
    if (number && at_end(parser))
        return number;
    parser->at = start;
    if (parser->assumed)
        parser->assumed->used = assumed;
    return code_unknown(parser);
}

struct tree *
code_assigned(struct short_parser *parser)
{
    struct error *error = parser->error, ignored = {0};
    struct tree *value;

    parser->error = &ignored;
    value = parser_value(parser, NULL);
    parser->error = error;
    return value && !value->unknown && at_end(parser) ? value : NULL;
}
