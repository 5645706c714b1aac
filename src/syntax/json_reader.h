/* json_reader.h -- what the parts of the validating pass over JSON share. */
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

/* The present byte; NUL at the end. */
char reader_peek(const struct json_reader *reader);

/* The error "WHAT, not 'c'" at the present place; returns false. */
bool reader_expected(struct json_reader *reader, const char *what);

/* Each passes what must be here, or sets the error. */
bool reader_number(struct json_reader *reader);
bool reader_string(struct json_reader *reader, char quote_mark);
bool reader_word(struct json_reader *reader);

#endif
