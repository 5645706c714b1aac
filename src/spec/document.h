/* document.h -- the file and the flags, made into one JSON tree that knows
 * where each of its values was written. */
#ifndef SPEC_DOCUMENT_H
#define SPEC_DOCUMENT_H

#include "syntax/tree.h"
#include "spec/table.h"

/* Start with an arena and a table. */
struct document {
    struct arena *arena;
    const struct parameter *table;        /* the rows of the root */
    const struct family *const *families; /* the last is NULL */
    struct tree *root;                    /* NULL: nothing was given */
    struct place place;                   /* of the root */
};

/* Reads a spec file; "-" is standard input.  STATUS_LIMIT where it has more
 * than `limit` bytes. */
bool document_read(struct document *document, const char *path, size_t limit,
                   struct error *error);

/* The same from a text, which must stay; its errors name the source. */
bool document_parse(struct document *document, const struct source *source,
                    struct error *error);

/* The same from a tree that was read already. */
bool document_take(struct document *document, struct tree *root,
                   struct error *error);

/* Puts a value where the dotted path says, `flag` being where it comes from:
 * a short form, where `path` is a node of the root table; else a number, or
 * a string where the text is none. */
bool document_put(struct document *document, const char *flag, const char *path,
                  const char *text, struct error *error);

/* The same with a list of numbers between commas. */
bool document_put_list(struct document *document, const char *flag,
                       const char *path, const char *text, struct error *error);

/* The same with numbers that were read before. */
bool document_put_reals(struct document *document, const char *flag,
                        const char *path, const double *values, size_t count,
                        struct error *error);

/* The same with one number, or with a text that is JSON or else a string; both
 * are composed by lrsim, so that errors name the flag and the path. */
bool document_put_number(struct document *document, const char *flag,
                         const char *path, double number, struct error *error);
bool document_put_text(struct document *document, const char *flag,
                       const char *path, const char *text, struct error *error);

/* --set: "PATH=VALUE"; VALUE is JSON, or else a string. */
bool document_set(struct document *document, const char *assignment,
                  struct error *error);

/* The same from another flag. */
bool document_assign(struct document *document, const char *flag,
                     const char *assignment, struct error *error);

/* Replaces every short form by the object that it stands for. */
bool document_expand(struct document *document, struct error *error);

/* A copy of the source that stays as long as the document. */
struct source *document_source(struct document *document, struct source source,
                               struct error *error);

/* The family that a row's nodes belong to. */
const struct family *document_family(const struct document *document,
                                     const struct parameter *row);

#endif
