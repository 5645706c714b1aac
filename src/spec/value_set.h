/* value_set.h -- PATH=VALUES: the values that --vary or --tune tries.
 *
 *   VALUES := value ( "," value )* | "[" value … "]"
 *           | a ":" b [ ":" step ] | a ":" b ":" ("log" | "lin") [ N ]
 *
 * A range includes both ends.  The default step is 1; if b - a is below 1, a:b
 * is the same as a:b:lin. */
#ifndef SPEC_VALUE_SET_H
#define SPEC_VALUE_SET_H

#include "base/text.h"

struct value_set {
    const char *name, *path; /* as given, and without abbreviation */
    size_t depth; /* steps of the path after the first: an object must be put
                   * before its members */
    bool range;   /* any number from low to high; `log`: by its logarithm */
    bool log;
    double low, high, step; /* step 0: `count` numbers with both ends */
    size_t count;           /* of items or steps; 0 if `range` */
    const char **items;     /* NULL: numbers from `low` on */
};

/* Parses the text that `flag` was given; "lr" is short for optimizer.lr. */
bool value_set_parse(struct value_set *values, const char *flag,
                     const char *text, struct arena *arena,
                     struct error *error);

/* Parses all texts of an option that may be given `most` times, with a path
 * each of its own; NULL on an error. */
struct value_set *value_sets_parse(const char *flag, const char *const *texts,
                                   size_t count, int most, struct arena *arena,
                                   struct error *error);

/* The value at `share` of all, from 0 to 1: an item of a list as its text, or
 * NULL and a number. */
const char *value_set_at(const struct value_set *values, double share,
                         double *number);

/* Adds item i as text, and says whether it is a number. */
void value_set_add_item(const struct value_set *values, size_t i,
                        struct text *text);
bool value_set_number(const struct value_set *values, size_t i, double *number);

/* The number at `share` of a range. */
double value_set_between(const struct value_set *values, double share);

#endif
