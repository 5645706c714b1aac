/* table.c -- rows as exact text: csv, tsv, jsonl, json. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "output/format.h"

/* The label that column `i` of a row stands for; NULL: it is a number. */
static const char *
label_of(const struct output *output, const double *values, size_t i)
{
    const char *const *const *all = output->frame->labels;
    const char *const *labels = all ? all[i] : NULL;

    return labels ? labels[(size_t)values[i]] : NULL;
}

/* A label as RFC 4180 has it. */
static void
add_quoted(struct text *text, const char *label, char separator)
{
    const char special[] = {separator, '"', '\r', '\n', '\0'};

    if (!strpbrk(label, special)) {
        text_string(text, label);
        return;
    }
    text_string(text, "\"");
    for (; *label; label++)
        text_add(text, *label == '"' ? "\"\"" : label, 1 + (*label == '"'));
    text_string(text, "\"");
}

static bool
separated_begin(struct output *output)
{
    struct text *text = output->text;

    for (size_t i = 0; output->frame->header && i < output->frame->count; i++) {
        text_add(text, &output->format->separator, i > 0);
        text_string(text, output->frame->names[i]);
    }
    text_string(text, output->frame->header ? "\n" : "");
    return true;
}

static void
separated_row(struct output *output, const double *values)
{
    struct text *text = output->text;
    size_t count = output->frame->count;
    char separator = output->format->separator;

    for (size_t i = 0; i < count; i++) {
        const char *label = label_of(output, values, i);
        char *room;
        size_t length;

        if (label)
            add_quoted(text, label, separator);
        room = text_room(text, NUMBER_SIZE + 1);
        if (!room)
            return;
        length = label ? 0 : number_print(room, values[i]);
        room[length] = i + 1 < count ? separator : '\n';
        text->used += length + 1;
    }
}

static void
add_json(struct output *output, const double *values, size_t i)
{
    struct text *text = output->text;
    const char *label = label_of(output, values, i);

    if (label)
        text_json_string(text, label);
    else
        text_json_number(text, values[i]);
}

static void
jsonl_row(struct output *output, const double *values)
{
    struct text *text = output->text;

    for (size_t i = 0; i < output->frame->count; i++) {
        text_string(text, i ? ", " : "{");
        text_json_string(text, output->frame->names[i]);
        text_string(text, ": ");
        add_json(output, values, i);
    }
    text_string(text, "}\n");
}

static bool
json_begin(struct output *output)
{
    struct text *text = output->text;

    text_string(text, "{\"columns\": [");
    for (size_t i = 0; i < output->frame->count; i++) {
        text_string(text, i ? ", " : "");
        text_json_string(text, output->frame->names[i]);
    }
    text_string(text, "], \"rows\": [");
    return true;
}

static void
json_row(struct output *output, const double *values)
{
    struct text *text = output->text;

    text_string(text, output->rows ? ",\n  [" : "\n  [");
    for (size_t i = 0; i < output->frame->count; i++) {
        text_string(text, i ? ", " : "");
        add_json(output, values, i);
    }
    text_string(text, "]");
}

static bool
json_end(struct output *output)
{
    text_string(output->text, output->rows ? "\n]}\n" : "]}\n");
    return true;
}

const struct format format_csv = {
    .name = "csv",
    .meaning = "rows with commas between (RFC 4180), a line of names above",
    .separator = ',',
    .begin = separated_begin,
    .row = separated_row,
};

const struct format format_tsv = {
    .name = "tsv",
    .meaning = "rows with tabs between, a line of names above",
    .separator = '\t',
    .begin = separated_begin,
    .row = separated_row,
};

const struct format format_jsonl = {
    .name = "jsonl",
    .meaning = "a JSON object a row",
    .row = jsonl_row,
};

const struct format format_json = {
    .name = "json",
    .meaning = "one JSON object with \"columns\" and \"rows\"",
    .begin = json_begin,
    .row = json_row,
    .end = json_end,
};
