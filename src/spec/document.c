/* document.c -- reads the file of a spec. */
#include "spec/document.h"

#include <string.h>

#include "base/input.h"
#include "spec/short_form.h"
#include "syntax/json.h"

struct source *
document_source(struct document *document, struct source source,
                struct error *error)
{
    struct source *kept = arena_alloc(document->arena, 1, sizeof *kept);

    if (kept)
        *kept = source;
    else
        error_memory(error);
    return kept;
}

/* Whether a text is calls, not a value of JSON. */
static bool
is_code(const struct source *source)
{
    size_t at = 0;

    while (at < source->length && strchr(" \t\r\n", source->text[at]))
        at++;
    return at < source->length &&
           !strchr("{[\"-0123456789", source->text[at]) &&
           memchr(source->text, '(', source->length);
}

/* The optimizer, the schedule and the problem that a script makes. */
static struct tree *
read_code(struct document *document, const struct source *source,
          struct error *error)
{
    struct tree *root = tree_new(document->arena, TREE_OBJECT, source, 0);

    for (const struct parameter *row = document->table; root && row->name;
         row++) {
        struct tree *node;

        if (row->type != PARAMETER_NODE)
            continue;
        if (!short_form_find(source, document_family(document, row), row->extra,
                             document->arena, &node, error))
            return NULL;
        if (node)
            tree_append(root, row->name, node);
    }
    if (!root)
        error_memory(error);
    else if (!root->child)
        error_in(error, source, 0,
                 "must be a JSON object, or code that makes a schedule or an "
                 "optimizer that lrsim knows");
    return root && root->child ? root : NULL;
}

bool
document_parse(struct document *document, const struct source *source,
               struct error *error)
{
    struct tree *root = is_code(source)
                            ? read_code(document, source, error)
                            : json_read(source, document->arena, error);

    return root && document_take(document, root, error);
}

bool
document_take(struct document *document, struct tree *root, struct error *error)
{
    document->root = root;
    document->place = tree_place(root, NULL, 0);
    return tree_is(root, TREE_OBJECT) ||
           error_at(error, &document->place, "must be an object, not %s",
                    tree_quote(root).text);
}

bool
document_read(struct document *document, const char *path, size_t limit,
              struct error *error)
{
    struct input input = {.name = path};
    struct source *source;
    char *text;
    bool done;

    if (!input_open(&input, error))
        return false;
    source = document_source(
        document, (struct source){.name = input.name, .lines = true}, error);
    done = source && input_read_all(&input, document->arena, limit, &text,
                                    &source->length, error);
    input_close(&input);
    if (!done)
        return false;
    source->text = text;
    return document_parse(document, source, error);
}

const struct family schedule_by_name = {.name = "schedule"};

const struct family *
document_family(const struct document *document, const struct parameter *row)
{
    const struct family *const *family = document->families;

    const char *name = row->family ? row->family->name : row->name;

    if (row->family && row->family->kinds)
        return row->family;
    /* There is a family for each node of the root. */
    while (strcmp((*family)->name, name) != 0)
        family++;
    return *family;
}
