/* arena.c -- blocks of zeroed memory in a list; the newest is cut up. */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16384 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    max_align_t memory[];
};

static struct arena_block *
block_new(struct arena *arena, size_t size)
{
    struct arena_block *block;

    if (size > SIZE_MAX - sizeof *block)
        return NULL;
    block = calloc(1, sizeof *block + size);
    if (!block)
        return NULL;
    block->size = size;
    /* A large block goes behind the one that is being cut up. */
    if (arena->blocks && size > BLOCK_SIZE) {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        block->next = arena->blocks;
        arena->blocks = block;
    }
    return block;
}

/* NULL where there is no memory. */
static struct arena_block *
block_for(struct arena *arena, size_t count, size_t size, size_t *bytes)
{
    struct arena_block *block = arena->blocks;

    if (size != 0 && count > (SIZE_MAX - sizeof(max_align_t)) / size)
        return NULL;
    *bytes = (count * size + sizeof(max_align_t) - 1) / sizeof(max_align_t) *
             sizeof(max_align_t);
    if (block && block->size - block->used >= *bytes)
        return block;
    return block_new(arena, *bytes > BLOCK_SIZE ? *bytes : BLOCK_SIZE);
}

void *
arena_alloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    struct arena_block *block = block_for(arena, count, size, &bytes);

    if (!block) {
        arena->failed = true;
        return NULL;
    }
    block->used += bytes;
    return (char *)block->memory + block->used - bytes;
}

char *
arena_copy(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1, 1);

    if (copy)
        memcpy(copy, text, length);
    return copy;
}

void
arena_free(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;

        free(arena->blocks);
        arena->blocks = next;
    }
}
