/* operand_file.h -- a file of a command line, read once: an lrsim spec, another
 * system's configuration, or a log. */
#ifndef LIB_OPERAND_FILE_H
#define LIB_OPERAND_FILE_H

#include "lib/file_kind.h"

struct operand_file {
    const struct source *source; /* its text; NULL: of a log */
    struct log *log;             /* NULL: it is none */
    const struct tree *root;     /* of a configuration; NULL: it is a spec */
    struct config_notes notes;   /* of a configuration */
};

/* Reads a file ("-": standard input), of at most `limit` bytes where it is no
 * log; the request says how a log is read, but for its form. */
bool operand_file_open(const char *path, size_t limit,
                       const struct file_kind *kind,
                       const struct log_request *request, struct arena *arena,
                       struct operand_file *file, struct error *error);

/* The text of an input that is open, of at most `limit` bytes. */
bool operand_text_read(struct input *input, size_t limit, struct arena *arena,
                       const struct source **source, struct error *error);

/* The text of the file among `words` that completes another, which is left out
 * of them; NULL: there is none. */
bool operand_part(const char **words, size_t *count, struct arena *arena,
                  const struct source **part, struct error *error);

/* Makes the root of a text that is a configuration. */
bool operand_file_read(struct operand_file *file,
                       const struct config_request *request,
                       struct arena *arena, struct error *error);

/* The same of the words of a command line. */
bool operand_words_read(const char *const *words, size_t count,
                        const struct config_request *request,
                        struct arena *arena, struct operand_file *file,
                        struct error *error);

/* Puts what a log says of the steps into a request. */
void operand_log_steps(const struct log *log, struct config_request *request);

/* The number that overrides give for a key of the root, "steps"; INTEGER_NULL:
 * they do not. */
long operand_override(const struct spec_input *input, const char *key);

/* The tags that overrides give the parameters of a problem, each once; false
 * without memory. */
bool operand_tags(const struct spec_input *input, struct arena *arena,
                  struct texts *tags);

#endif
