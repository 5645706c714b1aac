/* load.h -- fills a struct from a JSON object by the rows of a table. */
#ifndef SPEC_LOAD_H
#define SPEC_LOAD_H

#include "spec/document.h"

struct loader {
    struct arena *arena;
    const struct document *document;
    struct error *error;
};

/* Fills `owner` from `object` (NULL: all defaults).  Every member must be a
 * row's; `$schema` may stand in the root. */
bool load_rows(struct loader *loader, const struct parameter *rows, void *owner,
               const struct tree *object, const struct place *place);

/* Loads a value that is no node into its field. */
bool load_value(struct loader *loader, const struct parameter *row, void *owner,
                const struct tree *value, const struct place *place);

/* The type that a row's default names, for objects without one; NULL: there is
 * none.  False without memory. */
bool row_default_type(const struct parameter *row, struct arena *arena,
                      const char **name);

/* The error for a key of the root that is none: names one like it, or else the
 * objects that have a parameter of this name. */
bool unknown_key(const struct loader *loader, const char *name,
                 const struct place *place);

/* An interval, as a table writes it: "[0,1)", "(0,inf) or null". */
struct interval {
    double low, high;
    bool low_open, high_open, nan, null;
};

/* The interval of a row (all numbers where it has none). */
struct interval row_interval(const struct parameter *row);

#endif
