/* completion_fish.c -- the tables for fish. */
#include <string.h>

#include "cli/completion.h"
#include "simulate/families.h"

/* A text between single quotes, for fish: \ and ' are escaped. */
static void
add_fish_quoted(struct text *text, const char *bytes, size_t length)
{
    text_string(text, "'");
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\\' || bytes[i] == '\'')
            text_string(text, "\\");
        text_add(text, &bytes[i], 1);
    }
    text_string(text, "'");
}

/* What may stand behind an option or as an operand. */
static void
add_fish_values(struct text *text, enum completes completes,
                const struct text *words)
{
    if (completes == COMPLETES_WORDS) {
        text_string(text, " -x -a ");
        add_fish_quoted(text, words->bytes + 1, words->used - 1);
    } else if (completes == COMPLETES_FILES) {
        text_string(text, " -r -F");
    } else if (completes == COMPLETES_ANYTHING) {
        text_string(text, " -x");
    }
}

/* An option of one command, or of all that have no words of their own. */
static void
add_fish_option(struct text *text, const struct option_row *row,
                const struct command *command)
{
    struct text words = {.arena = text->arena};
    enum completes completes = completes_option(row, command, &words);
    const char *meaning = option_meaning(row);

    text_string(text, "complete -c lrsim -n '__fish_seen_subcommand_from");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (row->commands >> i & 1 &&
            (command ? command == commands[i]
                     : !completes_itself(row, commands[i])))
            text_format(text, " %s", commands[i]->name);
    text_format(text, "' -l %s", row->name);
    if (row->letter)
        text_format(text, " -s %c", row->letter);
    /* Without -r it stands behind = only. */
    if (row->argument && *row->argument == '[') {
        text_format(text, " -f -a '%.*s'", (int)strlen(row->argument) - 3,
                    row->argument + 2);
    } else if (completes == COMPLETES_WORDS && completes_list(row)) {
        text_string(text, " -x -a '(__fish_append ,");
        text_add(text, words.bytes, words.used);
        text_string(text, ")'");
    } else {
        add_fish_values(text, completes, &words);
    }
    text_string(text, " -d ");
    add_fish_quoted(text, meaning, strlen(meaning));
    text_string(text, "\n");
}

static void
add_fish_options(struct text *text, const struct option_row *row)
{
    bool others = false;

    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (!(row->commands >> i & 1))
            continue;
        others = others || !completes_itself(row, commands[i]);
        if (completes_itself(row, commands[i]))
            add_fish_option(text, row, commands[i]);
    }
    if (others)
        add_fish_option(text, row, NULL);
}

/* Names behind that of their family, where its dot is typed already. */
static void
add_fish_qualified(struct text *text)
{
    for (size_t i = 0; all_families[i]; i++) {
        struct text words = {.arena = text->arena};

        completes_qualified(all_families[i], &words);
        text_format(text,
                    "complete -c lrsim -n '__fish_seen_subcommand_from "
                    "describe; and string match -q \"%s.*\" "
                    "(commandline -ct)' -x -a ",
                    all_families[i]->name);
        add_fish_quoted(text, words.bytes + 1, words.used - 1);
        text_string(text, "\n");
    }
}

void
completion_fish(struct text *text)
{
    text_string(text, "# Completions of lrsim for fish.\n"
                      "complete -c lrsim -f\n"
                      "complete -c lrsim -n __fish_use_subcommand -l help -s h "
                      "-d 'this help'\n"
                      "complete -c lrsim -n __fish_use_subcommand -l version "
                      "-d 'the version'\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        struct text words = {.arena = text->arena};
        enum completes completes = completes_operand(commands[i], &words);

        text_format(text,
                    "complete -c lrsim -n __fish_use_subcommand -a %s "
                    "-d ",
                    commands[i]->name);
        add_fish_quoted(text, commands[i]->summary,
                        strlen(commands[i]->summary));
        text_string(text, "\n");
        if (completes == COMPLETES_NOTHING)
            continue;
        text_format(text,
                    "complete -c lrsim -n '__fish_seen_subcommand_from "
                    "%s'",
                    commands[i]->name);
        if (completes == COMPLETES_FILES)
            text_string(text, " -F");
        else
            add_fish_values(text, completes, &words);
        text_string(text, "\n");
    }
    for (size_t i = 0; i < OPTION_COUNT; i++)
        add_fish_options(text, &option_rows[i]);
    add_fish_qualified(text);
}
