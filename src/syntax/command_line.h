/* command_line.h -- the options of a command line, "--lr 3e-4", as an object:
 * "lr" to a bare word.  Dashes in names become underscores, an option without a
 * value is true, and of an option that is given twice the last counts. */
#ifndef SYNTAX_COMMAND_LINE_H
#define SYNTAX_COMMAND_LINE_H

#include "syntax/tree.h"

/* From words of lrsim's own command line.  NULL without memory. */
struct tree *command_line_words(const char *const *words, size_t count,
                                struct arena *arena);

/* From all options in a shell script: those of commands, of arrays, and of
 * strings that hold several.  A variable that the script sets is replaced; of
 * another one the `${NAME}` stays.  NULL on an error. */
struct tree *command_line_script(const struct source *source,
                                 struct arena *arena, struct error *error);

#endif
