/* values.h -- PATH=VALUES: what a value of a spec may be, one after another.
 *
 *   VALUES := value ( "," value )* | "[" value … "]"
 *           | a ":" b [ ":" step ] | a ":" b ":" ("log" | "lin") [ N ]
 *
 * Both ends are in a range. */
#ifndef SPEC_VALUES_H
#define SPEC_VALUES_H

#include "base/text.h"

struct values {
    const char *path;
    bool range; /* any number from low to high, evenly or by their logarithm */
    bool log;
    double low, high;
    size_t count; /* of the items of a list */
    const char **items;
};

/* Parses the text that `flag` was given; "lr" is short for optimizer.lr. */
bool values_parse(struct values *values, const char *flag, const char *text,
                  struct arena *arena, struct error *error);

/* Adds the value at `share` of all, from 0 to 1, as text. */
void values_add(const struct values *values, double share, struct text *text);

#endif
