/* lanes.h -- kernels that run one simulation, or several side by side.
 *
 * Every vector is laid out [parameter][lane].  A kernel is written once, with
 * `lanes` as its last argument, and instantiated for one lane (the loop over
 * parameters vectorizes), for LANES (the loop over lanes does), and for any
 * other count.  Lane by lane the operations are the same in the same order,
 * so that the results are equal to the bit. */
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stddef.h>

enum { LANES = 16 };

#if defined __GNUC__
#define KERNEL static inline __attribute__((always_inline)) void
#else
#define KERNEL static inline void
#endif

/* Calls kernel(…, lanes) so that the compiler sees the constant. */
#define WITH_LANES(kernel, lanes, ...)                                         \
    ((lanes) == 1       ? kernel(__VA_ARGS__, 1)                               \
     : (lanes) == LANES ? kernel(__VA_ARGS__, LANES)                           \
                        : kernel(__VA_ARGS__, lanes))

#endif
