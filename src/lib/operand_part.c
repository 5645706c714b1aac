/* operand_part.c -- finds the file of a command line that completes another:
 * YOLOv5's hyp.yaml, of its opt.yaml. */
#include <string.h>
#include <sys/stat.h>

#include "lib/operand_file.h"

enum { PART_MOST = 1 << 16 }; /* bytes of YAML beside another */

/* Whether a word names a short regular file in YAML. */
static bool
is_yaml(const char *word)
{
    const char *dot = strrchr(word, '.');
    struct stat status;

    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0) &&
           stat(word, &status) == 0 && S_ISREG(status.st_mode) &&
           status.st_size < PART_MOST;
}

/* The index of the first of the words that is so; `count`: none is, or there is
 * no memory, which is the only error. */
static size_t
find_yaml(const char *const *words, size_t count, struct arena *arena,
          bool (*is)(const struct source *, struct arena *, struct error *),
          const struct source **source, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct input input = {.name = words[i]};
        struct error other = {0};
        bool opened = is_yaml(words[i]) && input_open(&input, &other);
        bool done = opened &&
                    operand_text_read(&input, PART_MOST, arena, source, &other);

        if (opened)
            input_close(&input);
        if (done && is(*source, arena, &other))
            return i;
        if (other.status == STATUS_LIMIT) {
            *error = other;
            return count;
        }
    }
    return count;
}

bool
operand_part(const char **words, size_t *count, struct arena *arena,
             const struct source **part, struct error *error)
{
    const struct source *whole;
    size_t i;

    *part = NULL;
    if (*count < 2)
        return true;
    i = find_yaml(words, *count, arena, config_is_part, part, error);
    if (i == *count || find_yaml(words, *count, arena, config_names_part,
                                 &whole, error) == *count) {
        *part = NULL;
        return error->status == STATUS_DONE;
    }
    for (--*count; i < *count; i++)
        words[i] = words[i + 1];
    words[*count] = NULL;
    return true;
}
