/* operands.c -- tells files from names and texts in the short form. */
#include "lib/operands.h"

#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "optimizer/optimizer.h"
#include "schedule/schedule.h"
#include "simulate/families.h"
#include "spec/short_form.h"
#include "training/configs/configs.h"

/* Whether nothing in it makes a text in the short form more than a name. */
static bool
is_word(const char *text)
{
    return !strpbrk(text, "()[]{}=>*");
}

/* Whether a word that is no file was surely meant to be one. */
static bool
looks_like_file(const char *word)
{
    static const char *const endings[] = {
        ".json", ".jsonl", ".yaml", ".yml", ".toml", ".cfg", ".ini",
        ".csv",  ".tsv",   ".txt",  ".log", ".md",   ".py",  ".db",
    };
    size_t length = strlen(word);

    if (!is_word(word))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);

        if (length > size && strcmp(word + length - size, endings[i]) == 0)
            return true;
    }
    return length == 0 || strchr(word, '/');
}

size_t
operand_calls(const struct source *source)
{
    struct code_request request = {.schedules = &schedule_family};
    struct code_goal goals[] = {
        {.family = &schedule_family}, {.family = &optimizer_family}, {0}};
    struct arena arena = {0};
    struct error error = {0};

    short_form_find(source, goals, &request, &arena, &error);
    arena_free(&arena);
    return goals[0].count + goals[1].count;
}

bool
operand_is_script(const char *word)
{
    const struct source source = {.text = word, .length = strlen(word)};
    struct stat status;

    /* Only what is known beside a script says how many steps an epoch has. */
    return ((strpbrk(word, "\n;") || strstr(word, "len(")) &&
            stat(word, &status) != 0 &&
            operand_calls(&source) > (strstr(word, "len(") == NULL)) ||
           (config_calls_class(word) && stat(word, &status) != 0);
}

bool
operand_is_file(const char *word)
{
    struct stat status;

    return strcmp(word, "-") == 0 || operand_is_script(word) ||
           (!text_is_known(word, all_families) &&
            (stat(word, &status) == 0 || looks_like_file(word)));
}

/* What is wrong with a text that is of none of the families. */
static bool
refuse(const struct source *text, const struct family *const *families,
       struct arena *arena, struct error *error)
{
    const struct source word = {.name = text->name};
    const struct place place = {.source = &word};
    struct error other;
    const struct family *family =
        text_family(text, all_families, arena, &other);
    const char *formula;

    if (is_word(text->text) && text->length > 0 &&
        text->text[text->length - 1] == '-')
        return error_named(error, STATUS_WRONG, text->name,
                           "ends in '-': put the text in quotes, since the "
                           "shell took '>' for a redirection");
    if (!text_as_problem(text, all_families, arena, &formula))
        return error_memory(error);
    if (formula)
        return error_named(error, STATUS_WRONG, text->name,
                           "is a formula: write '%s', which says where the "
                           "parameters begin",
                           formula);
    if (family)
        return error_named(error, STATUS_WRONG, text->name,
                           "is a %s, which has no effect on a schedule",
                           family->name);
    return !is_word(text->text) || text_is_known(text->text, all_families) ||
           unknown_name(families, text->text,
                        "is neither a file nor a name that lrsim knows", &place,
                        arena, error);
}

/* NAME=VALUE without an option before it: lr=0.1, optimizer.lr=0.1. */
static bool
refuse_assignment(const char *word, struct error *error)
{
    static const char *const options[] = {"lr",   "steps", "epochs",
                                          "seed", "noise", "start"};
    size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyz_.0123456789[]");
    struct quoted name = quote_bytes(word, length), text = quote(word);

    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(options[i], name.text) == 0)
            return error_named(error, STATUS_WRONG, text.text,
                               "must be an option: --%s %s", name.text,
                               quote(word + length + 1).text);
    return error_named(error, STATUS_WRONG, text.text,
                       "must be an option: --set '%s'", text.text);
}

/* Whether a word is such an assignment. */
static bool
is_assignment(const char *word)
{
    size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyz_.0123456789[]");

    return length > 0 && word[length] == '=' && !strpbrk(word + length, "(\n");
}

/* A word that is no file. */
static bool
read_text(const char *word, const struct family *const *families,
          struct arena *arena, struct operand *operand, struct error *error)
{
    struct text name = {.arena = arena};
    struct source source = {.text = word, .length = strlen(word)};

    if (is_assignment(word))
        return refuse_assignment(word, error);
    text_format(&name, is_word(word) ? "%s" : "'%s'", quote(word).text);
    source.name = operand->name = text_end(&name);
    if (!source.name)
        return error_memory(error);
    operand->family = text_family(&source, families, arena, error);
    if (operand->family)
        return true;
    refuse(&source, families, arena, error);
    return false;
}

bool
operands_read(const char *const *words, size_t count,
              const struct family *const *families, struct arena *arena,
              struct operand *operands, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        operands[i] = (struct operand){.word = words[i]};
        if (!operand_is_file(words[i]) &&
            !read_text(words[i], families, arena, &operands[i], error))
            return false;
    }
    return true;
}
