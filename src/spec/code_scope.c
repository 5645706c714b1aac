/* code_scope.c -- the blocks of a script: what a function or a class assigns
 * ends with it, and what a condition assigns is said. */
#include <string.h>

#include "spec/code_reading.h"

/* Gives back the names of before a function or class; those of objects, as
 * self.lr, stay. */
static bool
leave(struct short_parser *parser, const struct code_name *outside)
{
    const struct code_name *kept = NULL;

    for (const struct code_name *name = parser->names; name && name != outside;
         name = name->next)
        if (strchr(name->name, '.') &&
            !code_remember(parser, &kept, name->name, name->value,
                           name->assumed))
            return false;
    parser->names = outside;
    for (; kept; kept = kept->next)
        if (!code_remember(parser, &parser->names, kept->name, kept->value,
                           kept->assumed))
            return false;
    return true;
}

bool
code_leave_blocks(struct short_parser *parser, struct code_blocks *blocks,
                  size_t indent)
{
    while (blocks->count > 0 &&
           blocks->items[blocks->count - 1].indent >= indent) {
        const struct code_block *block = &blocks->items[--blocks->count];

        if (block->scope && !leave(parser, block->outside))
            return false;
    }
    return true;
}

void
code_enter_block(struct short_parser *parser, struct code_blocks *blocks,
                 size_t indent, bool scope)
{
    if (blocks->count < CODE_BLOCKS_MOST)
        blocks->items[blocks->count++] =
            (struct code_block){indent, parser->at, scope, parser->names};
}

void
code_make_global(struct code_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++)
        blocks->items[i].scope = false;
}

bool
code_is_conditional(const struct code_blocks *blocks)
{
    size_t count = blocks->count;

    return count > 0 && !blocks->items[count - 1].scope;
}

bool
code_enter_condition(struct short_parser *parser, struct code_blocks *blocks,
                     size_t indent)
{
    static const char *const words[] = {"if",    "elif", "else",
                                        "while", "for",  "except"};
    size_t start = parser->at, i = 0;

    while (i < sizeof words / sizeof *words &&
           !code_skip_word(parser, words[i]))
        i++;
    if (i == sizeof words / sizeof *words)
        return false;
    if (parser_name_length(parser) == 8 &&
        !memcmp(parser->source->text + parser->at, "__name__", 8)) {
        parser->at = parser->source->length;
        return true;
    }
    /* A loop over schedulers. */
    if (strcmp(words[i], "for") == 0 && !code_bind_loop(parser))
        return false;
    code_find_colon(parser);
    /* `else` is a name elsewhere. */
    if (parser_peek(parser) != ':') {
        parser->at = start;
        return false;
    }
    parser->at++;
    code_enter_block(parser, blocks, indent, false);
    return true;
}

const char *
code_condition_note(struct short_parser *parser, const char *name,
                    const struct tree *value)
{
    struct short_parser noting = *parser;
    struct text note = {.arena = parser->arena}, what = note;
    const struct code_name *known = code_name(parser, name, strlen(name));

    if (!tree_is(value, TREE_NUMBER) || !known ||
        !tree_is(known->value, TREE_NUMBER) ||
        known->value->number == value->number)
        return NULL;
    text_format(&what, "%s, and not %s: the script says so under a condition",
                tree_quote(value).text, tree_quote(known->value).text);
    noting.assumed = &note;
    if (text_end(&what))
        code_assume(&noting, name, strlen(name), what.bytes);
    return note.used > 0 ? text_end(&note) : NULL;
}
