/* systems.c -- what the systems are called. */
#include "spec/systems.h"

#include <stddef.h>

const char *
system_title(enum system_id system)
{
    static const char *const titles[] = {
#define SYSTEM_TITLE(name, title) [SYSTEM_##name] = title,
        SYSTEMS(SYSTEM_TITLE)
#undef SYSTEM_TITLE
    };

    return titles[system];
}
