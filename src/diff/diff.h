/* diff.h -- what the two sides of `lrsim diff` are, and what is told. */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "tables/records.h"

/* One file: records, or a spec. */
struct side {
    struct records records; /* of a spec only the name of the file */
    bool spec;
    struct document document; /* of a spec */
};

bool side_open(struct side *side, const char *path,
               const struct arguments *arguments, const struct options *view,
               struct error *error);

void side_close(struct side *side);

/* The first difference: where it is, and what is to be said. */
struct finding {
    bool found;
    const char *name; /* of the file */
    size_t line, column;
    struct text message; /* lines without the last newline */
};

/* Notes the place of the first one; false where it is not the first. */
bool finding_at(struct finding *finding, const struct side *side,
                const struct csv_field *field);

/* Compares two sides of records. */
bool diff_records(const struct arguments *arguments, const struct options *view,
                  struct side sides[2], struct finding *finding,
                  struct error *error);

/* Compares a spec and the rates that were logged. */
bool diff_logged(const struct arguments *arguments, const struct options *view,
                 struct side *spec, struct side *log, struct finding *finding,
                 struct error *error);

#endif
