/* tree.h -- a tree of values, with the place of each in the text.
 *
 * Every strict reader makes one, whatever its syntax.  Nodes and texts are in
 * an arena, so nothing is freed. */
#ifndef SYNTAX_TREE_H
#define SYNTAX_TREE_H

#include "base/arena.h"
#include "base/error.h"

enum tree_kind {
    TREE_NULL,
    TREE_BOOLEAN,
    TREE_NUMBER,
    TREE_STRING,
    TREE_LIST,
    TREE_OBJECT,
};

struct tree {
    enum tree_kind kind;
    bool truth;                  /* of a boolean */
    bool unknown;                /* a string: an expression of a script that
                                  * nothing gives a value */
    bool of_root;                /* an object that pasted code gives to an
                                  * optimizer, and a spec has at its root */
    double number;               /* of a number */
    const char *text;            /* of a string; of a scalar that a syntax
                                  * without types wrote bare, as written */
    const char *key;             /* of a member; NULL: not in an object */
    struct tree *child, *last;   /* of a list or an object */
    struct tree *next;           /* in the same parent */
    size_t count;                /* of children */
    const struct source *source; /* NULL: a default */
    size_t key_offset, offset;   /* in the source; in a list both are the
                                  * value's */
    const struct place *origin;  /* that errors name in place of its own;
                                  * NULL: none */
};

/* A value at an offset of a source; NULL without memory. */
struct tree *tree_new(struct arena *arena, enum tree_kind kind,
                      const struct source *source, size_t offset);

/* The tree of a bare word: null, a truth, a number where all of it is one, else
 * a string.  `text` must stay.  NULL without memory. */
struct tree *tree_bare(struct arena *arena, const char *text,
                       const struct source *source, size_t offset);

/* A copy of a tree, and of all below it; NULL without memory. */
struct tree *tree_copy(struct arena *arena, const struct tree *tree);

/* Of an object of a syntax whose reader looks for keys that are given twice. */
enum { TREE_MEMBERS = 10000 };

/* Appends the value to a list, or to an object under the key, which is not
 * copied. */
void tree_append(struct tree *parent, const char *key, struct tree *value);

/* Replaces a value; its key stays. */
void tree_replace(struct tree *old, const struct tree *value);

/* The first member with this key; NULL if there is none, or the tree is NULL or
 * not an object. */
struct tree *tree_member(const struct tree *tree, const char *key);

/* An element of a list; NULL if there is none. */
struct tree *tree_element(const struct tree *tree, size_t index);

/* Whether it is not NULL, and of this kind. */
bool tree_is(const struct tree *tree, enum tree_kind kind);

/* The place of a value and of its key, given that of its parent; `index` is
 * used in a list. */
struct place tree_place(const struct tree *tree, const struct place *parent,
                        size_t index);
struct place tree_key_place(const struct tree *tree,
                            const struct place *parent);

/* A value as errors show it: "'abc'", "2.5", "a list of 3". */
struct quoted tree_quote(const struct tree *tree);

#endif
