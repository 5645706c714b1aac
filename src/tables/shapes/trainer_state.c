/* trainer_state.c -- trainer_state.json, which Hugging Face's trainers leave
 * beside their checkpoints: one object, whose "log_history" has the records. */
#include <stdlib.h>
#include <string.h>

#include "tables/log_object.h"

static bool
is_trainer_state(const struct log_head *head)
{
    return head->bytes[strspn(head->bytes, " \t\r\n")] == '{' &&
           strstr(head->bytes, "\"log_history\"");
}

static bool
is_key(const char *key, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(key, name, length) == 0;
}

/* Passes a byte that must come here. */
static bool
pass(struct log_scan *scan, char byte, const char *what)
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

/* After a value: passes a comma, or leaves the end of the list. */
static bool
pass_comma(struct log_scan *scan, char end)
{
    log_scan_space(scan);
    return *scan->at == end ||
           pass(scan, ',', end == '}' ? "',' or '}'" : "',' or ']'");
}

/* The records of the list at scan->at. */
static bool
read_history(struct log_scan *scan, struct log_reading *reading)
{
    if (!pass(scan, '[', "a list of records"))
        return false;
    while (*scan->at != ']') {
        scan->memory = !log_begin_record(reading);
        if (scan->memory || !log_scan_object(scan, reading) ||
            !pass_comma(scan, ']'))
            return false;
    }
    scan->at++;
    return true;
}

/* Until transformers 4.50 the rate of step s was that of update s; the key
 * best_global_step came a little before the change. */
static void
note_member(struct log *log, const char *key, size_t key_length,
            const char *text)
{
    if (is_key(key, key_length, "best_global_step"))
        log->offsets = (struct log_offsets){2, {1, 0}};
    else if (is_key(key, key_length, "max_steps"))
        log->total = strtol(text, NULL, 10);
}

static bool
read_members(struct log_scan *scan, struct log_reading *reading)
{
    if (!pass(scan, '{', "an object"))
        return false;
    while (*scan->at != '}') {
        const char *key, *text;
        size_t key_length, length;

        if (*scan->at != '"') {
            scan->wrong = "a key in double quotes";
            return false;
        }
        if (!log_scan_string(scan, &key, &key_length) ||
            !pass(scan, ':', "':' after a key"))
            return false;
        if (!(is_key(key, key_length, "log_history")
                  ? read_history(scan, reading)
                  : log_scan_value(scan, &text, &length)))
            return false;
        if (!is_key(key, key_length, "log_history"))
            note_member(reading->log, key, key_length, text);
        if (!pass_comma(scan, '}'))
            return false;
    }
    return true;
}

static bool
read_trainer_state(struct log_reading *reading, struct error *error)
{
    struct log_scan scan = {.line = 1};
    size_t length;
    char *text;

    if (!input_read_all(reading->input, reading->arena, log_limit(reading),
                        &text, &length, error))
        return false;
    scan.at = scan.line_start = text;
    scan.end = text + length;
    return read_members(&scan, reading) ||
           log_scan_error(&scan, reading->log, error);
}

const struct log_shape log_shape_trainer_state = {
    .name = "trainer_state",
    .meaning = "Hugging Face's trainer_state.json",
    .is = is_trainer_state,
    .read = read_trainer_state,
};
