/* spec.c -- lrsim spec: the canonical JSON of what the arguments amount to; of
 * a log, the schedule whose rates it has. */
#include <limits.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "cli/progress.h"
#include "spec/print.h"
#include "training/recognise.h"

static void
show_search(void *context, double done, double most)
{
    progress_show(context, "tries at most", 0, done, most);
}

/* Puts what is recognised in the place of the log. */
static bool
recognise_log(const struct arguments *arguments, struct spec_input *input,
              bool *exact, struct error *error)
{
    const struct logged_request request = {.y = arguments->options.diff_y,
                                           .offset = arguments->options.offset};
    struct source *source = arena_alloc(arguments->arena, 1, sizeof *source);
    struct logged_rates logged;
    struct recognition recognition;
    struct progress progress;
    bool done;

    if (!source)
        return error_memory(error);
    if (!logged_rates_take(&logged, input->log, &request, error))
        return false;
    progress_begin(&progress, arguments, "to start over", "");
    logged.progress = progress.wanted ? show_search : NULL;
    logged.progress_context = &progress;
    done = recognise(&logged, &recognition, error);
    progress_clear(&progress);
    if (!done)
        return false;
    *source = (struct source){.name = input->log->name,
                              .text = recognition.spec.bytes,
                              .length = recognition.spec.used,
                              .composed = true};
    input->source = source;
    *exact = recognition.exact;
    if (!arguments->options.quiet) {
        say_text(&input->log->notes);
        say_text(&recognition.notes);
    }
    return true;
}

/* What only a log has a use for. */
static bool
check_options(const struct arguments *arguments, struct error *error)
{
    static const enum option_id ids[] = {OPTION_diff_x, OPTION_diff_y,
                                         OPTION_offset, OPTION_strict};

    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (option_given(arguments, ids[i]))
            return error_named(error, STATUS_WRONG, option_rows[ids[i]].flag,
                               "needs a log");
    return true;
}

static enum status
print_spec(const struct arguments *arguments, struct error *error)
{
    struct text text = {.arena = arguments->arena};
    struct spec_input input;
    struct document document = {0};
    struct spec spec;
    enum status status;
    bool exact = true;

    if (!load_spec_input(arguments, &input, error) ||
        !(input.log ? recognise_log(arguments, &input, &exact, error)
                    : check_options(arguments, error)) ||
        !spec_input_load(&input, arguments->arena, &document, &spec, error))
        return error->status;
    spec_print(&spec, &text);
    status = write_text(&text, arguments->arena, error);
    return status == STATUS_DONE && !exact && arguments->options.strict
               ? STATUS_NEGATIVE
               : status;
}

const struct command command_spec = {
    .name = "spec",
    .operands = "[SPEC...|LOG] [OPTIONS]",
    .summary = "print the full spec that the arguments amount to, defaults "
               "filled in, or the one whose rates a log has",
    .notes =
        "Of a log it finds the schedule, its lengths, the base rate and which "
        "update the log's steps show (--offset), exact within the digits of "
        "the column, and says so on standard error. Where no schedule has "
        "these rates it prints a line through them; --strict makes that exit "
        "status 1.",
    .example = "  lrsim spec 'warmup(500) -> cosine_annealing(9500)' -n 10000\n"
               "  lrsim spec trainer_state.json\n",
    .operands_most = INT_MAX,
    .follows = true,
    .run = print_spec,
};
