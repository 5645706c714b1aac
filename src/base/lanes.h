/* lanes.h -- kernels that run one simulation, or several side by side.
 *
 * Every vector is laid out [parameter][lane].  A kernel is written once, with
 * `lanes` as its last argument, and instantiated for one lane (the loop over
 * parameters vectorizes), for LANES (the loop over lanes does), and for any
 * other count.  Lane by lane the operations are the same in the same order,
 * so that the results are equal to the bit. */
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stdbool.h>
#include <stddef.h>

enum { LANES = 16 };

#if defined __GNUC__
#define KERNEL static inline __attribute__((always_inline)) void
#define INSTANCE static __attribute__((noinline)) void
#else
#define KERNEL static inline void
#define INSTANCE static void
#endif

/* Full lanes take vectors of four where the processor has them: the same
 * operations, none of them fused. */
#if defined __GNUC__ && defined __x86_64__
#define WIDE_INSTANCE static __attribute__((noinline, target("avx2"))) void
#define TAKES_WIDE __builtin_cpu_supports("avx2")
#else
#define WIDE_INSTANCE INSTANCE
#define TAKES_WIDE false
#endif

/* Before the lanes of a parameter: where there are few parameters they are
 * taken one by one.  A load of two would have to wait until the single stores
 * before it have left for the cache. */
static inline void
one_by_one(bool few)
{
#if defined __GNUC__
    if (few)
        __asm__ volatile("");
#else
    (void)few;
#endif
}

/* A kernel's loop over the elements k of its vectors: l is the lane of k. */
#define EACH_ELEMENT(k, l, size, lanes, few)                                   \
    for (size_t k##_row = 0; k##_row < (size); k##_row++)                      \
        for (size_t l = (one_by_one(few), 0), k = k##_row * (lanes);           \
             l < (lanes); l++, k++)

enum { FEW = 5 };

/* Defines the function NAME with these parameters and arguments (both in
 * parentheses), which calls the kernel with what follows and then the count
 * of lanes and whether the parameters are few, so that the compiler sees
 * both.  Each case is a function of its own, since a shared one would save
 * the registers of the largest on every call.  A kernel gets its vectors as
 * parameters that are restrict: compilers do not believe it of locals. */
#define LANES_FUNCTION(name, parameters, arguments, size, lanes, kernel, ...)  \
    INSTANCE name##_few parameters                                             \
    {                                                                          \
        kernel(__VA_ARGS__, 1, true);                                          \
    }                                                                          \
    INSTANCE name##_one parameters                                             \
    {                                                                          \
        kernel(__VA_ARGS__, 1, false);                                         \
    }                                                                          \
    INSTANCE name##_batch parameters                                           \
    {                                                                          \
        kernel(__VA_ARGS__, LANES, false);                                     \
    }                                                                          \
    WIDE_INSTANCE name##_wide parameters                                       \
    {                                                                          \
        kernel(__VA_ARGS__, LANES, false);                                     \
    }                                                                          \
    INSTANCE name##_any parameters                                             \
    {                                                                          \
        kernel(__VA_ARGS__, lanes, false);                                     \
    }                                                                          \
    static void name parameters                                                \
    {                                                                          \
        if ((lanes) == 1 && (size) < FEW)                                      \
            name##_few arguments;                                              \
        else if ((lanes) == 1)                                                 \
            name##_one arguments;                                              \
        else if ((lanes) == LANES && TAKES_WIDE)                               \
            name##_wide arguments;                                             \
        else if ((lanes) == LANES)                                             \
            name##_batch arguments;                                            \
        else                                                                   \
            name##_any arguments;                                              \
    }

#endif
