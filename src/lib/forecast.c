/* forecast.c -- tells files apart, fits the law, and ranks the candidates. */
#include "lib/forecast.h"

#include <math.h>
#include <string.h>

#include "predict/law_json.h"
#include "syntax/json.h"

/* A law that an earlier call wrote; `is` says whether it is one. */
static bool
take_law(struct forecast *forecast, const struct source *source, bool *is,
         struct error *error)
{
    const struct tree *tree;

    *is = source->text[0] == '{' && strstr(source->text, "\"law\"");
    if (!*is)
        return true;
    tree = json_read(source, forecast->arena, error);
    if (!tree)
        return false;
    *is = law_json_is(tree);
    return !*is || law_json_read(tree, source, &forecast->basis,
                                 forecast->arena, error);
}

/* A file that is no log: a law, or the spec of the run, which is read when all
 * logs are known. */
static bool
take_text(struct forecast *forecast, const struct operand_file *file,
          const char *path, struct error *error)
{
    bool is_law, had_law = forecast->basis.fit.law.kind != NULL;

    if (!take_law(forecast, file->source, &is_law, error))
        return false;
    if (is_law)
        return !had_law || error_named(error, STATUS_WRONG, quote(path).text,
                                       "is a second law; give one of them");
    if (forecast->file.source)
        return error_named(error, STATUS_WRONG, quote(path).text,
                           "is a second spec; the run has one");
    forecast->file = *file;
    forecast->has_own = true;
    forecast->own.path = path;
    return true;
}

static bool
take_file(struct forecast *forecast, const char *path, struct error *error)
{
    static const struct log_request usual = {0};
    const struct forecast_request *request = forecast->request;
    struct file_kind kind = request->kind;
    struct operand_file file;

    if (request->file_count > 1)
        kind = file_kind_beside(&request->kind, path, forecast->arena);
    if (!operand_file_open(path, request->input.limit, &kind, &usual,
                           forecast->arena, &file, error))
        return false;
    if (!file.log)
        return take_text(forecast, &file, path, error);
    for (size_t i = 0; i < forecast->log_count; i++)
        if (strcmp(forecast->logs[i].log->name, file.log->name) == 0)
            return error_named(error, STATUS_WRONG, file.log->name,
                               "is given twice, and would test itself");
    forecast->logs[forecast->log_count].log = file.log;
    return forecast_read_log(forecast, forecast->log_count++, error);
}

/* Reads the spec of the run, which may be a configuration of another system. */
static bool
read_own(struct forecast *forecast, struct error *error)
{
    struct config_request request = forecast->request->config;
    struct operand_file *file = &forecast->file;

    if (!file->source)
        return true;
    if (forecast->log_count > 0)
        operand_log_steps(forecast->logs[0].log, &request);
    if (!operand_file_read(file, &request, forecast->arena, error))
        return false;
    forecast->own.source = file->source;
    forecast->own.root = file->root;
    if (file->root)
        forecast->own.warnings = &file->notes.warnings;
    text_add(&forecast->notes, file->notes.assumed.bytes,
             file->notes.assumed.used);
    return true;
}

static bool
take_files(struct forecast *forecast, struct error *error)
{
    const struct forecast_request *request = forecast->request;
    size_t most = request->file_count;

    forecast->logs = arena_alloc(forecast->arena, most, sizeof *forecast->logs);
    forecast->runs = arena_alloc(forecast->arena, most, sizeof *forecast->runs);
    if (!forecast->logs || !forecast->runs)
        return error_memory(error);
    for (size_t i = 0; i < request->file_count; i++)
        if (!take_file(forecast, request->files[i], error))
            return false;
    if (forecast->basis.fit.law.kind && forecast->log_count > 0)
        return error_plain(error, STATUS_WRONG,
                           "whatif: a law stands for the logs: give one of "
                           "them");
    return forecast->basis.fit.law.kind || forecast->log_count > 0 ||
           error_plain(error, STATUS_WRONG,
                       "whatif: expected the log of a run, or a law; usage: "
                       "lrsim whatif LOG... [SPEC] [--schedule S]...");
}

static bool
fit(struct forecast *forecast, struct error *error)
{
    const char **names =
        arena_alloc(forecast->arena, forecast->log_count, sizeof *names);
    struct whatif_runs runs = {forecast->log_count, forecast->runs, names};

    if (!names)
        return error_memory(error);
    for (size_t i = 0; i < forecast->log_count; i++) {
        names[i] = forecast->logs[i].losses.name;
        if (!forecast_take_log(forecast, i, error))
            return false;
    }
    if (forecast->request->warmup_before > 0 && !forecast->warmed)
        return error_plain(error, STATUS_WRONG,
                           "--warmup-before: no log begins after a warm-up "
                           "that it does not show");
    return whatif_fit(&forecast->basis, &runs, forecast->request->law,
                      forecast->arena, error);
}

/* The other law takes the place of the first, if that is asked for. */
static void
choose_law(struct forecast *forecast)
{
    struct whatif_basis *basis = &forecast->basis;
    struct law_fit fit = basis->fit;

    if (!forecast->request->law ||
        forecast->request->law == basis->fit.law.kind)
        return;
    basis->fit = basis->second;
    basis->second = fit;
}

static void
rank(struct forecast *forecast)
{
    for (size_t i = 0; i < forecast->count; i++) {
        size_t place = i;

        for (; place > 0 &&
               forecast->candidates[i].loss <
                   forecast->candidates[forecast->ranking[place - 1]].loss;
             place--)
            forecast->ranking[place] = forecast->ranking[place - 1];
        forecast->ranking[place] = i;
    }
}

/* A law that is no law of these runs. */
static void
note_spread(struct forecast *forecast)
{
    static const double poor = 0.01;
    const struct law_fit *fit = &forecast->basis.fit;

    if (fit->spread > poor)
        text_format(&forecast->notes,
                    "lrsim: warning: the %s law misses the logged losses by "
                    "%.2g %%, on average: it does not describe these runs\n",
                    fit->law.kind->name, 100 * fit->spread);
}

/* Where the laws differ by more than the margin, neither is to be believed. */
static void
note_disagreement(struct forecast *forecast)
{
    const struct whatif_basis *basis = &forecast->basis;
    const struct whatif_candidate *worst = NULL;
    double most = basis->margin;
    size_t differ = 0;

    for (size_t i = 0; i < forecast->count; i++) {
        const struct whatif_candidate *candidate = &forecast->candidates[i];
        double apart = fabs(candidate->against - candidate->second);

        differ += apart > basis->margin;
        if (apart > most) {
            most = apart;
            worst = candidate;
        }
    }
    if (!worst)
        return;
    text_format(&forecast->notes,
                "lrsim: %s, %zu steps: the %s law says %+.4f against the run, "
                "the %s law %+.4f: they differ by more than \xC2\xB1 %.4f",
                worst->name, worst->curve.updates, basis->fit.law.kind->name,
                worst->against, basis->second.law.kind->name, worst->second,
                basis->margin);
    if (differ > 1)
        text_format(&forecast->notes, ", as they do for %zu other candidate%s",
                    differ - 1, differ > 2 ? "s" : "");
    text_string(&forecast->notes, "\n");
}

/* The laws were not tested on much shorter runs. */
static void
note_short(struct forecast *forecast)
{
    static const double least = 0.6;
    const struct whatif_basis *basis = &forecast->basis;

    for (size_t i = 0; i < forecast->count; i++) {
        const struct whatif_candidate *candidate = &forecast->candidates[i];

        if ((double)candidate->curve.updates >= least * (double)basis->shortest)
            continue;
        text_format(&forecast->notes,
                    "lrsim: warning: %s has %zu steps, and the shortest logged "
                    "run %ld: the laws were tested from %g times as many on\n",
                    candidate->name, candidate->curve.updates, basis->shortest,
                    least);
        return;
    }
}

/* The laws may prefer different candidates. */
static void
note_choice(struct forecast *forecast)
{
    const struct whatif_candidate *first, *other;

    if (forecast->count == 0)
        return;
    first = other = &forecast->candidates[forecast->ranking[0]];
    for (size_t i = 1; i < forecast->count; i++) {
        const struct whatif_candidate *next =
            &forecast->candidates[forecast->ranking[i]];

        if (next->second < other->second)
            other = next;
    }
    if (other != first)
        text_format(&forecast->notes,
                    "lrsim: the %s law prefers %s, %zu steps\n",
                    forecast->basis.second.law.kind->name, other->name,
                    other->curve.updates);
}

static bool
predict_all(struct forecast *forecast, struct error *error)
{
    forecast->ranking = arena_alloc(forecast->arena, forecast->count,
                                    sizeof *forecast->ranking);
    if (!forecast->ranking)
        return error_memory(error);
    for (size_t i = 0; i < forecast->count; i++)
        if (!whatif_predict(&forecast->basis, &forecast->candidates[i], error))
            return false;
    rank(forecast);
    note_spread(forecast);
    note_short(forecast);
    note_disagreement(forecast);
    note_choice(forecast);
    return !forecast->notes.failed || error_memory(error);
}

bool
forecast_make(struct forecast *forecast, struct error *error)
{
    const struct forecast_request *request = forecast->request;

    forecast->notes.arena = forecast->arena;
    forecast->own = request->input;
    forecast->has_own = request->own_count > 0;
    if (!forecast_check_own(request, error) || !take_files(forecast, error) ||
        !read_own(forecast, error))
        return false;
    if (forecast->log_count > 0 && !fit(forecast, error))
        return false;
    choose_law(forecast);
    return forecast_make_candidates(forecast, error) &&
           predict_all(forecast, error);
}
