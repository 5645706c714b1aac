/* short_parser.h -- shared by the parts of the short form's parser.  Functions
 * that return NULL or false have set the error. */
#ifndef SPEC_SHORT_PARSER_H
#define SPEC_SHORT_PARSER_H

#include "spec/table.h"
#include "syntax/tree.h"

/* What a script assigned to a name; NULL: something else. */
struct code_name {
    const char *name;
    struct tree *value;
    const struct code_name *next;
};

struct short_parser {
    const struct code_name *names; /* of a script, the last one first */
    const struct source *source;
    size_t at;
    int depth;
    struct arena *arena;
    struct error *error;
};

/* short_token.c */

/* The current character, and the next that is not a space; '\0' at the end. */
char parser_peek(const struct short_parser *parser);
char parser_next(struct short_parser *parser);

/* Whether "->" comes next. */
bool parser_at_arrow(struct short_parser *parser);

/* The error "WHAT, not 'c'" at the current character; returns NULL. */
void *parser_expected(struct short_parser *parser, const char *what);

/* Skips the comma after an item, which is optional before `close`. */
bool parser_comma(struct short_parser *parser, char close);

/* Enters a level of nesting; false if that is too deep. */
bool parser_deeper(struct short_parser *parser);

/* A new value, written at an offset. */
struct tree *parser_new(struct short_parser *parser, enum tree_kind kind,
                        size_t offset);

/* The length of the name or number that comes next; 0 if there is none. */
size_t parser_name_length(const struct short_parser *parser);
size_t parser_number_length(const struct short_parser *parser);

/* Each reads what comes next. */
char *parser_take_name(struct short_parser *parser, size_t length);
struct tree *parser_number(struct short_parser *parser, size_t length);
/* A number, product or quotient, or a length for a row that counts steps
 * (NULL: any row may). */
struct tree *parser_length(struct short_parser *parser,
                           const struct parameter *row);
struct tree *parser_string(struct short_parser *parser);

/* short_value.c */

/* A value for a row (NULL: an unknown one). */
struct tree *parser_value(struct short_parser *parser,
                          const struct parameter *row);

/* Reads a value into an object, which must not have the name yet. */
bool parser_add_member(struct short_parser *parser, struct tree *object,
                       const char *name, size_t key,
                       const struct parameter *row);

/* The length of a number without a sign, which may have underscores between its
 * digits, and such a number. */
size_t parser_number_size(const struct short_parser *parser);
struct tree *parser_grouped(struct short_parser *parser, size_t size);

/* code_value.c */

/* The name that a script assigned; NULL: it did not. */
const struct code_name *code_name(const struct short_parser *parser,
                                  const char *text, size_t length);

/* A number by + - * / // **, with the names of a script. */
struct tree *code_sum(struct short_parser *parser);

/* "lambda epoch: 0.95 ** epoch" as a formula in t. */
struct tree *code_lambda(struct short_parser *parser);

/* code_table.c */

/* What export writes below a table RATES: each group's base rate, and the
 * scheduler. */
#define CODE_TABLE_BASE "group[\"initial_lr\"] = 1.0"
#define CODE_TABLE_CALL                                                        \
    "LambdaLR(optimizer, [rate_of(rates) for rates in RATES])"

/* A list behind an assignment; NULL: it is something else. */
struct tree *code_rates(struct short_parser *parser);

/* The schedule or the optimizer of such a statement; NULL: it is another. */
bool code_table(struct short_parser *parser, const struct family *family,
                struct tree **node);

/* code_call.c */

/* The kind that Python code calls so, with or without the modules that it is
 * in; NULL: there is none. */
const struct kind *code_kind(const struct family *family, const char *name);

/* Passes over an argument that says nothing to lrsim; false if it is none. */
bool code_skip_argument(struct short_parser *parser, const struct kind *kind,
                        size_t count);

/* Where the argument that comes next ends. */
size_t code_argument_end(const struct short_parser *parser);

/* code_scheduler.c */

/* Whether a call is transformers' get_scheduler; its schedule, from the
 * parenthesis on. */
bool code_is_get_scheduler(const char *name);
struct tree *code_get_scheduler(struct short_parser *parser,
                                const struct family *family);

/* code.c */

/* Whether a text is statements of Python, not one short form. */
bool code_is(const struct source *source);

/* The last schedule (or other kind of the family) that a script makes; NULL if
 * it makes none. */
bool code_read(struct short_parser *parser, const struct family *family,
               const struct parameter *extra, struct tree **found);

/* short_form.c */

/* A call, chain or sequence of a family. */
struct tree *parser_schedule(struct short_parser *parser,
                             const struct family *family,
                             const struct parameter *extra);

#endif
