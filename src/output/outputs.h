/* outputs.h -- all outputs of a command: one simulation, several files.
 *
 *     outputs_open      before the computing starts
 *     outputs_begin     each output with the frame of its rows
 *     outputs_row       rows of one run or, with their number in the first
 *                       column, of several
 *     outputs_finish    all files get their names, or none does
 *     outputs_discard   in any case, at the end
 *
 * All files of rows are opened here. */
#ifndef OUTPUT_OUTPUTS_H
#define OUTPUT_OUTPUTS_H

#include "output/format.h"

/* An output that is wanted. */
struct output_target {
    const char *path; /* "-": standard output */
    const struct format *format;
};

struct output_targets {
    size_t count;
    struct output_target *items;
};

/* Set the arena before the first call. */
struct outputs {
    struct arena *arena;
    size_t count;         /* that are open */
    struct output *items; /* [count], in the order of their targets */
    struct stream *streams;
};

/* Refuses targets that have been opened for reading, where they are written
 * later. */
bool outputs_are_unread(const struct output_targets *targets,
                        struct error *error);

/* Opens a target each; an error where two are the same file, or where one has
 * been opened for reading. */
bool outputs_open(struct outputs *outputs, const struct output_targets *targets,
                  struct error *error);

/* Begins one output with its frame, which must live as long as it. */
bool outputs_begin(struct outputs *outputs, size_t number,
                   const struct frame *frame, struct error *error);

/* Begins all: pictures with one frame, tables with the other. */
bool outputs_begin_all(struct outputs *outputs, const struct frame *table,
                       const struct frame *picture, struct error *error);

/* Writes a text of the caller's own to one output, which has no rows then. */
void outputs_text(struct outputs *outputs, size_t number,
                  const struct text *text);

/* A row for those outputs that began with this frame; false where one of them
 * can no longer be written: outputs_finish has the error. */
bool outputs_row(struct outputs *outputs, const struct frame *frame,
                 const double *values);

/* Whether one is written as it comes, and cannot be taken back. */
bool outputs_direct(const struct outputs *outputs);

/* Ends and closes all, then renames all. */
bool outputs_finish(struct outputs *outputs, struct error *error);

/* Removes what has no name yet. */
void outputs_discard(struct outputs *outputs);

#endif
