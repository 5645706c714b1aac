/* console.c -- what a training printed, where "name: number" pairs recur:
 * Megatron, torchtune, mlx, nanoGPT, mmengine, fairseq, PyTorch's scripts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tables/console_line.h"
#include "tables/log_shape.h"

/* What is known of the lines before; start with the reading. */
struct console {
    struct log_reading *reading;
    bool placed;  /* some line had a step or an epoch */
    bool outer;   /* some line had an epoch and a step within */
    double first; /* that epochs count from */
    long total;   /* steps */
    /* A step or an epoch on a line of its own, for the lines that follow. */
    char name[NAME_LENGTH], value[32];
    /* The first names of steps, since nanoGPT has "step" and "iter" for one
     * count, and of epochs. */
    char step[NAME_LENGTH], epoch[NAME_LENGTH];
};

/* Two lines with a step and something measured, or with a loss beside another
 * number. */
static bool
is_console(const struct log_head *head)
{
    size_t records = 0, length;
    struct console_line line;
    char text[2048];

    if (head->bytes[strspn(head->bytes, " \t\r\n")] == '{')
        return false;
    for (const char *at = head->bytes; records < 2; at += length + 1) {
        length = strcspn(at, "\r\n");
        snprintf(text, sizeof text, "%.*s",
                 (int)(length < sizeof text ? length : sizeof text - 1), at);
        console_line_read(&line, text);
        records +=
            line.count > 1 && (console_line_is_record(&line) || line.loss);
        if (!at[length])
            break;
    }
    return records >= 2;
}

/* Adds a number that the line does not have as such. */
static bool
add_number(struct console *console, const char *name, double value,
           const struct log_cell *place)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%.17g", value);

    return log_add(console->reading, name, strlen(name), place, text,
                   (size_t)length);
}

/* Adds the epoch and the step of "[1][ 50/7330]". */
static bool
add_inner(struct console *console, const struct console_line *line,
          const struct log_pair *pair, const struct log_cell *place)
{
    double outer = strtod(pair->outer, NULL);
    double inner = strtod(pair->value, NULL);
    double each = strtod(pair->total, NULL);

    if (!console->outer)
        console->first = outer < 1 ? 0 : 1;
    console->outer = true;
    return add_number(console, "epoch", outer, place) &&
           (line->steps ||
            add_number(console, "step", (outer - console->first) * each + inner,
                       place));
}

/* The name of the column of a step or of an epoch: the first that it had. */
static const char *
step_column(char first[NAME_LENGTH], const struct console_line *line,
            const char *name)
{
    if (!first[0])
        snprintf(first, NAME_LENGTH, "%s", name);
    for (size_t i = 0; i < line->count; i++)
        if (strcmp(line->names[i], first) == 0)
            return name;
    return first;
}

static bool
add_pair(struct console *console, const struct console_line *line, size_t i,
         const struct lines *lines)
{
    const struct log_pair *pair = &line->pairs[i];
    const struct log_cell place = {NULL, lines->number,
                                   (size_t)(pair->value - lines->text) + 1};
    const char *name = line->names[i];
    char digits[32];
    size_t length = 0;

    if (pair->outer && console_is_epoch(name))
        return add_inner(console, line, pair, &place);
    if (line->roles[i] == LOG_STEP && !console_is_epoch(name)) {
        name = step_column(console->step, line, name);
        if (pair->total)
            console->total = strtol(pair->total, NULL, 10);
    } else if (console_is_epoch(name)) {
        name = step_column(console->epoch, line, name);
    }
    if (!memchr(pair->value, ',', pair->value_length))
        return log_add(console->reading, name, strlen(name), &place,
                       pair->value, pair->value_length);
    for (size_t k = 0; k < pair->value_length && length < sizeof digits; k++)
        if (pair->value[k] != ',')
            digits[length++] = pair->value[k];
    return log_add(console->reading, name, strlen(name), &place, digits,
                   length);
}

/* Keeps "Epoch 3/10" for the lines that follow. */
static void
keep_alone(struct console *console, const struct console_line *line)
{
    const struct log_pair *pair = &line->pairs[0];

    snprintf(console->name, sizeof console->name, "%s", line->names[0]);
    snprintf(console->value, sizeof console->value, "%.*s",
             (int)pair->value_length, pair->value);
}

/* Begins the record of a line that has no step of its own. */
static bool
begin_alone(struct console *console, const struct console_line *line,
            const struct log_cell *place)
{
    if (!console->name[0] || line->steps || line->epochs)
        return true;
    if (!console->epoch[0] && console_is_epoch(console->name))
        snprintf(console->epoch, NAME_LENGTH, "%s", console->name);
    return log_add(console->reading, console->name, strlen(console->name),
                   place, console->value, strlen(console->value));
}

/* What came before the first step was the source or the configuration. */
static void
forget(struct console *console)
{
    struct log *log = console->reading->log;

    console->placed = true;
    log->rows = log->records = log->count = 0;
}

/* A line is a record if it has a rate or a loss, and a step unless no line has
 * one. */
static bool
read_part(void *context, char *part, const struct lines *lines)
{
    const struct log_cell place = {NULL, lines->number, 1};
    struct console *console = context;
    struct console_line line;

    console_line_read(&line, part);
    if (line.apart || line.count == 0)
        return true;
    if (line.count == 1 && (line.steps || line.epochs))
        keep_alone(console, &line);
    if (!line.measured || (line.count < 2 && !console->name[0]))
        return true;
    if (!console->placed && (line.steps || line.epochs || console->name[0]))
        forget(console);
    if (console->placed && !line.steps && !line.epochs && !console->name[0])
        return true;
    if (!log_begin_record(console->reading) ||
        !begin_alone(console, &line, &place))
        return false;
    for (size_t i = 0; i < line.count; i++)
        if (!add_pair(console, &line, i, lines))
            return false;
    return true;
}

/* Names that do not recur are no columns. */
static void
drop_rare(struct log *log)
{
    size_t to = 0;

    for (size_t i = 0; i < log->count; i++)
        if (log->columns[i].present > 1 || log->records < 3)
            log->columns[to++] = log->columns[i];
    log->count = to;
}

static bool
read_console(struct log_reading *reading, struct error *error)
{
    struct console console = {.reading = reading};

    if (!log_read_printed(reading, &console, read_part, error))
        return false;
    reading->log->total = console.total;
    drop_rare(reading->log);
    return true;
}

const struct log_shape log_shape_console = {
    .name = "console",
    .meaning = "text of a console in which name: number pairs recur",
    .is = is_console,
    .read = read_console,
};
