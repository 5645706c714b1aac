/* lrsim_test.c -- a program that embeds lrsim: specs from texts, rows to a
 * function, and no command line. */
#include "tests/suites.h"

#include <string.h>

#include "base/text.h"
#include "lib/lrsim.h"

struct collected {
    struct lrsim lrsim;
    struct text rows;
};

static void
collect_row(void *context, const double *row)
{
    struct collected *collected = context;

    for (size_t i = 0; i < collected->lrsim.columns.count; i++) {
        text_string(&collected->rows, i ? " " : "");
        text_number(&collected->rows, row[i]);
    }
    text_string(&collected->rows, ";");
}

START_TEST(rows_of_a_text_are_collected)
{
    static const struct {
        const char *json;
        bool run;
        const char *columns, *rows;
    } rows[] = {
        {"{\"problem\": {\"type\": \"sphere\", \"dim\": 1, \"start\": [4]}, "
         "\"optimizer\": \"sgd(lr=0.25)\", \"steps\": 2}",
         true, "step,lr,loss", "0 0.25 16;1 0.25 4;2 0.25 1;"},
        {"{\"schedule\": \"step(2, gamma=0.5)\", \"optimizer\": "
         "\"sgd(lr=1)\", \"steps\": 4}",
         false, NULL, "0 1;1 1;2 0.5;3 0.5;4 0.25;"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct collected collected = {.lrsim = {.arena = &arena},
                                      .rows = {.arena = &arena}};
        struct lrsim *lrsim = &collected.lrsim;
        struct error error = {0};

        ck_assert_msg(
            lrsim_load_text(lrsim, rows[i].json, &error) &&
                lrsim_begin(lrsim, rows[i].run, rows[i].columns, &error),
            "%s", error_line(&error));
        lrsim_run(lrsim, lrsim->spec.steps, collect_row, &collected);
        ck_assert_str_eq(text_end(&collected.rows), rows[i].rows);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(errors_are_values_with_a_place)
{
    static const struct {
        const char *json, *columns, *error;
    } rows[] = {
        {"{\n\"steps\": -1}", NULL,
         "spec:2:10: $.steps: must be an integer in [0,inf), not -1"},
        {"{}", "step,foo", "columns: column 6: unknown column 'foo'"},
        {"{\"optimizer\": {\"type\": \"sgd\", \"param_groups\": "
         "[{\"params\": [7]}]}}",
         NULL,
         "spec:1:59: $.optimizer.param_groups[0].params: must be indices "
         "below 2, the number of parameters, not 7"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct lrsim lrsim = {.arena = &arena};
        struct error error = {0};

        ck_assert(!lrsim_load_text(&lrsim, rows[i].json, &error) ||
                  !lrsim_begin(&lrsim, true, rows[i].columns, &error));
        ck_assert_str_eq(error_line(&error), rows[i].error);
        ck_assert_int_eq(error.status, STATUS_WRONG);
        arena_free(&arena);
    }
}
END_TEST

Suite *
lrsim_suite(void)
{
    Suite *suite = suite_create("lrsim");
    TCase *tests = tcase_create("embedded");

    tcase_add_test(tests, rows_of_a_text_are_collected);
    tcase_add_test(tests, errors_are_values_with_a_place);
    suite_add_tcase(suite, tests);
    return suite;
}
