/* number_test.c -- the laws of printed numbers: they read back, no shorter
   text does, no text as short is closer, and they look as Python's do. */

#include "base/number.h"
#include "base/number_read.h"

#include <check.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { RANDOM_DOUBLES = 100000 };
#else
enum { RANDOM_DOUBLES = 2000000 };
#endif

enum { LONGEST = 24, EXPONENTS = 2047, FRACTION_BITS = 52 };

static const struct {
    double value;
    const char *text;
} rows[] = {
    {0.0, "0"},
    {-0.0, "-0"},
    {1.0, "1"},
    {-1.0, "-1"},
    {100.0, "100"},
    {0.1, "0.1"},
    {-0.01, "-0.01"},
    {0.3, "0.3"},
    {0.1 + 0.2, "0.30000000000000004"},
    {12.5, "12.5"},
    {99999999.5, "99999999.5"},
    {123456789.25, "123456789.25"},
    {0.001234, "0.001234"},
    {1.0 / 3, "0.3333333333333333"},
    {-2.0 / 3, "-0.6666666666666666"},
    {1e-4, "0.0001"},
    {0.00012345678901234567, "0.00012345678901234567"},
    {0x1.a36e2eb1c432cp-14, "9.999999999999999e-05"},
    {1e-5, "1e-05"},
    {1.5e-10, "1.5e-10"},
    {1e-100, "1e-100"},
    {1e15, "1000000000000000"},
    {9007199254740991.0, "9007199254740991"},
    {9007199254740992.0, "9007199254740992"},
    {9007199254740994.0, "9007199254740994"},
    {9999999999999998.0, "9999999999999998"},
    {-9999999999999998.0, "-9999999999999998"},
    {1e16, "1e+16"},
    {1.5e16, "1.5e+16"},
    {1e22, "1e+22"},
    {1e23, "1e+23"},
    {9.5e-99, "9.5e-99"},
    {123456e99, "1.23456e+104"},
    {5e-324, "5e-324"},
    {1e-323, "1e-323"},
    {2.2250738585072009e-308, "2.225073858507201e-308"},
    {2.2250738585072014e-308, "2.2250738585072014e-308"},
    {1.7976931348623157e308, "1.7976931348623157e+308"},
    {-1.7976931348623157e308, "-1.7976931348623157e+308"},
    /* A halfway point between two shortest texts goes to the even one. */
    {0x1.0000000000001p50, "1125899906842624.2"},
    {0x1.0000000000003p50, "1125899906842624.8"},
    {0x1.0000000000002p49, "562949953421312.2"},
    {0x1.0000000000006p49, "562949953421312.8"},
    /* The nearest of their length reads back as the double below. */
    {0x1p-1017, "7.120236347223045e-307"},
    {0x1p-791, "7.678447687145631e-239"},
    {0x1p182, "6.129982163463556e+54"},
    {0x1p976, "6.386688990511104e+293"},
};

/* A number taken apart: 0.digits * 10^point, the digits also as one number. */
struct parts {
    char digits[LONGEST];
    uint64_t number;
    int count;
    int point;
};

/* A printed number, terminated. */
struct text {
    char bytes[NUMBER_SIZE];
};

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t
draw(uint64_t *state)
{
    uint64_t bits = *state += 0x9e3779b97f4a7c15;
    bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
    return bits ^ bits >> 31;
}

static double
from_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static struct text
print(double value)
{
    struct text text;
    const size_t length = number_print(text.bytes, value);
    if (length > LONGEST)
        ck_abort_msg("%a: expected at most 24 bytes, got %zu", value, length);
    text.bytes[length] = '\0';
    return text;
}

static struct parts
take_apart(const char *text)
{
    struct parts parts = {.count = 0};
    bool fraction = false;
    int zeros = 0;
    for (text += *text == '-'; *text != '\0' && *text != 'e'; text++) {
        if (*text == '.') {
            fraction = true;
            continue;
        }
        const bool leading = parts.count == 0 && *text == '0';
        parts.point += fraction ? -leading : !leading;
        if (leading)
            continue;
        zeros = *text == '0' ? zeros + 1 : 0;
        parts.digits[parts.count++] = *text;
    }
    parts.count -= zeros;
    parts.digits[parts.count] = '\0';
    parts.number = strtoull(parts.digits, NULL, 10);
    parts.point += *text == 'e' ? atoi(text + 1) : 0;
    return parts;
}

/* The layout is that of Python's repr, without a trailing ".0". */
static void
check_layout(double value, const char *text, const struct parts *parts)
{
    char expected[64];
    const size_t size = sizeof expected;
    const char *const sign = signbit(value) ? "-" : "";
    const char *const digits = parts->digits;
    const int point = parts->point;
    if (point < -3 || point > 16)
        snprintf(expected, size, "%s%c%s%se%+03d", sign, digits[0],
                 parts->count > 1 ? "." : "", digits + 1, point - 1);
    else if (point <= 0)
        snprintf(expected, size, "%s0.%.*s%s", sign, -point, "000", digits);
    else if (point >= parts->count)
        snprintf(expected, size, "%s%s%.*s", sign, digits, point - parts->count,
                 "0000000000000000");
    else
        snprintf(expected, size, "%s%.*s.%s", sign, point, digits,
                 digits + point);
    if (strcmp(text, expected) != 0)
        ck_abort_msg("%a: expected %s, got %s", value, expected, text);
}

static void
check_round_trip(double value, const char *text)
{
    const double back = strtod(text, NULL);
    if (memcmp(&back, &value, sizeof value) != 0)
        ck_abort_msg("%a: expected the same, got %s = %a", value, text, back);
}

/* If a decimal of fewer digits reads back, so does a neighbour of one digit
   fewer, for all that lies between it and the number does. */
static void
check_shortness(double value, const char *text, const struct parts *parts)
{
    if (parts->count < 2)
        return;
    for (uint64_t up = 0; up <= 1; up++) {
        char shorter[48];
        snprintf(shorter, sizeof shorter, "%llue%d",
                 (unsigned long long)(parts->number / 10 + up),
                 parts->point - parts->count + 1);
        if (strtod(shorter, NULL) == fabs(value))
            ck_abort_msg("%a: expected %s, got %s", value, shorter, text);
    }
}

/* printf rounds exactly; where its text does not read back, since a power of
   two has nearer doubles below, its neighbour is the closest that does. */
static void
check_closeness(double value, const char *text, const struct parts *parts)
{
    char rounded[48];
    snprintf(rounded, sizeof rounded, "%.*e", parts->count - 1, fabs(value));
    struct parts closest = take_apart(rounded);
    while (closest.count++ < parts->count)
        closest.number *= 10;
    const long long away = llabs((long long)(closest.number - parts->number));
    const bool reads_back = strtod(rounded, NULL) == fabs(value);
    if (closest.point == parts->point && away == (reads_back ? 0 : 1))
        return;
    ck_abort_msg("%a: expected next to %s, got %s", value, rounded, text);
}

static void
check_laws(double value)
{
    const struct text text = print(value);
    check_round_trip(value, text.bytes);
    if (value == 0)
        return;
    const struct parts parts = take_apart(text.bytes);
    check_shortness(value, text.bytes, &parts);
    check_closeness(value, text.bytes, &parts);
    check_layout(value, text.bytes, &parts);
}

/* The value, its negative and three neighbours on each side. */
static void
check_around(double value)
{
    double below = value;
    double above = value;
    check_laws(value);
    check_laws(-value);
    for (int i = 0; i < 3; i++) {
        below = nextafter(below, -DBL_MAX);
        above = nextafter(above, DBL_MAX);
        check_laws(below);
        check_laws(above);
    }
}

START_TEST(rows_print_as_listed)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ck_assert_str_eq(print(rows[i].value).bytes, rows[i].text);
        check_around(rows[i].value);
    }
}
END_TEST

START_TEST(infinity_has_a_sign_and_nan_has_none)
{
    const uint64_t infinity = (uint64_t)0x7ff << FRACTION_BITS;
    const uint64_t sign = (uint64_t)1 << 63;
    ck_assert_str_eq(print(from_bits(infinity)).bytes, "inf");
    ck_assert_str_eq(print(from_bits(infinity | sign)).bytes, "-inf");
    for (uint64_t payload = 1; payload >> FRACTION_BITS == 0; payload *= 2) {
        ck_assert_str_eq(print(from_bits(infinity | payload)).bytes, "nan");
        ck_assert_str_eq(print(from_bits(infinity | sign | payload)).bytes,
                         "nan");
    }
}
END_TEST

START_TEST(every_exponent_keeps_the_laws)
{
    uint64_t state = 1;
    for (uint64_t exponent = 0; exponent < EXPONENTS; exponent++) {
        check_around(from_bits(exponent << FRACTION_BITS));
        for (int i = 0; i < 20; i++)
            check_laws(
                from_bits(exponent << FRACTION_BITS | draw(&state) >> 12));
    }
}
END_TEST

START_TEST(powers_of_ten_keep_the_laws)
{
    for (int exponent = -323; exponent <= 308; exponent++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", exponent);
        check_around(strtod(text, NULL));
    }
}
END_TEST

/* Also down to the subnormals of few bits. */
START_TEST(subnormals_keep_the_laws)
{
    uint64_t state = 2;
    for (uint64_t bits = 1; bits <= 1000; bits++)
        check_laws(from_bits(bits));
    for (unsigned shift = 12; shift < 64; shift++)
        for (int i = 0; i < 100; i++)
            check_laws(from_bits(draw(&state) >> shift));
}
END_TEST

/* Quotients by small powers of two end in 5: between two shorter texts. */
START_TEST(integers_and_halfway_points_keep_the_laws)
{
    uint64_t state = 3;
    for (unsigned shift = 10; shift < 64; shift++)
        for (int power = 0; power < 64; power++)
            check_laws(ldexp((double)(draw(&state) >> shift), -power));
    for (int i = -1000; i <= 1000; i++)
        check_laws(i);
}
END_TEST

/* Many are a bound, midway between two doubles of which the even one wins. */
START_TEST(multiples_of_powers_of_ten_keep_the_laws)
{
    uint64_t state = 4;
    for (uint64_t tens = 10; tens <= 1000000000000; tens *= 10)
        for (unsigned i = 0; i < 200; i++)
            check_around((double)((draw(&state) >> i % 10) / tens * tens));
}
END_TEST

/* The number of a text must be that of strtod(), to the bit. */
static void
check_read(const char *text)
{
    double expected = strtod(text, NULL), value = 0;
    bool read = number_read(text, strlen(text), &value);

    ck_assert_msg(read == (isfinite(expected) != 0) &&
                      (!read || memcmp(&value, &expected, sizeof value) == 0),
                  "%s: must be %.17g, is %.17g", text, expected, value);
}

START_TEST(decimals_are_read_as_by_strtod)
{
    static const char *const formats[] = {"%.17g", "%.3e",  "%.12f", "%.0f",
                                          "%.19e", "%.30f", "%.6g"};
    static const char *const odd[] = {"0",
                                      "-0",
                                      "+1.50",
                                      ".5",
                                      "5.",
                                      "007",
                                      "1E+3",
                                      "1e999",
                                      "1e-999",
                                      "4.9e-324",
                                      "2.4e-324",
                                      "1.7976931348623157e308",
                                      "1.7976931348623159e308",
                                      "9007199254740993",
                                      "9007199254740992.5",
                                      "0.000000000000000000000000000012345",
                                      "123456789012345678901234567890"};
    static const char *const none[] = {"",    "-",    ".",    "e1",  "1e",
                                       "1e+", "0x10", "1..2", "--1", "1x",
                                       "nan", "inf",  "1 ",   " 1"};
    char text[400];

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        check_read(odd[i]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        double value;

        ck_assert_msg(!number_read(none[i], strlen(none[i]), &value), "'%s'",
                      none[i]);
    }
    for (int e = -320; e <= 308; e++)
        for (size_t f = 0; f < sizeof formats / sizeof *formats; f++)
            for (int i = 1; i < 20; i++) {
                snprintf(text, sizeof text, formats[f],
                         (i % 2 ? 1 : -1) * (1 + i / 20.7) * pow(10, e));
                check_read(text);
            }
}
END_TEST

START_TEST(random_doubles_read_back_and_are_shortest)
{
    uint64_t state = 6;
    for (long i = 0; i < RANDOM_DOUBLES; i++) {
        const double value = from_bits(draw(&state));
        if (!isfinite(value))
            continue;
        const struct text text = print(value);
        const struct parts parts = take_apart(text.bytes);
        check_round_trip(value, text.bytes);
        check_shortness(value, text.bytes, &parts);
        if (i % 64 == 0)
            check_laws(value);
    }
}
END_TEST

Suite *number_suite(void);

Suite *
number_suite(void)
{
    Suite *const suite = suite_create("number");
    TCase *const laws = tcase_create("laws");
    tcase_add_test(laws, rows_print_as_listed);
    tcase_add_test(laws, infinity_has_a_sign_and_nan_has_none);
    tcase_add_test(laws, every_exponent_keeps_the_laws);
    tcase_add_test(laws, powers_of_ten_keep_the_laws);
    tcase_add_test(laws, subnormals_keep_the_laws);
    tcase_add_test(laws, integers_and_halfway_points_keep_the_laws);
    tcase_add_test(laws, multiples_of_powers_of_ten_keep_the_laws);
    tcase_add_test(laws, decimals_are_read_as_by_strtod);
    tcase_add_test(laws, random_doubles_read_back_and_are_shortest);
    suite_add_tcase(suite, laws);
    return suite;
}
