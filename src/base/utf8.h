/* utf8.h -- the characters of UTF-8. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a byte begins a character: it is not a continuation byte. */
static inline bool
utf8_begins(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* The characters that begin in `length` bytes. */
size_t utf8_count(const char *text, size_t length);

/* The columns of a terminal that a character, or a text of `length` bytes,
 * takes: two for a wide one, none for a mark on the one before. */
size_t utf8_code_width(unsigned long code);
size_t utf8_width(const char *text, size_t length);

/* The bytes of the character at text[0], of `length` bytes up to the end; 0
 * where they are not valid UTF-8. */
size_t utf8_length(const char *text, size_t length);

/* The code point of the valid character at text[0], of `length` bytes. */
unsigned long utf8_code(const char *text, size_t length);

/* The bytes up to the first that is not valid UTF-8. */
size_t utf8_span(const char *text, size_t length);

/* The character at text[0] as it may be shown: itself, or an escape such as
 * \x1b or \u202e where it is not valid, moves the cursor of a terminal or turns
 * the direction of a line.  It has read `taken` bytes. */
struct utf8_shown {
    char bytes[8]; /* with a NUL */
    size_t length, taken;
};
struct utf8_shown utf8_show(const char *text, size_t length);

#endif
