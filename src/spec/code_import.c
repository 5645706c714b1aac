/* code_import.c -- the names that a script imports: "import torch.optim as
 * optim", "from optax import adam as make". */
#include <string.h>

#include "spec/code_parser.h"

/* What is a name of its own in another system: PyTorch's need no module. */
static bool
is_other(const char *module)
{
    return strncmp(module, "optax", 5) == 0 || strstr(module, "keras");
}

/* Remembers what a name stands for; MODULE.NAME where lrsim knows the module
 * (NULL: the name is one). */
static bool
remember(struct short_parser *parser, const char *module, const char *name,
         const char *as)
{
    struct text path = {.arena = parser->arena};
    struct tree *value;

    if (as == name && !(module && is_other(module)))
        return true;
    if (module && code_is_known_module(module))
        text_format(&path, "%s.", module);
    text_string(&path, name);
    value = parser_new(parser, TREE_STRING, parser->at);
    if (!value || !text_end(&path))
        return error_memory(parser->error);
    value->text = path.bytes;
    return code_remember(parser, &parser->imports, as, value, NULL);
}

bool
code_take_import(struct short_parser *parser, bool *done)
{
    const char *module = NULL, *name, *as;

    *done = true;
    if (code_skip_word(parser, "from")) {
        module = parser_take_name(parser, parser_name_length(parser));
        parser_next(parser);
        if (!module || !code_skip_word(parser, "import"))
            return module != NULL;
        parser->at += parser_peek(parser) == '(';
    } else if (!code_skip_word(parser, "import")) {
        *done = false;
        return true;
    }
    do {
        parser_next(parser);
        name = as = parser_take_name(parser, parser_name_length(parser));
        parser_next(parser);
        if (name && code_skip_word(parser, "as"))
            as = parser_take_name(parser, parser_name_length(parser));
        if (!name || !as || !remember(parser, module, name, as))
            return false;
    } while (parser_next(parser) == ',' && parser->at++);
    return true;
}

const char *
code_resolve(struct short_parser *parser, const char *name)
{
    size_t first = strcspn(name, ".");
    const struct code_name *known = parser->imports;
    struct text path = {.arena = parser->arena};

    while (known && (strlen(known->name) != first ||
                     memcmp(known->name, name, first) != 0))
        known = known->next;
    if (!known)
        return name;
    text_format(&path, "%s%s", known->value->text, name + first);
    if (text_end(&path))
        return path.bytes;
    error_memory(parser->error);
    return NULL;
}
