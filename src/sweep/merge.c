/* merge.c -- a heap of inputs, from which the row of the least run is taken. */
#include "sweep/merge.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "sweep/fingerprint.h"

/* Every shard is an open file. */
static void
raise_file_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    /* Where it is refused, the first file that is too many is an error. */
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
}

bool
merge_reads(const struct format *format)
{
    return !format || format->database || strcmp(format->name, "csv") == 0 ||
           strcmp(format->name, "tsv") == 0;
}

static bool
open_input(struct merge *merge, size_t i, struct error *error)
{
    struct merge_input *input = &merge->inputs[i];
    const struct format *format = format_of_file(merge->paths[i]);

    if (!merge_reads(format))
        return error_named(error, STATUS_WRONG, quote(merge->paths[i]).text,
                           "must be a shard as csv, tsv or db, not %s",
                           format->name);
    *input = (struct merge_input){.path = merge->paths[i],
                                  .database = format && format->database};
    return merge_input_open(input, merge->arena, error);
}

static bool
open_inputs(struct merge *merge, struct error *error)
{
    size_t standard = 0;

    if (merge->count == 0)
        return error_plain(error, STATUS_WRONG,
                           "merge: needs files, such as shard-*.csv or "
                           "sweep.db");
    for (size_t i = 0; i < merge->count; i++)
        standard += strcmp(merge->paths[i], "-") == 0;
    if (standard > 1)
        return error_plain(error, STATUS_WRONG,
                           "-: standard input can be read only once");
    for (size_t i = 0; i < merge->count; i++)
        if (!open_input(merge, i, error))
            return false;
    return true;
}

/* Finds which sweep it is. */
static bool
choose_model(struct merge *merge, struct error *error)
{
    merge->model = NULL;
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
                                   &merge->axes) ||
           error_named(error, STATUS_WRONG, merge->model->path,
                       "must have the fingerprint of a sweep in its column "
                       "sweep, not '%s'",
                       quote(merge->model->label).text);
}

/* Whether a column has texts: the axes are behind the first column. */
static bool
has_texts(const struct merge *merge, size_t column)
{
    return column > 0 && column <= 64 && merge->axes >> (column - 1) & 1;
}

static bool
make_merge_frame(struct merge *merge, struct error *error)
{
    struct arena *arena = merge->arena;
    size_t count = merge->model->count;
    const char *const **labels = arena_alloc(arena, count, sizeof *labels);

    merge->values = arena_alloc(arena, count, sizeof *merge->values);
    merge->texts = arena_alloc(arena, count, sizeof *merge->texts);
    if (!labels || !merge->values || !merge->texts)
        return error_memory(error);
    for (size_t i = 0; i < count; i++) {
        labels[i] = has_texts(merge, i) ? &merge->texts[i] : NULL;
        if (strcmp(merge->model->names[i], "final_loss") == 0)
            merge->loss_column = i;
    }
    merge->frame = (struct frame){.count = count,
                                  .names = merge->model->names,
                                  .labels = labels,
                                  .header = true};
    return true;
}

bool
merge_open(struct merge *merge, struct error *error)
{
    raise_file_limit();
    merge->inputs =
        arena_alloc(merge->arena, merge->count, sizeof *merge->inputs);
    merge->heap = arena_alloc(merge->arena, merge->count, sizeof *merge->heap);
    if (!merge->inputs || !merge->heap)
        return error_memory(error);
    return open_inputs(merge, error) && choose_model(merge, error) &&
           make_merge_frame(merge, error);
}

/* Moves input i of the heap down to its place. */
static void
sink(struct merge *merge, size_t i)
{
    struct merge_input **heap = merge->heap, *input = heap[i];

    for (size_t child; (child = 2 * i + 1) < merge->left; i = child) {
        if (child + 1 < merge->left && heap[child + 1]->run < heap[child]->run)
            child++;
        if (input->run <= heap[child]->run)
            break;
        heap[i] = heap[child];
    }
    heap[i] = input;
}

static void
fill_heap(struct merge *merge)
{
    merge->left = 0;
    for (size_t i = 0; i < merge->count; i++)
        if (merge->inputs[i].more)
            merge->heap[merge->left++] = &merge->inputs[i];
    for (size_t i = merge->left / 2; i-- > 0;)
        sink(merge, i);
}

static bool
read_row(struct merge *merge, const struct merge_input *input,
         struct error *error)
{
    char checksum[CHECKSUM_SIZE];

    for (size_t i = 0; i < merge->frame.count; i++) {
        merge->values[i] = 0;
        if (has_texts(merge, i))
            merge->texts[i] = merge_input_text(input, i);
        else if (!merge_input_number(input, i, &merge->values[i], error))
            return false;
    }
    fingerprint_row(merge->model->label, &merge->frame, merge->frame.count,
                    merge->values, checksum);
    return strcmp(checksum, merge_input_text(input, input->count)) == 0 ||
           merge_input_changed(input, error);
}

static bool
check_run(const struct merge *merge, const struct merge_input *input,
          struct error *error)
{
    if (input->run >= merge->total)
        return error_named(error, STATUS_WRONG, input->path,
                           "run %" PRIu64 " is none of the %" PRIu64
                           " of the sweep",
                           input->run, merge->total);
    return input->run >= merge->next ||
           error_named(error, STATUS_WRONG, input->path,
                       "run %" PRIu64 " is also in %s", input->run,
                       merge->last->path);
}

/* Takes the row of the least run; `write` becomes false where no others are
 * wanted. */
static bool
take_row(struct merge *merge, bool *write, struct error *error)
{
    struct merge_input *input = merge->heap[0];

    if (!check_run(merge, input, error))
        return false;
    merge_missing_add(&merge->missing, merge->next, input->run);
    if (merge->missing.count == 0) {
        if (!read_row(merge, input, error))
            return false;
        *write = *write && merge->row(merge->context, merge->values);
    }
    merge->next = input->run + 1;
    merge->last = input;
    if (!merge_input_next(input, error))
        return false;
    if (!input->more)
        merge->heap[0] = merge->heap[--merge->left];
    if (merge->left > 0)
        sink(merge, 0);
    return true;
}

static bool
read_all_rows(struct merge *merge, bool write, struct error *error)
{
    merge->next = 0;
    fill_heap(merge);
    while (merge->left > 0)
        if (!take_row(merge, &write, error))
            return false;
    merge_missing_add(&merge->missing, merge->next, merge->total);
    return merge->missing.count == 0 ||
           merge_missing_report(&merge->missing, merge->inputs, merge->count,
                                merge->total, error);
}

static bool
can_read_twice(const struct merge *merge)
{
    for (size_t i = 0; i < merge->count; i++) {
        struct stat status;

        if (stat(merge->paths[i], &status) != 0 || !S_ISREG(status.st_mode))
            return false;
    }
    return true;
}

bool
merge_check(struct merge *merge, struct error *error)
{
    if (!can_read_twice(merge))
        return true;
    if (!read_all_rows(merge, false, error))
        return false;
    merge_close(merge);
    return open_inputs(merge, error) && choose_model(merge, error);
}

bool
merge_run(struct merge *merge, struct error *error)
{
    return read_all_rows(merge, true, error);
}

void
merge_close(struct merge *merge)
{
    for (size_t i = 0; merge->inputs && i < merge->count; i++)
        merge_input_close(&merge->inputs[i]);
}
