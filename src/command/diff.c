/* diff.c -- lrsim diff: compares two tables, or a spec with a log. */
#include "diff/diff.h"

#include <limits.h>

#include "cli/diff_options.h"
#include "cli/messages.h"
#include "cli/progress.h"
#include "lib/operands.h"

static void
print_search(void *context, double done, double most)
{
    progress_show(context, "rows at most", 0, done, most);
}

/* Whether an option matters only where one of the files is a spec. */
static bool
needs_spec(enum option_id option)
{
    return option == OPTION_diff_x || option == OPTION_diff_y ||
           option == OPTION_offset || option == OPTION_set ||
           option == OPTION_metric || option == OPTION_epochs ||
           option_rows[option].path;
}

static bool
refuse_without_spec(const struct diff *diff, const char *what,
                    struct error *error)
{
    return error_named(error, STATUS_WRONG, what,
                       "needs a spec, and neither %s nor %s is one",
                       diff->inputs[0].records.csv.input.name,
                       diff->inputs[1].records.csv.input.name);
}

/* Options and texts that have no meaning for what the two files are. */
static bool
check_options(const struct arguments *arguments, const struct diff *diff,
              struct error *error)
{
    for (int i = 0; !diff->has_spec && i < OPTION_COUNT; i++)
        if (option_given(arguments, (enum option_id)i) &&
            needs_spec((enum option_id)i))
            return refuse_without_spec(diff, option_rows[i].flag, error);
    for (size_t i = 0; !diff->has_spec && i < arguments->operand_count; i++)
        if (!operand_is_file(arguments->operands[i]))
            return refuse_without_spec(diff, quote(arguments->operands[i]).text,
                                       error);
    return !diff->has_spec || !arguments->options.ignore ||
           error_plain(error, STATUS_WRONG,
                       "--ignore: cannot be used with a spec; --y says "
                       "which column is compared");
}

static enum status
print_difference(const struct arguments *arguments,
                 const struct difference *difference, struct error *error)
{
    const struct text *message = &difference->message;
    const struct annotation annotation = {"error", difference->name,
                                          difference->line, difference->column,
                                          "diff"};
    struct text text = {.arena = arguments->arena};

    if (arguments->options.quiet)
        return STATUS_DONE;
    if (annotates(arguments)) {
        annotation_add(&annotation, message->bytes, message->used, &text);
    } else {
        text_shown(&text, difference->name);
        text_format(&text, ":%zu:%zu: ", difference->line, difference->column);
        text_add(&text, message->bytes, message->used);
        text_string(&text, "\n");
    }
    return write_text(&text, arguments->arena, error);
}

static enum status
diff_command(const struct arguments *arguments, struct error *error)
{
    struct diff_request request;
    struct progress progress;
    struct diff diff = {.request = &request, .arena = arguments->arena};
    bool done = diff_options_read(arguments, &request, error);
    enum status status;

    progress_begin(&progress, arguments, "to start over", "");
    request.progress = progress.wanted ? print_search : NULL;
    request.progress_context = &progress;
    done = done && diff_open(&diff, error) &&
           check_options(arguments, &diff, error) && diff_compare(&diff, error);
    progress_clear(&progress);
    diff_close(&diff);
    if (!done)
        return error->status;
    if (!arguments->options.quiet)
        say_text(&diff.notes);
    if (!diff.difference.found)
        return STATUS_DONE;
    status = print_difference(arguments, &diff.difference, error);
    return status == STATUS_DONE ? STATUS_NEGATIVE : status;
}

const struct command command_diff = {
    .name = "diff",
    .operands = "A B [OPTIONS]",
    .summary = "compare two tables, or a spec with the rates that a training "
               "run logged",
    .notes =
        "Prints nothing where they are equal; otherwise the first difference, "
        "with exit status 1, which alone --quiet leaves. A and B are CSV, TSV, "
        "JSON with rows, JSON lines "
        "or a Markdown table; one of them may be a spec (`lrsim help run`): "
        "then each logged rate must be the spec's within the digits of its "
        "column, 1e-9 of the value (--rtol) and 1e-12 of the highest rate "
        "(--atol), and where it is not, the likeliest explanation is named. A "
        "column --x whose name begins with epoch counts epochs.",
    .example = "  lrsim diff schedules/warmup_cosine.json log.csv --y lr\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .follows = true,
    .run = diff_command,
};
