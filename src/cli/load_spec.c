/* load_spec.c -- operands and options to a spec_input, and to the spec. */
#include "cli/load_spec.h"

#include <string.h>

#include "base/text.h"
#include "optimizer/optimizer.h"
#include "schedule/schedule.h"
#include "simulate/families.h"
#include "cli/messages.h"
#include "tables/metric.h"

bool
load_operands(const struct arguments *arguments,
              const struct operand **operands, struct error *error)
{
    /* A rate alone needs no problem. */
    static const struct family *const rates[] = {&schedule_family,
                                                 &optimizer_family, NULL};
    bool rate = arguments->command == commands[COMMAND_schedule] ||
                arguments->command == commands[COMMAND_export];
    struct operand *made =
        arena_alloc(arguments->arena, arguments->operand_count, sizeof *made);

    *operands = made;
    return made ? operands_read(arguments->operands, arguments->operand_count,
                                rate ? rates : all_families, arguments->arena,
                                made, error)
                : error_memory(error);
}

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

/* The option --FAMILY. */
static enum option_id
node_option(const struct family *family)
{
    int id = 0;

    while (!option_rows[id].path ||
           strcmp(option_rows[id].path, family->name) != 0)
        id++;
    return (enum option_id)id;
}

/* Where --FAMILY may not be repeated, the text at `index` is alone. */
static bool
check_alone(const struct arguments *arguments, const struct operand *operands,
            size_t index, struct error *error)
{
    const struct operand *operand = &operands[index];
    enum option_id option = node_option(operand->family);

    if (option_repeats(&option_rows[option], arguments->command))
        return true;
    for (size_t i = 0; i < index; i++)
        if (operands[i].family == operand->family)
            return error_named(error, STATUS_WRONG, operand->name,
                               "is a second %s; `lrsim compare` compares them",
                               operand->family->name);
    return !option_given(arguments, option) ||
           error_named(error, STATUS_WRONG, operand->name,
                       "cannot be combined with --%s", operand->family->name);
}

/* The texts, then the options. */
static bool
collect_overrides(const struct arguments *arguments, struct spec_input *input,
                  struct error *error)
{
    const struct operand *operands;
    struct spec_override *overrides;
    size_t most = arguments->operand_count;

    for (int i = 0; i < OPTION_COUNT; i++)
        most += arguments->given[i].count;
    overrides = arena_alloc(arguments->arena, most, sizeof *overrides);
    if (!overrides)
        return error_memory(error);
    if (!load_operands(arguments, &operands, error))
        return false;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        if (!operands[i].family)
            continue;
        if (!check_alone(arguments, operands, i, error))
            return false;
        overrides[input->count++] =
            (struct spec_override){.kind = OVERRIDE_NODE,
                                   .flag = operands[i].name,
                                   .path = operands[i].family->name,
                                   .text = operands[i].word};
    }
    for (int i = 0; i < OPTION_COUNT; i++)
        add_overrides(arguments, (enum option_id)i, overrides, &input->count);
    input->overrides = overrides;
    return true;
}

/* Standard input may be one operand or the metric. */
static bool
check_standard_input(const struct arguments *arguments, struct error *error)
{
    size_t operands = 0;

    for (size_t i = 0; i < arguments->operand_count; i++)
        operands += strcmp(arguments->operands[i], "-") == 0;
    if (operands > 1)
        return error_plain(error, STATUS_WRONG,
                           "-: standard input can be read only once");
    return operands == 0 ||
           !metric_is_standard_input(arguments->options.metric) ||
           error_plain(error, STATUS_WRONG,
                       "--metric: standard input is already the spec");
}

static bool
read_metric(const struct arguments *arguments, struct spec_input *input,
            struct error *error)
{
    const char *metric = arguments->options.metric;
    struct file_kind kind;
    struct metric *values;

    if (!metric)
        return true;
    values = arena_alloc(arguments->arena, 1, sizeof *values);
    input->metric = values;
    if (!values)
        return error_memory(error);
    if (!file_kind_find(arguments->options.as, &kind, error) ||
        !metric_read(metric, &kind.form, arguments->arena, values, error))
        return false;
    if (!arguments->options.quiet)
        say_text(&values->notes);
    return true;
}

bool
load_overrides(const struct arguments *arguments, struct spec_input *input,
               struct error *error)
{
    *input = (struct spec_input){
        .limit = (size_t)arguments->options.max_input,
        .families = all_families,
        .epochs = arguments->options.epochs,
        .follow = arguments->command->follows,
    };
    if (option_given(arguments, OPTION_epochs) &&
        option_given(arguments, OPTION_steps))
        return error_plain(error, STATUS_WRONG,
                           "--epochs: cannot be combined with --steps");
    return check_standard_input(arguments, error) &&
           collect_overrides(arguments, input, error) &&
           read_metric(arguments, input, error);
}

/* An input each of the files, or one without a file, before any is read. */
static bool
list_inputs(const struct arguments *arguments, struct spec_input **inputs,
            size_t *count, struct error *error)
{
    size_t most = arguments->operand_count + 2;
    struct spec_input first, *all;

    if (!load_overrides(arguments, &first, error))
        return false;
    *inputs = all = arena_alloc(arguments->arena, most, sizeof *all);
    if (!all)
        return error_memory(error);
    all[0] = first;
    *count = 0;
    for (size_t i = 0; i < arguments->operand_count; i++)
        if (operand_is_file(arguments->operands[i])) {
            all[*count] = first;
            all[(*count)++].path = arguments->operands[i];
        }
    if (arguments->word_count > 0) {
        all[*count] = first;
        all[(*count)++].path = "--";
    }
    *count += *count == 0;
    return true;
}

/* Leaves out logs beside something else, which they gave their steps. */
static size_t
drop_logs(struct spec_input *inputs, size_t count)
{
    size_t left = 0;

    for (size_t i = 0; i < count; i++)
        if (!inputs[i].log)
            inputs[left++] = inputs[i];
    return left > 0 ? left : count;
}

bool
load_spec_inputs(const struct arguments *arguments,
                 const struct spec_input **inputs, size_t *count,
                 struct error *error)
{
    struct spec_input *all;

    if (!list_inputs(arguments, &all, count, error) ||
        !load_files(arguments, all, *count, error))
        return false;
    *count = drop_logs(all, *count);
    *inputs = all;
    return true;
}

bool
load_spec_input(const struct arguments *arguments, struct spec_input *input,
                struct error *error)
{
    struct spec_input *inputs;
    size_t count, specs = 0;

    if (!list_inputs(arguments, &inputs, &count, error))
        return false;
    for (size_t i = 0; count > 1 && i < count; i++)
        if (!operand_is_log(inputs[i].path, arguments->arena) && specs++ > 0)
            return error_named(error, STATUS_WRONG, quote(inputs[i].path).text,
                               "one file too many; usage: lrsim %s %s",
                               arguments->command->name,
                               arguments->command->operands);
    if (!load_files(arguments, inputs, count, error))
        return false;
    drop_logs(inputs, count);
    *input = inputs[0];
    return true;
}

bool
load_spec(const struct arguments *arguments, struct document *document,
          struct spec *spec, struct error *error)
{
    struct spec_input input;

    *document = (struct document){0};
    return load_spec_input(arguments, &input, error) &&
           spec_input_load(&input, arguments->arena, document, spec, error);
}
