/* help.c -- what --help prints, from the tables of commands and options. */
#include "cli/help.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/options.h"

enum { MEANING_COLUMN = 26 };

/* A list of words goes on in the next line where it is too long for one. */
static void
add_argument(struct text *text, const char *argument, size_t line)
{
    enum { WIDTH = 79, INDENT = 12 };

    while (*argument) {
        size_t length = strcspn(argument, "|");

        length += argument[length] == '|';
        if (text->used - line + length > WIDTH) {
            text_string(text, "\n");
            line = text->used;
            text_pad(text, INDENT);
        }
        text_add(text, argument, length);
        argument += length;
    }
}

/* The default of an integer or a number; NULL: none. */
static const char *
default_of(const struct option_row *row)
{
    const struct parameter *number = row_find(
        NULL, row->kind == OPTION_KIND_COUNT ? option_counts : option_numbers,
        row->field);

    return number && strcmp(number->default_text, "null") != 0
               ? number->default_text
               : NULL;
}

const char *
help_meaning(const struct option_row *row, char meaning[OPTION_MEANING_SIZE])
{
    const char *standard = default_of(row);

    snprintf(meaning, OPTION_MEANING_SIZE, "%s%s%s%s", option_meaning(row),
             standard ? " (default " : "", standard ? standard : "",
             standard ? ")" : "");
    return meaning;
}

static void
add_meaning(struct text *text, const struct option_row *row,
            const struct command *command)
{
    char meaning[OPTION_MEANING_SIZE], whole[OPTION_MEANING_SIZE + 32];

    snprintf(whole, sizeof whole, "%s%s", help_meaning(row, meaning),
             option_repeats(row, command) ? "; may be repeated" : "");
    text_flow(text, MEANING_COLUMN, whole);
}

static void
add_option(struct text *text, const struct option_row *row,
           const struct command *command)
{
    const char *argument = row->argument ? row->argument : "";
    size_t start = text->used;

    if (row->letter)
        text_format(text, "  -%c, ", row->letter);
    else
        text_string(text, "      ");
    text_format(text, "--%s%s", row->name,
                *argument && *argument != '[' ? " " : "");
    add_argument(text, argument, start);
    if (text->used - start + 2 > MEANING_COLUMN)
        text_string(text, "\n");
    text_pad(text, MEANING_COLUMN);
    add_meaning(text, row, command);
    text_string(text, "\n");
}

static const char *const headings[GROUP_COUNT] = {
    [GROUP_SPEC] = "What to simulate", [GROUP_SEARCH] = "What to try",
    [GROUP_ROWS] = "Rows and columns", [GROUP_OUTPUT] = "Output",
    [GROUP_PICTURES] = "Pictures",     [GROUP_GENERAL] = "General",
};

const char *
option_heading(const struct option_row *row)
{
    return headings[row->group];
}

/* The options of one heading; nothing where a command has none of them. */
static void
add_group(struct text *text, enum option_group group,
          const struct command *command)
{
    bool any = false;

    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];

        if (row->group != group || !option_is_of(row, command))
            continue;
        if (!any)
            text_format(text, "\n%s:\n", headings[group]);
        any = true;
        add_option(text, row, command);
    }
}

/* Paragraphs, each ended by a newline. */
static void
add_paragraphs(struct text *text, const char *notes)
{
    for (size_t length; *notes; notes += length) {
        char paragraph[1024];

        length = strcspn(notes, "\n");
        snprintf(paragraph, sizeof paragraph, "%.*s", (int)length, notes);
        text_flow(text, 0, paragraph);
        text_string(text, "\n");
        length += notes[length] == '\n';
    }
}

static void
add_command(const struct command *command, struct text *text)
{
    size_t start = text->used, summary;

    text_format(text, "Usage: lrsim %s ", command->name);
    text_flow(text, text->used - start, command->operands);
    text_string(text, "\n\n");
    summary = text->used;
    text_flow(text, 0, command->summary);
    text_string(text, ".\n");
    /* The same words are no sentence in the list of commands. */
    if (!text->failed)
        text->bytes[summary] =
            (char)toupper((unsigned char)text->bytes[summary]);
    if (command->notes) {
        text_string(text, "\n");
        add_paragraphs(text, command->notes);
    }
    for (int i = 0; i < GROUP_COUNT; i++)
        add_group(text, (enum option_group)i, command);
    text_string(text, "\nExample:\n");
    text_string(text, command->example);
}

void
help_short(struct text *text)
{
    text_string(
        text,
        "Usage: lrsim COMMAND [SPEC...] [OPTIONS]\n\n"
        "Simulates learning-rate schedules and optimizers.\n\n"
        "  lrsim schedule 'linear(0.1) -> cosine_annealing(100)'\n"
        "  lrsim run adam beale -n 500 -o beale.svg\n"
        "  lrsim compare adam 'sgd(momentum=0.9)' lion rosenbrock\n\n"
        "`lrsim --help` lists the commands, `lrsim COMMAND --help` the options "
        "of one,\n`lrsim list` the names of schedules, optimizers and "
        "problems.\n");
}

void
help_text(const struct command *command, struct text *text)
{
    if (command) {
        add_command(command, text);
        return;
    }
    text_string(text, "Usage: lrsim COMMAND [SPEC...] [OPTIONS]\n\n"
                      "Simulates learning-rate schedules and optimizers.\n\n"
                      "Commands:\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        text_format(text, "  %s", commands[i]->name);
        text_pad(text, 14);
        text_flow(text, 14, commands[i]->summary);
        text_string(text, "\n");
    }
    text_string(
        text,
        "\n`lrsim COMMAND --help` lists the options of a command; `lrsim "
        "--version`\nprints the version.\n\nExamples:\n"
        "  lrsim schedule 'linear(0.1) -> cosine_annealing(100)' -n 105\n"
        "  lrsim run 'adam(lr=0.01)' beale -o loss.csv -o loss.svg\n"
        "  lrsim compare adam 'sgd(momentum=0.9)' lion rosenbrock\n\n"
        "Exit status: 0 done; 1 a negative answer, such as an expectation that "
        "failed;\n2 wrong usage, spec or input; 3 an output could not be "
        "written; 4 out of\nmemory or over a limit.\n");
}
