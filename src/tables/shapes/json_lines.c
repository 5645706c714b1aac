/* json_lines.c -- a JSON object on each line: LLaMA-Factory's
 * trainer_log.jsonl, detectron2's metrics.json, mmengine's scalars.json, mmcv's
 * *.log.json. */
#include <string.h>

#include "syntax/lines.h"
#include "tables/log_object.h"

/* Whether an object ends on its own line, and is followed by another. */
static bool
is_json_lines(const struct log_head *head)
{
    const char *at = log_first_byte(head->bytes), *line_end = strchr(at, '\n');
    const char *end = line_end;

    if (*at != '{' || !end)
        return false;
    while (end > at && strchr(" \t\r\n", end[-1]))
        end--;
    return end[-1] == '}' && *log_first_byte(line_end) == '{';
}

/* A line that is no whole object is an error, but for the last one, in which
 * the training may have been stopped. */
static bool
wrong_object(const struct log_scan *scan, struct log_reading *reading,
             struct lines *lines, struct error *error)
{
    struct log *log = reading->log;
    struct error found = {0};
    size_t number = lines->number;
    bool more;

    log_scan_error(scan, log, &found);
    if (!scan->memory && !lines_next(lines, &more, error))
        return false;
    if (scan->memory || more) {
        *error = found;
        return false;
    }
    log_drop_record(reading);
    text_format(&log->notes,
                "lrsim: %s:%zu: the last record is not whole: left out\n",
                log->name, number);
    return true;
}

static bool
read_line(struct log_reading *reading, struct lines *lines, const char *start,
          struct error *error)
{
    struct log_scan scan = {.at = start,
                            .end = lines->text + lines->length,
                            .line_start = lines->text,
                            .line = lines->number};

    if (!log_begin_record(reading))
        return error_memory(error);
    return log_scan_object(&scan, reading) ||
           wrong_object(&scan, reading, lines, error);
}

static bool
read_json_lines(struct log_reading *reading, struct error *error)
{
    struct lines lines = {.arena = reading->arena, .input = reading->input};
    size_t passed = 0;
    bool more = true;

    while (more) {
        const char *start;

        if (!lines_next(&lines, &more, error))
            return false;
        start = log_first_byte(more ? lines.text : "");
        if (*start != '{')
            passed += *start != '\0' && *start != '#';
        else if (!read_line(reading, &lines, start, error))
            return false;
    }
    if (passed > 0)
        text_format(&reading->log->notes,
                    "lrsim: %s: %zu line%s no JSON object: left out\n",
                    reading->log->name, passed, passed == 1 ? " is" : "s are");
    return true;
}

const struct log_shape log_shape_json_lines = {
    .name = "json_lines",
    .format = "jsonl",
    .meaning = "JSON lines, as of LLaMA-Factory, detectron2, mmengine, mmcv",
    .is = is_json_lines,
    .read = read_json_lines,
};
