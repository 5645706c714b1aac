/* load.h -- fills a struct from an object by the rows of a table. */
#ifndef SPEC_LOAD_H
#define SPEC_LOAD_H

#include "spec/document.h"
#include "spec/length.h"

struct loader {
    struct arena *arena;
    const struct document *document;
    struct error *error;
    struct span span;          /* of the node that is loaded */
    struct span schedule;      /* of a schedule that no other holds */
    const struct node *holder; /* of the nodes that are loaded; NULL: none */
    bool measured;             /* a length depended on the span */
    bool reached;              /* a total was left out, and reaches its end */
};

/* Fills `owner` from `object` (NULL: all defaults).  Every member must have a
 * row; the root may have `$schema` too. */
bool load_rows(struct loader *loader, const struct parameter *rows, void *owner,
               const struct tree *object, const struct place *place);

/* Loads a value other than nodes into its field. */
bool load_value(struct loader *loader, const struct parameter *row, void *owner,
                const struct tree *value, const struct place *place);

/* The type in a row's default, which objects without a type have; NULL if there
 * is none.  False without memory. */
bool row_default_type(const struct parameter *row, struct arena *arena,
                      const char **name);

/* The error for an unknown key of the root: suggests a similar one, or else the
 * objects that have a parameter with this name. */
bool unknown_key(const struct loader *loader, const char *name,
                 const struct place *place);

/* An interval as tables write it: "[0,1)", "(0,inf) or null". */
struct interval {
    double low, high;
    bool low_open, high_open, nan, null;
};

/* The interval of a row; all numbers if it has none. */
struct interval row_interval(const struct parameter *row);

#endif
