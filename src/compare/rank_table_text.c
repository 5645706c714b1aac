/* rank_table_text.c -- the ranked table on a terminal.
 *
 * Where it is too wide, headings and numbers get shorter; then columns are
 * left out, those that tell the least first; then names are broken. */
#include <stdio.h>
#include <string.h>

#include "compare/rank_table.h"

#include "base/utf8.h"

/* Narrower than this a name says nothing. */
enum { NAME_LEAST = 28, CELL_SIZE = 32 };

/* How the table is laid out. */
struct layout {
    struct rank_table *rank_table;
    bool brief; /* shorter headings and numbers */
    int spare;  /* columns from this on are left out */
    size_t name, *widths;
};

static bool
is_shown(const struct layout *layout, size_t column)
{
    return layout->rank_table->columns[column].spare < layout->spare;
}

static const char *
heading_of(const struct layout *layout, size_t column)
{
    const struct rank_column *found = &layout->rank_table->columns[column];

    return layout->brief ? found->heading : found->name;
}

/* A rank that is shared has a sign of it. */
static void
print_cell(const struct layout *layout, size_t number, size_t column,
           char cell[CELL_SIZE])
{
    const struct rank_table *table = layout->rank_table;
    bool shared = column == 1 && table->combinations->items[number].shared;
    int digits = layout->brief ? 4 : 6;

    snprintf(cell, CELL_SIZE, "%.*g%s", digits, table->row[column],
             shared ? "=" : "");
}

/* The widths of all columns, and of the whole line. */
static size_t
measure(struct layout *layout)
{
    struct rank_table *table = layout->rank_table;
    size_t total = layout->name;

    for (size_t i = 1; i < table->frame.count; i++)
        layout->widths[i] = strlen(heading_of(layout, i));
    for (size_t k = 0; k < table->combinations->count; k++) {
        rank_table_row(table, k);
        for (size_t i = 1; i < table->frame.count; i++) {
            char cell[CELL_SIZE];
            size_t length;

            print_cell(layout, k, i, cell);
            length = strlen(cell);
            if (length > layout->widths[i])
                layout->widths[i] = length;
        }
    }
    for (size_t i = 1; i < table->frame.count; i++)
        total += is_shown(layout, i) ? 2 + layout->widths[i] : 0;
    return total;
}

/* Fits the table into a line. */
static void
fit(struct layout *layout, size_t width)
{
    enum { MOST_SPARE = 9 };
    size_t widest = layout->name;
    size_t least = widest < NAME_LEAST ? widest : NAME_LEAST, rest;

    layout->spare = MOST_SPARE + 1;
    if (measure(layout) <= width)
        return;
    layout->brief = true;
    layout->name = least;
    rest = measure(layout);
    while (rest > width && layout->spare > 1) {
        layout->spare--;
        rest = measure(layout);
    }
    layout->name += rest < width ? width - rest : 0;
    if (layout->name > widest)
        layout->name = widest;
}

/* How many bytes of a name stand in one line: up to a space, if it has one. */
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
add_name(const char **rest, size_t width, struct text *text)
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
add_line(const struct layout *layout, size_t number, struct text *text)
{
    struct rank_table *table = layout->rank_table;
    const char *name = table->names[number];

    rank_table_row(table, number);
    add_name(&name, layout->name, text);
    for (size_t i = 1; i < table->frame.count; i++) {
        char cell[CELL_SIZE];

        if (!is_shown(layout, i))
            continue;
        print_cell(layout, number, i, cell);
        text_format(text, "  %*s", (int)layout->widths[i], cell);
    }
    text_string(text, "\n");
    while (*name) {
        text_string(text, "  ");
        add_name(&name, layout->name - 2, text);
        text_string(text, "\n");
    }
}

/* Which columns are left out, and where they are. */
static void
add_left_out(const struct layout *layout, size_t width, struct text *text)
{
    const struct rank_table *table = layout->rank_table;
    struct text names = {.arena = table->arena};

    for (size_t i = 1; i < table->frame.count; i++)
        if (!is_shown(layout, i))
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
    const struct combinations *combinations = table->combinations;
    struct layout layout = {.rank_table = table, .name = strlen("run")};

    for (size_t k = 0; k < combinations->count; k++)
        if (text_width(table->names[k]) > layout.name)
            layout.name = text_width(table->names[k]);
    layout.widths =
        arena_alloc(table->arena, table->frame.count, sizeof *layout.widths);
    if (!layout.widths) {
        text->failed = true;
        return;
    }
    fit(&layout, width);
    text_format(text, "%-*s", (int)layout.name, "run");
    for (size_t i = 1; i < table->frame.count; i++)
        if (is_shown(&layout, i))
            text_format(text, "  %*s", (int)layout.widths[i],
                        heading_of(&layout, i));
    text_string(text, "\n");
    for (size_t k = 0; k < combinations->count; k++) {
        if (k > 0 &&
            combinations->items[k].group != combinations->items[k - 1].group)
            text_string(text, "\n");
        add_line(&layout, k, text);
    }
    add_left_out(&layout, width, text);
}
