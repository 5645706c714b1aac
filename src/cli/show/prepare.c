/* prepare.c -- what comes before a simulation: its spec, and which rows. */
#include "cli/show/curves.h"
#include "cli/show/show.h"
#include "simulate/seeds.h"
#include "spec/print.h"

static bool
row_error(const char *flag, const char *what, long least, long most, long found,
          struct error *error)
{
    return error_plain(error, STATUS_WRONG,
                       "--%s: must be %s %ld to %ld, not "
                       "%ld",
                       flag, what, least, most, found);
}

/* A schedule without a closed form counts to so many rows in seconds. */
static const long COUNTED_MOST = 100000000;

/* --at T: row T alone. */
static bool
choose_row(const struct arguments *arguments, const struct spec *spec,
           const struct schedule_root *root, struct recorder *recorder,
           struct error *error)
{
    static const enum option_id others[] = {OPTION_from, OPTION_to,
                                            OPTION_every};
    long at;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (option_given(arguments, others[i]))
            return error_plain(error, STATUS_WRONG,
                               "--at: is one row, and --%s has no "
                               "meaning beside it",
                               option_rows[others[i]].name);
    if (!step_count_read(&arguments->options.at, &spec->span, arguments->arena,
                         &at, error))
        return false;
    recorder->from = recorder->to = at;
    if (at > COUNTED_MOST && root && !root->top.closed_form)
        return error_plain(error, STATUS_LIMIT,
                           "--at: must be at most %ld, since this schedule is "
                           "counted row by row, not %ld",
                           COUNTED_MOST, at);
    return at >= recorder->first ||
           error_plain(error, STATUS_WRONG,
                       "--at: must be a row from start_step on, %ld, not "
                       "%ld",
                       recorder->first, at);
}

/* --from, --to and --every. */
static bool
choose_rows(const struct arguments *arguments, const struct spec *spec,
            const struct schedule_root *root, struct recorder *recorder,
            struct error *error)
{
    const struct options *options = &arguments->options;
    struct arena *arena = arguments->arena;
    long first = spec->start_step;

    recorder->first = first;
    if (options->at.text)
        return choose_row(arguments, spec, root, recorder, error);
    if (!step_count_read(&options->every, &spec->span, arena, &recorder->every,
                         error) ||
        !step_count_read(&options->from, &spec->span, arena, &recorder->from,
                         error) ||
        !step_count_read(&options->to, &spec->span, arena, &recorder->to,
                         error))
        return false;
    if (!options->to.text)
        recorder->to = spec->steps;
    if (!options->from.text)
        recorder->from = first;
    if (recorder->to < first || recorder->to > spec->steps)
        return row_error("to", "a row,", first, spec->steps, recorder->to,
                         error);
    return (recorder->from >= first && recorder->from <= recorder->to) ||
           row_error("from", "a row that is shown,", first, recorder->to,
                     recorder->from, error);
}

static bool
choose_explanation(const struct arguments *arguments,
                   struct simulation *simulation, struct error *error)
{
    const struct schedule_root *schedule = simulation->schedule;

    if (!arguments->options.explain)
        return true;
    if (simulation->seeds)
        return error_plain(error, STATUS_WRONG,
                           "--explain: is about one run, and has no meaning "
                           "beside --seeds");
    simulation->explains = true;
    return (schedule && schedule->uses_metric) ||
           error_plain(error, STATUS_WRONG,
                       "--explain: must have a schedule with a plateau");
}

static bool
choose_expectation(const struct arguments *arguments,
                   struct simulation *simulation, struct error *error)
{
    if (!arguments->options.expected)
        return true;
    if (simulation->seeds)
        return error_plain(error, STATUS_WRONG,
                           "--expected: needs no seeds, and cannot be "
                           "combined with --seeds");
    return expected_make(simulation, arguments->arena, error);
}

static bool
prepare_run(const struct show *show, const struct spec_input *input,
            struct shown_run *run, struct error *error)
{
    const struct arguments *arguments = show->arguments;
    struct simulation *simulation = &run->simulation;
    long seeds = arguments->options.seeds;

    if (!spec_input_load(input, arguments->arena, &run->document, &run->spec,
                         error) ||
        !simulation_make(simulation, &run->spec, show->run, arguments->arena,
                         error) ||
        !choose_rows(arguments, &run->spec, simulation->schedule,
                     &run->recorder, error))
        return false;
    if (!step_count_read(&arguments->options.eval_every, &run->spec.span,
                         arguments->arena, &simulation->minibatch.every, error))
        return false;
    if (seeds != INTEGER_NULL &&
        !seeds_make(simulation, seeds, arguments->arena, error))
        return false;
    if (!choose_explanation(arguments, simulation, error) ||
        !choose_expectation(arguments, simulation, error))
        return false;
    run->warnings =
        (struct warnings){.arena = arguments->arena, .scope = WARNINGS_OF_RUN};
    if (!arguments->options.at.text && !arguments->options.until &&
        !arguments->options.quiet)
        simulation_warn(simulation, &run->warnings);
    if (run->warnings.failed)
        return error_memory(error);
    run->recorder.simulation = simulation;
    run->recorder.last = run->recorder.to;
    return true;
}

/* Options that several schedules cannot have. */
static bool
check_several(const struct show *show, struct error *error)
{
    static const enum option_id of_one[] = {OPTION_explain, OPTION_expect,
                                            OPTION_summary, OPTION_until};

    for (size_t i = 0; i < sizeof of_one / sizeof *of_one; i++)
        if (option_given(show->arguments, of_one[i]))
            return error_plain(error, STATUS_WRONG,
                               "--%s: is about one schedule, not about %zu",
                               option_rows[of_one[i]].name, show->count);
    return true;
}

/* The columns of rates and momentum. */
static size_t
rate_columns(const struct shown_run *run)
{
    size_t groups = run->simulation.groups.count;

    return groups + (drivers_have_momentum(&run->simulation) ? groups : 0);
}

bool
show_prepare(struct show *show, struct error *error)
{
    struct spec_input input;
    struct curves curves = {.count = 1, .inputs = &input};

    if (show->run ? !load_spec_input(show->arguments, &input, error)
                  : !curves_make(&curves, show->arguments, error))
        return false;
    show->count = curves.count;
    show->names = curves.names;
    show->runs = show->model =
        arena_alloc(show->arguments->arena, show->count, sizeof *show->runs);
    if (!show->runs)
        return error_memory(error);
    if (show->count > 1 && !check_several(show, error))
        return false;
    for (size_t i = 0; i < show->count; i++)
        if (!prepare_run(show, &curves.inputs[i], &show->runs[i], error))
            return false;
    /* Where one has more groups or drives the momentum, the others lack its
     * columns. */
    for (size_t i = 1; i < show->count; i++)
        if (rate_columns(&show->runs[i]) > rate_columns(show->model))
            show->model = &show->runs[i];
    return true;
}
