/* systems.c -- what the systems are called. */
#include "spec/systems.h"

#include <string.h>

#include "spec/table.h"

static const struct {
    const char *word, *title, *version;
} systems[] = {
#define SYSTEM_ROW(name, title, version)                                       \
    [SYSTEM_##name] = {#name, title, version},
    SYSTEMS(SYSTEM_ROW)
#undef SYSTEM_ROW
};

enum system_id
kind_system(const struct kind *kind)
{
    size_t length = strcspn(kind->name, ".");

    for (size_t i = 1; i < sizeof systems / sizeof *systems; i++)
        if (kind->name[length] && strlen(systems[i].word) == length &&
            strncmp(systems[i].word, kind->name, length) == 0)
            return (enum system_id)i;
    return kind->symbol && strncmp(kind->symbol, "torch.optim.", 12) == 0
               ? SYSTEM_torch
               : SYSTEM_none;
}

const char *
system_word(enum system_id system)
{
    return system == SYSTEM_none ? "lrsim" : systems[system].word;
}

enum system_id
system_find(const char *word)
{
    int i = 0;

    while (i < SYSTEM_COUNT && strcmp(system_word((enum system_id)i), word))
        i++;
    return (enum system_id)i;
}

const char *
system_title(enum system_id system)
{
    return systems[system].title;
}

const char *
system_version(enum system_id system)
{
    return systems[system].version;
}
