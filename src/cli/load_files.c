/* load_files.c -- reads the files among the operands: specs, and other systems'
 * configurations, whose assumptions it prints. */
#include <string.h>

#include "cli/load_spec.h"
#include "cli/messages.h"

/* Whether a path stands for the words behind "--". */
static bool
is_words(const char *path)
{
    return strcmp(path, "--") == 0;
}

bool
config_request_make(const struct arguments *arguments,
                    const struct spec_input *input,
                    struct config_request *request, struct error *error)
{
    const struct options *options = &arguments->options;
    enum command_id command = command_id(arguments->command);

    *request = (struct config_request){
        .steps = operand_override(input, "steps"),
        .steps_per_epoch = operand_override(input, "steps_per_epoch"),
        .epochs = options->epochs,
        .examples = options->examples,
        .gpus = options->gpus,
        .log_steps = INTEGER_NULL,
        .part = arguments->part,
        .runs = command == COMMAND_run || command == COMMAND_compare ||
                command == COMMAND_sweep || command == COMMAND_range_test,
    };
    return operand_tags(input, arguments->arena, &request->tags) ||
           error_memory(error);
}

/* Makes a file what the input is read from. */
static bool
take_file(const struct arguments *arguments, const struct operand_file *file,
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
    return true;
}

/* The rates of a log as a spec: table(LOG). */
static bool
take_log(const struct arguments *arguments, struct log *log,
         struct spec_input *input, struct error *error)
{
    struct arena *arena = arguments->arena;
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    struct text text = {.arena = arena};

    text_string(&text, "{\"schedule\": {\"type\": \"table\", \"file\": ");
    text_json_string(&text, input->path);
    text_string(&text, "}}");
    if (!source || !text_end(&text))
        return error_memory(error);
    *source = (struct source){.name = input->path,
                              .text = text.bytes,
                              .length = text.used,
                              .composed = true,
                              .log = log};
    input->source = source;
    input->log = log;
    return true;
}

/* The first input with the same file. */
static size_t
find_same(const struct spec_input *inputs, size_t index)
{
    size_t i = 0;

    while (!inputs[i].path || strcmp(inputs[i].path, inputs[index].path) != 0)
        i++;
    return i;
}

static bool
open_file(const struct arguments *arguments, const struct file_kind *kind,
          const struct spec_input *input, struct operand_file *file,
          struct error *error)
{
    const struct log_request request = {.x = arguments->options.diff_x,
                                        .y = arguments->options.diff_y,
                                        .cells = true};

    return operand_file_open(input->path, input->limit, kind, &request,
                             arguments->arena, file, error);
}

/* Opens each file once. */
static bool
open_files(const struct arguments *arguments, const struct file_kind *kind,
           const struct spec_input *inputs, size_t count,
           struct operand_file *files, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        const char *path = inputs[i].path;
        size_t same = path ? find_same(inputs, i) : i;
        struct file_kind own = *kind;

        if (path && count > 1)
            own = file_kind_beside(kind, path, arguments->arena);
        if (same < i)
            files[i] = files[same];
        else if (path && !is_words(path) &&
                 !open_file(arguments, &own, &inputs[i], &files[i], error))
            return false;
    }
    return true;
}

/* Reads a file that is no log, or the words. */
static bool
read_file(const struct arguments *arguments, const struct spec_input *input,
          const struct config_request *request, struct operand_file *file,
          struct error *error)
{
    return is_words(input->path)
               ? operand_words_read(arguments->words, arguments->word_count,
                                    request, arguments->arena, file, error)
               : operand_file_read(file, request, arguments->arena, error);
}

/* Says what a configuration leaves open, if its spec is one: an error stays
 * alone. */
static bool
say_assumed(const struct arguments *arguments, const struct spec_input *input,
            const struct operand_file *file, struct error *error)
{
    struct document document;
    struct spec spec;

    if (!file->root)
        return true;
    if (!spec_input_load(input, arguments->arena, &document, &spec, error))
        return false;
    if (!arguments->options.quiet)
        say_text(&file->notes.assumed);
    return true;
}

bool
load_files(const struct arguments *arguments, struct spec_input *inputs,
           size_t count, struct error *error)
{
    struct operand_file *files =
        arena_alloc(arguments->arena, count, sizeof *files);
    struct config_request request;
    struct file_kind kind;

    if (!files)
        return error_memory(error);
    if (!file_kind_find(arguments->options.as, &kind, error) ||
        !config_request_make(arguments, &inputs[0], &request, error) ||
        !open_files(arguments, &kind, inputs, count, files, error))
        return false;
    request.dialect = kind.dialect;
    for (size_t i = 0; i < count; i++)
        if (files[i].log)
            operand_log_steps(files[i].log, &request);
    for (size_t i = 0; i < count; i++) {
        size_t same = inputs[i].path ? find_same(inputs, i) : i;

        if (!inputs[i].path)
            continue;
        if (same < i)
            files[i] = files[same];
        else if (!files[i].log &&
                 !read_file(arguments, &inputs[i], &request, &files[i], error))
            return false;
        if (files[i].log &&
            !take_log(arguments, files[i].log, &inputs[i], error))
            return false;
        if (files[i].log)
            continue;
        if (!take_file(arguments, &files[i], &inputs[i], error) ||
            (same == i &&
             !say_assumed(arguments, &inputs[i], &files[i], error)))
            return false;
    }
    return true;
}
