/* sweep_options.c -- what the options of lrsim sweep ask for. */
#include "cli/sweep_options.h"

#include "cli/load_spec.h"
#include "sweep/merge.h"
#include "tables/metric.h"

/* A shard, and a sweep that is continued, have only a part of the rows. */
static bool
check_combinations(const struct options *options, struct error *error)
{
    const char *part = options->shard    ? "--shard"
                       : options->resume ? "--resume"
                                         : NULL;

    if (options->emit && metric_is_standard_input(options->metric))
        return error_plain(error, STATUS_WRONG,
                           "--emit: needs a file for --metric, not -");
    if (part && options->emit)
        return error_plain(error, STATUS_WRONG,
                           "--emit: cannot be combined with %s; the script has "
                           "it",
                           part);
    return !part || options->expect.count == 0 ||
           error_plain(error, STATUS_WRONG,
                       "--expect: cannot be combined with %s; use `lrsim merge "
                       "--expect`",
                       part);
}

/* One output at least must be what `lrsim merge` reads. */
static bool
check_shard(const struct options *options, const struct output_targets *targets,
            struct error *error)
{
    bool merged = !options->shard || options->emit;

    for (size_t i = 0; i < targets->count; i++)
        merged |= merge_reads(targets->items[i].format);
    return merged ||
           error_plain(error, STATUS_WRONG,
                       "--shard: must be written as csv, tsv or db, which "
                       "`lrsim merge` reads, not %s alone",
                       targets->items[0].format->name);
}

/* Takes the database out of the outputs. */
static bool
take_database(struct sweep_request *request, struct output_targets *targets,
              struct error *error)
{
    size_t left = 0;

    for (size_t i = 0; i < targets->count; i++) {
        if (!targets->items[i].format->database) {
            targets->items[left++] = targets->items[i];
            continue;
        }
        if (request->database)
            return error_plain(error, STATUS_WRONG,
                               "--output: must name one database, not both %s "
                               "and %s",
                               quote(request->database).text,
                               quote(targets->items[i].path).text);
        request->database = targets->items[i].path;
    }
    targets->count = left;
    return !request->resume || !request->database || left == 0 ||
           error_plain(error, STATUS_WRONG,
                       "--resume: %s would have only the rows that are made "
                       "now; `lrsim merge %s` writes all of them",
                       quote(targets->items[0].path).text,
                       quote(request->database).text);
}

bool
sweep_options_read(const struct arguments *arguments,
                   struct sweep_request *request,
                   struct output_targets *targets, struct error *error)
{
    const struct options *options = &arguments->options;

    *request = (struct sweep_request){
        .vary_count = options->vary.count,
        .vary = options->vary.values,
        .random = options->random,
        .shard = options->shard,
        .target = options->target,
        .until = options->until,
        .jobs = options->jobs == INTEGER_NULL ? 0 : (size_t)options->jobs,
        .lanes = (size_t)options->lanes,
        .resume = options->resume,
        .keep_rows = options->keep_rows,
    };
    return check_combinations(options, error) &&
           output_targets_read(arguments, "csv", targets, error) &&
           check_shard(options, targets, error) &&
           (!options->emit ||
            output_targets_are_tables(targets, "a sweep", error)) &&
           take_database(request, targets, error) &&
           load_spec_input(arguments, &request->input, error);
}
