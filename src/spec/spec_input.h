/* spec_input.h -- what a spec is loaded from: a file, and what overrides it. */
#ifndef SPEC_SPEC_INPUT_H
#define SPEC_SPEC_INPUT_H

#include "spec/spec.h"
#include "tables/log.h"
#include "tables/metric.h"

struct warnings;

enum override_kind {
    OVERRIDE_NODE, /* a whole problem, optimizer or schedule: a short form */
    OVERRIDE_NODE_JSON, /* the same as JSON; composed, see below */
    OVERRIDE_VALUE,     /* a number, or a text where it is none */
    OVERRIDE_LIST,      /* numbers between commas */
    OVERRIDE_SET,       /* "PATH=VALUE", VALUE being JSON or else a text */
    OVERRIDE_TEXT,      /* JSON or else a text; composed */
    OVERRIDE_NUMBER,    /* the number; composed */
};

/* An error in a composed value names the flag and the path, but no column:
 * the user did not write the value in this form. */
struct spec_override {
    enum override_kind kind;
    const char *flag; /* that errors name: "--lr" */
    const char *path; /* in the spec; NULL for OVERRIDE_SET */
    const char *text; /* NULL for OVERRIDE_NUMBER */
    double number;
};

/* Overrides take effect in this order: nodes, then values and lists, then the
 * other kinds; within each of the three, in the order of the array.  A zeroed
 * input with families is the default spec. */
struct spec_input {
    const char *path;                /* of the file; "-"; NULL: none */
    const struct source *source;     /* its text in place of the path; NULL */
    const struct tree *root;         /* what another system's file says; NULL */
    const struct warnings *warnings; /* of what made the root; NULL */
    struct log *log;                 /* the path is that of a log; NULL */
    size_t limit;                    /* of the file, in bytes */
    const struct family *const *families; /* the last is NULL */
    size_t count;
    const struct spec_override *overrides;
    long epochs;                 /* --epochs; INTEGER_NULL: not given */
    const struct metric *metric; /* --metric; NULL: not given */
    bool follow; /* without steps, end where the schedule does */
};

/* Loads the spec; all memory is the arena's. */
bool spec_input_load(const struct spec_input *input, struct arena *arena,
                     struct document *document, struct spec *spec,
                     struct error *error);

/* The same in three steps: the file, what overrides it, and the loading. */
bool spec_input_read(const struct spec_input *input, struct arena *arena,
                     struct document *document, struct error *error);
bool spec_input_override(const struct spec_input *input,
                         struct document *document, struct error *error);
bool spec_input_finish(const struct spec_input *input,
                       struct document *document, struct spec *spec,
                       struct error *error);

#endif
