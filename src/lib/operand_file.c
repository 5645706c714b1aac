/* operand_file.c -- reads a file, and tells specs from configurations. */
#include "lib/operand_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/input.h"

static bool
read_text(const char *path, size_t limit, struct arena *arena,
          const struct source **source, struct error *error)
{
    struct input input = {.name = path};
    struct source *made;
    char *text;
    bool done;

    if (!input_open(&input, error))
        return false;
    *source = made = arena_alloc(arena, 1, sizeof *made);
    done =
        made ? input_read_all(&input, arena, limit, &text, &made->length, error)
             : error_memory(error);
    input_close(&input);
    if (!done)
        return false;
    made->name = input.name;
    made->lines = true;
    made->text = text;
    return true;
}

bool
operand_file_read(const char *path, size_t limit,
                  const struct config_request *request, struct arena *arena,
                  struct operand_file *file, struct error *error)
{
    struct tree *root;

    *file = (struct operand_file){
        .notes = {.assumed.arena = arena, .warnings.arena = arena}};
    if (!read_text(path, limit, arena, &file->source, error) ||
        !config_read(file->source, request, arena, &root, &file->notes, error))
        return false;
    file->root = root;
    return true;
}

bool
operand_words_read(const char *const *words, size_t count,
                   const struct config_request *request, struct arena *arena,
                   struct operand_file *file, struct error *error)
{
    struct tree *root;

    *file = (struct operand_file){
        .notes = {.assumed.arena = arena, .warnings.arena = arena}};
    if (!config_read_words(words, count, request, arena, &root, &file->notes,
                           error))
        return false;
    file->root = root;
    return true;
}

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
