/* parallel.h -- a loop whose iterations are shared among threads. */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include "base/error.h"

/* What a loop does; both functions get the context. */
struct parallel {
    void *context;
    bool (*work)(void *context, size_t i, struct error *error);
    /* Called after each iteration with how many are done, by one thread at a
     * time; NULL: never. */
    void (*progress)(void *context, size_t done);
};

/* The processors that this process may use; at least 1. */
size_t parallel_processors(void);

/* Does iterations 0 to count - 1 on at most `threads` threads, the caller's
 * among them; a thread that cannot be created is done without.  After an
 * error later iterations may be left out, and of several errors that of the
 * first iteration is kept. */
bool parallel_for(const struct parallel *loop, size_t count, size_t threads,
                  struct error *error);

#endif
