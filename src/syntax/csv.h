/* csv.h -- reads comma-separated values (RFC 4180) record by record.
 *
 * A record ends with LF or CRLF, or with the file; a quoted field may contain
 * delimiters, line breaks and doubled quotes.  Every record has as many fields
 * as the first one.  Empty lines are skipped, except that with a single column
 * an empty line is an empty field.  Memory is that of the longest record. */
#ifndef SYNTAX_CSV_H
#define SYNTAX_CSV_H

#include "base/arena.h"
#include "base/input.h"

/* The longest record, in bytes. */
enum { CSV_LIMIT = 1 << 22 };

struct csv_field {
    const char *text; /* without its quotes; a NUL follows */
    size_t length;
    size_t line, column; /* where it begins, from 1; columns are characters */
};

/* Start with an arena and, where known, delimiter and limit. */
struct csv {
    struct arena *arena;
    char delimiter;      /* '\0': csv_guess() */
    size_t limit;        /* bytes of a record; 0: CSV_LIMIT */
    bool comments;       /* lines that begin with # are none */
    const char *comment; /* the last of them; NULL: there was none */
    struct input input;
    size_t count; /* fields of every record */
    struct csv_field
        *fields;        /* of the current record; overwritten by the next */
    const char **names; /* of the columns, after csv_header() */
    /* The rest is the reader's own. */
    bool kept,
        ended; /* the first record is still to be returned; end of file */
    char *buffer;
    size_t at, filled;
    size_t line, column;
    char *text; /* of the current record: its fields, each with a NUL */
    size_t used, size;
    size_t room;       /* for fields */
    bool special[256]; /* bytes that a plain field does not have */
};

/* Opens a file ("-": standard input) and reads its first record, which
 * csv_header() or csv_next() returns. */
bool csv_open(struct csv *csv, const char *path, struct error *error);

/* The same for csv->input, which is open. */
bool csv_begin(struct csv *csv, struct error *error);

/* The most frequent of comma, tab, semicolon and bar in the first line that is
 * not empty. */
char csv_guess(const char *bytes, size_t length);

/* Whether the first record can be names: not all of its fields are numbers. */
bool csv_has_names(const struct csv *csv);

/* Makes the first record the names of the columns. */
bool csv_header(struct csv *csv, struct error *error);

/* The next record; `more` is false after the last one. */
bool csv_next(struct csv *csv, bool *more, struct error *error);

/* May be called on one that was not opened. */
void csv_close(struct csv *csv);

/* The first column with this name, from column `start` on; csv->count if there
 * is none. */
size_t csv_find(const struct csv *csv, const char *name, size_t start);

/* The only column with this name.  If none or several have it, the error begins
 * with `flag`, suggests the nearest name and lists all. */
bool csv_column(const struct csv *csv, const char *flag, const char *name,
                size_t *column, struct error *error);

/* The error "--metric: log.csv MESSAGE step, loss, …", with all columns. */
bool csv_columns_error(const struct csv *csv, const char *flag,
                       const char *message, struct error *error);

/* The next name of a list such as "loss,\"val, smoothed\"": names are separated
 * by commas and may be quoted like fields.  `list` advances to the comma or the
 * end.  The error begins with `flag`. */
bool csv_list_name(const char **list, const char *flag, struct arena *arena,
                   char **name, struct error *error);

/* Whether a field has only spaces. */
bool csv_is_empty(const struct csv_field *field);

/* Whether it is a number: decimal with sign and exponent, nan or inf, with
 * spaces around it; 1e999 is not. */
bool csv_is_number(const struct csv_field *field, double *value);

/* csv_is_number(), with an error if it is not. */
bool csv_number(const struct csv *csv, const struct csv_field *field,
                double *value, struct error *error);

/* "FILE:LINE:COLUMN: message", STATUS_WRONG. */
bool csv_error(const struct csv *csv, const struct csv_field *field,
               struct error *error, const char *format, ...) ERROR_FORMAT(4, 5);

/* The rest is the reader's own. */

enum { CSV_BUFFER = 1 << 16, CSV_END = -1 };

/* The next byte, or CSV_END. */
bool csv_peek(struct csv *csv, int *c, struct error *error);

/* The next record that is not an empty line; 0 fields at the end. */
bool csv_record(struct csv *csv, size_t *count, struct error *error);

/* Splits the next record in the buffer if it is a complete line there, with the
 * right number of fields and no quotes; else leaves it to csv_record(). */
void csv_plain_begin(struct csv *csv);
bool csv_plain(struct csv *csv);

#endif
