/* completion_shells.c -- the scripts: the same tables in three languages. */
#include <string.h>

#include "command/completion.h"

/* " --steps --epochs …" of a command; `id` is its place in the list. */
static void
add_options(struct text *text, size_t id)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];

        if (!(row->commands >> id & 1))
            continue;
        text_format(text, " --%s", row->name);
        if (row->letter)
            text_format(text, " -%c", row->letter);
        if (row->argument && *row->argument == '[')
            text_format(text, " --%s=", row->name);
    }
}

static void
add_commands(struct text *text)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        text_format(text, " %s", commands[i]->name);
}

/* "--output|-o", the patterns of a case. */
static void
add_patterns(struct text *text, const struct option_row *row)
{
    text_format(text, "--%s", row->name);
    if (row->letter)
        text_format(text, "|-%c", row->letter);
}

/* The arms of a case over options, which call files, or set words; `some` is
 * what is said where nothing can be foreseen. */
static void
add_arms(struct text *text, const char *some)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        struct text words = {.arena = text->arena};
        enum completes completes = completes_option(&option_rows[i], &words);

        if (completes == COMPLETES_NOTHING)
            continue;
        text_string(text, "    ");
        add_patterns(text, &option_rows[i]);
        if (completes == COMPLETES_WORDS) {
            text_string(text, ") choices='");
            text_add(text, words.bytes, words.used);
            text_string(text, "' ;;\n");
        } else {
            text_format(text, ") %s ;;\n",
                        completes == COMPLETES_FILES ? "files=1" : some);
        }
    }
}

/* The arms of a case over commands: their options and operands. */
static void
add_command_arms(struct text *text)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        struct text words = {.arena = text->arena};
        enum completes completes = completes_operand(commands[i], &words);

        text_format(text, "    %s) flags='", commands[i]->name);
        add_options(text, i);
        text_string(text, "'");
        if (completes == COMPLETES_WORDS) {
            text_string(text, " choices='");
            text_add(text, words.bytes, words.used);
            text_string(text, "'");
        } else if (completes == COMPLETES_FILES) {
            text_string(text, " files=1");
        }
        text_string(text, " ;;\n");
    }
}

/* Finds the command, and what it completes: shell that bash and zsh share.
 * `given` is the list of the words before the present one. */
static void
add_common(struct text *text, const char *given)
{
    text_format(text, "  for word in %s; do\n    case \" ", given);
    add_commands(text);
    text_string(text, " \" in *\" $word \"*) command=$word; break ;; esac\n"
                      "  done\n"
                      "  case $option in\n");
    add_arms(text, "return 0");
    text_string(text, "    *) case $command in\n    '') choices='");
    add_commands(text);
    text_string(text, "' flags=' --help --version' ;;\n");
    add_command_arms(text);
    text_string(text, "    esac ;;\n  esac\n");
}

void
completion_bash(struct text *text)
{
    text_string(text,
                "# Completions of lrsim for bash.\n"
                "_lrsim() {\n"
                "  local present=${COMP_WORDS[COMP_CWORD]} command= word=\n"
                "  local option=${COMP_WORDS[COMP_CWORD-1]}\n"
                "  local choices= flags= files=\n"
                "  # bash takes --option=value apart.\n"
                "  if [ \"$present\" = = ]; then\n"
                "    present=\n"
                "  elif [ \"$option\" = = ]; then\n"
                "    option=${COMP_WORDS[COMP_CWORD-2]}\n"
                "  elif [ \"$option\" = --summary ]; then\n"
                "    option=\n"
                "  fi\n");
    add_common(text, "\"${COMP_WORDS[@]:1:COMP_CWORD-1}\"");
    text_string(
        text, "  case $present in -*) choices=$flags ;; esac\n"
              "  COMPREPLY=($(compgen -W \"$choices\" -- \"$present\"))\n"
              "  case $present in -*) files= ;; esac\n"
              "  [ -z \"$files\" ] || COMPREPLY+=($(compgen -f -- "
              "\"$present\"))\n"
              "  [ -z \"$files\" ] || compopt -o filenames 2>/dev/null\n"
              "  case ${COMPREPLY[0]} in *=) compopt -o nospace 2>/dev/null ;; "
              "esac\n"
              "}\n"
              "complete -F _lrsim lrsim\n");
}

void
completion_zsh(struct text *text)
{
    text_string(text, "#compdef lrsim\n"
                      "# Completions of lrsim for zsh.\n"
                      "_lrsim() {\n"
                      "  local given=(${words[2,CURRENT-1]})\n"
                      "  local present=${words[CURRENT]} command= word=\n"
                      "  local option=${words[CURRENT-1]} flags= files=\n"
                      "  local choices=\n"
                      "  if [[ $present == --*=* ]]; then\n"
                      "    option=${present%%=*}\n"
                      "    compset -P '*='\n"
                      "    present=\n"
                      "  elif [[ $option == --summary ]]; then\n"
                      "    option=\n"
                      "  fi\n");
    add_common(text, "$given");
    text_string(text, "  if [[ $present == -* ]]; then\n"
                      "    compadd -- ${=flags}\n"
                      "    return\n"
                      "  fi\n"
                      "  [[ -z $choices ]] || compadd -- ${=choices}\n"
                      "  [[ -z $files ]] || _files\n"
                      "}\n"
                      "compdef _lrsim lrsim\n");
}

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

static void
add_fish_option(struct text *text, const struct option_row *row)
{
    struct text words = {.arena = text->arena};
    enum completes completes = completes_option(row, &words);
    const char *meaning = option_meaning(row);

    text_string(text, "complete -c lrsim -n '__fish_seen_subcommand_from");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (row->commands >> i & 1)
            text_format(text, " %s", commands[i]->name);
    text_format(text, "' -l %s", row->name);
    if (row->letter)
        text_format(text, " -s %c", row->letter);
    /* Without -r it stands behind = only. */
    if (row->argument && *row->argument == '[')
        text_format(text, " -f -a '%.*s'", (int)strlen(row->argument) - 3,
                    row->argument + 2);
    else
        add_fish_values(text, completes, &words);
    text_string(text, " -d ");
    add_fish_quoted(text, meaning, strlen(meaning));
    text_string(text, "\n");
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
        add_fish_option(text, &option_rows[i]);
}
