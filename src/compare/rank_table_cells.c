/* rank_table_cells.c -- the ranked table in the words that people read. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "compare/rank_table.h"
#include "output/people.h"

/* What is not known, was not reached or came to nothing is a dash, and the
 * loss of a run that diverged says where. */
static void
write_cell(const struct rank_table *table, size_t number, size_t column,
           char cell[PEOPLE_SIZE])
{
    const struct combination *one = &table->combinations->items[number];
    const char *name = table->columns[column].name;
    bool ends = strncmp(name, "final_loss", 10) == 0;
    double value = table->row[column];

    if (ends && one->quartiles.count == 1 && one->quartiles.median.diverged)
        snprintf(cell, PEOPLE_SIZE, "diverged at %.0f",
                 one->quartiles.median.last_step);
    else if (isnan(value) || (isinf(value) && !ends))
        snprintf(cell, PEOPLE_SIZE, "-");
    else
        people_number(value,
                      table->combinations->request->digits > 0
                          ? table->combinations->request->digits
                          : PEOPLE_DIGITS,
                      cell);
    if (strcmp(name, "rank") == 0 && one->tied)
        strcat(cell, "=");
}

bool
rank_table_round(struct rank_table *table, struct error *error)
{
    size_t columns = table->frame.count, rows = table->combinations->count;
    struct arena *arena = table->arena;
    const char *const **labels = arena_alloc(arena, columns, sizeof *labels);
    const char **cells = arena_alloc(arena, columns * rows, sizeof *cells);

    if (!labels || !cells)
        return error_memory(error);
    for (size_t i = 0; i < columns; i++)
        labels[i] = cells + i * rows;
    for (size_t k = 0; k < rows; k++) {
        struct text name = {.arena = arena};

        text_shown(&name, table->names[k]);
        cells[k] = text_end(&name);
        if (!cells[k])
            return error_memory(error);
        rank_table_row(table, k);
        for (size_t i = 1; i < columns; i++) {
            char cell[PEOPLE_SIZE];

            write_cell(table, k, i, cell);
            cells[i * rows + k] = arena_copy(arena, cell, strlen(cell));
            if (!cells[i * rows + k])
                return error_memory(error);
        }
    }
    table->people = table->frame;
    table->people.labels = labels;
    table->people.rounded = true;
    return true;
}
