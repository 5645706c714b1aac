/* check.c -- lrsim check: are these specs right? */
#include <limits.h>
#include <string.h>

#include "command/command.h"
#include "simulate/check_gradient.h"
#include "simulate/simulation.h"

/* What was found out about all specs. */
struct findings {
    size_t warned;
    struct text gradients; /* a line for each spec, with --gradients */
    bool wrong;            /* one of these is not the function's */
};

/* A spec is right if all that can be known before a run is. */
static bool
check_one(const struct arguments *arguments, const char *path,
          const struct view *view, struct findings *findings,
          struct error *error)
{
    struct warnings warnings = {.arena = arguments->arena};
    struct simulation simulation;
    struct document document;
    struct spec spec;
    bool right =
        arguments_spec(arguments, path, view, &document, &spec, error) &&
        simulation_check(&simulation, &spec, arguments->arena, error);

    if (right)
        simulation_warn(&simulation, &warnings);
    if (warnings.failed)
        right = error_memory(error);
    if (right && !option_value(arguments, OPTION_QUIET))
        say_warnings(arguments, &warnings);
    findings->warned += warnings.count;
    if (right && option_value(arguments, OPTION_GRADIENTS))
        right = check_gradients(&spec, &findings->gradients, &findings->wrong,
                                error);
    return right;
}

static enum status
check(const struct arguments *arguments, struct error *error)
{
    struct view view;
    const char *metric = option_value(arguments, OPTION_METRIC);
    struct findings findings = {.gradients = {.arena = arguments->arena}};
    size_t inputs = 0;

    if (!check_format(arguments, error) ||
        !arguments_view(arguments, &view, error))
        return error->status;
    for (size_t i = 0; i < arguments->operand_count; i++)
        inputs += strcmp(arguments->operands[i], "-") == 0;
    if (inputs > 1)
        error_plain(error, STATUS_WRONG, "-: is given twice");
    else if (metric_is_standard_input(metric) && arguments->operand_count > 1)
        error_plain(error, STATUS_WRONG,
                    "--metric: standard input is read once, and there are "
                    "several specs");
    else if (arguments->operand_count == 0)
        check_one(arguments, NULL, &view, &findings, error);
    if (error->status != STATUS_DONE)
        return error->status;
    for (size_t i = 0; i < arguments->operand_count; i++)
        if (!check_one(arguments, arguments->operands[i], &view, &findings,
                       error))
            return error->status;
    if (option_value(arguments, OPTION_GRADIENTS) &&
        write_text(&findings.gradients, arguments->arena, error))
        return error->status;
    return findings.wrong || (findings.warned > 0 &&
                              option_value(arguments, OPTION_STRICT))
               ? STATUS_NEGATIVE
               : STATUS_DONE;
}

const struct command command_check = {
    .name = "check",
    .operands = "[SPEC.json...] [OPTIONS]",
    .summary = "say nothing if specs are right and meant; else warn, or the "
               "first error and exit status 2",
    .operands_most = INT_MAX,
    .annotates = true,
    .run = check,
};
