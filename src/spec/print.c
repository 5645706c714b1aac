/* print.c -- the canonical JSON of a spec, by the tables that loaded it. */
#include <math.h>
#include <string.h>

#include "spec/spec.h"

struct printer {
    struct text *text;
    size_t indent;
    bool filled; /* the object has members already */
};

static void print_node(struct printer *printer, const struct node *node,
                       bool untyped, const struct parameter *extra,
                       const void *owner);

static void
new_line(struct printer *printer)
{
    text_format(printer->text, "\n%*s", (int)printer->indent, "");
}

static void
open_object(struct printer *printer)
{
    text_string(printer->text, "{");
    printer->indent += 2;
    printer->filled = false;
}

static void
close_object(struct printer *printer)
{
    printer->indent -= 2;
    if (printer->filled)
        new_line(printer);
    text_string(printer->text, "}");
    printer->filled = true;
}

static void
print_key(struct printer *printer, const char *key)
{
    if (printer->filled)
        text_string(printer->text, ",");
    new_line(printer);
    text_json_string(printer->text, key);
    text_string(printer->text, ": ");
    printer->filled = true;
}

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

/* A list holds no null, and so NaN is itself. */
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

/* Either may be null. */
static void
print_pair(struct text *text, const double *values)
{
    text_string(text, "[");
    print_real(text, values[0]);
    text_string(text, ", ");
    print_real(text, values[1]);
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
        print_pair(text, pairs->values[i]);
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
print_nodes(struct printer *printer, const struct nodes *nodes)
{
    text_string(printer->text, "[");
    printer->indent += 2;
    for (size_t i = 0; i < nodes->count; i++) {
        text_string(printer->text, i ? "," : "");
        new_line(printer);
        print_node(printer, &nodes->items[i], false, NULL, NULL);
    }
    printer->indent -= 2;
    new_line(printer);
    text_string(printer->text, "]");
}

static void print_rows(struct printer *printer, const struct parameter *rows,
                       const void *owner, uint64_t which);

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

static void
print_groups(struct printer *printer, const struct groups *groups)
{
    text_string(printer->text, "[");
    printer->indent += 2;
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->items[i];

        text_string(printer->text, i ? "," : "");
        new_line(printer);
        open_object(printer);
        print_key(printer, "params");
        text_json_string(printer->text, group->text);
        if (group->shape.values) {
            print_key(printer, "shape");
            print_integers(printer->text, &group->shape);
        }
        print_rows(printer, group->node.kind->parameters, group->node.self,
                   group->named);
        close_object(printer);
    }
    printer->indent -= 2;
    new_line(printer);
    text_string(printer->text, "]");
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

static void
print_value(struct printer *printer, const struct parameter *row,
            const void *owner)
{
    const void *field = (const char *)owner + row->offset;
    struct text *text = printer->text;

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
        if (*(const char *const *)field)
            text_json_string(text, *(const char *const *)field);
        else
            text_string(text, "null");
        break;
    case PARAMETER_PAIR:
        print_pair(text, field);
        break;
    case PARAMETER_TRIPLE:
        print_reals(text, field, 3);
        break;
    case PARAMETER_CONSTANTS:
        print_constants(text, field);
        break;
    case PARAMETER_NODE:
    case PARAMETER_OBJECT:
        print_node(printer, field, row->type == PARAMETER_OBJECT, row->extra,
                   owner);
        break;
    case PARAMETER_NODES:
        print_nodes(printer, field);
        break;
    case PARAMETER_GROUPS:
        print_groups(printer, field);
        break;
    default:
        print_list(text, row, field);
        break;
    }
}

/* The rows whose bit is set in `which`; a list of groups only if there is
 * one, since it can not be empty. */
static void
print_rows(struct printer *printer, const struct parameter *rows,
           const void *owner, uint64_t which)
{
    for (size_t i = 0; rows && rows[i].name; i++) {
        const struct groups *groups =
            (const void *)((const char *)owner + rows[i].offset);

        if (!(which >> i & 1) ||
            (rows[i].type == PARAMETER_GROUPS && groups->count == 0))
            continue;
        print_key(printer, rows[i].name);
        print_value(printer, &rows[i], owner);
    }
}

static void
print_node(struct printer *printer, const struct node *node, bool untyped,
           const struct parameter *extra, const void *owner)
{
    if (!node->kind) {
        text_string(printer->text, "null");
        return;
    }
    open_object(printer);
    if (!untyped) {
        print_key(printer, "type");
        text_json_string(printer->text, node->kind->name);
    }
    print_rows(printer, node->kind->parameters, node->self, UINT64_MAX);
    print_rows(printer, extra, owner, UINT64_MAX);
    close_object(printer);
}

/* Groups whose problem is not told hold any indices: the default problem
 * must not appear beside them. */
static uint64_t
rows_to_print(const struct spec *spec)
{
    const struct parameter *problem = row_find(NULL, spec_table, "problem");
    uint64_t bit = (uint64_t)1 << (problem - spec_table);

    return spec->param_groups.count > 0 && !spec->problem_given ? ~bit
                                                                : UINT64_MAX;
}

void
spec_print(const struct spec *spec, struct text *text)
{
    struct printer printer = {.text = text};

    open_object(&printer);
    print_rows(&printer, spec_table, spec, rows_to_print(spec));
    close_object(&printer);
    text_string(text, "\n");
}
