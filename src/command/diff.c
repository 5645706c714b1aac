/* diff.c -- lrsim diff: compares two tables, or a spec with a log. */
#include "diff/diff.h"

#include <limits.h>
#include <string.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "cli/progress.h"
#include "syntax/csv.h"

/* The names of --ignore. */
static bool
list_ignored(const struct arguments *arguments, struct diff_request *request,
             struct error *error)
{
    const char *list = arguments->options.ignore;
    const char **names;
    size_t most = 1;
    char *name;

    if (!list)
        return true;
    for (const char *at = list; *at; at++)
        most += *at == ',';
    names = arena_alloc(arguments->arena, most, sizeof *names);
    if (!names)
        return error_memory(error);
    request->ignore = names;
    for (;; list++) {
        if (!csv_list_name(&list, "--ignore", arguments->arena, &name, error))
            return false;
        names[request->ignore_count++] = name;
        if (!*list)
            return true;
    }
}

/* The files among the operands: two, or a log and what makes a spec. */
static bool
take_files(const struct arguments *arguments, struct diff_request *request,
           struct error *error)
{
    size_t count = 0;

    for (size_t i = 0; i < arguments->operand_count; i++) {
        const char *word = arguments->operands[i];

        if (!operand_is_file(word))
            continue;
        if (count == 2)
            return error_named(error, STATUS_WRONG, quote(word).text,
                               "one file too many; usage: lrsim diff %s",
                               arguments->command->operands);
        request->paths[count++] = word;
    }
    return count == 2 ||
           (count == 1 &&
            (request->spec.count > 0 || arguments->word_count > 0)) ||
           error_plain(error, STATUS_WRONG,
                       "diff: expected two files, or a log and a schedule; "
                       "usage: lrsim diff %s",
                       arguments->command->operands);
}

/* Reads what is another system's configuration, with the log beside it. */
static bool
take_configuration(const struct arguments *arguments,
                   struct diff_request *request, struct error *error)
{
    struct spec_input inputs[2] = {request->spec, request->spec};
    size_t count = 1;

    for (size_t i = 0; i < 2; i++) {
        const char *path = request->paths[i];

        request->configured[i] =
            path && !(i == 1 && request->configured[0]) &&
            (arguments->options.as
                 ? !operand_is_log(path, arguments->arena)
                 : operand_is_configuration(path, arguments->arena));
        if (request->configured[i])
            inputs[0].path = path;
    }
    if (!inputs[0].path && arguments->word_count > 0)
        inputs[0].path = "--";
    if (!inputs[0].path)
        return true;
    for (size_t i = 0; i < 2; i++)
        if (request->paths[i] && !request->configured[i] &&
            operand_is_log(request->paths[i], arguments->arena))
            inputs[count++].path = request->paths[i];
    if (!load_files(arguments, inputs, count < 2 ? count : 2, error))
        return false;
    request->spec.root = inputs[0].root;
    return true;
}

static void
print_search(void *context, double done, double most)
{
    progress_show(context, "rows at most", 0, done, most);
}

static bool
make_request(const struct arguments *arguments, struct progress *progress,
             struct diff_request *request, struct error *error)
{
    const struct options *options = &arguments->options;

    progress_begin(progress, arguments, "to start over", "");
    *request = (struct diff_request){
        .progress = progress->wanted ? print_search : NULL,
        .progress_context = progress,
        .x = options->diff_x,
        .y = options->diff_y,
        .offset = options->offset,
        .log_limit = option_given(arguments, OPTION_max_input)
                         ? (size_t)options->max_input
                         : 0,
        .rtol = options->rtol,
        .atol = options->atol,
    };
    return load_overrides(arguments, &request->spec, error) &&
           take_files(arguments, request, error) &&
           take_configuration(arguments, request, error) &&
           list_ignored(arguments, request, error);
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
    bool done = make_request(arguments, &progress, &request, error) &&
                diff_open(&diff, error) &&
                check_options(arguments, &diff, error) &&
                diff_compare(&diff, error);
    enum status status;

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
