/* warnings.h -- what is legal but surely not meant. */
#ifndef SIMULATE_WARN_WARNINGS_H
#define SIMULATE_WARN_WARNINGS_H

#include "simulate/simulation.h"

/* Everything; what concerns more than a tenth of the updates of a run, unless
 * it has only a few; or only what makes PyTorch stop. */
enum warnings_scope { WARNINGS_ALL, WARNINGS_OF_RUN, WARNINGS_FATAL };

struct warnings {
    struct arena *arena;
    enum warnings_scope scope;
    size_t count;
    struct warning {
        struct error error; /* place and remedy */
        struct warning *next;
    } * first, *last;
    bool failed; /* out of memory */
};

/* Adds one, with its place and text. */
void warnings_append(struct warnings *warnings, struct warning *warning);

/* Adds what the table warns of, the worst first. */
void simulation_warn(const struct simulation *simulation,
                     struct warnings *warnings);

#endif
