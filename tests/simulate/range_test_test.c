/* range_test_test.c -- the learning-rate range test, beside sums by hand. */
#include "tests/suites.h"

#include <math.h>

#include "simulate/range_test.h"

static struct lr_range_test
tested(const char *json, struct lr_range_test test, struct arena *arena)
{
    struct document document;
    struct spec spec;
    struct error error = {0};

    ck_assert_msg(load_text(json, arena, &document, &spec, &error) &&
                      range_test_make(&test, &spec, arena, &error),
                  "%s: %s", json, error_text(&error).text);
    range_test_run(&test);
    return test;
}

static void
ck_near(double found, double expected)
{
    ck_assert_double_le(fabs(found - expected), 1e-12 * fabs(expected));
}

static const char sphere[] =
    "{\"steps\": 8, \"problem\": {\"type\": \"sphere\", \"dim\": 1}, "
    "\"optimizer\": \"sgd\", \"schedule\": \"step(1)\"}";

START_TEST(the_rate_grows_by_factors_or_by_sums)
{
    struct arena arena = {0};
    struct lr_range_test test =
        tested(sphere, (struct lr_range_test){.min = 1e-4, .max = 1}, &arena);

    ck_assert_uint_eq(test.count, 9);
    ck_assert_double_eq(test.rows[0][RANGE_TEST_LR], 1e-4);
    ck_assert_double_eq(test.rows[8][RANGE_TEST_LR], 1);
    for (size_t i = 1; i < test.count; i++)
        ck_near(test.rows[i][RANGE_TEST_LR],
                test.rows[i - 1][RANGE_TEST_LR] * sqrt(10));
    test = tested(
        sphere, (struct lr_range_test){.min = 0.1, .max = 0.9, .linear = true},
        &arena);
    for (size_t i = 0; i < test.count; i++)
        ck_near(test.rows[i][RANGE_TEST_LR], 0.1 * (double)(i + 1));
    arena_free(&arena);
}
END_TEST

/* On x^2 from 1 an update with rate r multiplies x by 1 - 2r. */
START_TEST(losses_are_those_of_the_rates)
{
    struct arena arena = {0};
    struct lr_range_test test =
        tested(sphere,
               (struct lr_range_test){
                   .min = 0.1, .max = 0.9, .linear = true, .smooth = 0.5},
               &arena);
    double x = 1, mean = 0;

    for (size_t i = 0; i < test.count; i++) {
        ck_near(test.rows[i][RANGE_TEST_LOSS], x * x);
        mean = (mean + x * x) / 2;
        ck_near(test.rows[i][RANGE_TEST_SMOOTHED],
                mean / (1 - pow(2, -(double)i - 1)));
        x *= 1 - 0.2 * (double)(i + 1);
    }
    arena_free(&arena);
}
END_TEST

/* The loss is lowest in row 5, after an update with 0.5; it falls fastest
 * around row 1: from 1 to 0.2304 in row 2. */
START_TEST(suggestions_are_the_steepest_and_a_tenth_of_the_lowest)
{
    struct arena arena = {0};
    struct lr_range_test test = tested(
        sphere, (struct lr_range_test){.min = 0.1, .max = 0.9, .linear = true},
        &arena);

    ck_assert(test.falls && !test.stopped);
    ck_near(test.steepest, 0.2);
    ck_near(test.least, 0.6);
    ck_near(test.tenth, 0.06);
    arena_free(&arena);
}
END_TEST

START_TEST(a_loss_that_never_falls_suggests_nothing)
{
    struct arena arena = {0};
    struct lr_range_test test =
        tested(sphere, (struct lr_range_test){.min = 1.5, .max = 2}, &arena);

    ck_assert(test.stopped && !test.falls);
    /* 1 - 2 * 1.5 doubles x: the loss is 4 times as high, not above that. */
    ck_assert_uint_eq(test.count, 3);
    arena_free(&arena);
}
END_TEST

/* A group with ten times the rate keeps that. */
START_TEST(groups_keep_their_share)
{
    struct arena arena = {0};
    struct lr_range_test test = tested(
        "{\"steps\": 2, \"problem\": \"sphere\", \"optimizer\": {\"type\": "
        "\"sgd\", \"lr\": 0.01, \"param_groups\": [{\"params\": \"1\", "
        "\"lr\": 0.1}]}}",
        (struct lr_range_test){.min = 0.02, .max = 0.04, .linear = true},
        &arena);

    ck_near(test.rows[1][RANGE_TEST_LOSS], 0.96 * 0.96 + 0.6 * 0.6);
    arena_free(&arena);
}
END_TEST

Suite *
range_test_suite(void)
{
    Suite *suite = suite_create("range_test");
    TCase *tests = tcase_create("range test");

    tcase_add_test(tests, the_rate_grows_by_factors_or_by_sums);
    tcase_add_test(tests, losses_are_those_of_the_rates);
    tcase_add_test(tests,
                   suggestions_are_the_steepest_and_a_tenth_of_the_lowest);
    tcase_add_test(tests, a_loss_that_never_falls_suggests_nothing);
    tcase_add_test(tests, groups_keep_their_share);
    suite_add_tcase(suite, tests);
    return suite;
}
