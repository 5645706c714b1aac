/* text.h -- text that is being composed: it grows, or it is flushed away. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* Start with an arena (the text grows in it), or with room in `bytes` and
 * `size`, and `flush`. */
struct text {
    char *bytes;
    size_t used, size;
    struct arena *arena;
    void (*flush)(struct text *); /* takes the bytes and sets used to 0 */
    bool failed;                  /* no memory, or what flush says */
};

/* Room for `size` more bytes (at most 256 where there is a flush) at
 * bytes + used, which the caller then advances; NULL after a failure. */
char *text_room(struct text *text, size_t size);

/* After a failure these do nothing. */
void text_add(struct text *text, const char *bytes, size_t length);
void text_string(struct text *text, const char *string);
void text_format(struct text *text, const char *format, ...) ERROR_FORMAT(2, 3);

/* The string as it may be shown to people, as utf8_show() has it. */
void text_shown(struct text *text, const char *string);

/* The shortest digits; text_json_number() quotes what JSON cannot say. */
void text_number(struct text *text, double value);
void text_json_number(struct text *text, double value);

/* A JSON string with its quotes, from UTF-8. */
void text_json_string(struct text *text, const char *string);

/* A word of the shell, in quotes where it needs them. */
void text_shell_word(struct text *text, const char *word);

/* The text as a string, which stays so until more is added; NULL after a
 * failure. */
char *text_end(struct text *text);

/* The last byte; 0 where there is none, as without memory. */
char text_last(const struct text *text);

/* How many characters a string has. */
size_t text_width(const char *string);

/* Spaces up to `column`, counted in characters from the last newline; on a new
 * line where there is no room for one. */
void text_pad(struct text *text, size_t column);

/* Words flowed into lines of at most 80 columns, the second and later ones
 * indented by `indent`; the first starts where the text stands. */
void text_flow(struct text *text, size_t indent, const char *words);

/* The same within so many columns; 0: in one line. */
void text_flow_within(struct text *text, size_t columns, size_t indent,
                      const char *words);

#endif
