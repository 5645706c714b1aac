/* emit.c -- lrsim sweep --emit: the same sweep in shards, as a script.
 *
 * The script calls itself for each shard, so that every argument passes one
 * shell only, in quotes, and GNU parallel sees nothing but numbers. */
#include "command/emit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

enum { USUAL_SHARDS = 16, SHARDS_MOST = 100000 };

struct script {
    const struct ledger *ledger;
    const struct arguments *arguments;
    struct arena *arena;
    struct targets targets;
    bool slurm;
    uint64_t shards;
    long jobs;                 /* of each; 0: not given */
    const char *stem, *ending; /* of the shards' files: STEM-1.csv */
    bool database;             /* they are databases */
    struct text text;
};

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
read_emit(struct script *script, const char *text, struct error *error)
{
    uint64_t total = script->ledger->variants->total;
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
check_flags(const struct script *script, struct error *error)
{
    static const enum option_id own[] = {OPTION_SHARD, OPTION_RESUME};
    const struct arguments *arguments = script->arguments;

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (option_value(arguments, own[i]))
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
name_files(struct script *script, struct error *error)
{
    const struct targets *targets = &script->targets;
    const struct target *target = &targets->items[0];

    for (size_t i = 0; i < targets->count; i++) {
        if (targets->items[i].format->database)
            target = &targets->items[i];
        if (option_value(script->arguments, OPTION_OUTPUT) &&
            strcmp(targets->items[i].path, "-") == 0)
            return error_plain(error, STATUS_WRONG,
                               "--emit: must have files as outputs, such as "
                               "-o sweep.csv, not -");
    }
    script->database = target->format->database;
    script->ending = script->database                           ? "db"
                     : strcmp(target->format->name, "tsv") == 0 ? "tsv"
                                                                : "csv";
    if (!option_value(script->arguments, OPTION_OUTPUT))
        script->stem = "sweep";
    else
        script->stem =
            arena_copy(script->arena, target->path,
                       format_of_file(target->path)
                           ? (size_t)(strrchr(target->path, '.') - target->path)
                           : strlen(target->path));
    return script->stem || error_memory(error);
}

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
add_file(struct script *script, const char *variable)
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
add_option(struct script *script, enum option_id id, const char *value)
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
    return id == OPTION_EMIT || id == OPTION_OUTPUT || id == OPTION_FORMAT ||
           id == OPTION_NO_HEADER || id == OPTION_EXPECT || id == OPTION_JOBS;
}

/* The function that makes a shard, `shard` as --shard says it, and its file by
 * the number in a variable. */
static void
add_sweep(struct script *script, const char *shard, const char *variable)
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
        for (size_t k = 0; k < arguments->options[i].count; k++)
            if (!is_left_out((enum option_id)i))
                add_option(script, (enum option_id)i,
                           arguments->options[i].values[k]);
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

/* The function that joins them. */
static void
add_merge(struct script *script)
{
    const char *format = option_value(script->arguments, OPTION_FORMAT);
    const struct given *expect = &script->arguments->options[OPTION_EXPECT];
    struct text *text = &script->text;
    size_t outputs = 0;

    text_format(text,
                "merge() {\n"
                "    set --\n"
                "    for shard in $(seq %" PRIu64 "); do\n"
                "        set -- \"$@\" ",
                script->shards);
    add_file(script, "shard");
    text_string(text, "\n    done\n    lrsim merge");
    for (size_t i = 0; i < script->targets.count; i++) {
        const struct target *target = &script->targets.items[i];

        if (target->format->database || strcmp(target->path, "-") == 0)
            continue;
        text_string(text, " -o ");
        add_word(text, target->path);
        outputs++;
    }
    if (outputs == 0) {
        struct text file = {.arena = script->arena};

        text_string(&file, script->stem);
        text_string(&file, ".csv");
        text_add(&file, "", 1);
        text_string(text, " -o ");
        add_word(text, file.failed ? "" : file.bytes);
        text->failed |= file.failed;
    }
    if (format && outputs > 0)
        text_format(text, " --format %s", format);
    if (option_value(script->arguments, OPTION_NO_HEADER))
        text_string(text, " --no-header");
    for (size_t i = 0; i < expect->count; i++)
        add_option(script, OPTION_EXPECT, expect->values[i]);
    text_string(text, " -- \"$@\"\n}\n");
}

static void
add_slurm(struct script *script)
{
    struct text *text = &script->text;

    text_format(
        text,
        "#!/bin/sh\n"
        "#SBATCH --job-name=lrsim\n"
        "#SBATCH --array=1-%" PRIu64 "\n"
        "#SBATCH --cpus-per-task=%ld\n"
        "#SBATCH --output=lrsim-%%A-%%a.log\n"
        "# A sweep in %" PRIu64 " shards, an element of the array each:\n"
        "#     sbatch FILE\n"
        "# Those that failed, such as 3 and 7, once more:\n"
        "#     sbatch --array=3,7 FILE\n"
        "# Then, where all are done:\n"
        "#     sh FILE merge\n"
        "# or in the queue, behind job number JOB:\n"
        "#     sbatch --dependency=afterok:JOB --wrap='sh FILE merge'\n"
        "set -eu\n\n",
        script->shards, script->jobs ? script->jobs : 1, script->shards);
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
static void
add_parallel(struct script *script)
{
    struct text *text = &script->text, log = {.arena = script->arena};

    text_string(&log, script->stem);
    text_format(&log, "-%.16s-%" PRIu64 ".joblog",
                script->ledger->identity.label, script->shards);
    text_add(&log, "", 1);
    text_format(text,
                "#!/bin/sh\n"
                "# A sweep in %" PRIu64
                " shards, one a core, and their merge:\n"
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
                "seq %" PRIu64 " | parallel -q --resume-failed --joblog ",
                script->shards);
    add_word(text, log.failed ? "" : log.bytes);
    text_string(text, " \\\n    sh \"$0\" {}\nmerge\n");
    text->failed |= log.failed;
}

bool
emit_script(const struct ledger *ledger, struct error *error)
{
    const struct arguments *arguments = ledger->variants->arguments;
    struct script script = {
        .ledger = ledger,
        .arguments = arguments,
        .arena = ledger->arena,
        .jobs = option_value(arguments, OPTION_JOBS)
                    ? ledger->variants->view.jobs
                    : 0,
        .text = {.arena = ledger->arena},
    };

    if (!check_flags(&script, error) ||
        !read_emit(&script, option_value(arguments, OPTION_EMIT), error) ||
        !targets_read(arguments, "csv", &script.targets, error) ||
        !targets_are_tables(&script.targets, "a sweep", error) ||
        !name_files(&script, error))
        return false;
    if (script.slurm)
        add_slurm(&script);
    else
        add_parallel(&script);
    return write_text(&script.text, ledger->arena, error) == STATUS_DONE;
}
