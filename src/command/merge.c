/* merge.c -- lrsim merge: joins the shards of a sweep. */
#include "sweep/merge.h"

#include <limits.h>

#include "cli/assertions.h"
#include "cli/output_options.h"

struct merge_command {
    struct merge merge;
    struct outputs outputs;
    struct assertions assertions;
};

static bool
write_merge_row(void *context, const double *values)
{
    struct merge_command *command = context;

    assertions_row(&command->assertions);
    return outputs_row(&command->outputs, &command->merge.frame, values);
}

static bool
open_outputs(struct merge_command *command, const struct arguments *arguments,
             struct error *error)
{
    struct merge *merge = &command->merge;
    struct output_targets targets;

    command->outputs.arena = arguments->arena;
    command->assertions = (struct assertions){.arguments = arguments,
                                              .arena = arguments->arena,
                                              .frame = &merge->frame,
                                              .row = merge->values,
                                              .loss = merge->loss_column};
    return assertions_begin(&command->assertions, error) &&
           output_targets_read(arguments, "csv", &targets, error) &&
           output_targets_are_tables(&targets, "a merge", error) &&
           outputs_open(&command->outputs, &targets, error) &&
           outputs_begin_all(&command->outputs, &merge->frame, NULL, error);
}

static bool
join_shards(struct merge_command *command, const struct arguments *arguments,
            struct error *error)
{
    struct merge *merge = &command->merge;

    if (!merge_open(merge, error))
        return false;
    merge->frame.header = !arguments->options.no_header;
    merge->frame.digits = (int)arguments->options.digits;
    if (!open_outputs(command, arguments, error))
        return false;
    /* What is written at once cannot be taken back. */
    if (outputs_direct(&command->outputs) && !merge_check(merge, error))
        return false;
    return merge_run(merge, error) && outputs_finish(&command->outputs, error);
}

static enum status
run_merge(const struct arguments *arguments, struct error *error)
{
    struct merge_command command = {.merge = {
                                        .arena = arguments->arena,
                                        .count = arguments->operand_count,
                                        .paths = arguments->operands,
                                        .context = &command,
                                        .row = write_merge_row,
                                    }};
    bool done = join_shards(&command, arguments, error);

    outputs_discard(&command.outputs);
    merge_close(&command.merge);
    if (done)
        assertions_end(&command.assertions, error);
    return error->status;
}

const struct command command_merge = {
    .name = "merge",
    .operands = "FILE... [OPTIONS]",
    .summary = "join the shards of a sweep, or write a database as a table",
    .notes =
        "Shards are CSV, TSV or databases (.db) that lrsim sweep --shard "
        "wrote. merge verifies that every run of the sweep is there exactly "
        "once; the bytes are then those of the unsharded sweep.",
    .example = "  lrsim merge part1.csv part2.csv -o sweep.csv\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .run = run_merge,
};
