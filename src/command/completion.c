/* completion.c -- lrsim completion: what a shell needs to complete. */
#include "cli/completion.h"

#include <ctype.h>
#include <string.h>

#include "base/nearest.h"
#include "export/export.h"
#include "cli/plot_option.h"
#include "output/format.h"
#include "simulate/families.h"

/* "a|b" as " a b". */
static void
add_choices(struct text *words, const char *choices, size_t length)
{
    text_string(words, " ");
    for (size_t i = 0; i < length; i++)
        text_add(words, choices[i] == '|' ? " " : &choices[i], 1);
}

static void
add_kinds(struct text *words, const struct family *family)
{
    for (size_t i = 0; family->kinds[i]; i++) {
        text_string(words, " ");
        text_string(words, family->kinds[i]->name);
    }
}

static size_t
command_number(const struct command *command)
{
    size_t number = 0;

    while (commands[number] != command)
        number++;
    return number;
}

/* The family whose short forms an option takes; NULL: none. */
static const struct family *
option_family(const struct option_row *row)
{
    for (size_t i = 0; all_families[i]; i++)
        if (strcmp(all_families[i]->name, row->name) == 0)
            return all_families[i];
    return NULL;
}

/* Whether --format has no other word there. */
static bool
takes_github_only(const struct command *command)
{
    return command && command->annotates &&
           !(option_rows[OPTION_output].commands >> command_number(command) &
             1);
}

/* What a table of this program says may stand there; nothing for most. */
static void
add_table(const struct option_row *row, const struct command *command,
          struct text *words)
{
    bool own = completes_itself(row, command);

    switch ((enum option_id)(row - option_rows)) {
    case OPTION_to:
        for (size_t i = 0; own && export_targets[i]; i++)
            text_format(words, " %s", export_targets[i]);
        return;
    case OPTION_plot:
        for (const struct plot_row *plot = plot_rows; plot->name; plot++)
            text_format(words, " %s", plot->name);
        return;
    case OPTION_terminal:
        for (size_t i = 0; look_terminals[i]; i++)
            text_format(words, " %s", look_terminals[i]);
        return;
    case OPTION_format:
        for (size_t i = 0; formats[i] && !takes_github_only(command); i++)
            text_format(words, " %s", formats[i]->name);
        if (own)
            text_string(words, " github");
        return;
    default:
        return;
    }
}

bool
completes_itself(const struct option_row *row, const struct command *command)
{
    return command &&
           ((row == &option_rows[OPTION_to] &&
             command == commands[COMMAND_export]) ||
            (row == &option_rows[OPTION_format] && command->annotates));
}

bool
completes_list(const struct option_row *row)
{
    return row == &option_rows[OPTION_plot];
}

enum completes
completes_option(const struct option_row *row, const struct command *command,
                 struct text *words)
{
    const char *argument = row->argument;
    const struct family *family = option_family(row);

    if (!argument)
        return COMPLETES_NOTHING;
    if (*argument == '[') {
        add_choices(words, argument + 2, strlen(argument) - 3);
        return COMPLETES_WORDS;
    }
    if (strncmp(argument, "FILE", 4) == 0)
        return COMPLETES_FILES;
    if (family) {
        add_kinds(words, family);
        return COMPLETES_WORDS;
    }
    add_table(row, command, words);
    if (words->used > 0)
        return COMPLETES_WORDS;
    if (!islower((unsigned char)*argument))
        return COMPLETES_ANYTHING;
    add_choices(words, argument, strlen(argument));
    return COMPLETES_WORDS;
}

void
completes_qualified(const struct family *family, struct text *words)
{
    for (size_t i = 0; family->kinds[i]; i++)
        text_format(words, " %s.%s", family->name, family->kinds[i]->name);
}

enum completes
completes_operand(const struct command *command, struct text *words)
{
    const char *operands = command->operands + (*command->operands == '[');

    if (strncmp(operands, "NAME", 4) == 0) {
        for (size_t i = 0; all_families[i]; i++)
            add_kinds(words, all_families[i]);
        return COMPLETES_WORDS;
    }
    if (strncmp(operands, "OPTIONS", 7) == 0)
        return COMPLETES_NOTHING;
    if (isupper((unsigned char)*operands))
        return COMPLETES_FILES;
    add_choices(words, operands, strcspn(operands, "] "));
    return COMPLETES_WORDS;
}

static enum status
completion(const struct arguments *arguments, struct error *error)
{
    static const struct {
        const char *name;
        void (*print)(struct text *text);
    } shells[] = {{"bash", completion_bash},
                  {"zsh", completion_zsh},
                  {"fish", completion_fish}};
    struct text text = {.arena = arguments->arena};
    struct nearest nearest = {0};

    if (arguments->operand_count == 0) {
        error_plain(error, STATUS_WRONG,
                    "must have the name of a shell: bash, zsh or fish");
        return error->status;
    }
    nearest.word = arguments->operands[0];
    for (size_t i = 0; i < 3; i++) {
        nearest_try(&nearest, shells[i].name);
        if (strcmp(shells[i].name, nearest.word) != 0)
            continue;
        shells[i].print(&text);
        return write_text(&text, arguments->arena, error);
    }
    error_plain(error, STATUS_WRONG,
                "unknown shell '%s'%s: must be bash, zsh or fish",
                quote(nearest.word).text, nearest_suggestion(&nearest).text);
    return error->status;
}

const struct command command_completion = {
    .name = "completion",
    .operands = "bash|zsh|fish [OPTIONS]",
    .summary = "print a script that completes commands, options and values in "
               "a shell",
    .notes =
        "bash: source <(lrsim completion bash). zsh, after compinit: source "
        "<(lrsim completion zsh). fish: lrsim completion fish | source.",
    .example = "  lrsim completion bash >/etc/bash_completion.d/lrsim\n",
    .operands_most = 1,
    .run = completion,
};
