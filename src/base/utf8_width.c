/* utf8_width.c -- how many columns of a terminal characters take. */
#include "base/utf8.h"

struct width_range {
    unsigned long first, last;
};

/* Characters that take two columns (Unicode 15, East Asian wide, coarsely). */
static const struct width_range wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD},
};

/* Marks on the character before. */
static const struct width_range combining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
    {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

#define WITHIN(list, code) within(list, sizeof(list) / sizeof *(list), code)

static bool
within(const struct width_range *list, size_t count, unsigned long code)
{
    for (size_t i = 0; i < count; i++)
        if (code >= list[i].first && code <= list[i].last)
            return true;
    return false;
}

size_t
utf8_code_width(unsigned long code)
{
    if (code < combining[0].first)
        return 1;
    return WITHIN(combining, code) ? 0 : 1 + (size_t)WITHIN(wide, code);
}

size_t
utf8_width(const char *text, size_t length)
{
    size_t width = 0;

    for (size_t i = 0, n; i < length; i += n) {
        n = utf8_length(text + i, length - i);
        width += n ? utf8_code_width(utf8_code(text + i, n)) : 1;
        n = n ? n : 1;
    }
    return width;
}
