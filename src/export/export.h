/* export.h -- a schedule as another system's code or configuration. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/text.h"
#include "simulate/warn/warnings.h"

/* THE LIST: FIRST has the first target, NEXT the others. */
#define EXPORT_TARGETS(FIRST, NEXT)                                            \
    FIRST(torch)                                                               \
    NEXT(hf)                                                                   \
    NEXT(keras)                                                                \
    NEXT(optax)                                                                \
    NEXT(deepspeed)                                                            \
    NEXT(transformers)                                                         \
    NEXT(axolotl)                                                              \
    NEXT(lightning)                                                            \
    NEXT(keras_json)                                                           \
    NEXT(c)                                                                    \
    NEXT(table)

/* "torch|hf|..." */
#define EXPORT_WORDS EXPORT_TARGETS(EXPORT_FIRST_WORD, EXPORT_NEXT_WORD)
#define EXPORT_FIRST_WORD(name) #name
#define EXPORT_NEXT_WORD(name) "|" #name

struct rate_table;

struct export_target {
    const char *name;
    /* Whether it has all of the schedule by its own names, and the schedule by
     * these names.  NULL: it has none. */
    bool (*is_native)(const struct spec *spec);
    void (*add_native)(const struct spec *spec, struct text *text);
    /* The schedule as a function over a table of its rates.  NULL: the target
     * is a configuration, which holds no function. */
    void (*add_table)(const struct rate_table *table, struct text *text);
    bool one_rate;     /* by its own names, it has one group */
    bool one_group;    /* of the function */
    bool any_interval; /* the user decides when the schedule advances */
};

#define DECLARE_EXPORT_TARGET(name)                                            \
    extern const struct export_target export_##name;
EXPORT_TARGETS(DECLARE_EXPORT_TARGET, DECLARE_EXPORT_TARGET)
#undef DECLARE_EXPORT_TARGET

#define EXPORT_ONE(name) +1
enum { EXPORT_COUNT = 0 EXPORT_TARGETS(EXPORT_ONE, EXPORT_ONE) };

/* In the order of the list. */
extern const struct export_target *const export_targets[EXPORT_COUNT];

/* Adds the spec's schedule as code of the target. */
bool export_schedule(const struct export_target *target,
                     const struct spec *spec, struct warnings *warnings,
                     struct text *text, struct error *error);

#endif
