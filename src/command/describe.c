/* describe.c -- lrsim describe: one entry, from its table. */
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "cli/arguments.h"
#include "cli/messages.h"
#include "cli/picture_options.h"
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

/* "is a parameter of cosine_annealing and 3 others"; empty: of none. */
static void
add_owners(const char *name, struct text *text)
{
    const struct kind *first = NULL;
    size_t others = 0;

    for (size_t i = 0; all_families[i]; i++)
        for (size_t k = 0; all_families[i]->kinds[k]; k++) {
            const struct kind *kind = all_families[i]->kinds[k];
            bool has = row_find(kind, NULL, name) != NULL;

            others += has && first;
            first = has && !first ? kind : first;
        }
    if (first)
        text_format(text, "is a parameter of %s", first->name);
    if (others > 0)
        text_format(text, " and %zu other%s", others, others > 1 ? "s" : "");
    if (first)
        text_format(text, ": `lrsim describe %s`", first->name);
}

static bool
unknown_entry(const struct arguments *arguments, struct error *error)
{
    const struct command *command = arguments->command;
    const char *name = arguments_operand(arguments);
    struct nearest nearest = {.word = name};
    struct text owners = {.arena = arguments->arena};

    add_owners(name, &owners);
    if (!text_end(&owners))
        return error_memory(error);
    if (owners.used > 0)
        return error_plain(error, STATUS_WRONG, "%s: '%s' %s", command->name,
                           quote(name).text, owners.bytes);
    for (size_t i = 0; all_families[i]; i++) {
        const struct family *family = all_families[i];
        const char *inner = name_within(family, name);

        nearest.word = inner ? inner : name;
        if (inner)
            nearest_try_kinds(&nearest, family);
    }
    nearest.word = name;
    for (int i = 0; command == &command_help && i < COMMAND_COUNT; i++)
        nearest_try(&nearest, commands[i]->name);
    return error_plain(
        error, STATUS_WRONG, "%s: unknown name '%s'%s; `lrsim list` shows all",
        command->name, quote(name).text, nearest_suggestion(&nearest).text);
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

    if (!memory_of_call(call, &vectors, text->arena, error))
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
        preview_problem(kind, locale_is_utf8(), text);
    if (family == &schedule_family)
        preview_schedule(kind, locale_is_utf8(), text);
    namesakes_add(family, kind, name_within(family, description->name), text);
    return true;
}

/* The entry of the kind with this name. */
static bool
describe_named(struct description *description, const struct family *family,
               const char *word, struct error *error)
{
    const struct kind *kind = family_find(family, word);

    return !kind || describe_in_family(description, family, kind, error);
}

/* Those of the kinds that their systems call so. */
static bool
describe_in_systems(struct description *description,
                    const struct family *family, const char *word,
                    struct error *error)
{
    for (size_t k = 0; family->kinds[k]; k++)
        if (kind_is_called(family->kinds[k], word) &&
            !describe_in_family(description, family, family->kinds[k], error))
            return false;
    return true;
}

/* A line for each kind that has the word in its name. */
static bool
describe_matches(struct description *description, const struct family *family,
                 const char *word, struct error *error)
{
    (void)error;
    if (!description->json)
        namesakes_add(family, NULL, word, &description->text);
    for (size_t k = 0; description->json && family->kinds[k]; k++)
        if (namesakes_match(family->kinds[k], word))
            describe_as_json(description, family, family->kinds[k]);
    return true;
}

/* The first of these ways that finds anything in any family. */
static bool
describe_all(struct description *description, struct error *error)
{
    static bool (*const ways[])(struct description *, const struct family *,
                                const char *, struct error *) = {
        describe_named, describe_in_systems, describe_matches};
    const size_t start = description->text.used;

    for (size_t w = 0;
         w < sizeof ways / sizeof *ways && description->text.used == start; w++)
        for (size_t i = 0; all_families[i]; i++) {
            const char *word = name_within(all_families[i], description->name);

            if (word && !ways[w](description, all_families[i], word, error))
                return false;
        }
    return true;
}

static enum status
describe_name(const struct arguments *arguments, struct error *error)
{
    struct description description = {.name = arguments_operand(arguments),
                                      .json = arguments->options.json,
                                      .text = {.arena = arguments->arena}};
    struct text *text = &description.text;

    if (!description.name)
        error_plain(error, STATUS_WRONG,
                    "describe: must have a NAME; `lrsim list` shows all");
    if (!description.name || !split_call(&description, error))
        return error->status;
    text_string(text, description.json ? "[" : "");
    if (!describe_all(&description, error))
        return error->status;
    if (text->used <= description.json) {
        unknown_entry(arguments, error);
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
