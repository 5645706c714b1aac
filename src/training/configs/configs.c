/* configs.c -- tells configurations apart, and makes specs of them. */
#include "training/configs/configs.h"

#include <ctype.h>
#include <string.h>

#include "spec/short_form.h"
#include "syntax/ini.h"
#include "syntax/json.h"
#include "syntax/command_line.h"
#include "syntax/yaml.h"
#include "training/configs/dialect.h"

#define DIALECT_ADDRESS(name) &dialect_##name,
const struct dialect *const dialects[DIALECT_COUNT] = {
    DIALECTS(DIALECT_ADDRESS)};
#undef DIALECT_ADDRESS

const char *
dialect_name(const struct dialect *dialect)
{
    return dialect->name;
}

const char *
dialect_meaning(const struct dialect *dialect)
{
    return dialect->meaning;
}

const struct dialect *
dialect_find(const char *name)
{
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        if (strcmp(dialects[i]->name, name) == 0)
            return dialects[i];
    return NULL;
}

/* Whether all paths of one alternative of `at` are there. */
static bool
is_told(const char *at, struct tree *root)
{
    const struct config config = {.root = root};
    bool all = true;

    for (;; at++) {
        char path[64];
        bool absent = *at == '!';
        size_t length = strcspn(at += absent, " |");

        memcpy(path, at, length);
        path[length] = '\0';
        all = all && config_has(&config, path) != absent;
        at += length;
        if (*at == ' ')
            continue;
        if (all || !*at)
            return all;
        all = true;
    }
}

/* The dialect of a tree; NULL: none. */
static const struct dialect *
tell(struct tree *root, const struct config_request *request)
{
    if (request->dialect)
        return request->dialect;
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        if (is_told(dialects[i]->told, root))
            return dialects[i];
    return NULL;
}

/* Puts the text that completes a configuration where that names its file. */
static bool
add_part(struct tree *root, const struct dialect *dialect,
         const struct source *part, struct arena *arena, struct error *error)
{
    struct tree *name = dialect->part ? tree_member(root, dialect->part) : NULL;
    struct tree *tree;

    if (!part || !tree_is(name, TREE_STRING))
        return true;
    tree = yaml_read(part, arena, error);
    if (tree)
        tree_replace(name, tree);
    return tree != NULL;
}

static bool
make(struct tree *root, bool yaml, const struct dialect *dialect,
     const struct config_request *request, struct arena *arena,
     struct tree **spec, struct config_notes *notes, struct error *error)
{
    struct config config = {
        .dialect = dialect,
        .request = request,
        .root = root,
        .yaml = yaml,
        .spec = tree_new(arena, TREE_OBJECT, root->source, root->offset),
        .arena = arena,
        .notes = notes,
        .error = error,
    };

    if (!config.spec)
        return error_memory(error);
    if (!add_part(root, dialect, request->part, arena, error) ||
        !config_keys_check(&config))
        return false;
    dialect->make(&config);
    if (notes->assumed.failed || notes->warnings.failed)
        return error_memory(error);
    *spec = config.spec;
    return config_done(&config);
}

/* How a text is read, where that can be seen. */
enum config_syntax { SYNTAX_JSON, SYNTAX_INI, SYNTAX_SCRIPT, SYNTAX_YAML };

/* Whether there is a word such as --lr. */
static bool
has_options(const struct source *source)
{
    const char *text = source->text;

    for (size_t i = 0; i + 2 < source->length; i++)
        if (text[i] == '-' && text[i + 1] == '-' && text[i + 2] >= 'a' &&
            text[i + 2] <= 'z' && (i == 0 || strchr(" \t\n\"'(", text[i - 1])))
            return true;
    return false;
}

/* Whether a line begins with "NAME:", as those of YAML do. */
static bool
has_members(const struct source *source)
{
    const char *text = source->text;

    for (size_t i = 0; i < source->length; i++) {
        size_t length;

        if (i > 0 && text[i - 1] != '\n')
            continue;
        length = strspn(text + i, "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
        if (length > 0 && text[i + length] == ':' &&
            strchr(" \r\n", text[i + length + 1]))
            return true;
    }
    return false;
}

/* Reads the text in one syntax; NULL: it is none that a configuration has. */
static bool
read_tree(const struct source *source, enum config_syntax syntax,
          struct arena *arena, struct tree **tree, struct error *error)
{
    switch (syntax) {
    case SYNTAX_JSON:
        *tree = json_read(source, arena, error);
        break;
    case SYNTAX_INI:
        *tree = ini_read(source, arena, error);
        break;
    case SYNTAX_SCRIPT:
        *tree = command_line_script(source, arena, error);
        break;
    case SYNTAX_YAML:
        *tree = yaml_read(source, arena, error);
        break;
    }
    return *tree != NULL;
}

/* The syntax of a text. */
static enum config_syntax
find_syntax(const struct source *source)
{
    size_t at = 0;

    while (at < source->length && strchr(" \t\r\n", source->text[at]))
        at++;
    if (ini_begins(source))
        return SYNTAX_INI;
    if (at < source->length && strchr("{[", source->text[at]))
        return SYNTAX_JSON;
    return has_options(source) ? SYNTAX_SCRIPT : SYNTAX_YAML;
}

bool
config_is_told(const struct source *source, struct arena *arena)
{
    static const struct config_request request = {0};
    enum config_syntax syntax = find_syntax(source);
    struct error error = {0};
    struct tree *root = NULL;

    if (code_is_script(source) ||
        (syntax == SYNTAX_YAML && !has_members(source)))
        return false;
    return read_tree(source, syntax, arena, &root, &error) &&
           tell(root, &request);
}

bool
config_read(const struct source *source, const struct config_request *request,
            struct arena *arena, struct tree **spec, struct config_notes *notes,
            struct error *error)
{
    enum config_syntax syntax = find_syntax(source);
    const struct dialect *dialect;
    struct tree *root = NULL;

    *spec = NULL;
    /* A text such as "adam(lr=0.1)" is code. */
    if (syntax == SYNTAX_YAML && !request->dialect && !has_members(source))
        return true;
    if (!read_tree(source, syntax, arena, &root, error))
        return false;
    dialect = tell(root, request);
    if (!dialect && syntax == SYNTAX_SCRIPT && has_members(source)) {
        if (!read_tree(source, SYNTAX_YAML, arena, &root, error))
            return false;
        syntax = SYNTAX_YAML;
        dialect = tell(root, request);
    }
    if (dialect)
        return make(root, syntax == SYNTAX_YAML, dialect, request, arena, spec,
                    notes, error);
    return syntax == SYNTAX_JSON ||
           (syntax == SYNTAX_SCRIPT && strncmp(source->text, "#!", 2) != 0) ||
           error_in(error, source, 0,
                    "is no configuration that lrsim knows (`lrsim list "
                    "formats`); --as KIND says what it is");
}

bool
config_is_part(const struct source *source, struct arena *arena,
               struct error *error)
{
    struct tree *root = yaml_read(source, arena, error);
    bool is = false;

    for (size_t i = 0; root && i < DIALECT_COUNT; i++)
        is = is || (dialects[i]->part && is_told(dialects[i]->part_told, root));
    return is;
}

bool
config_names_part(const struct source *source, struct arena *arena,
                  struct error *error)
{
    struct tree *root = yaml_read(source, arena, error);
    bool names = false;

    for (size_t i = 0; root && i < DIALECT_COUNT; i++)
        names = names ||
                (dialects[i]->part && is_told(dialects[i]->told, root) &&
                 tree_is(tree_member(root, dialects[i]->part), TREE_STRING));
    return names;
}

bool
config_words_are_told(const char *const *words, size_t count,
                      struct arena *arena)
{
    static const struct config_request request = {0};
    struct tree *root = command_line_words(words, count, arena);

    return root && tell(root, &request);
}

bool
config_read_words(const char *const *words, size_t count,
                  const struct config_request *request, struct arena *arena,
                  struct tree **spec, struct config_notes *notes,
                  struct error *error)
{
    struct tree *root = command_line_words(words, count, arena);

    return root ? make(root, false, tell(root, request), request, arena, spec,
                       notes, error)
                : error_memory(error);
}

/* The row of a class, and whose it is; NULL: there is none. */
static const struct dialect_class *
find_class(const char *name, size_t length, const struct dialect **dialect)
{
    for (size_t i = 0; i < DIALECT_COUNT; i++) {
        const struct dialect_class *class = dialects[i]->classes;

        *dialect = dialects[i];
        for (; class && class->name; class ++)
            if (strlen(class->name) == length &&
                !memcmp(class->name, name, length))
                return class;
    }
    return NULL;
}

bool
config_is_class(const char *name, size_t length)
{
    const struct dialect *dialect;

    return find_class(name, length, &dialect) != NULL;
}

bool
config_calls_class(const char *text)
{
    const char *open = text;

    while ((open = strchr(open, '('))) {
        const char *end = open++, *name = end, *argument;

        while (name > text &&
               (isalnum((unsigned char)name[-1]) || name[-1] == '_'))
            name--;
        argument = open + strspn(open, " \t\r\n");
        /* One that was printed shows what no script may give. */
        if (*argument != '_' && config_is_class(name, (size_t)(end - name)))
            return true;
    }
    return false;
}

/* Gives the arguments of a class its default of the rate. */
static bool
add_rate(struct tree *arguments, const struct dialect_class *class,
         const char *key, struct arena *arena, struct config_notes *notes)
{
    struct tree *rate;

    if (tree_member(arguments, key))
        return true;
    rate = tree_new(arena, TREE_NUMBER, arguments->source, arguments->offset);
    if (!rate)
        return false;
    rate->number = class->rate;
    rate->key_offset = arguments->offset;
    tree_append(arguments, key, rate);
    text_format(&notes->assumed, "lrsim: assumed: %s is ", key);
    text_number(&notes->assumed, class->rate);
    text_format(&notes->assumed, ", the default of %s\n", class->name);
    return true;
}

bool
config_read_class(struct tree *arguments, const char *name,
                  const struct config_request *request, struct arena *arena,
                  struct tree **spec, struct config_notes *notes,
                  struct error *error)
{
    const struct dialect *dialect;
    const struct dialect_class *class =
        find_class(name, strlen(name), &dialect);

    return add_rate(arguments, class, dialect->rate, arena, notes)
               ? make(arguments, false, dialect, request, arena, spec, notes,
                      error)
               : error_memory(error);
}
