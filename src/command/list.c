/* list.c -- lrsim list: what is built in, one line each. */
#include <string.h>

#include "base/nearest.h"
#include "cli/arguments.h"
#include "cli/messages.h"
#include "expression/functions.h"
#include "output/format.h"
#include "simulate/families.h"
#include "spec/describe.h"

enum { MEANING_COLUMN = 24 };

/* Lines or JSON objects, one group after another. */
struct listing {
    struct text *text;
    bool json;
    const char *only; /* the group to list; NULL: all */
    bool found;
    bool filled; /* the text, or the present group, is not empty */
};

/* False where the group is not to be listed. */
static bool
begin_group(struct listing *listing, const char *name)
{
    if (listing->only && strcmp(listing->only, name) != 0)
        return false;
    if (listing->json)
        text_format(listing->text, "%s\n  \"%s\": [",
                    listing->filled ? "," : "", name);
    else if (!listing->only)
        text_format(listing->text, "%s%s:\n", listing->filled ? "\n" : "",
                    name);
    listing->filled = false;
    return true;
}

static void
end_group(struct listing *listing)
{
    text_string(listing->text, listing->json ? "\n  ]" : "");
    listing->filled = listing->found = true;
}

static void
begin_entry(struct listing *listing)
{
    if (listing->json)
        text_string(listing->text, listing->filled ? ",\n    " : "\n    ");
    listing->filled = true;
}

static void
add_line(struct listing *listing, const char *name, const char *meaning)
{
    text_string(listing->text, name);
    text_pad(listing->text, MEANING_COLUMN);
    text_flow(listing->text, MEANING_COLUMN, meaning);
    text_string(listing->text, "\n");
}

static void
add_member(struct text *text, const char *start, const char *value)
{
    text_string(text, start);
    text_json_string(text, value);
}

/* `usage` (NULL: none) replaces the name in a line. */
static void
add_entry(struct listing *listing, const char *name, const char *usage,
          const char *meaning)
{
    begin_entry(listing);
    if (!listing->json) {
        add_line(listing, usage ? usage : name, meaning);
        return;
    }
    add_member(listing->text, "{\"name\": ", name);
    if (usage)
        add_member(listing->text, ", \"usage\": ", usage);
    add_member(listing->text, ", \"summary\": ", meaning);
    text_string(listing->text, "}");
}

static void
add_kind(struct listing *listing, const struct family *family,
         const struct kind *kind)
{
    struct text meaning = {.arena = listing->text->arena};

    begin_entry(listing);
    if (listing->json) {
        describe_json(family, kind, listing->text);
        return;
    }
    text_string(&meaning, kind->summary);
    if (family->brief) {
        text_string(&meaning, " (");
        family->brief(kind, &meaning);
        text_string(&meaning, ")");
    }
    if (text_end(&meaning))
        add_line(listing, kind->name, meaning.bytes);
}

static void
add_family(struct listing *listing, const struct family *family)
{
    if (!begin_group(listing, family->plural))
        return;
    for (const struct kind *const *kind = family->kinds; *kind; kind++)
        add_kind(listing, family, *kind);
    end_group(listing);
}

static void
add_functions(struct listing *listing)
{
    if (!begin_group(listing, "functions"))
        return;
    for (const struct function *function = functions; function->name;
         function++)
        add_entry(listing, function->name, function->usage, function->meaning);
    end_group(listing);
}

static void
add_formats(struct listing *listing)
{
    if (!begin_group(listing, "formats"))
        return;
    for (size_t i = 0; formats[i]; i++)
        add_entry(listing, formats[i]->name, NULL, formats[i]->meaning);
    end_group(listing);
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
list(const struct arguments *arguments, struct error *error)
{
    struct text text = {.arena = arguments->arena};
    struct listing listing = {.text = &text,
                              .json = arguments->options.json,
                              .only = arguments_operand(arguments)};

    text_string(&text, listing.json ? "{" : "");
    for (size_t i = 0; all_families[i]; i++)
        add_family(&listing, all_families[i]);
    add_functions(&listing);
    add_formats(&listing);
    text_string(&text, listing.json ? "\n}\n" : "");
    if (listing.found)
        return write_text(&text, arguments->arena, error);
    unknown_group(listing.only, error);
    return error->status;
}

const struct command command_list = {
    .name = "list",
    .operands = "[schedules|optimizers|problems|functions|formats] [OPTIONS]",
    .summary = "list what is built in, one line each",
    .example = "  lrsim list schedules\n",
    .operands_most = 1,
    .run = list,
};
