/* forecast_candidates.c -- all combinations of schedules, lengths and values
 * that vary, each with its rates. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "lib/forecast.h"
#include "simulate/rates_at.h"
#include "spec/value_set.h"

enum { CANDIDATES_MOST = 10000, AXES_MOST = 16 };

/* What candidates are combined of. */
struct forecast_grid {
    struct forecast *forecast;
    struct value_set *sets; /* [request->vary_count] */
    size_t schedules, steps, varied, total;
    char peak[NUMBER_SIZE + 1]; /* the rate that all start from */
};

static bool
make_grid(struct forecast_grid *grid, struct error *error)
{
    const struct forecast_request *request = grid->forecast->request;
    double varied = 1, total;

    if (request->vary_count > 0) {
        grid->sets =
            value_sets_parse("--vary", request->vary, request->vary_count,
                             AXES_MOST, grid->forecast->arena, error);
        if (!grid->sets)
            return false;
    }
    for (size_t i = 0; i < request->vary_count; i++) {
        if (grid->sets[i].range)
            return error_plain(error, STATUS_WRONG,
                               "--vary: %s needs a number of values, such as "
                               "lin9",
                               quote(request->vary[i]).text);
        varied *= (double)grid->sets[i].count;
    }
    grid->schedules = request->schedule_count + !request->schedule_count;
    grid->steps = request->steps_count + !request->steps_count;
    total = (double)grid->schedules * (double)grid->steps * varied;
    if (total > CANDIDATES_MOST)
        return error_plain(error, STATUS_LIMIT,
                           "whatif: must make at most %d candidates, not %.0f",
                           CANDIDATES_MOST, total);
    grid->varied = (size_t)varied;
    grid->total = (size_t)total;
    grid->peak[number_print(grid->peak, grid->forecast->basis.curve.peak)] =
        '\0';
    return true;
}

/* Whether an axis sets the whole schedule. */
static bool
is_schedule(const struct value_set *set)
{
    return strcmp(set->path, "schedule") == 0;
}

/* The value of an axis, and its words for the name. */
static bool
add_value(const struct forecast_grid *grid, size_t axis, size_t choice,
          struct spec_override *override, struct text *name,
          struct error *error)
{
    const struct value_set *set = &grid->sets[axis];
    struct text value = {.arena = grid->forecast->arena};

    value_set_add_item(set, choice, &value);
    *override = (struct spec_override){.kind = OVERRIDE_TEXT,
                                       .flag = "--vary",
                                       .path = set->path,
                                       .text = text_end(&value)};
    if (!override->text)
        return error_memory(error);
    if (is_schedule(set))
        override->kind = OVERRIDE_NODE;
    else if (value_set_number(set, choice, &override->number))
        override->kind = OVERRIDE_NUMBER;
    if (name->used > 0)
        text_string(name, " ");
    if (!is_schedule(set))
        text_format(name, "%s=",
                    strncmp(set->name, "schedule.", 9) == 0 ? set->name + 9
                                                            : set->name);
    text_string(name, override->text);
    return true;
}

/* The schedule that is given, or else the run's own. */
static bool
add_schedule(const struct forecast_grid *grid, size_t number,
             struct spec_input *input, struct spec_override *overrides,
             struct text *name)
{
    const struct forecast *forecast = grid->forecast;
    const struct forecast_request *request = forecast->request;
    bool own = request->schedule_count == 0;
    size_t varies = 0;

    for (size_t i = 0; i < request->vary_count; i++)
        varies += is_schedule(&grid->sets[i]);
    for (size_t i = 0; own && varies == 0 && i < request->own_count; i++)
        overrides[input->count++] = request->own[i];
    if (!own)
        overrides[input->count++] = request->schedules[number];
    if (varies == 0)
        text_string(name, !own ? request->schedules[number].text
                          : request->own_count > 0 ? request->own[0].text
                          : forecast->own.path     ? forecast->own.path
                                                   : "the spec");
    return own && varies == 0 && !forecast->has_own;
}

/* Everything that overrides the spec of candidate `number`, and its name. */
static bool
make_input(const struct forecast_grid *grid, size_t number,
           struct spec_input *input, struct text *name, struct error *error)
{
    const struct forecast *forecast = grid->forecast;
    const struct forecast_request *request = forecast->request;
    size_t rest = number % grid->varied, at = number / grid->varied;
    struct spec_override *overrides =
        arena_alloc(forecast->arena,
                    input->count + request->own_count + request->vary_count + 3,
                    sizeof *overrides);

    if (!overrides)
        return error_memory(error);
    overrides[0] = (struct spec_override){.kind = OVERRIDE_VALUE,
                                          .flag = "the run's peak",
                                          .path = "optimizer.lr",
                                          .text = grid->peak};
    memcpy(overrides + 1, request->input.overrides,
           request->input.count * sizeof *overrides);
    input->overrides = overrides;
    input->count = request->input.count + 1;
    if (add_schedule(grid, at / grid->steps, input, overrides, name))
        return error_plain(error, STATUS_WRONG,
                           "whatif: nothing says which schedule to %s: "
                           "--schedule S, or the spec of the run",
                           request->vary_count > 0 ? "vary" : "lengthen");
    overrides[input->count++] =
        request->steps_count > 0
            ? request->steps[at % grid->steps]
            : (struct spec_override){.kind = OVERRIDE_NUMBER,
                                     .flag = "the run",
                                     .path = "steps",
                                     .number =
                                         (double)forecast->basis.curve.updates};
    for (size_t i = request->vary_count; i-- > 0;) {
        size_t count = grid->sets[i].count;

        if (!add_value(grid, i, rest % count, &overrides[input->count++], name,
                       error))
            return false;
        rest /= count;
    }
    return true;
}

static double
greatest(const double *values, size_t count)
{
    double most = 0;

    for (size_t i = 0; i < count; i++)
        most = fmax(most, values[i]);
    return most;
}

/* Without a rise of its own a candidate has the warm-up that the logs do not
 * show. */
static bool
add_warmup(const struct forecast *forecast, const char *name,
           struct first_rates *rates, bool *warmed, struct error *error)
{
    static const double lost = 0.1;
    size_t warmup = (size_t)forecast->request->warmup_before;
    double peak = greatest(rates->values, rates->count);

    if (warmup == 0 || rates->values[0] < 0.99 * peak)
        return true;
    for (size_t i = 0; i < warmup && i < rates->count; i++)
        rates->values[i] *= (double)i / (double)warmup;
    *warmed = true;
    return greatest(rates->values, rates->count) >= (1 - lost) * peak ||
           error_named(error, STATUS_WRONG, name,
                       "falls by more than a tenth during the %zu updates of "
                       "--warmup-before, and never reaches the peak; give it "
                       "a warm-up of its own",
                       warmup);
}

static bool
make_candidate(struct forecast_grid *grid, size_t number, bool *warmed,
               struct error *error)
{
    struct forecast *forecast = grid->forecast;
    struct whatif_candidate *candidate = &forecast->candidates[number];
    struct spec_input input = forecast->own;
    struct text name = {.arena = forecast->arena};
    struct document document;
    struct first_rates rates;
    struct spec spec;

    if (!make_input(grid, number, &input, &name, error) ||
        !spec_input_load(&input, forecast->arena, &document, &spec, error))
        return false;
    candidate->name = text_end(&name);
    if (!candidate->name)
        return error_memory(error);
    if (spec.steps < 1)
        return error_named(error, STATUS_WRONG, candidate->name,
                           "has no steps to predict");
    if (!whatif_check_steps(&forecast->basis, candidate->name,
                            (double)spec.steps, error))
        return false;
    rates.count = (size_t)spec.steps + 1;
    if (!first_rates_fill(&spec, &rates, forecast->arena, error))
        return false;
    if (!add_warmup(forecast, candidate->name, &rates, warmed, error) ||
        !rate_sums_make(&candidate->curve, rates.values, (size_t)spec.steps,
                        forecast->arena, error))
        return false;
    candidate->curve.next = rates.values[spec.steps];
    return true;
}

bool
forecast_make_candidates(struct forecast *forecast, struct error *error)
{
    const struct forecast_request *request = forecast->request;
    struct forecast_grid grid = {.forecast = forecast};
    bool warmed = false;

    if (request->schedule_count + request->steps_count + request->vary_count ==
        0)
        return true;
    if (!make_grid(&grid, error))
        return false;
    forecast->candidates =
        arena_alloc(forecast->arena, grid.total, sizeof *forecast->candidates);
    if (!forecast->candidates)
        return error_memory(error);
    for (; forecast->count < grid.total; forecast->count++) {
        if (!make_candidate(&grid, forecast->count, &warmed, error))
            return false;
        if (request->progress)
            request->progress(request->progress_context, forecast->count + 1,
                              grid.total);
    }
    if (warmed)
        text_format(&forecast->notes,
                    "lrsim: schedules that begin at their peak have the "
                    "warm-up of --warmup-before, too\n");
    return true;
}
