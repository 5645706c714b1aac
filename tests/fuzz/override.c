/* override.c -- each line of a text as an assignment of --set. */
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/trial.h"

static bool
fill(struct document *document, const char *text, size_t size,
     struct error *error)
{
    (void)size;
    while (*text) {
        size_t length = strcspn(text, "\n");
        char *line = arena_copy(document->arena, text, length);

        if (!line)
            return error_memory(error);
        if (!document_set(document, line, error))
            return false;
        text += length + (text[length] == '\n');
    }
    return true;
}

void
fuzz_override(const char *text, size_t size)
{
    trial_hold(fill, text, size);
}
