/* unknown_option.c -- the nearest option, or the parameter of that name. */
#include "cli/unknown_option.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/options.h"
#include "simulate/families.h"
#include "spec/spec.h"
#include "spec/synonyms.h"

/* Whether a kind of the family has a parameter of an option's name. */
static bool
has_parameter(const struct family *family, const char *word)
{
    for (size_t i = 0; family->kinds[i]; i++)
        if (row_find(family->kinds[i], NULL, word))
            return true;
    return false;
}

/* "--momentum": the optimizer's first, then the schedule's. */
static const struct family *
find_family(const struct command *command, const char *word)
{
    static const size_t order[] = {1, 0, 2};

    for (size_t i = 0; command && i < sizeof order / sizeof *order; i++)
        if (has_parameter(all_families[order[i]], word))
            return all_families[order[i]];
    return NULL;
}

/* The object of the root that has a key of an option's name: "gradient" of
 * --clip-norm; NULL: none. */
static const char *
find_object(const struct command *command, const char *word)
{
    for (const struct parameter *row = spec_table; command && row->name; row++)
        if (row->type == PARAMETER_OBJECT && row->family &&
            has_parameter(row->family, word))
            return row->name;
    return NULL;
}

bool
unknown_option(const struct command *command, const char *argument,
               size_t length, struct error *error)
{
    char word[64], name[64];
    struct nearest nearest = {.word = word};
    const struct family *family;
    const char *holder, *note;

    snprintf(word, sizeof word, "%.*s", (int)length, argument + 2);
    snprintf(name, sizeof name, "%s", word);
    for (char *at = name; *at; at++)
        *at = *at == '-' ? '_' : *at;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        nearest_try(&nearest, option_rows[i].name);
    /* A letter more or less is a slip. */
    family = find_family(command, name);
    holder = family ? family->name : find_object(command, name);
    if (holder && !(nearest.best && nearest.distance <= 1))
        return error_plain(error, STATUS_WRONG,
                           "--%s: unknown option; write --set "
                           "'%s.%s=\xE2\x80\xA6'",
                           quote(word).text, holder, name);
    note = synonym_note(name);
    if (note)
        return error_plain(error, STATUS_WRONG, "--%s: unknown option; %s",
                           quote(word).text, note);
    if (nearest.best)
        return error_plain(error, STATUS_WRONG,
                           "--%s: unknown option (did you mean '--%s'?)",
                           quote(word).text, nearest.best);
    return error_plain(error, STATUS_WRONG,
                       "--%s: unknown option; `lrsim %s --help` lists the "
                       "options",
                       quote(word).text, command ? command->name : "COMMAND");
}
