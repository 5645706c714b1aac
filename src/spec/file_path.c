/* file_path.c -- finds files that a spec names. */
#include "spec/file_path.h"

#include <string.h>

#include "base/text.h"

/* "DIR/" of the file of a place. */
static const char *
folder_of(const struct place *place, struct arena *arena)
{
    const struct source *source;
    const char *slash;

    while (place && (!place->source || place->source->within))
        place = place->source ? place->source->within : place->parent;
    source = place ? place->source : NULL;
    slash = source && source->lines ? strrchr(source->name, '/') : NULL;
    return slash ? arena_copy(arena, source->name,
                              (size_t)(slash - source->name) + 1)
                 : "";
}

const char *
file_path(const struct node *node, const char *parameter, const char *name,
          struct error *error)
{
    const struct place *place = node_place(node, parameter);
    struct text path = {.arena = node->arena};
    const char *folder = folder_of(place, node->arena), *found = NULL;

    if (!*name) {
        error_at(error, place, "must be the name of a file");
        return NULL;
    }
    if (strcmp(name, "-") == 0) {
        error_at(error, place, "must be a file, not standard input");
        return NULL;
    }
    if (folder) {
        text_string(&path, *name == '/' ? "" : folder);
        text_string(&path, name);
        found = text_end(&path);
    }
    if (!found)
        error_memory(error);
    return found;
}
