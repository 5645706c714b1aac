/* people_table.c -- measures the columns of a table, and writes its rows. */
#include "output/people_table.h"

#include <string.h>

#include "base/utf8.h"
#include "output/people.h"

void
people_table_add(struct people_table *table, const char *cell)
{
    const char **cells = arena_grow(table->arena, table->cells, table->used, 1,
                                    &table->room, sizeof *cells);

    table->failed = table->failed || !cells;
    if (table->failed)
        return;
    table->cells = cells;
    cells[table->used] = arena_copy(table->arena, cell, strlen(cell));
    table->failed = !cells[table->used++];
}

void
people_table_number(struct people_table *table, double value, int digits)
{
    char cell[PEOPLE_SIZE];

    people_number(value, digits > 0 ? digits : PEOPLE_DIGITS, cell);
    people_table_add(table, cell);
}

/* A heading is as wide as its rule, which has three dashes at least. */
static void
measure_cell(const struct people_table *table, size_t number, size_t least,
             struct people_width *width)
{
    const char *cell = table->cells[number];
    size_t all = text_width(cell);
    bool heading = table->header && number < table->columns;

    if (!heading && !table->words[number % table->columns]) {
        people_measure(width, cell);
        return;
    }
    all = heading && all < least ? least : all;
    width->words = all > width->words ? all : width->words;
}

struct people_width *
people_table_measure(const struct people_table *table, bool ruled)
{
    struct people_width *widths =
        arena_alloc(table->arena, table->columns, sizeof *widths);

    for (size_t i = 0; widths && i < table->used; i++) {
        size_t column = i % table->columns;
        size_t least = table->words[column] ? 3 : 4;

        measure_cell(table, i, ruled ? least : 0, &widths[column]);
    }
    return widths;
}

/* Names end in blanks, and numbers are aligned. */
static void
add_cell(const struct people_table *table, size_t number,
         const struct people_width *widths, struct text *text)
{
    size_t column = number % table->columns;
    const struct people_width *width = &widths[column];
    const char *cell = table->cells[number];

    if (table->words[column])
        text_format(text, "%s%*s", cell,
                    (int)(people_total(width) - text_width(cell)), "");
    else
        people_add(width, cell, text);
}

static void
add_rule(const struct people_table *table, const struct people_width *widths,
         struct text *text)
{
    for (size_t i = 0; i < table->columns; i++) {
        bool words = table->words[i];

        text_string(text, i > 0 ? " | " : "| ");
        for (size_t k = words ? 0 : 1; k < people_total(&widths[i]); k++)
            text_string(text, "-");
        text_string(text, words ? "" : ":");
    }
    text_string(text, " |\n");
}

/* A bar ends a cell, a newline a row, and others move the cursor. */
static const char *
escape(const char *cell, struct arena *arena)
{
    struct text text = {.arena = arena};

    for (size_t left = strlen(cell); left > 0;) {
        const struct utf8_shown next = utf8_show(cell, left);

        if (*cell == '\n')
            text_string(&text, "<br>");
        else
            text_format(&text, *cell == '|' ? "\\%s" : "%s", next.bytes);
        cell += next.taken;
        left -= next.taken;
    }
    return text_end(&text);
}

/* A copy whose cells are escaped. */
static struct people_table
escape_table(const struct people_table *table)
{
    struct people_table escaped = *table;

    escaped.cells =
        arena_alloc(table->arena, table->used, sizeof *table->cells);
    escaped.failed = table->failed || !escaped.cells;
    for (size_t i = 0; !escaped.failed && i < table->used; i++) {
        escaped.cells[i] = escape(table->cells[i], table->arena);
        escaped.failed = !escaped.cells[i];
    }
    return escaped;
}

bool
people_table_markdown(const struct people_table *table, struct text *text)
{
    const struct people_table escaped = escape_table(table);
    const struct people_width *widths =
        escaped.failed ? NULL : people_table_measure(&escaped, true);

    for (size_t i = 0; widths && i < table->used; i++) {
        text_string(text, i % table->columns > 0 ? " | " : "| ");
        add_cell(&escaped, i, widths, text);
        if ((i + 1) % table->columns == 0)
            text_string(text, " |\n");
        if (table->header && i + 1 == table->columns)
            add_rule(table, widths, text);
    }
    return widths != NULL;
}

bool
people_table_lines(const struct people_table *table, struct text *text)
{
    const struct people_width *widths =
        table->failed ? NULL : people_table_measure(table, false);

    for (size_t i = 0; widths && i < table->used; i++) {
        text_string(text, i % table->columns > 0 ? "  " : "");
        add_cell(table, i, widths, text);
        if ((i + 1) % table->columns > 0)
            continue;
        while (text_last(text) == ' ')
            text->used--;
        text_string(text, "\n");
    }
    return widths != NULL;
}
