/* explain_text.c -- describes a change. */
#include <stdlib.h>
#include <string.h>

#include "training/explain_try.h"

void
explain_add_shift(const struct logged_rates *logged, long shift,
                  struct text *text)
{
    long epoch = logged->log->epochs ? logged->spec->steps_per_epoch : 1;
    bool whole = shift % epoch == 0;
    const char *unit = whole ? logged_rates_unit(logged) : "step";
    long count = labs(shift) / (whole ? epoch : 1);

    text_format(text,
                "the log is %ld %s%s %s: at %s t it has the rate of "
                "%s t %c %ld",
                count, unit, count == 1 ? "" : "s",
                shift < 0 ? "late" : "early", unit, unit, shift < 0 ? '-' : '+',
                count);
}

/* The schedule was stepped more often, or less. */
static void
add_pace(const struct logged_rates *logged, const struct explain_change *change,
         struct text *text)
{
    const char *unit =
        logged->spec->steps_per_epoch > 1 ? "step" : logged_rates_unit(logged);

    if (change->times > 1)
        text_format(text,
                    "the schedule was stepped %ld times per %s: at %s t the "
                    "log has the rate of %s %ld t",
                    change->times, unit, unit, unit, change->times);
    else
        text_format(text,
                    "the schedule was stepped once in %ld %ss: at %s t "
                    "the log has the rate of %s t / %ld",
                    change->of, unit, unit, unit, change->of);
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
    explain_add_shift(logged, shift, text);
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
        add_pace(search->logged, change, text);
    else
        explain_add_shift(search->logged, change->shift, text);
    if (!whole)
        text_format(text, "; that explains %zu of %zu logged rates",
                    fit->matched, fit->count);
}
