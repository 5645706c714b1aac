/* value_set_test.c -- lists and ranges of values, as --tune takes them. */
#include "tests/suites.h"

#include <string.h>

#include "spec/value_set.h"

/* The path and the values at five shares, or the error. */
static void
describe(const char *given, struct text *description)
{
    struct value_set values;
    struct error error = {0};

    if (!value_set_parse(&values, "--tune", given, description->arena,
                         &error)) {
        text_string(description, error_line(&error));
        text_end(description);
        return;
    }
    text_format(description, "%s%s", values.path, values.range ? "~" : "");
    for (int i = 0; i < 5; i++) {
        double number = 0;
        const char *item = value_set_at(&values, i / 4.0, &number);

        text_string(description, " ");
        if (item)
            text_string(description, item);
        else
            text_number(description, number);
    }
    text_end(description);
}

START_TEST(values_are_lists_and_ranges)
{
    static const struct {
        const char *given, *description;
    } rows[] = {
        {"lr=1", "optimizer.lr 1 1 1 1 1"},
        {"a.b=1,2", "a.b 1 1 2 2 2"},
        {"a= 1, 2", "a 1 1 2 2 2"},
        {"a=[1,2]", "a 1 1 2 2 2"},
        {"a=[[1,2],[3,4]]", "a [1,2] [1,2] [3,4] [3,4] [3,4]"},
        {"a=[1,2],[3,4]", "a [1,2] [1,2] [3,4] [3,4] [3,4]"},
        {"a=sgd(0.1, momentum=0),\"x,y\"",
         "a sgd(0.1, momentum=0) sgd(0.1, momentum=0) \"x,y\" \"x,y\" \"x,y\""},
        {"a='x\\',y',z", "a 'x\\',y' 'x\\',y' z z z"},
        {"a=1:3", "a 1 1 2 3 3"},
        {"a=0:1:0.25", "a 0 0.25 0.5 0.75 1"},
        {"a=0:0.3:0.1", "a 0 0.1 0.2 0.3 0.3"},
        {"a=1:100:log3", "a 1 1 10 100 100"},
        {"a=0:8:lin5", "a 0 2 4 6 8"},
        {"a=0:8:lin1", "a 0 0 0 0 0"},
        {"a=0:8:lin", "a~ 0 2 4 6 8"},
        {"a=1:16:log", "a~ 1 2 4 8 16"},
        {"a=-1:1:lin", "a~ -1 -0.5 0 0.5 1"},
        {"a=x:y", "a x:y x:y x:y x:y x:y"},
        {"a", "--tune: column 2: must be PATH=VALUES, such as lr=1e-4:1:log9"},
        {"=1", "--tune: column 1: must be PATH=VALUES, such as lr=1e-4:1:log9"},
        {"a=", "--tune: column 3: must be a value"},
        {"a=1,", "--tune: column 5: must be a value"},
        {"a=1:1", "--tune: column 5: must be above the range's other end"},
        {"a=1:inf", "--tune: column 5: must be the end of a range, a number"},
        {"a=-1:1:log", "--tune: column 8: log must have ends above 0"},
        {"a=1:2:log1.5",
         "--tune: column 10: must be a number of values, 1 to 1000000000"},
        {"a=1:2:0",
         "--tune: column 7: must be a step above 0, log or lin, not '0'"},
        {"a=0:1:1", "a 0 0 1 1 1"},
        {"lr=1e-4:1:20",
         "--tune: column 11: must be a step within the range, not 20; log20 or "
         "lin20 makes 20 values"},
        {"a=0:1:20",
         "--tune: column 7: must be a step within the range, not 20; lin20 "
         "makes 20 values"},
        {"a=0:1:1.5",
         "--tune: column 7: must be a step within the range, not 1.5"},
        {"a=1:2:1e300",
         "--tune: column 7: must be a step within the range, not 1e300"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct text description = {.arena = &arena};

        describe(rows[i].given, &description);
        ck_assert_msg(strcmp(description.bytes, rows[i].description) == 0,
                      "%s: must be \"%s\", is \"%s\"", rows[i].given,
                      rows[i].description, description.bytes);
        arena_free(&arena);
    }
}
END_TEST

Suite *
value_set_suite(void)
{
    Suite *suite = suite_create("values");
    TCase *tests = tcase_create("values");

    tcase_add_test(tests, values_are_lists_and_ranges);
    suite_add_tcase(suite, tests);
    return suite;
}
