/* load_files.c -- reads the files among the operands: specs, and other systems'
 * configurations, whose assumptions it prints. */
#include <string.h>

#include "base/nearest.h"
#include "cli/load_spec.h"
#include "cli/messages.h"

/* --as. */
static bool
find_dialect(const char *name, const struct dialect **dialect,
             struct error *error)
{
    struct nearest nearest = {.word = name};

    *dialect = name ? dialect_find(name) : NULL;
    if (!name || *dialect)
        return true;
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        nearest_try(&nearest, dialect_name(dialects[i]));
    return error_plain(error, STATUS_WRONG,
                       "--as: must be a word of `lrsim list formats`, not "
                       "'%s'%s",
                       quote(name).text, nearest_suggestion(&nearest).text);
}

bool
load_config_request(const struct arguments *arguments,
                    const struct spec_input *input,
                    struct config_request *request, struct error *error)
{
    const struct options *options = &arguments->options;

    *request = (struct config_request){
        .steps = operand_override(input, "steps"),
        .steps_per_epoch = operand_override(input, "steps_per_epoch"),
        .epochs = options->epochs,
        .examples = options->examples,
        .gpus = options->gpus,
        .log_steps = INTEGER_NULL,
    };
    return find_dialect(options->as, &request->dialect, error);
}

/* Makes a file what the input is read from. */
static bool
take_file(const struct arguments *arguments, struct operand_file *file,
          struct spec_input *input, struct error *error)
{
    struct warnings *warnings;

    input->source = file->source;
    input->root = file->root;
    if (!file->root)
        return true;
    warnings = arena_alloc(arguments->arena, 1, sizeof *warnings);
    if (!warnings)
        return error_memory(error);
    *warnings = file->notes.warnings;
    input->warnings = warnings;
    if (!arguments->options.quiet)
        say_text(&file->notes.assumed);
    return true;
}

/* The earlier input with the same file; NULL: there is none. */
static const struct spec_input *
find_same(const struct spec_input *inputs, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (inputs[i].path && strcmp(inputs[i].path, inputs[index].path) == 0)
            return &inputs[i];
    return NULL;
}

static bool
read_input(const struct arguments *arguments, struct spec_input *input,
           struct error *error)
{
    struct config_request request;
    struct operand_file file;
    bool words = strcmp(input->path, "--") == 0;

    if (!load_config_request(arguments, input, &request, error))
        return false;
    return (words ? operand_words_read(arguments->words, arguments->word_count,
                                       &request, arguments->arena, &file, error)
                  : operand_file_read(input->path, input->limit, &request,
                                      arguments->arena, &file, error)) &&
           take_file(arguments, &file, input, error);
}

bool
load_files(const struct arguments *arguments, struct spec_input *inputs,
           size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        const struct spec_input *same;

        if (!inputs[i].path)
            continue;
        same = find_same(inputs, i);
        if (same) {
            inputs[i].source = same->source;
            inputs[i].root = same->root;
            inputs[i].warnings = same->warnings;
        } else if (!read_input(arguments, &inputs[i], error)) {
            return false;
        }
    }
    return true;
}
