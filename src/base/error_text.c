/* error_text.c -- errors and users' texts as they are shown. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

/* Bytes of a quoted text, with the ellipsis. */
enum { QUOTED = 64 + 4 };

/* A text that is shown, in room for `size` bytes. */
struct shown {
    char *text;
    size_t size, used;
    bool full;
};

/* What has no room is replaced by an ellipsis, which ends the text. */
static void
show(struct shown *shown, const char *bytes, size_t length)
{
    static const char ellipsis[] = "\xE2\x80\xA6";

    for (size_t i = 0; i < length && !shown->full;) {
        struct utf8_shown next = utf8_show(bytes + i, length - i);

        shown->full = shown->used + next.length + sizeof ellipsis > shown->size;
        if (shown->full) {
            memcpy(shown->text + shown->used, ellipsis, sizeof ellipsis);
            return;
        }
        memcpy(shown->text + shown->used, next.bytes, next.length + 1);
        shown->used += next.length;
        i += next.taken;
    }
}

static void
show_string(struct shown *shown, const char *string)
{
    show(shown, string, strlen(string));
}

static void
show_number(struct shown *shown, const char *before, size_t number)
{
    char text[32];

    snprintf(text, sizeof text, "%s%zu", before, number);
    show_string(shown, text);
}

static void
show_place(struct shown *shown, const struct error *error)
{
    show_string(shown, error->name);
    if (error->line > 0) {
        show_number(shown, ":", error->line);
        show_number(shown, ":", error->column);
    } else if (error->column > 0) {
        show_number(shown, ": column ", error->column);
    }
    for (size_t i = 0; i < ERROR_DEPTH && error->inner[i] > 0; i++)
        show_number(shown, ": column ", error->inner[i]);
    show_string(shown, *error->name ? ": " : "");
}

static void
show_message(struct shown *shown, const struct error *error)
{
    show_string(shown, error->path);
    show_string(shown, *error->path ? ": " : "");
    show_string(shown, error->message);
}

struct error_text
error_text(const struct error *error)
{
    struct error_text line = {""};
    struct shown shown = {.text = line.text, .size = sizeof line.text};

    show_place(&shown, error);
    show_message(&shown, error);
    return line;
}

struct error_text
error_text_without_place(const struct error *error)
{
    struct error_text line = {""};
    struct shown shown = {.text = line.text, .size = sizeof line.text};

    show_message(&shown, error);
    return line;
}

struct quoted
quote_bytes(const char *text, size_t length)
{
    struct quoted quoted = {""};
    struct shown shown = {.text = quoted.text, .size = QUOTED};

    show(&shown, text, length);
    return quoted;
}

struct quoted
quote(const char *text)
{
    return quote_bytes(text, strlen(text));
}
