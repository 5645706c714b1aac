/* milestones.c -- a walk over the tree, for pictures. */
#include "schedule/milestones.h"

#include <stdlib.h>
#include <string.h>

/* More are nothing to look at. */
enum { MOST = 1000 };

struct walk {
    long *values;
    size_t count;
};

/* What the kind has under this name; NULL: nothing. */
static const struct integers *
own_milestones(const struct node *node)
{
    const struct parameter *row = node->kind->parameters;

    for (; row && row->name; row++)
        if (row->type == PARAMETER_INTEGERS &&
            strcmp(row->name, "milestones") == 0)
            return (const void *)((const char *)node->self + row->offset);
    return NULL;
}

static void
visit(struct walk *walk, const struct node *node, long from)
{
    const struct integers *own;
    struct nodes parts;

    if (!node->kind)
        return;
    own = own_milestones(node);
    for (size_t i = 0; own && i < own->count && walk->count < MOST; i++)
        if (own->values[i] <= INTEGER_MOST - from)
            walk->values[walk->count++] = from + own->values[i];
    parts = schedule_parts(node);
    for (size_t i = 0; i < parts.count; i++) {
        /* The parts of a sequence begin where its milestones are. */
        bool later = own && own->count + 1 == parts.count && i > 0;

        visit(walk, &parts.items[i], from + (later ? own->values[i - 1] : 0));
    }
}

static int
compare(const void *a, const void *b)
{
    long x = *(const long *)a, y = *(const long *)b;

    return (x > y) - (x < y);
}

bool
schedule_milestones(const struct node *node, struct arena *arena,
                    struct integers *milestones)
{
    struct walk walk = {arena_alloc(arena, MOST, sizeof(long)), 0};
    size_t kept = 0;

    if (!walk.values)
        return false;
    visit(&walk, node, 0);
    qsort(walk.values, walk.count, sizeof *walk.values, compare);
    for (size_t i = 0; i < walk.count; i++)
        if (kept == 0 || walk.values[i] > walk.values[kept - 1])
            walk.values[kept++] = walk.values[i];
    *milestones = (struct integers){.count = kept, .values = walk.values};
    return true;
}
