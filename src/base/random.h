/* random.h -- random numbers that any step, run or thread finds by itself.
 *
 * Philox4x64-10 (Salmon et al. 2011) makes four words from a counter and a
 * key, without a state: the order of questions does not matter. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* Which stream of numbers: of the spec's seed, the run of a sweep, the step,
 * and the draw within it. */
struct stream_key {
    uint64_t seed, run, step, draw;
};

void philox(const uint64_t counter[4], const uint64_t key[2], uint64_t out[4]);

/* Number i of a stream, uniform in [0,1). */
double random_uniform(const struct stream_key *key, uint64_t i);

/* Numbers first, first + 1, … of a stream, normal with mean 0 and deviation
 * 1, by Box & Muller (1958): four words give two pairs. */
void random_normals(const struct stream_key *key, uint64_t first, size_t count,
                    double *out);

#endif
