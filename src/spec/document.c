/* document.c -- reads the file of a spec. */
#include "spec/document.h"

#include <string.h>

#include "base/input.h"
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

bool
document_parse(struct document *document, const struct source *source,
               struct error *error)
{
    struct tree *root = json_read(source, document->arena, error);

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

const struct family *
document_family(const struct document *document, const struct parameter *row)
{
    const struct family *const *family = document->families;

    if (row->family)
        return row->family;
    /* There is a family for each node of the root. */
    while (strcmp((*family)->name, row->name) != 0)
        family++;
    return *family;
}
