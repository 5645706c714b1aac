/* batch_script.c -- the number of shards in a script, and the names of their
 * files. */
#include "sweep/batch_script.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

enum { USUAL_SHARDS = 16, SHARDS_MOST = 100000 };

static bool
refuse_target(const char *text, struct error *error)
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
read_target(struct batch_script *script, struct error *error)
{
    const char *text = script->target;
    uint64_t total = script->sweep->grid.total;
    uint64_t most = total < SHARDS_MOST ? total : SHARDS_MOST;
    size_t length = strcspn(text, ":");
    const char *digits = text + length + 1;

    script->slurm = length == 5 && memcmp(text, "slurm", 5) == 0;
    script->shards = most < USUAL_SHARDS ? most : USUAL_SHARDS;
    if (!script->slurm && !(length == 8 && memcmp(text, "parallel", 8) == 0))
        return refuse_target(text, error);
    if (!text[length])
        return true;
    if (!*digits || strspn(digits, "0123456789") != strlen(digits))
        return refuse_target(text, error);
    script->shards =
        strlen(digits) < 10 ? strtoull(digits, NULL, 10) : most + 1;
    return (script->shards > 0 && script->shards <= most) ||
           error_plain(error, STATUS_WRONG,
                       "--emit: must be at least 1 shard and at most %" PRIu64
                       " (there are %" PRIu64 " runs), not %s",
                       most, total, quote(digits).text);
}

/* Every shard reads the spec, and writes a file of its own. */
static bool
check_files(const struct batch_script *script, struct error *error)
{
    const char *path = script->sweep->request.input.path;

    if (path && strcmp(path, "-") == 0)
        return error_plain(error, STATUS_WRONG,
                           "--emit: needs a file as spec, not -");
    for (size_t i = 0; i < script->outputs.count; i++)
        if (strcmp(script->outputs.items[i].path, "-") == 0)
            return error_plain(error, STATUS_WRONG,
                               "--emit: needs files as outputs, such as "
                               "-o sweep.csv, not -");
    return true;
}

/* The shards' files are named after the database, or the first -o. */
static bool
name_files(struct batch_script *script, struct error *error)
{
    const struct output_targets *outputs = &script->outputs;
    const struct output_target *output = &outputs->items[0];
    size_t length;

    script->stem = "sweep";
    script->ending = "csv";
    if (outputs->count == 0)
        return true;
    for (size_t i = 0; i < outputs->count; i++)
        if (outputs->items[i].format->database)
            output = &outputs->items[i];
    script->database = output->format->database;
    if (script->database || strcmp(output->format->name, "tsv") == 0)
        script->ending = output->format->name;
    length = strlen(output->path);
    if (format_of_file(output->path))
        length = (size_t)(strrchr(output->path, '.') - output->path);
    script->stem = arena_copy(script->sweep->arena, output->path, length);
    return script->stem || error_memory(error);
}

bool
batch_script_make(struct batch_script *script, struct error *error)
{
    script->text = (struct text){.arena = script->sweep->arena};
    if (!read_target(script, error) || !check_files(script, error) ||
        !name_files(script, error))
        return false;
    if (script->slurm)
        batch_script_slurm(script);
    else
        batch_script_parallel(script);
    return text_end(&script->text) || error_memory(error);
}
