/* json_reader.h -- shared by the parts of the validating pass over JSON. */
#ifndef SYNTAX_JSON_READER_H
#define SYNTAX_JSON_READER_H

#include "syntax/json_text.h"

struct json_reader {
    const struct source *source;
    size_t at;
    int depth;
    struct arena *arena;
    struct error *error;
    /* Where values begin, in the order of the text. */
    struct json_offsets *offsets;
    size_t count, room;
};

/* json_scalar.c */

/* The current byte; NUL at the end. */
char reader_peek(const struct json_reader *reader);

/* The error "WHAT, not 'c'" at the current byte; returns false. */
bool reader_expected(struct json_reader *reader, const char *what);

/* Each skips what must come here, or sets the error. */
bool reader_number(struct json_reader *reader);
bool reader_string(struct json_reader *reader, char quote_mark);
bool reader_word(struct json_reader *reader);

#endif
