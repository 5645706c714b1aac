/* short_form.c -- parses chains and sequences of calls (see short_form.h). */
#include "spec/short_form.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "spec/code_reading.h"

/* The error for 0.5 * linear(...), which says how to scale a rate. */
static void
number_instead(struct short_parser *parser, size_t length)
{
    const char *text = parser->source->text + parser->at;
    double factor = strtod(text, NULL);
    struct quoted number = quote_bytes(text, length);

    if (factor >= 0 && factor <= 1)
        error_in(parser->error, parser->source, parser->at,
                 "must be a schedule, not a number; to scale by %s, write "
                 "constant(%s, total_iters=\xE2\x80\xA6), or multiply --lr",
                 number.text, number.text);
    else
        error_in(parser->error, parser->source, parser->at,
                 "must be a schedule, not a number; to scale by %s, "
                 "multiply --lr",
                 number.text);
}

/* A JSON object in the place of a call. */
static struct tree *
read_object(struct short_parser *parser, const struct family *family)
{
    struct tree *object = parser_value(parser, NULL);
    const struct tree *type = object ? tree_member(object, "type") : NULL;

    if (type && type->kind == TREE_STRING && !code_kind(family, type->text)) {
        const struct place place = {.source = parser->source,
                                    .offset = type->offset};

        unknown_kind(family, type->text, &place, parser->arena, parser->error);
        return NULL;
    }
    return object;
}

static struct tree *
read_item(struct short_parser *parser, const struct family *family,
          const struct parameter *extra)
{
    size_t length;
    struct tree *item;

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
        if (item && parser_next(parser) != ')')
            return parser_expected(parser, "must be ')', '->' or '*'");
        parser->at++;
        return item;
    }
    if (parser_name_length(parser) > 0)
        return parser_kind_call(parser, family, extra);
    if (parser_peek(parser) == '{')
        return read_object(parser, family);
    return parser_expected(parser, family->sequence
                                       ? "must be the name of a schedule"
                                       : "must be a name");
}

/* {"type": name, "schedulers": [first]}, the list in `list`. */
static struct tree *
new_composite(struct short_parser *parser, const char *name, struct tree *first,
              struct tree **list)
{
    struct tree *node = parser_node(parser, name, first->offset);

    *list = parser_new(parser, TREE_LIST, first->offset);
    if (!node || !*list)
        return NULL;
    tree_append(*list, NULL, first);
    tree_append(node, "schedulers", *list);
    return node;
}

static struct tree *
read_product(struct short_parser *parser, const struct family *family,
             const struct parameter *extra)
{
    struct tree *product = read_item(parser, family, extra), *list;

    if (!product || parser_next(parser) != '*' || !family->chain)
        return product;
    product = new_composite(parser, family->chain, product, &list);
    while (product && parser_next(parser) == '*') {
        struct tree *part;

        parser->at++;
        part = read_item(parser, family, NULL);
        if (!part)
            return NULL;
        tree_append(list, NULL, part);
    }
    return product;
}

/* The milestone after "->"; null means the end of the left side. */
static struct tree *
read_milestone(struct short_parser *parser)
{
    size_t arrow = parser->at, length;

    parser->at += 2;
    if (parser_next(parser) != '@')
        return parser_new(parser, TREE_NULL, arrow);
    parser->at++;
    parser_next(parser);
    length = parser_number_length(parser);
    if (length == 0)
        return parser_expected(parser, "must be a step after '@'");
    return parser_length(parser, NULL);
}

static struct tree *
read_sequence(struct short_parser *parser, const struct family *family,
              struct tree *first)
{
    size_t arrow = parser->at;
    struct tree *list;
    struct tree *sequence =
        new_composite(parser, family->sequence, first, &list);
    struct tree *milestones = parser_new(parser, TREE_LIST, arrow);

    if (!sequence || !milestones)
        return NULL;
    while (parser_at_arrow(parser)) {
        struct tree *milestone = read_milestone(parser);
        struct tree *part =
            milestone ? read_product(parser, family, NULL) : NULL;

        if (!part)
            return NULL;
        tree_append(milestones, NULL, milestone);
        tree_append(list, NULL, part);
    }
    tree_append(sequence, "milestones", milestones);
    return sequence;
}

struct tree *
parser_schedule(struct short_parser *parser, const struct family *family,
                const struct parameter *extra)
{
    struct tree *first = read_product(parser, family, extra);

    if (!first || !family->sequence || !parser_at_arrow(parser))
        return first;
    return read_sequence(parser, family, first);
}

bool
short_form_find(const struct source *source, struct code_goal *goals,
                struct code_request *request, struct arena *arena,
                struct error *error)
{
    struct short_parser parser = {.source = source,
                                  .assumed = request->assumed,
                                  .schedules = request->schedules,
                                  .epoch = request->steps_per_epoch,
                                  .is_record = request->is_record,
                                  .arena = arena,
                                  .error = error};
    size_t valid = utf8_span(source->text, source->length);

    if (valid < source->length)
        return error_in(error, source, valid, "must be UTF-8");
    if (!code_read(&parser, goals))
        return false;
    request->record = parser.record;
    request->record_class = parser.record_class;
    return true;
}

struct tree *
short_form_read(const struct source *source, const struct family *family,
                const struct family *schedules, const struct parameter *extra,
                struct arena *arena, struct error *error)
{
    struct short_parser parser = {.source = source,
                                  .schedules = schedules,
                                  .arena = arena,
                                  .error = error};
    size_t valid = utf8_span(source->text, source->length);
    struct tree *node;

    if (valid < source->length) {
        error_in(error, source, valid, "must be UTF-8");
        return NULL;
    }
    if (code_is(source)) {
        struct code_goal goals[] = {
            {.family = family, .extra = extra},
            {.family = schedules == family ? NULL : schedules},
            {0}};

        if (!code_read(&parser, goals))
            return NULL;
        if (goals->count == 0)
            error_in(error, source, 0, "makes no %s that lrsim knows",
                     family->name);
        return goals->count > 0 ? goals->node : NULL;
    }
    node = parser_schedule(&parser, family, extra);
    if (!node)
        return NULL;
    /* As statements of C and shells end. */
    if (parser_next(&parser) == ';') {
        parser.at++;
        parser_next(&parser);
    }
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
    return NULL;
}
