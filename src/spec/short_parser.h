/* short_parser.h -- shared by the parts of the short form's parser.  Functions
 * that return NULL or false have set the error. */
#ifndef SPEC_SHORT_PARSER_H
#define SPEC_SHORT_PARSER_H

#include "spec/short_form.h"
#include "spec/table.h"
#include "syntax/tree.h"

/* What a script assigned to a name; NULL: something else. */
struct code_name {
    const char *name;
    struct tree *value;
    const char *assumed; /* lines that who uses it says; or NULL */
    const struct code_name *next;
};

/* A call of a family that a script makes. */
struct code_found {
    struct tree *node;
    const struct family *family;
    bool used;             /* in another one */
    const char *optimizer; /* of a schedule, its text */
    size_t optimizer_length;
    size_t step, step_block; /* where it is stepped, and in which block;
                              * 0: nowhere, in none */
    struct code_found *next;
};

/* What a schedule makes of the optimizer's rate before it begins. */
struct code_base {
    bool given;
    bool absolute; /* the rate is `factor`; else it is multiplied by it */
    double factor;
};

struct short_parser {
    const struct code_name *names; /* of a script, the last one first */
    const struct code_name *later; /* all of it, where its code is a function's
                                    * that is called below them */
    const struct code_name *options;   /* defaults of arguments and fields */
    const struct code_name *imports;   /* the values are dotted names */
    const struct code_name *functions; /* the values are their places */
    const struct source *whole;        /* that the functions are in */
    size_t *inlined;                   /* calls of them that were read */
    struct text *assumed; /* what was taken for granted; NULL: not said */
    bool script;          /* statements of Python */
    bool keras;           /* a file that imports Keras, and not PyTorch */
    long epoch;           /* steps in one: len(loader); below 1: unknown */
    struct code_base base;
    bool (*is_record)(const char *, size_t); /* as of a code_request */
    struct tree *record; /* the arguments of the last such call; NULL: none */
    const char *record_class;
    struct code_found *made;        /* the last one first */
    const char *optimizer;          /* of the schedule that is read, its text */
    size_t optimizer_length;        /* 0: not given */
    const struct family *schedules; /* what a rate may be; NULL: a number */
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

/* The length of the name that comes next; 0 if there is none. */
size_t parser_name_length(const struct short_parser *parser);

/* Each reads what comes next. */
char *parser_take_name(struct short_parser *parser, size_t length);
struct tree *parser_string(struct short_parser *parser);

/* short_number.c */

/* The length of the number that comes next; 0 if there is none. */
size_t parser_number_length(const struct short_parser *parser);
struct tree *parser_number(struct short_parser *parser, size_t length);

/* The length of a number without a sign, which may have underscores between its
 * digits, and such a number. */
size_t parser_number_size(const struct short_parser *parser);
struct tree *parser_grouped(struct short_parser *parser, size_t size);

/* A number, product or quotient, or a length for a row that counts steps
 * (NULL: any row may). */
struct tree *parser_length(struct short_parser *parser,
                           const struct parameter *row);

/* short_list.c */

/* Items up to the closing bracket, all for the same row. */
struct tree *parser_list(struct short_parser *parser,
                         const struct parameter *row);

/* {name: value} as in JSON, or dict(name=value) as in Python, from the bracket
 * on. */
struct tree *parser_object(struct short_parser *parser);

/* {5: 0.5, 10: 0.1} as a list of pairs. */
struct tree *parser_pairs(struct short_parser *parser,
                          const struct parameter *row);

/* Reads a value into an object, which must not have the name yet. */
bool parser_add_member(struct short_parser *parser, struct tree *object,
                       const char *name, size_t key,
                       const struct parameter *row);

/* short_value.c */

/* A value for a row (NULL: an unknown one). */
struct tree *parser_value(struct short_parser *parser,
                          const struct parameter *row);

/* short_call.c */

/* {"type": name} */
struct tree *parser_node(struct short_parser *parser, const char *name,
                         size_t at);

/* The call of a kind, or its name alone, which comes next. */
struct tree *parser_kind_call(struct short_parser *parser,
                              const struct family *family,
                              const struct parameter *extra);

/* short_form.c */

/* A call, chain or sequence of a family. */
struct tree *parser_schedule(struct short_parser *parser,
                             const struct family *family,
                             const struct parameter *extra);

#endif
