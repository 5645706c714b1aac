/* operand_file.h -- a file of a command line, read once: an lrsim spec, another
 * system's configuration, or a log. */
#ifndef LIB_OPERAND_FILE_H
#define LIB_OPERAND_FILE_H

#include "tables/log.h"
#include "training/configs/configs.h"

struct operand_file {
    const struct source *source; /* its text; NULL: of a log */
    struct log *log;             /* NULL: it is none */
    const struct tree *root;     /* of a configuration; NULL: it is a spec */
    struct config_notes notes;   /* of a configuration */
};

/* Reads a file ("-": standard input), of at most `limit` bytes where it is no
 * log; `dialect` says that it is a configuration (NULL: its content decides),
 * and the request how a log is read. */
bool operand_file_open(const char *path, size_t limit,
                       const struct dialect *dialect,
                       const struct log_request *request, struct arena *arena,
                       struct operand_file *file, struct error *error);

/* Whether a word names a file that can be opened, and is a log, or a
 * configuration or a script of Python. */
bool operand_is_log(const char *word, struct arena *arena);
bool operand_is_configuration(const char *word, struct arena *arena);

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
