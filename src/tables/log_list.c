/* log_list.c -- scans lists of records, and what is around them. */
#include <string.h>

#include "tables/log_object.h"

/* Passes a byte order mark. */
static const char *
pass_mark(const char *text)
{
    return text + (strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
}

const char *
log_first_byte(const char *text)
{
    text = pass_mark(text);
    return text + strspn(text, " \t\r\n");
}

bool
log_scan_pass(struct log_scan *scan, char byte, const char *what)
{
    log_scan_space(scan);
    if (*scan->at != byte) {
        scan->wrong = what;
        return false;
    }
    scan->at++;
    log_scan_space(scan);
    return true;
}

bool
log_scan_comma(struct log_scan *scan, char end)
{
    log_scan_space(scan);
    return *scan->at == end ||
           log_scan_pass(scan, ',', end == '}' ? "',' or '}'" : "',' or ']'");
}

bool
log_scan_records(struct log_scan *scan, struct log_reading *reading)
{
    if (!log_scan_pass(scan, '[', "a list of records"))
        return false;
    while (*scan->at != ']') {
        scan->memory = !log_begin_record(reading);
        if (scan->memory || !log_scan_object(scan, reading) ||
            !log_scan_comma(scan, ']'))
            return false;
    }
    scan->at++;
    return true;
}

bool
log_read_object(struct log_reading *reading,
                bool (*read)(struct log_scan *, struct log_reading *),
                struct error *error)
{
    struct log_scan scan = {.line = 1};
    size_t length;
    char *text;

    if (!input_read_all(reading->input, reading->arena, log_limit(reading),
                        &text, &length, error))
        return false;
    scan.at = scan.line_start = pass_mark(text);
    scan.end = text + length;
    return read(&scan, reading) || log_scan_error(&scan, reading->log, error);
}
