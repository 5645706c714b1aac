/* print_value.c -- prints values other than nodes as JSON. */
#include <math.h>
#include <string.h>

#include "spec/print.h"

static void
print_real(struct text *text, double value)
{
    if (isnan(value))
        text_string(text, "null");
    else
        text_json_number(text, value);
}

static void
print_reals(struct text *text, const double *values, size_t count)
{
    text_string(text, "[");
    for (size_t i = 0; i < count; i++) {
        text_string(text, i ? ", " : "");
        print_real(text, values[i]);
    }
    text_string(text, "]");
}

/* A list of any length has no null, so that NaN is itself. */
static void
print_numbers(struct text *text, const struct reals *reals)
{
    text_string(text, "[");
    for (size_t i = 0; i < reals->count; i++) {
        text_string(text, i ? ", " : "");
        text_json_number(text, reals->values[i]);
    }
    text_string(text, "]");
}

static void
print_integer(struct text *text, long value)
{
    if (value == INTEGER_NULL)
        text_string(text, "null");
    else
        text_format(text, "%ld", value);
}

static void
print_word(struct text *text, const char *words, int which)
{
    while (which-- > 0)
        words += strcspn(words, "|") + 1;
    text_format(text, "\"%.*s\"", (int)strcspn(words, "| "), words);
}

static void
print_texts(struct text *text, const struct texts *texts)
{
    text_string(text, texts->single ? "" : "[");
    for (size_t i = 0; i < texts->count; i++) {
        text_string(text, i ? ", " : "");
        text_json_string(text, texts->values[i]);
    }
    text_string(text, texts->single ? "" : "]");
}

static void
print_pairs(struct text *text, const struct pairs *pairs)
{
    text_string(text, "[");
    for (size_t i = 0; i < pairs->count; i++) {
        text_string(text, i ? ", " : "");
        print_reals(text, pairs->values[i], 2);
    }
    text_string(text, "]");
}

static void
print_constants(struct text *text, const struct constants *constants)
{
    text_string(text, "{");
    for (size_t i = 0; i < constants->count; i++) {
        text_string(text, i ? ", " : "");
        text_json_string(text, constants->values[i].name);
        text_string(text, ": ");
        print_real(text, constants->values[i].value);
    }
    text_string(text, "}");
}

static void
print_integers(struct text *text, const struct integers *integers)
{
    text_string(text, "[");
    for (size_t i = 0; i < integers->count; i++) {
        text_string(text, i ? ", " : "");
        print_integer(text, integers->values[i]);
    }
    text_string(text, "]");
}

/* Whether the row is a list that may be null, and is. */
static bool
is_null_list(const struct parameter *row, const void *field)
{
    switch (row->type) {
    case PARAMETER_REALS:
    case PARAMETER_EACH:
        return !((const struct reals *)field)->values;
    case PARAMETER_INTEGERS:
        return !((const struct integers *)field)->values;
    case PARAMETER_TEXTS:
    case PARAMETER_FORMULAS:
        return !((const struct texts *)field)->values;
    case PARAMETER_PAIRS:
        return !((const struct pairs *)field)->values;
    default:
        return false;
    }
}

static void
print_list(struct text *text, const struct parameter *row, const void *field)
{
    const struct reals *reals = field;

    if (is_null_list(row, field))
        text_string(text, "null");
    else if (row->type == PARAMETER_INTEGERS)
        print_integers(text, field);
    else if (row->type == PARAMETER_TEXTS || row->type == PARAMETER_FORMULAS)
        print_texts(text, field);
    else if (row->type == PARAMETER_PAIRS)
        print_pairs(text, field);
    else if (reals->single)
        print_real(text, reals->values[0]);
    else
        print_numbers(text, reals);
}

void
print_value(const struct parameter *row, const void *field, struct text *text)
{
    const char *const *string = field;

    switch (row->type) {
    case PARAMETER_REAL:
        print_real(text, *(const double *)field);
        break;
    case PARAMETER_INTEGER:
        print_integer(text, *(const long *)field);
        break;
    case PARAMETER_BOOLEAN:
        text_string(text, *(const bool *)field ? "true" : "false");
        break;
    case PARAMETER_CHOICE:
        print_word(text, row->range, *(const int *)field);
        break;
    case PARAMETER_TEXT:
    case PARAMETER_FORMULA:
        if (*string)
            text_json_string(text, *string);
        else
            text_string(text, "null");
        break;
    case PARAMETER_PAIR:
        print_reals(text, field, 2);
        break;
    case PARAMETER_TRIPLE:
        print_reals(text, field, 3);
        break;
    case PARAMETER_CONSTANTS:
        print_constants(text, field);
        break;
    default:
        print_list(text, row, field);
        break;
    }
}
