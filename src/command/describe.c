/* describe.c -- lrsim describe: one entry, from its table. */
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "cli/arguments.h"
#include "cli/messages.h"
#include "lib/namesakes.h"
#include "lib/preview.h"
#include "optimizer/memory.h"
#include "problem/problem.h"
#include "schedule/schedule.h"
#include "simulate/families.h"
#include "spec/describe.h"

/* What is described, and where it is printed. */
struct description {
    const char *name;
    const char *call; /* "adam(amsgrad=true)"; NULL: a name alone */
    bool json;
    struct text text;
};

/* The name within a family: "one_cycle" of "schedule.one_cycle" for schedules,
 * NULL for the other families. */
static const char *
name_within(const struct family *family, const char *name)
{
    for (size_t i = 0; all_families[i]; i++) {
        size_t length = strlen(all_families[i]->name);

        if (strncasecmp(name, all_families[i]->name, length) == 0 &&
            name[length] == '.')
            return all_families[i] == family ? name + length + 1 : NULL;
    }
    return name;
}

static bool
unknown_name(const char *name, struct error *error)
{
    struct nearest nearest = {.word = name};

    for (size_t i = 0; all_families[i]; i++) {
        const struct family *family = all_families[i];
        const char *inner = name_within(family, name);

        nearest.word = inner ? inner : name;
        for (size_t k = 0; inner && family->kinds[k]; k++)
            nearest_try(&nearest, family->kinds[k]->name);
    }
    return error_plain(error, STATUS_WRONG,
                       "describe: unknown name '%s'%s; `lrsim list` shows all",
                       quote(name).text, nearest_suggestion(&nearest).text);
}

/* Splits the call of an optimizer from its name. */
static bool
split_call(struct description *description, struct error *error)
{
    const char *call = description->name;
    const char *name =
        arena_copy(description->text.arena, call, strcspn(call, "("));

    if (!name)
        return error_memory(error);
    if (strchr(call, '(') && family_find(&optimizer_family, name)) {
        description->call = call;
        description->name = name;
    }
    return true;
}

/* The state of a call such as "adam(amsgrad=true)". */
static bool
add_memory(const char *call, struct text *text, struct error *error)
{
    size_t vectors;

    if (!memory_of_call(call, &vectors, error))
        return false;
    text_format(text, "\nWith these options it keeps %zu vector%s.\n", vectors,
                vectors == 1 ? "" : "s");
    return true;
}

static void
describe_as_json(struct description *description, const struct family *family,
                 const struct kind *kind)
{
    text_string(&description->text, description->text.used > 1 ? ",\n" : "");
    describe_json(family, kind, &description->text);
}

/* The entry of a name in one family, with its drawing. */
static bool
describe_in_family(struct description *description, const struct family *family,
                   const struct kind *kind, struct error *error)
{
    struct text *text = &description->text;

    if (description->json) {
        describe_as_json(description, family, kind);
        return true;
    }
    text_string(text, text->used > 0 ? "\n\n" : "");
    describe_kind(family, kind, text);
    if (family == &optimizer_family && description->call &&
        !add_memory(description->call, text, error))
        return false;
    if (family == &problem_family)
        preview_problem(kind, text);
    if (family == &schedule_family)
        preview_schedule(kind, text);
    namesakes_add(family, kind, NULL, text);
    return true;
}

/* All entries that have a word in their names. */
static void
describe_matches(struct description *description, const struct family *family,
                 const char *word)
{
    if (!description->json)
        namesakes_add(family, NULL, word, &description->text);
    for (size_t k = 0; description->json && family->kinds[k]; k++)
        if (namesakes_match(family->kinds[k], word))
            describe_as_json(description, family, family->kinds[k]);
}

static enum status
describe_name(const struct arguments *arguments, struct error *error)
{
    struct description description = {.name = arguments_operand(arguments),
                                      .json = arguments->options.json,
                                      .text = {.arena = arguments->arena}};
    struct text *text = &description.text;
    const struct kind *kind;
    const char *inner;
    bool known;

    if (!description.name)
        error_plain(error, STATUS_WRONG,
                    "describe: must have a NAME; `lrsim list` shows all");
    if (!description.name || !split_call(&description, error))
        return error->status;
    text_string(text, description.json ? "[" : "");
    for (size_t i = 0; all_families[i]; i++) {
        inner = name_within(all_families[i], description.name);
        kind = inner ? family_find(all_families[i], inner) : NULL;
        if (kind &&
            !describe_in_family(&description, all_families[i], kind, error))
            return error->status;
    }
    known = text->used > description.json;
    for (size_t i = 0; !known && all_families[i]; i++) {
        inner = name_within(all_families[i], description.name);
        if (inner)
            describe_matches(&description, all_families[i], inner);
    }
    if (text->used <= description.json) {
        unknown_name(description.name, error);
        return error->status;
    }
    text_string(text, description.json ? "]\n" : "");
    return write_text(text, arguments->arena, error);
}

const struct command command_describe = {
    .name = "describe",
    .operands = "NAME [OPTIONS]",
    .summary = "describe one entry: formula, parameters, defaults, ranges, "
               "source",
    .notes =
        "A name in several families prints all of them; schedule.NAME picks "
        "one. A word such as cosine lists the names that contain it. A call "
        "such as 'adam(amsgrad=true)' prints the state that it keeps.",
    .example = "  lrsim describe one_cycle\n",
    .operands_most = 1,
    .run = describe_name,
};
