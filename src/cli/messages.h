/* messages.h -- workflow commands of GitHub: what is found, at its line. */
#ifndef CLI_MESSAGES_H
#define CLI_MESSAGES_H

#include "command/command.h"
#include "simulate/expect.h"

struct annotation {
    const char *kind;    /* "error" or "warning" */
    const char *file;    /* NULL: none */
    size_t line, column; /* 0: unknown */
    const char *command; /* of lrsim; NULL: none */
};

/* Adds one with its message as a line. */
void annotation_add(const struct annotation *annotation, const char *message,
                    size_t length, struct text *text);

/* Whether --format github asks for them. */
bool annotates(const struct arguments *arguments);

/* Whether all hold: the last that does not is the error, those before are
 * said. */
bool expectations_hold(const struct arguments *arguments,
                       const struct expectation *expectations, size_t count,
                       const struct watches *watches, struct error *error);

#endif
