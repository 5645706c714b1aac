/* utf8.c -- counts and validates the characters of UTF-8. */
#include "base/utf8.h"

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

size_t
utf8_span(const char *text, size_t length)
{
    size_t at = 0, next = 1;

    while (at < length && next > 0)
        at += next = utf8_length(text + at, length - at);
    return at;
}
