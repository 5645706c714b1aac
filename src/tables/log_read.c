/* log_read.c -- finds the shape of a file, reads it, and says what its columns
 * are. */
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "tables/log_epochs.h"
#include "tables/log_names.h"
#include "tables/log_number.h"
#include "tables/log_refuse.h"
#include "tables/log_shapes.h"
#include "tables/log_systems.h"
#include "tables/log_tidy.h"

/* What is looked at to find the shape. */
enum { LOOK = 1 << 16 };

#define SHAPE(name) &log_shape_##name,
static const struct log_shape *const shapes[] = {LOG_SHAPES(SHAPE) NULL};
#undef SHAPE

static const struct log_shape *
find_shape(const struct log_head *head)
{
    for (size_t i = 0; shapes[i]; i++)
        if (shapes[i]->is(head))
            return shapes[i];
    return NULL;
}

const char *
log_shape_of(const char *bytes, size_t length, bool whole)
{
    const struct log_head head = {bytes, length, whole, '\0'};
    const struct log_shape *shape = find_shape(&head);

    return shape ? shape->name : NULL;
}

size_t
log_find(const struct log *log, const char *name)
{
    size_t length = strlen(name), found = NO_COLUMN;

    for (size_t i = 0; i < log->count; i++)
        if (strcmp(log->columns[i].name, name) == 0)
            return i;
    for (size_t i = 0; i < log->count; i++) {
        const char *other = log->columns[i].name;
        size_t size = strlen(other);

        if (size <= length || strcmp(other + size - length, name) != 0 ||
            !strchr("/. ", other[size - length - 1]))
            continue;
        if (found != NO_COLUMN)
            return NO_COLUMN;
        found = i;
    }
    return found;
}

bool
log_columns_error(const struct log *log, const char *flag, const char *message,
                  struct error *error)
{
    struct text names = {.arena = log->arena};

    for (size_t i = 0; i < log->count; i++)
        text_format(&names, "%s%s", i ? ", " : "",
                    quote(log->columns[i].name).text);
    if (!text_end(&names))
        return error_memory(error);
    return error_named(error, STATUS_WRONG, flag, "%s %s %s", log->name,
                       message, names.bytes);
}

bool
log_column(const struct log *log, const char *flag, const char *name,
           size_t *column, struct error *error)
{
    struct nearest nearest = {.word = name};
    char message[256];

    *column = log_find(log, name);
    if (*column != NO_COLUMN)
        return true;
    for (size_t i = 0; i < log->count; i++)
        nearest_try(&nearest, log->columns[i].name);
    snprintf(message, sizeof message, "has no column '%s'%s, only",
             quote(name).text, nearest_suggestion(&nearest).text);
    return log_columns_error(log, flag, message, error);
}

bool
log_check_numbers(const struct log *log, size_t column, struct error *error)
{
    const struct log_cell *wrong = &log->columns[column].wrong;

    return !wrong->text ||
           error_on_line(error, STATUS_WRONG, log->name, wrong->line,
                         wrong->column, "must be a number, not '%s'",
                         quote(wrong->text).text);
}

void
log_note_missing(struct log *log, size_t column)
{
    size_t missing = log->records - log->columns[column].present;

    if (missing > 0)
        text_format(&log->notes, "lrsim: %s: %zu of %zu records have no %s\n",
                    log->name, missing, log->records,
                    log->columns[column].name);
}

/* A requested column, or the usual one of a role. */
static bool
choose_column(const struct log *log, const char *flag, const char *name,
              enum log_role role, size_t *column, struct error *error)
{
    *column = log_names_find(log, role);
    return !name || log_column(log, flag, name, column, error);
}

/* Names of runs, or their numbers, where several follow one another. */
static void
choose_run(struct log *log)
{
    log->run = NO_COLUMN;
    if (log->count > 2 && strcmp(log->columns[0].name, "run") == 0)
        log->run = 0;
}

/* Some logs say in each record how many steps there will be. */
static void
find_total(struct log *log)
{
    static const char *const names[] = {"total_steps", "max_steps"};

    for (size_t i = 0; i < 2 && log->total == 0; i++) {
        size_t column = log_find(log, names[i]);
        const double *values;

        if (column == NO_COLUMN || log->rows == 0)
            continue;
        values = log->columns[column].values;
        for (size_t k = log->rows; k-- > 0 && log->total == 0;)
            if (values[k] >= 1 && values[k] < 0x1p53)
                log->total = (long)values[k];
    }
}

static bool
choose_columns(struct log *log, const struct log_request *request,
               struct error *error)
{
    if (!choose_column(log, "--x", request->x, LOG_STEP, &log->x_column,
                       error) ||
        !choose_column(log, "--y", request->y, LOG_RATE, &log->rate, error))
        return false;
    log->loss = log_names_find(log, LOG_LOSS);
    log->eval_loss = log_names_find(log, LOG_EVAL_LOSS);
    log->counted = log->x_column == NO_COLUMN;
    log->x_name = log->counted ? "row" : log->columns[log->x_column].name;
    log->epochs = strncasecmp(log->x_name, "epoch", 5) == 0;
    choose_run(log);
    find_total(log);
    return true;
}

/* What is nearly a table gets an error with a place. */
static bool
is_nearly_csv(const char *bytes)
{
    size_t line = strcspn(bytes, "\n");

    return *bytes && !strchr("{[", *bytes) &&
           (!bytes[line] || !bytes[line + 1] || strcspn(bytes, ",\t;|") < line);
}

bool
log_read_input(struct log *log, struct input *input,
               const struct log_request *request, struct error *error)
{
    struct arena *arena = log->arena;
    struct log_head head = {.delimiter = request->delimiter};
    struct log_reading reading = {.log = log,
                                  .request = request,
                                  .input = input,
                                  .head = &head,
                                  .arena = arena};
    char *bytes = arena_alloc(arena, LOOK + 1, 1);
    const struct log_shape *shape;

    *log = (struct log){
        .arena = arena, .name = input->name, .notes = {.arena = arena}};
    if (!bytes)
        return error_memory(error);
    if (!input_look(input, bytes, LOOK, &head.length, error))
        return false;
    head.bytes = bytes;
    head.whole = head.length < LOOK;
    if (log_refused(&head, log->name, error))
        return false;
    shape = find_shape(&head);
    if (!shape && is_nearly_csv(bytes))
        shape = &log_shape_csv;
    if (!shape)
        return error_named(error, STATUS_WRONG, log->name,
                           head.length == 0
                               ? "must be a log or a table, but is empty"
                               : "must be a log or a table: it has no records "
                                 "with steps");
    log->shape = shape->name;
    if (!shape->read(&reading, error))
        return false;
    log_systems_find(log);
    return choose_columns(log, request, error) &&
           log_epochs_unroll(log, error) && log_tidy(log, error) &&
           (!log->notes.failed || error_memory(error));
}

bool
log_read(struct log *log, const char *path, const struct log_request *request,
         struct error *error)
{
    struct input input = {.name = path};
    bool done = input_open(&input, error) &&
                log_read_input(log, &input, request, error);

    input_close(&input);
    return done;
}
