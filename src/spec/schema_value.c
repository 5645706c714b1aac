/* schema_value.c -- prints what the value of a row must be. */
#include "spec/schema_value.h"

#include <math.h>
#include <string.h>

#include "spec/load.h"

void
schema_add_key(struct text *text, const char *key)
{
    char last = text_last(text);

    text_string(text, last == '\0' || last == '{' || last == '[' ? "" : ", ");
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
define_bound(struct text *text, const char *key, double value)
{
    schema_add_key(text, key);
    text_number(text, value);
}

/* The interval of a row; integers end at 2^53. */
static void
define_interval(struct text *text, const struct parameter *row, bool whole)
{
    struct interval interval = row_interval(row);
    double most = (double)INTEGER_MOST;

    if (isfinite(interval.low))
        define_bound(text, interval.low_open ? "exclusiveMinimum" : "minimum",
                     interval.low);
    else if (whole)
        define_bound(text, "minimum", -most);
    if (isfinite(interval.high))
        define_bound(text, interval.high_open ? "exclusiveMaximum" : "maximum",
                     interval.high);
    else if (whole)
        define_bound(text, "maximum", most);
}

/* "type": "number", or ["number", "null"]. */
static void
define_type(struct text *text, const char *type, bool null)
{
    schema_add_key(text, "type");
    text_format(text, null ? "[\"%s\", \"null\"]" : "\"%s\"", type);
}

/* "5%", "3ep", "5*1251". */
#define DECIMAL "[0-9._]+([eE][-+]?[0-9]+)?"
#define LENGTH_PATTERN "^" DECIMAL "(%|ep|(\\\\s*[*/]\\\\s*" DECIMAL ")+)$"

/* One number of a row. */
static void
define_number(struct text *text, const struct parameter *row, bool whole,
              bool null)
{
    bool count = row->count != COUNT_NONE;

    text_string(text, "{");
    if (count)
        text_string(text, "\"anyOf\": [{\"type\": \"string\", \"pattern\": "
                          "\"" LENGTH_PATTERN "\"}, {");
    if (row_interval(row).nan)
        text_string(text, "\"anyOf\": [{\"enum\": [\"nan\", \"inf\", "
                          "\"-inf\"]}, {");
    define_type(text, whole ? "integer" : "number", null);
    define_interval(text, row, whole);
    text_string(text, row_interval(row).nan ? "}]" : "");
    text_string(text, count ? "}]}" : "}");
}

/* A list of `count` numbers; 0: any number of them. */
static void
define_list(struct text *text, const struct parameter *row, int count,
            bool null)
{
    bool whole = row->type == PARAMETER_INTEGERS;
    bool fixed = row->type == PARAMETER_PAIR;

    define_type(text, "array", null);
    if (count > 0)
        text_format(text, ", \"minItems\": %d, \"maxItems\": %d", count, count);
    schema_add_key(text, "items");
    define_number(text, row, whole, (whole || fixed) && row_interval(row).null);
}

static void
define_strings(struct text *text, bool null)
{
    define_type(text, "array", null);
    text_string(text, ", \"items\": {\"type\": \"string\"}");
}

static void
define_words(struct text *text, const char *words)
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
                text_last(text) == '{' ? "" : ", ", definition);
    define_type(text, "string", null);
    text_string(text, "}]");
}

const struct family *
schema_family(const struct schema *schema, const struct parameter *row)
{
    const struct document document = {.families = schema->families};

    return document_family(&document, row);
}

void
schema_add_required(struct text *text, const struct parameter *rows,
                    const struct parameter *more)
{
    const struct parameter *const tables[] = {rows, more};
    bool first = true;

    for (int i = 0; i < 2; i++)
        for (rows = tables[i]; rows && rows->name; rows++) {
            if (rows->default_text || rows->type == PARAMETER_GROUPS)
                continue;
            text_string(text, first ? ",\n  \"required\": [" : ", ");
            text_json_string(text, rows->name);
            first = false;
        }
    text_string(text, first ? "" : "]");
}

/* An object without a type, whose rows follow. */
static void
define_object(const struct schema *schema, const struct parameter *row)
{
    define_type(schema->text, "object", row_interval(row).null);
    text_string(schema->text, ", \"properties\": {");
    schema_add_rows(schema, row->family->kinds[0]->parameters);
    text_string(schema->text, "}, \"additionalProperties\": false");
    schema_add_required(schema->text, row->family->kinds[0]->parameters, NULL);
}

/* A list of objects without a type. */
static void
define_objects(const struct schema *schema, const struct parameter *row)
{
    struct parameter item = *row;

    item.range = NULL;
    define_type(schema->text, "array", true);
    text_string(schema->text, ", \"minItems\": 1, \"items\": {");
    define_object(schema, &item);
    text_string(schema->text, "}");
}

/* A number, or a list of them. */
static void
define_each(struct text *text, const struct parameter *row)
{
    schema_add_key(text, "anyOf");
    text_string(text, "[");
    define_number(text, row, false, row_interval(row).null);
    text_string(text, ", {");
    define_list(text, row, 0, false);
    text_string(text, "}]");
}

/* A string, or a list of them. */
static void
define_formulas(struct text *text, const struct parameter *row)
{
    schema_add_key(text, "anyOf");
    text_string(text, "[{");
    define_type(text, "string", row_interval(row).null);
    text_string(text, "}, {");
    define_strings(text, false);
    text_string(text, "}]");
}

static void
define_pairs(struct text *text, const struct parameter *row)
{
    define_type(text, "array", row_interval(row).null);
    text_string(text, ", \"items\": {");
    define_list(text, row, 2, false);
    text_string(text, "}");
}

static void
define_nodes(const struct schema *schema, const struct parameter *row)
{
    define_type(schema->text, "array", false);
    text_string(schema->text, ", \"minItems\": 1, \"items\": {");
    schema_add_node(schema->text, schema_family(schema, row)->name, false);
    text_string(schema->text, "}");
}

/* In an allOf, so that other members of the schema do not mix with its own. */
static void
define_single(struct text *text, const struct parameter *row)
{
    schema_add_key(text, "allOf");
    text_string(text, "[");
    define_number(text, row, row->type == PARAMETER_INTEGER,
                  row_interval(row).null);
    text_string(text, "]");
}

static void
define_constants(struct text *text)
{
    define_type(text, "object", false);
    text_string(text, ", \"additionalProperties\": {\"type\": \"number\"}");
}

/* A row whose value is, or may be, a list without nodes. */
static void
define_any_list(struct text *text, const struct parameter *row)
{
    bool null = row_interval(row).null;

    switch (row->type) {
    case PARAMETER_PAIR:
        define_list(text, row, 2, false);
        break;
    case PARAMETER_TRIPLE:
        define_list(text, row, 3, false);
        break;
    case PARAMETER_EACH:
        define_each(text, row);
        break;
    case PARAMETER_TEXTS:
        define_strings(text, null);
        break;
    case PARAMETER_FORMULAS:
        define_formulas(text, row);
        break;
    case PARAMETER_PAIRS:
        define_pairs(text, row);
        break;
    default:
        define_list(text, row, 0, null);
        break;
    }
}

void
schema_add_value(const struct schema *schema, const struct parameter *row)
{
    struct text *text = schema->text;

    switch (row->type) {
    case PARAMETER_REAL:
    case PARAMETER_INTEGER:
        define_single(text, row);
        break;
    case PARAMETER_BOOLEAN:
        define_type(text, "boolean", false);
        break;
    case PARAMETER_CHOICE:
        define_words(text, row->range);
        break;
    case PARAMETER_TEXT:
    case PARAMETER_FORMULA:
        define_type(text, "string", row_interval(row).null);
        break;
    case PARAMETER_CONSTANTS:
        define_constants(text);
        break;
    case PARAMETER_NODE:
        schema_add_node(text, schema_family(schema, row)->name,
                        row->default_text &&
                            strcmp(row->default_text, "null") == 0);
        break;
    case PARAMETER_NODES:
        define_nodes(schema, row);
        break;
    case PARAMETER_OBJECT:
        define_object(schema, row);
        break;
    case PARAMETER_OBJECTS:
        define_objects(schema, row);
        break;
    case PARAMETER_GROUPS:
        break;
    default:
        define_any_list(text, row);
        break;
    }
}
