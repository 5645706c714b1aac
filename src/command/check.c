/* check.c -- lrsim check: are these specs right? */
#include <limits.h>
#include <string.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "simulate/check_gradient.h"
#include "simulate/simulation.h"
#include "tables/metric.h"

/* What was found out about all specs. */
struct findings {
    size_t warned;
    struct text gradients; /* a line for each spec, with --gradients */
    bool wrong;            /* one of these is not the function's */
};

/* A spec is right if all that can be known before a run is. */
static bool
check_one(const struct arguments *arguments, const char *path,
          struct findings *findings, struct error *error)
{
    struct warnings warnings = {.arena = arguments->arena};
    struct simulation simulation;
    struct document document;
    struct spec spec;
    bool right = load_spec(arguments, path, &document, &spec, error) &&
                 simulation_check(&simulation, &spec, arguments->arena, error);

    if (right)
        simulation_warn(&simulation, &warnings);
    if (warnings.failed)
        right = error_memory(error);
    if (right && !arguments->options.quiet)
        say_warnings(arguments, &warnings);
    findings->warned += warnings.count;
    if (right && arguments->options.gradients)
        right = check_gradients(&spec, &findings->gradients, &findings->wrong,
                                error);
    return right;
}

static enum status
check(const struct arguments *arguments, struct error *error)
{
    const char *metric = arguments->options.metric;
    struct findings findings = {.gradients = {.arena = arguments->arena}};
    size_t inputs = 0;

    for (size_t i = 0; i < arguments->operand_count; i++)
        inputs += strcmp(arguments->operands[i], "-") == 0;
    if (inputs > 1)
        error_plain(error, STATUS_WRONG,
                    "-: standard input can be read only once");
    else if (metric_is_standard_input(metric) && arguments->operand_count > 1)
        error_plain(error, STATUS_WRONG,
                    "--metric: standard input is read once, and there are "
                    "several specs");
    else if (arguments->operand_count == 0)
        check_one(arguments, NULL, &findings, error);
    if (error->status != STATUS_DONE)
        return error->status;
    for (size_t i = 0; i < arguments->operand_count; i++)
        if (!check_one(arguments, arguments->operands[i], &findings, error))
            return error->status;
    if (arguments->options.gradients &&
        write_text(&findings.gradients, arguments->arena, error))
        return error->status;
    return findings.wrong || (findings.warned > 0 && arguments->options.strict)
               ? STATUS_NEGATIVE
               : STATUS_DONE;
}

const struct command command_check = {
    .name = "check",
    .operands = "[SPEC.json...] [OPTIONS]",
    .summary = "validate specs and warn about what is legal but hardly "
               "intended",
    .notes =
        "Prints nothing where a spec is right. The first error ends it with "
        "exit status 2.",
    .example = "  lrsim check schedules/warmup_cosine.json --strict\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .run = check,
};
