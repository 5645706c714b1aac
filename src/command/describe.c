/* describe.c -- lrsim describe: one entry, from its table. */
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "cli/load_spec.h"
#include "cli/messages.h"
#include "lib/namesakes.h"
#include "optimizer/memory.h"
#include "lib/contours.h"
#include "lib/shape.h"
#include "problem/problem.h"
#include "schedule/schedule.h"
#include "spec/describe.h"
#include "simulate/families.h"

/* The part of NAME after "schedule." for that family; NULL: another family
 * is meant. */
static const char *
name_in(const struct family *family, const char *name)
{
    size_t length = strlen(family->name);

    for (size_t i = 0; all_families[i]; i++) {
        size_t other = strlen(all_families[i]->name);

        if (strncasecmp(name, all_families[i]->name, other) == 0 &&
            name[other] == '.')
            return all_families[i] == family ? name + length + 1 : NULL;
    }
    return name;
}

static bool
unknown(const char *name, struct error *error)
{
    struct nearest nearest = {.word = name};

    for (size_t i = 0; all_families[i]; i++) {
        const struct family *family = all_families[i];
        const char *inner = name_in(family, name);

        nearest.word = inner ? inner : name;
        for (size_t k = 0; inner && family->kinds[k]; k++)
            nearest_try(&nearest, family->kinds[k]->name);
    }
    return error_plain(error, STATUS_WRONG,
                       "describe: unknown name '%s'%s; `lrsim list` shows all",
                       quote(name).text, nearest_suggestion(&nearest).text);
}

/* Of a call of an optimizer, the name; else the whole. */
static bool
split_call(const char **name, const char **call, struct arena *arena)
{
    const char *first = arena_copy(arena, *name, strcspn(*name, "("));

    if (!strchr(*name, '(') || !first || !family_find(&optimizer_family, first))
        return first != NULL;
    *call = *name;
    *name = first;
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
add_all_json(const struct family *family, const char *word, struct text *text)
{
    for (const struct kind *const *kind = family->kinds; *kind; kind++)
        if (namesakes_hold(*kind, word)) {
            text_string(text, text->used > 1 ? ",\n" : "");
            describe_json(family, *kind, text);
        }
}

/* Of a word that is no name, all names that it is in. */
static void
add_namesakes(const char *word, bool json, struct text *text)
{
    for (size_t i = 0; all_families[i]; i++) {
        const char *inner = name_in(all_families[i], word);

        if (inner && json)
            add_all_json(all_families[i], inner, text);
        else if (inner)
            namesakes_add(all_families[i], NULL, inner, text);
    }
}

static enum status
describe(const struct arguments *arguments, struct error *error)
{
    const char *name = arguments->operand_count ? arguments->operands[0] : NULL;
    bool json = arguments->options.json;
    const char *call = NULL;
    struct text text = {.arena = arguments->arena};

    if (name && !split_call(&name, &call, arguments->arena)) {
        error_memory(error);
        return STATUS_LIMIT;
    }
    if (!name) {
        error_plain(error, STATUS_WRONG,
                    "describe: must have a NAME; `lrsim list` shows all");
        return STATUS_WRONG;
    }
    text_string(&text, json ? "[" : "");
    for (size_t i = 0; all_families[i]; i++) {
        const char *inner = name_in(all_families[i], name);
        const struct kind *kind =
            inner ? family_find(all_families[i], inner) : NULL;

        if (!kind)
            continue;
        if (json) {
            text_string(&text, text.used > 1 ? ",\n" : "");
            describe_json(all_families[i], kind, &text);
        } else {
            text_string(&text, text.used > 0 ? "\n\n" : "");
            describe_kind(all_families[i], kind, &text);
            if (call && all_families[i] == &optimizer_family &&
                !add_memory(call, &text, error))
                return STATUS_WRONG;
            if (all_families[i] == &problem_family)
                contours_add(kind, &text);
            if (all_families[i] == &schedule_family)
                shape_add(kind, &text);
            namesakes_add(all_families[i], kind, inner, &text);
        }
    }
    if (text.used <= (json ? 1 : 0))
        add_namesakes(name, json, &text);
    if (text.used <= (json ? 1 : 0)) {
        unknown(name, error);
        return STATUS_WRONG;
    }
    text_string(&text, json ? "]\n" : "");
    return write_text(&text, arguments->arena, error);
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
    .run = describe,
};
