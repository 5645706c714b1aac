/* file_kind.h -- what a file of a command line is: a log, a configuration of
 * another system, or a spec. */
#ifndef LIB_FILE_KIND_H
#define LIB_FILE_KIND_H

#include "tables/log.h"
#include "training/configs/configs.h"

/* What --as says; zero: the content decides. */
struct file_kind {
    const struct dialect *dialect; /* it is a configuration */
    struct log_form form;          /* it is a log */
};

/* The kind of a word of `lrsim list formats`; NULL: no kind. */
bool file_kind_find(const char *word, struct file_kind *kind,
                    struct error *error);

/* The kind of a file beside others, of which `kind` is meant for those that are
 * not clearly of the other sort. */
struct file_kind file_kind_beside(const struct file_kind *kind,
                                  const char *path, struct arena *arena);

/* Whether an input that is open is a log. */
bool operand_begins_log(struct input *input, struct arena *arena, bool *log,
                        struct error *error);

/* Whether a word names a file that can be opened, and is a log, or a
 * configuration or a script of Python. */
bool operand_is_log(const char *word, struct arena *arena);
bool operand_is_configuration(const char *word, struct arena *arena);

/* Whether a text is a script of Python. */
bool operand_is_python(const struct source *source);

#endif
