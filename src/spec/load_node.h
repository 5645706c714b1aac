/* load_node.h -- shared by the files that load objects. */
#ifndef SPEC_LOAD_NODE_H
#define SPEC_LOAD_NODE_H

#include "spec/load.h"

/* load.c */

/* Every member must have a row in the kind or in `rows` (either may be NULL),
 * or be the type of a kind, and none may be given twice. */
bool load_check_members(struct loader *loader, const struct kind *kind,
                        const struct parameter *rows, const struct tree *object,
                        const struct place *place);

/* The place of each row's value, also of those that are missing.  NULL without
 * memory. */
struct place *load_places(struct loader *loader, const struct parameter *rows,
                          const struct tree *object, const struct place *place);

/* Loads one row, by the object's value, or else a default if wanted. */
bool load_member(struct loader *loader, const struct parameter *row,
                 void *owner, const struct tree *object,
                 const struct place *place, bool defaults);

/* Loads the rows that the object has, and defaults for the others if wanted;
 * groups are left out, since they need their node. */
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

/* An object with a type; without one it has `default_type` (NULL: it must have
 * one).  It may also have the rows `extra`, which are loaded into `owner`. */
bool load_node(struct loader *loader, const struct family *family,
               const char *default_type, const struct parameter *extra,
               void *owner, const struct tree *value, const struct place *place,
               struct node *node);

/* The same without what belongs to the owner, which it may have. */
bool load_typed(struct loader *loader, const struct family *family,
                const char *default_type, const struct parameter *extra,
                const struct tree *value, const struct place *place,
                struct node *node);

/* A list of these. */
bool load_nodes(struct loader *loader, const struct parameter *row,
                struct nodes *nodes, const struct tree *value,
                const struct place *place);

/* An object without a type, of the only kind of the row's family. */
bool load_object(struct loader *loader, const struct parameter *row,
                 struct node *node, const struct tree *value,
                 const struct place *place);

/* Loads the rows in a node's object (NULL: none) that belong to its owner. */
bool load_extra(struct loader *loader, const struct node *node,
                const struct parameter *extra, void *owner,
                const struct tree *object, const struct place *place);

/* load_group.c */

/* The list of groups in a row of the type PARAMETER_GROUPS. */
bool load_groups(struct loader *loader, const struct node *base,
                 const struct parameter *row, void *owner,
                 const struct tree *value, const struct place *place);

#endif
