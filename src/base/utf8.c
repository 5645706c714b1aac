/* utf8.c -- counts and validates the characters of UTF-8. */
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

size_t
utf8_count(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += utf8_begins(text[i]);
    return count;
}

size_t
utf8_length(const char *text, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t n = 1;

    if (length == 0 || (s[0] >= 0x80 && s[0] < 0xC2) || s[0] > 0xF4)
        return 0;
    if (s[0] >= 0x80)
        n = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (n > length)
        return 0;
    for (size_t i = 1; i < n; i++)
        if (utf8_begins(text[i]))
            return 0;
    /* Overlong forms, surrogates, and what lies past U+10FFFF. */
    if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
        (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
        return 0;
    return n;
}

unsigned long
utf8_code(const char *text, size_t length)
{
    unsigned long code = (unsigned char)text[0];

    if (length > 1)
        code &= 0x7Fu >> length;
    for (size_t i = 1; i < length; i++)
        code = code << 6 | ((unsigned char)text[i] & 0x3F);
    return code;
}

size_t
utf8_span(const char *text, size_t length)
{
    size_t at = 0, next = 1;

    while (at < length && next > 0)
        at += next = utf8_length(text + at, length - at);
    return at;
}

/* Whether it turns or marks the direction of text, or ends a line. */
static bool
is_directional(unsigned long code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

struct utf8_shown
utf8_show(const char *text, size_t length)
{
    struct utf8_shown shown = {.taken = utf8_length(text, length)};
    unsigned char first = (unsigned char)text[0];
    unsigned long code = shown.taken ? utf8_code(text, shown.taken) : first;

    if (shown.taken == 0 || code < 0x20 || (code >= 0x7F && code < 0xA0)) {
        shown.taken = 1;
        snprintf(shown.bytes, sizeof shown.bytes, "\\x%02x", first);
    } else if (is_directional(code)) {
        snprintf(shown.bytes, sizeof shown.bytes, "\\u%04x",
                 (unsigned)code & 0xFFFF);
    } else {
        memcpy(shown.bytes, text, shown.taken);
    }
    shown.length = strlen(shown.bytes);
    return shown;
}
