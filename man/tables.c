/* tables.c -- prints the tables of commands, options, configurations and
 * shapes of logs for generate.py, one row a line, its fields between tabs. */
#include <stdio.h>

#include "cli/help.h"
#include "cli/options.h"
#include "tables/log_shapes.h"
#include "training/configs/configs.h"

#define SHAPE(name) &log_shape_##name,
static const struct log_shape *const shapes[] = {LOG_SHAPES(SHAPE) NULL};
#undef SHAPE

/* A field; its lines are separated by form feeds. */
static void
put(const char *text)
{
    putchar('\t');
    for (; text && *text; text++)
        putchar(*text == '\n' ? '\f' : *text);
}

static void
put_option(const struct option_row *row)
{
    char letter[2] = {row->letter, '\0'};
    char meaning[OPTION_MEANING_SIZE];

    printf("option\t%s", row->name);
    put(letter);
    put(row->argument);
    put(option_heading(row));
    putchar('\t');
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (row->commands >> i & 1)
            printf("%s ", commands[i]->name);
    put(help_meaning(row, meaning));
    putchar('\n');
}

static void
put_kind(const char *table, const char *name, const char *meaning)
{
    printf("%s\t%s", table, name);
    put(meaning);
    putchar('\n');
}

int
main(void)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        printf("command\t%s", commands[i]->name);
        put(commands[i]->operands);
        put(commands[i]->summary);
        put(commands[i]->notes);
        put(commands[i]->example);
        putchar('\n');
    }
    for (size_t i = 0; i < OPTION_COUNT; i++)
        put_option(&option_rows[i]);
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        put_kind("dialect", dialect_name(dialects[i]),
                 dialect_meaning(dialects[i]));
    for (size_t i = 0; shapes[i]; i++)
        put_kind("shape", shapes[i]->name, shapes[i]->meaning);
    return 0;
}
