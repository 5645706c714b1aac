/* batch_script_text.c -- a sweep in shards, as a script of the shell.
 *
 * The script calls itself for each shard, so that every argument passes one
 * shell only, in quotes, and GNU parallel sees nothing but numbers. */
#include <inttypes.h>
#include <string.h>

#include "cli/messages.h"
#include "sweep/batch_script.h"

/* A word of the shell, in quotes where it needs them. */
static void
add_word(struct text *text, const char *word)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "abcdefghijklmnopqrstuvwxyz0123456789_./:=,@%+-";

    if (*word && strspn(word, plain) == strlen(word)) {
        text_string(text, word);
        return;
    }
    text_string(text, "'");
    for (; *word; word++)
        text_add(text, *word == '\'' ? "'\\''" : word, *word == '\'' ? 4 : 1);
    text_string(text, "'");
}

/* "STEM-$shard.csv": the file of a shard whose number a variable has. */
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
add_option(struct batch_script *script, enum option_id id, const char *value)
{
    struct text *text = &script->text;

    text_format(text, " \\\n        --%s", option_rows[id].name);
    if (option_rows[id].argument) {
        text_string(text, " ");
        add_word(text, value);
    }
}

/* Whether an option is put in elsewhere, or belongs to what is merged. */
static bool
is_left_out(enum option_id id)
{
    return id == OPTION_emit || id == OPTION_output || id == OPTION_format ||
           id == OPTION_no_header || id == OPTION_expect || id == OPTION_jobs;
}

/* The function that makes a shard, `shard` as --shard says it, and its file by
 * the number in a variable. */
static void
add_sweep(struct batch_script *script, const char *shard, const char *variable)
{
    const struct arguments *arguments = script->arguments;
    struct text *text = &script->text;

    text_string(text, "sweep() {\n    lrsim sweep");
    if (arguments->operand_count > 0) {
        const char *spec = arguments->operands[0];

        text_string(text, *spec == '-' ? " ./" : " ");
        add_word(text, spec);
    }
    for (size_t i = 0; i < OPTION_COUNT; i++)
        for (size_t k = 0; k < arguments->given[i].count; k++)
            if (!is_left_out((enum option_id)i))
                add_option(script, (enum option_id)i,
                           arguments->given[i].values[k]);
    text_string(text, " \\\n        --jobs ");
    if (script->slurm && !script->jobs)
        text_string(text, "\"${SLURM_CPUS_PER_TASK:-1}\"");
    else
        text_format(text, "%ld", script->jobs ? script->jobs : 1);
    text_format(text, " --shard %s/%" PRIu64 "%s -o ", shard, script->shards,
                script->database ? " --resume" : "");
    add_file(script, variable);
    text_string(text, "\n}\n");
}

/* Where the merge goes: all files that are no database, or else a CSV beside
 * it.  Returns how many of them the user named. */
static size_t
add_outputs(struct batch_script *script)
{
    struct text *text = &script->text, file = {.arena = script->arena};
    size_t outputs = 0;

    for (size_t i = 0; i < script->targets.count; i++) {
        const struct output_target *target = &script->targets.items[i];

        if (target->format->database || strcmp(target->path, "-") == 0)
            continue;
        text_string(text, " -o ");
        add_word(text, target->path);
        outputs++;
    }
    if (outputs > 0)
        return outputs;
    text_string(&file, script->stem);
    text_string(&file, ".csv");
    text_string(text, " -o ");
    add_word(text, text_end(&file) ? file.bytes : "");
    text->failed |= file.failed;
    return 0;
}

/* The function that joins them. */
static void
add_merge(struct batch_script *script)
{
    const char *format = script->arguments->options.format;
    const struct given *expect = &script->arguments->options.expect;
    struct text *text = &script->text;
    size_t outputs;

    text_format(text,
                "merge() {\n"
                "    set --\n"
                "    for shard in $(seq %" PRIu64 "); do\n"
                "        set -- \"$@\" ",
                script->shards);
    add_file(script, "shard");
    text_string(text, "\n    done\n    lrsim merge");
    outputs = add_outputs(script);
    if (format && (outputs > 0 || annotates(script->arguments)))
        text_format(text, " --format %s", format);
    if (script->arguments->options.no_header)
        text_string(text, " --no-header");
    for (size_t i = 0; i < expect->count; i++)
        add_option(script, OPTION_expect, expect->values[i]);
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
        "#SBATCH --cpus-per-task=%ld\n"
        "#SBATCH --output=lrsim-%%A-%%a.log\n"
        "# A sweep in %" PRIu64 " shards, an element of the array each:\n",
        script->shards, script->jobs ? script->jobs : 1, script->shards);
    text_string(text, "#     sbatch FILE\n"
                      "# Those that failed, such as 3 and 7, once more:\n"
                      "#     sbatch --array=3,7 FILE\n"
                      "# Then, where all are done:\n"
                      "#     sh FILE merge\n"
                      "# or in the queue, behind job number JOB:\n"
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

/* GNU parallel knows jobs by their numbers alone: another sweep, or another
 * number of shards, has another log. */
void
batch_script_parallel(struct batch_script *script)
{
    struct text *text = &script->text, log = {.arena = script->arena};

    text_string(&log, script->stem);
    text_format(&log, "-%.16s-%" PRIu64 ".joblog",
                script->queue->fingerprint.label, script->shards);
    text_format(text,
                "#!/bin/sh\n"
                "# A sweep in %" PRIu64
                " shards, on all cores, and their merge:\n"
                "#     sh FILE\n"
                "# The same again makes those that failed or were not made; "
                "without its\n"
                "# joblog, all.\n"
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
                "seq %" PRIu64 " | parallel -q --jobs %ld%% "
                "--resume-failed \\\n    --joblog ",
                script->shards, script->jobs > 1 ? 99 / script->jobs + 1 : 100);
    add_word(text, text_end(&log) ? log.bytes : "");
    text_string(text, " sh \"$0\" {}\nmerge\n");
    text->failed |= log.failed;
}
