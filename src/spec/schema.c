/* schema.c -- a walk over all tables. */
#include "spec/schema.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "spec/load.h"
#include "spec/params.h"

struct schema {
    const struct family *const *families;
    struct text *text;
};

/* "a": , with a comma where something stands before it. */
static void
add_key(struct text *text, const char *key)
{
    char last = text->used > 0 ? text->bytes[text->used - 1] : '{';

    text_string(text, last == '{' || last == '[' ? "" : ", ");
    text_json_string(text, key);
    text_string(text, ": ");
}

static void
add_pair(struct text *text, const char *key, const char *value)
{
    add_key(text, key);
    text_json_string(text, value);
}

static void
add_bound(struct text *text, const char *key, double value)
{
    add_key(text, key);
    text_number(text, value);
}

/* The interval of a row; whole numbers end at 2^53. */
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

/* "type": "number", or with null beside it. */
static void
add_type(struct text *text, const char *type, bool null)
{
    add_key(text, "type");
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

/* A list of numbers; `count` is how many, 0 any number of them. */
static void
add_list(struct text *text, const struct parameter *row, int count, bool null)
{
    bool whole = row->type == PARAMETER_INTEGERS;
    bool fixed = row->type == PARAMETER_PAIR;

    add_type(text, "array", null);
    if (count > 0)
        text_format(text, ", \"minItems\": %d, \"maxItems\": %d", count, count);
    add_key(text, "items");
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
    add_key(text, "enum");
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
static void
add_node(struct text *text, const char *definition, bool null)
{
    text_format(text, "%s\"anyOf\": [{\"$ref\": \"#/$defs/%s\"}, {",
                text->bytes[text->used - 1] == '{' ? "" : ", ", definition);
    add_type(text, "string", null);
    text_string(text, "}]");
}

static const struct family *
family_of(const struct schema *schema, const struct parameter *row)
{
    const struct document document = {.families = schema->families};

    return document_family(&document, row);
}

static void add_rows(const struct schema *schema, const struct parameter *rows);

/* An object without a type: its rows stand where it does. */
static void
add_object(const struct schema *schema, const struct parameter *row)
{
    add_type(schema->text, "object", row_interval(row).null);
    text_string(schema->text, ", \"properties\": {");
    add_rows(schema, row->family->kinds[0]->parameters);
    text_string(schema->text, "}, \"additionalProperties\": false");
}

/* A number, or a list of them. */
static void
add_each(struct text *text, const struct parameter *row)
{
    add_key(text, "anyOf");
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
    add_key(text, "anyOf");
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
    add_node(schema->text, family_of(schema, row)->name, false);
    text_string(schema->text, "}");
}

/* What a value of the row must be, as members of an open object. */
static void
add_value(const struct schema *schema, const struct parameter *row)
{
    struct text *text = schema->text;
    bool null = row_interval(row).null;

    switch (row->type) {
    case PARAMETER_REAL:
    case PARAMETER_INTEGER:
        add_key(text, "allOf");
        text_string(text, "[");
        add_number(text, row, row->type == PARAMETER_INTEGER, null);
        text_string(text, "]");
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
        add_type(text, "object", false);
        text_string(text, ", \"additionalProperties\": {\"type\": "
                          "\"number\"}");
        break;
    case PARAMETER_NODE:
        add_node(text, family_of(schema, row)->name,
                 row->standard && strcmp(row->standard, "null") == 0);
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

/* "name": {…} on a line of its own. */
static void
add_row(const struct schema *schema, const struct parameter *row)
{
    struct text *text = schema->text;

    text_string(text,
                text->bytes[text->used - 1] == '{' ? "\n    " : ",\n    ");
    text_json_string(text, row->name);
    text_string(text, ": {");
    add_pair(text, "description", row->meaning);
    if (row->standard) {
        add_key(text, "default");
        text_string(text, row->standard);
    }
    add_value(schema, row);
    text_string(text, "}");
}

static void
add_rows(const struct schema *schema, const struct parameter *rows)
{
    for (; rows && rows->name; rows++)
        if (rows->type != PARAMETER_GROUPS)
            add_row(schema, rows);
}

/* "required": […], if anything is. */
static void
add_required(struct text *text, const struct parameter *rows)
{
    bool first = true;

    for (; rows && rows->name; rows++) {
        if (rows->standard)
            continue;
        text_string(text, first ? ",\n  \"required\": [" : ", ");
        text_json_string(text, rows->name);
        first = false;
    }
    text_string(text, first ? "" : "]");
}

/* The name or an alias, in any case: ECMAScript has no flag for it inside a
 * pattern. */
static void
add_pattern(struct text *text, const struct kind *kind)
{
    const char *names[] = {kind->name, kind->aliases};

    for (int i = 0; i < 2; i++) {
        text_string(text, i && *names[i] ? "|" : "");
        for (const char *at = names[i]; *at; at++)
            if (isalpha((unsigned char)*at))
                text_format(text, "[%c%c]", tolower((unsigned char)*at),
                            toupper((unsigned char)*at));
            else if (*at == '.')
                text_string(text, "\\\\.");
            else
                text_format(text, "%c", *at == ' ' ? '|' : *at);
    }
}

/* A group: the kind's parameters, all optional, and those of any group. */
static void
add_groups(const struct schema *schema, const struct family *family,
           const struct kind *kind, const struct parameter *row)
{
    struct text *text = schema->text;

    text_format(text, ",\n    \"%s\": {", row->name);
    add_pair(text, "description", row->meaning);
    text_format(text,
                ", \"type\": [\"array\", \"null\"], \"minItems\": 1, "
                "\"items\": {\"$ref\": \"#/$defs/%s.%s.group\"}}",
                family->name, kind->name);
}

static void
define_group(const struct schema *schema, const struct family *family,
             const struct kind *kind)
{
    struct text *text = schema->text;

    text_format(text,
                ",\n\"%s.%s.group\": {\"type\": \"object\",\n  "
                "\"properties\": {\n    \"params\": {",
                family->name, kind->name);
    add_pair(text, "description", params_rows[0].meaning);
    text_string(text, ", \"anyOf\": [{\"type\": \"string\"}, {\"type\": "
                      "\"array\", \"minItems\": 1, \"items\": {\"type\": "
                      "\"integer\", \"minimum\": 0, \"maximum\": "
                      "9007199254740992}}]}");
    add_rows(schema, params_rows + 1);
    add_rows(schema, kind->parameters);
    text_string(text, "},\n  \"required\": [\"params\"], "
                      "\"additionalProperties\": false}");
}

/* The object of a kind; with the rows of the root's node in it, or without. */
static void
define_kind(const struct schema *schema, const char *prefix,
            const struct family *family, const struct kind *kind,
            const struct parameter *extra)
{
    struct text *text = schema->text;
    bool groups = false;

    text_format(text, ",\n\"%s%s.%s\": {", prefix, family->name, kind->name);
    add_pair(text, "title", kind->name);
    add_pair(text, "description", kind->summary);
    text_string(text, ",\n  \"properties\": {\n    \"type\": true");
    add_rows(schema, kind->parameters);
    add_rows(schema, extra);
    for (; extra && extra->name; extra++)
        if (extra->type == PARAMETER_GROUPS) {
            add_groups(schema, family, kind, extra);
            groups = true;
        }
    text_string(text, "}");
    add_required(text, kind->parameters);
    text_string(text, ",\n  \"additionalProperties\": false}");
    if (groups)
        define_group(schema, family, kind);
}

/* All kinds of a family, told apart by their type; `standard` is what an
 * object without one is (NULL: there must be one). */
static void
define_family(const struct schema *schema, const char *prefix,
              const struct family *family, const struct kind *standard,
              const struct parameter *extra)
{
    struct text *text = schema->text;

    text_format(text,
                "%s\n\"%s%s\": {\"type\": \"object\",\n  \"properties\": "
                "{\"type\": {\"type\": \"string\", \"pattern\": \"^(",
                text->bytes[text->used - 1] == '{' ? "" : ",", prefix,
                family->name);
    for (size_t i = 0; family->kinds[i]; i++) {
        text_string(text, i ? "|" : "");
        add_pattern(text, family->kinds[i]);
    }
    text_string(text, ")$\", \"examples\": [");
    for (size_t i = 0; family->kinds[i]; i++)
        text_format(text, "%s\"%s\"", i ? ", " : "", family->kinds[i]->name);
    text_format(text, "]}},\n  %s\"allOf\": [",
                standard ? "" : "\"required\": [\"type\"], ");
    for (size_t i = 0; family->kinds[i]; i++) {
        const struct kind *kind = family->kinds[i];

        text_string(text, i ? ",\n" : "\n");
        text_string(text, "    {\"if\": {\"properties\": {\"type\": "
                          "{\"pattern\": \"^(");
        add_pattern(text, kind);
        text_format(text,
                    ")$\"}}%s}, \"then\": {\"$ref\": "
                    "\"#/$defs/%s%s.%s\"}}",
                    kind == standard ? "" : ", \"required\": [\"type\"]",
                    prefix, family->name, kind->name);
    }
    text_string(text, "]}");
    for (size_t i = 0; family->kinds[i]; i++)
        define_kind(schema, prefix, family, family->kinds[i], extra);
}

/* The kind that the default of a row names; NULL: none. */
static const struct kind *
standard_kind(const struct family *family, const struct parameter *row)
{
    cJSON *value = row->standard ? cJSON_Parse(row->standard) : NULL;
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(value, "type");
    const struct kind *kind =
        cJSON_IsString(type) ? family_find(family, type->valuestring) : NULL;

    cJSON_Delete(value);
    return kind;
}

/* Whether a kind of any family holds nodes of this one. */
static bool
is_nested(const struct schema *schema, const struct family *family)
{
    for (size_t f = 0; schema->families[f]; f++)
        for (size_t k = 0; schema->families[f]->kinds[k]; k++) {
            const struct parameter *row =
                schema->families[f]->kinds[k]->parameters;

            for (; row && row->name; row++)
                if ((row->type == PARAMETER_NODE ||
                     row->type == PARAMETER_NODES) &&
                    family_of(schema, row) == family)
                    return true;
        }
    return false;
}

/* The root's own nodes hold rows that no other may. */
static void
add_root(const struct schema *schema, const struct parameter *row)
{
    struct text *text = schema->text;
    char definition[64] = "root.";

    if (row->type != PARAMETER_NODE) {
        add_row(schema, row);
        return;
    }
    strncat(definition, row->name, sizeof definition - 6);
    text_format(text, ",\n    \"%s\": {", row->name);
    add_pair(text, "description", row->meaning);
    add_key(text, "default");
    text_string(text, row->standard);
    add_node(text, definition, strcmp(row->standard, "null") == 0);
    text_string(text, "}");
}

void
schema_print(const struct family *const *families, struct text *text)
{
    const struct schema schema = {families, text};

    text_string(text,
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema"
                "\",\n \"title\": \"lrsim spec\", \"type\": \"object\",\n "
                "\"properties\": {\n    \"$schema\": true");
    for (const struct parameter *row = spec_table; row->name; row++)
        add_root(&schema, row);
    text_string(text, "},\n \"additionalProperties\": false,\n\"$defs\": {");
    for (const struct parameter *row = spec_table; row->name; row++)
        if (row->type == PARAMETER_NODE)
            define_family(&schema, "root.", family_of(&schema, row),
                          standard_kind(family_of(&schema, row), row),
                          row->extra);
    for (size_t i = 0; families[i]; i++)
        if (is_nested(&schema, families[i]))
            define_family(&schema, "", families[i], NULL, NULL);
    text_string(text, "}}\n");
}
