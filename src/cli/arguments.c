/* arguments.c -- argv to a command, options and operands. */
#include "cli/arguments.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"
#include "cli/option_values.h"
#include "cli/unknown_option.h"
#include "lib/operand_file.h"
#include "simulate/families.h"
#include "training/configs/configs.h"

static const struct command *
find_command(const char *name, struct error *error)
{
    struct nearest nearest = {.word = name};

    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
        nearest_try(&nearest, commands[i]->name);
    }
    for (size_t i = 0; all_families[i]; i++)
        if (family_find(all_families[i], name)) {
            error_plain(error, STATUS_WRONG,
                        "unknown command '%s'; `lrsim %s %s` takes the name",
                        name, all_families[i]->sequence ? "schedule" : "run",
                        name);
            return NULL;
        }
    error_plain(error, STATUS_WRONG,
                "unknown command '%s'%s; `lrsim --help` lists the commands",
                quote(name).text, nearest_suggestion(&nearest).text);
    return NULL;
}

/* The option with a letter; OPTION_COUNT: there is none. */
static enum option_id
option_of_letter(char letter)
{
    int id = 0;

    while (id < OPTION_COUNT && (!letter || option_rows[id].letter != letter))
        id++;
    return (enum option_id)id;
}

/* Whether the value of an option such as -o is the next word. */
static bool
takes_next(const char *argument)
{
    enum option_id option = option_of_letter(argument[1]);

    return argument[0] == '-' && option != OPTION_COUNT &&
           option_rows[option].argument && !argument[2];
}

/* Finds the command, the first operand.  Refuses abbreviations, which
 * getopt_long() would take: every long option must be whole, so that a script
 * does not break when an option is added. */
static bool
scan(struct arguments *arguments, int argc, char **argv, struct error *error)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *argument = argv[i];
        size_t length = strcspn(argument, "=");
        enum option_id option;

        i += takes_next(argument);
        if (*argument != '-' || !argument[1]) {
            if (arguments->command)
                continue;
            arguments->command = find_command(argument, error);
            if (!arguments->command)
                return false;
        }
        if (strncmp(argument, "--", 2) != 0)
            continue;
        option = option_find(NULL, argument + 2, length - 2);
        if (option == OPTION_COUNT)
            return unknown_option(arguments->command, argument, length - 2,
                                  error);
        if (!argument[length] && option_rows[option].argument &&
            option_rows[option].argument[0] != '[')
            i++;
    }
    return true;
}

/* "-:o:h", for getopt_long(). */
static void
make_letters(char *letters)
{
    *letters++ = '-';
    *letters++ = ':';
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_rows[i].letter) {
            *letters++ = option_rows[i].letter;
            if (option_rows[i].argument)
                *letters++ = ':';
        }
    *letters = '\0';
}

/* Of several with one name getopt_long() takes the first, whose argument is as
 * that of the others: which row it is depends on the command. */
static void
make_options(struct option *options)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        const char *argument = row->argument;

        options[i] = (struct option){
            .name = row->name,
            .has_arg = !argument            ? no_argument
                       : argument[0] == '[' ? optional_argument
                                            : required_argument,
            .val = 256 + i,
        };
    }
    options[OPTION_COUNT] = (struct option){0};
}

/* The row of what getopt_long() returned. */
static enum option_id
option_of_code(const struct command *command, int code)
{
    const char *name;

    if (code < 256)
        code = 256 + (int)option_of_letter((char)code);
    name = option_rows[code - 256].name;
    return option_find(command, name, strlen(name));
}

static bool
take_option(struct arguments *arguments, enum option_id option,
            const char *value, size_t most, struct error *error)
{
    struct given *given = &arguments->given[option];
    const struct option_row *row = &option_rows[option];
    const char *argument = row->argument;

    if (given->count > 0 && !row->repeats)
        return error_plain(error, STATUS_WRONG, "--%s: given twice", row->name);
    if (value && argument && *argument == '[' &&
        (!*value || !strstr(argument, "FILE")) &&
        strncmp(argument + 2, value, strlen(argument) - 3) != 0)
        return error_plain(
            error, STATUS_WRONG, "--%s: must be --%s or --%s%.*s, not '%s'",
            row->name, row->name, row->name, (int)strlen(argument) - 2,
            argument + 1, quote(value).text);
    if (!given->values)
        given->values =
            arena_alloc(arguments->arena, most, sizeof *given->values);
    if (!given->values)
        return error_memory(error);
    given->values[given->count++] = value ? value : "";
    return true;
}

/* What getopt_long() could not take. */
static bool
bad_option(const struct command *command, int code, struct error *error)
{
    const struct option_row *row =
        optopt >= 256 ? &option_rows[optopt - 256] : NULL;

    if (code == ':' && row)
        return error_plain(error, STATUS_WRONG, "--%s: needs %s", row->name,
                           row->argument);
    if (code == ':')
        return error_plain(
            error, STATUS_WRONG, "-%c: needs %s", optopt,
            option_rows[option_of_letter((char)optopt)].argument);
    if (row)
        return error_plain(error, STATUS_WRONG, "--%s: takes no value",
                           row->name);
    return error_plain(error, STATUS_WRONG,
                       "-%c: unknown option; `lrsim %s --help` lists the "
                       "options",
                       optopt, command ? command->name : "COMMAND");
}

/* What follows "--": another system's command line from the first word that
 * begins so, or operands. */
static void
take_words(struct arguments *arguments, const char *const *words, size_t count)
{
    while (count > 0 && strncmp(*words, "--", 2) != 0) {
        arguments->operands[arguments->operand_count++] = *words++;
        count--;
    }
    arguments->words = words;
    arguments->word_count = count;
    if (option_given(arguments, OPTION_as) ||
        config_words_are_told(words, count, arguments->arena))
        return;
    arguments->word_count = 0;
    while (count-- > 0)
        arguments->operands[arguments->operand_count++] = *words++;
}

/* As getopt_long(); but a lone "-" is an operand with every C library: musl's
 * and those of BSD end there. */
static int
next_option(int argc, char **argv, const char *letters,
            const struct option *options)
{
    if (optind < argc && strcmp(argv[optind], "-") == 0) {
        optarg = argv[optind++];
        return 1;
    }
    return getopt_long(argc, argv, letters, options, NULL);
}

static bool
split(struct arguments *arguments, int argc, char **argv, struct error *error)
{
    struct option options[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 3];
    int code;

    make_options(options);
    make_letters(letters);
    opterr = 0;
    /* With '-' first, operands come in their order, whatever the environment
     * says. */
    while ((code = next_option(argc, argv, letters, options)) != -1) {
        if (code == 1)
            arguments->operands[arguments->operand_count++] = optarg;
        else if (code == ':' || code == '?')
            return bad_option(arguments->command, code, error);
        else if (!take_option(arguments,
                              option_of_code(arguments->command, code), optarg,
                              (size_t)argc, error))
            return false;
    }
    take_words(arguments, (const char *const *)argv + optind,
               (size_t)(argc - optind));
    return true;
}

static bool
wrong_command(const struct option_row *row, const struct command *command,
              struct arena *arena, struct error *error)
{
    struct text others = {.arena = arena};

    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (row->commands >> i & 1)
            text_format(&others, "%s%s", others.used ? ", " : "",
                        commands[i]->name);
    if (!text_end(&others))
        return error_memory(error);
    return error_plain(error, STATUS_WRONG,
                       "--%s: not an option of `lrsim %s`, but of %s",
                       row->name, command->name, others.bytes);
}

static bool
check_options(const struct arguments *arguments, struct error *error)
{
    const struct command *command = arguments->command;

    for (int i = 0; i < OPTION_COUNT; i++)
        if (arguments->given[i].count > 0 &&
            !option_is_of(&option_rows[i], command))
            return wrong_command(&option_rows[i], command, arguments->arena,
                                 error);
    for (int i = 0; i < OPTION_COUNT; i++)
        if (arguments->given[i].count > 1 &&
            !option_repeats(&option_rows[i], command))
            return error_plain(error, STATUS_WRONG, "--%s: given twice",
                               option_rows[i].name);
    if (arguments->word_count > 0 &&
        !option_is_of(&option_rows[OPTION_schedule], command))
        return error_named(error, STATUS_WRONG, quote(arguments->words[0]).text,
                           "is an option of another system, and `lrsim %s` "
                           "takes no configuration",
                           command->name);
    if (arguments->operand_count <= command->operands_most)
        return true;
    return error_named(error, STATUS_WRONG,
                       quote(arguments->operands[command->operands_most]).text,
                       "one operand too many; usage: lrsim %s %s",
                       command->name, command->operands);
}

bool
arguments_read(struct arguments *arguments, int argc, char **argv,
               struct error *error)
{
    bool asks;

    arguments->operands = arena_alloc(arguments->arena, (size_t)argc + 1,
                                      sizeof *arguments->operands);
    arguments->typed = arena_alloc(arguments->arena, (size_t)argc + 1,
                                   sizeof *arguments->typed);
    if (!arguments->operands || !arguments->typed)
        return error_memory(error);
    /* getopt_long() changes their order. */
    arguments->typed_count = argc;
    memcpy(arguments->typed, argv, (size_t)argc * sizeof *argv);
    if (!scan(arguments, argc, argv, error) ||
        !split(arguments, argc, argv, error))
        return false;
    asks = option_given(arguments, OPTION_help) ||
           option_given(arguments, OPTION_version);
    if (argc == 1)
        return true;
    if (arguments->operand_count == 0 && asks)
        return option_values_read(arguments, error);
    if (arguments->operand_count == 0)
        return error_plain(error, STATUS_WRONG,
                           "expected a command, such as run or schedule; "
                           "`lrsim --help` lists them");
    if (!arguments->command)
        arguments->command = find_command(arguments->operands[0], error);
    arguments->operands++;
    arguments->operand_count--;
    if (arguments->command &&
        option_is_of(&option_rows[OPTION_examples], arguments->command) &&
        !operand_part(arguments->operands, &arguments->operand_count,
                      arguments->arena, &arguments->part, error))
        return false;
    return arguments->command && (asks || check_options(arguments, error)) &&
           option_values_read(arguments, error);
}

bool
option_given(const struct arguments *arguments, enum option_id option)
{
    return arguments->given[option].count > 0;
}

const char *
arguments_operand(const struct arguments *arguments)
{
    return arguments->operand_count ? arguments->operands[0] : NULL;
}
