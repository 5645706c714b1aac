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
 * registers of the largest on every call.  A kernel gets its vectors as
 * parameters that are restrict: compilers do not believe it of locals. */
#define LANES_INSTANCE(name, parameters, kernel, ...)                          \
    INSTANCE name parameters                                                   \
    {                                                                          \
        kernel(__VA_ARGS__);                                                   \
    }

/* Defines the function NAME with these parameters and arguments (both in
 * parentheses), which calls the kernel with what follows and the count of
 * lanes, so that the compiler sees it. */
#define LANES_FUNCTION(name, parameters, lanes, kernel, arguments, ...)        \
    LANES_INSTANCE(name##_one, parameters, kernel, __VA_ARGS__, 1)             \
    LANES_INSTANCE(name##_batch, parameters, kernel, __VA_ARGS__, LANES)       \
    LANES_INSTANCE(name##_any, parameters, kernel, __VA_ARGS__, lanes)         \
    static void name parameters                                                \
    {                                                                          \
        if ((lanes) == 1)                                                      \
            name##_one arguments;                                              \
        else if ((lanes) == LANES)                                             \
            name##_batch arguments;                                            \
        else                                                                   \
            name##_any arguments;                                              \
    }

#endif
