/* native_text.c -- writes the parameters of a schedule in Python and JSON. */
#include "export/native_text.h"

#include <math.h>
#include <string.h>

const struct native_style native_python = {"True", "False", "=", false, false};
const struct native_style native_dictionary = {"True", "False", ": ", true,
                                               false};
const struct native_style native_json = {"true", "false", ": ", true, false};
const struct native_style native_yaml = {"true", "false", ": ", false, true};

void
native_real(struct text *text, const struct native_style *style, double value)
{
    char digits[40];
    struct text number = {.bytes = digits, .size = sizeof digits - 1};

    text_number(&number, value);
    digits[number.used] = '\0';
    if (style->pyyaml && strchr(digits, 'e') && !strchr(digits, '.')) {
        text_format(text, "%.*s.0%s", (int)strcspn(digits, "e"), digits,
                    strchr(digits, 'e'));
        return;
    }
    text_string(text, digits);
    if (!strpbrk(digits, ".e"))
        text_string(text, ".0");
}

static void
add_reals(struct text *text, const struct native_style *style,
          const struct reals *reals)
{
    text_string(text, reals->single ? "" : "[");
    for (size_t i = 0; i < reals->count; i++) {
        text_string(text, i ? ", " : "");
        native_real(text, style, reals->values[i]);
    }
    text_string(text, reals->single ? "" : "]");
}

static void
add_integers(struct text *text, const struct integers *integers)
{
    text_string(text, "[");
    for (size_t i = 0; i < integers->count; i++)
        text_format(text, "%s%ld", i ? ", " : "", integers->values[i]);
    text_string(text, "]");
}

/* optax's dictionaries of boundaries. */
static void
add_pairs(struct text *text, const struct native_style *style,
          const struct pairs *pairs)
{
    text_string(text, "{");
    for (size_t i = 0; i < pairs->count; i++) {
        text_format(text, "%s%.0f: ", i ? ", " : "", pairs->values[i][0]);
        native_real(text, style, pairs->values[i][1]);
    }
    text_string(text, "}");
}

static void
add_choice(struct text *text, const char *words, int number)
{
    for (; number > 0; number--)
        words += strcspn(words, "|") + 1;
    text_format(text, "\"%.*s\"", (int)strcspn(words, "|"), words);
}

static bool
is_null(const struct parameter *row, const void *field)
{
    switch (row->type) {
    case PARAMETER_REAL:
        return isnan(*(const double *)field);
    case PARAMETER_EACH:
        return isnan(((const struct reals *)field)->values[0]);
    case PARAMETER_INTEGER:
        return *(const long *)field == INTEGER_NULL;
    case PARAMETER_INTEGERS:
        return !((const struct integers *)field)->values;
    case PARAMETER_PAIRS:
        return !((const struct pairs *)field)->values;
    case PARAMETER_BOOLEAN:
    case PARAMETER_CHOICE:
    case PARAMETER_REALS:
        return false;
    default: /* formulas and parts are not arguments */
        return true;
    }
}

const void *
native_field(const struct node *node, const char *name)
{
    const struct parameter *row = row_find(node->kind, NULL, name);
    const void *field = row ? (const char *)node->self + row->offset : NULL;

    return row && !is_null(row, field) ? field : NULL;
}

static void
add_value(struct text *text, const struct parameter *row, const void *field,
          const struct native_style *style)
{
    switch (row->type) {
    case PARAMETER_REAL:
        /* A count is an integer to whoever checks types. */
        if (style->pyyaml && row->count != COUNT_NONE &&
            rint(*(const double *)field) == *(const double *)field)
            text_format(text, "%.0f", *(const double *)field);
        else
            native_real(text, style, *(const double *)field);
        break;
    case PARAMETER_INTEGER:
        text_format(text, "%ld", *(const long *)field);
        break;
    case PARAMETER_BOOLEAN:
        text_string(text, *(const bool *)field ? style->yes : style->no);
        break;
    case PARAMETER_CHOICE:
        add_choice(text, row->range, *(const int *)field);
        break;
    case PARAMETER_INTEGERS:
        add_integers(text, field);
        break;
    case PARAMETER_PAIRS:
        add_pairs(text, style, field);
        break;
    default:
        add_reals(text, style, field);
    }
}

static bool
is_word_of(const char *words, const char *name)
{
    for (; *words; words += strcspn(words, " "), words += *words == ' ')
        if (strcspn(words, " ") == strlen(name) &&
            strncmp(words, name, strlen(name)) == 0)
            return true;
    return false;
}

const char *
native_arguments(struct text *text, const struct node *node, const char *comma,
                 const struct native_style *style, const char *but)
{
    const struct parameter *row = node->kind->parameters;

    for (; row->name; row++) {
        const void *field = (const char *)node->self + row->offset;

        if (is_null(row, field) || is_word_of(but, row->name))
            continue;
        text_format(text, style->quoted ? "%s\"%s\"%s" : "%s%s%s", comma,
                    row->name, style->between);
        add_value(text, row, field, style);
        comma = ", ";
    }
    return comma;
}
