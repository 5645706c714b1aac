/* length.h -- counts of steps that are written as "5%", "3ep" or "5*1251", or
 * left out. */
#ifndef SPEC_LENGTH_H
#define SPEC_LENGTH_H

#include "spec/table.h"
#include "syntax/tree.h"

struct loader;

/* The steps in which a node is active; INTEGER_NULL: unknown. */
struct span {
    long whole; /* of the sequence that it is a part of: shares are of these */
    long left;  /* of the node itself, to the next milestone or the end */
    long begin; /* the step of the whole schedule that is its step 0 */
    long epoch; /* in an epoch */
};

/* The number of bytes of the length that a text begins with; 0: none.  A plain
 * number is a length too. */
size_t length_size(const char *text, size_t size);

/* The number that a string stands for in a row that counts steps; false without
 * an error where it is no length. */
bool length_read(struct loader *loader, const struct parameter *row,
                 const struct tree *value, const struct place *place,
                 double *number);

/* A count of steps that a flag gives: a length of the spec that is loaded
 * later. */
struct step_count {
    const struct parameter *row; /* its default and range, for a long */
    const char *flag;            /* "--every" */
    const char *text;            /* NULL: not given */
};

/* Reads it for a whole run; a default of null is INTEGER_NULL. */
bool step_count_read(const struct step_count *count, const struct span *run,
                     struct arena *arena, long *steps, struct error *error);

/* The span of a part of the holder, whose own one the loader has. */
struct span length_part(const struct loader *loader,
                        const struct family *family, size_t part);

/* The same in epochs, of which the last may be a part. */
struct span length_in_epochs(const struct span *span);

/* Whether the row is a total that the object leaves out. */
bool length_is_open(const struct parameter *row, const struct tree *object);

/* Makes such a total reach the end of the span. */
bool length_fill(struct loader *loader, const struct parameter *row,
                 void *owner, const struct place *place);

/* Where a loaded node ends past its span, or before, because other lengths are
 * counted beside its open total, changes that. */
void length_correct(const struct loader *loader, const struct family *family,
                    const struct node *node, const struct tree *object);

#endif
