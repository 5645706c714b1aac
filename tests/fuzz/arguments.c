/* arguments.c -- each line of a text as a word of a command line of Megatron-LM
 * or transformers, behind lrsim's own "--". */
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/trial.h"
#include "training/configs/configs.h"

static bool
fill_words(struct document *document, const char *text, size_t size,
           struct error *error)
{
    static const struct config_request request = {
        .steps = INTEGER_NULL,
        .epochs = INTEGER_NULL,
        .steps_per_epoch = 7,
        .examples = INTEGER_NULL,
        .gpus = INTEGER_NULL,
        .log_steps = INTEGER_NULL,
    };
    const char *words[64];
    struct config_notes notes = {.assumed.arena = document->arena,
                                 .warnings.arena = document->arena};
    struct tree *root;
    size_t count = 0;

    (void)size;
    while (*text && count < 64) {
        size_t length = strcspn(text, "\n");

        words[count] = arena_copy(document->arena, text, length);
        if (!words[count++])
            return error_memory(error);
        text += length + (text[length] == '\n');
    }
    if (!config_words_are_told(words, count, document->arena))
        return document->arena->failed
                   ? error_memory(error)
                   : error_plain(error, STATUS_WRONG, "are no arguments");
    return config_read_words(words, count, &request, document->arena, &root,
                             &notes, error) &&
           document_take(document, root, error);
}

void
fuzz_arguments(const char *text, size_t size)
{
    trial_hold(fill_words, text, size);
}
