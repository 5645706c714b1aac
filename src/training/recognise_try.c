/* recognise_try.c -- the rates of one attempt. */
#include "training/recognise_try.h"

#include <math.h>
#include <string.h>

#include "simulate/families.h"
#include "simulate/rates_at.h"
#include "spec/spec_input.h"

bool
form_has(const struct schedule_form *form, char letter)
{
    const char *at = form->text;

    while ((at = strchr(at, '%')) != NULL)
        if (*++at == letter)
            return true;
    return false;
}

bool
form_has_length(const struct schedule_form *form)
{
    return form_has(form, 'L') || form_has(form, 'D');
}

static void
add_number(const struct attempt *attempt, char letter, struct text *text)
{
    const double *numbers = attempt->numbers;

    switch (letter) {
    case 'W':
        text_number(text, numbers[FORM_WARMUP]);
        break;
    case 'Q':
        text_number(text, sqrt(numbers[FORM_WARMUP]));
        break;
    case 'H':
        text_number(text, numbers[FORM_TOTAL] - numbers[FORM_WARMUP] -
                              numbers[FORM_LENGTH]);
        break;
    case 'L':
    case 'D':
        text_number(text, numbers[FORM_LENGTH]);
        break;
    case 'X':
        text_number(text, numbers[FORM_REAL]);
        break;
    case 'N':
        text_number(text, numbers[FORM_TOTAL]);
        break;
    case 'R':
        text_number(text, numbers[FORM_TOTAL] - numbers[FORM_WARMUP]);
        break;
    case 'S':
    case 'F':
        text_number(text, numbers[FORM_START]);
        break;
    case 'K':
        text_number(text, attempt->epoch);
        break;
    default:
        text_number(text, attempt->base);
    }
}

void
attempt_schedule(const struct attempt *attempt, struct text *text)
{
    for (const char *at = attempt->form->text; *at; at++)
        if (*at == '%')
            add_number(attempt, *++at, text);
        else
            text_add(text, at, 1);
}

void
attempt_print(const struct attempt *attempt, struct text *text)
{
    bool epochs = form_has(attempt->form, 'K');

    text_format(text, "{\"steps\": %.0f, \"optimizer\": {\"lr\": ",
                attempt->numbers[FORM_TOTAL] * (epochs ? attempt->epoch : 1));
    text_number(text, attempt->base);
    text_string(text, "}, \"schedule\": \"");
    attempt_schedule(attempt, text);
    text_string(text, "\"");
    text_add(text, attempt->more.bytes, attempt->more.used);
    if (attempt->epoch > 1)
        text_format(text, ", \"steps_per_epoch\": %.0f", attempt->epoch);
    text_string(text, "}");
}

bool
attempt_rates(struct recogniser *recogniser, const struct attempt *attempt,
              const long *rows, size_t count, double *rates)
{
    struct arena arena = {0};
    struct text json = {.arena = &arena};
    struct source source = {.name = "the log", .composed = true};
    const struct spec_input input = {
        .source = &source, .families = all_families, .epochs = INTEGER_NULL};
    const struct rates_at wanted = {0, count, rows, rates};
    struct document document;
    struct spec spec;
    struct error error = {0};
    bool done;

    attempt_print(attempt, &json);
    source.text = text_end(&json);
    source.length = json.used;
    done = source.text &&
           spec_input_load(&input, &arena, &document, &spec, &error) &&
           rates_at_fill(&spec, &wanted, &arena, &error);
    recogniser->tries++;
    recogniser->failed =
        recogniser->failed || !source.text || error.status == STATUS_LIMIT;
    arena_free(&arena);
    return done;
}

long
attempt_row(const struct recogniser *recogniser, const struct attempt *attempt,
            size_t i)
{
    long row = recogniser->x[i];

    if (form_has(attempt->form, 'K'))
        row = (row + 1) * (long)attempt->epoch - 1;
    row -= attempt->offset;
    return row > 0 ? row : 0;
}

double
attempt_rate(struct recogniser *recogniser, const struct attempt *attempt,
             size_t i)
{
    long row = attempt_row(recogniser, attempt, i);
    double rate = NAN;

    return attempt_rates(recogniser, attempt, &row, 1, &rate) ? rate : NAN;
}

bool
attempt_allows(const struct recogniser *recogniser, size_t i, double value)
{
    const struct logged_rate *rate = &recogniser->rates[i];
    double slack = 1e-9 * fabs(value) + recogniser->slack;

    return value >= rate->low - slack && value <= rate->high + slack;
}

double *
attempt_all_rates(struct recogniser *recogniser, const struct attempt *attempt,
                  struct arena *arena)
{
    size_t count = recogniser->count;
    long *rows = arena_alloc(arena, count, sizeof *rows);
    double *rates = arena_alloc(arena, count, sizeof *rates);

    if (!rows || !rates) {
        recogniser->failed = true;
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        rows[i] = attempt_row(recogniser, attempt, i);
    return attempt_rates(recogniser, attempt, rows, count, rates) ? rates
                                                                  : NULL;
}

size_t
attempt_agrees(struct recogniser *recogniser, const struct attempt *attempt)
{
    struct arena arena = {0};
    const double *rates = attempt_all_rates(recogniser, attempt, &arena);
    size_t i = 0;

    while (rates && i < recogniser->count &&
           attempt_allows(recogniser, i, rates[i]))
        i++;
    arena_free(&arena);
    return i;
}
