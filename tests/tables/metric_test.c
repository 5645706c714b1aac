/* metric_test.c -- which column of a file FILE[:COLUMN] means. */
#include "tests/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tables/metric.h"
#include "tests/tables/table_file.h"

/* The numbers of the file with `suffix` behind its path, or the error. */
static void
read_metric(const struct table_file *file, const char *suffix,
            struct text *text)
{
    char argument[96];
    struct metric metric;
    struct error error = {0};

    snprintf(argument, sizeof argument, "%s%s", file->path, suffix);
    if (!metric_read(argument, &(const struct log_form){0}, text->arena,
                     &metric, &error)) {
        text_string(text, error_line(&error));
    } else {
        for (size_t i = 0; i < metric.count; i++) {
            text_string(text, i ? " " : "");
            text_number(text, metric.values[i]);
        }
    }
    text_end(text);
}

START_TEST(a_column_is_read_by_its_name)
{
    static const struct {
        const char *bytes, *suffix, *expected;
    } rows[] = {
        {"1\n2.5\nnan\n", "", "1 2.5 nan"},
        {"loss\n3\n\n4\n", "", "3 4"},
        {"step,loss\n0,5\n1,\n2,6\n", ":loss", "5 6"},
        {"step,loss\n0,5\n", "", "5"},
        {"step,loss,lr,val_loss\n0,5,1,6\n", "", "6"},
        {"step,accuracy\n0,5\n", "",
         "--metric: FILE has several columns; FILE:COLUMN names one of "
         "step, accuracy"},
        {"step,loss\n0,5\n", ":los",
         "--metric: FILE has no column 'los' (did you mean 'loss'?); it has "
         "step, loss"},
        {"1,2\n3,4\n", "",
         "--metric: FILE has several columns; FILE:COLUMN names one of c1, c2"},
        {"1,2\n3,4\n", ":c2", "2 4"},
        {"1\n2\n", ":loss", "--metric: FILE has no column 'loss'; it has c1"},
        {"{\"max_steps\": 9, \"log_history\": [{\"eval_loss\": 3, \"step\": "
         "2}, {\"loss\": 4, \"step\": 2}, {\"eval_loss\": 2, \"step\": 4}]}",
         ":eval_loss", "3 2"},
        /* In the order of the steps. */
        {"step,loss\n2,5\n1,6\n", ":loss", "6 5"},
        {"loss\n", "", "--metric: FILE has no value in column 'loss'"},
        {"loss\nx\n", "", "FILE:2:1: must be a number, not 'x'"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct text text = {.arena = &arena};
        struct table_file file;
        char *found;

        table_file_write(&file, "t", rows[i].bytes);
        read_metric(&file, rows[i].suffix, &text);
        found = table_file_hide(&file, text.bytes);
        ck_assert_msg(strcmp(found, rows[i].expected) == 0,
                      "%s with '%s'\nmust be %s\nis      %s", rows[i].bytes,
                      rows[i].suffix, rows[i].expected, text.bytes);
        free(found);
        table_file_remove(&file);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(standard_input_is_a_dash)
{
    ck_assert(metric_is_standard_input("-"));
    ck_assert(metric_is_standard_input("-:loss"));
    ck_assert(!metric_is_standard_input("-loss"));
    ck_assert(!metric_is_standard_input("a-:loss"));
    ck_assert(!metric_is_standard_input(NULL));
}
END_TEST

Suite *
metric_suite(void)
{
    Suite *suite = suite_create("metric");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, a_column_is_read_by_its_name);
    tcase_add_test(laws, standard_input_is_a_dash);
    suite_add_tcase(suite, laws);
    return suite;
}
