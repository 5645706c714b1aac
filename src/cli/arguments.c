/* arguments.c -- argv to options and operands. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "command/command.h"

/* The option with a name of this length; OPTION_COUNT: there is none. */
static size_t
find_option(const char *name, size_t length)
{
    size_t i = 0;

    while (i < OPTION_COUNT && (strlen(option_rows[i].name) != length ||
                                memcmp(option_rows[i].name, name, length)))
        i++;
    return i;
}

static bool
unknown_option(const char *argument, size_t length, struct error *error)
{
    char word[64];
    struct nearest nearest = {.word = word};

    snprintf(word, sizeof word, "%.*s", (int)length, argument + 2);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        nearest_try(&nearest, option_rows[i].name);
    if (nearest.best)
        return error_plain(error, STATUS_WRONG,
                           "--%s: unknown option (did you mean '--%s'?)",
                           quote(word).text, nearest.best);
    return error_plain(error, STATUS_WRONG,
                       "--%s: unknown option; `lrsim --help` shows all",
                       quote(word).text);
}

static const struct command *
known_command(const char *name, struct error *error)
{
    struct nearest nearest = {.word = name};

    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
        nearest_try(&nearest, commands[i]->name);
    }
    error_plain(error, STATUS_WRONG,
                "unknown command '%s'%s; `lrsim --help` shows all",
                quote(name).text, nearest_suggestion(&nearest).text);
    return NULL;
}

/* getopt_long() would take an abbreviation: every long option must be whole,
 * so that a script does not break when an option is added. */
static bool
refuse_abbreviations(int argc, char **argv, struct error *error)
{
    int operands = 0;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *argument = argv[i];
        size_t length = strcspn(argument, "="), option;

        if (strcmp(argument, "-o") == 0)
            i++;
        if (*argument != '-' || !argument[1]) {
            /* An unknown command comes before what it knows. */
            if (operands++ == 0 && !known_command(argument, error))
                return false;
            continue;
        }
        if (strncmp(argument, "--", 2) != 0)
            continue;
        option = find_option(argument + 2, length - 2);
        if (option == OPTION_COUNT)
            return unknown_option(argument, length - 2, error);
        if (!argument[length] && option_rows[option].argument &&
            option_rows[option].argument[0] != '[')
            i++;
    }
    return true;
}

static void
make_options(struct option *options)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const char *argument = option_rows[i].argument;

        options[i] = (struct option){
            .name = option_rows[i].name,
            .has_arg = !argument            ? no_argument
                       : argument[0] == '[' ? optional_argument
                                            : required_argument,
            .val = 256 + i,
        };
    }
    options[OPTION_COUNT] = (struct option){0};
}

static bool
take_option(struct arguments *arguments, size_t option, const char *value,
            size_t most, struct error *error)
{
    struct given *given = &arguments->options[option];
    const char *argument = option_rows[option].argument;

    if (given->count > 0 && !option_rows[option].repeated)
        return error_plain(error, STATUS_WRONG, "--%s: is given twice",
                           option_rows[option].name);
    if (value && argument && *argument == '[' &&
        strncmp(argument + 2, value, strlen(argument) - 3) != 0)
        return error_plain(error, STATUS_WRONG,
                           "--%s: must be --%s or --%s%.*s, not '%s'",
                           option_rows[option].name, option_rows[option].name,
                           option_rows[option].name, (int)strlen(argument) - 2,
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
bad_option(int code, struct error *error)
{
    if (code == ':' && optopt >= 256)
        return error_plain(error, STATUS_WRONG, "--%s: needs %s",
                           option_rows[optopt - 256].name,
                           option_rows[optopt - 256].argument);
    if (code == ':')
        return error_plain(error, STATUS_WRONG, "-%c: needs FILE", optopt);
    if (optopt >= 256)
        return error_plain(error, STATUS_WRONG, "--%s: takes no value",
                           option_rows[optopt - 256].name);
    return error_plain(error, STATUS_WRONG,
                       "-%c: unknown option; `lrsim --help` shows all", optopt);
}

static size_t
option_of_letter(int letter)
{
    size_t i = 0;

    while (option_rows[i].letter != letter)
        i++;
    return i;
}

static bool
split(struct arguments *arguments, int argc, char **argv, struct error *error)
{
    struct option options[OPTION_COUNT + 1];
    int code;

    make_options(options);
    opterr = 0;
    /* With '-' first, operands come in their order, whatever the environment
     * says. */
    while ((code = getopt_long(argc, argv, "-:ho:", options, NULL)) != -1) {
        if (code == 1)
            arguments->operands[arguments->operand_count++] = optarg;
        else if (code == ':' || code == '?')
            return bad_option(code, error);
        else if (!take_option(arguments,
                              code >= 256 ? (size_t)code - 256
                                          : option_of_letter(code),
                              optarg, (size_t)argc, error))
            return false;
    }
    while (optind < argc)
        arguments->operands[arguments->operand_count++] = argv[optind++];
    return true;
}

static bool
wrong_place(const struct option_row *row, const char *command,
            struct error *error)
{
    char others[160] = "";

    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (row->commands >> i & 1) {
            size_t used = strlen(others);

            snprintf(others + used, sizeof others - used, "%s%s",
                     used ? ", " : "", commands[i]->name);
        }
    return error_plain(error, STATUS_WRONG,
                       "--%s: is no option of `lrsim %s`, but of %s", row->name,
                       command, others);
}

static bool
check_options(const struct arguments *arguments, struct error *error)
{
    size_t id = 0;

    while (commands[id] != arguments->command)
        id++;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (arguments->options[i].count > 0 &&
            !(option_rows[i].commands >> id & 1))
            return wrong_place(&option_rows[i], commands[id]->name, error);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (arguments->options[i].count > 1 &&
            !option_repeats(&option_rows[i], arguments->command))
            return error_plain(error, STATUS_WRONG, "--%s: is given twice",
                               option_rows[i].name);
    if (arguments->operand_count <= arguments->command->operands_most)
        return true;
    return error_plain(
        error, STATUS_WRONG, "%s: is one operand too many: lrsim %s %s",
        quote(arguments->operands[arguments->command->operands_most]).text,
        arguments->command->name, arguments->command->operands);
}

bool
arguments_read(struct arguments *arguments, int argc, char **argv,
               struct error *error)
{
    bool asks;

    arguments->operands = arena_alloc(arguments->arena, (size_t)argc + 1,
                                      sizeof *arguments->operands);
    if (!arguments->operands)
        return error_memory(error);
    if (!refuse_abbreviations(argc, argv, error) ||
        !split(arguments, argc, argv, error))
        return false;
    asks = arguments->options[OPTION_HELP].count > 0 ||
           arguments->options[OPTION_VERSION].count > 0;
    if (arguments->operand_count == 0)
        return asks ||
               error_plain(error, STATUS_WRONG,
                           "must have a command, such as run or schedule; "
                           "`lrsim --help` shows all");
    arguments->command = known_command(arguments->operands[0], error);
    arguments->operands++;
    arguments->operand_count--;
    return arguments->command && (asks || check_options(arguments, error));
}

const char *
option_value(const struct arguments *arguments, enum option_id option)
{
    const struct given *given = &arguments->options[option];

    return given->count > 0 ? given->values[given->count - 1] : NULL;
}
