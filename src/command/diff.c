/* diff.c -- lrsim diff: are two outputs equal, or a spec and a log? */
#include "diff/diff.h"

#include <string.h>

#include "cli/messages.h"

bool
difference_at(struct difference *difference, const struct diff_input *input,
              const struct csv_field *field)
{
    if (difference->found)
        return false;
    difference->found = true;
    difference->name = input->records.csv.input.name;
    difference->line = field->line;
    difference->column = field->column;
    return true;
}

static void
tell(const struct difference *difference, bool github, struct text *text)
{
    const struct text *message = &difference->message;
    const struct annotation annotation = {"error", difference->name,
                                          difference->line, difference->column,
                                          "diff"};

    if (github) {
        annotation_add(&annotation, message->bytes, message->used, text);
        return;
    }
    text_string(text, difference->name);
    text_format(text, ":%zu:%zu: ", difference->line, difference->column);
    text_add(text, message->bytes, message->used);
    text_string(text, "\n");
}

/* Options that have no meaning for what the two files are. */
static bool
check_options(const struct arguments *arguments,
              const struct diff_input inputs[2], struct error *error)
{
    bool spec = inputs[0].spec || inputs[1].spec;

    if (inputs[0].spec && inputs[1].spec)
        return error_plain(error, STATUS_WRONG,
                           "%s and %s are both specs: at least one must have "
                           "rows",
                           inputs[0].records.csv.input.name,
                           inputs[1].records.csv.input.name);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        bool of_spec = i == OPTION_diff_x || i == OPTION_diff_y ||
                       i == OPTION_set || i == OPTION_metric ||
                       i == OPTION_epochs || row->path;

        if (arguments->given[i].count > 0 && of_spec && !spec)
            return error_plain(error, STATUS_WRONG,
                               "--%s: needs a spec, and neither %s nor %s is "
                               "one",
                               row->name, inputs[0].records.csv.input.name,
                               inputs[1].records.csv.input.name);
    }
    if (spec && arguments->options.ignore)
        return error_plain(error, STATUS_WRONG,
                           "--ignore: has no meaning beside a spec; --y says "
                           "which column is compared");
    return true;
}

static bool
check_usage(const struct arguments *arguments, struct error *error)
{
    const char *const *paths = arguments->operands;

    if (arguments->operand_count < 2)
        return error_plain(error, STATUS_WRONG,
                           "diff: expected two files; usage: lrsim diff %s",
                           arguments->command->operands);
    if (strcmp(paths[0], "-") == 0 && strcmp(paths[1], "-") == 0)
        return error_plain(error, STATUS_WRONG,
                           "-: standard input can be read only once");
    return true;
}

static bool
compare(const struct arguments *arguments, const struct options *view,
        struct diff_input inputs[2], struct difference *difference,
        struct error *error)
{
    for (int i = 0; i < 2; i++)
        if (!diff_input_open(&inputs[i], arguments->operands[i], arguments,
                             view, error))
            return false;
    if (!check_options(arguments, inputs, error))
        return false;
    if (!inputs[0].spec && !inputs[1].spec)
        return diff_tables(arguments, view, inputs, difference, error);
    return inputs[0].spec ? diff_log(arguments, view, &inputs[0], &inputs[1],
                                     difference, error)
                          : diff_log(arguments, view, &inputs[1], &inputs[0],
                                     difference, error);
}

static enum status
diff(const struct arguments *arguments, struct error *error)
{
    struct difference difference = {.message = {.arena = arguments->arena}};
    struct text text = {.arena = arguments->arena};
    struct diff_input inputs[2] = {0};
    bool done =
        check_usage(arguments, error) &&
        compare(arguments, &arguments->options, inputs, &difference, error);
    enum status status = STATUS_NEGATIVE;

    diff_input_close(&inputs[0]);
    diff_input_close(&inputs[1]);
    if (!done)
        return error->status;
    if (!difference.found)
        return STATUS_DONE;
    tell(&difference, annotates(arguments), &text);
    if (!arguments->options.quiet)
        status = write_text(&text, arguments->arena, error);
    return status == STATUS_DONE ? STATUS_NEGATIVE : status;
}

const struct command command_diff = {
    .name = "diff",
    .operands = "A B [OPTIONS]",
    .summary = "compare two tables, or a spec with the rates that a training "
               "run logged",
    .notes =
        "Prints nothing where they are equal; otherwise the first difference, "
        "with exit status 1. A and B are CSV, TSV, JSON with rows, JSON lines "
        "or a Markdown table; one of them may be a spec: then each logged "
        "rate must be the spec's within its printed digits, 1e-9 of the value "
        "(--rtol) and 1e-12 of the highest rate (--atol), and where it is "
        "not, the likeliest explanation is named. A column --x whose name "
        "begins with epoch counts epochs.",
    .example = "  lrsim diff schedules/warmup_cosine.json log.csv --y lr\n",
    .operands_most = 2,
    .annotates = true,
    .run = diff,
};
