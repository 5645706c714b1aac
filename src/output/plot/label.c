/* label.c -- cleans, shortens and quotes a user's text. */
#include "output/plot/label.h"

#include <string.h>

#include "base/utf8.h"

struct code_range {
    unsigned long first, last;
};

/* Characters of no width that turn the writing around or end a line. */
static const struct code_range hidden[] = {
    {0x00, 0x1F},     {0x7F, 0x9F},     {0x200E, 0x200F},
    {0x2028, 0x202E}, {0x2066, 0x2069},
};

#define WITHIN(list, code) within(list, sizeof(list) / sizeof *(list), code)

static bool
within(const struct code_range *list, size_t count, unsigned long code)
{
    for (size_t i = 0; i < count; i++)
        if (code >= list[i].first && code <= list[i].last)
            return true;
    return false;
}

/* Hundredths of the size of DejaVu Sans, a wide one, from the space on. */
static const unsigned char advances[] = {
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36,  32, 34, 64, 64, 64,
    64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63,
    58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63,  61, 73, 68, 99, 69,
    61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35,  63, 63, 28, 28, 58,
    28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59,  52, 64, 34, 64, 84,
};

size_t
label_measure(const char *text)
{
    enum { OTHER = 70, WIDE = 104 };
    size_t length = strlen(text), width = 0;

    for (size_t i = 0, n; i < length; i += n) {
        unsigned long code;

        n = utf8_length(text + i, length - i);
        n = n ? n : 1;
        code = utf8_code(text + i, n);
        if (code >= ' ' && code < ' ' + sizeof advances)
            width += advances[code - ' '];
        else if (utf8_code_width(code) > 0)
            width += utf8_code_width(code) > 1 ? WIDE : OTHER;
    }
    return width;
}

/* Cuts a clean text so that it and the ellipsis fit. */
static void
shorten(char *label, size_t width, const char *ellipsis)
{
    size_t room = text_width(ellipsis), at = 0, used = 0;

    room = width > room ? width - room : 0;
    for (;;) {
        size_t n = utf8_length(label + at, strlen(label + at));
        unsigned long code = utf8_code(label + at, n);
        size_t more = utf8_code_width(code);

        if (used + more > room)
            break;
        used += more;
        at += n;
    }
    strcpy(label + at, ellipsis);
}

char *
label_clean(const char *text, size_t width, const char *ellipsis,
            struct arena *arena)
{
    size_t length = strlen(text), used = 0;
    char *label = arena_alloc(arena, length + strlen(ellipsis) + 1, 1);

    if (!label)
        return NULL;
    for (size_t i = 0, n; i < length; i += n) {
        unsigned long code;

        n = utf8_length(text + i, length - i);
        code = n ? utf8_code(text + i, n) : '?';
        if (WITHIN(hidden, code)) {
            label[used++] = ' ';
        } else if (n == 0 || (code & 0xFFFE) == 0xFFFE) {
            label[used++] = '?';
        } else {
            memcpy(label + used, text + i, n);
            used += n;
        }
        n = n ? n : 1;
    }
    label[used] = '\0';
    if (text_width(label) > width)
        shorten(label, width, ellipsis);
    return label;
}

char *
label_fit(const char *text, size_t pixels, size_t size, struct arena *arena)
{
    size_t columns = text_width(text);
    char *fitting;

    do
        fitting = label_clean(text, columns, LABEL_ELLIPSIS, arena);
    while (fitting && columns-- > 1 &&
           label_measure(fitting) * size > 100 * pixels);
    return fitting;
}

void
label_quote(struct text *text, const char *label)
{
    text_string(text, "'");
    /* gnuplot 5.4 misreads two doubled quotes in a row, and takes what is
     * behind "'" for unquoted where it expands macros. */
    for (const char *s = label; *s; s++)
        if (*s == '\'')
            text_string(text, "' . quote . '");
        else
            text_add(text, s, 1);
    text_string(text, "'");
}
