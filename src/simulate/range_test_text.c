/* range_test_text.c -- the result of a range test for people, and as JSON. */
#include "simulate/range_test.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

enum { INDENT = 16 };

/* A name, and a sentence that is flowed within `columns`. */
static void ERROR_FORMAT(4, 5)
    add_line(struct text *text, size_t columns, const char *name,
             const char *format, ...)
{
    char words[128];
    va_list list;

    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    text_string(text, name);
    text_flow_within(text, columns, INDENT, words);
    text_string(text, "\n");
}

static void
add_suggestions(const struct lr_range_test *test, size_t columns,
                struct text *text)
{
    char name[48];

    if (!test->falls) {
        add_line(text, columns, "",
                 "no suggestion: the smoothed loss never falls");
        return;
    }
    snprintf(name, sizeof name, "steepest        %-10.4g ", test->steepest);
    add_line(text, columns, name, "where the smoothed loss falls fastest%s",
             test->linear ? "" : " over the rate's log");
    snprintf(name, sizeof name, "tenth           %-10.4g ", test->tenth);
    add_line(text, columns, name, "a tenth of %.4g, where it is lowest",
             test->least);
}

void
range_test_text(const struct lr_range_test *test, size_t columns,
                struct text *text)
{
    size_t last = test->count - 1;

    add_suggestions(test, columns, text);
    if (test->simulation.diverged)
        add_line(text, columns, "stopped         ",
                 "in row %zu, where the loss is %s", last,
                 isnan(test->simulation.loss) ? "nan" : "inf");
    else if (test->stopped)
        add_line(text, columns, "stopped         ",
                 "in row %zu, where it is over %d times its lowest", last,
                 RANGE_TEST_WORSE);
}

static void
add_rate(struct text *text, const char *key, bool known, double rate)
{
    text_format(text, "\"%s\": ", key);
    if (known)
        text_json_number(text, rate);
    else
        text_string(text, "null");
    text_string(text, ", ");
}

void
range_test_json(const struct lr_range_test *test, struct text *text)
{
    text_string(text, "{");
    add_rate(text, "steepest", test->falls, test->steepest);
    add_rate(text, "tenth", test->falls, test->tenth);
    text_format(text, "\"rows\": %zu, \"stopped\": %s, \"diverged\": %s}\n",
                test->count, test->stopped ? "true" : "false",
                test->simulation.diverged ? "true" : "false");
}
