/* short_parser.h -- what the parts of the short form's parser share: a text
 * that is read from left to right into marked JSON items.
 *
 * Functions that return NULL have filled in the error. */
#ifndef SPEC_SHORT_PARSER_H
#define SPEC_SHORT_PARSER_H

#include "syntax/json.h"
#include "spec/table.h"

struct parser {
    const struct source *source;
    size_t at;
    int depth;
    struct positions *positions;
    struct error *error;
};

/* short_token.c */

/* The present character, or '\0' at the end; and the next that is no space. */
char parser_peek(const struct parser *parser);
char parser_next(struct parser *parser);

/* Whether "->" comes next. */
bool parser_at_arrow(struct parser *parser);

/* The error "WHAT, not 'c'" at the present place; returns NULL. */
void *parser_expected(struct parser *parser, const char *what);

/* Goes one level deeper; false where that is too deep. */
bool parser_deeper(struct parser *parser);

/* The new item, marked with where it stands; deleted where that fails. */
cJSON *parser_marked(struct parser *parser, cJSON *item, size_t key,
                     size_t value);

/* Appends an item to a list or, with a name, to an object, and returns it; on
 * failure both are deleted. */
cJSON *parser_joined(struct parser *parser, cJSON *parent, const char *name,
                     cJSON *item);

/* The length of a name or a number here, 0 where there is none. */
size_t parser_name_length(const struct parser *parser);
size_t parser_number_length(const struct parser *parser);

/* Reads what is here and passes it. */
char *parser_take_name(struct parser *parser, size_t length);
cJSON *parser_number(struct parser *parser, size_t length);
cJSON *parser_string(struct parser *parser);

/* short_value.c */

/* A value for a row (NULL: an unknown one). */
cJSON *parser_value(struct parser *parser, const struct parameter *row);

/* Reads a value into an object, unless the name is there; on failure the
 * object is deleted. */
cJSON *parser_add_member(struct parser *parser, cJSON *object, const char *name,
                         size_t key, const struct parameter *row);

/* short_form.c */

/* A call, product or sequence of a family. */
cJSON *parser_schedule(struct parser *parser, const struct family *family,
                       const struct parameter *extra);

#endif
