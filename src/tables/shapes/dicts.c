/* dicts.c -- Python's dicts on a console, as Hugging Face's trainers print them
 * among the bars of their progress:
 *
 *   5%|#     | 10/200 [00:02<00:48,  3.98it/s]
 *  {'loss': 3.7556, 'learning_rate': 0.00015, 'epoch': 0.1} */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tables/log_number.h"
#include "tables/log_object.h"

static const char step_name[] = "step";

struct dicts {
    struct log_reading *reading;
    long at, total; /* of the last bar; total 0: there was none */
};

/* Whether the dict at `at` ends on its line, and has a rate, a loss or an
 * epoch; it is no part of a text in JSON. */
static bool
is_record(const char *at, const char *start)
{
    static const char *const keys[] = {"'loss'", "'learning_rate'", "'epoch'",
                                       "'eval_loss'"};
    size_t line = strcspn(at, "\r\n");

    if ((at > start && !strchr(" \t\r\n", at[-1])) || !memchr(at, '}', line))
        return false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *key = strstr(at, keys[i]);

        if (key && key < at + line)
            return true;
    }
    return false;
}

static bool
is_dicts(const struct log_head *head)
{
    const char *at = head->bytes;

    while ((at = strstr(at, "{'"))) {
        if (is_record(at, head->bytes))
            return true;
        at++;
    }
    return false;
}

/* Notes "10/200 [" of a bar; those of an evaluation have another total. */
static void
note_bar(struct dicts *dicts, const char *text)
{
    const char *slash = strchr(text, '/'), *at = slash;
    long total;
    char *end;

    if (!slash || !strchr(text, '|'))
        return;
    while (at > text && at[-1] >= '0' && at[-1] <= '9')
        at--;
    total = strtol(slash + 1, &end, 10);
    if (at == slash || end == slash + 1 || strncmp(end, " [", 2) != 0)
        return;
    if (dicts->total == 0)
        dicts->total = total;
    if (dicts->total == total)
        dicts->at = strtol(at, NULL, 10);
}

/* A dict that is not whole is no record. */
static bool
read_dict(struct dicts *dicts, struct log_scan *scan)
{
    const struct log_cell place = log_scan_place(scan);
    char step[24];

    if (!log_begin_record(dicts->reading))
        return false;
    if (!log_scan_object(scan, dicts->reading)) {
        if (!scan->memory)
            log_drop_record(dicts->reading);
        return !scan->memory;
    }
    if (dicts->at == 0)
        return true;
    snprintf(step, sizeof step, "%ld", dicts->at);
    return log_add(dicts->reading, step_name, strlen(step_name), &place, step,
                   strlen(step));
}

static bool
read_part(void *context, char *part, const struct lines *line)
{
    struct dicts *dicts = context;
    struct log_scan scan = {.at = strstr(part, "{'"),
                            .end = part + strlen(part),
                            .line_start = line->text,
                            .line = line->number};

    note_bar(dicts, part);
    return !scan.at || !is_record(scan.at, part) || read_dict(dicts, &scan);
}

/* Bars are drawn from time to time: their steps count where each record with a
 * rate or a loss has one of its own. */
static void
judge_steps(struct log *log, long total)
{
    double last = 0;

    for (size_t i = 0; i < log->count; i++) {
        struct log_column *column = &log->columns[i];

        if (strcmp(column->name, step_name) != 0)
            continue;
        for (size_t k = 0; k < log->rows; k++) {
            if (!(column->values[k] >= last)) {
                *column = log->columns[--log->count];
                return;
            }
            last = column->values[k];
        }
        log->total = total;
    }
}

static bool
read_dicts(struct log_reading *reading, struct error *error)
{
    struct dicts dicts = {.reading = reading};

    if (!log_read_printed(reading, &dicts, read_part, error))
        return false;
    judge_steps(reading->log, dicts.total);
    return true;
}

const struct log_shape log_shape_dicts = {
    .name = "dicts",
    .meaning = "Python's dicts on a console, as Hugging Face's trainers print",
    .is = is_dicts,
    .read = read_dicts,
};
