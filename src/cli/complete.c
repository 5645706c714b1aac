/* complete.c -- candidates from the tables of commands, options and kinds. */
#include "cli/complete.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/complete_text.h"
#include "cli/options.h"
#include "cli/picture_options.h"
#include "simulate/plot_list.h"
#include "output/format.h"
#include "simulate/families.h"
#include "tables/log_shape.h"
#include "training/configs/configs.h"

/* The word at the cursor. */
struct cursor {
    const struct command *command; /* NULL: none is typed yet */
    const char *kept;              /* of the word: "--theme=", "lr,"; */
    size_t kept_length;            /* it precedes each candidate */
    const char *start;             /* what a candidate begins with */
    struct text *text;
};

/* Adds a candidate of some length, if it begins as the word does. */
static void
add_part(const struct cursor *cursor, const char *word, size_t length,
         const char *meaning)
{
    size_t typed = strlen(cursor->start);

    if (typed > length || memcmp(word, cursor->start, typed) != 0)
        return;
    text_add(cursor->text, cursor->kept, cursor->kept_length);
    text_add(cursor->text, word, length);
    text_format(cursor->text, "%s%s\n", meaning ? "\t" : "",
                meaning ? meaning : "");
}

static void
add(const struct cursor *cursor, const char *word, const char *meaning)
{
    add_part(cursor, word, strlen(word), meaning);
}

/* "a|b|c" */
static void
add_choices(const struct cursor *cursor, const char *choices, size_t length)
{
    for (size_t i = 0, n; i < length; i += n + 1) {
        for (n = 0; i + n < length && choices[i + n] != '|'; n++)
            ;
        add_part(cursor, choices + i, n, NULL);
    }
}

static void
add_files(const struct cursor *cursor)
{
    text_string(cursor->text, ":files\n");
}

static void
add_kinds(const struct cursor *cursor, const struct family *family)
{
    for (size_t i = 0; family->kinds[i]; i++)
        add(cursor, family->kinds[i]->name, family->kinds[i]->summary);
}

/* "schedule.linear", once the family is typed. */
static void
add_qualified(const struct cursor *cursor, const struct family *family)
{
    size_t length = strlen(family->name);
    struct cursor rest = *cursor;

    if (strncmp(cursor->start, family->name, length) != 0 ||
        cursor->start[length] != '.')
        return;
    rest.kept = cursor->start;
    rest.kept_length = length + 1;
    rest.start = cursor->start + length + 1;
    add_kinds(&rest, family);
}

/* Only what is behind so many characters is completed. */
static void
skip(struct cursor *cursor, size_t length)
{
    if (cursor->kept_length == 0)
        cursor->kept = cursor->start;
    cursor->kept_length += length;
    cursor->start += length;
}

/* Only the last item of a list is at the cursor. */
static void
skip_items(struct cursor *cursor)
{
    const char *comma = strrchr(cursor->start, ',');

    if (comma)
        skip(cursor, (size_t)(comma + 1 - cursor->start));
}

/* "lr=", with what it means. */
static void
add_parameters(const struct cursor *cursor, const struct kind *kind)
{
    for (const struct parameter *row = kind->parameters; row && row->name;
         row++) {
        char name[64];

        snprintf(name, sizeof name, "%s=", row->name);
        add(cursor, name, row->meaning);
    }
}

/* Words that a parameter may be. */
static void
add_row_values(const struct cursor *cursor, const struct parameter *row)
{
    if (row->type == PARAMETER_CHOICE)
        add_choices(cursor, row->range, strcspn(row->range, " "));
    if (row->type == PARAMETER_BOOLEAN)
        add_choices(cursor, "true|false", 10);
    if (row->family && row->type == PARAMETER_NODE)
        add_kinds(cursor, row->family);
}

/* The end of a text in the short form, which a quote may begin. */
static void
add_text(struct cursor *cursor, const struct family *family)
{
    struct open_text end;

    if (cursor->kept_length == 0 && *cursor->start &&
        strchr("'\"", *cursor->start))
        cursor->start++;
    end = find_open_text(cursor->start, family);
    if (end.start > 0)
        skip(cursor, end.start);
    for (size_t i = 0; end.names && all_families[i]; i++)
        if (!end.family || end.family == all_families[i])
            add_kinds(cursor, all_families[i]);
    if (end.call)
        add_parameters(cursor, end.call);
    if (end.row)
        add_row_values(cursor, end.row);
    if (end.joins)
        add(cursor, "->", NULL);
}

static void
add_formats(const struct cursor *cursor)
{
    for (size_t i = 0; formats[i]; i++)
        add(cursor, formats[i]->name, formats[i]->meaning);
    if (cursor->command && cursor->command->annotates)
        add(cursor, "github", NULL);
}

/* The words of --as. */
static void
add_inputs(const struct cursor *cursor)
{
    for (size_t i = 0; log_shapes[i]; i++)
        add(cursor, log_shapes[i]->name, log_shapes[i]->meaning);
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        add(cursor, dialect_name(dialects[i]), dialect_meaning(dialects[i]));
}

static void
add_values(struct cursor *cursor, enum option_id id)
{
    const struct option_row *row = &option_rows[id];
    const char *argument = row->argument;

    if (strstr(argument, "FILE"))
        add_files(cursor);
    if (*argument == '[')
        add_choices(cursor, argument + 2, strcspn(argument, "|]") - 2);
    else if (row->kind == OPTION_KIND_NODE)
        for (size_t i = 0; all_families[i]; i++) {
            if (strcmp(all_families[i]->name, row->name) == 0)
                add_text(cursor, all_families[i]);
        }
    else if (id == OPTION_plot) {
        skip_items(cursor);
        for (const struct plot_row *plot = plot_rows; plot->name; plot++)
            add(cursor, plot->name, NULL);
    } else if (id == OPTION_terminal)
        for (size_t i = 0; picture_terminals[i]; i++)
            add(cursor, picture_terminals[i], NULL);
    else if (id == OPTION_format)
        add_formats(cursor);
    else if (id == OPTION_as)
        add_inputs(cursor);
    else if (islower((unsigned char)*argument))
        add_choices(cursor, argument, strlen(argument));
}

/* Without a command: those that every command has. */
static void
add_options(const struct cursor *cursor)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        bool help = i == OPTION_help || i == OPTION_version;

        if (cursor->command ? !option_is_of(row, cursor->command) : !help)
            continue;
        add(cursor, row->flag, option_meaning(row));
    }
}

static void
add_names(const struct cursor *cursor)
{
    for (size_t i = 0; all_families[i]; i++) {
        add_kinds(cursor, all_families[i]);
        add_qualified(cursor, all_families[i]);
    }
}

static void
add_commands(const struct cursor *cursor)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        add(cursor, commands[i]->name, commands[i]->summary);
}

static void
add_operands(struct cursor *cursor)
{
    const char *operands;

    if (!cursor->command) {
        add_commands(cursor);
        return;
    }
    operands = cursor->command->operands;
    operands += *operands == '[';
    if (strncmp(operands, "OPTIONS", 7) == 0)
        return;
    if (strncmp(operands, "COMMAND", 7) == 0)
        add_commands(cursor);
    if (strncmp(operands, "NAME", 4) == 0 ||
        strncmp(operands, "COMMAND", 7) == 0) {
        add_names(cursor);
    } else if (isupper((unsigned char)*operands)) {
        if (!strpbrk(cursor->start, "( "))
            add_files(cursor);
        if (strncmp(operands, "FILE", 4) != 0)
            add_text(cursor, NULL);
    } else {
        add_choices(cursor, operands, strcspn(operands, "] "));
    }
}

static const struct command *
find_command(const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < COMMAND_COUNT; k++)
            if (strcmp(commands[k]->name, words[i]) == 0)
                return commands[k];
    return NULL;
}

/* The option with this flag or letter; OPTION_COUNT: there is none. */
static enum option_id
find_option(const struct cursor *cursor, const char *word, size_t length)
{
    if (length == 2 && word[0] == '-')
        for (int i = 0; i < OPTION_COUNT; i++)
            if (option_rows[i].letter == word[1])
                return (enum option_id)i;
    return length > 2 && strncmp(word, "--", 2) == 0
               ? option_find(cursor->command, word + 2, length - 2)
               : OPTION_COUNT;
}

/* The option whose value is at the cursor; OPTION_COUNT: none. */
static enum option_id
option_at(struct cursor *cursor, const char *const *words, size_t count)
{
    const char *present = words[count - 1];
    size_t length = strcspn(present, "=");
    size_t before = count - 1; /* words in front of the value */
    enum option_id id;

    if (*present == '-' && present[length] == '=') {
        cursor->kept = present;
        cursor->kept_length = length + 1;
        cursor->start = present + length + 1;
        return find_option(cursor, present, length);
    }
    if (strcmp(present, "=") == 0)
        cursor->start = "";
    else if (before > 0 && strcmp(words[before - 1], "=") == 0)
        before--;
    if (before == 0)
        return OPTION_COUNT;
    id = find_option(cursor, words[before - 1], strlen(words[before - 1]));
    /* A value that may be left out follows "=" only. */
    if (id != OPTION_COUNT && before == count - 1 && *cursor->start &&
        option_rows[id].argument && *option_rows[id].argument == '[')
        return OPTION_COUNT;
    return id != OPTION_COUNT && option_rows[id].argument ? id : OPTION_COUNT;
}

void
complete_words(const char *const *words, size_t count, struct text *text)
{
    struct cursor cursor = {.text = text, .kept = ""};
    enum option_id option;

    if (count == 0)
        return;
    cursor.command = find_command(words, count - 1);
    cursor.start = words[count - 1];
    option = option_at(&cursor, words, count);
    if (option != OPTION_COUNT)
        add_values(&cursor, option);
    else if (*cursor.start == '-')
        add_options(&cursor);
    else
        add_operands(&cursor);
}
