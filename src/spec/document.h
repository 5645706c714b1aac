/* document.h -- one tree made from a spec file and flags; each of its values
 * has the place where it was written. */
#ifndef SPEC_DOCUMENT_H
#define SPEC_DOCUMENT_H

#include "spec/short_form.h"
#include "syntax/tree.h"
#include "spec/table.h"

/* Start with an arena and a table. */
struct document {
    struct arena *arena;
    const struct parameter *table;        /* the rows of the root */
    const struct family *const *families; /* the last is NULL */
    struct tree *root;                    /* NULL: empty */
    struct place place;                   /* of the root */
};

/* Reads a spec file ("-": standard input) of at most `limit` bytes. */
bool document_read(struct document *document, const char *path, size_t limit,
                   struct error *error);

/* The same from a text, which must outlive the document. */
bool document_parse(struct document *document, const struct source *source,
                    struct error *error);

/* Whether a text is calls, not a value of JSON. */
bool document_is_code(const struct source *source);

/* The root that a script of Python makes, not taken yet. */
struct tree *document_script(const struct document *document,
                             const struct source *source,
                             struct code_request *request, struct error *error);

/* The family of the spec's schedules; NULL: there is none. */
const struct family *document_schedules(const struct document *document);

/* Makes the schedule that an optimizer of pasted code has for a rate the
 * root's, and its clips; false where the root has them already. */
bool document_hoist(struct document *document, struct error *error);

/* The same from a tree. */
bool document_take(struct document *document, struct tree *root,
                   struct error *error);

/* Puts a value at a dotted path, for `flag`, which errors name.  The text is a
 * short form if the path is a node of the root table, else a number or, failing
 * that, a string. */
bool document_put(struct document *document, const char *flag, const char *path,
                  const char *text, struct error *error);

/* The same for a comma-separated list of numbers. */
bool document_put_list(struct document *document, const char *flag,
                       const char *path, const char *text, struct error *error);

/* The same for numbers. */
bool document_put_reals(struct document *document, const char *flag,
                        const char *path, const double *values, size_t count,
                        struct error *error);

/* The same for one number, or for a text that is JSON or else a string.  lrsim
 * composed both, so that errors name the flag and the path, but no column. */
bool document_put_number(struct document *document, const char *flag,
                         const char *path, double number, struct error *error);
bool document_put_text(struct document *document, const char *flag,
                       const char *path, const char *text, struct error *error);

/* --set PATH=VALUE, where VALUE is JSON, or else a string. */
bool document_set(struct document *document, const char *assignment,
                  struct error *error);

/* The same for another flag. */
bool document_assign(struct document *document, const char *flag,
                     const char *assignment, struct error *error);

/* Replaces every short form by its object. */
bool document_expand(struct document *document, struct error *error);

/* A copy of the source in the document's arena. */
struct source *document_source(struct document *document, struct source source,
                               struct error *error);

/* In rows: the family of the spec's schedules, which document_family() finds.
 */
extern const struct family schedule_by_name;

/* The family that a row's nodes belong to. */
const struct family *document_family(const struct document *document,
                                     const struct parameter *row);

#endif
