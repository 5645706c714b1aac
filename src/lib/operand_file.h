/* operand_file.h -- a file of a command line, read once: an lrsim spec, or
 * another system's configuration. */
#ifndef LIB_OPERAND_FILE_H
#define LIB_OPERAND_FILE_H

#include "training/configs/configs.h"

struct operand_file {
    const struct source *source; /* its text */
    const struct tree *root;     /* of a configuration; NULL: it is a spec */
    struct config_notes notes;   /* of a configuration */
};

/* Reads a file ("-": standard input) of at most `limit` bytes. */
bool operand_file_read(const char *path, size_t limit,
                       const struct config_request *request,
                       struct arena *arena, struct operand_file *file,
                       struct error *error);

/* The same of the words of a command line. */
bool operand_words_read(const char *const *words, size_t count,
                        const struct config_request *request,
                        struct arena *arena, struct operand_file *file,
                        struct error *error);

/* The number that overrides give for a key of the root, "steps"; INTEGER_NULL:
 * they do not. */
long operand_override(const struct spec_input *input, const char *key);

#endif
