/* complete_text.c -- reads a short form up to its end, as far as it goes. */
#include "cli/complete_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "schedule/schedule.h"
#include "simulate/families.h"

enum { DEPTH = 32 };

static bool
is_of_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

/* The length of the name in front of an offset. */
static size_t
name_before(const char *text, size_t at)
{
    size_t start = at;

    while (start > 0 && is_of_name(text[start - 1]))
        start--;
    return at - start;
}

/* The kind that is called at a parenthesis; NULL: none. */
static const struct kind *
find_called(const char *text, size_t parenthesis)
{
    size_t length = name_before(text, parenthesis);
    const struct kind *kind = NULL;
    char name[64];

    snprintf(name, sizeof name, "%.*s", (int)length,
             text + parenthesis - length);
    for (size_t i = 0; !kind && all_families[i]; i++)
        kind = family_find(all_families[i], name);
    return kind;
}

/* The innermost parenthesis that is open at the end; SIZE_MAX: none. */
static size_t
find_parenthesis(const char *text)
{
    size_t open[DEPTH], depth = 0;

    for (size_t i = 0; text[i]; i++)
        if (strchr("([{", text[i]) && depth < DEPTH)
            open[depth++] = i;
        else if (strchr(")]}", text[i]) && depth > 0)
            depth--;
    return depth > 0 ? open[depth - 1] : SIZE_MAX;
}

/* The row that the value behind "=" at an offset is for. */
static const struct parameter *
find_row(const struct kind *call, const char *text, size_t equals)
{
    size_t length = name_before(text, equals);
    char name[64];

    snprintf(name, sizeof name, "%.*s", (int)length, text + equals - length);
    return row_find(call, NULL, name);
}

struct open_text
find_open_text(const char *text, const struct family *family)
{
    size_t length = strlen(text), before, open = find_parenthesis(text);
    const struct kind *call = open == SIZE_MAX ? NULL : find_called(text, open);
    struct open_text end = {.start = length - name_before(text, length),
                            .family = family};

    for (before = end.start;
         before > 0 && isspace((unsigned char)text[before - 1]); before--)
        ;
    if (before == 0) {
        end.names = true;
        return end;
    }
    before--;
    if (text[before] == '>' || text[before] == '*' ||
        (text[before] == '(' && !call)) {
        end.names = true;
        end.family = &schedule_family;
    } else if (call && strchr("(,", text[before])) {
        end.call = call;
    } else if (call && text[before] == '=') {
        end.row = find_row(call, text, before);
    } else if (text[before] == ')' && end.start == length) {
        end.joins = true;
    }
    return end;
}
