/* parser.h -- from text to graph: what the files of the parser share. */
#ifndef EXPRESSION_PARSER_H
#define EXPRESSION_PARSER_H

#include "expression/expression.h"
#include "expression/functions.h"
#include "expression/graph.h"
#include "expression/lexer.h"

enum { DEPTH_MOST = 256, SLOTS_MOST = 4096 };

/* The name of a node: a counter, or an argument. */
struct binding {
    const struct binding *outer;
    const char *name;
    unsigned node;
};

/* What is being read is evaluated only where the condition, which depends on
 * no variable, is true (or only where it is false). */
struct guard {
    const struct guard *outer;
    unsigned condition;
    bool when;
    unsigned counter; /* a guard only of what does not depend on it; or NONE */
};

struct parser {
    const struct source *source;
    const struct expression_scope *scope;
    struct arena *arena; /* for the time of parsing */
    struct error *error;
    struct graph *graph; /* failed: `error` is set, or will be */
    struct token token;
    const char *before; /* the text of the token before it */
    size_t behind;      /* where the next one may begin */
    unsigned depth;
    const struct binding *bindings;
    const struct guard *guards;
    double rounds;          /* how often the present loops go round, at most */
    size_t checks;          /* how many indices may still be tried */
    unsigned loops, nested; /* how many there are, and around this place */
    const char **names;     /* a problem's own: [slot] */
    const char **counters;  /* names that were counters: [loop] */
    size_t *used, used_count; /* the slots, by first appearance */
    bool indexed, compares;
    bool branches; /* the text may have an `if` */
};

/* Sets the error, unless there is one, and is NONE. */
#define WRONG(parser, offset, ...)                                             \
    ((parser)->graph->failed                                                   \
         ? (unsigned)NONE                                                      \
         : (error_in((parser)->error, (parser)->source, offset, __VA_ARGS__),  \
            parser_fail(parser)))
unsigned parser_fail(struct parser *parser);

/* The same for what goes over a limit. */
#define OVER(parser, offset, ...)                                              \
    ((parser)->graph->failed                                                   \
         ? (unsigned)NONE                                                      \
         : (error_in((parser)->error, (parser)->source, offset, __VA_ARGS__),  \
            (parser)->error->status = STATUS_LIMIT, parser_fail(parser)))

/* The whole text; NONE and `failed` where it is wrong. */
unsigned parser_read(struct parser *parser);

/* The text of a table over the arguments x, y, z and f. */
unsigned parser_table_text(struct graph *graph, const char *text,
                           const unsigned arguments[4]);

/* These begin at the present token and end after their last one. */
unsigned parser_expression(struct parser *parser); /* one level deeper */
unsigned parser_condition(struct parser *parser);
unsigned parser_binary(struct parser *parser, enum level least);
unsigned parser_name(struct parser *parser);
unsigned parser_call(struct parser *parser, const char *name, size_t offset);
unsigned parser_sum(struct parser *parser, unsigned op);
unsigned parser_element(struct parser *parser, const char *name, size_t offset);

void parser_advance(struct parser *parser);
bool parser_at(const struct parser *parser, char mark);
bool parser_at_word(const struct parser *parser, const char *word);
/* Passes the mark, or is wrong. */
void parser_expect(struct parser *parser, char mark);

/* The present token in quotes, or "the end". */
struct found {
    char text[80];
};
struct found parser_found(const struct parser *parser);

/* The node of a variable, whose slot is now in use. */
unsigned parser_variable(struct parser *parser, size_t slot, size_t offset);

/* The node of a name without a variable or a function; false
 * where there is none. */
bool parser_known(struct parser *parser, const char *name, unsigned *node);

/* Why a name cannot be given to anything new; NULL: it can. */
const char *parser_taken(const struct expression_scope *scope,
                         const char *name);

/* The node, if all its values are whole numbers from low to high where it is
 * evaluated; then it may be another one that does not exceed them where it is
 * not. */
unsigned parser_whole(struct parser *parser, unsigned node, double low,
                      double high, size_t offset);

#endif
