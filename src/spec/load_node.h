/* load_node.h -- what the files that load objects share. */
#ifndef SPEC_LOAD_NODE_H
#define SPEC_LOAD_NODE_H

#include "spec/load.h"

/* load.c */

/* Every member must be a row of the kind or of `rows` (either may be NULL), or
 * a kind's type, and none may be given twice. */
bool load_check_members(struct loader *loader, const struct kind *kind,
                        const struct parameter *rows, const struct tree *object,
                        const struct place *place);

/* One place for each row: where its value is, or would be.  NULL without
 * memory. */
struct place *load_places(struct loader *loader, const struct parameter *rows,
                          const struct tree *object, const struct place *place);

/* Loads what the object gives for the rows; for others `defaults` if wanted.
 * Groups are left out: they need the node that they vary. */
bool load_given(struct loader *loader, const struct parameter *rows,
                const struct place *places, void *owner,
                const struct tree *object, bool defaults);

/* Loads a value of any type into the row's field. */
bool load_row(struct loader *loader, const struct parameter *row, void *owner,
              const struct tree *value, const struct place *place);

/* load_node.c */

/* Makes a node of a kind, its struct zeroed. */
bool load_begin(struct loader *loader, const struct kind *kind,
                const struct tree *value, const struct place *place,
                struct node *node);

/* An object with a type, which is `default_type` where it names none (NULL: it
 * must).  The rows `extra` may be in it too, and are loaded into `owner`. */
bool load_node(struct loader *loader, const struct family *family,
               const char *default_type, const struct parameter *extra,
               void *owner, const struct tree *value, const struct place *place,
               struct node *node);

/* A list of these. */
bool load_nodes(struct loader *loader, const struct parameter *row,
                struct nodes *nodes, const struct tree *value,
                const struct place *place);

/* An object without a type, of the only kind of the row's family. */
bool load_object(struct loader *loader, const struct parameter *row,
                 struct node *node, const struct tree *value,
                 const struct place *place);

/* The rows in a node's object (NULL: none) that belong to its owner. */
bool load_extra(struct loader *loader, const struct node *node,
                const struct parameter *extra, void *owner,
                const struct tree *object, const struct place *place);

/* load_group.c */

/* The list of groups that a row with the type PARAMETER_GROUPS has. */
bool load_groups(struct loader *loader, const struct node *base,
                 const struct parameter *row, void *owner,
                 const struct tree *value, const struct place *place);

#endif
