/* logged_rates_test.c -- a log of a schedule agrees with the schedule, however
 * its numbers were printed. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "schedule/schedule.h"
#include "simulate/rates_at.h"
#include "simulate/simulation.h"
#include "tests/tables/table_file.h"
#include "training/logged_digits.h"
#include "training/logged_rates.h"
#include "training/written_number.h"

enum { ROWS = 120 };

START_TEST(digits_are_counted)
{
    static const struct {
        const char *text;
        struct written_number number;
    } rows[] = {
        {"0.0012", {false, false, 5, 4, 2, false, -3, -4}},
        {" -12.50 ", {false, false, 4, 2, 4, true, 1, -2}},
        {"1.0", {false, false, 2, 1, 1, true, 0, -1}},
        {"1200", {false, false, 4, 0, 2, false, 3, 0}},
        {"1e-05", {true, false, 1, 0, 1, false, -5, -5}},
        {"4.883721E-07", {true, false, 7, 6, 7, false, -7, -13}},
        {"0.0", {false, true, 2, 1, 0, true, -2, -1}},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct written_number *expected = &rows[i].number;
        struct written_number found;

        ck_assert(written_number_read(rows[i].text, &found));
        ck_assert_msg(found.scientific == expected->scientific &&
                          found.zero == expected->zero &&
                          found.digits == expected->digits &&
                          found.decimals == expected->decimals &&
                          found.significant == expected->significant &&
                          found.ends_in_zero == expected->ends_in_zero &&
                          (found.zero || found.first == expected->first) &&
                          found.last == expected->last,
                      "%s: %d %d %d %d %d %d %ld %ld", rows[i].text,
                      found.scientific, found.zero, found.digits,
                      found.decimals, found.significant, found.ends_in_zero,
                      found.first, found.last);
    }
}
END_TEST

/* The values of a column, between spaces, and what the first one allows. */
static void
expect_digits(const char *column, double half, bool single)
{
    static struct logged_rate rates[16];
    char words[512];
    size_t count = 0;
    double found;

    snprintf(words, sizeof words, "%s", column);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
        ck_assert_uint_lt(count, 16);
        rates[count] = (struct logged_rate){.text = word};
        ck_assert_int_eq(sscanf(word, "%lf", &rates[count].value), 1);
        count++;
    }
    ck_assert_msg(logged_digits_apply(rates, count) == single, "%s", column);
    found = (rates[0].high - rates[0].low) / 2;
    ck_assert_msg(fabs(found - half) <= 1e-6 * half + 1e-18,
                  "%s: half a unit must be %g, not %g", column, half, found);
}

START_TEST(a_column_has_one_layout)
{
    /* fixed */
    expect_digits("0.12 0.10 0.07", 0.005, false);
    expect_digits("0.5 1.0 0.7", 0.05, false);
    expect_digits("0.00 0.01", 0.005, false);
    expect_digits("0.0003 nan 0.0002", 0.00005, false);
    /* scientific */
    expect_digits("1.5e-05 1.0e-05 9.5e-06", 0.05e-5, false);
    expect_digits("4.883721E-07 1.000000E-06", 0.5e-13, false);
    /* general: six digits, or those of eight values */
    expect_digits("1e-05 1e-05", 0.5e-10, false);
    expect_digits("0.09 0.081", 0.5e-7, false);
    expect_digits("2 1.5 1", 0.5e-5, false);
    expect_digits("0.1 0.012 0.013 0.014 0.015 0.016 0.017 0.018 0.019 0.1234",
                  0.005, false);
    expect_digits("0.5 0.25", 0.5e-6, false);
    /* a zero is exact, unless digits say otherwise */
    expect_digits("0.0 0.0 0.0", 0, false);
    expect_digits("0.0 1e-05", 0, false);
    expect_digits("0.000 0.000", 0.0005, false);
    /* exact */
    expect_digits("0.1 0.0123456789012", 0, false);
    /* float32 */
    expect_digits("0.009999999776482582 0.5", 0.5 / (1 << 30), true);
}
END_TEST

/* The log's rates that the spec does not have. */
static size_t
count_misses(const char *json, const char *text, bool *read)
{
    struct arena arena = {0};
    struct log log = {.arena = &arena};
    struct input input = {0};
    const struct logged_request request = {
        .rtol = NAN, .atol = NAN, .offset = INTEGER_NULL};
    struct document document;
    struct table_file file;
    struct logged_rates logged = {0};
    struct error error = {0};
    struct spec spec;
    size_t misses = 0;

    table_file_write(&file, "log.csv", text);
    input.name = file.path;
    *read = load_text(json, &arena, &document, &spec, &error) &&
            input_open(&input, &error) &&
            logged_rates_read(&logged, &log, &input, &request, &error) &&
            logged_rates_compare(&logged, &request, &spec, &error);
    ck_assert_msg(*read, "%s: %s", json, error_line(&error));
    for (size_t i = 0; i < logged.count; i++)
        misses +=
            logged_rate_miss(&logged, &logged.rates[i], logged.values[i]) != 0;
    input_close(&input);
    table_file_remove(&file);
    arena_free(&arena);
    return misses;
}

static void
print_17g(char *text, size_t size, double value)
{
    snprintf(text, size, "%.17g", value);
}

static void
print_g(char *text, size_t size, double value)
{
    snprintf(text, size, "%g", value);
}

static void
print_fixed(char *text, size_t size, double value)
{
    snprintf(text, size, "%.5f", value);
}

static void
print_scientific(char *text, size_t size, double value)
{
    snprintf(text, size, "%.3e", value);
}

static void
print_single(char *text, size_t size, double value)
{
    snprintf(text, size, "%.17g", (double)(float)value);
}

static void
print_shortest(char *text, size_t size, double value)
{
    struct text shortest = {.bytes = text, .size = size};

    text_number(&shortest, value);
    text[shortest.used] = '\0';
}

/* The rates of a schedule in its first rows, as a CSV. */
static bool
print_log(const char *json, void (*print)(char *, size_t, double),
          struct text *log)
{
    struct arena arena = {0};
    struct document document;
    struct error error = {0};
    struct spec spec;
    long rows[ROWS];
    double values[ROWS];
    const struct rates_at curve = {0, ROWS, rows, values};
    bool done;

    for (long t = 0; t < ROWS; t++)
        rows[t] = t;
    done = load_text(json, &arena, &document, &spec, &error) &&
           rates_at_fill(&spec, &curve, &arena, &error);
    text_string(log, "step,lr\n");
    for (size_t i = 0; done && i < ROWS; i++) {
        char number[64];

        print(number, sizeof number, values[i]);
        text_format(log, "%zu,%s\n", i, number);
    }
    arena_free(&arena);
    return done && text_end(log);
}

START_TEST(every_schedule_agrees_with_its_log)
{
    static void (*const prints[])(char *, size_t, double) = {
        print_17g,        print_g,      print_fixed,
        print_scientific, print_single, print_shortest};

    for (size_t i = 0; schedule_family.kinds[i]; i++)
        for (size_t k = 0; k < sizeof prints / sizeof *prints; k++) {
            struct arena arena = {0};
            struct text log = {.arena = &arena}, json = {.arena = &arena};
            bool read;

            text_string(&json, "{\"steps\": 200, \"metric\": [3, 2, 2, 2], "
                               "\"schedule\": ");
            text_json_string(&json, schedule_family.kinds[i]->example);
            text_string(&json, "}");
            ck_assert(text_end(&json) != NULL);
            ck_assert_msg(print_log(json.bytes, prints[k], &log), "%s",
                          json.bytes);
            ck_assert_msg(count_misses(json.bytes, log.bytes, &read) == 0,
                          "%s: %zu: %s", json.bytes, k, log.bytes);
            arena_free(&arena);
        }
}
END_TEST

Suite *
logged_rates_suite(void)
{
    Suite *suite = suite_create("logged_rates");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, digits_are_counted);
    tcase_add_test(laws, a_column_has_one_layout);
    tcase_add_test(laws, every_schedule_agrees_with_its_log);
    suite_add_tcase(suite, laws);
    return suite;
}
