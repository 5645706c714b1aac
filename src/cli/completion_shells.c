/* completion_shells.c -- the scripts: the tables for bash and zsh. */
#include <string.h>

#include "cli/completion.h"
#include "simulate/families.h"

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

/* "COMMAND:--output|COMMAND:-o", the patterns of a case. */
static void
add_patterns(struct text *text, const char *command,
             const struct option_row *row)
{
    text_format(text, "%s:--%s", command, row->name);
    if (row->letter)
        text_format(text, "|%s:-%c", command, row->letter);
}

/* One arm: of a command, or of all the others. */
static void
add_arm(struct text *text, const struct option_row *row,
        const struct command *command, const char *some)
{
    struct text words = {.arena = text->arena};
    enum completes completes = completes_option(row, command, &words);

    if (completes == COMPLETES_NOTHING)
        return;
    text_string(text, "    ");
    add_patterns(text, command ? command->name : "*", row);
    text_string(text, ") ");
    if (completes == COMPLETES_WORDS) {
        text_string(text, "choices='");
        text_add(text, words.bytes, words.used);
        text_format(text, "'%s ;;\n", completes_list(row) ? " list=1" : "");
    } else {
        text_format(text, "%s ;;\n",
                    completes == COMPLETES_FILES ? "files=1" : some);
    }
}

/* The arms of a case over options, which call files, or set words; `some` is
 * what is said where nothing can be foreseen. */
static void
add_arms(struct text *text, const char *some)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];

        for (size_t k = 0; k < COMMAND_COUNT; k++)
            if (row->commands >> k & 1 && completes_itself(row, commands[k]))
                add_arm(text, row, commands[k], some);
        add_arm(text, row, NULL, some);
    }
}

/* Names behind that of their family, where its dot is typed already. */
static void
add_qualified(struct text *text)
{
    for (size_t i = 0; all_families[i]; i++) {
        struct text words = {.arena = text->arena};

        completes_qualified(all_families[i], &words);
        text_format(text, "      %s.*) choices='", all_families[i]->name);
        text_add(text, words.bytes, words.used);
        text_string(text, "' ;;\n");
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
                      "  case $command:$option in\n");
    add_arms(text, "return 0");
    text_string(text, "    *) case $command in\n    '') choices='");
    add_commands(text);
    text_string(text, "' flags=' --help --version' ;;\n");
    add_command_arms(text);
    text_string(text, "    esac ;;\n  esac\n"
                      "  case $command in describe)\n"
                      "    case $present in\n");
    add_qualified(text);
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
                "  local choices= flags= files= list= before=\n"
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
              "  # What stands before the last comma stays.\n"
              "  case $list$present in 1*,*)\n"
              "    before=${present%,*},\n"
              "    choices=${choices// / $before} ;;\n"
              "  esac\n"
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
                      "  local option=${words[CURRENT-1]} flags= files= list=\n"
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
                      "  [[ -z $list ]] || compset -P '*,'\n"
                      "  [[ -z $choices ]] || compadd -- ${=choices}\n"
                      "  [[ -z $files ]] || _files\n"
                      "}\n"
                      "compdef _lrsim lrsim\n");
}
