/* memory.c -- the arena once more, in pieces: each request is a block of its
 * own, so that the sanitizers see where it ends; and memory may run out. */
#include "base/arena.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

/* More than this at once is not there. */
enum { PIECE_MOST = 1 << 28 };

struct arena_block {
    struct arena_block *next;
    max_align_t memory[];
};

static _Atomic uint64_t requests;
static uint64_t refused;
static bool thorough, alone;

bool
memory_take(void)
{
    uint64_t number = ++requests;

    return refused == 0 || (alone ? number != refused : number < refused);
}

static void *
request(size_t size)
{
    return memory_take() && size <= PIECE_MOST ? calloc(1, size) : NULL;
}

void
memory_refuse(uint64_t n)
{
    cJSON_Hooks hooks = {.malloc_fn = request, .free_fn = free};

    cJSON_InitHooks(&hooks);
    requests = 0;
    refused = n;
    alone = false;
}

void
memory_refuse_one(uint64_t n)
{
    memory_refuse(n);
    alone = true;
}

uint64_t
memory_requests(void)
{
    return requests;
}

void
memory_thorough(void)
{
    thorough = true;
}

struct shortage
shortage_from(const char *text, size_t size, uint64_t count)
{
    uint64_t hash = 0xCBF29CE484222325u; /* FNV-1a */

    if (thorough)
        return (struct shortage){1, count};
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3u;
    hash = 1 + (hash ^ hash >> 32) % (count + 1);
    return (struct shortage){hash, hash};
}

void *
arena_alloc(struct arena *arena, size_t count, size_t size)
{
    struct arena_block *block;

    block = size != 0 && count > PIECE_MOST / size
                ? NULL
                : request(sizeof *block + count * size);
    if (!block) {
        arena->failed = true;
        return NULL;
    }
    block->next = arena->blocks;
    arena->blocks = block;
    return block->memory;
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
