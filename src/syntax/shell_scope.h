/* shell_scope.h -- the variables of a shell script, and what "$..." makes of
 * them. */
#ifndef SYNTAX_SHELL_SCOPE_H
#define SYNTAX_SHELL_SCOPE_H

#include "base/text.h"

struct shell_variable {
    const char *name, *value;
    bool maybe; /* it is set under a condition */
};

struct shell_scope {
    struct arena *arena;
    struct shell_variable *variables; /* in the order of assignment */
    size_t count, room;
    int conditions; /* how many are open */
    int depth;      /* of what is being expanded */
};

/* Keeps what "NAME=VALUE" or "NAME+=VALUE" sets; false without memory. */
bool shell_assign(struct shell_scope *scope, const char *assignment);

/* The value of the name; NULL where the script does not set it, or sets it to
 * several values under conditions. */
const char *shell_value(const struct shell_scope *scope, const char *name,
                        size_t length);

/* Adds what the "$..." with which a text begins stands for, or itself where the
 * script does not say; returns its length. */
size_t shell_expand(struct shell_scope *scope, const char *text, size_t length,
                    struct text *expanded);

/* The value of integer arithmetic, without "$"; false where it is none, or a
 * name in it is not set. */
bool shell_arithmetic(const struct shell_scope *scope, const char *text,
                      long long *value);

/* Whether a character may be in a name. */
bool shell_is_name(char c);

#endif
