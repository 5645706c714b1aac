/* list.c -- lrsim list: what is built in, one line each. */
#include <string.h>

#include "base/nearest.h"
#include "cli/arguments.h"
#include "cli/messages.h"
#include "expression/functions.h"
#include "lib/kind_list.h"
#include "output/format.h"
#include "simulate/families.h"
#include "spec/describe.h"
#include "tables/log_shape.h"
#include "training/configs/configs.h"

/* Lines or JSON objects, one group after another. */
struct list_text {
    struct text *text;
    bool json, names;      /* --names: nothing but names */
    const char *only;      /* the group to list; NULL: all */
    enum system_id system; /* whose kinds are listed; SYSTEM_COUNT: all */
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
        kind_list_line(list->text, usage ? usage : name, meaning);
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
    if (list->system != SYSTEM_COUNT && kind_system(kind) != list->system)
        return;
    if (list->names) {
        list_entry(list, kind->name, NULL, NULL);
        return;
    }
    begin_entry(list);
    describe_json(family, kind, list->text);
}

static void
list_family(struct list_text *list, const struct family *family)
{
    if ((!list->only && kind_list_count(family, list->system) == 0) ||
        !begin_group(list, family->plural))
        return;
    if (!list->json && !list->names)
        kind_list_add(family, list->system, list->text);
    else
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
    for (size_t i = 0; log_shapes[i]; i++)
        if (!format_find(log_shapes[i]->name))
            list_entry(list, log_shapes[i]->name, NULL, log_shapes[i]->meaning);
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
                       "optimizers, problems, functions or formats, or a "
                       "system",
                       quote(name).text, nearest_suggestion(&nearest).text);
}

/* The system that the second operand names must have kinds in the group. */
static bool
choose_system(struct list_text *list, const char *word, struct error *error)
{
    struct nearest nearest = {.word = word};
    const struct family *family = NULL;

    for (size_t i = 0; all_families[i]; i++)
        if (strcmp(all_families[i]->plural, list->only) == 0)
            family = all_families[i];
    if (!family)
        return strcmp(list->only, "functions") == 0 ||
                       strcmp(list->only, "formats") == 0
                   ? error_plain(error, STATUS_WRONG,
                                 "list: %s are of no system", list->only)
                   : unknown_group(list->only, error);
    list->system = system_find(word);
    if (list->system != SYSTEM_COUNT &&
        kind_list_count(family, list->system) > 0)
        return true;
    for (int i = 0; i < SYSTEM_COUNT; i++)
        if (kind_list_count(family, (enum system_id)i) > 0)
            nearest_try(&nearest, system_word((enum system_id)i));
    return error_plain(error, STATUS_WRONG, "list: no %s of a system '%s'%s",
                       quote(list->only).text, quote(word).text,
                       nearest_suggestion(&nearest).text);
}

static enum status
list_entries(const struct arguments *arguments, struct error *error)
{
    struct text text = {.arena = arguments->arena};
    struct list_text list = {.text = &text,
                             .json = arguments->options.json,
                             .names = arguments->options.names,
                             .only = arguments_operand(arguments),
                             .system = SYSTEM_COUNT};

    if (arguments->operand_count == 1 &&
        system_find(list.only) != SYSTEM_COUNT) {
        list.system = system_find(list.only);
        list.only = NULL;
    }
    if (list.json && list.names) {
        error_plain(error, STATUS_WRONG,
                    "--names: cannot be combined with --json");
        return error->status;
    }
    if (arguments->operand_count > 1 &&
        !choose_system(&list, arguments->operands[1], error))
        return error->status;
    text_string(&text, list.json ? "{" : "");
    for (size_t i = 0; all_families[i]; i++)
        list_family(&list, all_families[i]);
    if (list.only || list.system == SYSTEM_COUNT) {
        list_functions(&list);
        list_formats(&list);
    }
    text_string(&text, list.json ? "\n}\n" : "");
    if (list.found)
        return write_text(&text, arguments->arena, error);
    unknown_group(list.only, error);
    return error->status;
}

const struct command command_list = {
    .name = "list",
    .operands = "[schedules|optimizers|problems|functions|formats] [SYSTEM] "
                "[OPTIONS]",
    .summary = "list what is built in, one line each",
    .notes = "With a SYSTEM, such as hf, its own entries alone.",
    .example = "  lrsim list schedules\n  lrsim list schedules hf\n",
    .operands_most = 2,
    .run = list_entries,
};
