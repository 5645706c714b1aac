/* describe.c -- a walk over the table of a kind. */
#include "spec/describe.h"

#include <string.h>

enum { INDENT = 4 };

static const char *const type_names[] = {
    [PARAMETER_REAL] = "number",
    [PARAMETER_INTEGER] = "integer",
    [PARAMETER_BOOLEAN] = "true or false",
    [PARAMETER_CHOICE] = "one of",
    [PARAMETER_TEXT] = "string",
    [PARAMETER_FORMULA] = "formula",
    [PARAMETER_PAIR] = "two numbers",
    [PARAMETER_TRIPLE] = "three numbers",
    [PARAMETER_REALS] = "list of numbers",
    [PARAMETER_INTEGERS] = "list of integers",
    [PARAMETER_EACH] = "number, or one a group,",
    [PARAMETER_TEXTS] = "list of strings",
    [PARAMETER_FORMULAS] = "formula, or one a group",
    [PARAMETER_PAIRS] = "list of pairs of numbers",
    [PARAMETER_CONSTANTS] = "object of numbers",
    [PARAMETER_NODE] = "an object with a type",
    [PARAMETER_NODES] = "list of objects with a type",
    [PARAMETER_GROUPS] = "list of groups",
    [PARAMETER_OBJECT] = "an object",
};

/* name  type range, default
 *     meaning */
static void
describe_parameter(const struct parameter *row, struct text *text)
{
    bool interval = row->range && strchr("[(", row->range[0]);

    text_format(text, "  %s", row->name);
    if (strlen(row->name) + 4 > INDENT + 14)
        text_string(text, "\n");
    text_pad(text, INDENT + 14);
    text_string(text, type_names[row->type]);
    if (row->range)
        text_format(text, "%s%s", interval ? " in " : " ", row->range);
    if (row->standard)
        text_format(text, ", default %s\n", row->standard);
    else
        text_string(text, ", required\n");
    text_pad(text, INDENT + 14);
    text_flow(text, INDENT + 14, row->meaning);
    text_string(text, "\n");
}

/* Lines, each indented. */
static void
indent_lines(struct text *text, const char *lines)
{
    while (*lines) {
        size_t length = strcspn(lines, "\n");

        text_format(text, "    %.*s\n", (int)length, lines);
        lines += length + (lines[length] == '\n');
    }
}

void
describe_kind(const struct family *family, const struct kind *kind,
              struct text *text)
{
    const struct parameter *row = kind->parameters;

    text_format(text, "%s (%s): ", kind->name, family->name);
    text_flow(text, 4, kind->summary);
    text_string(text, "\n\n");
    indent_lines(text, kind->formula);
    text_string(text, row && row->name ? "\nparameters, in order\n" : "");
    for (; row && row->name; row++)
        describe_parameter(row, text);
    text_string(text, "\n");
    if (family->describe)
        family->describe(kind, text);
    if (*kind->aliases)
        text_format(text, "also        %s\n", kind->aliases);
    text_format(text, "example     %s\n", kind->example);
    text_string(text, "source      ");
    text_flow(text, 12, kind->source);
    text_string(text, "\n");
}

static void
add_member(struct text *text, const char *name, const char *value)
{
    text_format(text, ", \"%s\": ", name);
    if (value)
        text_json_string(text, value);
    else
        text_string(text, "null");
}

static void
add_aliases(struct text *text, const char *aliases)
{
    const char *comma = "";

    text_string(text, ", \"aliases\": [");
    while (*aliases) {
        size_t length = strcspn(aliases, " ");

        text_format(text, "%s\"%.*s\"", comma, (int)length, aliases);
        aliases += length + strspn(aliases + length, " ");
        comma = ", ";
    }
    text_string(text, "]");
}

void
describe_json(const struct family *family, const struct kind *kind,
              struct text *text)
{
    const struct parameter *row = kind->parameters;

    text_string(text, "{\"name\": ");
    text_json_string(text, kind->name);
    add_member(text, "family", family->name);
    add_aliases(text, kind->aliases);
    add_member(text, "summary", kind->summary);
    add_member(text, "formula", kind->formula);
    add_member(text, "source", kind->source);
    add_member(text, "example", kind->example);
    text_string(text, ", \"parameters\": [");
    for (; row && row->name; row++) {
        text_string(text,
                    row == kind->parameters ? "{\"name\": " : ", {\"name\": ");
        text_json_string(text, row->name);
        add_member(text, "type", type_names[row->type]);
        add_member(text, "range", row->range);
        text_format(text, ", \"required\": %s, \"default\": %s",
                    row->standard ? "false" : "true",
                    row->standard ? row->standard : "null");
        add_member(text, "meaning", row->meaning);
        text_string(text, "}");
    }
    text_string(text, "]");
    if (family->describe_json)
        family->describe_json(kind, text);
    text_string(text, "}");
}
