/* rank_table_text.c -- the ranked table on a terminal: the columns in which
 * runs differ.
 *
 * A narrow window drops the columns with a drop order, the least important
 * first, and then breaks the names into lines. */
#include <string.h>

#include "base/utf8.h"
#include "compare/rank_table.h"
#include "output/people.h"

/* Names are at least this wide, or as wide as the widest. */
enum { NAME_LEAST = 28 };

struct rank_layout {
    struct rank_table *table;
    size_t name;                 /* width of the names */
    struct people_width *widths; /* [columns] */
    bool *shown, *narrow;        /* [columns]; narrow: it found no room */
};

static const char *
cell_at(const struct rank_table *table, size_t number, size_t column)
{
    return table->people.labels[column][number];
}

/* Whether a column says what another one says, or less, in all rows. */
static bool
repeats(const struct rank_table *table, size_t column, size_t other)
{
    for (size_t k = 0; k < table->combinations->count; k++) {
        const char *cell = cell_at(table, k, column);

        if (strcmp(cell, "-") != 0 &&
            strcmp(cell, cell_at(table, k, other)) != 0)
            return false;
    }
    return true;
}

/* Whether a column has one value in all rows; of a single run, zero. */
static bool
is_constant(const struct rank_table *table, size_t column)
{
    size_t count = table->combinations->count;
    const char *first = cell_at(table, 0, column);

    if (count == 1)
        return strcmp(first, "0") == 0 || strcmp(first, "-") == 0;
    for (size_t k = 1; k < count; k++)
        if (strcmp(cell_at(table, k, column), first) != 0)
            return false;
    return true;
}

void
rank_table_choose(const struct rank_table *table, bool *shown)
{
    shown[0] = true;
    for (size_t i = 1; i < table->frame.count; i++) {
        const struct rank_column *column = &table->columns[i];
        bool kept = column->drop_order == 0;
        /* The final loss of a single seed says that it diverged. */
        bool said = table->combinations->request->seed_count == INTEGER_NULL &&
                    strcmp(column->name, "diverged") == 0;

        shown[i] = kept || !(said || is_constant(table, i));
        for (size_t j = 1; j < i && !kept; j++)
            if (shown[j] && repeats(table, i, j))
                shown[i] = false;
    }
}

/* The width of a line without its name. */
static size_t
measure_rank_table(struct rank_layout *layout)
{
    struct rank_table *table = layout->table;
    size_t total = 0;

    for (size_t k = 0; k < table->combinations->count; k++) {
        size_t width = text_width(cell_at(table, k, 0));

        layout->name = width > layout->name ? width : layout->name;
    }
    for (size_t i = 1; i < table->frame.count; i++) {
        layout->widths[i].words = strlen(table->columns[i].heading);
        for (size_t k = 0; k < table->combinations->count; k++)
            people_measure(&layout->widths[i], cell_at(table, k, i));
        if (layout->shown[i])
            total += 2 + people_total(&layout->widths[i]);
    }
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
            if (layout->shown[i] &&
                layout->table->columns[i].drop_order == order) {
                total -= 2 + people_total(&layout->widths[i]);
                layout->shown[i] = false;
                layout->narrow[i] = true;
            }
    if (total + layout->name > width)
        layout->name = total + least < width ? width - total : least;
}

/* How many bytes of a name fit in one line: up to a space, if it has one. */
static size_t
break_name(const char *name, size_t width)
{
    size_t at = 0, space = 0;

    while (name[at]) {
        size_t length = utf8_length(name + at, strlen(name + at));

        length = length ? length : 1;
        if (utf8_width(name, at + length) > width)
            break;
        at += length;
        if (name[at] == ' ')
            space = at;
    }
    return name[at] && space ? space : at;
}

static void
add_run_name(const char **rest, size_t width, struct text *text)
{
    size_t length = break_name(*rest, width);
    size_t columns = utf8_width(*rest, length);

    text_add(text, *rest, length);
    for (; columns < width; columns++)
        text_string(text, " ");
    *rest += length;
    *rest += strspn(*rest, " ");
}

static void
end_line(struct text *text)
{
    while (text_last(text) == ' ')
        text->used--;
    text_string(text, "\n");
}

static void
add_heading(const struct rank_layout *layout, struct text *text)
{
    const struct rank_table *table = layout->table;

    text_format(text, "%-*s", (int)layout->name, table->columns[0].heading);
    for (size_t i = 1; i < table->frame.count; i++)
        if (layout->shown[i])
            text_format(text, "  %*s", (int)people_total(&layout->widths[i]),
                        table->columns[i].heading);
    text_string(text, "\n");
}

static void
add_run_line(const struct rank_layout *layout, size_t number, struct text *text)
{
    const struct rank_table *table = layout->table;
    const char *name = cell_at(table, number, 0);

    add_run_name(&name, layout->name, text);
    for (size_t i = 1; i < table->frame.count; i++) {
        if (!layout->shown[i])
            continue;
        text_string(text, "  ");
        people_add(&layout->widths[i], cell_at(table, number, i), text);
    }
    end_line(text);
    while (*name) {
        text_string(text, "  ");
        add_run_name(&name, layout->name - 2, text);
        end_line(text);
    }
}

/* Which columns found no room, and which output has them. */
static void
add_dropped(const struct rank_layout *layout, size_t width, struct text *text)
{
    const struct rank_table *table = layout->table;
    struct text names = {.arena = table->arena};

    for (size_t i = 1; i < table->frame.count; i++)
        if (layout->narrow[i])
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
    size_t count = table->frame.count;
    struct arena *arena = table->arena;
    struct rank_layout layout = {
        .table = table,
        .name = strlen(table->columns[0].heading),
        .widths = arena_alloc(arena, count, sizeof *layout.widths),
        .shown = arena_alloc(arena, count, sizeof *layout.shown),
        .narrow = arena_alloc(arena, count, sizeof *layout.narrow)};

    if (!layout.widths || !layout.shown || !layout.narrow) {
        text->failed = true;
        return;
    }
    rank_table_choose(table, layout.shown);
    fit_rank_table(&layout, width);
    add_heading(&layout, text);
    for (size_t k = 0; k < table->combinations->count; k++) {
        if (k > 0 && items[k].group != items[k - 1].group)
            text_string(text, "\n");
        add_run_line(&layout, k, text);
    }
    add_dropped(&layout, width, text);
}
