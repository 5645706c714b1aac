/* schema_value.c -- prints what the value of a row must be. */
#include "spec/schema_value.h"

#include <math.h>
#include <string.h>

#include "spec/load.h"

void
schema_add_key(struct text *text, const char *key)
{
    char last = text->used > 0 ? text->bytes[text->used - 1] : '{';

    text_string(text, last == '{' || last == '[' ? "" : ", ");
    text_json_string(text, key);
    text_string(text, ": ");
}

void
schema_add_pair(struct text *text, const char *key, const char *value)
{
    schema_add_key(text, key);
    text_json_string(text, value);
}

static void
add_bound(struct text *text, const char *key, double value)
{
    schema_add_key(text, key);
    text_number(text, value);
}

/* The interval of a row; integers end at 2^53. */
static void
add_interval(struct text *text, const struct parameter *row, bool whole)
{
    struct interval interval = row_interval(row);
    double most = (double)INTEGER_MOST;

    if (isfinite(interval.low))
        add_bound(text, interval.low_open ? "exclusiveMinimum" : "minimum",
                  interval.low);
    else if (whole)
        add_bound(text, "minimum", -most);
    if (isfinite(interval.high))
        add_bound(text, interval.high_open ? "exclusiveMaximum" : "maximum",
                  interval.high);
    else if (whole)
        add_bound(text, "maximum", most);
}

/* "type": "number", or ["number", "null"]. */
static void
add_type(struct text *text, const char *type, bool null)
{
    schema_add_key(text, "type");
    text_format(text, null ? "[\"%s\", \"null\"]" : "\"%s\"", type);
}

/* One number of a row. */
static void
add_number(struct text *text, const struct parameter *row, bool whole,
           bool null)
{
    text_string(text, "{");
    if (row_interval(row).nan) {
        text_string(text, "\"anyOf\": [{\"enum\": [\"nan\", \"inf\", "
                          "\"-inf\"]}, {");
    }
    add_type(text, whole ? "integer" : "number", null);
    add_interval(text, row, whole);
    text_string(text, row_interval(row).nan ? "}]}" : "}");
}

/* A list of `count` numbers; 0: any number of them. */
static void
add_list(struct text *text, const struct parameter *row, int count, bool null)
{
    bool whole = row->type == PARAMETER_INTEGERS;
    bool fixed = row->type == PARAMETER_PAIR;

    add_type(text, "array", null);
    if (count > 0)
        text_format(text, ", \"minItems\": %d, \"maxItems\": %d", count, count);
    schema_add_key(text, "items");
    add_number(text, row, whole, (whole || fixed) && row_interval(row).null);
}

static void
add_strings(struct text *text, bool null)
{
    add_type(text, "array", null);
    text_string(text, ", \"items\": {\"type\": \"string\"}");
}

static void
add_words(struct text *text, const char *words)
{
    schema_add_key(text, "enum");
    text_string(text, "[");
    while (*words && *words != ' ') {
        size_t length = strcspn(words, "| ");

        text_format(text, "\"%.*s\"", (int)length, words);
        words += length + (words[length] == '|');
        text_string(text, *words && *words != ' ' ? ", " : "");
    }
    text_string(text, "]");
}

/* A node is an object, a string in the short form, or null. */
void
schema_add_node(struct text *text, const char *definition, bool null)
{
    text_format(text, "%s\"anyOf\": [{\"$ref\": \"#/$defs/%s\"}, {",
                text->bytes[text->used - 1] == '{' ? "" : ", ", definition);
    add_type(text, "string", null);
    text_string(text, "}]");
}

const struct family *
schema_family(const struct schema *schema, const struct parameter *row)
{
    const struct document document = {.families = schema->families};

    return document_family(&document, row);
}

/* An object without a type, whose rows follow. */
static void
add_object(const struct schema *schema, const struct parameter *row)
{
    add_type(schema->text, "object", row_interval(row).null);
    text_string(schema->text, ", \"properties\": {");
    schema_add_rows(schema, row->family->kinds[0]->parameters);
    text_string(schema->text, "}, \"additionalProperties\": false");
}

/* A number, or a list of them. */
static void
add_each(struct text *text, const struct parameter *row)
{
    schema_add_key(text, "anyOf");
    text_string(text, "[");
    add_number(text, row, false, row_interval(row).null);
    text_string(text, ", {");
    add_list(text, row, 0, false);
    text_string(text, "}]");
}

/* A string, or a list of them. */
static void
add_formulas(struct text *text, const struct parameter *row)
{
    schema_add_key(text, "anyOf");
    text_string(text, "[{");
    add_type(text, "string", row_interval(row).null);
    text_string(text, "}, {");
    add_strings(text, false);
    text_string(text, "}]");
}

static void
add_pairs(struct text *text, const struct parameter *row)
{
    add_type(text, "array", row_interval(row).null);
    text_string(text, ", \"items\": {");
    add_list(text, row, 2, false);
    text_string(text, "}");
}

static void
add_nodes(const struct schema *schema, const struct parameter *row)
{
    add_type(schema->text, "array", false);
    text_string(schema->text, ", \"minItems\": 1, \"items\": {");
    schema_add_node(schema->text, schema_family(schema, row)->name, false);
    text_string(schema->text, "}");
}

/* In an allOf, so that other members of the schema do not mix with its own. */
static void
add_single(struct text *text, const struct parameter *row)
{
    schema_add_key(text, "allOf");
    text_string(text, "[");
    add_number(text, row, row->type == PARAMETER_INTEGER,
               row_interval(row).null);
    text_string(text, "]");
}

static void
add_constants(struct text *text)
{
    add_type(text, "object", false);
    text_string(text, ", \"additionalProperties\": {\"type\": \"number\"}");
}

void
schema_add_value(const struct schema *schema, const struct parameter *row)
{
    struct text *text = schema->text;
    bool null = row_interval(row).null;

    switch (row->type) {
    case PARAMETER_REAL:
    case PARAMETER_INTEGER:
        add_single(text, row);
        break;
    case PARAMETER_BOOLEAN:
        add_type(text, "boolean", false);
        break;
    case PARAMETER_CHOICE:
        add_words(text, row->range);
        break;
    case PARAMETER_TEXT:
    case PARAMETER_FORMULA:
        add_type(text, "string", null);
        break;
    case PARAMETER_PAIR:
        add_list(text, row, 2, false);
        break;
    case PARAMETER_TRIPLE:
        add_list(text, row, 3, false);
        break;
    case PARAMETER_REALS:
    case PARAMETER_INTEGERS:
        add_list(text, row, 0, null);
        break;
    case PARAMETER_EACH:
        add_each(text, row);
        break;
    case PARAMETER_TEXTS:
        add_strings(text, null);
        break;
    case PARAMETER_FORMULAS:
        add_formulas(text, row);
        break;
    case PARAMETER_PAIRS:
        add_pairs(text, row);
        break;
    case PARAMETER_CONSTANTS:
        add_constants(text);
        break;
    case PARAMETER_NODE:
        schema_add_node(text, schema_family(schema, row)->name,
                        row->default_text &&
                            strcmp(row->default_text, "null") == 0);
        break;
    case PARAMETER_NODES:
        add_nodes(schema, row);
        break;
    case PARAMETER_OBJECT:
        add_object(schema, row);
        break;
    case PARAMETER_GROUPS:
        break;
    }
}
