/* fuzz.h -- the targets: any text, refused with a good error, or accepted and
 * tested by laws.
 *
 * fuzzer.c makes a libFuzzer program of each; replay.c runs files through
 * them, so that what was found once stays found without libFuzzer. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* One line a target. */
#define FUZZ_TARGETS(X)                                                        \
    X(spec)                                                                    \
    X(short_form)                                                              \
    X(expression)                                                              \
    X(override)                                                                \
    X(script)                                                                  \
    X(log)                                                                     \
    X(configuration)                                                           \
    X(arguments)

/* Each is given a text of any bytes, with a NUL behind. */
#define DECLARE_TARGET(name) void fuzz_##name(const char *text, size_t size);
FUZZ_TARGETS(DECLARE_TARGET)
#undef DECLARE_TARGET

/* Aborts, and says which law is broken. */
#define MUST(law, ...)                                                         \
    do {                                                                       \
        if (!(law))                                                            \
            broken(__FILE__, __LINE__, __VA_ARGS__);                           \
    } while (0)
void broken(const char *file, int line, const char *format, ...)
    ERROR_FORMAT(3, 4);

/* An error is one line of text, and what was accepted has none. */
void check_error(bool accepted, const struct error *error);

/* Equal to the bit; all NaNs are. */
bool same_bits(double a, double b);

/* From here on the n-th request for memory from arenas and cJSON is refused,
 * and all that follow; 0: none is. */
void memory_refuse(uint64_t n);

/* The same for the n-th alone. */
void memory_refuse_one(uint64_t n);

/* One request, of whoever else takes memory: whether it is granted. */
bool memory_take(void);

/* How many requests there have been since memory_refuse(). */
uint64_t memory_requests(void);

/* Requests that are to be refused, one after the other. */
struct shortage {
    uint64_t first, last;
};

/* One of several, chosen by the text, the same for the same text; each of
 * them after memory_thorough(). */
struct shortage shortage_from(const char *text, size_t size, uint64_t requests);
void memory_thorough(void);

/* Calls it, but for no longer than a fiftieth of a second, and then returns
 * false.  It must not take or give back memory. */
bool within_time(void (*call)(void *context), void *context);

#endif
