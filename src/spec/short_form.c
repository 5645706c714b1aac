/* short_form.c -- calls, chains and sequences: the grammar of short_form.h. */
#include "spec/short_form.h"

#include <stdlib.h>
#include <string.h>

#include "spec/short_parser.h"

/* {"type": name} */
static cJSON *
new_node(struct parser *parser, const char *name, size_t at)
{
    cJSON *node = parser_marked(parser, cJSON_CreateObject(), at, at);

    if (!node)
        return NULL;
    return parser_joined(
        parser, node, "type",
        parser_marked(parser, cJSON_CreateString(name), at, at));
}

/* The row that an argument is for; NULL after an error. */
static const struct parameter *
argument_row(struct parser *parser, const struct kind *kind,
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
            /* The loader refuses it where it knows the whole path. */
            unknown->name = name;
            return row || !name ? row : unknown;
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
    size_t start = parser->at, length = parser_name_length(parser), count = 0;
    struct place place = {.source = parser->source, .offset = start};
    const char *name = parser_take_name(parser, length);
    const struct kind *kind = name ? family_find(family, name) : NULL;
    bool named = false;
    struct parameter unknown = {0};
    cJSON *node;

    if (!kind) {
        if (name)
            unknown_kind(family, name, &place, parser->error);
        return NULL;
    }
    node = new_node(parser, kind->name, start);
    if (parser_next(parser) != '(')
        return node;
    parser->at++;
    while (node && parser_next(parser) != ')') {
        size_t key = parser->at;
        const struct parameter *row =
            argument_row(parser, kind, extra, count++, &named, &unknown);

        if (!row) {
            cJSON_Delete(node);
            return NULL;
        }
        node = parser_add_member(parser, node, row->name, key, row);
        if (!node && row == &unknown && parser->error->status == STATUS_WRONG) {
            place.offset = key;
            unknown_parameter(kind, extra, row->name, &place, parser->error);
        }
        if (node && parser_next(parser) != ')' && parser_next(parser) != ',') {
            cJSON_Delete(node);
            return parser_expected(parser, "must be ',' or ')'");
        }
        if (node && parser_peek(parser) == ',')
            parser->at++;
    }
    parser->at++;
    return node;
}

/* 0.5 * linear(...): says how a rate is scaled. */
static void
number_instead(struct parser *parser, size_t length)
{
    const char *text = parser->source->text + parser->at;
    double factor = strtod(text, NULL);

    if (factor >= 0 && factor <= 1)
        error_in(parser->error, parser->source, parser->at,
                 "must be a schedule, not a number; to scale by %.*s, write "
                 "constant(%.*s, total_iters=\xE2\x80\xA6)",
                 (int)length, text, (int)length, text);
    else
        error_in(parser->error, parser->source, parser->at,
                 "must be a schedule, not a number; to scale by %.*s, "
                 "multiply --lr",
                 (int)length, text);
}

static cJSON *
read_item(struct parser *parser, const struct family *family,
          const struct parameter *extra)
{
    size_t length;
    cJSON *item;

    parser_next(parser);
    length = parser_number_length(parser);
    if (length > 0 && family->sequence) {
        number_instead(parser, length);
        return NULL;
    }
    if (parser_peek(parser) == '(' && family->sequence) {
        if (!parser_deeper(parser))
            return NULL;
        parser->at++;
        item = parser_schedule(parser, family, NULL);
        parser->depth--;
        if (item && parser_next(parser) != ')') {
            cJSON_Delete(item);
            return parser_expected(parser, "must be ')', '->' or '*'");
        }
        parser->at++;
        return item;
    }
    if (parser_name_length(parser) > 0)
        return read_call(parser, family, extra);
    return parser_expected(parser, family->sequence
                                       ? "must be the name of a schedule"
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

    *list = parser_joined(parser,
                          parser_marked(parser, cJSON_CreateArray(), at, at),
                          NULL, first);
    node = *list ? new_node(parser, name, at) : NULL;
    if (!node) {
        cJSON_Delete(*list);
        return NULL;
    }
    return parser_joined(parser, node, "schedulers", *list);
}

static cJSON *
read_product(struct parser *parser, const struct family *family,
             const struct parameter *extra)
{
    cJSON *product = read_item(parser, family, extra), *list;

    if (!product || parser_next(parser) != '*' || !family->chain)
        return product;
    product = new_composite(parser, family->chain, product, &list);
    while (product && parser_next(parser) == '*') {
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
    if (parser_next(parser) != '@')
        return parser_marked(parser, cJSON_CreateNull(), arrow, arrow);
    parser->at++;
    parser_next(parser);
    length = parser_number_length(parser);
    if (length == 0)
        return parser_expected(parser, "must be a step after '@'");
    return parser_number(parser, length);
}

static cJSON *
read_sequence(struct parser *parser, const struct family *family, cJSON *first)
{
    size_t arrow = parser->at;
    cJSON *list, *milestones;
    cJSON *sequence = new_composite(parser, family->sequence, first, &list);

    milestones = parser_marked(parser, cJSON_CreateArray(), arrow, arrow);
    while (sequence && milestones && parser_at_arrow(parser)) {
        cJSON *part;

        milestones =
            parser_joined(parser, milestones, NULL, read_milestone(parser));
        part = milestones ? read_product(parser, family, NULL) : NULL;
        if (!part || !cJSON_AddItemToArray(list, part)) {
            cJSON_Delete(milestones);
            cJSON_Delete(sequence);
            return NULL;
        }
    }
    return parser_joined(parser, sequence, "milestones", milestones);
}

cJSON *
parser_schedule(struct parser *parser, const struct family *family,
                const struct parameter *extra)
{
    cJSON *first = read_product(parser, family, extra);

    if (!first || !family->sequence || !parser_at_arrow(parser))
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
    cJSON *node;

    for (size_t i = 0, n; i < source->length; i += n) {
        n = utf8_length(source->text + i, source->length - i);
        if (n == 0) {
            error_in(error, source, i, "must be UTF-8");
            return NULL;
        }
    }
    node = parser_schedule(&parser, family, extra);
    if (!node)
        return NULL;
    parser_next(&parser);
    if (parser.at == source->length)
        return node;
    if (!family->sequence &&
        (parser_peek(&parser) == '*' || parser_at_arrow(&parser)))
        error_in(error, source, parser.at,
                 "'->' and '*' join schedules only; %s takes one call",
                 family->name);
    else
        parser_expected(&parser,
                        family->sequence
                            ? "must be '->', '*' or the end of the text"
                            : "must be the end of the text");
    cJSON_Delete(node);
    return NULL;
}
