/* stream.h -- a file that appears whole or not at all.
 *
 * Bytes go to a temporary file beside the target, which takes its name when
 * all is written; devices, pipes and standard output are written directly. */
#ifndef OUTPUT_STREAM_H
#define OUTPUT_STREAM_H

#include "base/text.h"

struct stream {
    struct text text; /* what is written goes here; the first member */
    const char *path; /* as the user wrote it; "-" is standard output */
    char *target;     /* NULL: written directly */
    char *temporary;
    int descriptor;
    bool replaces; /* a file that keeps its mode */
    int failure;   /* errno of the first failed write */
    char buffer[32768];
};

/* Opens a target for writing; STATUS_OUTPUT where that cannot be. */
bool stream_open(struct stream *stream, const char *path, struct arena *arena,
                 struct error *error);

/* Lets a new file be run by those who may read it. */
void stream_make_executable(struct stream *stream);

/* Writes out what is left and closes, but gives no name yet. */
bool stream_finish(struct stream *stream, struct error *error);

/* Gives a finished file its name. */
bool stream_commit(struct stream *stream, struct error *error);

/* Closes and removes what has no name yet; harmless after a commit. */
void stream_discard(struct stream *stream);

#endif
