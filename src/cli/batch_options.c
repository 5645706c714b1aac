/* batch_options.c -- which options of a sweep its shards take, and which the
 * merge. */
#include "cli/batch_options.h"

#include <string.h>

#include "cli/messages.h"
#include "cli/output_options.h"

/* Options of the merge. */
static const enum option_id merge_ids[] = {OPTION_format, OPTION_no_header,
                                           OPTION_expect};
enum { MERGE_IDS = sizeof merge_ids / sizeof *merge_ids };

/* Whether an option is given to each shard as it was typed. */
static bool
is_of_shards(enum option_id id)
{
    for (size_t i = 0; i < MERGE_IDS; i++)
        if (id == merge_ids[i])
            return false;
    return id != OPTION_emit && id != OPTION_output && id != OPTION_jobs;
}

/* All values of an option. */
static size_t
add_option(const struct arguments *arguments, enum option_id id,
           struct batch_option *options)
{
    const struct option_row *row = &option_rows[id];
    const struct given *given = &arguments->given[id];

    for (size_t i = 0; i < given->count; i++)
        options[i] = (struct batch_option){
            row->flag, row->argument ? given->values[i] : NULL};
    return given->count;
}

static bool
collect(const struct arguments *arguments, struct batch_script *script)
{
    struct batch_option *options, *merge_options;
    size_t most = 0;

    for (int i = 0; i < OPTION_COUNT; i++)
        most += arguments->given[i].count;
    options = arena_alloc(arguments->arena, 2 * most, sizeof *options);
    if (!options)
        return false;
    merge_options = options + most;
    script->options.items = options;
    script->merge_options.items = merge_options;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (is_of_shards((enum option_id)i))
            script->options.count += add_option(
                arguments, (enum option_id)i, options + script->options.count);
    for (size_t i = 0; i < MERGE_IDS; i++)
        /* No merge writes a database. */
        if (merge_ids[i] != OPTION_format ||
            (arguments->options.format &&
             strcmp(arguments->options.format, "db") != 0))
            script->merge_options.count +=
                add_option(arguments, merge_ids[i],
                           merge_options + script->merge_options.count);
    return true;
}

enum status
batch_script_print(const struct arguments *arguments, const struct sweep *sweep,
                   struct error *error)
{
    bool jobs = option_given(arguments, OPTION_jobs);
    struct batch_script script = {
        .sweep = sweep,
        .target = arguments->options.emit,
        .operand_count = arguments->operand_count,
        .operands = arguments->operands,
        .jobs = jobs ? (size_t)arguments->options.jobs : 0,
    };

    if (option_given(arguments, OPTION_output) &&
        !(output_targets_read(arguments, "csv", &script.outputs, error) &&
          outputs_are_unread(&script.outputs, error)))
        return error->status;
    if (!collect(arguments, &script)) {
        error_memory(error);
        return error->status;
    }
    return batch_script_make(&script, error)
               ? write_text(&script.text, arguments->arena, error)
               : error->status;
}
