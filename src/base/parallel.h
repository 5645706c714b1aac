/* parallel.h -- work that threads share. */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include "base/error.h"

/* Number i of a count is done by whichever thread is free. */
struct duty {
    void *context;
    bool (*work)(void *context, size_t i, struct error *error);
    /* Called by one thread after some of them, with how many are done; NULL:
     * never. */
    void (*progress)(void *context, size_t done);
    /* The rest is set by duty_share(). */
    size_t done, failed; /* so far; the first number that failed */
    struct error *error; /* its error */
};

/* How many threads there may well be: the cores, or what OMP_NUM_THREADS says;
 * 1 in a build without OpenMP. */
size_t duty_jobs(void);

/* Does numbers 0 to count - 1.  On an error those behind it may be left out;
 * of several errors the first in order stays. */
bool duty_share(struct duty *duty, size_t count, size_t jobs,
                struct error *error);

#endif
