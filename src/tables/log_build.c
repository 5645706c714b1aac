/* log_build.c -- adds records to a log: a value for each cell, and a column for
 * each name that comes up. */
#include <math.h>
#include <string.h>

#include "base/number_read.h"
#include "tables/log_names.h"
#include "tables/log_number.h"
#include "tables/log_shape.h"

/* Words of a column that are told apart; columns, over which there is no
 * memory. */
enum { WORDS_MOST = 4096, COLUMNS_MOST = 16384 };

size_t
log_limit(const struct log_reading *reading)
{
    size_t limit = reading->request->limit;

    return limit ? limit : (size_t)1 << 30;
}

static bool
grow_column(struct log_reading *reading, struct log_column *column, size_t room)
{
    struct arena *arena = reading->log->arena;
    size_t rows = reading->log->rows;
    double *values = arena_alloc(arena, room, sizeof *values);

    if (!values)
        return false;
    if (rows > 0)
        memcpy(values, column->values, rows * sizeof *values);
    column->values = values;
    if (column->cells) {
        struct log_cell *cells = arena_alloc(arena, room, sizeof *cells);

        if (!cells)
            return false;
        memcpy(cells, column->cells, rows * sizeof *cells);
        column->cells = cells;
    }
    return true;
}

bool
log_begin_record(struct log_reading *reading)
{
    struct log *log = reading->log;

    if (log->rows == reading->room) {
        size_t room = reading->room ? 2 * reading->room : reading->likely;

        for (size_t i = 0; i < log->count; i++)
            if (!grow_column(reading, &log->columns[i], room))
                return false;
        reading->room = room;
    }
    for (size_t i = 0; i < log->count; i++)
        log->columns[i].values[log->rows] = log_gap();
    log->rows++;
    log->records++;
    reading->guess = 0;
    return true;
}

/* Whether the printed cells of a column are kept: of those that may be the
 * rate, and of the first two, of which one may be all that is beside a step. */
static bool
keeps_cells(const struct log_reading *reading, const char *name)
{
    const struct log_request *request = reading->request;
    size_t length = strlen(name), end = request->y ? strlen(request->y) : 0;

    if (!request->cells)
        return false;
    return request->y
               ? length >= end && strcmp(request->y, name + length - end) == 0
               : reading->log->count < 2 || log_names_rate(name);
}

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Cuts blanks off both ends; returns how many were before. */
static size_t
trim(const char **text, size_t *length)
{
    size_t before = 0;

    while (before < *length && is_blank((*text)[before]))
        before++;
    *text += before;
    *length -= before;
    while (*length > 0 && is_blank((*text)[*length - 1]))
        --*length;
    return before;
}

void
log_drop_record(struct log_reading *reading)
{
    struct log *log = reading->log;

    log->rows--;
    log->records--;
    for (size_t i = 0; i < log->count; i++)
        log->columns[i].present -=
            !log_is_gap(log->columns[i].values[log->rows]);
}

bool
log_name_column(struct log_reading *reading, const char *name, size_t length)
{
    struct log *log = reading->log;
    struct log_column *columns =
        log->count == COLUMNS_MOST
            ? NULL
            : arena_grow(log->arena, log->columns, log->count, 1,
                         &reading->columns_room, sizeof *columns);
    struct log_column *column;

    if (!columns)
        return false;
    log->columns = columns;
    column = &columns[log->count];
    trim(&name, &length);
    *column = (struct log_column){.name = arena_copy(log->arena, name, length)};
    column->values = arena_alloc(log->arena, reading->room + 1, sizeof(double));
    if (!column->name || !column->values)
        return false;
    if (keeps_cells(reading, column->name)) {
        column->cells =
            arena_alloc(log->arena, reading->room + 1, sizeof *column->cells);
        if (!column->cells)
            return false;
    }
    for (size_t i = 0; i < log->rows; i++)
        column->values[i] = log_gap();
    log->count++;
    return true;
}

/* The number of a word; WORDS_MOST: there are too many.  False without
 * memory. */
static bool
number_word(struct log *log, struct log_column *column, const char *text,
            size_t length, size_t *number)
{
    for (*number = 0; *number < column->word_count; ++*number)
        if (strncmp(column->words[*number], text, length) == 0 &&
            !column->words[*number][length])
            return true;
    if (*number == WORDS_MOST)
        return true;
    if (!column->words)
        column->words =
            arena_alloc(log->arena, WORDS_MOST, sizeof *column->words);
    if (!column->words)
        return false;
    column->words[*number] = arena_copy(log->arena, text, length);
    return column->words[column->word_count++] != NULL;
}

static bool
add_word(struct log *log, struct log_column *column,
         const struct log_cell *place, const char *text, size_t length)
{
    size_t number;

    if (!column->wrong.text) {
        column->wrong = *place;
        column->wrong.text = arena_copy(log->arena, text, length);
        if (!column->wrong.text)
            return false;
    }
    if (column->present > 0 && column->word_count == 0)
        return true;
    if (!number_word(log, column, text, length, &number))
        return false;
    column->values[log->rows - 1] = (double)number;
    column->present++;
    return true;
}

static bool
keep_cell(struct log *log, struct log_column *column,
          const struct log_cell *place, const char *text, size_t length)
{
    struct log_cell *cell = &column->cells[log->rows - 1];

    *cell = *place;
    cell->text = arena_copy(log->arena, text, length);
    return cell->text != NULL;
}

bool
log_add_at(struct log_reading *reading, size_t number,
           const struct log_cell *place, const char *text, size_t length)
{
    struct log *log = reading->log;
    struct log_column *column = &log->columns[number];
    struct log_cell first = *place;
    double value;

    /* The usual cell is a number, with nothing around it. */
    if (column->word_count > 0 || !number_read(text, length, &value)) {
        first.column += trim(&text, &length);
        if (column->word_count > 0 || !log_number(text, length, &value))
            return log_is_gap_text(text, length) ||
                   add_word(log, column, &first, text, length);
    }
    column->values[log->rows - 1] = value;
    column->present++;
    return !column->cells || keep_cell(log, column, &first, text, length);
}

bool
log_add(struct log_reading *reading, const char *name, size_t name_length,
        const struct log_cell *place, const char *text, size_t length)
{
    struct log *log = reading->log;
    size_t at = reading->guess;

    for (size_t i = 0; i < log->count; i++, at++) {
        at = at < log->count ? at : 0;
        if (strncmp(log->columns[at].name, name, name_length) == 0 &&
            !log->columns[at].name[name_length])
            break;
        if (i + 1 == log->count) {
            at = log->count;
            break;
        }
    }
    if (at >= log->count) {
        at = log->count;
        if (!log_name_column(reading, name, name_length))
            return false;
    }
    reading->guess = at + 1;
    return log_add_at(reading, at, place, text, length);
}
