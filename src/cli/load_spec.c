/* load_spec.c -- what a file and the options amount to: a view and a spec. */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "spec/load.h"

static const struct parameter view_table[] = {
    INTEGER(struct view, every, "1", "[1,inf)",
            "only each K-th row, and the last"),
    INTEGER(struct view, from, "0", "[0,inf)", "only rows from T on"),
    INTEGER(struct view, to, "null", "[0,inf) or null", "only rows up to T"),
    INTEGER(struct view, at, "null", "[0,inf) or null",
            "only the rate of row T"),
    INTEGER(struct view, epochs, "null", "[0,inf) or null",
            "updates to simulate, in epochs of steps_per_epoch steps"),
    INTEGER(struct view, seeds, "null", "[1,100000] or null",
            "a run for each of the seeds seed, seed + 1, ...: the columns "
            "loss_median, loss_q1 and loss_q3 in place of loss and x"),
    INTEGER(struct view, eval_every, "1", "[1,inf)",
            "where a problem has batches, its loss over all data in each K-th "
            "row and the last; others repeat it"),
    REAL(struct view, target, "null", "(-inf,inf) or null",
         "say in the summary when this loss was reached"),
    REAL(struct view, rtol, "null", "[0,inf) or null",
         "let pass a difference of this, times the value"),
    REAL(struct view, atol, "null", "[0,inf) or null",
         "let pass a difference of this"),
    INTEGER(struct view, budget, "20", "[1,1000000]",
            "trials of each run, the same for all"),
    INTEGER(struct view, random, "null", "[1,9007199254740992] or null",
            "not all combinations, but so many drawn from them by the seed; "
            "ranges without a count are drawn from as a whole"),
    INTEGER(struct view, jobs, "null", "[1,1024] or null",
            "runs at the same time; as many as there are cores unless given"),
    INTEGER(struct view, keep_rows, "null", "[2,1000000] or null",
            "keep so many rows of each run too, evenly spread from the first "
            "to the last: step, lr and loss, in the table rows of the "
            "database"),
    INTEGER(struct view, lanes, "16", "[1,16]",
            "runs side by side in one core, which differ in lr or start alone"),
    REAL(struct view, min, "1e-7", "(0,inf)", "the rate at first"),
    REAL(struct view, max, "10", "(0,inf)", "the rate at last"),
    REAL(struct view, smooth, "0.98", "[0,1)",
         "how much of the running mean of the loss stays"),
    INTEGER(struct view, frames, "40", "[2,1000]",
            "pictures of an animation (gif)"),
    INTEGER(struct view, fps, "10", "[1,100]", "of them in a second"),
    INTEGER(struct view, max_input, "1048576", "[1,inf)",
            "the largest spec that is read, in bytes"),
    END_OF_TABLE,
};

const char *
option_meaning(const struct option_row *row)
{
    const struct parameter *parameter;
    const char *dot = row->path ? strchr(row->path, '.') : NULL;

    if (row->meaning)
        return row->meaning;
    if (row->way == WAY_VIEW)
        return row_find(NULL, view_table, row->path)->meaning;
    if (!dot)
        return row_find(NULL, spec_table, row->path)->meaning;
    parameter = row_find(NULL, spec_table, "schedule");
    return row_find(NULL, parameter->extra, dot + 1)->meaning;
}

/* Puts all options that go one way into a document. */
static bool
put_options(const struct arguments *arguments, struct document *document,
            enum option_way way, bool nodes, struct error *error)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        const char *value = option_value(arguments, (enum option_id)i);
        const struct parameter *parameter;
        bool node;
        char *flag;

        /* What export takes is no row. */
        if (!value || row->way != way ||
            (i == OPTION_TO && arguments->command == commands[COMMAND_export]))
            continue;
        parameter = row_find(NULL, document->table, row->path);
        node = parameter && parameter->type == PARAMETER_NODE;
        if (node != nodes)
            continue;
        flag = arena_alloc(arguments->arena, strlen(row->name) + 3, 1);
        if (!flag)
            return error_memory(error);
        sprintf(flag, "--%s", row->name);
        if (!(way == WAY_LIST
                  ? document_put_list(document, flag, row->path, value, error)
                  : document_put(document, flag, row->path, value, error)))
            return false;
    }
    return true;
}

bool
arguments_view(const struct arguments *arguments, struct view *view,
               struct error *error)
{
    struct document document = {.arena = arguments->arena, .table = view_table};
    struct loader loader = {arguments->arena, &document, error};

    return put_options(arguments, &document, WAY_VIEW, false, error) &&
           load_rows(&loader, view_table, view, document.root, &document.place);
}

static bool
put_metric(const char *metric, struct document *document, struct error *error)
{
    struct reals values;

    return metric_read(metric, document->arena, &values, error) &&
           document_put_reals(document, "--metric", "metric", &values, error);
}

bool
arguments_put(const struct arguments *arguments, struct document *document,
              struct error *error)
{
    const struct given *set = &arguments->options[OPTION_SET];
    const char *metric = option_value(arguments, OPTION_METRIC);
    const char *interval = option_value(arguments, OPTION_INTERVAL);

    if (!put_options(arguments, document, WAY_SPEC, true, error) ||
        !document_expand(document, error) ||
        (interval && !spec_check_interval(document, interval, error)) ||
        !put_options(arguments, document, WAY_SPEC, false, error) ||
        !put_options(arguments, document, WAY_LIST, false, error) ||
        (metric && !put_metric(metric, document, error)))
        return false;
    for (size_t i = 0; i < set->count; i++)
        if (!document_set(document, set->values[i], error) ||
            !document_expand(document, error))
            return false;
    return true;
}

struct document
arguments_document(const struct arguments *arguments)
{
    return (struct document){.arena = arguments->arena,
                             .table = spec_table,
                             .families = all_families};
}

bool
arguments_load(const struct arguments *arguments, const struct view *view,
               struct document *document, struct spec *spec,
               struct error *error)
{
    static const struct source epochs = {.name = "--epochs"};
    static const struct source log = {.name = "--metric"};
    const struct place epochs_place = {.source = &epochs};
    const struct place metric_place = {.source = &log};
    bool metric = option_value(arguments, OPTION_METRIC) != NULL;

    if (option_value(arguments, OPTION_EPOCHS) &&
        option_value(arguments, OPTION_STEPS))
        return error_plain(error, STATUS_WRONG,
                           "--epochs: --steps is given too; must be one of "
                           "them");
    return spec_load(document, view->epochs, &epochs_place, spec, error) &&
           (!metric || view->epochs != INTEGER_NULL || spec->steps_given ||
            spec_follow_metric(spec, &metric_place, error));
}

bool
arguments_override(const struct arguments *arguments, const struct view *view,
                   struct document *document, struct spec *spec,
                   struct error *error)
{
    return arguments_put(arguments, document, error) &&
           arguments_load(arguments, view, document, spec, error);
}

bool
arguments_spec(const struct arguments *arguments, const char *path,
               const struct view *view, struct document *document,
               struct spec *spec, struct error *error)
{
    const char *metric = option_value(arguments, OPTION_METRIC);

    *document = arguments_document(arguments);
    if (path && strcmp(path, "-") == 0 && metric_is_standard_input(metric))
        return error_plain(error, STATUS_WRONG,
                           "--metric: standard input is the spec already");
    return (!path ||
            document_read(document, path, (size_t)view->max_input, error)) &&
           arguments_override(arguments, view, document, spec, error);
}
