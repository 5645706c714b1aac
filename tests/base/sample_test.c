/* sample_test.c -- the rank-sum test is what counting all choices gives. */
#include "tests/suites.h"

#include <math.h>
#include <stdlib.h>

#include "base/sample.h"

enum { MOST = 64 };

/* Twice how many pairs have their first value above the second; ties count
 * half. */
static int
doubled_wins(const double *a, const double *b, int count)
{
    int wins = 0;

    for (int i = 0; i < count; i++)
        for (int k = 0; k < count; k++)
            wins += a[i] > b[k] ? 2 : a[i] == b[k];
    return wins;
}

/* The share of all ways to choose half of the values that are as far from an
 * even score as the sample is. */
static double
counted(const double *a, const double *b, int count)
{
    int far = abs(doubled_wins(a, b, count) - count * count), all = 0, as = 0;

    for (unsigned choice = 0; choice < 1u << 2 * count; choice++) {
        double halves[2][MOST];
        int sizes[2] = {0, 0};

        for (int i = 0; i < 2 * count; i++) {
            int half = choice >> i & 1;

            halves[half][sizes[half]++] = i < count ? a[i] : b[i - count];
        }
        if (sizes[0] != count)
            continue;
        all++;
        as += abs(doubled_wins(halves[0], halves[1], count) - count * count) >=
              far;
    }
    return (double)as / all;
}

/* A sorted sample of whole numbers, many of which are tied where `most` is
 * small. */
static void
draw(uint64_t *state, int count, double most, double shift, double *values)
{
    for (int i = 0; i < count; i++)
        values[i] = floor(random_between(state, 0, most)) + shift;
    sample_sort(values, (size_t)count);
}

START_TEST(probability_is_the_share_of_choices)
{
    uint64_t state = 7;
    double a[MOST], b[MOST], room[2 * MOST];

    for (int i = 0; i < 300; i++) {
        int count = 2 + i % 5;
        double most = 2 + i % 40, found, expected;

        draw(&state, count, most, 0, a);
        draw(&state, count, most, i % 7, b);
        if (a[0] == a[count - 1] && b[0] == b[count - 1])
            continue;
        found = sample_test(a, b, (size_t)count, room);
        expected = counted(a, b, count);
        ck_assert_msg(fabs(found - expected) < 1e-12,
                      "case %d, %d values: must be %.17g, is %.17g", i, count,
                      expected, found);
    }
}
END_TEST

START_TEST(probability_knows_no_first_sample)
{
    uint64_t state = 11;
    double a[MOST], b[MOST], room[2 * MOST];

    for (int count = 2; count <= MOST / 2; count++) {
        draw(&state, count, 30, 0, a);
        draw(&state, count, 30, 5, b);
        ck_assert_double_eq(sample_test(a, b, (size_t)count, room),
                            sample_test(b, a, (size_t)count, room));
    }
}
END_TEST

/* What 20 values give exactly, and 21 by the approximation, of samples that lie
 * apart in the same way. */
START_TEST(approximation_goes_on_where_counting_ends)
{
    double a[2][MOST], b[2][MOST], room[2 * MOST];

    for (int shift = 1; shift < 30; shift++) {
        double found[2];

        for (int k = 0; k < 2; k++) {
            int count = SAMPLE_EXACT + k;

            for (int i = 0; i < count; i++) {
                a[k][i] = i;
                b[k][i] = i + shift * 0.5;
            }
            found[k] = sample_test(a[k], b[k], (size_t)count, room);
        }
        ck_assert_msg(fabs(found[0] - found[1]) < 0.04 &&
                          found[1] < 1.5 * found[0] + 0.05,
                      "shift %d: %g and %g", shift, found[0], found[1]);
    }
}
END_TEST

START_TEST(constant_samples_are_told_apart_by_their_values)
{
    const double one[] = {1, 1, 1}, two[] = {2, 2, 2};
    double room[6];

    ck_assert_double_eq(sample_test(one, one, 3, room), 1);
    ck_assert_double_eq(sample_test(one, two, 3, room), 0);
    ck_assert_double_eq(sample_test(one, two, 1, room), 0);
    /* So few values of which one varies are never surely different. */
    ck_assert_double_eq(sample_test(one, (double[]){2, 2, 3}, 3, room), 0.1);
}
END_TEST

Suite *
sample_suite(void)
{
    Suite *suite = suite_create("sample");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, probability_is_the_share_of_choices);
    tcase_add_test(laws, probability_knows_no_first_sample);
    tcase_add_test(laws, approximation_goes_on_where_counting_ends);
    tcase_add_test(laws, constant_samples_are_told_apart_by_their_values);
    suite_add_tcase(suite, laws);
    return suite;
}
