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
        text_number(text, attempt->base * sqrt(numbers[FORM_WARMUP]));
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

static double
attempt_steps(const struct attempt *attempt)
{
    bool epochs = form_has(attempt->form, 'K');

    return attempt->numbers[FORM_TOTAL] * (epochs ? attempt->epoch : 1);
}

void
attempt_print(const struct attempt *attempt, struct text *text)
{
    text_format(text, "{\"steps\": %.0f, \"optimizer\": {\"lr\": ",
                attempt_steps(attempt));
    text_number(text, attempt->base);
    text_string(text, "}, \"schedule\": \"");
    attempt_schedule(attempt, text);
    text_string(text, "\"");
    text_add(text, attempt->more.bytes, attempt->more.used);
    if (attempt->epoch > 1)
        text_format(text, ", \"steps_per_epoch\": %.0f", attempt->epoch);
    text_string(text, "}");
}

/* Loads a whole spec from a text. */
static bool
load_spec(struct text *json, struct arena *arena, struct spec *spec,
          struct error *error)
{
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    struct spec_input input = {
        .source = source, .families = all_families, .epochs = INTEGER_NULL};
    /* Places of the spec lead to it. */
    struct document *document = arena_alloc(arena, 1, sizeof *document);

    if (!source || !document || !text_end(json))
        return error_memory(error);
    *source = (struct source){.name = "the log",
                              .text = json->bytes,
                              .length = json->used,
                              .composed = true};
    return spec_input_load(&input, arena, document, spec, error);
}

/* The spec of which attempts change the schedule, the base rate and the length
 * only: the rest is loaded once. */
static const struct spec *
common_spec(struct recogniser *recogniser, struct error *error)
{
    struct text json = {.arena = recogniser->arena};
    struct spec *spec;

    if (recogniser->common)
        return recogniser->common;
    spec = arena_alloc(recogniser->arena, 1, sizeof *spec);
    text_string(&json, "{\"steps\": 1, \"optimizer\": {\"lr\": 1}}");
    if (!spec || !load_spec(&json, recogniser->arena, spec, error)) {
        error_memory(error);
        return NULL;
    }
    recogniser->common = spec;
    return spec;
}

/* Loads an attempt that is a schedule and no more. */
static bool
load_schedule(struct recogniser *recogniser, const struct attempt *attempt,
              struct arena *arena, struct spec *spec, struct error *error)
{
    const struct spec *common = common_spec(recogniser, error);
    /* Places of the spec lead to them. */
    struct document *document = arena_alloc(arena, 1, sizeof *document);
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    struct text json = {.arena = arena};
    const struct parameter *row;
    double *lr;

    if (!common)
        return false;
    if (!document || !source)
        return error_memory(error);
    *document = (struct document){
        .arena = arena, .table = spec_table, .families = all_families};
    *source = (struct source){.name = "the log", .composed = true};
    *spec = *common;
    spec->steps = (long)attempt_steps(attempt);
    spec->own_steps = spec->steps;
    spec->steps_per_epoch = (long)attempt->epoch;
    row = row_find(spec->optimizer.kind, NULL, "lr");
    lr = (double *)(void *)((char *)spec->optimizer.self + row->offset);
    *lr = attempt->base;
    text_string(&json, "{\"schedule\": \"");
    attempt_schedule(attempt, &json);
    text_string(&json, "\"}");
    source->text = text_end(&json);
    source->length = json.used;
    if (!source->text)
        return error_memory(error);
    return document_parse(document, source, error) &&
           spec_load_schedule(document, spec, error);
}

/* The whole of it. */
static bool
load_attempt(struct recogniser *recogniser, const struct attempt *attempt,
             struct arena *arena, struct spec *spec, struct error *error)
{
    struct text json = {.arena = arena};

    if (attempt->more.used == 0)
        return load_schedule(recogniser, attempt, arena, spec, error);
    attempt_print(attempt, &json);
    return load_spec(&json, arena, spec, error);
}

/* Whether a schedule has no closed form, and goes through all rows before one.
 */
static bool
is_walked(const struct node *node)
{
    const struct schedule_kind *kind = schedule_kind_of(node);
    struct nodes parts;

    if (!schedule_holds_parts(node->kind))
        return !kind->power && !schedule_has_form(kind);
    if (kind == &schedule_chained)
        return true;
    parts = schedule_parts(node);
    for (size_t i = 0; i < parts.count; i++)
        if (is_walked(&parts.items[i]))
            return true;
    return false;
}

/* Whether the rows that are gone through are not too many in all. */
static bool
is_affordable(struct recogniser *recogniser, const struct spec *spec,
              long last_row)
{
    static const double most = 1e8;

    if (!is_walked(&spec->schedule))
        return true;
    recogniser->walked += (double)last_row;
    return recogniser->walked <= most;
}

bool
attempt_rates(struct recogniser *recogniser, const struct attempt *attempt,
              const long *rows, size_t count, double *rates)
{
    struct arena arena = {0};
    const struct rates_at wanted = {0, count, rows, rates};
    struct spec spec;
    struct error error = {0};
    bool done = load_attempt(recogniser, attempt, &arena, &spec, &error) &&
                is_affordable(recogniser, &spec, rows[count - 1]) &&
                rates_at_fill(&spec, &wanted, &arena, &error);

    recogniser->tries++;
    if (recogniser->logged->progress)
        recogniser->logged->progress(recogniser->logged->progress_context,
                                     (double)recogniser->tries, TRIES_MOST);
    recogniser->failed = recogniser->failed || error.status == STATUS_LIMIT;
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

/* The first of some rates that does not agree; all of them do mostly where any
 * long log's do, and few rates take less time. */
static size_t
sample_agrees(struct recogniser *recogniser, const struct attempt *attempt)
{
    enum { SAMPLE = 64 };
    size_t count = recogniser->count;
    long rows[SAMPLE];
    double rates[SAMPLE];

    if (count < 4 * SAMPLE)
        return count;
    for (size_t k = 0; k < SAMPLE; k++)
        rows[k] =
            attempt_row(recogniser, attempt, k * (count - 1) / (SAMPLE - 1));
    if (!attempt_rates(recogniser, attempt, rows, SAMPLE, rates))
        return 0;
    for (size_t k = 0; k < SAMPLE; k++)
        if (!attempt_allows(recogniser, k * (count - 1) / (SAMPLE - 1),
                            rates[k]))
            return k * (count - 1) / (SAMPLE - 1);
    return count;
}

size_t
attempt_agrees(struct recogniser *recogniser, const struct attempt *attempt)
{
    struct arena arena = {0};
    size_t i = sample_agrees(recogniser, attempt);
    const double *rates;

    if (i < recogniser->count)
        return i;
    rates = attempt_all_rates(recogniser, attempt, &arena);
    for (i = 0; rates && i < recogniser->count &&
                attempt_allows(recogniser, i, rates[i]);)
        i++;
    arena_free(&arena);
    return i;
}
