/* lexer.h -- a text cut into words. */
#ifndef EXPRESSION_LEXER_H
#define EXPRESSION_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,
    TOKEN_OPERATOR, /* binary, or '!' */
    TOKEN_MARK,     /* one of ( ) [ ] , ? : */
};

struct token {
    enum token_kind kind;
    size_t offset;
    const char *text; /* ends in a NUL */
    double number;
    unsigned op; /* of an operator: enum operation */
};

/* The token that begins at or after `offset`; the next one begins at
 * *behind.  False with `error` where there is none. */
bool lexer_next(const struct source *source, size_t offset, struct arena *arena,
                struct token *token, size_t *behind, struct error *error);

/* What to write instead of a word of another language; NULL: not known. */
const char *lexer_native(const char *word);

#endif
