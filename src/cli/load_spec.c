/* load_spec.c -- options to a spec_input, and to the spec. */
#include "cli/load_spec.h"

#include <string.h>

#include "tables/metric.h"
#include "simulate/families.h"

/* What an option overrides, each of its values. */
static void
add_overrides(const struct arguments *arguments, enum option_id id,
              struct spec_override *overrides, size_t *count)
{
    const struct option_row *row = &option_rows[id];
    const struct given *given = &arguments->given[id];
    enum override_kind kind = row->kind == OPTION_KIND_NODE   ? OVERRIDE_NODE
                              : row->kind == OPTION_KIND_LIST ? OVERRIDE_LIST
                              : id == OPTION_set              ? OVERRIDE_SET
                                                              : OVERRIDE_VALUE;

    if (!row->path && id != OPTION_set)
        return;
    for (size_t i = 0; i < given->count; i++)
        overrides[(*count)++] = (struct spec_override){
            .kind = kind,
            .flag = row->flag,
            .path = row->path,
            .text = given->values[i],
        };
}

static bool
collect_overrides(const struct arguments *arguments, struct spec_input *input,
                  struct error *error)
{
    struct spec_override *overrides;
    size_t most = 0;

    for (int i = 0; i < OPTION_COUNT; i++)
        most += arguments->given[i].count;
    overrides = arena_alloc(arguments->arena, most, sizeof *overrides);
    if (!overrides)
        return error_memory(error);
    for (int i = 0; i < OPTION_COUNT; i++)
        add_overrides(arguments, (enum option_id)i, overrides, &input->count);
    input->overrides = overrides;
    return true;
}

static bool
read_metric(const struct arguments *arguments, const char *path,
            struct spec_input *input, struct error *error)
{
    const char *metric = arguments->options.metric;
    struct metric *values;

    if (!metric)
        return true;
    if (path && strcmp(path, "-") == 0 && metric_is_standard_input(metric))
        return error_plain(error, STATUS_WRONG,
                           "--metric: standard input is already the spec");
    values = arena_alloc(arguments->arena, 1, sizeof *values);
    input->metric = values;
    return values ? metric_read(metric, arguments->arena, values, error)
                  : error_memory(error);
}

bool
load_spec_input(const struct arguments *arguments, const char *path,
                struct spec_input *input, struct error *error)
{
    *input = (struct spec_input){
        .path = path,
        .limit = (size_t)arguments->options.max_input,
        .families = all_families,
        .epochs = arguments->options.epochs,
    };
    if (option_given(arguments, OPTION_epochs) &&
        option_given(arguments, OPTION_steps))
        return error_plain(error, STATUS_WRONG,
                           "--epochs: cannot be combined with --steps");
    return read_metric(arguments, path, input, error) &&
           collect_overrides(arguments, input, error);
}

/* Standard input may be one operand or the metric. */
static bool
check_standard_input(const struct arguments *arguments, struct error *error)
{
    size_t readers = metric_is_standard_input(arguments->options.metric);

    for (size_t i = 0; i < arguments->operand_count; i++)
        readers += strcmp(arguments->operands[i], "-") == 0;
    return readers < 2 || error_plain(error, STATUS_WRONG,
                                      "-: standard input can be read only "
                                      "once");
}

bool
load_spec_inputs(const struct arguments *arguments,
                 const struct spec_input **inputs, size_t *count,
                 struct error *error)
{
    size_t operands = arguments->operand_count;
    struct spec_input first, *all;

    if (!check_standard_input(arguments, error) ||
        !load_spec_input(arguments, NULL, &first, error))
        return false;
    *count = operands > 0 ? operands : 1;
    *inputs = all = arena_alloc(arguments->arena, *count, sizeof *all);
    if (!all)
        return error_memory(error);
    for (size_t i = 0; i < *count; i++) {
        all[i] = first;
        all[i].path = arguments->operands[i];
    }
    return true;
}

bool
load_spec(const struct arguments *arguments, const char *path,
          struct document *document, struct spec *spec, struct error *error)
{
    struct spec_input input;

    *document = (struct document){0};
    return load_spec_input(arguments, path, &input, error) &&
           spec_input_load(&input, arguments->arena, document, spec, error);
}
