/* operands.h -- what the words of a command line are: files, or parts of a
 * spec by their name or in the short form. */
#ifndef LIB_OPERANDS_H
#define LIB_OPERANDS_H

#include "spec/spec_input.h"

struct operand {
    const char *word;
    const struct family *family; /* that a text is of; NULL: a file */
    const char *name;            /* of a text, as errors say it */
};

/* Tells what each word is.  A text must be of one of the families (the last is
 * NULL). */
bool operands_read(const char *const *words, size_t count,
                   const struct family *const *families, struct arena *arena,
                   struct operand *operands, struct error *error);

/* How many optimizers and schedules a text makes, or tries to. */
size_t operand_calls(const struct source *source);

/* Whether a word is itself statements of Python that make several optimizers
 * and schedules, or try to, or the arguments of a training. */
bool operand_is_script(const char *word);

/* Whether a word is a file, surely meant to be one, standard input, or such a
 * script, which stands for the file with its text. */
bool operand_is_file(const char *word);

#endif
