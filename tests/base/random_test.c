/* random_test.c -- Philox against published known answers, and what is made
 * of its words. */
#include "tests/suites.h"

#include <math.h>
#include <string.h>

#include "base/random.h"

/* The known answers of Random123 (Salmon et al. 2011), philox4x64 with ten
 * rounds: counter, key, words. */
START_TEST(words_are_the_known_ones)
{
    static const uint64_t rows[][10] = {
        {0, 0, 0, 0, 0, 0, 0x16554d9eca36314c, 0xdb20fe9d672d0fdc,
         0xd7e772cee186176b, 0x7e68b68aec7ba23b},
        {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
         0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6,
         0xa09caebf594f0ba0},
        {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0,
         0x082efa98ec4e6c89, 0x452821e638d01377, 0xbe5466cf34e90c6c,
         0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5,
         0x57bd43b5e52b7fe6},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t words[4];

        philox(rows[i], rows[i] + 4, words);
        for (size_t k = 0; k < 4; k++)
            ck_assert_msg(words[k] == rows[i][6 + k],
                          "row %zu: word %zu must be %016llx, is %016llx", i, k,
                          (unsigned long long)rows[i][6 + k],
                          (unsigned long long)words[k]);
    }
}
END_TEST

enum { MANY = 200000 };

START_TEST(moments_are_those_of_the_distributions)
{
    static double values[MANY];
    const struct stream_key key = {1, 2, 3, 4};
    const double many = MANY;
    double sum = 0, square = 0, fourth = 0, uniform = 0;

    random_normals(&key, 0, MANY, values);
    for (size_t i = 0; i < MANY; i++) {
        double v = values[i], u = random_uniform(&key, i);

        ck_assert(isfinite(v) && u >= 0 && u < 1);
        sum += v;
        square += v * v;
        fourth += v * v * v * v;
        uniform += u;
    }
    ck_assert_msg(fabs(sum / many) < 0.01, "mean %g", sum / many);
    ck_assert_msg(fabs(square / many - 1) < 0.015, "variance %g",
                  square / many);
    ck_assert_msg(fabs(fourth / many - 3) < 0.1, "fourth moment %g",
                  fourth / many);
    ck_assert_msg(fabs(uniform / many - 0.5) < 0.005, "uniform mean %g",
                  uniform / many);
}
END_TEST

START_TEST(any_piece_of_a_stream_is_the_same)
{
    const struct stream_key key = {7, 0, 5, 0};
    double whole[64], piece[64];

    random_normals(&key, 0, 64, whole);
    for (size_t first = 0; first < 64; first++)
        for (size_t count = 0; first + count <= 64; count++) {
            random_normals(&key, first, count, piece);
            ck_assert(memcmp(piece, whole + first, count * sizeof *piece) == 0);
        }
}
END_TEST

START_TEST(every_part_of_a_key_makes_another_stream)
{
    const struct stream_key keys[] = {
        {0, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};

    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < i; k++)
            ck_assert(random_uniform(&keys[i], 0) !=
                      random_uniform(&keys[k], 0));
}
END_TEST

Suite *
random_suite(void)
{
    Suite *suite = suite_create("random");
    TCase *tests = tcase_create("philox");

    tcase_add_test(tests, words_are_the_known_ones);
    tcase_add_test(tests, moments_are_those_of_the_distributions);
    tcase_add_test(tests, any_piece_of_a_stream_is_the_same);
    tcase_add_test(tests, every_part_of_a_key_makes_another_stream);
    suite_add_tcase(suite, tests);
    return suite;
}
