/* error.h -- one error: what must be, what was found, and the exact place. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

/* The exit statuses. */
enum status {
    STATUS_DONE = 0,
    STATUS_NEGATIVE = 1, /* an expectation failed, a difference was found */
    STATUS_WRONG = 2,    /* wrong usage, a wrong spec, an unreadable input */
    STATUS_OUTPUT = 3,   /* an output cannot be written, gnuplot failed */
    STATUS_LIMIT = 4,    /* out of memory, or over a limit */
};

struct place;

/* A text that a user wrote, and how its positions are said. */
struct log;

struct source {
    const char *name; /* "spec.json", "--schedule" */
    const char *text; /* kept; NULL: the name alone is the place */
    size_t length;
    bool lines;                 /* positions are LINE:COLUMN, else a column */
    size_t first_line;          /* of the text, where that is not 1; else 0 */
    const struct place *within; /* the JSON string that holds this text */
    bool composed;              /* no user's text: its columns mean nothing */
    const struct log *log;      /* that it names, and was read; NULL */
};

/* Where a value stands: a chain from the value up to the root, "$".  Links
 * stand on the stack or in an arena, as long as an error may name them. */
struct place {
    const struct place *parent;  /* NULL: the root */
    const char *name;            /* its key in the parent; NULL: an element */
    size_t index;                /* which element, where there is no name */
    const struct source *source; /* NULL: the nearest one above */
    size_t offset;               /* into the source's text, in bytes */
};

/* Strings within strings whose columns an error keeps. */
enum { ERROR_DEPTH = 2 };

/* Zero is "no error".  All of it is kept as values: error_text() makes a line
 * of them. */
struct error {
    enum status status;
    char name[512];      /* of the file or flag; "": none */
    size_t line, column; /* in it, from 1; 0: none */
    /* Columns in strings within it that are written with escapes. */
    size_t inner[ERROR_DEPTH];
    char path[256]; /* of the value: "$.optimizer.lr"; "": none */
    char message[1024];
};

#if defined __GNUC__
#define ERROR_FORMAT(text, first) __attribute__((format(printf, text, first)))
#else
#define ERROR_FORMAT(text, first)
#endif

/* All of these return false, so that a caller can `return error_…;`.  What is
 * too long for its room ends in an ellipsis. */

/* A value has a wrong meaning: STATUS_WRONG with its place and path. */
bool error_at(struct error *error, const struct place *place,
              const char *format, ...) ERROR_FORMAT(3, 4);

/* A text has a wrong form: STATUS_WRONG with the place of the offset. */
bool error_in(struct error *error, const struct source *source, size_t offset,
              const char *format, ...) ERROR_FORMAT(4, 5);

/* Something is wrong at a line and column of a file. */
bool error_on_line(struct error *error, enum status status, const char *name,
                   size_t line, size_t column, const char *format, ...)
    ERROR_FORMAT(6, 7);

/* Something is wrong with a file or flag as a whole. */
bool error_named(struct error *error, enum status status, const char *name,
                 const char *format, ...) ERROR_FORMAT(4, 5);

/* A message without a place. */
bool error_plain(struct error *error, enum status status, const char *format,
                 ...) ERROR_FORMAT(3, 4);

/* No memory left. */
bool error_memory(struct error *error);

/* One line of printable UTF-8: "NAME:LINE:COLUMN: PATH: message". */
struct error_text {
    char text[2048];
};
struct error_text error_text(const struct error *error);

/* The same without name, line and columns: "PATH: message". */
struct error_text error_text_without_place(const struct error *error);

/* A user's text as it stands between quotes: printable, and cut where it is
 * long, "like th…". */
struct quoted {
    char text[72];
};
struct quoted quote(const char *text);

/* The same of so many bytes. */
struct quoted quote_bytes(const char *text, size_t length);

#endif
