/* merge_input.c -- reads a shard of a sweep run by run. */
#include "sweep/merge_input.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "sweep/fingerprint.h"

/* Numbers of runs are doubles in tables. */
static const double RUN_MOST = 0x1p53;

static bool
is_run(double number)
{
    return number >= 0 && number < RUN_MOST && number == floor(number);
}

static bool
is_sharded(const struct csv *csv)
{
    return csv->count > 3 && strcmp(csv->names[0], "run") == 0 &&
           strcmp(csv->names[csv->count - 2], "checksum") == 0 &&
           strcmp(csv->names[csv->count - 1], "sweep") == 0;
}

static bool
open_table(struct merge_input *input, struct arena *arena, struct error *error)
{
    struct csv *csv = &input->csv;
    double number;

    csv->arena = arena;
    if (!csv_open(csv, input->path, error))
        return false;
    input->path = csv->input.name;
    if (csv->count == 0)
        return true;
    if (csv_is_number(&csv->fields[0], &number))
        return error_named(error, STATUS_WRONG, csv->input.name,
                           "must begin with a line of column names, as "
                           "without --no-header");
    if (!csv_header(csv, error))
        return false;
    input->names = csv->names;
    if (is_sharded(csv)) {
        input->count = csv->count - 2;
        return true;
    }
    return csv_columns_error(
        csv, "merge",
        "is not a shard: it must have the columns run, "
        "..., checksum, sweep of `lrsim sweep --shard`, not",
        error);
}

static bool
open_database(struct merge_input *input, struct arena *arena,
              struct error *error)
{
    struct store *store = &input->store;
    const char *shard;

    store->arena = arena;
    store->path = input->path;
    if (!store_driver)
        return store_missing(input->path, error);
    if (!store_driver->open(store, error) ||
        !store_driver->fact(store, "sweep", &input->label, error) ||
        !store_driver->fact(store, "shard", &shard, error))
        return false;
    /* A shard of one run has no distance between two. */
    sscanf(shard, "%*[0-9]/%" SCNu64, &input->stride);
    input->names = store->names;
    input->count = store->count - 1;
    return strcmp(store->names[input->count], "checksum") == 0 ||
           error_named(error, STATUS_WRONG, input->path,
                       "must be the database of a sweep of this lrsim: its "
                       "last column is %s, not checksum",
                       quote(store->names[input->count]).text);
}

bool
merge_input_open(struct merge_input *input, struct arena *arena,
                 struct error *error)
{
    return (input->database ? open_database(input, arena, error)
                            : open_table(input, arena, error)) &&
           merge_input_next(input, error);
}

/* All rows have the fingerprint of the first. */
static bool
check_label(struct merge_input *input, struct error *error)
{
    const struct csv_field *field = &input->csv.fields[input->count + 1];

    if (!input->label) {
        input->label = arena_copy(input->csv.arena, field->text, field->length);
        return input->label || error_memory(error);
    }
    return strcmp(input->label, field->text) == 0 ||
           csv_error(&input->csv, field, error,
                     "must be of the same sweep as the rows above");
}

static bool
next_record(struct merge_input *input, double *run, struct error *error)
{
    const struct csv_field *field;

    if (input->csv.count == 0)
        return true;
    if (!csv_next(&input->csv, &input->more, error))
        return false;
    if (!input->more)
        return true;
    field = input->csv.fields;
    if (!csv_number(&input->csv, field, run, error))
        return false;
    if (!is_run(*run))
        return csv_error(&input->csv, field, error,
                         "must be the number of a run, not '%s'",
                         quote(field->text).text);
    return check_label(input, error);
}

static bool
next_stored(struct merge_input *input, double *run, struct error *error)
{
    if (!store_driver->next(&input->store, &input->more, error))
        return false;
    return !input->more ||
           (store_driver->number(&input->store, 0, run) && is_run(*run)) ||
           error_named(error, STATUS_WRONG, input->path,
                       "its first column must have numbers of runs, not %g",
                       number_plain(*run));
}

static bool
check_order(const struct merge_input *input, struct error *error)
{
    if (input->run == input->before)
        return error_named(error, STATUS_WRONG, input->path,
                           "run %" PRIu64 " appears twice", input->run);
    return input->run > input->before ||
           error_named(error, STATUS_WRONG, input->path,
                       "run %" PRIu64 " comes after run %" PRIu64
                       ": the runs of a shard must be in rising order",
                       input->run, input->before);
}

bool
merge_input_next(struct merge_input *input, struct error *error)
{
    double run = 0;

    input->before = input->run;
    input->more = false;
    if (!(input->database ? next_stored(input, &run, error)
                          : next_record(input, &run, error)))
        return false;
    if (!input->more)
        return true;
    input->run = (uint64_t)run;
    if (input->begun && !check_order(input, error))
        return false;
    if (input->begun && !input->stride)
        input->stride = input->run - input->before;
    input->begun = true;
    return true;
}

bool
merge_input_number(const struct merge_input *input, size_t column,
                   double *number, struct error *error)
{
    if (input->database)
        return store_driver->number(&input->store, column, number) ||
               error_named(
                   error, STATUS_WRONG, input->path,
                   "run %" PRIu64 ": %s must be a number, not '%s'", input->run,
                   quote(input->names[column]).text,
                   quote(store_driver->text(&input->store, column)).text);
    return csv_number(&input->csv, &input->csv.fields[column], number, error);
}

const char *
merge_input_text(const struct merge_input *input, size_t column)
{
    return input->database ? store_driver->text(&input->store, column)
                           : input->csv.fields[column].text;
}

bool
merge_input_changed(const struct merge_input *input, struct error *error)
{
    static const char reason[] =
        "must be the checksum of its row, which was changed or damaged";

    if (!input->database)
        return csv_error(&input->csv, &input->csv.fields[input->count], error,
                         "%s", reason);
    return error_named(error, STATUS_WRONG, input->path,
                       "run %" PRIu64 ": checksum %s", input->run, reason);
}

bool
merge_input_compare(const struct merge_input *a, const struct merge_input *b,
                    struct error *error)
{
    uint64_t runs[2] = {0}, words;

    for (size_t i = 0; i < a->count || i < b->count; i++)
        if (i >= a->count || i >= b->count ||
            strcmp(a->names[i], b->names[i]) != 0)
            return error_named(
                error, STATUS_WRONG, b->path,
                "is of another sweep: its column %zu is %s, not %s as in "
                "%s",
                i + 1, i < b->count ? quote(b->names[i]).text : "none",
                i < a->count ? quote(a->names[i]).text : "none", a->path);
    if (strcmp(a->label, b->label) == 0)
        return true;
    if (fingerprint_parse_label(a->label, &runs[0], &words) &&
        fingerprint_parse_label(b->label, &runs[1], &words) &&
        runs[0] != runs[1])
        return error_named(error, STATUS_WRONG, b->path,
                           "is of another sweep: it has %" PRIu64
                           " runs in all, not %" PRIu64 " as in %s",
                           runs[1], runs[0], a->path);
    return error_named(error, STATUS_WRONG, b->path,
                       "is of another sweep than %s (lrsim, spec, values, "
                       "--until or --target differ)",
                       a->path);
}

void
merge_input_close(struct merge_input *input)
{
    if (input->database && store_driver)
        store_driver->close(&input->store);
    csv_close(&input->csv);
}
