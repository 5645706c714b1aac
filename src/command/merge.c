/* merge.c -- lrsim merge: the shards of a sweep, joined by their runs. */
#include "sweep/merge_input.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "sweep/fingerprint.h"
#include "cli/output_options.h"
#include "cli/assertions.h"

struct merge {
    const struct arguments *arguments;
    struct arena *arena;
    size_t count;
    struct merge_input *inputs;
    const struct merge_input *model; /* whose sweep it is */
    uint64_t total, words;           /* its runs; the axes that have texts */
    size_t left;
    struct merge_input **heap; /* [left] with a row, the least run first */
    uint64_t next;             /* the run that must come */
    const struct merge_input *last;
    struct merge_missing missing;
    struct frame frame;
    struct outputs outputs;
    struct assertions assertions;
    bool writes; /* else rows are only looked at */
    double *row;
    const char **texts; /* [columns] of the present row */
};

/* A shard is a file that is open: as many as may be. */
static void
allow_files(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    /* Where it is refused, the file that is too much says so. */
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
}

/* Files without a known ending may be tables too. */
static bool
may_be_shard(const struct format *format)
{
    return format->database || strcmp(format->name, "csv") == 0 ||
           strcmp(format->name, "tsv") == 0;
}

static bool
open_inputs(struct merge *merge, struct error *error)
{
    const struct arguments *arguments = merge->arguments;
    size_t inputs = 0;

    allow_files();
    merge->count = arguments->operand_count;
    merge->inputs =
        arena_alloc(merge->arena, merge->count, sizeof *merge->inputs);
    merge->heap = arena_alloc(merge->arena, merge->count, sizeof *merge->heap);
    if (!merge->inputs || !merge->heap)
        return error_memory(error);
    if (merge->count == 0)
        return error_plain(error, STATUS_WRONG,
                           "merge: needs files, such as shard-*.csv or "
                           "sweep.db");
    for (size_t i = 0; i < merge->count; i++) {
        struct merge_input *input = &merge->inputs[i];
        const struct format *format = format_of_file(arguments->operands[i]);

        inputs += strcmp(arguments->operands[i], "-") == 0;
        if (inputs > 1)
            return error_plain(error, STATUS_WRONG,
                               "-: standard input can be read only once");
        if (format && !may_be_shard(format))
            return error_named(error, STATUS_WRONG,
                               quote(arguments->operands[i]).text,
                               "must be a shard as csv, tsv or db, and is "
                               "%s",
                               format->name);
        input->path = arguments->operands[i];
        input->database = format && format->database;
        if (!merge_input_open(input, merge->arena, error))
            return false;
    }
    return true;
}

static bool
choose_model(struct merge *merge, struct error *error)
{
    for (size_t i = 0; i < merge->count; i++) {
        const struct merge_input *input = &merge->inputs[i];

        if (!input->label)
            continue;
        if (!merge->model)
            merge->model = input;
        else if (!merge_input_compare(merge->model, input, error))
            return false;
    }
    if (!merge->model)
        return error_named(error, STATUS_WRONG, merge->inputs[0].path,
                           "must have a row");
    return fingerprint_parse_label(merge->model->label, &merge->total,
                                   &merge->words) ||
           error_named(error, STATUS_WRONG, merge->model->path,
                       "must have the mark of a sweep in its column sweep, "
                       "not '%s'",
                       quote(merge->model->label).text);
}

/* Columns behind the first are the axes, in the order of the bits. */
static bool
has_texts(const struct merge *merge, size_t column)
{
    return column > 0 && column <= 64 && merge->words >> (column - 1) & 1;
}

static size_t
find_loss(const struct merge_input *input)
{
    size_t i = 0;

    while (i + 1 < input->count && strcmp(input->names[i], "final_loss") != 0)
        i++;
    return i;
}

static bool
open_outputs(struct merge *merge, struct error *error)
{
    struct arena *arena = merge->arena;
    size_t count = merge->model->count;
    const char *const **labels = arena_alloc(arena, count, sizeof *labels);
    const struct read_file *read_files =
        output_read_files(merge->arguments, "shard", NULL);
    struct output_targets targets;

    merge->row = arena_alloc(arena, count, sizeof *merge->row);
    merge->texts = arena_alloc(arena, count, sizeof *merge->texts);
    merge->outputs.arena = arena;
    if (!labels || !read_files || !merge->row || !merge->texts)
        return error_memory(error);
    for (size_t i = 0; i < count; i++)
        labels[i] = has_texts(merge, i) ? &merge->texts[i] : NULL;
    merge->frame = (struct frame){
        .count = count,
        .names = merge->model->names,
        .labels = labels,
        .header = !merge->arguments->options.no_header,
    };
    merge->assertions = (struct assertions){.arguments = merge->arguments,
                                            .arena = arena,
                                            .frame = &merge->frame,
                                            .row = merge->row,
                                            .loss = find_loss(merge->model)};
    return assertions_begin(&merge->assertions, error) &&
           output_targets_read(merge->arguments, "csv", &targets, error) &&
           output_targets_are_tables(&targets, "a merge", error) &&
           outputs_open(&merge->outputs, &targets, read_files, error) &&
           outputs_begin_all(&merge->outputs, &merge->frame, NULL, error);
}

static void
swap(struct merge_input **a, struct merge_input **b)
{
    struct merge_input *input = *a;

    *a = *b;
    *b = input;
}

/* Moves part i of the heap down to where it belongs. */
static void
sink(struct merge *merge, size_t i)
{
    struct merge_input **heap = merge->heap;

    for (size_t least = i;; i = least) {
        for (size_t child = 2 * i + 1; child <= 2 * i + 2; child++)
            if (child < merge->left && heap[child]->run < heap[least]->run)
                least = child;
        if (least == i)
            return;
        swap(&heap[i], &heap[least]);
    }
}

static void
fill_heap(struct merge *merge)
{
    for (size_t i = 0; i < merge->count; i++)
        if (merge->inputs[i].more)
            merge->heap[merge->left++] = &merge->inputs[i];
    for (size_t i = merge->left / 2; i-- > 0;)
        sink(merge, i);
}

static bool
write_row(struct merge *merge, const struct merge_input *input,
          struct error *error)
{
    for (size_t i = 0; i < merge->frame.count; i++) {
        merge->row[i] = 0;
        if (has_texts(merge, i))
            merge->texts[i] = merge_input_text(input, i);
        else if (!merge_input_number(input, i, &merge->row[i], error))
            return false;
    }
    if (!merge->writes)
        return true;
    outputs_row(&merge->outputs, &merge->frame, merge->row);
    assertions_row(&merge->assertions);
    return true;
}

/* The row of the least run. */
static bool
take_row(struct merge *merge, struct error *error)
{
    struct merge_input *input = merge->heap[0];

    if (input->run >= merge->total)
        return error_named(error, STATUS_WRONG, input->path,
                           "run %" PRIu64 " is none of the %" PRIu64
                           " of the sweep",
                           input->run, merge->total);
    if (input->run < merge->next)
        return error_named(error, STATUS_WRONG, input->path,
                           "run %" PRIu64 " is in %s too", input->run,
                           merge->last->path);
    merge_missing_add(&merge->missing, merge->next, input->run);
    if (merge->missing.count == 0 && !write_row(merge, input, error))
        return false;
    merge->next = input->run + 1;
    merge->last = input;
    if (!merge_input_next(input, error))
        return false;
    if (!input->more)
        merge->heap[0] = merge->heap[--merge->left];
    sink(merge, 0);
    return true;
}

static bool
join(struct merge *merge, struct error *error)
{
    fill_heap(merge);
    while (merge->left > 0)
        if (!take_row(merge, error))
            return false;
    merge_missing_add(&merge->missing, merge->next, merge->total);
    return merge->missing.count == 0 ||
           merge_missing_report(&merge->missing, merge->inputs, merge->count,
                                merge->total, error);
}

static void
close_inputs(struct merge *merge)
{
    for (size_t i = 0; merge->inputs && i < merge->count; i++)
        merge_input_close(&merge->inputs[i]);
}

/* Whether an output cannot be taken back when a part turns out to be wrong,
 * and the parts can be read twice. */
static bool
looks_first(const struct merge *merge)
{
    const struct arguments *arguments = merge->arguments;

    for (size_t i = 0; i < merge->count; i++) {
        struct stat status;

        if (stat(arguments->operands[i], &status) != 0 ||
            !S_ISREG(status.st_mode))
            return false;
    }
    return outputs_direct(&merge->outputs);
}

/* Reads all parts for what is wrong with them, and begins anew. */
static bool
look(struct merge *merge, struct error *error)
{
    if (!looks_first(merge))
        return true;
    if (!join(merge, error))
        return false;
    close_inputs(merge);
    merge->left = 0;
    merge->next = 0;
    merge->model = NULL;
    return open_inputs(merge, error) && choose_model(merge, error);
}

static bool
merge_all(struct merge *merge, struct error *error)
{
    if (!open_inputs(merge, error) || !choose_model(merge, error) ||
        !open_outputs(merge, error) || !look(merge, error))
        return false;
    merge->writes = true;
    return join(merge, error) && outputs_finish(&merge->outputs, error);
}

static enum status
run(const struct arguments *arguments, struct error *error)
{
    struct merge merge = {.arguments = arguments, .arena = arguments->arena};
    bool done = merge_all(&merge, error);

    outputs_discard(&merge.outputs);
    close_inputs(&merge);
    if (done)
        assertions_end(&merge.assertions, error);
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
    .run = run,
};
