/* group_ranges.c -- resolves indices and tags to ranges. */
#include "simulate/group_ranges.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

static int
by_first(const void *a, const void *b)
{
    const struct group_range *p = a, *q = b;

    return (p->first > q->first) - (p->first < q->first);
}

/* The ranges found so far. */
struct range_list {
    const struct texts *kinds; /* NULL: tags are not known, and passed over */
    size_t dim;
    struct group_range *ranges; /* NULL: only count them */
    size_t count;
};

static void
append_range(struct range_list *list, long first, long end, size_t group)
{
    if (list->ranges)
        list->ranges[list->count] = (struct group_range){first, end, group};
    list->count++;
}

static bool
unknown_tag(const struct texts *kinds, const char *tag,
            const struct place *place, struct error *error)
{
    struct nearest nearest = {.word = tag};

    if (!kinds->values)
        return error_at(
            error, place,
            "must be indices, not '%s': the problem has no \"kinds\"",
            quote(tag).text);
    for (size_t i = 0; i < kinds->count; i++)
        nearest_try(&nearest, kinds->values[i]);
    return error_at(error, place, "no parameter is of kind '%s'%s",
                    quote(tag).text, nearest_suggestion(&nearest).text);
}

/* The parameters with a tag. */
static bool
add_tagged(struct range_list *list, const char *tag, size_t group,
           const struct place *place, struct error *error)
{
    const struct texts *kinds = list->kinds;
    size_t before = list->count;

    for (size_t i = 0, end; kinds->values && i < kinds->count; i = end) {
        end = i + 1;
        if (strcmp(kinds->values[i], tag) != 0)
            continue;
        while (end < kinds->count && strcmp(kinds->values[end], tag) == 0)
            end++;
        append_range(list, (long)i, (long)end, group);
    }
    return list->count > before || unknown_tag(kinds, tag, place, error);
}

static bool
add_range(struct range_list *list, const struct range *range, size_t group,
          const struct place *place, struct error *error)
{
    long dim = (long)list->dim, first = range->first, end = range->end;

    if (range->tag && !list->kinds)
        return true;
    if (range->tag)
        return add_tagged(list, range->tag, group, place, error);
    if (end == LONG_MAX)
        end = dim;
    if (first >= dim || end > dim)
        return error_at(error, place,
                        "must be indices below %ld, the number of "
                        "parameters, not %ld",
                        dim, first >= dim ? first : end - 1);
    append_range(list, first, end, group);
    return true;
}

static bool
add_groups(struct range_list *list, const struct groups *groups,
           struct error *error)
{
    list->count = 0;
    for (size_t g = 0; g < groups->count; g++)
        for (size_t i = 0; i < groups->items[g].range_count; i++)
            if (!add_range(list, &groups->items[g].ranges[i], g,
                           &groups->items[g].params, error))
                return false;
    return true;
}

/* The ranges of all groups, numbered as listed. */
static struct group_range *
listed_ranges(const struct spec *spec, const struct texts *kinds, size_t dim,
              size_t *count, struct arena *arena, struct error *error)
{
    struct range_list list = {.kinds = kinds, .dim = dim};

    if (!add_groups(&list, &spec->param_groups, error))
        return NULL;
    list.ranges = arena_alloc(arena, list.count, sizeof *list.ranges);
    if (!list.ranges) {
        error_memory(error);
        return NULL;
    }
    add_groups(&list, &spec->param_groups, error);
    *count = list.count;
    qsort(list.ranges, *count, sizeof *list.ranges, by_first);
    return list.ranges;
}

static bool
check_overlap(const struct groups *groups, const struct group_range *ranges,
              size_t count, struct error *error)
{
    for (size_t i = 1; i < count; i++) {
        size_t g = ranges[i].group, before = ranges[i - 1].group;

        if (ranges[i].first >= ranges[i - 1].end)
            continue;
        if (g == before)
            return error_at(error, &groups->items[g].params,
                            "names parameter %ld twice", ranges[i].first);
        return error_at(error, &groups->items[g > before ? g : before].params,
                        "parameter %ld is in group %zu of the list already",
                        ranges[i].first, g > before ? before : g);
    }
    return true;
}

/* Adds what is between the ranges as group 0; the other groups move up by
 * one. */
static struct group_range *
complete(const struct group_range *ranges, size_t *count, size_t dim,
         struct arena *arena)
{
    struct group_range *all = arena_alloc(arena, 2 * *count + 1, sizeof *all);
    size_t n = 0;
    long reached = 0;

    for (size_t i = 0; all && i <= *count; i++) {
        long first = i < *count ? ranges[i].first : (long)dim;

        if (first > reached)
            all[n++] = (struct group_range){reached, first, 0};
        if (i < *count) {
            all[n] = ranges[i];
            all[n++].group++;
            reached = ranges[i].end;
        }
    }
    *count = n;
    return all;
}

/* There is one tag for each parameter. */
static bool
check_kinds(const struct spec *spec, size_t dim, struct error *error)
{
    const struct texts *kinds = &spec->kinds;
    const struct place key = {.parent = spec->problem.place, .name = "kinds"};

    return !kinds->values || kinds->count == dim ||
           error_at(error, kinds->count > 0 ? kinds->places[0].parent : &key,
                    "must have %zu tags, one for each parameter, not %zu", dim,
                    kinds->count);
}

struct group_range *
group_ranges_make(const struct spec *spec, size_t dim, size_t *count,
                  bool *rest, struct arena *arena, struct error *error)
{
    struct group_range *ranges;
    size_t named = 0;

    if (!check_kinds(spec, dim, error))
        return NULL;
    ranges = listed_ranges(spec, &spec->kinds, dim, count, arena, error);
    if (!ranges || !check_overlap(&spec->param_groups, ranges, *count, error))
        return NULL;
    for (size_t i = 0; i < *count; i++)
        named += (size_t)(ranges[i].end - ranges[i].first);
    *rest = named < dim;
    if (*rest)
        ranges = complete(ranges, count, dim, arena);
    if (!ranges)
        error_memory(error);
    return ranges;
}

bool
group_ranges_check(const struct spec *spec, struct arena *arena,
                   struct error *error)
{
    size_t count;
    const struct group_range *ranges =
        listed_ranges(spec, NULL, LONG_MAX, &count, arena, error);

    return ranges && check_overlap(&spec->param_groups, ranges, count, error);
}
