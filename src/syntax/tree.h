/* tree.h -- a tree of values, and where each of them was written.
 *
 * Every strict reader makes one, whatever its syntax.  Nodes and texts are in
 * an arena: nothing is freed, and a value may be replaced in its place. */
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
    double number;               /* of a number */
    const char *text;            /* of a string */
    const char *key;             /* of an object's member; NULL: it is none */
    struct tree *child, *last;   /* of a list or an object; NULL: empty */
    struct tree *next;           /* behind it in its parent */
    size_t count;                /* of children */
    const struct source *source; /* NULL: it is a default */
    size_t key_offset, offset;   /* in the source; the key's is its own in
                                  * a list */
};

/* A value at an offset of a source; NULL without memory. */
struct tree *tree_new(struct arena *arena, enum tree_kind kind,
                      const struct source *source, size_t offset);

/* Makes the value the last one in a list, or in an object under a key, which
 * stays as it is. */
void tree_append(struct tree *parent, const char *key, struct tree *value);

/* Puts a value in the place of an old one, under its key. */
void tree_replace(struct tree *old, const struct tree *value);

/* The first member with a key; NULL: there is none, or the tree is NULL or no
 * object. */
struct tree *tree_member(const struct tree *tree, const char *key);

/* An element of a list; NULL: there is none. */
struct tree *tree_element(const struct tree *tree, size_t index);

/* Whether it is of a kind; NULL is of none. */
bool tree_is(const struct tree *tree, enum tree_kind kind);

/* The place of a value, and of its key, whose parent's place is known; `index`
 * is that in a list. */
struct place tree_place(const struct tree *tree, const struct place *parent,
                        size_t index);
struct place tree_key_place(const struct tree *tree,
                            const struct place *parent);

/* A value as errors show it: "'abc'", "2.5", "a list of 3". */
struct quoted tree_quote(const struct tree *tree);

#endif
