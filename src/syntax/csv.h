/* csv.h -- comma-separated values, record by record, as RFC 4180 has them.
 *
 * A record ends with LF or CRLF, the last one also with the file; a field in
 * quotes may hold delimiters, line breaks and doubled quotes.  Every record
 * has as many fields as the first one; empty lines between them are passed
 * over, but where there is one column an empty line is an empty field.  The
 * memory that is held is that of the longest record. */
#ifndef SYNTAX_CSV_H
#define SYNTAX_CSV_H

#include "base/arena.h"
#include "base/input.h"

/* Bytes that a record may have. */
enum { CSV_LIMIT = 1 << 22 };

struct csv_field {
    const char *text; /* without its quotes; a NUL follows */
    size_t length;
    size_t line, column; /* where it begins, from 1; columns are characters */
};

/* Start with an arena and, where they are known, delimiter and limit. */
struct csv {
    struct arena *arena;
    char delimiter; /* '\0': guessed from the first line: comma, tab or
                     * semicolon, whichever is there most often */
    size_t limit;   /* bytes of a record; 0: CSV_LIMIT */
    struct input input;
    size_t count;             /* fields of every record */
    struct csv_field *fields; /* the present record, up to the next one */
    const char **names;       /* of the columns, after csv_header() */
    /* The rest is the reader's own. */
    bool kept, ended; /* the first record waits; the file is at its end */
    char *buffer;
    size_t at, filled;
    size_t line, column;
    char *text; /* of the present record, its fields one behind the other */
    size_t used, size;
    size_t room;       /* for fields */
    bool special[256]; /* bytes that a plain field does not have */
};

/* Opens a file ("-": standard input) and reads its first record, which waits
 * for csv_header() or csv_next(). */
bool csv_open(struct csv *csv, const char *path, struct error *error);

/* The same where csv->input is open already. */
bool csv_begin(struct csv *csv, struct error *error);

/* Whether the first record reads as names: not all of it are numbers. */
bool csv_has_names(const struct csv *csv);

/* Makes the first record the names of the columns. */
bool csv_header(struct csv *csv, struct error *error);

/* The next record; `more` is false behind the last one. */
bool csv_next(struct csv *csv, bool *more, struct error *error);

/* Also of one that is not open. */
void csv_close(struct csv *csv);

/* The first column with a name, from column `start` on; the count of columns
 * where there is none. */
size_t csv_find(const struct csv *csv, const char *name, size_t start);

/* Which column has a name.  Where none has, or several, the error begins with
 * `flag`, suggests the nearest and tells them all. */
bool csv_column(const struct csv *csv, const char *flag, const char *name,
                size_t *column, struct error *error);

/* "--metric: log.csv MESSAGE step, loss, …": an error that tells the names of
 * all columns. */
bool csv_columns_error(const struct csv *csv, const char *flag,
                       const char *message, struct error *error);

/* The next name of a list such as "loss,\"val, smoothed\"", which are between
 * commas and may stand in quotes as fields do; `list` then stands at the comma
 * or at the end.  The error begins with `flag`. */
bool csv_list_name(const char **list, const char *flag, struct arena *arena,
                   char **name, struct error *error);

/* Whether a field holds nothing but spaces. */
bool csv_is_empty(const struct csv_field *field);

/* Whether it is a number: decimal with sign and exponent, nan or inf, with
 * spaces around it; 1e999 is none. */
bool csv_is_number(const struct csv_field *field, double *value);

/* The number that a plain decimal is, within some units in the last place,
 * which no picture can show.  False: csv_is_number() must look at it. */
bool csv_approximate(const struct csv_field *field, double *value);

/* csv_is_number() where it must be one. */
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

/* Takes the next record apart in the buffer, if it is a whole line of it with
 * the right number of fields and no quotes; else leaves it to csv_record(). */
void csv_plain_begin(struct csv *csv);
bool csv_plain(struct csv *csv);

#endif
