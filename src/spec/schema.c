/* schema.c -- prints all tables as a JSON Schema. */
#include "spec/schema.h"

#include <ctype.h>
#include <string.h>

#include "spec/params.h"
#include "spec/schema_value.h"

/* "name": {…} on a line of its own. */
static void
define_row(const struct schema *schema, const struct parameter *row)
{
    struct text *text = schema->text;

    text_string(text, text_last(text) == '{' ? "\n    " : ",\n    ");
    text_json_string(text, row->name);
    text_string(text, ": {");
    schema_add_pair(text, "description", row->meaning);
    if (row->default_text && row->count != COUNT_TOTAL) {
        schema_add_key(text, "default");
        text_string(text, row->default_text);
    }
    if (row == params_rows)
        text_string(text, ", \"anyOf\": [{\"type\": \"string\"}, {\"type\": "
                          "\"array\", \"minItems\": 1, \"items\": "
                          "{\"type\": \"integer\", \"minimum\": 0, "
                          "\"maximum\": 9007199254740992}}]");
    else
        schema_add_value(schema, row);
    text_string(text, "}");
}

void
schema_add_rows(const struct schema *schema, const struct parameter *rows)
{
    for (; rows && rows->name; rows++)
        if (rows->type != PARAMETER_GROUPS)
            define_row(schema, rows);
}

/* The name, an alias or a call in any case, for which ECMAScript has no flag
 * inside a pattern. */
static void
define_pattern(struct text *text, const struct kind *kind)
{
    const char *names[] = {kind->name, kind_aliases(kind),
                           kind->calls ? kind->calls : ""};

    for (int i = 0; i < 3; i++) {
        text_string(text, i && *names[i] ? "|" : "");
        for (const char *at = names[i]; *at; at++)
            if (*at == '(')
                at += strcspn(at, " ") - 1;
            else if (isalpha((unsigned char)*at))
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
define_groups(const struct schema *schema, const struct family *family,
              const struct kind *kind, const struct parameter *row)
{
    struct text *text = schema->text;

    text_format(text, ",\n    \"%s\": {", row->name);
    schema_add_pair(text, "description", row->meaning);
    text_format(text,
                ", \"type\": [\"array\", \"null\"], \"minItems\": 1, "
                "\"items\": {\"if\": {\"required\": [\"type\"]}, "
                "\"then\": {\"$ref\": \"#/$defs/group.%s\"}, "
                "\"else\": {\"$ref\": \"#/$defs/%s.%s.group\"}}}",
                family->name, family->name, kind->name);
}

static void
define_group(const struct schema *schema, const struct family *family,
             const struct kind *kind)
{
    struct text *text = schema->text;

    text_format(text,
                ",\n\"%s.%s.group\": {\"type\": \"object\",\n  "
                "\"properties\": {",
                family->name, kind->name);
    schema_add_rows(schema, params_rows);
    schema_add_rows(schema, kind->parameters);
    text_string(text, "},\n  \"required\": [\"params\"], "
                      "\"additionalProperties\": false}");
}

/* The object of a kind, with the rows `extra` in it. */
static void
define_kind(const struct schema *schema, const char *prefix,
            const struct family *family, const struct kind *kind,
            const struct parameter *extra)
{
    const struct parameter *rows = extra;
    struct text *text = schema->text;
    bool groups = false;

    text_format(text, ",\n\"%s%s.%s\": {", prefix, family->name, kind->name);
    schema_add_pair(text, "title", kind->name);
    schema_add_pair(text, "description", kind->summary);
    text_string(text, ",\n  \"properties\": {\n    \"type\": true");
    schema_add_rows(schema, kind->parameters);
    schema_add_rows(schema, extra);
    for (; extra && extra->name; extra++)
        if (extra->type == PARAMETER_GROUPS) {
            define_groups(schema, family, kind, extra);
            groups = true;
        }
    text_string(text, "}");
    schema_add_required(text, kind->parameters, rows);
    text_string(text, ",\n  \"additionalProperties\": false}");
    if (groups)
        define_group(schema, family, kind);
}

/* All kinds of a family by their type; an object without one is of the default
 * kind (NULL: it must have one). */
static void
define_family(const struct schema *schema, const char *prefix,
              const struct family *family, const struct kind *default_kind,
              const struct parameter *extra)
{
    struct text *text = schema->text;

    text_format(text,
                "%s\n\"%s%s\": {\"type\": \"object\",\n  \"properties\": "
                "{\"type\": {\"type\": \"string\", \"pattern\": \"^(",
                text_last(text) == '{' ? "" : ",", prefix, family->name);
    for (size_t i = 0; family->kinds[i]; i++) {
        text_string(text, i ? "|" : "");
        define_pattern(text, family->kinds[i]);
    }
    text_string(text, ")$\", \"examples\": [");
    for (size_t i = 0; family->kinds[i]; i++)
        text_format(text, "%s\"%s\"", i ? ", " : "", family->kinds[i]->name);
    text_format(text, "]}},\n  %s\"allOf\": [",
                default_kind ? "" : "\"required\": [\"type\"], ");
    for (size_t i = 0; family->kinds[i]; i++) {
        const struct kind *kind = family->kinds[i];

        text_string(text, i ? ",\n" : "\n");
        text_string(text, "    {\"if\": {\"properties\": {\"type\": "
                          "{\"pattern\": \"^(");
        define_pattern(text, kind);
        text_format(text,
                    ")$\"}}%s}, \"then\": {\"$ref\": "
                    "\"#/$defs/%s%s.%s\"}}",
                    kind == default_kind ? "" : ", \"required\": [\"type\"]",
                    prefix, family->name, kind->name);
    }
    text_string(text, "]}");
    for (size_t i = 0; family->kinds[i]; i++)
        define_kind(schema, prefix, family, family->kinds[i], extra);
}

/* The kind in the default of a row; NULL if there is none. */
static const struct kind *
find_default_kind(const struct schema *schema, const struct family *family,
                  const struct parameter *row)
{
    struct arena arena = {0};
    const struct kind *kind = NULL;
    const char *type;

    if (!row_default_type(row, &arena, &type))
        schema->text->failed = true;
    else if (type)
        kind = family_find(family, type);
    arena_free(&arena);
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
                    schema_family(schema, row) == family)
                    return true;
        }
    return false;
}

/* The nodes of the root have rows that no other node has. */
static void
define_root(const struct schema *schema, const struct parameter *row)
{
    struct text *text = schema->text;
    char definition[64] = "root.";

    if (row->type != PARAMETER_NODE) {
        define_row(schema, row);
        return;
    }
    strncat(definition, row->name, sizeof definition - 6);
    text_format(text, ",\n    \"%s\": {", row->name);
    schema_add_pair(text, "description", row->meaning);
    schema_add_key(text, "default");
    text_string(text, row->default_text);
    schema_add_node(text, definition, strcmp(row->default_text, "null") == 0);
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
        define_root(&schema, row);
    text_string(text, "},\n \"additionalProperties\": false,\n\"$defs\": {");
    for (const struct parameter *row = spec_table; row->name; row++)
        if (row->type == PARAMETER_NODE)
            define_family(
                &schema, "root.", schema_family(&schema, row),
                find_default_kind(&schema, schema_family(&schema, row), row),
                row->extra);
    for (const struct parameter *row = spec_table; row->name; row++)
        if (strcmp(row->name, "optimizer") == 0)
            define_family(&schema, "group.", schema_family(&schema, row), NULL,
                          params_rows);
    for (size_t i = 0; families[i]; i++)
        if (is_nested(&schema, families[i]))
            define_family(&schema, "", families[i], NULL, NULL);
    text_string(text, "}}\n");
}
