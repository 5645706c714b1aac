/* export.h -- export: a schedule as another system's code. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/text.h"
#include "simulate/simulation.h"

/* The words of enum export_target, in its order. */
#define EXPORT_WORDS "torch|hf|keras|optax|deepspeed|c|table"

enum export_target {
    TARGET_TORCH,
    TARGET_HF,
    TARGET_KERAS,
    TARGET_OPTAX,
    TARGET_DEEPSPEED,
    TARGET_C,
    TARGET_TABLE,
    TARGET_COUNT
};

/* Their words, in this order; the last is NULL. */
extern const char *const export_targets[];

/* Whether the target has all of the schedule by its own names. */
bool export_knows(enum export_target target, const struct node *node);

/* The schedule by the target's own names. */
void export_native(enum export_target target, const struct spec *spec,
                   struct text *text);

/* The schedule as code around a table of its rates.  An error where it is
 * more than rates, and where the target takes no code. */
bool export_table(enum export_target target,
                  const struct simulation *simulation, struct text *text,
                  struct error *error);

#endif
