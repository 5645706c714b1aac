/* short_form.h -- parses "linear(0.1) -> cosine_annealing(100)" into the tree
 * of the same spec in JSON.
 *
 *   schedule := product ( "->" [ "@" INT ] product )*
 *   product  := item ( "*" item )*
 *   item     := call | "(" schedule ")"
 *   call     := NAME [ "(" [ arg ("," arg)* [","] ] ")" ]
 *   arg      := [ NAME "=" ] value
 *
 * Positional arguments are in the order of the kind's table. */
#ifndef SPEC_SHORT_FORM_H
#define SPEC_SHORT_FORM_H

#include "spec/table.h"
#include "syntax/tree.h"

/* Parses a whole source as a node of the family, which may also have the rows
 * `extra` (or NULL); the rate of an optimizer in pasted code may be one of the
 * schedules (or NULL).  NULL on an error. */
struct tree *short_form_read(const struct source *source,
                             const struct family *family,
                             const struct family *schedules,
                             const struct parameter *extra, struct arena *arena,
                             struct error *error);

/* The one of several families (the last is NULL) that a whole source is a node
 * of; NULL on an error, which is that of the family that fits it furthest. */
const struct family *text_family(const struct source *source,
                                 const struct family *const *families,
                                 struct arena *arena, struct error *error);

/* The problem that has a formula such as "x^2 + y^2" as its text; NULL in
 * `problem`: the text is none, or names something that lrsim knows.  False
 * without memory. */
bool text_as_problem(const struct source *text,
                     const struct family *const *families, struct arena *arena,
                     const char **problem);

/* Whether a word is a name in one of several families. */
bool text_is_known(const char *word, const struct family *const *families);

/* What is looked for in a script: nodes of a family, and the last one. */
struct code_goal {
    const struct family *family;   /* NULL: the end of the list */
    const struct parameter *extra; /* rows of the node besides the kind's */
    struct tree *node;             /* NULL: none */
    size_t count;                  /* how many the script makes */
    struct error error;            /* why the last one has no node */
};

/* Whether a text is statements of Python, not one short form. */
bool code_is(const struct source *source);

/* Whether a text is a file of Python: it imports or defines something. */
bool code_is_script(const struct source *source);

/* What is known beside a script. */
struct code_request {
    const struct family *schedules; /* that rates of optimizers may be */
    long steps_per_epoch;           /* len(loader); below 1: unknown */
    struct text *assumed; /* gets what was taken for granted, a line each; or
                           * NULL */
    /* Whether a class's arguments are asked for, as they are given by name;
     * NULL: of none. */
    bool (*is_record)(const char *name, size_t length);
    struct tree *record; /* gets those of the last call; NULL: none */
    const char *record_class;
};

/* Finds the nodes that statements of Python make. */
bool short_form_find(const struct source *source, struct code_goal *goals,
                     struct code_request *request, struct arena *arena,
                     struct error *error);

#endif
