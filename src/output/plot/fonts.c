/* fonts.c -- characters that no font has: Pango would draw their numbers in
 * boxes larger than the picture. */
#include "output/plot/fonts.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "output/plot/child.h"

/* What every font for labels has, and what is not seen: Latin, Greek, Cyrillic,
 * punctuation, mathematics. */
static bool
is_usual(unsigned long code)
{
    return code < 0x0530 || (code >= 0x1E00 && code < 0x2C00) ||
           utf8_code_width(code) == 0;
}

/* The bytes of the character at `at`, one where it is not valid. */
static size_t
take_code(const struct text *text, size_t at, unsigned long *code)
{
    size_t n = utf8_length(text->bytes + at, text->used - at);

    *code = n ? utf8_code(text->bytes + at, n) : 0;
    return n ? n : 1;
}

static bool
all_are_usual(const struct text *text)
{
    unsigned long code;

    for (size_t i = 0; i < text->used;) {
        i += take_code(text, i, &code);
        if (!is_usual(code))
            return false;
    }
    return true;
}

/* The characters of all fonts, as ranges "20-7e a0 4e00-9fa5"; false: it is not
 * known. */
static bool
list_characters(struct text *ranges, struct arena *arena, struct error *error)
{
    static char name[] = "fc-list", option[] = "-f", form[] = "%{charset}\n";
    char *const arguments[] = {name, option, form, NULL};
    const struct text nothing = {.arena = arena};
    struct child child = {
        .arguments = arguments, .input = &nothing, .output = ranges};

    return child_run(&child, arena, error) && child.status == 0 &&
           ranges->used > 0 && text_end(ranges);
}

static bool
is_listed(const char *ranges, unsigned long code)
{
    while (*ranges) {
        char *end;
        unsigned long first = strtoul(ranges, &end, 16), last = first;

        if (end == ranges) {
            ranges++;
            continue;
        }
        if (*end == '-')
            last = strtoul(end + 1, &end, 16);
        if (code >= first && code <= last)
            return true;
        ranges = end;
    }
    return false;
}

bool
fonts_replace(struct text *text, bool *replaced, struct arena *arena,
              struct error *error)
{
    struct text ranges = {.arena = arena}, fitting = {.arena = arena};
    struct error unknown = {.status = STATUS_DONE};

    *replaced = false;
    if (all_are_usual(text) || !list_characters(&ranges, arena, &unknown))
        return (!arena->failed && unknown.status != STATUS_LIMIT) ||
               error_memory(error);
    for (size_t i = 0, n; i < text->used; i += n) {
        unsigned long code;

        n = take_code(text, i, &code);
        if (is_usual(code) || is_listed(ranges.bytes, code)) {
            text_add(&fitting, text->bytes + i, n);
            continue;
        }
        text_string(&fitting, "\xE2\x96\xA1");
        *replaced = true;
    }
    if (fitting.failed)
        return error_memory(error);
    *text = fitting;
    return true;
}
