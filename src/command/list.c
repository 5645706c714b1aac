/* list.c -- lrsim list: what is built in, one line each. */
#include <string.h>

#include "base/nearest.h"
#include "cli/load_spec.h"
#include "cli/messages.h"
#include "expression/functions.h"
#include "output/format.h"
#include "spec/describe.h"
#include "simulate/families.h"

enum { MEANING_COLUMN = 24 };

/* Lines or JSON objects, of one group after the other. */
struct listing {
    struct text *text;
    bool json, filled;
};

static void
begin_group(struct listing *listing, const char *name, bool several)
{
    if (listing->json)
        text_format(listing->text, "%s\n  \"%s\": [",
                    listing->filled ? "," : "", name);
    else if (several)
        text_format(listing->text, "%s%s:\n", listing->filled ? "\n" : "",
                    name);
    listing->filled = false;
}

static void
end_group(struct listing *listing)
{
    if (listing->json)
        text_string(listing->text, "\n  ]");
    listing->filled = true;
}

static void
add_line(struct listing *listing, const char *name, const char *meaning)
{
    struct text *text = listing->text;

    if (listing->json) {
        text_string(text, listing->filled ? ",\n    {\"name\": "
                                          : "\n    {\"name\": ");
        text_json_string(text, name);
        text_string(text, ", \"summary\": ");
        text_json_string(text, meaning);
        text_string(text, "}");
    } else {
        text_string(text, name);
        text_pad(text, MEANING_COLUMN);
        text_flow(text, MEANING_COLUMN, meaning);
        text_string(text, "\n");
    }
    listing->filled = true;
}

/* With its usage, since "-" alone says little. */
static void
add_function(struct listing *listing, const struct function *function)
{
    struct text *text = listing->text;

    if (!listing->json) {
        add_line(listing, function->usage, function->meaning);
        return;
    }
    text_string(text,
                listing->filled ? ",\n    {\"name\": " : "\n    {\"name\": ");
    text_json_string(text, function->name);
    text_string(text, ", \"usage\": ");
    text_json_string(text, function->usage);
    text_string(text, ", \"summary\": ");
    text_json_string(text, function->meaning);
    text_string(text, "}");
    listing->filled = true;
}

static void
add_kind(struct listing *listing, const struct family *family,
         const struct kind *kind)
{
    struct text meaning = {.arena = listing->text->arena};

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
    for (const struct kind *const *kind = family->kinds; *kind; kind++) {
        if (!listing->json) {
            add_kind(listing, family, *kind);
            continue;
        }
        text_string(listing->text, listing->filled ? ",\n    " : "\n    ");
        describe_json(family, *kind, listing->text);
        listing->filled = true;
    }
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
    struct listing listing = {.text = &text, .json = arguments->options.json};
    const char *which =
        arguments->operand_count ? arguments->operands[0] : NULL;
    bool found = false;

    text_string(&text, listing.json ? "{" : "");
    for (size_t i = 0; all_families[i]; i++)
        if (!which || strcmp(which, all_families[i]->plural) == 0) {
            begin_group(&listing, all_families[i]->plural, !which);
            add_family(&listing, all_families[i]);
            end_group(&listing);
            found = true;
        }
    if (!which || strcmp(which, "functions") == 0) {
        begin_group(&listing, "functions", !which);
        for (const struct function *function = functions; function->name;
             function++)
            add_function(&listing, function);
        end_group(&listing);
        found = true;
    }
    if (!which || strcmp(which, "formats") == 0) {
        begin_group(&listing, "formats", !which);
        for (size_t i = 0; formats[i]; i++)
            add_line(&listing, formats[i]->name, formats[i]->meaning);
        end_group(&listing);
        found = true;
    }
    text_string(&text, listing.json ? "\n}\n" : "");
    if (!found)
        return unknown_group(which, error) ? STATUS_DONE : STATUS_WRONG;
    return write_text(&text, arguments->arena, error);
}

const struct command command_list = {
    .name = "list",
    .operands = "[schedules|optimizers|problems|functions|formats] [OPTIONS]",
    .summary = "list what is built in, one line each",
    .example = "  lrsim list schedules\n",
    .operands_most = 1,
    .run = list,
};
