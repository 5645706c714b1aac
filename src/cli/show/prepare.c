/* prepare.c -- what comes before a simulation: its spec, and which rows. */
#include <string.h>

#include "cli/load_spec.h"
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

/* --at T: row T alone. */
static bool
choose_row(const struct arguments *arguments, struct recorder *recorder,
           struct error *error)
{
    static const enum option_id others[] = {OPTION_from, OPTION_to,
                                            OPTION_every};
    long at = arguments->options.at;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (option_given(arguments, others[i]))
            return error_plain(error, STATUS_WRONG,
                               "--at: is one row, and --%s has no "
                               "meaning beside it",
                               option_rows[others[i]].name);
    recorder->from = recorder->to = at;
    return at >= recorder->first ||
           error_plain(error, STATUS_WRONG,
                       "--at: must be a row from start_step on, %ld, not "
                       "%ld",
                       recorder->first, at);
}

/* --from, --to and --every. */
static bool
choose_rows(const struct arguments *arguments, const struct spec *spec,
            struct recorder *recorder, struct error *error)
{
    const struct options *options = &arguments->options;
    long first = spec->start_step;

    recorder->every = options->every;
    recorder->first = recorder->from = first;
    recorder->to = options->to == INTEGER_NULL ? spec->steps : options->to;
    if (options->at != INTEGER_NULL)
        return choose_row(arguments, recorder, error);
    if (option_given(arguments, OPTION_from))
        recorder->from = options->from;
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
        !choose_rows(arguments, &run->spec, &run->recorder, error))
        return false;
    simulation->minibatch.every = arguments->options.eval_every;
    if (seeds != INTEGER_NULL &&
        !seeds_make(simulation, seeds, arguments->arena, error))
        return false;
    if (!choose_explanation(arguments, simulation, error))
        return false;
    run->warnings =
        (struct warnings){.arena = arguments->arena, .running = true};
    if (arguments->options.at == INTEGER_NULL)
        simulation_warn(simulation, &run->warnings);
    run->recorder.simulation = simulation;
    run->recorder.last = run->recorder.to;
    return true;
}

/* Options and operands that several schedules cannot have. */
static bool
check_several(const struct arguments *arguments, struct error *error)
{
    static const enum option_id of_one[] = {OPTION_explain, OPTION_expect,
                                            OPTION_summary, OPTION_until};
    const char *path = arguments_operand(arguments);

    for (size_t i = 0; i < sizeof of_one / sizeof *of_one; i++)
        if (option_given(arguments, of_one[i]))
            return error_plain(error, STATUS_WRONG,
                               "--%s: is about one schedule, not about %zu",
                               option_rows[of_one[i]].name,
                               arguments->options.schedule.count);
    return !path || strcmp(path, "-") != 0 ||
           error_plain(error, STATUS_WRONG,
                       "-: must be a file, since each schedule reads the spec");
}

/* What overrides the spec of one of several schedules. */
static bool
keep_schedule(struct spec_input *input, size_t number, struct arena *arena)
{
    struct spec_override *kept = arena_alloc(arena, input->count, sizeof *kept);
    size_t count = 0, schedule = 0;

    for (size_t i = 0; kept && i < input->count; i++) {
        const struct spec_override *override = &input->overrides[i];

        if (override->kind != OVERRIDE_NODE ||
            strcmp(override->path, "schedule") != 0 || schedule++ == number)
            kept[count++] = *override;
    }
    input->overrides = kept;
    input->count = count;
    return kept != NULL;
}

bool
show_prepare(struct show *show, struct error *error)
{
    const struct arguments *arguments = show->arguments;
    struct arena *arena = arguments->arena;
    size_t given = arguments->options.schedule.count;
    struct spec_input all;

    show->count = given > 1 ? given : 1;
    show->runs = show->model =
        arena_alloc(arena, show->count, sizeof *show->runs);
    if (!show->runs)
        return error_memory(error);
    if ((given > 1 && !check_several(arguments, error)) ||
        !load_spec_input(arguments, arguments_operand(arguments), &all, error))
        return false;
    for (size_t i = 0; i < show->count; i++) {
        struct spec_input input = all;

        if (given > 1 && !keep_schedule(&input, i, arena))
            return error_memory(error);
        if (!prepare_run(show, &input, &show->runs[i], error))
            return false;
    }
    /* Where one drives the momentum, the others lack its column. */
    for (size_t i = 0; i < given && !show->model->simulation.schedule->drives;
         i++)
        if (show->runs[i].simulation.schedule->drives)
            show->model = &show->runs[i];
    return true;
}
