/* prepare.c -- what comes before a simulation: its spec, rows and outputs. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/show/show.h"
#include "cli/show/summary.h"
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

/* Which rows: --from, --to and --every, or --at. */
static bool
choose_rows(struct job *job, struct error *error)
{
    struct recorder *recorder = &job->recorder;
    const struct options *view = &job->arguments->options;
    long steps = job->spec.steps, first = job->spec.start_step;
    bool given = option_given(job->arguments, OPTION_from);

    recorder->every = view->every;
    recorder->first = first;
    recorder->from = given ? view->from : first;
    recorder->to = view->to == INTEGER_NULL ? steps : view->to;
    if (view->at != INTEGER_NULL) {
        static const enum option_id others[] = {OPTION_from, OPTION_to,
                                                OPTION_every};

        for (size_t i = 0; i < 3; i++)
            if (option_given(job->arguments, others[i]))
                return error_plain(error, STATUS_WRONG,
                                   "--at: is one row, and --%s has no "
                                   "meaning beside it",
                                   option_rows[others[i]].name);
        recorder->from = recorder->to = view->at;
        return view->at >= first ||
               error_plain(error, STATUS_WRONG,
                           "--at: must be a row from start_step on, %ld, not "
                           "%ld",
                           first, view->at);
    }
    if (recorder->to < first || recorder->to > steps)
        return row_error("to", "a row,", first, steps, recorder->to, error);
    return (recorder->from >= first && recorder->from <= recorder->to) ||
           row_error("from", "a row that is shown,", first, recorder->to,
                     recorder->from, error);
}

static bool
parse_expectations(struct job *job, struct error *error)
{
    const struct given *given = &job->arguments->options.expect;

    job->expectation_count = given->count;
    job->expectations = arena_alloc(job->arguments->arena, given->count,
                                    sizeof *job->expectations);
    if (!job->expectations)
        return error_memory(error);
    for (size_t i = 0; i < given->count; i++)
        if (!expect_parse(&job->expectations[i], given->values[i],
                          &job->statistics.expect_stats, error))
            return false;
    return true;
}

static bool
parse_until(struct job *job, struct error *error)
{
    const char *text = job->arguments->options.until;

    return !text || until_parse(&job->recorder.until, text, &job->simulation,
                                job->arguments->arena, error);
}

static bool
choose_explanation(struct job *job, struct error *error)
{
    const struct schedule *schedule = job->simulation.schedule;

    if (!job->arguments->options.explain)
        return true;
    if (job->simulation.seeds)
        return error_plain(error, STATUS_WRONG,
                           "--explain: is about one run, and has no meaning "
                           "beside --seeds");
    job->simulation.explains = true;
    return (schedule && schedule->hears) ||
           error_plain(error, STATUS_WRONG,
                       "--explain: must have a schedule with a plateau");
}

/* --terminal, or a person who looks on. */
static bool
choose_terminal(struct job *job, struct error *error)
{
    static const enum option_id others[] = {OPTION_output, OPTION_format,
                                            OPTION_columns, OPTION_explain};
    bool asked = job->arguments->options.terminal;

    for (size_t i = 0; asked && i < 4; i++)
        if (option_given(job->arguments, others[i]))
            return error_plain(error, STATUS_WRONG,
                               "--terminal: draws on standard output, and --%s "
                               "has no meaning beside it",
                               option_rows[others[i]].name);
    job->terminal = job->arguments->options.at == INTEGER_NULL &&
                    look_at_terminal(job->arguments, &job->hint);
    return true;
}

/* Whether an output tells the summary. */
static bool
writes_page(const struct job *job)
{
    const struct given *files = &job->arguments->options.output;
    const char *format = job->arguments->options.format;

    for (size_t i = 0; i < files->count; i++) {
        const struct format *found = format_of_file(files->values[i]);

        if (found && strcmp(found->name, "html") == 0)
            return true;
    }
    return format && strcmp(format, "html") == 0;
}

static void
tell_summary(void *context,
             void (*add)(void *page, const char *name, const char *value),
             void *page)
{
    struct job *job = context;

    summary_rows(&job->statistics, add, page);
}

/* What pages say besides their picture. */
static void
set_report(struct job *job)
{
    struct text text = {.arena = job->arguments->arena};

    job->report = (struct report){.context = job, .summary = tell_summary};
    if (!writes_page(job))
        return;
    spec_print(&job->spec, &text);
    job->report.spec = text_end(&text);
}

bool
job_prepare(struct job *job, struct error *error)
{
    const struct arguments *arguments = job->arguments;
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;

    if (!load_spec(arguments, path, &job->document, &job->spec, error) ||
        !simulation_make(&job->simulation, &job->spec, job->run,
                         arguments->arena, error) ||
        !choose_rows(job, error))
        return false;
    job->simulation.minibatch.every = job->arguments->options.eval_every;
    if (job->arguments->options.seeds != INTEGER_NULL &&
        !seeds_make(&job->simulation, job->arguments->options.seeds,
                    arguments->arena, error))
        return false;
    if (!choose_explanation(job, error))
        return false;
    if (job->arguments->options.at == INTEGER_NULL)
        simulation_warn(&job->simulation, &job->warnings);
    job->recorder.simulation = &job->simulation;
    job->recorder.last = job->recorder.to;
    return true;
}

/* Statistics are over all rows, whichever are shown. */
static void
follow(struct job *job)
{
    statistics_begin(&job->statistics, &job->simulation,
                     job->arguments->options.target, job->arguments->arena);
    if (!option_given(job->arguments, OPTION_expect) &&
        !job->arguments->options.summary &&
        !option_given(job->arguments, OPTION_target) && !job->terminal &&
        !writes_page(job))
        return;
    job->recorder.statistics = &job->statistics;
    if (job->recorder.last < job->spec.steps)
        job->recorder.last = job->spec.steps;
}

bool
job_prepare_outputs(struct job *job, struct error *error)
{
    if (!choose_terminal(job, error) ||
        !figure_read(&job->figure, job->arguments, &job->simulation, error))
        return false;
    job->screen = job->figure.look;
    if (job->terminal)
        look_fit_window(&job->screen);
    if (job->count < 2) {
        follow(job);
        set_report(job);
    }
    return parse_until(job, error) && parse_expectations(job, error) &&
           job_open_outputs(job, error);
}
