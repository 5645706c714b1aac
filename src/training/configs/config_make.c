/* config_make.c -- makes the parts of a spec, with the user's places. */
#include <string.h>

#include "optimizer/optimizer.h"
#include "training/configs/dialect.h"

/* A value that the user has written at `from`; NULL after an error. */
static struct tree *
new_value(struct config *config, enum tree_kind kind, const char *from)
{
    const struct place *place = config_place(config, from);
    struct tree *tree =
        place ? tree_new(config->arena, kind, place->source, place->offset)
              : NULL;

    if (tree)
        tree->origin = place;
    else if (!config->failed) {
        config->failed = true;
        error_memory(config->error);
    }
    return tree;
}

struct tree *
config_node(struct config *config, const char *type, const char *from)
{
    struct tree *node = new_value(config, TREE_OBJECT, from);

    if (type)
        config_set_word(config, node, "type", type, from);
    return node;
}

void
config_set_node(struct config *config, struct tree *node, const char *key,
                struct tree *value)
{
    if (config->failed || !node || !value)
        return;
    tree_append(node, key, value);
}

/* A new member, to be filled in; NULL after an error. */
static struct tree *
set_new(struct config *config, struct tree *node, const char *key,
        enum tree_kind kind, const char *from)
{
    struct tree *value = new_value(config, kind, from);

    config_set_node(config, node, key, value);
    return value;
}

void
config_set_real(struct config *config, struct tree *node, const char *key,
                double value, const char *from)
{
    struct tree *number = set_new(config, node, key, TREE_NUMBER, from);

    if (number)
        number->number = value;
}

void
config_set_word(struct config *config, struct tree *node, const char *key,
                const char *value, const char *from)
{
    struct tree *word = set_new(config, node, key, TREE_STRING, from);

    if (word)
        word->text = value;
}

void
config_set_flag(struct config *config, struct tree *node, const char *key,
                bool value, const char *from)
{
    struct tree *flag = set_new(config, node, key, TREE_BOOLEAN, from);

    if (flag)
        flag->truth = value;
}

void
config_set_null(struct config *config, struct tree *node, const char *key,
                const char *from)
{
    set_new(config, node, key, TREE_NULL, from);
}

struct tree *
config_list(struct config *config, const char *from)
{
    return new_value(config, TREE_LIST, from);
}

void
config_append(struct config *config, struct tree *list, struct tree *value)
{
    config_set_node(config, list, NULL, value);
}

void
config_set_reals(struct config *config, struct tree *node, const char *key,
                 const double *values, size_t count, const char *from)
{
    struct tree *list = config_list(config, from);

    for (size_t i = 0; i < count; i++)
        config_set_real(config, list, NULL, values[i], from);
    config_set_node(config, node, key, list);
}

void
config_copy(struct config *config, struct tree *node, const char *key,
            const char *from)
{
    const struct tree *value = config_find(config, from);
    const char *dot = strrchr(from, '.');
    struct tree *copy;

    if (!value || config->failed)
        return;
    if (value->kind == TREE_STRING && strchr(value->text, '$')) {
        config_refuse_kind(config, from, "a value", value);
        return;
    }
    copy = tree_copy(config->arena, value);
    if (!copy) {
        config->failed = true;
        error_memory(config->error);
        return;
    }
    copy->origin = config_place(config, from);
    config_set_node(config, node, key ? key : dot ? dot + 1 : from, copy);
}

void
config_copy_all(struct config *config, struct tree *node, const char *from,
                const char *but)
{
    const struct tree *object = config_find(config, from);
    struct text path = {.arena = config->arena};

    if (object && object->kind != TREE_OBJECT)
        config_refuse_kind(config, from, "an object", object);
    for (const struct tree *member =
             tree_is(object, TREE_OBJECT) ? object->child : NULL;
         member && !config->failed; member = member->next) {
        if (config_is_listed(but, member->key) || strchr(member->key, '.'))
            continue;
        path.used = 0;
        text_format(&path, "%s.%s", from, member->key);
        if (text_end(&path))
            config_copy(config, node, member->key, path.bytes);
        else
            config->failed = !error_memory(config->error);
    }
}

/* The second word of the entry in "one two;three four" whose first word this
 * is; NULL: there is none. */
static char *
look_up(struct config *config, const char *names, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = names; *at; at += *at == ';') {
        if (strncmp(at, word, length) == 0 && at[length] == ' ')
            return arena_copy(config->arena, at + length + 1,
                              strcspn(at + length + 1, ";"));
        at += strcspn(at, ";");
    }
    return NULL;
}

void
config_make_optimizer(struct config *config, const char *word, const char *from,
                      const char *names)
{
    const char *type = look_up(config, names, word);

    if (!type && family_find(&optimizer_family, word))
        type = word;
    if (!type) {
        config_assume(config,
                      "optimizer %s, which lrsim has not, is sgd: the rate "
                      "does not depend on it",
                      quote(word).text);
        type = "sgd";
    }
    config->optimizer = config_node(config, type, from);
    config_set_node(config, config->spec, "optimizer", config->optimizer);
}

bool
config_optimizer_has(const struct config *config, const char *name)
{
    const struct tree *type = tree_member(config->optimizer, "type");
    const struct kind *kind =
        type ? family_find(&optimizer_family, type->text) : NULL;

    return kind && row_find(kind, NULL, name);
}

void
config_set_betas(struct config *config, double first, const char *first_from,
                 double second, const char *second_from)
{
    struct tree *list = config_list(config, first_from);

    if (!config_optimizer_has(config, "betas"))
        return;
    config_set_real(config, list, NULL, first, first_from);
    config_set_real(config, list, NULL, second, second_from);
    config_set_node(config, config->optimizer, "betas", list);
}

void
config_make_gradient(struct config *config, double clip_norm,
                     const char *clip_from, double accumulate,
                     const char *accumulate_from)
{
    struct tree *gradient;

    if (!(clip_norm > 0) && accumulate == 1)
        return;
    gradient = config_node(config, NULL, "");
    if (accumulate != 1)
        config_set_real(config, gradient, "accumulate", accumulate,
                        accumulate_from);
    if (clip_norm > 0)
        config_set_real(config, gradient, "clip_norm", clip_norm, clip_from);
    config_set_node(config, config->spec, "gradient", gradient);
}

void
config_make_constant(struct config *config, const char *section)
{
    config_assume(config,
                  "the rate is constant, since the configuration has no %s: a "
                  "trainer may bring its own",
                  section);
    config_warn(config, "",
                "must have a section %s, or the rate is constant unless the "
                "trainer brings a schedule",
                section);
    config->schedule = config_node(config, "hf.constant", "");
    config_set_node(config, config->spec, "schedule", config->schedule);
}
