/* batch_script_text.c -- the shell script of a sweep in shards.
 *
 * The script calls itself for each shard, so that every argument passes through
 * one shell only, in quotes, and GNU parallel sees nothing but numbers. */
#include <inttypes.h>
#include <string.h>

#include "sweep/batch_script.h"

/* "STEM-$shard.csv": the file of the shard that a variable has the number of.
 */
static void
add_file(struct batch_script *script, const char *variable)
{
    struct text *text = &script->text;

    text_string(text, "\"");
    for (const char *at = script->stem; *at; at++) {
        if (strchr("\\\"$`", *at))
            text_string(text, "\\");
        text_add(text, at, 1);
    }
    text_format(text, "-$%s.%s\"", variable, script->ending);
}

static void
add_options(struct batch_script *script, const struct batch_options *options)
{
    struct text *text = &script->text;

    for (size_t i = 0; i < options->count; i++) {
        const struct batch_option *option = &options->items[i];

        text_format(text, " \\\n        %s", option->flag);
        if (option->value) {
            text_string(text, " ");
            text_shell_word(text, option->value);
        }
    }
}

/* The function that makes a shard: `shard` is its number for --shard, and
 * `variable` has the number in its file's name. */
static void
add_sweep(struct batch_script *script, const char *shard, const char *variable)
{
    struct text *text = &script->text;

    text_string(text, "sweep() {\n    lrsim sweep");
    for (size_t i = 0; i < script->operand_count; i++) {
        text_string(text, script->operands[i][0] == '-' ? " ./" : " ");
        text_shell_word(text, script->operands[i]);
    }
    add_options(script, &script->options);
    text_string(text, " \\\n        --jobs ");
    if (script->slurm && !script->jobs)
        text_string(text, "\"${SLURM_CPUS_PER_TASK:-1}\"");
    else
        text_format(text, "%zu", script->jobs ? script->jobs : 1);
    text_format(text, " --shard %s/%" PRIu64 "%s -o ", shard, script->shards,
                script->database ? " --resume" : "");
    add_file(script, variable);
    text_string(text, "\n}\n");
}

/* The files of the merge: all that are no database, or else STEM.csv. */
static void
add_outputs(struct batch_script *script)
{
    struct text *text = &script->text, file = {.arena = text->arena};
    size_t count = 0;

    for (size_t i = 0; i < script->outputs.count; i++) {
        const struct output_target *output = &script->outputs.items[i];

        if (output->format->database)
            continue;
        text_string(text, " -o ");
        text_shell_word(text, output->path);
        count++;
    }
    if (count > 0)
        return;
    text_string(&file, script->stem);
    text_string(&file, ".csv");
    text_string(text, " -o ");
    text_shell_word(text, text_end(&file) ? file.bytes : "");
    text->failed |= file.failed;
}

/* The function that joins the shards. */
static void
add_merge(struct batch_script *script)
{
    struct text *text = &script->text;

    text_format(text,
                "merge() {\n"
                "    set --\n"
                "    for shard in $(seq %" PRIu64 "); do\n"
                "        set -- \"$@\" ",
                script->shards);
    add_file(script, "shard");
    text_string(text, "\n    done\n    lrsim merge");
    add_outputs(script);
    add_options(script, &script->merge_options);
    text_string(text, " -- \"$@\"\n}\n");
}

void
batch_script_slurm(struct batch_script *script)
{
    struct text *text = &script->text;

    text_format(
        text,
        "#!/bin/sh\n"
        "#SBATCH --job-name=lrsim\n"
        "#SBATCH --array=1-%" PRIu64 "\n"
        "#SBATCH --cpus-per-task=%zu\n"
        "#SBATCH --output=lrsim-%%A-%%a.log\n"
        "# A sweep in %" PRIu64 " shards, one element of the array each:\n",
        script->shards, script->jobs ? script->jobs : 1, script->shards);
    text_string(text, "#     sbatch FILE\n"
                      "# To repeat those that failed, such as 3 and 7:\n"
                      "#     sbatch --array=3,7 FILE\n"
                      "# When all are done:\n"
                      "#     sh FILE merge\n"
                      "# or in the queue, after job JOB:\n"
                      "#     sbatch --dependency=afterok:JOB "
                      "--wrap='sh FILE merge'\n"
                      "set -eu\n\n");
    add_sweep(script, "auto", "SLURM_ARRAY_TASK_ID");
    text_string(text, "\n");
    add_merge(script);
    text_string(text, "\ncase ${1-} in\n"
                      "merge) merge ;;\n"
                      "*) sweep ;;\n"
                      "esac\n");
}

/* GNU parallel identifies jobs by their numbers alone: another sweep, or
 * another number of shards, has another log. */
void
batch_script_parallel(struct batch_script *script)
{
    struct text *text = &script->text, log = {.arena = script->text.arena};

    text_string(&log, script->stem);
    text_format(&log, "-%.16s-%" PRIu64 ".joblog",
                script->sweep->fingerprint.label, script->shards);
    text_format(text,
                "#!/bin/sh\n"
                "# A sweep in %" PRIu64
                " shards, on all cores, and their merge:\n"
                "#     sh FILE\n"
                "# Run again, it makes the shards that failed or are missing; "
                "without its\n"
                "# joblog, all of them.\n"
                "set -eu\n\n",
                script->shards);
    add_sweep(script, "\"$1\"", "1");
    text_string(text, "\n");
    add_merge(script);
    text_format(text,
                "\nif test $# = 1; then\n"
                "    sweep \"$1\"\n"
                "    exit\n"
                "fi\n"
                "seq %" PRIu64 " | parallel -q --jobs %zu%% "
                "--resume-failed \\\n    --joblog ",
                script->shards, script->jobs > 1 ? 99 / script->jobs + 1 : 100);
    text_shell_word(text, text_end(&log) ? log.bytes : "");
    text_string(text, " sh \"$0\" {}\nmerge\n");
    text->failed |= log.failed;
}
