/* explain_text.c -- describes a change. */
#include <stdlib.h>
#include <string.h>

#include "training/explain_try.h"

void
explain_add_shift(long shift, struct text *text)
{
    long steps = labs(shift);

    text_format(text,
                "the log is %ld step%s %s: at step t it has the rate of "
                "step t %c %ld",
                steps, steps == 1 ? "" : "s", shift < 0 ? "late" : "early",
                shift < 0 ? '-' : '+', steps);
}

static void
add_pace(const struct explain_change *change, struct text *text)
{
    if (change->times > 1)
        text_format(
            text,
            "the schedule was stepped %ld times per step: at step t the "
            "log has the rate of step %ld t",
            change->times, change->times);
    else
        text_format(text,
                    "the schedule was stepped once in %ld steps: at step t "
                    "the log has the rate of step t / %ld",
                    change->of, change->of);
}

/* Whether the spec may have left the value out. */
static bool
is_default(const struct explain_change *change)
{
    const char *standard = change->row->default_text;
    double number;
    char *end;

    if (!standard)
        return false;
    if (change->row->type == PARAMETER_BOOLEAN)
        return (strcmp(standard, "true") == 0) == (change->old != 0);
    number = strtod(standard, &end);
    return end != standard && number == change->old;
}

void
explain_add_values(const struct explain_change *change, struct text *text)
{
    for (size_t i = 0; i < change->count; i++) {
        text_string(text, i ? " and " : "");
        text_string(text, change->paths[i]);
    }
    text_string(text, change->count > 1 ? " are " : " is ");
    explain_add_value(text, change->row, change->value);
    text_string(text, ", not ");
    explain_add_value(text, change->row, change->old);
    if (is_default(change))
        text_string(text, ", the default");
    if (!change->against)
        return;
    text_format(text, ", and %s ", change->against);
    text_number(text, change->against_old - change->value + change->old);
    text_string(text, ", not ");
    text_number(text, change->against_old);
}

/* A shift beside a value; one that the log's shape is known to have is no cause
 * of its own. */
static void
add_offset(const struct logged_rates *logged, long shift, struct text *text)
{
    const struct log_offsets *known = &logged->log->offsets;

    for (size_t i = 0; i < known->count; i++)
        if (known->items[i] == logged->offset - shift) {
            text_format(text, "with --offset %d ", known->items[i]);
            return;
        }
    explain_add_shift(shift, text);
    text_string(text, ", and ");
}

/* Says so where only a part is explained. */
void
explain_add_best(const struct explain_search *search, struct text *text)
{
    const struct explain_change *change = &search->best;
    const struct explain_fit *fit = &search->best_fit;
    bool whole = fit->matched == search->logged->count;

    text_string(text, whole ? "\nlikeliest: " : "\nnearest: ");
    if (change->factor != 0) {
        text_string(text, "the log has the rates times ");
        text_number(text, change->factor);
        text_string(text, ", and ");
    }
    if (change->count > 0 && change->shift != 0)
        add_offset(search->logged, change->shift, text);
    if (change->count > 0)
        explain_add_values(change, text);
    else if (change->times > 1 || change->of > 1)
        add_pace(change, text);
    else
        explain_add_shift(change->shift, text);
    if (!whole)
        text_format(text, "; that explains %zu of %zu logged rates",
                    fit->matched, fit->count);
}
