/* log_object.h -- JSON objects and Python dicts as records of a log.
 *
 * Python's own words (NaN, Infinity, None, True) and quotes are taken.  The
 * members of an object within are named "train/loss"; lists are passed over.
 * Nothing is built: a record goes straight to its columns. */
#ifndef TABLES_LOG_OBJECT_H
#define TABLES_LOG_OBJECT_H

#include "tables/log_shape.h"

/* Start with the text from `at` to `end`, where a NUL stands, its first line
 * and where that begins. */
struct log_scan {
    const char *at, *end;
    const char *line_start;
    size_t line;
    size_t extra;      /* bytes of the line that begin no character */
    const char *wrong; /* what was expected where the scan has failed */
    bool memory;       /* it has failed for want of memory */
};

/* The first byte that is no blank, behind any byte order mark. */
const char *log_first_byte(const char *text);

/* Passes blanks, and the ends of lines. */
void log_scan_space(struct log_scan *scan);

/* A string in single or double quotes: its bytes as they are written. */
bool log_scan_string(struct log_scan *scan, const char **text, size_t *length);

/* Any value; its bytes, those of a string without its quotes. */
bool log_scan_value(struct log_scan *scan, const char **text, size_t *length);

/* Adds the members of the object at scan->at to the present record. */
bool log_scan_object(struct log_scan *scan, struct log_reading *reading);

/* Passes a byte that must come here, and what is blank around it. */
bool log_scan_pass(struct log_scan *scan, char byte, const char *what);

/* After a value: passes a comma, or leaves the end of what it is in. */
bool log_scan_comma(struct log_scan *scan, char end);

/* The records of the list at scan->at. */
bool log_scan_records(struct log_scan *scan, struct log_reading *reading);

/* Reads a whole input with `read`, which returns false as scans do. */
bool log_read_object(struct log_reading *reading,
                     bool (*read)(struct log_scan *, struct log_reading *),
                     struct error *error);

/* Where the scan stands. */
struct log_cell log_scan_place(const struct log_scan *scan);

/* The error of a scan that has failed. */
bool log_scan_error(const struct log_scan *scan, const struct log *log,
                    struct error *error);

#endif
