/* merge_input.c -- the rows of a shard, run by run. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sweep/fingerprint.h"
#include "sweep/merge_input.h"

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
    return csv->count > 2 && strcmp(csv->names[0], "run") == 0 &&
           strcmp(csv->names[csv->count - 1], "sweep") == 0;
}

static bool
open_table(struct part *part, struct arena *arena, struct error *error)
{
    struct csv *csv = &part->csv;
    double number;

    csv->arena = arena;
    if (!csv_open(csv, part->path, error))
        return false;
    part->path = csv->input.name;
    if (csv->count == 0)
        return true;
    if (csv_is_number(&csv->fields[0], &number))
        return error_plain(error, STATUS_WRONG,
                           "%s: must begin with a line of column names, as "
                           "without --no-header",
                           csv->input.name);
    if (!csv_header(csv, error))
        return false;
    part->count = csv->count - 1;
    part->names = csv->names;
    return is_sharded(csv) ||
           csv_tell_columns(csv, "merge",
                            "is no shard: it must have the columns run, ..., "
                            "sweep of `lrsim sweep --shard`, and has",
                            error);
}

static bool
open_database(struct part *part, struct arena *arena, struct error *error)
{
    struct store *store = &part->store;
    const char *shard;

    store->arena = arena;
    store->path = part->path;
    if (!store_open(store, error) ||
        !store_fact(store, "sweep", &part->label, error) ||
        !store_fact(store, "shard", &shard, error))
        return false;
    /* What may have too few rows to show it. */
    sscanf(shard, "%*[0-9]/%" SCNu64, &part->stride);
    part->count = store->count;
    part->names = store->names;
    return true;
}

bool
part_open(struct part *part, struct arena *arena, struct error *error)
{
    return (part->database ? open_database(part, arena, error)
                           : open_table(part, arena, error)) &&
           part_next(part, error);
}

/* The label of the first row is that of all. */
static bool
check_label(struct part *part, struct error *error)
{
    const struct csv_field *field = &part->csv.fields[part->count];

    if (!part->label) {
        part->label = arena_copy(part->csv.arena, field->text, field->length);
        return part->label || error_memory(error);
    }
    return strcmp(part->label, field->text) == 0 ||
           csv_error(&part->csv, field, error,
                     "must be of the same sweep as the rows above");
}

static bool
next_record(struct part *part, double *run, struct error *error)
{
    const struct csv_field *field;

    if (part->csv.count == 0)
        return true;
    if (!csv_next(&part->csv, &part->more, error))
        return false;
    if (!part->more)
        return true;
    field = part->csv.fields;
    if (!csv_number(&part->csv, field, run, error))
        return false;
    if (!is_run(*run))
        return csv_error(&part->csv, field, error,
                         "must be the number of a run, not '%s'",
                         quote(field->text).text);
    return check_label(part, error);
}

bool
part_next(struct part *part, struct error *error)
{
    double run = 0;

    part->before = part->run;
    part->more = false;
    if (part->database) {
        if (!store_next(&part->store, &part->more, error))
            return false;
        if (part->more &&
            (!store_number(&part->store, 0, &run) || !is_run(run)))
            return error_plain(error, STATUS_WRONG,
                               "%s: must have the numbers of runs in its first "
                               "column, and has %g",
                               part->path, run);
    } else if (!next_record(part, &run, error)) {
        return false;
    }
    if (!part->more)
        return true;
    part->run = (uint64_t)run;
    if (part->begun && part->run == part->before)
        return error_plain(error, STATUS_WRONG,
                           "%s: run %" PRIu64 " is there twice", part->path,
                           part->run);
    if (part->begun && part->run < part->before)
        return error_plain(error, STATUS_WRONG,
                           "%s: run %" PRIu64 " must not come behind run "
                           "%" PRIu64 ": the runs of a shard rise",
                           part->path, part->run, part->before);
    if (part->begun && !part->stride)
        part->stride = part->run - part->before;
    part->begun = true;
    return true;
}

bool
part_number(const struct part *part, size_t column, double *number,
            struct error *error)
{
    if (part->database)
        return store_number(&part->store, column, number) ||
               error_plain(error, STATUS_WRONG,
                           "%s: run %" PRIu64 ": %s must be a number, not '%s'",
                           part->path, part->run,
                           quote(part->names[column]).text,
                           quote(store_text(&part->store, column)).text);
    return csv_number(&part->csv, &part->csv.fields[column], number, error);
}

const char *
part_text(const struct part *part, size_t column)
{
    return part->database ? store_text(&part->store, column)
                          : part->csv.fields[column].text;
}

bool
part_compare(const struct part *a, const struct part *b, struct error *error)
{
    uint64_t runs[2] = {0}, words;

    for (size_t i = 0; i < a->count || i < b->count; i++)
        if (i >= a->count || i >= b->count ||
            strcmp(a->names[i], b->names[i]) != 0)
            return error_plain(
                error, STATUS_WRONG,
                "%s: is of another sweep: its column %zu is %s, and %s in %s",
                b->path, i + 1, i < b->count ? quote(b->names[i]).text : "none",
                i < a->count ? quote(a->names[i]).text : "none", a->path);
    if (strcmp(a->label, b->label) == 0)
        return true;
    if (identity_parse_label(a->label, &runs[0], &words) &&
        identity_parse_label(b->label, &runs[1], &words) && runs[0] != runs[1])
        return error_plain(error, STATUS_WRONG,
                           "%s: is of another sweep: it has %" PRIu64
                           " runs in all, and %" PRIu64 " in %s",
                           b->path, runs[1], runs[0], a->path);
    return error_plain(error, STATUS_WRONG,
                       "%s: is of another sweep than %s (lrsim, spec, values, "
                       "--until or --target differ)",
                       b->path, a->path);
}

void
part_close(struct part *part)
{
    store_close(&part->store);
    csv_close(&part->csv);
}
