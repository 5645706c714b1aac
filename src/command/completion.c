/* completion.c -- lrsim completion: scripts that complete by asking lrsim. */
#include <string.h>

#include "base/nearest.h"
#include "cli/complete.h"
#include "cli/messages.h"

struct shell {
    const char *name, *script;
};

/* Each calls `lrsim completion --words` with the words up to the cursor, and
 * lets the shell complete files where it says so. */
static const struct shell shells[] = {
    {"bash",
     "# Completions of lrsim for bash.\n"
     "_lrsim() {\n"
     "  local line present=${COMP_WORDS[COMP_CWORD]}\n"
     "  COMPREPLY=()\n"
     "  while IFS= read -r line; do\n"
     "    if [ \"$line\" = :files ]; then\n"
     "      [ \"$present\" != = ] || present=\n"
     "      compopt -o filenames 2>/dev/null\n"
     "      while IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(\n"
     "        compgen -f -- \"$present\")\n"
     "    else\n"
     "      COMPREPLY+=(\"${line%%$'\\t'*}\")\n"
     "    fi\n"
     "  done < <(command lrsim completion --words -- \\\n"
     "    \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null)\n"
     "}\n"
     "complete -F _lrsim lrsim\n"},
    {"zsh", "#compdef lrsim\n"
            "# Completions of lrsim for zsh.\n"
            "_lrsim() {\n"
            "  local -a lines\n"
            "  lines=(${(f)\"$(command lrsim completion --words -- \\\n"
            "    ${(@)words[2,CURRENT]} 2>/dev/null)\"})\n"
            "  compadd -- ${${lines:#:files}%%$'\\t'*}\n"
            "  if (( ${lines[(I):files]} )); then\n"
            "    compset -P '--*='\n"
            "    _files\n"
            "  fi\n"
            "}\n"
            "compdef _lrsim lrsim\n"},
    {"fish",
     "# Completions of lrsim for fish.\n"
     "function __lrsim\n"
     "  set -l words (commandline -opc)[2..-1] (commandline -ct)\n"
     "  set -l lines (command lrsim completion --words -- $words 2>/dev/null)\n"
     "  if contains -- :files $lines\n"
     "    __fish_complete_path (commandline -ct)\n"
     "  end\n"
     "  string match -v -- :files $lines\n"
     "end\n"
     "complete -c lrsim -f -a '(__lrsim)'\n"},
};

static enum status
print_words(const struct arguments *arguments, struct error *error)
{
    struct text text = {.arena = arguments->arena};

    complete_words(arguments->operands, arguments->operand_count, &text);
    return write_text(&text, arguments->arena, error);
}

static enum status
completion(const struct arguments *arguments, struct error *error)
{
    const char *name = arguments_operand(arguments);
    struct nearest nearest = {.word = name};
    struct text text = {.arena = arguments->arena};

    if (arguments->options.words)
        return print_words(arguments, error);
    if (!name || arguments->operand_count > 1) {
        error_plain(error, STATUS_WRONG,
                    "completion: expected one shell: bash, zsh or fish");
        return error->status;
    }
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        nearest_try(&nearest, shells[i].name);
        if (strcmp(shells[i].name, name) != 0)
            continue;
        text_string(&text, shells[i].script);
        return write_text(&text, arguments->arena, error);
    }
    error_plain(error, STATUS_WRONG,
                "unknown shell '%s'%s: must be bash, zsh or fish",
                quote(name).text, nearest_suggestion(&nearest).text);
    return error->status;
}

const struct command command_completion = {
    .name = "completion",
    .operands = "bash|zsh|fish [OPTIONS]",
    .summary = "print a script that completes commands, options and values in "
               "a shell",
    .notes =
        "bash: source <(lrsim completion bash). zsh, after compinit: source "
        "<(lrsim completion zsh). fish: lrsim completion fish | source. The "
        "scripts ask lrsim for the words, so they stay valid when it is "
        "updated.",
    .example = "  lrsim completion bash >/etc/bash_completion.d/lrsim\n",
    .operands_most = INT_MAX,
    .run = completion,
};
