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
#define INSTANCE static __attribute__((noinline)) void
#else
#define KERNEL static inline void
#define INSTANCE static void
#endif

/* A function of its own for each count, since a shared one would save the
 * registers of the largest on every call. */
#define LANES_INSTANCE(name, parameters, kernel, ...)                          \
    INSTANCE name parameters                                                   \
    {                                                                          \
        kernel(__VA_ARGS__);                                                   \
    }

/* Defines the function NAME with these parameters (in parentheses), which
 * calls NAME_kernel(arguments, lanes) so that the compiler sees the count. */
#define LANES_FUNCTION(name, parameters, lanes, ...)                           \
    LANES_INSTANCE(name##_one, parameters, name##_kernel, __VA_ARGS__, 1)      \
    LANES_INSTANCE(name##_batch, parameters, name##_kernel, __VA_ARGS__,       \
                   LANES)                                                      \
    LANES_INSTANCE(name##_any, parameters, name##_kernel, __VA_ARGS__, lanes)  \
    static void name parameters                                                \
    {                                                                          \
        if ((lanes) == 1)                                                      \
            name##_one(__VA_ARGS__);                                           \
        else if ((lanes) == LANES)                                             \
            name##_batch(__VA_ARGS__);                                         \
        else                                                                   \
            name##_any(__VA_ARGS__);                                           \
    }

#endif
