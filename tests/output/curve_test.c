/* curve_test.c -- long curves are thinned without losing an end or a spike. */
#include "output/plot/curve.h"

#include <check.h>
#include <math.h>

Suite *curve_suite(void);

enum { LONG = 1000000, MOST_POINTS = CURVE_POINTS + 4 };

static struct arena arena;

static void
teardown(void)
{
    arena_free(&arena);
}

static struct curve
curve_of(long rows, double (*value)(long))
{
    struct curve curve;

    ck_assert(curve_begin(&curve, false, &arena));
    for (long i = 0; i < rows; i++)
        curve_add(&curve, (double)i, value(i));
    curve_end(&curve);
    return curve;
}

static double
jagged(long i)
{
    return i % 7 == 3 ? (double)INFINITY : (double)((i * 7919) % 1000);
}

START_TEST(short_curves_are_kept_exactly)
{
    static const long lengths[] = {1, 2, 3, 5, CURVE_POINTS - 1, CURVE_POINTS};
    long rows = lengths[_i];
    struct curve curve = curve_of(rows, jagged);

    ck_assert_uint_eq(curve.count, (size_t)rows);
    for (long i = 0; i < rows; i++) {
        struct curve_point point = curve.points[i];

        ck_assert_double_eq(point.step, (double)i);
        if (isfinite(jagged(i)))
            ck_assert_double_eq(point.value, jagged(i));
        else
            ck_assert_double_nan(point.value);
    }
}
END_TEST

static long spike; /* the row of it */

static double
spiked(long i)
{
    return i == spike ? -1e9 : i == LONG - 2 - spike ? 1e9 : sin((double)i);
}

static bool
holds(const struct curve *curve, double step, double value)
{
    for (size_t i = 0; i < curve->count; i++)
        if (curve->points[i].step == step && curve->points[i].value == value)
            return true;
    return false;
}

START_TEST(long_curves_keep_ends_and_spikes)
{
    static const long places[] = {0, 1, 4097, 123456, 499990, LONG - 3};
    struct curve curve;

    spike = places[_i];
    curve = curve_of(LONG, spiked);
    ck_assert_uint_le(curve.count, MOST_POINTS);
    ck_assert_uint_ge(curve.count, CURVE_POINTS / 2);
    ck_assert(holds(&curve, (double)spike, -1e9));
    ck_assert(holds(&curve, (double)(LONG - 2 - spike), 1e9));
    ck_assert(holds(&curve, 0, spiked(0)));
    ck_assert(holds(&curve, LONG - 1, spiked(LONG - 1)));
    for (size_t i = 1; i < curve.count; i++)
        ck_assert_double_gt(curve.points[i].step, curve.points[i - 1].step);
}
END_TEST

static double
half_lost(long i)
{
    return i >= LONG / 2 || i % 2 == 1 ? (double)NAN : (double)i;
}

START_TEST(what_is_not_finite_hides_nothing_else)
{
    struct curve curve = curve_of(LONG, half_lost);
    size_t finite = 0;

    ck_assert(holds(&curve, LONG / 2 - 2, LONG / 2 - 2));
    for (size_t i = 0; i < curve.count; i++) {
        finite += isnan(curve.points[i].value) ? 0 : 1;
        ck_assert(isnan(curve.points[i].value) ||
                  curve.points[i].step < LONG / 2);
        if (curve.points[i].step > LONG / 2 + LONG / 1000)
            ck_assert_double_nan(curve.points[i].value);
    }
    ck_assert_uint_ge(finite, CURVE_POINTS / 8);
}
END_TEST

START_TEST(log_steps_keep_ends_spikes_and_the_first_rows)
{
    struct curve curve;

    spike = 700000;
    ck_assert(curve_begin(&curve, true, &arena));
    for (long i = 1; i < LONG; i++)
        curve_add(&curve, (double)i, spiked(i));
    curve_end(&curve);
    ck_assert_uint_le(curve.count, MOST_POINTS);
    ck_assert(holds(&curve, (double)spike, -1e9));
    ck_assert(holds(&curve, LONG - 1, spiked(LONG - 1)));
    for (long i = 1; i < 20; i++)
        ck_assert(holds(&curve, (double)i, spiked(i)));
}
END_TEST

START_TEST(thin_curves_keep_ends_and_spikes)
{
    struct curve curve;
    struct curve_point *thin;
    size_t columns = _i ? 100 : 700, count;

    spike = 123456;
    curve = curve_of(LONG, spiked);
    thin = arena_alloc(&arena, curve.count, sizeof *thin);
    count = curve_thin(&curve, 0, LONG - 1, columns, thin);
    ck_assert_uint_le(count, 2 * columns + 4);
    curve.points = thin;
    curve.count = count;
    ck_assert(holds(&curve, (double)spike, -1e9));
    ck_assert(holds(&curve, (double)(LONG - 2 - spike), 1e9));
    ck_assert(holds(&curve, 0, spiked(0)));
    ck_assert(holds(&curve, LONG - 1, spiked(LONG - 1)));
}
END_TEST

START_TEST(steps_may_go_back)
{
    struct curve curve;

    ck_assert(curve_begin(&curve, _i, &arena));
    for (long i = 0; i < 5000; i++)
        curve_add(&curve, 2 + sin((double)i), (double)i);
    curve_end(&curve);
    ck_assert_uint_le(curve.count, MOST_POINTS);
    ck_assert(holds(&curve, 2, 0));
    ck_assert(holds(&curve, 2 + sin(4999), 4999));
}
END_TEST

START_TEST(what_a_log_axis_cannot_show_is_counted)
{
    static const double values[] = {3, 0, -1, NAN, INFINITY, 0.5, -INFINITY};
    struct curve curve;

    ck_assert(curve_begin(&curve, false, &arena));
    for (size_t i = 0; i < 7; i++)
        curve_add(&curve, (double)i, values[i]);
    curve_end(&curve);
    ck_assert_int_eq(curve.below, 2);
    ck_assert_int_eq(curve.lost, 3);
    ck_assert_double_eq(curve.least, 0.5);
}
END_TEST

Suite *
curve_suite(void)
{
    Suite *suite = suite_create("curve");
    TCase *tests = tcase_create("curve");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_loop_test(tests, short_curves_are_kept_exactly, 0, 6);
    tcase_add_loop_test(tests, long_curves_keep_ends_and_spikes, 0, 6);
    tcase_add_test(tests, what_is_not_finite_hides_nothing_else);
    tcase_add_test(tests, log_steps_keep_ends_spikes_and_the_first_rows);
    tcase_add_loop_test(tests, thin_curves_keep_ends_and_spikes, 0, 2);
    tcase_add_loop_test(tests, steps_may_go_back, 0, 2);
    tcase_add_test(tests, what_a_log_axis_cannot_show_is_counted);
    suite_add_tcase(suite, tests);
    return suite;
}
