/* trainer_state.c -- trainer_state.json, which Hugging Face's trainers leave
 * beside their checkpoints: one object, whose "log_history" has the records. */
#include <stdlib.h>
#include <string.h>

#include "tables/log_object.h"

static bool
is_trainer_state(const struct log_head *head)
{
    return *log_first_byte(head->bytes) == '{' &&
           strstr(head->bytes, "\"log_history\"");
}

static bool
is_key(const char *key, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(key, name, length) == 0;
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
    if (!log_scan_pass(scan, '{', "an object"))
        return false;
    while (*scan->at != '}') {
        const char *key, *text;
        size_t key_length, length;

        if (*scan->at != '"') {
            scan->wrong = "a key in double quotes";
            return false;
        }
        if (!log_scan_string(scan, &key, &key_length) ||
            !log_scan_pass(scan, ':', "':' after a key"))
            return false;
        if (!(is_key(key, key_length, "log_history")
                  ? log_scan_records(scan, reading)
                  : log_scan_value(scan, &text, &length)))
            return false;
        if (!is_key(key, key_length, "log_history"))
            note_member(reading->log, key, key_length, text);
        if (!log_scan_comma(scan, '}'))
            return false;
    }
    return true;
}

static bool
read_trainer_state(struct log_reading *reading, struct error *error)
{
    return log_read_object(reading, read_members, error);
}

const struct log_shape log_shape_trainer_state = {
    .name = "trainer_state",
    .meaning = "Hugging Face's trainer_state.json",
    .is = is_trainer_state,
    .read = read_trainer_state,
};
