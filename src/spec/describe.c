/* describe.c -- prints the table of a kind. */
#include "spec/describe.h"

#include <string.h>

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
    [PARAMETER_OBJECTS] = "list of objects",
};

static void describe_parameters(const struct kind *kind, size_t indent,
                                struct text *text);

void
describe_type(const struct parameter *row, struct text *text)
{
    text_string(text, type_names[row->type]);
    if (row->range)
        text_format(text, "%s%s", strchr("[(", row->range[0]) ? " in " : " ",
                    row->range);
}

/* name  type range, default
 *     meaning, then the members of an object */
static void
describe_parameter(const struct parameter *row, size_t indent,
                   struct text *text)
{
    size_t behind = indent + 16;

    text_pad(text, indent);
    text_string(text, row->name);
    if (strlen(row->name) + indent + 2 > behind)
        text_string(text, "\n");
    text_pad(text, behind);
    describe_type(row, text);
    text_string(text, row->count ? ", a count of steps" : "");
    if (row->count == COUNT_TOTAL)
        text_string(text, ", default all that are left\n");
    else if (row->default_text)
        text_format(text, ", default %s\n", row->default_text);
    else
        text_string(text, ", required\n");
    text_pad(text, behind);
    text_flow(text, behind, row->meaning);
    text_string(text, "\n");
    if (row->type == PARAMETER_OBJECT)
        describe_parameters(row->family->kinds[0], behind, text);
}

static void
describe_parameters(const struct kind *kind, size_t indent, struct text *text)
{
    const struct parameter *row = kind->parameters;

    for (; row && row->name; row++)
        describe_parameter(row, indent, text);
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

/* The symbol, and who defines it. */
static const char *
compose_source(const struct kind *kind, struct arena *arena)
{
    struct text text = {.arena = arena};
    const char *composed;

    text_string(&text, kind->symbol ? kind->symbol : "");
    text_string(&text, kind->symbol && kind->source ? "; " : "");
    text_string(&text, kind->source ? kind->source : "");
    composed = text_end(&text);
    return composed ? composed : "";
}

/* "            amsgrad is adam(amsgrad=true)" */
static void
describe_calls(const struct kind *kind, struct text *text)
{
    const char *call = kind->calls ? kind->calls : "";

    for (size_t name, next; *call; call += next + strspn(call + next, " ")) {
        name = strcspn(call, "(");
        next = strcspn(call, " ");
        text_format(text, "also        %.*s, which is %s%.*s\n", (int)name,
                    call, kind->name, (int)(next - name), call + name);
    }
}

void
describe_kind(const struct family *family, const struct kind *kind,
              struct text *text)
{
    const struct parameter *row = kind->parameters;
    enum system_id system = kind_system(kind);

    text_format(text, "%s (%s): ", kind->name, family->name);
    text_flow(text, 4, kind->summary);
    text_string(text, "\n\n");
    indent_lines(text, kind->formula);
    text_string(text, row && row->name ? "\nparameters, in order\n" : "");
    describe_parameters(kind, 2, text);
    text_string(text, "\n");
    if (family->describe)
        family->describe(kind, text);
    if (*kind_aliases(kind))
        text_format(text, "also        %s\n", kind_aliases(kind));
    describe_calls(kind, text);
    text_format(text, "example     %s\n", kind->example);
    text_string(text, "source      ");
    text_flow(text, 12, compose_source(kind, text->arena));
    text_string(text, "\n");
    if (system_version(system))
        text_format(text, "compared    with %s %s\n", system_title(system),
                    system_version(system));
}

static void
json_member(struct text *text, const char *name, const char *value)
{
    text_format(text, ", \"%s\": ", name);
    if (value)
        text_json_string(text, value);
    else
        text_string(text, "null");
}

static void
json_words(struct text *text, const char *name, const char *aliases)
{
    const char *comma = "";

    text_format(text, ", \"%s\": [", name);
    while (*aliases) {
        size_t length = strcspn(aliases, " ");

        text_format(text, "%s\"%.*s\"", comma, (int)length, aliases);
        aliases += length + strspn(aliases + length, " ");
        comma = ", ";
    }
    text_string(text, "]");
}

static void
json_parameters(struct text *text, const struct kind *kind)
{
    const struct parameter *row = kind->parameters;

    text_string(text, ", \"parameters\": [");
    for (; row && row->name; row++) {
        text_string(text,
                    row == kind->parameters ? "{\"name\": " : ", {\"name\": ");
        text_json_string(text, row->name);
        json_member(text, "type", type_names[row->type]);
        json_member(text, "range", row->range);
        text_format(text, ", \"required\": %s, \"default\": %s",
                    row->default_text ? "false" : "true",
                    row->default_text ? row->default_text : "null");
        text_format(text, ", \"counts_steps\": %s",
                    row->count ? "true" : "false");
        json_member(text, "meaning", row->meaning);
        if (row->type == PARAMETER_OBJECT)
            json_parameters(text, row->family->kinds[0]);
        text_string(text, "}");
    }
    text_string(text, "]");
}

void
describe_json(const struct family *family, const struct kind *kind,
              struct text *text)
{
    text_string(text, "{\"name\": ");
    text_json_string(text, kind->name);
    json_member(text, "family", family->name);
    json_words(text, "aliases", kind_aliases(kind));
    if (kind->calls)
        json_words(text, "calls", kind->calls);
    json_member(text, "summary", kind->summary);
    json_member(text, "formula", kind->formula);
    json_member(text, "system", system_title(kind_system(kind)));
    json_member(text, "version", system_version(kind_system(kind)));
    json_member(text, "source", compose_source(kind, text->arena));
    json_member(text, "example", kind->example);
    json_parameters(text, kind);
    if (family->describe_json)
        family->describe_json(kind, text);
    text_string(text, "}");
}
