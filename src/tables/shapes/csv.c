/* csv.c -- names above columns of numbers, between commas, tabs, semicolons or
 * bars: results.csv of YOLO, summary.csv of timm, metrics.csv of Lightning,
 * exports of W&B and TensorBoard, lrsim's own. */
#include <stdio.h>
#include <string.h>

#include "tables/log_fields.h"
#include "tables/log_number.h"
#include "tables/log_pairs.h"

/* The first line that is neither empty nor a comment; NULL: there is none. */
static const char *
next_line(const char *at)
{
    while (*at) {
        const char *start = at + strspn(at, " \t\r");

        if (*start && *start != '\n' && *start != '#')
            return at;
        at = start + strcspn(start, "\n");
        at += *at == '\n';
    }
    return NULL;
}

/* Counts the cells of a line, and those that are numbers. */
static size_t
count_cells(const char *line, char delimiter, size_t *numbers)
{
    const char *start = line, *at = line;
    bool quoted = false;
    size_t count = 0;
    double value;

    for (*numbers = 0;; at++) {
        bool ends = *at == '\0' || *at == '\n' || *at == '\r';
        const char *stop = at;

        quoted ^= *at == '"';
        if (!ends && (quoted || *at != delimiter))
            continue;
        while (start < stop && strchr(" \t\"", *start))
            start++;
        while (stop > start && strchr(" \t\"", stop[-1]))
            stop--;
        *numbers += log_number(start, (size_t)(stop - start), &value);
        count++;
        start = at + 1;
        if (ends)
            return count;
    }
}

/* Whether a line says "lr: 0.1", as on a console. */
static bool
has_pair(const char *line)
{
    struct log_pair pair;

    return log_pair_next(&line, &pair);
}

/* Lines with as many cells as the first one, of which some are numbers. */
static bool
is_csv(const struct log_head *head)
{
    const char *line = next_line(head->bytes);
    const char *second = line ? strchr(line, '\n') : NULL;
    char delimiter = head->delimiter;
    size_t numbers, below, count;

    second = second ? next_line(second) : NULL;
    if (!line || strchr("{[", *line) || has_pair(second ? second : line))
        return false;
    if (!delimiter)
        delimiter = csv_guess(line, strlen(line));
    count = count_cells(line, delimiter, &numbers);
    if (!second)
        return numbers == count || count > 1;
    /* YOLOv5 has a column "metrics/mAP_0.5:0.95". */
    if (has_pair(line) && numbers > 0)
        return false;
    return count_cells(second, delimiter, &below) == count &&
           (below > 0 || numbers == count);
}

/* The name of the next column in a comment above the numbers: "# step,lr". */
static const char *
next_name(const char **comment, char delimiter, size_t *length)
{
    const char *start = *comment, *end = strchr(start, delimiter);

    *length = end ? (size_t)(end - start) : strlen(start);
    *comment = start + *length + (end != NULL);
    return start;
}

/* Names the columns by a comment that has as many. */
static bool
name_by_comment(const struct csv *csv, struct log_reading *reading, bool *done,
                struct error *error)
{
    const char *at = csv->comment ? csv->comment + 1 : "";
    size_t count = 1, length;

    for (const char *k = at; *k; k++)
        count += *k == csv->delimiter;
    *done = csv->comment && count == csv->count;
    for (size_t i = 0; *done && i < count; i++) {
        const char *name = next_name(&at, csv->delimiter, &length);

        if (!log_name_column(reading, name, length))
            return error_memory(error);
    }
    return true;
}

/* Columns without names are c1, c2, … */
static bool
name_columns(struct csv *csv, struct log_reading *reading, struct error *error)
{
    bool named = csv_has_names(csv), done = false;

    csv->kept = !named;
    if (!named && !name_by_comment(csv, reading, &done, error))
        return false;
    if (done)
        return true;
    for (size_t i = 0; i < csv->count; i++) {
        const char *text = csv->fields[i].text;
        char number[32];

        if (!named) {
            snprintf(number, sizeof number, "c%zu", i + 1);
            text = number;
        }
        if (!log_name_column(reading, text, strlen(text)))
            return error_memory(error);
    }
    return true;
}

/* Whether a record repeats the names, as that of a resumed training does. */
static bool
repeats_names(const struct csv *csv, const struct log *log)
{
    for (size_t i = 0; i < csv->count; i++) {
        const char *text = csv->fields[i].text;
        const char *name = log->columns[i].name;
        size_t length = strlen(name);

        text += strspn(text, " \t");
        if (strncmp(text, name, length) != 0 ||
            text[length + strspn(text + length, " \t")])
            return false;
    }
    return true;
}

static bool
read_records(struct csv *csv, struct log_reading *reading, struct error *error)
{
    struct log *log = reading->log;
    size_t repeated = 0;
    bool more;

    for (;;) {
        if (!csv_next(csv, &more, error))
            return false;
        if (!more)
            break;
        if (repeats_names(csv, log))
            repeated++;
        else if (!log_fields_add(reading, csv))
            return error_memory(error);
    }
    if (repeated > 0)
        text_format(&log->notes,
                    "lrsim: %s: the line of column names is repeated %zu "
                    "time%s: left out\n",
                    log->name, repeated, repeated == 1 ? "" : "s");
    return true;
}

static bool
read_csv(struct log_reading *reading, struct error *error)
{
    struct csv csv = {.arena = reading->arena,
                      .delimiter = reading->request->form.delimiter,
                      .comments = true,
                      .input = *reading->input};

    return csv_begin(&csv, error) &&
           (csv.count == 0 || name_columns(&csv, reading, error)) &&
           (csv.count == 0 || read_records(&csv, reading, error));
}

const struct log_shape log_shape_csv = {
    .name = "csv",
    .meaning = "names above columns, between commas, tabs, semicolons or bars",
    .is = is_csv,
    .read = read_csv,
};
