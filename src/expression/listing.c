/* listing.c -- a growing list of instructions, and the program made of it. */
#include <string.h>

#include "base/lanes.h"
#include "expression/emit.h"

unsigned
listing_put(struct listing *listing, struct instruction instruction)
{
    struct instruction *more;

    if (listing->failed)
        return 0;
    more = arena_grow(listing->arena, listing->instructions, listing->count, 1,
                      &listing->room, sizeof *more);
    listing->failed = !more;
    if (!more)
        return 0;
    listing->instructions = more;
    listing->instructions[listing->count] = instruction;
    return listing->count++;
}

struct code *
listing_keep(const struct listing *listing, struct arena *arena)
{
    size_t constants = listing->constant_count;
    struct code *code = arena_alloc(arena, 1, sizeof *code);
    struct instruction *instructions =
        arena_alloc(arena, listing->count, sizeof *instructions);
    double *narrow = arena_alloc(arena, constants, sizeof *narrow);
    double *wide = arena_alloc(arena, constants, LANES * sizeof *wide);

    if (!code || !instructions || !narrow || !wide)
        return NULL;
    memcpy(instructions, listing->instructions,
           listing->count * sizeof *instructions);
    for (size_t i = 0; i < constants; i++) {
        narrow[i] = listing->constants[i];
        for (size_t l = 0; l < LANES; l++)
            wide[i * LANES + l] = narrow[i];
    }
    *code = (struct code){.instructions = instructions,
                          .registers = listing->registers,
                          .constants = narrow,
                          .wide = wide,
                          .constant_count = constants};
    return code;
}
