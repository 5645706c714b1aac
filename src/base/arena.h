/* arena.h -- memory of one run: taken piece by piece, given back at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Zero is a valid start. */
struct arena {
    struct arena_block *blocks;
    bool
        failed; /* it has refused memory: what was made of it may lack a part */
};

/* Zeroed memory for `count` things of `size` bytes, aligned for any type;
 * NULL when there is none left.  It stays until arena_free(). */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a NUL behind; NULL when there is no memory. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* Room for `more` things of `size` bytes behind the `count` at `things`, which
 * has room for `*room`: `things` itself, or else a copy with at least twice
 * the room; NULL when there is no memory. */
void *arena_grow(struct arena *arena, void *things, size_t count, size_t more,
                 size_t *room, size_t size);

/* Gives everything back. */
void arena_free(struct arena *arena);

#endif
