/* arena_grow.c -- an array in an arena that doubles where it is full. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* Bytes of an array at first. */
enum { FIRST_GROWN = 1024 };

void *
arena_grow(struct arena *arena, void *things, size_t count, size_t more,
           size_t *room, size_t size)
{
    size_t larger = *room ? 2 * *room : FIRST_GROWN / size + 1;
    void *copy;

    if (*room - count >= more)
        return things;
    if (more > SIZE_MAX / 2 - count) {
        arena->failed = true;
        return NULL;
    }
    while (larger - count < more)
        larger *= 2;
    copy = arena_alloc(arena, larger, size);
    if (!copy)
        return NULL;
    if (count > 0)
        memcpy(copy, things, count * size);
    *room = larger;
    return copy;
}
