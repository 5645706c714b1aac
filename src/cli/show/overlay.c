/* overlay.c -- several schedules in one table or one picture. */
#include <string.h>

#include "cli/show/show.h"
#include "tables/metric.h"

/* The options that ask about one schedule. */
static const enum option_id of_one[] = {OPTION_explain, OPTION_expect,
                                        OPTION_summary, OPTION_until};

static bool
check_options(const struct arguments *arguments, struct error *error)
{
    for (size_t i = 0; i < sizeof of_one / sizeof *of_one; i++)
        if (option_given(arguments, of_one[i]))
            return error_plain(error, STATUS_WRONG,
                               "--%s: is about one schedule, not about %zu",
                               option_rows[of_one[i]].name,
                               arguments->options.schedule.count);
    return arguments->operand_count == 0 ||
           strcmp(arguments->operands[0], "-") != 0 ||
           error_plain(error, STATUS_WRONG,
                       "-: must be a file, since each schedule reads the spec");
}

/* One job for each, with arguments that have only its schedule. */
static bool
prepare_all(struct job *jobs, struct arguments *copies,
            const struct arguments *arguments, struct error *error)
{
    const struct given *given = &arguments->options.schedule;

    for (size_t i = 0; i < given->count; i++) {
        copies[i] = *arguments;
        copies[i].given[OPTION_schedule] = (struct given){1, &given->values[i]};
        jobs[i] = (struct job){
            .arguments = &copies[i],
            .number = (double)i,
            .quiet = true,
            .warnings = {.arena = arguments->arena, .running = true},
            .count = given->count,
            .all = jobs};
        if (!job_prepare(&jobs[i], error))
            return false;
    }
    return true;
}

/* The one that drives the momentum, if any does, has all columns. */
static struct job *
fullest(struct job *jobs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (jobs[i].simulation.schedule->drives)
            return &jobs[i];
    return jobs;
}

/* The rows of all, one after the other, to the outputs of one. */
static bool
carry_out(struct job *leader, struct error *error)
{
    struct recorder *outputs = &leader->recorder;

    for (size_t i = 0; i < leader->count; i++) {
        struct recorder recorder = leader->all[i].recorder;

        recorder.count = outputs->count;
        recorder.sinks = outputs->sinks;
        for (size_t s = 0; s < outputs->count; s++)
            outputs->sinks[s]->columns.values = outputs->sinks[s]->runs[i];
        recorder_run(&recorder);
    }
    return recorder_finish(outputs, error);
}

enum status
schedules_command(const struct arguments *arguments, struct error *error)
{
    size_t count = arguments->options.schedule.count;
    struct arena *arena = arguments->arena;
    struct job *jobs = arena_alloc(arena, count, sizeof *jobs), *leader = jobs;
    struct arguments *copies = arena_alloc(arena, count, sizeof *copies);
    bool done;

    if (!jobs || !copies) {
        error_memory(error);
        return error->status;
    }
    done = check_options(arguments, error) &&
           prepare_all(jobs, copies, arguments, error);
    if (done) {
        leader = fullest(jobs, count);
        leader->arguments = arguments;
        done = job_prepare_outputs(leader, error) && carry_out(leader, error);
    }
    for (size_t i = 0; done && i < leader->recorder.count; i++)
        look_say_remark(arguments, &leader->recorder.sinks[i]->output);
    recorder_discard(&leader->recorder);
    return error->status;
}
