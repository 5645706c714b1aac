/* config_class.c -- objects that name a class and its arguments. */
#include <string.h>

#include "optimizer/optimizer.h"
#include "training/configs/dialect.h"

/* Arguments of constructors that lrsim has not, and does not need. */
static const char others[] =
    "optimizer last_epoch verbose monitor foreach fused capturable "
    "differentiable params";

/* The last word of "torch.optim.lr_scheduler.StepLR". */
static const char *
last_word(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot ? dot + 1 : path;
}

bool
config_is_listed(const char *list, const char *name)
{
    for (; *list; list += strcspn(list, " "), list += *list == ' ')
        if (strcspn(list, " ") == strlen(name) &&
            strncmp(list, name, strlen(name)) == 0)
            return true;
    return false;
}

static bool rewrite(struct arena *arena, const struct class_form *form,
                    struct tree *tree);

/* Makes a member the type, or leaves it out, or keeps it. */
static bool
take_member(struct arena *arena, const struct class_form *form,
            struct tree *object, struct tree *member, bool top)
{
    if (top && strcmp(member->key, form->name) == 0) {
        member->text =
            member->kind == TREE_STRING ? last_word(member->text) : NULL;
        tree_append(object, "type", member);
        return member->text != NULL;
    }
    if (config_is_listed(others, member->key))
        return true;
    if (!rewrite(arena, form, member))
        return false;
    tree_append(object, member->key, member);
    return true;
}

static bool
take_members(struct arena *arena, const struct class_form *form,
             struct tree *object, struct tree *first, bool top)
{
    for (struct tree *member = first, *next; member; member = next) {
        next = member->next;
        member->next = NULL;
        if (top && form->arguments &&
            strcmp(member->key, form->arguments) == 0) {
            if (!take_members(arena, form, object, member->child, false))
                return false;
        } else if (!take_member(arena, form, object, member, top)) {
            return false;
        }
    }
    return true;
}

/* Makes lrsim's objects of those of the form, in the tree and below it. */
static bool
rewrite(struct arena *arena, const struct class_form *form, struct tree *tree)
{
    struct tree *first = tree->child;

    if (tree->kind == TREE_LIST)
        for (struct tree *item = first; item; item = item->next)
            if (!rewrite(arena, form, item))
                return false;
    if (tree->kind != TREE_OBJECT || !tree_member(tree, form->name))
        return true;
    tree->child = tree->last = NULL;
    tree->count = 0;
    return take_members(arena, form, tree, first, true);
}

/* The places that errors name are the user's, whatever becomes of the tree. */
static bool
keep_places(struct arena *arena, struct tree *tree, const struct place *place)
{
    size_t index = 0;

    tree->origin = place;
    for (struct tree *child = tree->child; child; child = child->next) {
        struct place *there = arena_alloc(arena, 1, sizeof *there);

        if (!there)
            return false;
        *there = tree_place(child, place, index++);
        if (!keep_places(arena, child, there))
            return false;
    }
    return true;
}

/* A copy of the value at a path, with lrsim's objects. */
static struct tree *
copy_class(struct config *config, const char *path)
{
    const struct tree *given = config_find(config, path);
    struct tree *tree = given ? tree_copy(config->arena, given) : NULL;
    const struct place *place = config_place(config, path);

    if (!given || config->failed)
        return NULL;
    if (!tree || !place || !keep_places(config->arena, tree, place)) {
        config->failed = !error_memory(config->error);
        return NULL;
    }
    return tree;
}

static struct tree *
refuse_class(struct config *config, const char *path,
             const struct class_form *form)
{
    config_refuse(config, path,
                  "must be an object with %s, the name of a class", form->name);
    return NULL;
}

struct tree *
config_class(struct config *config, const char *path,
             const struct class_form *form)
{
    struct tree *tree = copy_class(config, path);

    if (!tree)
        return NULL;
    if (rewrite(config->arena, form, tree) && tree_member(tree, "type"))
        return tree;
    return refuse_class(config, path, form);
}

struct tree *
config_classes(struct config *config, const char *path,
               const struct class_form *form)
{
    struct tree *tree = copy_class(config, path);
    struct tree *list = config_list(config, path);

    if (!tree || !list || !rewrite(config->arena, form, tree))
        return tree ? refuse_class(config, path, form) : NULL;
    if (tree->kind != TREE_LIST) {
        config_append(config, list, tree);
        tree = list;
    }
    for (const struct tree *item = tree->child; item; item = item->next)
        if (!tree_is(tree_member(item, "type"), TREE_STRING))
            return refuse_class(config, path, form);
    return tree;
}

/* Optimizers under other names, without the sizes of their states. */
static const char *
usual_name(const char *type)
{
    static const char *const names[][2] = {
        {"AdamW", "adamw"},
        {"Adam", "adam"},
        {"Lion", "lion"},
        {"SGD", "sgd"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strstr(type, names[i][0]))
            return names[i][1];
    return "sgd";
}

void
config_class_optimizer(struct config *config, const char *path,
                       const struct class_form *form)
{
    struct tree *node = config_class(config, path, form), *type, *rate;

    if (!node)
        return;
    type = tree_member(node, "type");
    if (!type->text || family_find(&optimizer_family, type->text)) {
        config->optimizer = node;
    } else {
        rate = tree_member(node, "lr");
        config_assume(config, "optimizer %s is %s", quote(type->text).text,
                      usual_name(type->text));
        config->optimizer = config_node(config, usual_name(type->text), path);
        if (rate)
            rate->next = NULL;
        config_set_node(config, config->optimizer, "lr", rate);
    }
    config_set_node(config, config->spec, "optimizer", config->optimizer);
}
