/* put.c -- follows a path into a document, and puts a value there. */
#include "spec/put.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* One step of a path. */
struct path_step {
    const char *name; /* NULL: an index */
    size_t index;
};

/* Reads the next step, and advances the path; false if its form is wrong. */
static bool
next_step(struct arena *arena, const char **path, struct path_step *step,
          struct error *error)
{
    const char *at = *path;
    size_t length = 0;
    char *end;

    *step = (struct path_step){0};
    if (*at == '[') {
        if (!isdigit((unsigned char)at[1]))
            return false;
        step->index = strtoul(at + 1, &end, 10);
        *path = end + 1;
        return *end == ']';
    }
    at += *at == '.';
    while (isalnum((unsigned char)at[length]) || at[length] == '_' ||
           at[length] == '$')
        length++;
    if (length == 0)
        return false;
    step->name = arena_copy(arena, at, length);
    if (!step->name)
        return error_memory(error);
    *path = at + length;
    return !**path || **path == '.' || **path == '[';
}

struct tree *
put_new(const struct put_target *target, enum tree_kind kind)
{
    struct tree *value =
        tree_new(target->document->arena, kind, target->source, target->offset);

    if (!value)
        error_memory(target->error);
    else
        value->key_offset = 0;
    return value;
}

/* NULL if the container has no such child. */
static struct tree *
find_child(const struct tree *container, const struct path_step *step)
{
    return step->name ? tree_member(container, step->name)
                      : tree_element(container, step->index);
}

/* The child that a step leads to; an object is made if there is none. */
static struct tree *
step_into(const struct put_target *target, struct tree *container,
          const struct path_step *step)
{
    struct tree *child = find_child(container, step), *object;

    if (child && (!step->name || child->kind != TREE_NULL))
        return child;
    object = put_new(target, TREE_OBJECT);
    if (child && object)
        tree_replace(child, object);
    else if (object)
        tree_append(container, step->name, object);
    return child && object ? child : object;
}

static bool
fits(const struct tree *container, const struct path_step *step)
{
    return step->name ? container->kind == TREE_OBJECT
                      : tree_element(container, step->index) != NULL;
}

/* The error for a step that the container does not have, after `passed` bytes
 * of the path. */
static bool
misfit(const struct put_target *target, size_t passed,
       const struct tree *container, const struct path_step *step)
{
    const struct source *source = target->source;
    struct error *error = target->error;
    const char *path = passed ? target->path : "the spec";
    struct quoted whole = quote_bytes(path, passed ? passed : strlen(path));
    const char *behind = target->path + passed + 1;
    struct quoted index = quote_bytes(behind, strcspn(behind, "]"));

    if (step->name)
        return error_in(error, source, passed, "%s is not an object",
                        whole.text);
    if (container->kind == TREE_LIST)
        return error_in(error, source, passed,
                        "%s has no element %s: it has %zu, numbered from 0",
                        whole.text, index.text, container->count);
    if (passed && container->kind == TREE_OBJECT && !container->child)
        return error_in(error, source, passed,
                        "%s is not given, so it has no element %s; give "
                        "lists as a whole",
                        whole.text, index.text);
    return error_in(error, source, passed, "%s is not a list", whole.text);
}

/* The last step, which may replace a value. */
static void
put_last(struct tree *container, const struct path_step *step,
         struct tree *value)
{
    struct tree *old = find_child(container, step);

    if (old)
        tree_replace(old, value);
    else
        tree_append(container, step->name, value);
}

bool
put_value(const struct put_target *target, struct tree *value)
{
    struct document *document = target->document;
    const char *path = target->path;
    struct tree *container;
    struct path_step step;

    if (!value)
        return false;
    if (!document->root)
        document->root = put_new(target, TREE_OBJECT);
    container = document->root;
    while (container) {
        size_t passed = (size_t)(path - target->path);

        if (!next_step(document->arena, &path, &step, target->error))
            return target->error->status == STATUS_DONE &&
                   error_in(target->error, target->source, passed,
                            "must be a path such as optimizer.betas[0]");
        if (!fits(container, &step))
            return misfit(target, passed, container, &step);
        if (!*path) {
            put_last(container, &step, value);
            return true;
        }
        container = step_into(target, container, &step);
    }
    return false;
}
