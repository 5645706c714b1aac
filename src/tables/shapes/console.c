/* console.c -- what a training printed, where "name: number" pairs recur:
 * Megatron, torchtune, mlx, nanoGPT, mmengine, fairseq, PyTorch's scripts. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "syntax/lines.h"
#include "tables/log_names.h"
#include "tables/log_pairs.h"
#include "tables/log_shape.h"

enum { NAME_LENGTH = 128, PAIRS_MOST = 64 };

/* The pairs of one line. */
struct console_line {
    struct log_pair pairs[PAIRS_MOST];
    char names[PAIRS_MOST][NAME_LENGTH];
    enum log_role roles[PAIRS_MOST];
    size_t count;
    bool steps;    /* a pair is the step, which is no epoch */
    bool epochs;   /* a pair is the epoch */
    bool measured; /* a pair is a rate or a loss */
    bool loss;
    bool apart; /* of an evaluation */
};

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

static bool
ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), size = strlen(ending);

    return length >= size && strcmp(name + length - size, ending) == 0;
}

static bool
is_epoch(const char *name)
{
    return strncasecmp(name, "epoch", 5) == 0 || strcmp(name, "ep") == 0 ||
           ends_in(name, "Epoch") || ends_in(name, " epoch");
}

/* Copies the name of a pair: "Iter" of "Iter(train)". */
static void
take_pair(struct console_line *line, const struct log_pair *pair)
{
    char *name = line->names[line->count];
    enum log_role role;

    snprintf(name, NAME_LENGTH, "%.*s", (int)pair->name_length, pair->name);
    line->apart |= ends_in(name, "(val)") || ends_in(name, "(test)");
    if (ends_in(name, "(train)"))
        name[strlen(name) - strlen("(train)")] = '\0';
    /* timm prints "Train: 0 [  50/1251 (4%)]". */
    if (pair->outer && strcmp(name, "Train") == 0)
        snprintf(name, NAME_LENGTH, "epoch");
    role = log_names_role(name);
    line->epochs |= is_epoch(name);
    line->steps |= role == LOG_STEP && !is_epoch(name);
    line->loss |= role == LOG_LOSS || role == LOG_EVAL_LOSS;
    line->measured |= role == LOG_RATE || line->loss;
    line->roles[line->count] = role;
    line->pairs[line->count++] = *pair;
}

/* The word of an evaluation at the beginning of a text, in any case. */
static size_t
evaluation_word(const char *text)
{
    static const char *const words[] = {"validation", "valid", "val", "test",
                                        "eval"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncasecmp(text, words[i], strlen(words[i])) == 0)
            return strlen(words[i]);
    return 0;
}

/* Whether a line is of an evaluation though no name in it says so:
 * "EPOCH 1 VAL - Loss: 6.9". */
static bool
is_evaluation(const char *text, const struct console_line *line)
{
    bool found = false;

    for (const char *at = text; *at; at++) {
        bool begins = at == text || !isalpha((unsigned char)at[-1]);
        size_t length = begins ? evaluation_word(at) : 0;

        found |= length > 0 && !isalpha((unsigned char)at[length]) &&
                 at[length] != '_';
    }
    for (size_t i = 0; found && i < line->count; i++)
        for (const char *at = line->names[i]; *at; at++)
            if (line->roles[i] != LOG_ROLES &&
                (evaluation_word(at) > 0 || strncasecmp(at, "train", 5) == 0))
                return false;
    return found;
}

/* Names what an evaluation has measured: "val_Loss". */
static void
name_evaluation(struct console_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        char *name = line->names[i];
        size_t length = strlen(name);

        if (line->roles[i] == LOG_STEP || length + 5 > NAME_LENGTH)
            continue;
        memmove(name + 4, name, length + 1);
        memcpy(name, "val_", 4);
        line->roles[i] = log_names_role(name);
    }
}

static void
read_pairs(const char *at, struct console_line *line)
{
    const char *text = at;
    struct log_pair pair;

    line->count = 0;
    line->steps = line->epochs = line->measured = line->loss = line->apart =
        false;
    while (line->count < PAIRS_MOST && log_pair_next(&at, &pair))
        take_pair(line, &pair);
    if (line->loss && is_evaluation(text, line))
        name_evaluation(line);
}

/* Whether a line says something of a step. */
static bool
is_record(const struct console_line *line)
{
    return line->measured && !line->apart && (line->steps || line->epochs);
}

/* Colours and the like: ESC [ … letter. */
static void
drop_escapes(char *text)
{
    char *to = text;

    for (; *text; text++) {
        if (text[0] != '\x1b' || text[1] != '[') {
            *to++ = *text;
            continue;
        }
        text += 2;
        text += strspn(text, "0123456789;?");
        if (!*text)
            break;
    }
    *to = '\0';
}

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
        drop_escapes(text);
        read_pairs(text, &line);
        records += line.count > 1 && (is_record(&line) || line.loss);
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
         size_t number, const char *start)
{
    const struct log_pair *pair = &line->pairs[i];
    const struct log_cell place = {NULL, number,
                                   (size_t)(pair->value - start) + 1};
    const char *name = line->names[i];
    char digits[32];
    size_t length = 0;

    if (pair->outer && is_epoch(name))
        return add_inner(console, line, pair, &place);
    if (line->roles[i] == LOG_STEP && !is_epoch(name)) {
        name = step_column(console->step, line, name);
        if (pair->total)
            console->total = strtol(pair->total, NULL, 10);
    } else if (is_epoch(name)) {
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
    if (!console->epoch[0] && is_epoch(console->name))
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
read_line(struct console *console, char *text, size_t number)
{
    const struct log_cell place = {NULL, number, 1};
    struct console_line line;

    drop_escapes(text);
    read_pairs(text, &line);
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
        if (!add_pair(console, &line, i, number, text))
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
    struct lines lines = {.arena = reading->arena, .input = reading->input};
    struct console console = {.reading = reading};
    bool more;

    for (;;) {
        if (!lines_next(&lines, &more, error))
            return false;
        if (!more)
            break;
        for (char *at = lines.text, *end; *at; at = end) {
            end = at + strcspn(at, "\r");
            if (*end)
                *end++ = '\0';
            if (!read_line(&console, at, lines.number))
                return error_memory(error);
        }
    }
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
