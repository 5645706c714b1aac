/* check.c -- lrsim check: validates specs without running them. */
#include <limits.h>
#include <math.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "cli/progress.h"
#include "simulate/check_gradient.h"
#include "simulate/recorder.h"
#include "simulate/simulation.h"

/* What all specs together amount to. */
struct check_result {
    size_t warnings;
    struct text gradients; /* a line for each spec, with --gradients */
    bool disagrees;        /* a gradient disagrees with its differences */
    enum status status;    /* of printing warnings */
    struct progress progress;
    long steps; /* of the spec that is judged now */
};

static void
show_check_rows(void *context, long t)
{
    struct check_result *result = context;

    progress_show(&result->progress, "rows", 0, (double)t,
                  (double)result->steps);
}

static void
show_check_points(void *context, long done, long all)
{
    struct check_result *result = context;

    progress_show(&result->progress, "points", 0, (double)done, (double)all);
}

/* Whether the expectations hold for the rates. */
static bool
check_expectations(const struct arguments *arguments, const struct spec *spec,
                   struct check_result *result, struct error *error)
{
    const struct given *expect = &arguments->options.expect;
    struct simulation simulation;
    struct statistics statistics;
    struct expectations expectations;
    struct recorder recorder = {.simulation = &simulation,
                                .first = spec->start_step,
                                .from = spec->start_step,
                                .to = spec->steps,
                                .last = spec->steps,
                                .every = 1,
                                .statistics = &statistics};

    if (result->progress.wanted)
        recorder.progress =
            (struct row_progress){.call = show_check_rows, .context = result};

    if (!simulation_make(&simulation, spec, false, arguments->arena, error))
        return false;
    statistics_begin(&statistics, &simulation, NAN, arguments->arena);
    if (!expectations_parse(&expectations, &statistics.expect_stats,
                            expect->count, expect->values, error))
        return false;
    recorder_run(&recorder);
    progress_clear(&result->progress);
    return expectations_hold(arguments, &expectations, error);
}

/* Everything that can be known before a run. */
static bool
check_spec(const struct arguments *arguments, const struct spec_input *input,
           struct check_result *result, struct error *error)
{
    struct warnings warnings = {.arena = arguments->arena};
    struct gradient_progress points = {.context = result};
    struct simulation simulation;
    struct document document;
    struct spec spec;
    bool holds;

    if (!spec_input_load(input, arguments->arena, &document, &spec, error) ||
        !simulation_check(&simulation, &spec, arguments->arena, error))
        return false;
    result->steps = spec.steps;
    points.call = result->progress.wanted ? show_check_points : NULL;
    holds = !option_given(arguments, OPTION_expect) ||
            check_expectations(arguments, &spec, result, error);
    if (!holds && error->status != STATUS_NEGATIVE)
        return false;
    if (input->warnings)
        warnings = *input->warnings;
    simulation_warn(&simulation, &warnings);
    if (warnings.failed)
        return error_memory(error);
    if (!arguments->options.quiet &&
        say_warnings(arguments, &warnings) != STATUS_DONE)
        result->status = STATUS_OUTPUT;
    result->warnings += warnings.count;
    return holds && (!arguments->options.gradients ||
                     check_gradients(&spec, &points, &result->gradients,
                                     &result->disagrees, error));
}

static enum status
check_specs(const struct arguments *arguments, struct error *error)
{
    struct check_result result = {.gradients = {.arena = arguments->arena}};
    const struct spec_input *inputs;
    size_t count;

    if (!load_spec_inputs(arguments, &inputs, &count, error))
        return error->status;
    progress_begin(&result.progress, arguments, "to start over", "");
    for (size_t i = 0; i < count && !error->status; i++) {
        check_spec(arguments, &inputs[i], &result, error);
        progress_clear(&result.progress);
    }
    if (error->status)
        return error->status;
    if (arguments->options.gradients &&
        write_text(&result.gradients, arguments->arena, error))
        return error->status;
    if (result.status)
        return result.status;
    return result.disagrees ||
                   (result.warnings > 0 && arguments->options.strict)
               ? STATUS_NEGATIVE
               : STATUS_DONE;
}

const struct command command_check = {
    .name = "check",
    .operands = "[SPEC...] [OPTIONS]",
    .summary = "validate specs and warn about what is legal but hardly "
               "intended",
    .notes =
        "Prints nothing if all specs are valid. Stops at the first error, with "
        "exit status 2. Warnings are in order, the worst first, and have the "
        "share of the run; run and schedule print those that concern more than "
        "a tenth of the updates of 50 or more. --expect judges the rates of "
        "the schedule.",
    .example = "  lrsim check schedules/warmup_cosine.json --strict\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .follows = true,
    .run = check_specs,
};
