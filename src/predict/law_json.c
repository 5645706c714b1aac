/* law_json.c -- {"law": {"type": "kernel", "L0": 2.5, …}}: the numbers of a
 * law, what they rest on, and the rates of the run. */
#include "predict/law_json.h"

#include <math.h>

/* How far a line between two of the rates may be from one, as a share of the
 * peak. */
static const double TOLERANCE = 1e-9;

static void
add_number(const char *name, double value, struct text *text)
{
    text_string(text, ", ");
    text_json_string(text, name);
    text_string(text, ": ");
    text_json_number(text, value);
}

static void
add_fit(const struct law_fit *fit, struct text *text)
{
    const struct loss_law_kind *kind = fit->law.kind;

    text_string(text, "\"type\": ");
    text_json_string(text, kind->name);
    for (size_t i = 0; i < LAW_NUMBERS; i++)
        add_number(kind->numbers[i], fit->law.numbers[i], text);
    text_string(text, ", \"errors\": {");
    for (size_t i = 0, added = 0; i < LAW_NUMBERS; i++) {
        if (i == LAW_MEMORY && !fit->memory_fitted)
            continue;
        text_string(text, added++ ? ", " : "");
        text_json_string(text, kind->numbers[i]);
        text_string(text, ": ");
        text_json_number(text, fit->errors[i]);
    }
    text_string(text, "}");
    add_number("spread", fit->spread, text);
    add_number("points", (double)fit->points, text);
}

/* The end of the longest stretch from update i on that is a line of steps. */
static size_t
end_of_line(const struct rate_sums *curve, size_t i)
{
    const double *rates = curve->rates;
    double slack = TOLERANCE * curve->peak, low = -INFINITY, high = INFINITY;
    size_t j = i + 1;

    for (; j < curve->updates; j++) {
        double width = (double)(j - i), slope = (rates[j] - rates[i]) / width;

        if (slope < low || slope > high)
            break;
        low = fmax(low, slope - slack / width);
        high = fmin(high, slope + slack / width);
    }
    return j - 1;
}

static void
add_rates(const struct rate_sums *curve, struct text *text)
{
    size_t i = 0, last = curve->updates - 1;

    for (;;) {
        text_format(text, i ? ", [%zu, " : "[%zu, ", i);
        text_number(text, curve->rates[i]);
        text_string(text, "]");
        if (i >= last)
            return;
        i = end_of_line(curve, i);
    }
}

void
law_json_add(const struct whatif_basis *basis, struct text *text)
{
    text_string(text, "{");
    add_fit(&basis->fit, text);
    add_number("plus_minus", basis->margin, text);
    add_number("runs", (double)basis->runs, text);
    add_number("runs_left_out", (double)basis->margin_runs, text);
    text_string(text, ",\n  \"second\": {");
    add_fit(&basis->second, text);
    text_string(text, "},\n  \"range\": {\"peak\": ");
    text_number(text, basis->curve.peak);
    add_number("shortest", (double)basis->shortest, text);
    add_number("longest", (double)basis->longest, text);
    text_string(text, "},\n  \"run\": {\"name\": ");
    text_json_string(text, basis->name);
    add_number("steps", (double)basis->curve.updates, text);
    text_string(text, ", \"rates\": [");
    add_rates(&basis->curve, text);
    text_string(text, "]");
    add_number("next_rate", basis->curve.next, text);
    text_string(text, "}}");
}
