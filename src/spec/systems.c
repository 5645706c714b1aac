/* systems.c -- what the systems are called. */
#include "spec/systems.h"

#include <string.h>

#include "spec/table.h"

enum system_id
kind_system(const struct kind *kind)
{
    static const char *const words[] = {
#define SYSTEM_WORD(name, title, version) [SYSTEM_##name] = #name,
        SYSTEMS(SYSTEM_WORD)
#undef SYSTEM_WORD
    };
    size_t length = strcspn(kind->name, ".");

    for (size_t i = 1; i < sizeof words / sizeof *words; i++)
        if (kind->name[length] && strlen(words[i]) == length &&
            strncmp(words[i], kind->name, length) == 0)
            return (enum system_id)i;
    return kind->symbol && strncmp(kind->symbol, "torch.optim.", 12) == 0
               ? SYSTEM_torch
               : SYSTEM_none;
}

const char *
system_title(enum system_id system)
{
    static const char *const titles[] = {
#define SYSTEM_TITLE(name, title, version) [SYSTEM_##name] = title,
        SYSTEMS(SYSTEM_TITLE)
#undef SYSTEM_TITLE
    };

    return titles[system];
}

const char *
system_version(enum system_id system)
{
    static const char *const versions[] = {
#define SYSTEM_VERSION(name, title, version) [SYSTEM_##name] = version,
        SYSTEMS(SYSTEM_VERSION)
#undef SYSTEM_VERSION
    };

    return versions[system];
}
