/* generator.h -- random specs, the same ones each time. */
#ifndef TESTS_SPEC_GENERATOR_H
#define TESTS_SPEC_GENERATOR_H

#include "tests/suites.h"

/* Makes random specs, the same ones each time. */
struct generator {
    uint64_t state;
    struct arena *arena;
};

/* True half of the time. */
bool generator_coin(struct generator *generator);

/* A number below count. */
size_t generator_below(struct generator *generator, size_t count);

/* A valid node as JSON; what a kind's check refuses is drawn again. */
const char *generator_node(struct generator *generator,
                           const struct family *family, int depth);

/* A spec with this node. */
const char *generator_root(struct arena *arena, const struct family *family,
                           const char *node);

/* The numbers of the row are integers. */
bool row_is_whole(const struct parameter *row);

/* How many numbers a value of the row has; 0: any. */
int row_fixed_count(const struct parameter *row);

#endif
