/* help.c -- what --help says, from the tables of commands and options. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "output/stream.h"

enum { MEANING_COLUMN = 26 };

void
say_text(const struct text *text)
{
    if (!text->failed && text->used > 0)
        fwrite(text->bytes, 1, text->used, stderr);
}

enum status
write_text(const struct text *text, struct arena *arena, struct error *error)
{
    struct stream *stream = arena_alloc(arena, 1, sizeof *stream);

    if (!stream || text->failed) {
        error_memory(error);
        return STATUS_LIMIT;
    }
    if (!stream_open(stream, "-", arena, error))
        return error->status;
    text_add(&stream->text, text->bytes, text->used);
    return stream_finish(stream, error) ? STATUS_DONE : error->status;
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
    text_format(text, "--%s%s%s", row->name,
                *argument && *argument != '[' ? " " : "", argument);
    if (text->used - start + 2 > MEANING_COLUMN)
        text_string(text, "\n");
    text_pad(text, MEANING_COLUMN);
    text_flow(text, MEANING_COLUMN, option_meaning(row));
    if (option_repeats(row, command)) {
        text_string(text, "; ");
        text_flow(text, MEANING_COLUMN, "may be repeated");
    }
    text_string(text, "\n");
}

static void
command_help(const struct command *command, struct text *text)
{
    size_t id = 0, summary;

    while (commands[id] != command)
        id++;
    text_format(text, "Usage: lrsim %s %s\n\n", command->name,
                command->operands);
    summary = text->used;
    text_flow(text, 0, command->summary);
    text_string(text, ".\n");
    /* In a list it is no sentence. */
    if (!text->failed)
        text->bytes[summary] =
            (char)toupper((unsigned char)text->bytes[summary]);
    if (command->notes) {
        text_string(text, "\n");
        text_string(text, command->notes);
    }
    text_string(text, "\nOptions:\n");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_rows[i].commands >> id & 1)
            add_option(text, &option_rows[i], command);
}

void
help_text(const struct command *command, struct text *text)
{
    if (command) {
        command_help(command, text);
        return;
    }
    text_string(text, "Usage: lrsim COMMAND [OPERANDS] [OPTIONS]\n\n"
                      "Simulates learning-rate schedules and optimizers.\n\n"
                      "Commands:\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        text_format(text, "  %s", commands[i]->name);
        text_pad(text, 12);
        text_flow(text, 12, commands[i]->summary);
        text_string(text, "\n");
    }
    text_string(
        text,
        "\n`lrsim COMMAND --help` shows the options of one; `lrsim "
        "--version` the\nversion.  Examples:\n\n"
        "  lrsim schedule --schedule 'linear(0.1) -> cosine_annealing(100)' "
        "\\\n      --steps 105\n"
        "  lrsim run --optimizer 'adam(lr=0.01)' -o loss.csv -o loss.svg\n\n"
        "Exit status: 0 done; 1 an expectation failed; 2 wrong usage or "
        "spec;\n3 an output could not be written; 4 out of memory or over a "
        "limit.\n");
}
