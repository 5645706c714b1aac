/* log_read.c -- finds the shape of a file, reads it, and says what its columns
 * are. */
#include <string.h>
#include <strings.h>

#include "tables/log_epochs.h"
#include "tables/log_evaluations.h"
#include "tables/log_names.h"
#include "tables/log_number.h"
#include "tables/log_refuse.h"
#include "tables/log_runs.h"
#include "tables/log_shapes.h"
#include "tables/log_systems.h"
#include "tables/log_tidy.h"

/* What is looked at to find the shape: some trainings print their own source
 * before they begin. */
enum { LOOK = 1 << 16, LOOK_LONGER = 1 << 20 };

#define SHAPE(name) &log_shape_##name,
const struct log_shape *const log_shapes[] = {LOG_SHAPES(SHAPE) NULL};
#undef SHAPE

bool
log_form_find(const char *word, struct log_form *form)
{
    *form = (struct log_form){0};
    if (strcmp(word, "tsv") == 0)
        *form = (struct log_form){&log_shape_csv, '\t'};
    for (size_t i = 0; log_shapes[i]; i++)
        if (strcmp(word, log_shapes[i]->name) == 0 ||
            (log_shapes[i]->format && strcmp(word, log_shapes[i]->format) == 0))
            form->shape = log_shapes[i];
    return form->shape != NULL;
}

static const struct log_shape *
find_shape(const struct log_head *head)
{
    for (size_t i = 0; log_shapes[i]; i++)
        if (log_shapes[i]->is(head))
            return log_shapes[i];
    return NULL;
}

/* The first result of a sweep; NO_COLUMN in any other table. */
static size_t
find_results(const struct log *log)
{
    if (log->count > 0 && strcmp(log->columns[0].name, "run") == 0)
        for (size_t i = 1; i < log->count; i++)
            if (strcmp(log->columns[i].name, "final_loss") == 0)
                return i;
    return NO_COLUMN;
}

/* Of a sweep the first variable that is a number, or the run. */
static size_t
sweep_x(const struct log *log)
{
    for (size_t i = 1; i < log->results; i++)
        if (log->columns[i].word_count == 0)
            return i;
    return 0;
}

/* The first column, unless it is measured. */
static size_t
any_x(const struct log *log)
{
    size_t i = log->count > 2 && strcmp(log->columns[0].name, "run") == 0;

    while (i < log->count && log->columns[i].word_count > 0)
        i++;
    return log->count < 2 || i == log->count ||
                   log_names_measured(log->columns[i].name)
               ? NO_COLUMN
               : i;
}

static bool
choose_x(struct log *log, const struct log_request *request,
         struct error *error)
{
    if (request->x)
        return log_column(log, "--x", request->x, &log->x_column, error);
    log->x_column = request->any_x && log->results != NO_COLUMN
                        ? sweep_x(log)
                        : log_names_find(log, LOG_STEP);
    if (log->x_column == NO_COLUMN && request->any_x)
        log->x_column = any_x(log);
    return true;
}

static bool
choose_rate(struct log *log, const struct log_request *request,
            struct error *error)
{
    log->rate = log_names_find(log, LOG_RATE);
    return !request->y || log_column(log, "--y", request->y, &log->rate, error);
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
    log->results = find_results(log);
    if (!choose_x(log, request, error) || !choose_rate(log, request, error))
        return false;
    log->loss = log_names_find(log, LOG_LOSS);
    log->eval_loss = log_names_find(log, LOG_EVAL_LOSS);
    log->counted = log->x_column == NO_COLUMN;
    log->x_name = log->counted ? "row" : log->columns[log->x_column].name;
    log->epochs = strncasecmp(log->x_name, "epoch", 5) == 0;
    find_total(log);
    if (log->counted && request->cells)
        text_format(&log->notes,
                    "lrsim: %s: has no step: its rows are counted from 0\n",
                    log->name);
    return true;
}

/* Brings the records into order. */
static bool
order_rows(struct log *log, struct error *error)
{
    bool steps = !log->counted && log->results == NO_COLUMN &&
                 log_names_role(log->x_name) == LOG_STEP;

    if (!log->counted && log->results == NO_COLUMN &&
        !log_check_numbers(log, log->x_column, error))
        return false;
    log_evaluations_place(log);
    return log_runs_find(log, error) && log_epochs_unroll(log, error) &&
           log_tidy(log, steps, error);
}

/* What is nearly a table gets an error with a place: it has a separator or a
 * single word in its first line, or no other. */
static bool
is_nearly_csv(const char *bytes)
{
    size_t line;

    bytes += strspn(bytes, "\r\n");
    line = strcspn(bytes, "\r\n");
    return *bytes && !strchr("{[#", *bytes) &&
           (!bytes[line + strspn(bytes + line, "\r\n")] ||
            strcspn(bytes, ",\t;|") < line || strcspn(bytes, " :(=") >= line);
}

/* Rather more records than a file will have, by the lines of its beginning:
 * what is not used costs nothing. */
static size_t
likely_records(const struct input *input, const struct log_head *head)
{
    size_t lines = 1;
    struct stat status;
    double size = (double)head->length;

    for (size_t i = 0; i < head->length; i++)
        lines += head->bytes[i] == '\n';
    if (!head->whole && fstat(fileno(input->file), &status) == 0 &&
        S_ISREG(status.st_mode))
        size = (double)status.st_size;
    return 1 + lines +
           (size_t)(1.25 * (double)lines * size / (double)(head->length + 1));
}

/* Looks at so many bytes. */
static bool
look(struct input *input, size_t size, struct arena *arena,
     struct log_head *head, struct error *error)
{
    char *bytes = arena_alloc(arena, size + 1, 1);

    if (!bytes)
        return error_memory(error);
    head->bytes = bytes;
    if (!input_look(input, bytes, size, &head->length, error))
        return false;
    head->whole = head->length < size;
    return true;
}

bool
log_look(struct input *input, struct arena *arena, struct log_head *head,
         const struct log_shape **shape, struct error *error)
{
    if (!look(input, LOOK, arena, head, error))
        return false;
    *shape = find_shape(head);
    if (*shape || head->whole)
        return true;
    if (!look(input, LOOK_LONGER, arena, head, error))
        return false;
    *shape = find_shape(head);
    return true;
}

/* The shape of an input that is open, the wanted one if any; NULL: an error. */
static const struct log_shape *
find_shape_of(struct input *input, const struct log_shape *wanted,
              struct arena *arena, struct log_head *head, struct error *error)
{
    const struct log_shape *shape;

    if (!log_look(input, arena, head, &shape, error) ||
        log_refused(head, input->name, error))
        return NULL;
    if (wanted)
        return wanted;
    if (shape || log_refused_program(head, input->name, error))
        return shape;
    if (is_nearly_csv(head->bytes))
        return &log_shape_csv;
    error_named(error, STATUS_WRONG, input->name,
                head->length == 0
                    ? "must be a log or a table, but is empty"
                    : "must be a log or a table: it has no records with steps");
    return NULL;
}

bool
log_read_input(struct log *log, struct input *input,
               const struct log_request *request, struct error *error)
{
    struct arena *arena = log->arena;
    struct log_head head = {.delimiter = request->form.delimiter};
    struct log_reading reading = {.log = log,
                                  .request = request,
                                  .input = input,
                                  .head = &head,
                                  .arena = arena};
    const struct log_shape *shape;

    *log = (struct log){
        .arena = arena, .name = input->name, .notes = {.arena = arena}};
    shape = find_shape_of(input, request->form.shape, arena, &head, error);
    if (!shape)
        return false;
    log->shape = shape->name;
    reading.likely = likely_records(input, &head);
    if (!shape->read(&reading, error))
        return false;
    /* Some read a copy of the input: what was looked at has been read. */
    input->ahead_length = 0;
    if (request->form.shape && log->records == 0)
        return error_named(error, STATUS_WRONG, log->name,
                           "has no record of this shape (--as %s)",
                           shape->name);
    log_systems_find(log);
    return choose_columns(log, request, error) && order_rows(log, error) &&
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
