/* config.c -- reads a user's configuration. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "training/configs/dialect.h"

/* The next name of a path, in `name`; false at its end. */
static bool
next_name(const char **path, char *name, size_t size)
{
    size_t length = strcspn(*path, ".");

    if (length == 0 || length >= size)
        return false;
    memcpy(name, *path, length);
    name[length] = '\0';
    *path += length + ((*path)[length] == '.');
    return true;
}

const struct tree *
config_find(const struct config *config, const char *path)
{
    const struct tree *tree = config->root;
    char name[64];

    while (tree && next_name(&path, name, sizeof name))
        tree = tree_member(tree, name);
    return tree && !*path && tree->kind != TREE_NULL ? tree : NULL;
}

bool
config_has(const struct config *config, const char *path)
{
    return config_find(config, path) != NULL;
}

const struct place *
config_place(struct config *config, const char *path)
{
    const struct tree *tree = config->root;
    struct place *place = arena_alloc(config->arena, 1, sizeof *place);
    char name[64];

    if (place)
        *place = tree_place(tree, NULL, 0);
    while (place && next_name(&path, name, sizeof name)) {
        struct place *inner = arena_alloc(config->arena, 1, sizeof *inner);

        tree = tree_member(tree, name);
        if (!inner || !tree) {
            place = inner ? place : NULL;
            break;
        }
        *inner = tree_place(tree, place, 0);
        place = inner;
    }
    if (!place && !config->failed) {
        config->failed = true;
        error_memory(config->error);
    }
    return place;
}

void
config_refuse(struct config *config, const char *path, const char *format, ...)
{
    const struct place *place = config_place(config, path);
    char message[512];
    va_list arguments;

    if (config->failed || !place)
        return;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    config->failed = true;
    error_at(config->error, place, "%s", message);
}

void
config_assume(struct config *config, const char *format, ...)
{
    struct text *assumed = &config->notes->assumed;
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (config->failed || !text_end(assumed) || strstr(assumed->bytes, message))
        return;
    text_format(assumed, "lrsim: assumed: %s\n", message);
}

void
config_warn(struct config *config, const char *path, const char *format, ...)
{
    struct warnings *warnings = &config->notes->warnings;
    struct warning *warning = arena_alloc(config->arena, 1, sizeof *warning);
    const struct place *place = config_place(config, path);
    char message[512];
    va_list arguments;

    if (!warning || !place) {
        warnings->failed = true;
        return;
    }
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    error_at(&warning->error, place, "%s", message);
    warnings_append(warnings, warning);
}

bool
config_done(const struct config *config)
{
    return !config->failed;
}

void
config_refuse_kind(struct config *config, const char *path, const char *what,
                   const struct tree *tree)
{
    if (tree->text && (strchr(tree->text, '$') || strstr(tree->text, "{{")))
        config_refuse(config, path, "is %s, which %s: write %s there",
                      quote(tree->text).text,
                      config->yaml               ? "another program puts in"
                      : strstr(tree->text, "$(") ? "lrsim does not compute"
                                                 : "the script leaves open",
                      what);
    else if (tree->unknown)
        config_refuse(config, path,
                      "is '%s', to which the script gives no value: write %s "
                      "there",
                      quote(tree->text).text, what);
    else
        config_refuse(config, path, "must be %s, not %s", what,
                      tree_quote(tree).text);
}

double
config_real(struct config *config, const char *path, double standard)
{
    const struct tree *tree = config_find(config, path);

    if (!tree)
        return standard;
    if (tree->kind == TREE_NUMBER)
        return tree->number;
    config_refuse_kind(config, path, "a number", tree);
    return standard;
}

long
config_integer(struct config *config, const char *path, long standard)
{
    double number = config_real(config, path, (double)standard);

    if (!config_has(config, path))
        return standard;
    if (floor(number) == number && fabs(number) <= (double)INTEGER_MOST)
        return (long)number;
    config_refuse_kind(config, path, "an integer of at most 2^53",
                       config_find(config, path));
    return standard;
}

bool
config_flag(struct config *config, const char *path, bool standard)
{
    const struct tree *tree = config_find(config, path);

    if (!tree)
        return standard;
    if (tree->kind == TREE_NUMBER)
        return tree->number != 0;
    if (tree->kind != TREE_BOOLEAN)
        config_refuse_kind(config, path, "true or false", tree);
    return tree->truth;
}

const char *
config_word(struct config *config, const char *path, const char *standard)
{
    const struct tree *tree = config_find(config, path);

    if (!tree)
        return standard;
    if (tree->kind == TREE_STRING && !strchr(tree->text, '$'))
        return tree->text;
    config_refuse_kind(config, path, "a word", tree);
    return standard ? standard : "";
}
