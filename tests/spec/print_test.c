/* print_test.c -- the canonical JSON of a spec and of one of its members. */
#include "tests/suites.h"

#include <string.h>

#include "spec/print.h"

START_TEST(a_member_is_printed_alone)
{
    static const char *const rows[][3] = {
        {"{\"steps\": 5}", "steps", "5"},
        {"{\"title\": \"a\\nb\"}", "title", "\"a\\nb\""},
        {"{}", "schedule", "null"},
        {"{\"problem\": \"sphere(2)\"}", "problem",
         "{\n  \"type\": \"sphere\",\n  \"dim\": 2,\n  \"start\": [1, "
         "1],\n  \"kinds\": null\n}"},
        /* Also the one that the whole spec leaves out. */
        {"{\"optimizer\": {\"type\": \"sgd\", \"param_groups\": [{\"params\": "
         "\"0:\"}]}}",
         "problem", "{\n  \"type\": \"rosenbrock\""},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct document document;
        struct spec spec;
        struct text text = {.arena = &arena};
        struct error error = {0};

        ck_assert_msg(load_text(rows[i][0], &arena, &document, &spec, &error),
                      "%s: %s", rows[i][0], error_line(&error));
        spec_print_member(&spec, rows[i][1], &text);
        text_end(&text);
        ck_assert_msg(strncmp(text.bytes, rows[i][2], strlen(rows[i][2])) == 0,
                      "%s: %s\nmust be %s\nis      %s", rows[i][0], rows[i][1],
                      rows[i][2], text.bytes);
        arena_free(&arena);
    }
}
END_TEST

Suite *
print_suite(void)
{
    Suite *suite = suite_create("print");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, a_member_is_printed_alone);
    suite_add_tcase(suite, laws);
    return suite;
}
