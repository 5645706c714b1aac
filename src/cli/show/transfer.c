/* transfer.c -- the worst-case bounds of schedules and their best base rates,
 * against those of the first. */
#include "cli/show/transfer.h"

#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/show/curves.h"
#include "predict/worst_case.h"
#include "simulate/rates_at.h"

struct transfer {
    const struct arguments *arguments;
    struct arena *arena;
    struct curves curves;
    struct worst_case *cases; /* [curves.count] */
    struct outputs outputs;
};

/* Options that are about the rows of curves. */
static bool
check_transfer(const struct arguments *arguments, struct error *error)
{
    static const enum option_id others[] = {
        OPTION_at,      OPTION_from,   OPTION_to,     OPTION_every,
        OPTION_columns, OPTION_plot,   OPTION_expect, OPTION_summary,
        OPTION_until,   OPTION_explain};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (option_given(arguments, others[i]))
            return error_plain(error, STATUS_WRONG,
                               "--%s: cannot be combined with --transfer",
                               option_rows[others[i]].name);
    return true;
}

static bool
find_case(struct transfer *transfer, size_t number, struct error *error)
{
    struct arena *arena = transfer->arena;
    struct document document;
    struct first_rates rates;
    struct spec spec;

    if (!spec_input_load(&transfer->curves.inputs[number], arena, &document,
                         &spec, error))
        return false;
    rates.count = (size_t)spec.steps;
    if (spec.steps < 1)
        return error_named(error, STATUS_WRONG, transfer->curves.names[number],
                           "must have a step");
    if (!first_rates_fill(&spec, &rates, arena, error))
        return false;
    if (rates.base == 0)
        return error_plain(error, STATUS_WRONG,
                           "--transfer: needs a base rate above 0");
    return worst_case_find(&transfer->cases[number], rates.values, rates.count,
                           rates.base, error) ||
           error_named(error, STATUS_WRONG, transfer->curves.names[number],
                       "%s", error_text(error).text);
}

static bool
find_cases(struct transfer *transfer, struct error *error)
{
    if (!curves_make(&transfer->curves, transfer->arguments, error))
        return false;
    if (transfer->curves.count < 2)
        return error_plain(error, STATUS_WRONG,
                           "--transfer: needs two schedules or more: lrsim "
                           "schedule A B --transfer");
    transfer->cases = arena_alloc(transfer->arena, transfer->curves.count,
                                  sizeof *transfer->cases);
    if (!transfer->cases)
        return error_memory(error);
    for (size_t i = 0; i < transfer->curves.count; i++)
        if (!find_case(transfer, i, error))
            return false;
    return true;
}

static bool
write_cases(struct transfer *transfer, struct error *error)
{
    static const char *const names[] = {"schedule",    "steps",
                                        "best_rate",   "bound",
                                        "rate_factor", "bound_factor"};
    const char *const *labels[6] = {transfer->curves.names};
    const struct frame frame = {
        .count = 6,
        .names = names,
        .labels = labels,
        .header = !transfer->arguments->options.no_header,
        .digits = (int)transfer->arguments->options.digits,
    };
    const struct worst_case *first = &transfer->cases[0];

    if (!outputs_begin_all(&transfer->outputs, &frame, NULL, error))
        return false;
    for (size_t i = 0; i < transfer->curves.count; i++) {
        const struct worst_case *worst = &transfer->cases[i];
        const double row[] = {(double)i,
                              (double)worst->updates,
                              worst->rate,
                              worst->bound,
                              worst->rate / first->rate,
                              worst->bound / first->bound};

        outputs_row(&transfer->outputs, &frame, row);
    }
    return outputs_finish(&transfer->outputs, error);
}

/* The same in words. */
static void
say_cases(const struct transfer *transfer)
{
    const struct worst_case *first = &transfer->cases[0];
    struct text text = {.arena = transfer->arena};
    bool lengths = false;

    for (size_t i = 1; i < transfer->curves.count; i++) {
        const struct worst_case *worst = &transfer->cases[i];

        lengths |= worst->updates != first->updates;
        text_format(&text,
                    "lrsim: %s wants %.3g times the base rate of %s; its "
                    "worst-case bound is %.3g times as high\n",
                    transfer->curves.names[i], worst->rate / first->rate,
                    transfer->curves.names[0], worst->bound / first->bound);
    }
    if (lengths)
        text_string(&text,
                    "lrsim: warning: the lengths differ: the bound wants rates "
                    "that fall with the root of the length, 0.71 times for "
                    "twice as many steps, where real runs wanted 0.90 times\n");
    say_text(&text);
}

enum status
show_transfer(const struct arguments *arguments, struct error *error)
{
    struct transfer transfer = {.arguments = arguments,
                                .arena = arguments->arena,
                                .outputs = {.arena = arguments->arena}};
    struct output_targets targets;
    bool done = check_transfer(arguments, error) &&
                output_targets_read(arguments, "csv", &targets, error) &&
                output_targets_are_tables(&targets, "--transfer", error) &&
                outputs_open(&transfer.outputs, &targets, error) &&
                find_cases(&transfer, error) && write_cases(&transfer, error);

    outputs_discard(&transfer.outputs);
    if (done && !arguments->options.quiet)
        say_cases(&transfer);
    return error->status;
}
