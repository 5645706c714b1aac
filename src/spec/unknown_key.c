/* unknown_key.c -- guesses what an unknown key of the root was meant to be. */
#include "base/nearest.h"
#include "base/text.h"
#include "spec/load.h"
#include "spec/params.h"
#include "spec/spec.h"

/* Whether any kind of an object in the root has a parameter with this name. */
static bool
has_parameter(const struct loader *loader, const struct parameter *owner,
              const char *name)
{
    const struct family *family = document_family(loader->document, owner);

    for (size_t i = 0; family && family->kinds[i]; i++)
        if (row_find(family->kinds[i], owner->extra, name))
            return true;
    return false;
}

bool
unknown_key(const struct loader *loader, const char *name,
            const struct place *place)
{
    struct text owners = {.arena = loader->arena};
    struct nearest nearest = {.word = name};

    for (const struct parameter *row = spec_table; row->name; row++) {
        nearest_try(&nearest, row->name);
        if (row_find(NULL, row->extra, name)) {
            nearest.best = row->name;
            nearest.distance = 0;
        }
        if ((row->type == PARAMETER_NODE || row->type == PARAMETER_OBJECT) &&
            has_parameter(loader, row, name))
            text_format(&owners, "%s'%s.%s'", owners.used ? " or " : "",
                        row->name, name);
    }
    if (!text_end(&owners))
        return error_memory(loader->error);
    /* Where others have the very name, only a slip of one letter is nearer. */
    if (owners.used == 0 || (nearest.best && nearest.distance < 2))
        return unknown_parameter(NULL, spec_table, name, place, loader->arena,
                                 loader->error);
    return error_at(loader->error, place, "unknown key (did you mean %s?)",
                    owners.bytes);
}
