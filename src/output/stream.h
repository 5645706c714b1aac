/* stream.h -- a file that appears whole or not at all.
 *
 * Bytes go to a temporary file beside the target, which is renamed when all of
 * it is written.  Devices, pipes and standard output are written directly. */
#ifndef OUTPUT_STREAM_H
#define OUTPUT_STREAM_H

#include <sys/types.h>

#include "base/text.h"
#include "output/temporary.h"

struct stream {
    struct text text; /* what is written goes here; the first member */
    const char *path; /* as the user wrote it; "-" is standard output */
    char *target;     /* absolute, links followed; NULL: written directly */
    struct temporary temporary;
    int descriptor;
    int number;    /* of the open descriptor that the path means; -1: none */
    bool replaces; /* a file that keeps its mode */
    bool regular;  /* it writes or replaces this file: */
    dev_t device;
    ino_t inode;
    int failure; /* errno of the first failed write */
    char buffer[32768];
};

/* Opens a target for writing; STATUS_OUTPUT where that is impossible. */
bool stream_open(struct stream *stream, const char *path, struct arena *arena,
                 struct error *error);

/* Whether two streams would write the same file or descriptor. */
bool stream_same(const struct stream *a, const struct stream *b);

/* Whether a stream would write a file that has been opened for reading. */
bool stream_writes_input(const struct stream *stream);

/* Gives a new file permission to execute wherever it has permission to read.
 */
void stream_make_executable(struct stream *stream);

/* Writes what is left and closes; the file has its temporary name still. */
bool stream_finish(struct stream *stream, struct error *error);

/* Renames a finished file. */
bool stream_commit(struct stream *stream, struct error *error);

/* Closes, and removes a temporary file; harmless after a commit. */
void stream_discard(struct stream *stream);

#endif
