/* rank_table_text.c -- the ranked table on a terminal.
 *
 * A narrow window drops the columns with a drop order, the least important
 * first, and then breaks the names into lines. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "compare/rank_table.h"

/* Names are at least this wide, or as wide as the widest. */
enum { NAME_LEAST = 28, CELL_SIZE = 32, DIGITS = 4 };

struct rank_layout {
    struct rank_table *table;
    size_t name;    /* width of the names */
    size_t *widths; /* of the columns; 0: dropped */
};

/* A shared rank is marked. */
static void
print_cell(const struct rank_table *table, size_t number, size_t column,
           char cell[CELL_SIZE])
{
    bool tied = strcmp(table->columns[column].name, "rank") == 0 &&
                table->combinations->items[number].tied;

    snprintf(cell, CELL_SIZE, "%.*g%s", DIGITS, table->row[column],
             tied ? "=" : "");
}

/* Measures the columns; returns the width of a line without its name. */
static size_t
measure_rank_table(struct rank_layout *layout)
{
    struct rank_table *table = layout->table;
    size_t total = 0;

    for (size_t i = 1; i < table->frame.count; i++)
        layout->widths[i] = strlen(table->columns[i].heading);
    for (size_t k = 0; k < table->combinations->count; k++) {
        size_t width = text_width(table->names[k]);

        layout->name = width > layout->name ? width : layout->name;
        rank_table_row(table, k);
        for (size_t i = 1; i < table->frame.count; i++) {
            char cell[CELL_SIZE];

            print_cell(table, k, i, cell);
            width = strlen(cell);
            if (width > layout->widths[i])
                layout->widths[i] = width;
        }
    }
    for (size_t i = 1; i < table->frame.count; i++)
        total += 2 + layout->widths[i];
    return total;
}

/* Fits the table into a line. */
static void
fit_rank_table(struct rank_layout *layout, size_t width)
{
    enum { DROP_MOST = 9 };
    size_t total = measure_rank_table(layout);
    size_t least = layout->name < NAME_LEAST ? layout->name : NAME_LEAST;

    for (int order = 1; order <= DROP_MOST && total + least > width; order++)
        for (size_t i = 1; i < layout->table->frame.count; i++)
            if (layout->table->columns[i].drop_order == order) {
                total -= 2 + layout->widths[i];
                layout->widths[i] = 0;
            }
    if (total + layout->name > width)
        layout->name = total + least < width ? width - total : least;
}

/* How many bytes of a name fit in one line: up to a space, if it has one. */
static size_t
break_name(const char *name, size_t width)
{
    size_t at = 0, space = 0;

    for (size_t i = 0; i < width && name[at]; i++) {
        size_t length = utf8_length(name + at, strlen(name + at));

        at += length ? length : 1;
        if (name[at] == ' ')
            space = at;
    }
    return name[at] && space ? space : at;
}

static void
add_run_name(const char **rest, size_t width, struct text *text)
{
    size_t length = break_name(*rest, width);
    size_t characters = utf8_count(*rest, length);

    text_add(text, *rest, length);
    for (; characters < width; characters++)
        text_string(text, " ");
    *rest += length;
    *rest += strspn(*rest, " ");
}

static void
add_heading(const struct rank_layout *layout, struct text *text)
{
    const struct rank_table *table = layout->table;

    text_format(text, "%-*s", (int)layout->name, table->columns[0].heading);
    for (size_t i = 1; i < table->frame.count; i++)
        if (layout->widths[i] > 0)
            text_format(text, "  %*s", (int)layout->widths[i],
                        table->columns[i].heading);
    text_string(text, "\n");
}

static void
add_run_line(const struct rank_layout *layout, size_t number, struct text *text)
{
    struct rank_table *table = layout->table;
    const char *name = table->names[number];

    rank_table_row(table, number);
    add_run_name(&name, layout->name, text);
    for (size_t i = 1; i < table->frame.count; i++) {
        char cell[CELL_SIZE];

        if (layout->widths[i] == 0)
            continue;
        print_cell(table, number, i, cell);
        text_format(text, "  %*s", (int)layout->widths[i], cell);
    }
    text_string(text, "\n");
    while (*name) {
        text_string(text, "  ");
        add_run_name(&name, layout->name - 2, text);
        text_string(text, "\n");
    }
}

/* Which columns are dropped, and which output has them. */
static void
add_dropped(const struct rank_layout *layout, size_t width, struct text *text)
{
    const struct rank_table *table = layout->table;
    struct text names = {.arena = table->arena};

    for (size_t i = 1; i < table->frame.count; i++)
        if (layout->widths[i] == 0)
            text_format(&names, "%s%s", names.used ? ", " : "",
                        table->columns[i].name);
    if (names.used == 0)
        return;
    text_string(&names, " (-o FILE.md has all)");
    text_string(text, "without ");
    if (text_end(&names))
        text_flow_within(text, width, 8, names.bytes);
    text_string(text, "\n");
}

void
rank_table_text(struct rank_table *table, size_t width, struct text *text)
{
    const struct combination *items = table->combinations->items;
    struct rank_layout layout = {.table = table,
                                 .name = strlen(table->columns[0].heading)};

    layout.widths =
        arena_alloc(table->arena, table->frame.count, sizeof *layout.widths);
    if (!layout.widths) {
        text->failed = true;
        return;
    }
    fit_rank_table(&layout, width);
    add_heading(&layout, text);
    for (size_t k = 0; k < table->combinations->count; k++) {
        if (k > 0 && items[k].group != items[k - 1].group)
            text_string(text, "\n");
        add_run_line(&layout, k, text);
    }
    add_dropped(&layout, width, text);
}
