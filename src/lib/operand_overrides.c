/* operand_overrides.c -- what the overrides of a spec say before it is loaded.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/operand_file.h"

/* A number, or a product or quotient of numbers. */
static double
length_of(const char *text)
{
    char *end;
    double length = strtod(text, &end);

    while (*end == '*' || *end == '/') {
        bool divides = *end == '/';
        double factor = strtod(end + 1, &end);

        length = divides ? length / factor : length * factor;
    }
    return ceil(length);
}

long
operand_override(const struct spec_input *input, const char *key)
{
    size_t length = strlen(key);
    long value = INTEGER_NULL;

    for (size_t i = 0; i < input->count; i++) {
        const struct spec_override *override = &input->overrides[i];
        const char *text = override->text;
        double number = override->number;

        if (override->path && strcmp(override->path, key) != 0)
            continue;
        if (!override->path) {
            if (strncmp(text, key, length) != 0 || text[length] != '=')
                continue;
            text += length + 1;
        }
        number = text ? length_of(text) : number;
        /* A wrong one is refused where it is put. */
        value =
            number >= 0 && number <= (double)INTEGER_MOST ? (long)number : 0;
    }
    return value;
}

static bool
has_tag(const struct texts *tags, const char *name)
{
    for (size_t i = 0; i < tags->count; i++)
        if (strcmp(tags->values[i], name) == 0)
            return true;
    return false;
}

/* Adds the names in quotes up to the end of a list. */
static bool
add_tags(const char *at, struct arena *arena, struct texts *tags)
{
    const char *end = at + strcspn(at, "]");

    tags->values =
        arena_alloc(arena, (size_t)(end - at) + 1, sizeof *tags->values);
    while (tags->values && (at += strcspn(at, "'\"")) < end) {
        const char quote[] = {*at++, '\0'};
        size_t length = strcspn(at, quote);
        char *name = arena_copy(arena, at, length);

        if (!name)
            return false;
        if (!has_tag(tags, name))
            tags->values[tags->count++] = name;
        at += length + (at[length] != '\0');
    }
    return tags->values != NULL;
}

bool
operand_tags(const struct spec_input *input, struct arena *arena,
             struct texts *tags)
{
    *tags = (struct texts){0};
    for (size_t i = 0; i < input->count; i++) {
        const struct spec_override *override = &input->overrides[i];
        const char *at =
            override->text ? strstr(override->text, "kinds") : NULL;
        bool problem = override->path
                           ? strcmp(override->path, "problem") == 0
                           : at && strncmp(override->text, "problem", 7) == 0;

        if (problem && at && !add_tags(at + strcspn(at, "["), arena, tags))
            return false;
    }
    return true;
}
