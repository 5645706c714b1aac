/* axis_test.c -- what axes and labels are made of. */
#include "output/plot/axis.h"

#include <check.h>
#include <math.h>
#include <string.h>

#include "output/plot/label.h"

Suite *axis_suite(void);

static struct arena arena;

static void
teardown(void)
{
    arena_free(&arena);
}

static const struct {
    double low, high;
    bool log; /* that it may be, and is */
} axes[] = {
    {1e-5, 24, true},
    {0.1, 10.1, true},
    {5e-324, 1.7e308, true},
    {1, 1e300, true},
    {1e-300, 1e-200, true},
    {0.1, 10, false},
    {0, 24, false},
    {-1e-9, 24, false},
    {0.01, 0.01, false},
    {0, 0, false},
    {-3, -3, false},
    {1e-300, 1e-300, false},
    {5e-324, 5e-324, false},
    {-1e300, 1e300, false},
    {-1.7e308, 1.7e308, false},
    {1.7e308, 1.7e308, false},
    {-1e-300, 2e-300, false},
    {0.1, 0.1 + 1e-17, false},
    {1, 1.0000001, false},
    {-0.05, 0.05, false},
    {3e-4, 1e-3, false},
    {123456, 123457, false},
};

enum { AXES = sizeof axes / sizeof *axes };

/* The number of labels in "set ytics (1, 2, '0' 0)". */
static size_t
tics(const struct axis *scale)
{
    struct text text = {.arena = &arena};
    const char *list;
    size_t count = 1;

    axis_print(scale, "y", true, &text);
    text_end(&text);
    list = strstr(text.bytes, "set ytics (");
    ck_assert_ptr_nonnull(list);
    for (list += strlen("set ytics ("); *list != ')'; list++)
        /* Those between two powers have none. */
        count += *list == ',' && strncmp(list, ", ''", 4) != 0;
    return list[-1] == '(' ? 0 : count;
}

START_TEST(axes_hold_their_values_and_some_tics)
{
    double low = fmax(axes[_i].low, -4e307), high = fmin(axes[_i].high, 4e307);

    for (size_t most = 2; most <= 6; most++) {
        struct axis scale =
            axes[_i].log ? axis_log(axes[_i].low, axes[_i].high, most)
                         : axis_values(axes[_i].low, axes[_i].high, most);
        double slack = 1e-8 * (scale.high - scale.low);

        ck_assert_int_eq(scale.log, axes[_i].log);
        ck_assert(isfinite(scale.low) && isfinite(scale.high));
        ck_assert_double_lt(scale.low, scale.high);
        ck_assert(scale.log || scale.low - slack <= low);
        ck_assert(scale.log || scale.high + slack >= high);
        ck_assert_uint_ge(tics(&scale), 1 + !scale.log);
        ck_assert_uint_le(tics(&scale), most + 2);
        ck_assert_uint_le(scale.width, 18);
    }
}
END_TEST

START_TEST(steps_have_whole_tics)
{
    static const double lasts[] = {0, 1, 2, 7, 10, 1000, 12345, 1e8, 0x1p53};
    struct axis scale = axis_steps(0, lasts[_i], true, 8);

    ck_assert_str_eq(scale.format, "%.0f");
    ck_assert_int_ge(scale.exponent, 0);
    ck_assert_uint_ge(tics(&scale), lasts[_i] > 0 ? 2 : 1);
    ck_assert_uint_le(tics(&scale), 9);
}
END_TEST

static const struct {
    const char *text, *clean;
    size_t width;
} labels[] = {
    {"plain", "plain", 5},
    {"too long", "too \xE2\x80\xA6", 5},
    {"a\nb\tc\033d\x7F", "a b c d ", 20},
    {"\xC3\xA9\xC3\xA9\xC3\xA9", "\xC3\xA9\xC3\xA9\xC3\xA9", 3},
    {"\xC3\xA9\xC3\xA9\xC3\xA9", "\xC3\xA9\xE2\x80\xA6", 2},
    {"\xE4\xB8\x96\xE7\x95\x8C", "\xE4\xB8\x96\xE7\x95\x8C", 4},
    {"\xE4\xB8\x96\xE7\x95\x8C", "\xE4\xB8\x96\xE2\x80\xA6", 3},
    {"\xFF\xC3(\xED\xA0\x80", "\?\?(\?\?\?", 20},
    {"a\xC2\x9B"
     "b\xE2\x80\xAE"
     "c\xEF\xBF\xBF",
     "a b c?", 20},
    {"", "", 5},
};

START_TEST(labels_are_one_clean_line)
{
    char *label =
        label_clean(labels[_i].text, labels[_i].width, "\xE2\x80\xA6", &arena);

    ck_assert_str_eq(label, labels[_i].clean);
    ck_assert_uint_le(text_width(label), labels[_i].width);
}
END_TEST

Suite *
axis_suite(void)
{
    Suite *suite = suite_create("axis");
    TCase *tests = tcase_create("axis");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_loop_test(tests, axes_hold_their_values_and_some_tics, 0, AXES);
    tcase_add_loop_test(tests, steps_have_whole_tics, 0, 9);
    tcase_add_loop_test(tests, labels_are_one_clean_line, 0,
                        sizeof labels / sizeof *labels);
    suite_add_tcase(suite, tests);
    return suite;
}
