/* markdown.c -- the first table of a Markdown file, as lrsim writes it. */
#include "syntax/markdown.h"

#include <string.h>

#include "tables/log_fields.h"

static const char *
next_line(const char *at)
{
    at += strcspn(at, "\n");
    return at + (*at == '\n');
}

/* A row of names between bars, and a rule below it. */
static bool
is_markdown(const struct log_head *head)
{
    const char *at = head->bytes;

    while (*at && at[strspn(at, " \t")] != '|')
        at = next_line(at);
    at = next_line(at);
    at += strspn(at, " \t");
    return *at == '|' && strspn(at, "|:- \t") == strcspn(at, "\r\n") &&
           memchr(at, '-', strcspn(at, "\r\n"));
}

static bool
read_markdown(struct log_reading *reading, struct error *error)
{
    struct csv csv = {.arena = reading->arena, .input = *reading->input};
    struct markdown md = {0};
    bool more;

    if (!markdown_begin(&md, &csv, error))
        return false;
    if (!log_fields_name(reading, &csv))
        return error_memory(error);
    for (;;) {
        if (!markdown_next(&md, &csv, &more, error))
            return false;
        if (!more)
            return true;
        if (!log_fields_add(reading, &csv))
            return error_memory(error);
    }
}

const struct log_shape log_shape_markdown = {
    .name = "markdown",
    .format = "md",
    .meaning = "a table of Markdown, as lrsim writes it",
    .is = is_markdown,
    .read = read_markdown,
};
