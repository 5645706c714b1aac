/* diff.h -- what the two inputs of `lrsim diff` are, and what is told. */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "tables/records.h"

/* One file: records, or a spec. */
struct diff_input {
    struct records records; /* of a spec only the name of the file */
    bool spec;
    struct document document; /* of a spec */
};

bool diff_input_open(struct diff_input *input, const char *path,
                     const struct arguments *arguments,
                     const struct options *view, struct error *error);

void diff_input_close(struct diff_input *input);

/* The first difference: where it is, and what is to be said. */
struct difference {
    bool found;
    const char *name; /* of the file */
    size_t line, column;
    struct text message; /* lines without the last newline */
};

/* Notes the place of the first one; false where it is not the first. */
bool difference_at(struct difference *difference,
                   const struct diff_input *input,
                   const struct csv_field *field);

/* Compares two inputs of records. */
bool diff_tables(const struct arguments *arguments, const struct options *view,
                 struct diff_input inputs[2], struct difference *difference,
                 struct error *error);

/* Compares a spec and the rates that were logged. */
bool diff_log(const struct arguments *arguments, const struct options *view,
              struct diff_input *spec, struct diff_input *log,
              struct difference *difference, struct error *error);

#endif
