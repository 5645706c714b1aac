/* messages.h -- what is printed for people: texts, warnings, errors, and the
 * same as annotations for GitHub. */
#ifndef CLI_MESSAGES_H
#define CLI_MESSAGES_H

#include "base/text.h"
#include "cli/arguments.h"
#include "simulate/expect.h"
#include "simulate/warn/warnings.h"

/* One workflow command of GitHub. */
struct annotation {
    const char *kind;    /* "error" or "warning" */
    const char *file;    /* NULL: none */
    size_t line, column; /* 0: unknown */
    const char *command; /* of lrsim; NULL: none */
};

/* Adds one with its message as a line. */
void annotation_add(const struct annotation *annotation, const char *message,
                    size_t length, struct text *text);

/* Whether --format github asks for annotations. */
bool annotates(const struct arguments *arguments);

/* Prints a text, if there is one, on standard error. */
void say_text(const struct text *text);

/* Prints a text on standard output. */
enum status write_text(const struct text *text, struct arena *arena,
                       struct error *error);

/* Prints warnings, one line each: on standard error, or as annotations on
 * standard output.  STATUS_OUTPUT, which it says, where that fails. */
enum status say_warnings(const struct arguments *arguments,
                         const struct warnings *warnings);
void add_warnings(const struct warnings *warnings, struct text *text);

/* Prints an error, and returns the exit status. */
enum status say_error(const struct arguments *arguments,
                      const struct error *error);

/* Whether all expectations hold: the last that does not is the error, those
 * before are printed. */
bool expectations_hold(const struct arguments *arguments,
                       const struct expectations *expectations,
                       struct error *error);

#endif
