/* log_groups.c -- sorts the rows of tables by what tells their runs apart. */
#include "tables/log_groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whether a key names the runs of a table that has their rows. */
static bool
names_runs(const struct log_table *table, const struct log_key *key)
{
    return table->results == NO_COLUMN &&
           strcmp(table->csv.names[key->column], "run") == 0;
}

/* The number of a key's value in the present row; LOG_VALUES: it has none. */
static bool
number_value(struct log_key *key, const struct csv_field *field, size_t *number,
             struct arena *arena)
{
    for (*number = 0; *number < key->count; ++*number)
        if (strcmp(key->values[*number], field->text) == 0)
            return true;
    key->many = key->many || key->count == LOG_VALUES;
    if (key->many)
        return true;
    key->values[key->count] = arena_copy(arena, field->text, field->length);
    return key->values[key->count++] != NULL;
}

static bool
add_row(struct log_groups *groups, struct log_table *table, const double *cells)
{
    struct arena *arena = groups->tables->arena;
    size_t width = 1 + groups->tables->y_count;
    struct log_row *rows = arena_grow(arena, groups->rows, groups->count, 1,
                                      &groups->room, sizeof *rows);
    struct log_row *row;
    bool left_out = false;

    if (!rows)
        return false;
    groups->rows = rows;
    row = &rows[groups->count];
    *row = (struct log_row){
        .table = table,
        .number = groups->count++,
        .values = arena_alloc(arena, table->key_count + 1, sizeof(size_t)),
        .cells = arena_alloc(arena, width, sizeof(double)),
    };
    if (!row->values || !row->cells)
        return false;
    memcpy(row->cells, cells, width * sizeof(double));
    row->place = table->results == NO_COLUMN ? (double)row->number
                 : isnan(*cells)             ? (double)INFINITY
                                             : *cells;
    for (size_t i = 0; i < table->key_count; i++) {
        struct log_key *key = &table->keys[i];

        if (!number_value(key, &table->csv.fields[key->column], &row->values[i],
                          arena))
            return false;
        left_out |= names_runs(table, key) && row->values[i] == LOG_VALUES;
    }
    groups->count -= left_out;
    groups->left_out += left_out;
    return true;
}

static bool
read_rows(struct log_groups *groups, size_t number, struct error *error)
{
    struct log_tables *tables = groups->tables;
    double *cells =
        arena_alloc(tables->arena, 1 + tables->y_count, sizeof *cells);
    bool more;

    if (!cells)
        return error_memory(error);
    while (log_tables_next(tables, number, cells, &more, error)) {
        if (!more)
            return true;
        if (!add_row(groups, &tables->items[number], cells))
            return error_memory(error);
    }
    return false;
}

/* Words that differ in every row of a log say when it was, but for the names
 * of runs. */
static bool
tells_apart(const struct log_table *table, const struct log_key *key)
{
    bool each = key->word && table->results == NO_COLUMN &&
                key->count == (size_t)table->rows;

    return key->count > 1 && (names_runs(table, key) || !(key->many || each));
}

static int
compare_runs(const struct log_row *a, const struct log_row *b)
{
    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    for (size_t i = 0; i < a->table->key_count; i++)
        if (a->values[i] != b->values[i] &&
            tells_apart(a->table, &a->table->keys[i]))
            return a->values[i] < b->values[i] ? -1 : 1;
    return 0;
}

static int
compare_rows(const void *first, const void *second)
{
    const struct log_row *a = first, *b = second;
    int runs = compare_runs(a, b);

    return runs ? runs
           : a->place != b->place
               ? (a->place < b->place ? -1 : 1)
               : (a->number > b->number) - (a->number < b->number);
}

/* "FILE: adam, lr 0.1" */
static const char *
name_run(const struct log_groups *groups, const struct log_row *row)
{
    const struct log_table *table = row->table;
    struct text text = {.arena = groups->tables->arena};

    if (groups->tables->count > 1)
        text_string(&text, table->title);
    for (size_t i = 0; i < table->key_count; i++) {
        const struct log_key *key = &table->keys[i];
        const char *name = table->csv.names[key->column];

        if (!tells_apart(table, key))
            continue;
        text_string(&text, text.used > 0 ? ", " : "");
        if (!key->word)
            text_format(&text, "%s ", name);
        text_string(&text, key->values[row->values[i]]);
    }
    return text_end(&text);
}

/* Numbers the runs of the sorted rows, and their rows where those are x. */
static bool
number_runs(struct log_groups *groups)
{
    struct arena *arena = groups->tables->arena;
    size_t room = 0, row_number = 0;

    for (size_t i = 0; i < groups->count; i++) {
        struct log_row *row = &groups->rows[i];

        if (i == 0 || compare_runs(row - 1, row) != 0) {
            const char **names =
                arena_grow(arena, groups->names, groups->run_count, 1, &room,
                           sizeof *names);

            if (!names)
                return false;
            groups->names = names;
            names[groups->run_count] = name_run(groups, row);
            if (!names[groups->run_count++])
                return false;
            row_number = 0;
        }
        row->run = groups->run_count - 1;
        if (row->table->x == NO_COLUMN)
            row->cells[0] = (double)row_number++;
    }
    return true;
}

/* Neither a run nor a variable of a sweep vanishes without a word. */
static void
add_group_notes(struct log_groups *groups, struct text *notes)
{
    const struct log_tables *tables = groups->tables;

    if (groups->left_out > 0)
        text_format(notes,
                    "lrsim: only the first %d runs are drawn: left out %zu "
                    "row%s\n",
                    LOG_VALUES, groups->left_out,
                    groups->left_out == 1 ? "" : "s");
    for (size_t i = 0; i < tables->count; i++) {
        const struct log_table *table = &tables->items[i];

        for (size_t k = 0; k < table->key_count; k++) {
            if (!table->keys[k].many || table->results == NO_COLUMN)
                continue;
            groups->scattered = true;
            text_format(notes,
                        "lrsim: %s: '%s' has more than %d values: all are "
                        "drawn as points of one colour; --x chooses it\n",
                        table->csv.input.name,
                        quote(table->csv.names[table->keys[k].column]).text,
                        LOG_VALUES);
        }
    }
}

bool
log_groups_read(struct log_groups *groups, struct text *notes,
                struct error *error)
{
    for (size_t i = 0; i < groups->tables->count; i++)
        if (!read_rows(groups, i, error))
            return false;
    if (groups->count > 0)
        qsort(groups->rows, groups->count, sizeof *groups->rows, compare_rows);
    if (!number_runs(groups))
        return error_memory(error);
    add_group_notes(groups, notes);
    return true;
}
