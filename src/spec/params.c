/* params.c -- reads Python-like ranges of indices. */
#include "spec/params.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const struct parameter params_rows[] = {
    {"params", PARAMETER_TEXT, 0, NULL, NULL,
     "the indices of the group's parameters: \"0\", \"1:\", \"2:8\", "
     "\"0,2:4\" or a list of integers",
     NULL, NULL},
    END_OF_TABLE,
};

/* An index of at most 15 digits; false where there is none. */
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

/* INT, INT:, :INT, INT:INT or : alone. */
static bool
read_range(const char **text, struct range *range)
{
    bool first;

    *range = (struct range){0, LONG_MAX};
    skip_space(text);
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

        if (!read_range(&text, range))
            return error_at(loader->error, &group->params,
                            "must be indices and ranges such as \"0,2:4\" or "
                            "\"1:\", not '%s'",
                            quote(whole).text);
        if (range->end <= range->first)
            return error_at(loader->error, &group->params,
                            "%ld:%ld holds no parameter", range->first,
                            range->end);
        if (!*text)
            return true;
    }
}

static bool
ranges_from_list(struct loader *loader, const cJSON *list, struct group *group)
{
    static const struct parameter row = {
        "params", PARAMETER_INTEGERS, 0, NULL, "[0,inf)", NULL, NULL, NULL};
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
            (struct range){integers.values[i], integers.values[i] + 1};
        text_format(&text, "%s%ld", i ? "," : "", integers.values[i]);
    }
    text_add(&text, "", 1);
    group->text = text.bytes;
    return (group->ranges && !text.failed) || error_memory(loader->error);
}

bool
load_params(struct loader *loader, const cJSON *object,
            const struct place *place, struct group *group)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, "params");
    const char *text;

    if (!value)
        return error_at(loader->error, place, "must have \"params\": %s",
                        params_rows[0].meaning);
    group->params = document_place(loader->document, place, value, 0);
    if (cJSON_IsArray(value))
        return ranges_from_list(loader, value, group);
    if (!cJSON_IsString(value))
        return error_at(loader->error, &group->params,
                        "must be a string or a list of integers, not %s",
                        json_found(value).text);
    text = arena_copy(loader->arena, value->valuestring,
                      strlen(value->valuestring));
    if (!text)
        return error_memory(loader->error);
    return ranges_from_text(loader, text, group);
}
