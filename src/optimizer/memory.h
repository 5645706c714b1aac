/* memory.h -- the state that an optimizer keeps, by its options: vectors as
 * long as the parameters (single numbers beside them do not count). */
#ifndef OPTIMIZER_MEMORY_H
#define OPTIMIZER_MEMORY_H

#include "base/text.h"
#include "optimizer/optimizer.h"

/* The vectors of a call such as "adam(amsgrad=true)". */
bool memory_of_call(const char *call, size_t *vectors, struct arena *arena,
                    struct error *error);

/* "0 vectors, 1 with momentum" */
void memory_brief(const struct kind *kind, struct text *text);

/* What `describe` says, and as members of a JSON object. */
void memory_describe(const struct kind *kind, struct text *text);
void memory_describe_json(const struct kind *kind, struct text *text);

#endif
