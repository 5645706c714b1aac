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
struct source {
    const char *name; /* "spec.json", "--schedule" */
    const char *text; /* kept; NULL: the name alone is the place */
    size_t length;
    bool lines;                 /* positions are LINE:COLUMN, else a column */
    const struct place *within; /* the JSON string that holds this text */
    bool composed;              /* no user's text: its columns mean nothing */
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

/* Zero is "no error". */
struct error {
    enum status status;
    char text[1024];
};

#if defined __GNUC__
#define ERROR_FORMAT(text, first) __attribute__((format(printf, text, first)))
#else
#define ERROR_FORMAT(text, first)
#endif

/* All of these return false, so that a caller can `return error_…;`.  The
 * text becomes one line of printable UTF-8, whatever went into it. */

/* "PLACE: message" with the path: a value has a wrong meaning. */
bool error_at(struct error *error, const struct place *place,
              const char *format, ...) ERROR_FORMAT(3, 4);

/* "NAME:LINE:COLUMN: message", without a path: a text has a wrong form. */
bool error_in(struct error *error, const struct source *source, size_t offset,
              const char *format, ...) ERROR_FORMAT(4, 5);

/* "message" as it stands, with its status. */
bool error_plain(struct error *error, enum status status, const char *format,
                 ...) ERROR_FORMAT(3, 4);

/* No memory left. */
bool error_memory(struct error *error);

/* A user's text in quotes, cut where it is long: 'like th…'. */
struct quoted {
    char text[72];
};
struct quoted quote(const char *text);

#endif
