/* random.c -- Philox, and uniform and normal numbers from its words. */
#include "base/random.h"

#include <math.h>

enum { ROUNDS = 10, WORDS = 4 };

static const double two_pi = 6.28318530717958647692;

/* The high word of a product; the low one is a * b. */
static uint64_t
high_product(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;

    return (uint64_t)((wide)a * b >> 64);
}

void
philox(const uint64_t counter[4], const uint64_t key[2], uint64_t out[4])
{
    const uint64_t m0 = 0xd2e7470ee14c6c93, m1 = 0xca5a826395121157;
    uint64_t k0 = key[0], k1 = key[1];
    uint64_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];

    for (int round = 0; round < ROUNDS; round++) {
        uint64_t high0 = high_product(m0, c0), low0 = m0 * c0;
        uint64_t high1 = high_product(m1, c2), low1 = m1 * c2;

        c0 = high1 ^ c1 ^ k0;
        c1 = low1;
        c2 = high0 ^ c3 ^ k1;
        c3 = low0;
        k0 += 0x9e3779b97f4a7c15;
        k1 += 0xbb67ae8584caa73b;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

/* The four words that numbers 4 * block to 4 * block + 3 come from. */
static void
block_words(const struct stream_key *key, uint64_t block, uint64_t words[WORDS])
{
    const uint64_t counter[] = {block, key->step, key->draw, 0};
    const uint64_t keys[] = {key->seed, key->run};

    philox(counter, keys, words);
}

/* The 53 high bits, as a multiple of 2^-53 in [0,1). */
static double
unit(uint64_t word)
{
    return (double)(word >> 11) * 0x1p-53;
}

double
random_uniform(const struct stream_key *key, uint64_t i)
{
    uint64_t words[WORDS];

    block_words(key, i / WORDS, words);
    return unit(words[i % WORDS]);
}

/* Two words make a pair of numbers. */
static void
normal_pair(const uint64_t *words, double *pair)
{
    /* 1 less it is in (0,1], whose logarithm is finite. */
    double radius = sqrt(-2 * log(1 - unit(words[0])));
    double angle = two_pi * unit(words[1]);

    pair[0] = radius * cos(angle);
    pair[1] = radius * sin(angle);
}

void
random_normals(const struct stream_key *key, uint64_t first, size_t count,
               double *out)
{
    uint64_t words[WORDS];
    double normals[WORDS];

    for (size_t done = 0; done < count; done++) {
        uint64_t i = first + done;

        if (done == 0 || i % WORDS == 0) {
            block_words(key, i / WORDS, words);
            normal_pair(words, normals);
            normal_pair(words + 2, normals + 2);
        }
        out[done] = normals[i % WORDS];
    }
}
