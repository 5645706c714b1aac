/* yaml_none.c -- a build without libyaml. */
#include "syntax/yaml.h"

struct tree *
yaml_read(const struct source *source, struct arena *arena, struct error *error)
{
    (void)arena;
    error_in(error, source, 0, "is YAML, which needs a build with libyaml");
    return NULL;
}
