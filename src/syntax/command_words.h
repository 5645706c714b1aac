/* command_words.h -- shared by the parts of the reader of options. */
#ifndef SYNTAX_COMMAND_WORDS_H
#define SYNTAX_COMMAND_WORDS_H

#include "syntax/tree.h"

struct command_word {
    const char *text;
    const struct source *source;
    size_t offset;
};

/* Puts the options among the words into the object, which it returns; NULL
 * without memory. */
struct tree *command_words_object(const struct command_word *words,
                                  size_t count, struct tree *object,
                                  struct arena *arena);

#endif
