/* recognise_report.c -- the spec of what was found, and what is said of it. */
#include <math.h>
#include <string.h>

#include "training/explain_try.h"
#include "training/recognise_try.h"

/* "hf.cosine(10, 300) with lr 1e-4, --offset 1" */
static void
add_found(const struct attempt *found, struct text *text)
{
    attempt_schedule(found, text);
    text_string(text, " with lr ");
    text_number(text, found->base);
    if (found->epoch > 1)
        text_format(text, ", --steps-per-epoch %.0f", found->epoch);
    if (found->offset != 0)
        text_format(text, ", --offset %ld", found->offset);
}

static void
note_found(const struct recogniser *recogniser, struct text *notes)
{
    const char *name = recogniser->logged->log->name;
    const struct attempt *first = recogniser->found;
    bool constant = strcmp(first->form->text, "hf.constant") == 0;

    text_format(notes, "lrsim: %s: ", name);
    add_found(first, notes);
    text_format(notes, ": %s%zu rate%s agree%s",
                recogniser->count > 1 ? "all " : "", recogniser->count,
                recogniser->count > 1 ? "s" : "",
                recogniser->count > 1 ? "" : "s");
    if (first->words)
        text_format(notes, "; %s", first->words);
    text_string(notes, "\n");
    if (constant && first->base == 0)
        text_format(notes, "lrsim: %s: all rates are 0\n", name);
    else if (constant && attempt_row(recogniser, first, 0) > 0)
        text_format(notes,
                    "lrsim: %s: a warm-up of up to %ld steps would not show\n",
                    name, attempt_row(recogniser, first, 0));
    for (size_t i = 1; i < recogniser->found_count; i++) {
        text_format(notes, "lrsim: %s: the same rates: ", name);
        add_found(&recogniser->found[i], notes);
        text_string(notes, "\n");
    }
}

/* A line from the last point, in the rows after it. */
struct slope_cone {
    size_t from;
    double low, high; /* slopes with which it passes through all rates */
};

/* Narrows the slopes to those through rate i; false where its own value is
 * not within them. */
static bool
passes(const struct recogniser *recogniser, struct slope_cone *cone, size_t i)
{
    const struct logged_rate *rates = recogniser->rates;
    double from = rates[cone->from].value;
    double run = (double)(recogniser->x[i] - recogniser->x[cone->from]);
    double slope = (rates[i].value - from) / run;
    bool inside = slope >= cone->low && slope <= cone->high;

    cone->low = fmax(cone->low, (rates[i].low - from) / run);
    cone->high = fmin(cone->high, (rates[i].high - from) / run);
    return inside;
}

/* The points are where diff looks for them: at 0 where the shape of the log
 * allows that, or it is not pinned. */
static long
points_offset(const struct recogniser *recogniser)
{
    for (size_t i = 0; i < recogniser->usual_offsets; i++)
        if (recogniser->offsets[i] == 0)
            return 0;
    return recogniser->offsets[0];
}

static void
add_point(const struct recogniser *recogniser, size_t i, struct text *text)
{
    double base = recogniser->highest > 0 ? recogniser->highest : 1;

    long row = recogniser->x[i] - points_offset(recogniser);

    text_format(text, "%s[%ld, ", i ? ", " : "", row > 0 ? row : 0);
    text_number(text, recogniser->rates[i].value / base);
    text_string(text, "]");
}

/* A line through the rates, with few points; their number. */
static size_t
add_points(const struct recogniser *recogniser, struct text *text)
{
    struct slope_cone cone = {0, -INFINITY, INFINITY};
    size_t points = 1;

    text_string(text, "points([");
    add_point(recogniser, 0, text);
    for (size_t i = 1; i < recogniser->count; i++) {
        if (passes(recogniser, &cone, i))
            continue;
        add_point(recogniser, i - 1, text);
        points++;
        cone = (struct slope_cone){i - 1, -INFINITY, INFINITY};
        passes(recogniser, &cone, i);
    }
    if (recogniser->count > 1)
        add_point(recogniser, recogniser->count - 1, text);
    text_string(text, "])");
    return points + (recogniser->count > 1);
}

/* "a rise to 0.001 at step 100, then a fall to 0 at step 900" */
static void
add_shape(const struct recogniser *recogniser, struct text *text)
{
    const struct logged_rate *rates = recogniser->rates;
    size_t last = recogniser->count - 1, peak = recogniser->top;
    const char *x = recogniser->logged->log->epochs ? "epoch" : "step";

    text_string(text, "from ");
    text_string(text, quote(rates[0].text).text);
    if (peak > 0)
        text_format(text, " up to %s at %s %.10g", quote(rates[peak].text).text,
                    x, rates[peak].x);
    if (peak < last)
        text_format(text, ", to %s at %s %.10g", quote(rates[last].text).text,
                    x, rates[last].x);
}

static void
report_points(const struct recogniser *recogniser,
              struct recognition *recognition)
{
    struct text *spec = &recognition->spec, *notes = &recognition->notes;
    size_t points;

    text_format(spec,
                "{\"steps\": %.0f, \"steps_per_epoch\": %.0f, "
                "\"optimizer\": {\"lr\": ",
                recogniser->totals[0], recogniser->epoch);
    text_number(spec, recogniser->highest > 0 ? recogniser->highest : 1);
    text_string(spec, "}, \"schedule\": \"");
    points = add_points(recogniser, spec);
    text_string(spec, "\"}");
    text_format(notes,
                "lrsim: %s: none of the schedules that are tried has these "
                "rates, ",
                recogniser->logged->log->name);
    add_shape(recogniser, notes);
    text_format(notes,
                ": points(...) leads through them, with %zu "
                "points\n",
                points);
}

bool
recognise_report(struct recogniser *recogniser, struct recognition *recognition)
{
    recognition->exact = recogniser->found_count > 0;
    if (recognition->exact) {
        struct text words = {.arena = recogniser->arena};

        add_found(recogniser->found, &words);
        if (recogniser->found->words)
            text_format(&words, "; %s", recogniser->found->words);
        recognition->found_count = recogniser->found_count;
        recognition->words = text_end(&words);
        note_found(recogniser, &recognition->notes);
        attempt_print(recogniser->found, &recognition->spec);
    } else {
        report_points(recogniser, recognition);
    }
    return (!recognition->exact || recognition->words) &&
           text_end(&recognition->spec) && text_end(&recognition->notes);
}
