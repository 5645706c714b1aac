/* document.c -- reads the file of a spec, and knows where its values stand. */
#include "spec/document.h"

#include <string.h>

/* The whole of an input, and not more than `limit` bytes. */
static bool
read_all(struct arena *arena, struct input *input, size_t limit,
         struct source *source, struct error *error)
{
    size_t size = 0, length = 0, more;
    char *text = NULL;

    do {
        char *larger;

        size = size == 0 ? 4096 : size * 2;
        larger = arena_alloc(arena, size + 1, 1);
        if (!larger)
            return error_memory(error);
        if (length > 0)
            memcpy(larger, text, length);
        text = larger;
        if (!input_read(input, text + length, size - length, &more, error))
            return false;
        length += more;
        if (length > limit)
            return error_plain(error, STATUS_LIMIT,
                               "%s: must have at most %zu bytes; --max-input "
                               "raises the limit",
                               input->name, limit);
    } while (length == size);
    text[length] = '\0';
    source->text = text;
    source->length = length;
    return true;
}

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
    if (!document->root)
        return false;
    document->place.source = source;
    document->place.offset =
        positions_of(&document->positions, document->root)->value;
    return cJSON_IsObject(document->root) ||
           error_at(error, &document->place, "must be an object, not %s",
                    json_found(document->root).text);
}

bool
document_read_input(struct document *document, struct input *input,
                    size_t limit, struct error *error)
{
    struct source *source = document_source(
        document, (struct source){.name = input->name, .lines = true}, error);
    bool done =
        source && read_all(document->arena, input, limit, source, error);

    input_close(input);
    return done && document_parse(document, source, error);
}

bool
document_read(struct document *document, const char *path, size_t limit,
              struct error *error)
{
    struct input input = {.name = path};

    return input_open(&input, error) &&
           document_read_input(document, &input, limit, error);
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
    const struct position *position = positions_of(&document->positions, value);

    return (struct place){.parent = parent,
                          .name = value->string,
                          .index = index,
                          .source = position->source,
                          .offset = position->value};
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
