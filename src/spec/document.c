/* document.c -- reads the file of a spec, and knows where its values stand. */
#include "spec/document.h"

#include <string.h>

#include "base/input.h"

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
    document->positions.arena = document->arena;
    document->root = json_read(source, &document->positions, error);
    return document->root && document_check(document, source, error);
}

bool
document_check(struct document *document, const struct source *source,
               struct error *error)
{
    document->place.source = source;
    document->place.offset =
        positions_of(&document->positions, document->root)->value;
    return cJSON_IsObject(document->root) ||
           error_at(error, &document->place, "must be an object, not %s",
                    json_found(document->root).text);
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
    /* There is one for every node of the root. */
    while (strcmp((*family)->name, row->name) != 0)
        family++;
    return *family;
}

struct place
document_place(const struct document *document, const struct place *parent,
               const cJSON *value, size_t index)
{
    return json_place(&document->positions, parent, value, index);
}

struct place
document_key_place(const struct document *document, const struct place *parent,
                   const cJSON *member)
{
    struct place place = document_place(document, parent, member, 0);

    place.offset = positions_of(&document->positions, member)->key;
    return place;
}

void
document_free(struct document *document)
{
    cJSON_Delete(document->root);
    document->root = NULL;
}
