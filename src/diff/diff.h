/* diff.h -- compares two tables, or a spec with the rates of a log. */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include "spec/spec_input.h"
#include "tables/log.h"
#include "tables/records.h"

struct diff_request {
    /* "-": standard input.  Without the second one, what overrides a spec is
     * the whole of it. */
    const char *paths[2];
    struct spec_input spec; /* what overrides the file that is a spec */
    bool configured[2]; /* this file is what the spec's root was made from */
    struct log *log;    /* the other file, read with its cells; or NULL */
    struct log_form forms[2]; /* of a file; zero: by content */
    const char *x, *y;        /* columns of a log; NULL: the usual ones */
    long offset;              /* of a log; INTEGER_NULL: found */
    size_t log_limit;         /* bytes of its JSON; 0: the usual limit */
    double rtol, atol;        /* NAN: the default */
    size_t ignore_count;
    const char *const *ignore; /* columns of tables */
    /* Called while an explanation is looked for; NULL: never. */
    void (*progress)(void *context, double done, double most);
    void *progress_context;
};

/* One file: a table, or a spec.  Of two tables the records are compared in the
 * strict sense; beside a spec, a table is a log. */
struct diff_input {
    struct records records; /* records.csv.input is the file, and open */
    bool is_spec;
    struct log_form form;     /* that was asked for, or of a log; or zero */
    bool begun;               /* the records are */
    struct document document; /* of a spec */
};

/* The first difference: where it is, and what differs. */
struct difference {
    bool found;
    const char *name; /* of the file */
    size_t line, column;
    struct text message; /* lines, without the last newline */
};

/* Start with a request and an arena. */
struct diff {
    const struct diff_request *request;
    struct arena *arena;
    struct diff_input inputs[2];
    bool has_spec; /* one input is a spec */
    struct difference difference;
    struct text notes; /* what was assumed, line by line */
};

/* Opens both files; an error where both are specs. */
bool diff_open(struct diff *diff, struct error *error);

/* Finds the first difference. */
bool diff_compare(struct diff *diff, struct error *error);

/* Also of one that is not open. */
void diff_close(struct diff *diff);

/* For the two kinds of comparison: notes the place of a difference; false
 * where it is not the first. */
bool difference_at(struct difference *difference,
                   const struct diff_input *input, size_t line, size_t column);

bool diff_tables(struct diff *diff, struct error *error);
bool diff_log(struct diff *diff, struct diff_input *spec,
              struct diff_input *log, struct error *error);

#endif
