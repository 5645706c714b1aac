/* batch_script.c -- lrsim sweep --emit: which script, for how many shards, and
 * what their files are called. */
#include "sweep/batch_script.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

enum { USUAL_SHARDS = 16, SHARDS_MOST = 100000 };

static bool
wrong_emit(const char *text, struct error *error)
{
    struct nearest nearest = {.word = text};

    nearest_try(&nearest, "slurm");
    nearest_try(&nearest, "parallel");
    return error_plain(error, STATUS_WRONG,
                       "--emit: must be slurm or parallel, or slurm:N or "
                       "parallel:N for N shards, not '%s'%s",
                       quote(text).text, nearest_suggestion(&nearest).text);
}

/* "slurm" or "parallel:64" */
static bool
read_emit(struct batch_script *script, const char *text, struct error *error)
{
    uint64_t total = script->queue->grid->total;
    uint64_t most = total < SHARDS_MOST ? total : SHARDS_MOST;
    size_t length = strcspn(text, ":");
    const char *digits = text + length + 1;

    script->slurm = length == 5 && memcmp(text, "slurm", 5) == 0;
    script->shards = most < USUAL_SHARDS ? most : USUAL_SHARDS;
    if (!script->slurm && !(length == 8 && memcmp(text, "parallel", 8) == 0))
        return wrong_emit(text, error);
    if (!text[length])
        return true;
    if (!*digits || strspn(digits, "0123456789") != strlen(digits))
        return wrong_emit(text, error);
    script->shards =
        strlen(digits) < 10 ? strtoull(digits, NULL, 10) : most + 1;
    return (script->shards > 0 && script->shards <= most) ||
           error_plain(error, STATUS_WRONG,
                       "--emit: must be at least 1 shard and at most %" PRIu64
                       " (there are %" PRIu64 " runs), not %s",
                       most, total, quote(digits).text);
}

static bool
check_flags(const struct batch_script *script, struct error *error)
{
    static const enum option_id own[] = {OPTION_shard, OPTION_resume};
    const struct arguments *arguments = script->arguments;

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (option_given(arguments, own[i]))
            return error_plain(error, STATUS_WRONG,
                               "--emit: must be without --%s: the script says "
                               "it",
                               option_rows[own[i]].name);
    return !arguments->operand_count ||
           strcmp(arguments->operands[0], "-") != 0 ||
           error_plain(error, STATUS_WRONG,
                       "--emit: must have a file as spec, since every shard "
                       "reads it, not -");
}

/* What the shards' files are called: after the database, or the first -o. */
static bool
name_files(struct batch_script *script, struct error *error)
{
    const struct output_targets *targets = &script->targets;
    const struct output_target *target = &targets->items[0];

    for (size_t i = 0; i < targets->count; i++) {
        if (targets->items[i].format->database)
            target = &targets->items[i];
        if (option_given(script->arguments, OPTION_output) &&
            strcmp(targets->items[i].path, "-") == 0)
            return error_plain(error, STATUS_WRONG,
                               "--emit: must have files as outputs, such as "
                               "-o sweep.csv, not -");
    }
    script->stem = "sweep";
    script->ending = "csv";
    if (!option_given(script->arguments, OPTION_output))
        return true;
    script->database = target->format->database;
    if (script->database || strcmp(target->format->name, "tsv") == 0)
        script->ending = target->format->name;
    script->stem =
        arena_copy(script->arena, target->path,
                   format_of_file(target->path)
                       ? (size_t)(strrchr(target->path, '.') - target->path)
                       : strlen(target->path));
    return script->stem || error_memory(error);
}

bool
batch_script_print(const struct queue *queue, struct error *error)
{
    const struct arguments *arguments = queue->grid->arguments;
    struct batch_script script = {
        .queue = queue,
        .arguments = arguments,
        .arena = queue->arena,
        .jobs =
            option_given(arguments, OPTION_jobs) ? queue->grid->view.jobs : 0,
        .text = {.arena = queue->arena},
    };

    if (!check_flags(&script, error) ||
        !read_emit(&script, arguments->options.emit, error) ||
        !output_targets_read(arguments, "csv", &script.targets, error) ||
        !output_targets_are_tables(&script.targets, "a sweep", error) ||
        !name_files(&script, error))
        return false;
    if (script.slurm)
        batch_script_slurm(&script);
    else
        batch_script_parallel(&script);
    return write_text(&script.text, queue->arena, error) == STATUS_DONE;
}
