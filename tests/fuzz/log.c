/* log.c -- a text as the log of a training: what is accepted is in order, and
 * is the same when it is read again. */
#include <math.h>
#include <string.h>

#include "tables/log_shape.h"
#include "tests/fuzz/fuzz.h"

/* One reading of the text. */
struct log_trial {
    struct arena arena;
    struct log log;
    struct error error;
    bool accepted;
};

static void
read_text(struct log_trial *trial, const struct log_shape *shape,
          const char *text, size_t size)
{
    const struct log_request request = {
        .form.shape = shape, .cells = true, .any_x = size % 2};
    /* fopencookie() would do without the cast; nothing is written. */
    FILE *file = size > 0 ? fmemopen((void *)(uintptr_t)text, size, "rb")
                          : fopen("/dev/null", "rb");
    struct input input = {.name = "log", .file = file};

    MUST(file, "no stream for a text");
    *trial = (struct log_trial){.log = {.arena = &trial->arena}};
    trial->accepted =
        log_read_input(&trial->log, &input, &request, &trial->error);
    fclose(file);
}

static void
check_column(const struct log *log, const struct log_column *column)
{
    MUST(column->name, "a column without a name");
    for (size_t i = 0; i < log->rows; i++) {
        double value = column->values[i];

        MUST(column->word_count == 0 || isnan(value) || value >= 0,
             "word number %g", value);
        MUST(!column->cells || log_is_gap(value) || column->word_count > 0 ||
                 column->cells[i].text,
             "no text for %g in %s", value, column->name);
    }
}

static void
check_rows(const struct log *log)
{
    MUST(log->rows <= log->records, "%zu rows of %zu records", log->rows,
         log->records);
    MUST(log->run_count > 0, "no run");
    for (size_t i = 0; i < log->rows; i++) {
        size_t run = log->runs ? log->runs[i] : 0;

        MUST(run < log->run_count &&
                 (!i || !log->runs || run >= log->runs[i - 1]),
             "row %zu is of run %zu", i, run);
        MUST(!isnan(log->x[i]), "row %zu has no x", i);
    }
    for (size_t k = 0; k < log->count; k++)
        check_column(log, &log->columns[k]);
    MUST(log->rate == NO_COLUMN || log->rate < log->count, "the rate");
    MUST(log->loss == NO_COLUMN || log->loss < log->count, "the loss");
}

static void
compare_logs(const struct log *a, const struct log *b)
{
    MUST(a->rows == b->rows && a->count == b->count, "%zu rows, then %zu",
         a->rows, b->rows);
    for (size_t k = 0; k < a->count; k++)
        for (size_t i = 0; i < a->rows; i++)
            MUST(same_bits(a->columns[k].values[i], b->columns[k].values[i]),
                 "column %zu of row %zu", k, i);
}

/* In a shape, or by its content. */
static void
try_shape(const struct log_shape *shape, const char *text, size_t size)
{
    struct log_trial first, second;
    struct shortage shortage;

    memory_refuse(0);
    read_text(&first, shape, text, size);
    shortage = shortage_from(text, size, memory_requests());
    check_error(first.accepted, &first.error);
    if (first.accepted)
        check_rows(&first.log);
    memory_refuse(0);
    read_text(&second, shape, text, size);
    MUST(first.accepted == second.accepted, "accepted once of two times");
    if (first.accepted)
        compare_logs(&first.log, &second.log);
    arena_free(&second.arena);
    for (uint64_t n = shortage.first; n <= shortage.last; n++) {
        memory_refuse(n);
        read_text(&second, shape, text, size);
        check_error(second.accepted, &second.error);
        MUST(second.accepted == first.accepted ||
                 second.error.status == STATUS_LIMIT,
             "without memory: %s", error_text(&second.error).text);
        arena_free(&second.arena);
    }
    memory_refuse(0);
    arena_free(&first.arena);
}

void
fuzz_log(const char *text, size_t size)
{
    size_t count = 0;

    while (log_shapes[count])
        count++;
    try_shape(NULL, text, size);
    try_shape(log_shapes[size / 2 % count], text, size);
}
