/* list.c -- lrsim list: what is built in, one line each. */
#include <string.h>

#include "base/nearest.h"
#include "cli/arguments.h"
#include "cli/messages.h"
#include "expression/functions.h"
#include "output/format.h"
#include "simulate/families.h"
#include "spec/describe.h"
#include "training/configs/configs.h"

enum { MEANING_COLUMN = 24 };

/* Lines or JSON objects, one group after another. */
struct list_text {
    struct text *text;
    bool json, names; /* --names: nothing but names */
    const char *only; /* the group to list; NULL: all */
    bool found;
    bool filled; /* the text, or the present group, is not empty */
};

/* False where the group is not to be listed. */
static bool
begin_group(struct list_text *list, const char *name)
{
    if (list->only && strcmp(list->only, name) != 0)
        return false;
    if (list->json)
        text_format(list->text, "%s\n  \"%s\": [", list->filled ? "," : "",
                    name);
    else if (!list->only && !list->names)
        text_format(list->text, "%s%s:\n", list->filled ? "\n" : "", name);
    list->filled = false;
    return true;
}

static void
end_group(struct list_text *list)
{
    text_string(list->text, list->json ? "\n  ]" : "");
    list->filled = list->found = true;
}

static void
begin_entry(struct list_text *list)
{
    if (list->json)
        text_string(list->text, list->filled ? ",\n    " : "\n    ");
    list->filled = true;
}

static void
list_line(struct list_text *list, const char *name, const char *meaning)
{
    text_string(list->text, name);
    text_pad(list->text, MEANING_COLUMN);
    text_flow(list->text, MEANING_COLUMN, meaning);
    text_string(list->text, "\n");
}

static void
list_member(struct text *text, const char *start, const char *value)
{
    text_string(text, start);
    text_json_string(text, value);
}

/* `usage` (NULL: none) replaces the name in a line. */
static void
list_entry(struct list_text *list, const char *name, const char *usage,
           const char *meaning)
{
    begin_entry(list);
    if (list->names) {
        text_format(list->text, "%s\n", name);
        return;
    }
    if (!list->json) {
        list_line(list, usage ? usage : name, meaning);
        return;
    }
    list_member(list->text, "{\"name\": ", name);
    if (usage)
        list_member(list->text, ", \"usage\": ", usage);
    list_member(list->text, ", \"summary\": ", meaning);
    text_string(list->text, "}");
}

static void
list_kind(struct list_text *list, const struct family *family,
          const struct kind *kind)
{
    struct text meaning = {.arena = list->text->arena};

    if (list->names) {
        list_entry(list, kind->name, NULL, NULL);
        return;
    }
    begin_entry(list);
    if (list->json) {
        describe_json(family, kind, list->text);
        return;
    }
    text_string(&meaning, kind->summary);
    if (family->brief) {
        text_string(&meaning, " (");
        family->brief(kind, &meaning);
        text_string(&meaning, ")");
    }
    if (text_end(&meaning))
        list_line(list, kind->name, meaning.bytes);
}

static void
list_family(struct list_text *list, const struct family *family)
{
    if (!begin_group(list, family->plural))
        return;
    for (const struct kind *const *kind = family->kinds; *kind; kind++)
        list_kind(list, family, *kind);
    end_group(list);
}

static void
list_functions(struct list_text *list)
{
    if (!begin_group(list, "functions"))
        return;
    for (const struct function *function = functions; function->name;
         function++)
        list_entry(list, function->name, function->usage, function->meaning);
    end_group(list);
}

static void
list_formats(struct list_text *list)
{
    if (!begin_group(list, "formats"))
        return;
    for (size_t i = 0; formats[i]; i++)
        list_entry(list, formats[i]->name, NULL, formats[i]->meaning);
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        list_entry(list, dialect_name(dialects[i]), NULL,
                   dialect_meaning(dialects[i]));
    end_group(list);
}

static bool
unknown_group(const char *name, struct error *error)
{
    struct nearest nearest = {.word = name};

    for (size_t i = 0; all_families[i]; i++)
        nearest_try(&nearest, all_families[i]->plural);
    nearest_try(&nearest, "functions");
    nearest_try(&nearest, "formats");
    return error_plain(error, STATUS_WRONG,
                       "list: unknown group '%s'%s: must be schedules, "
                       "optimizers, problems, functions or formats",
                       quote(name).text, nearest_suggestion(&nearest).text);
}

static enum status
list_entries(const struct arguments *arguments, struct error *error)
{
    struct text text = {.arena = arguments->arena};
    struct list_text list = {.text = &text,
                             .json = arguments->options.json,
                             .names = arguments->options.names,
                             .only = arguments_operand(arguments)};

    if (list.json && list.names) {
        error_plain(error, STATUS_WRONG,
                    "--names: cannot be combined with --json");
        return error->status;
    }
    text_string(&text, list.json ? "{" : "");
    for (size_t i = 0; all_families[i]; i++)
        list_family(&list, all_families[i]);
    list_functions(&list);
    list_formats(&list);
    text_string(&text, list.json ? "\n}\n" : "");
    if (list.found)
        return write_text(&text, arguments->arena, error);
    unknown_group(list.only, error);
    return error->status;
}

const struct command command_list = {
    .name = "list",
    .operands = "[schedules|optimizers|problems|functions|formats] [OPTIONS]",
    .summary = "list what is built in, one line each",
    .example = "  lrsim list schedules\n",
    .operands_most = 1,
    .run = list_entries,
};
