/* code_step.c -- the schedulers that a script steps: those that it steps in
 * turn are a chain, as PyTorch's closed forms go on from the rate that the one
 * before left. */
#include <string.h>

#include "spec/code_reading.h"

static void
note(struct code_reading *reading, const struct tree *node)
{
    const struct code_blocks *blocks = &reading->blocks;
    struct code_found *made = code_made(reading->parser, node);

    if (!made || !made->family->sequence)
        return;
    made->step = reading->parser->at;
    made->step_block =
        blocks->count > 0 ? blocks->items[blocks->count - 1].begin : 0;
}

void
code_note_step(struct code_reading *reading)
{
    struct short_parser *parser = reading->parser;
    size_t length = code_method(parser, ".step");
    const struct code_name *known =
        code_name(parser, parser->source->text + parser->at, length);

    if (length == 0)
        return;
    if (known && tree_is(known->value, TREE_LIST))
        for (const struct tree *item = known->value->child; item;
             item = item->next)
            note(reading, item);
    else if (known)
        note(reading, known->value);
}

bool
code_bind_loop(struct short_parser *parser)
{
    struct short_parser ahead = *parser;
    size_t length = parser_name_length(&ahead);
    const struct code_name *known;
    const char *name;

    if (length == 0)
        return true;
    name = parser_take_name(&ahead, length);
    parser_next(&ahead);
    if (!name || !code_skip_word(&ahead, "in"))
        return name != NULL;
    known = code_name(&ahead, ahead.source->text + ahead.at,
                      parser_name_length(&ahead));
    return !known || !tree_is(known->value, TREE_LIST) ||
           code_remember(parser, &parser->names, name, known->value, NULL);
}

/* Whether a schedule is stepped where another one of its optimizer is. */
static bool
goes_with(const struct code_found *made, const struct code_found *other)
{
    return made->family == other->family && !made->used && made->step > 0 &&
           made->step_block == other->step_block &&
           made->optimizer_length == other->optimizer_length &&
           !memcmp(made->optimizer, other->optimizer, made->optimizer_length);
}

/* The one that is stepped first behind an offset; NULL: none. */
static struct code_found *
next_step(const struct short_parser *parser, const struct code_found *last,
          size_t behind)
{
    struct code_found *next = NULL;

    for (struct code_found *made = parser->made; made; made = made->next)
        if (goes_with(made, last) && made->step >= behind &&
            (!next || made->step <= next->step))
            next = made;
    return next;
}

struct tree *
code_chain_steps(struct short_parser *parser, struct tree *node)
{
    const struct code_found *last = code_made(parser, node);
    struct code_found *made;
    struct tree *list = NULL, *part, *chain = NULL;

    if (!last || last->step == 0 || last->used)
        return node;
    for (made = parser->made; made; made = made->next)
        if (made != last && goes_with(made, last))
            chain = parser_node(parser, last->family->chain, node->offset);
    if (!chain)
        return parser->arena->failed ? NULL : node;
    list = parser_new(parser, TREE_LIST, node->offset);
    while (list && (made = next_step(parser, last, 0))) {
        part = tree_copy(parser->arena, made->node);
        if (!part)
            return NULL;
        part->next = NULL;
        made->used = true;
        tree_append(list, NULL, part);
    }
    if (list)
        tree_append(chain, "schedulers", list);
    return list ? chain : NULL;
}
