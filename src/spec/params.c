/* params.c -- reads ranges of indices, written as in Python. */
#include "spec/params.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "spec/load_node.h"

const struct parameter params_rows[] = {
    {"params", PARAMETER_TEXT, 0, NULL, NULL,
     "the indices of the group's parameters: \"0\", \"1:\", \"2:8\", "
     "\"0,2:4\" or a list of integers, or a tag of the problem's kinds",
     NULL, NULL, COUNT_NONE, NULL},
    {"shape", PARAMETER_INTEGERS, 0, "null", "[1,inf) or null",
     "rows and columns, where the group is a matrix", NULL, NULL, COUNT_NONE,
     NULL},
    NODE(struct group, schedule, &schedule_by_name, NULL, "null",
         "what sets the group's learning rate in place of the root's schedule"),
    END_OF_TABLE,
};

/* An index of at most 15 digits; false if there is none. */
static bool
read_index(const char **text, long *index)
{
    size_t digits = strspn(*text, "0123456789");

    if (digits == 0 || digits > 15)
        return false;
    *index = strtol(*text, NULL, 10);
    *text += digits;
    return true;
}

static void
skip_space(const char **text)
{
    while (isspace((unsigned char)**text))
        ++*text;
}

/* A tag: all parameters of that kind. */
static bool
read_tag(struct loader *loader, const char **text, struct range *range)
{
    size_t length = strcspn(*text, ", :");

    range->tag = arena_copy(loader->arena, *text, length);
    if (!range->tag)
        return error_memory(loader->error);
    *text += length;
    skip_space(text);
    return **text == ',' || !**text;
}

/* INT, INT:, :INT, INT:INT, :, or a tag. */
static bool
read_range(struct loader *loader, const char **text, struct range *range)
{
    bool first;

    *range = (struct range){0, LONG_MAX, NULL};
    skip_space(text);
    if (isalpha((unsigned char)**text) || **text == '_')
        return read_tag(loader, text, range);
    first = read_index(text, &range->first);
    skip_space(text);
    if (**text == ':') {
        ++*text;
        skip_space(text);
        if (isdigit((unsigned char)**text) && !read_index(text, &range->end))
            return false;
    } else if (first) {
        range->end = range->first + 1;
    } else {
        return false;
    }
    skip_space(text);
    return **text == ',' || !**text;
}

static bool
ranges_from_text(struct loader *loader, const char *text, struct group *group)
{
    const char *whole = text;
    size_t most = 1;

    for (const char *at = text; *at; at++)
        most += *at == ',';
    group->text = text;
    group->ranges = arena_alloc(loader->arena, most, sizeof *group->ranges);
    if (!group->ranges)
        return error_memory(loader->error);
    for (;; text++) {
        struct range *range = &group->ranges[group->range_count++];

        if (!read_range(loader, &text, range))
            return loader->error->status != STATUS_LIMIT &&
                   error_at(loader->error, &group->params,
                            "must be indices and ranges such as \"0,2:4\" or "
                            "\"1:\", not '%s'",
                            quote(whole).text);
        if (range->end <= range->first)
            return error_at(loader->error, &group->params, "%ld:%ld is empty",
                            range->first, range->end);
        if (!*text)
            return true;
    }
}

static bool
ranges_from_list(struct loader *loader, const struct tree *list,
                 struct group *group)
{
    static const struct parameter row = {
        .name = "params", .type = PARAMETER_INTEGERS, .range = "[0,inf)"};
    struct integers integers;
    struct text text = {.arena = loader->arena};

    if (!load_value(loader, &row, &integers, list, &group->params))
        return false;
    if (integers.count == 0)
        return error_at(loader->error, &group->params,
                        "must name at least one parameter");
    group->range_count = integers.count;
    group->ranges =
        arena_alloc(loader->arena, integers.count, sizeof *group->ranges);
    for (size_t i = 0; group->ranges && i < integers.count; i++) {
        group->ranges[i] =
            (struct range){integers.values[i], integers.values[i] + 1, NULL};
        text_format(&text, "%s%ld", i ? "," : "", integers.values[i]);
    }
    group->text = text_end(&text);
    return (group->ranges && group->text) || error_memory(loader->error);
}

/* The shape, or the schedule. */
static bool
load_own(struct loader *loader, const char *name, const struct tree *object,
         const struct place *place, void *owner)
{
    const struct parameter *row = row_find(NULL, params_rows, name);
    const struct tree *value = tree_member(object, name);
    struct place *there = arena_alloc(loader->arena, 1, sizeof *there);

    if (!there)
        return error_memory(loader->error);
    if (!value)
        return true;
    *there = tree_place(value, place, 0);
    return load_row(loader, row, owner, value, there);
}

bool
load_params(struct loader *loader, const struct tree *object,
            const struct place *place, struct group *group)
{
    const struct tree *value = tree_member(object, "params");

    if (!value)
        return error_at(loader->error, place, "must have \"params\": %s",
                        params_rows[0].meaning);
    if (!load_own(loader, "shape", object, place, &group->shape) ||
        !load_own(loader, "schedule", object, place, group))
        return false;
    group->params = tree_place(value, place, 0);
    if (tree_is(value, TREE_LIST))
        return ranges_from_list(loader, value, group);
    if (!tree_is(value, TREE_STRING))
        return error_at(loader->error, &group->params,
                        "must be a string or a list of integers, not %s",
                        tree_quote(value).text);
    return ranges_from_text(loader, value->text, group);
}
