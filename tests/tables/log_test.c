/* log_test.c -- what is read from the logs of trainings. */
#include "tests/suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tables/log.h"
#include "tests/tables/table_file.h"

static const char *
name_of(const struct log *log, size_t column)
{
    return column == NO_COLUMN ? "-" : log->columns[column].name;
}

static void
add_values(const struct log *log, size_t column, struct text *text)
{
    if (column == NO_COLUMN)
        return;
    text_string(text, ";");
    for (size_t i = 0; i < log->rows; i++) {
        double value = log->columns[column].values[i];

        text_string(text, " ");
        if (log_is_gap(value))
            text_string(text, "_");
        else
            text_number(text, value);
    }
}

/* "shape x rate loss eval_loss total; x…; rates…; losses…; …\nnotes", or the
 * error. */
static void
describe_log(const struct table_file *file, const struct log_request *request,
             struct text *text)
{
    struct log log = {.arena = text->arena};
    struct error error = {0};

    if (!log_read(&log, file->path, request, &error)) {
        text_string(text, error_line(&error));
    } else {
        text_format(text, "%s %s %s %s %s %ld;", log.shape, log.x_name,
                    name_of(&log, log.rate), name_of(&log, log.loss),
                    name_of(&log, log.eval_loss), log.total);
        for (size_t i = 0; i < log.rows; i++) {
            text_string(text, " ");
            text_number(text, log.x[i]);
        }
        add_values(&log, log.rate, text);
        add_values(&log, log.loss, text);
        add_values(&log, log.eval_loss, text);
        text_string(text, "\n");
        text_add(text, log.notes.bytes, log.notes.used);
    }
    text_end(text);
}

struct log_case {
    const char *bytes, *expected;
};

static void
check_logs(const struct log_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct text text = {.arena = &arena};
        const struct log_request request = {.cells = true};
        struct table_file file;
        char *found;

        table_file_write(&file, "t", cases[i].bytes);
        describe_log(&file, &request, &text);
        found = table_file_hide(&file, text.bytes);
        ck_assert_msg(strcmp(found, cases[i].expected) == 0,
                      "%s\nmust be\n%s\nis\n%s", cases[i].bytes,
                      cases[i].expected, found);
        free(found);
        table_file_remove(&file);
        arena_free(&arena);
    }
}

#define CHECK_LOGS(cases) check_logs(cases, sizeof cases / sizeof *cases)

START_TEST(columns_are_found_by_their_names)
{
    static const struct log_case cases[] = {
        {"step,lr,loss\n0,0.1,3\n1,0.2,2\n",
         "csv step lr loss - 0; 0 1; 0.1 0.2; 3 2\n"},
        {"epoch;train_loss;eval_loss\n1;3;4\n2;2;3\n",
         "csv epoch - train_loss eval_loss 0; 1 2; 3 2; 4 3\n"},
        {"  Step ,  x/lr0  \n   0,  0.1 \n   1, NA\n",
         "csv Step x/lr0 - - 0; 0 1; 0.1 _\n"},
        {"a|lr\n1|0.5\n2|nan\n", "csv row lr - - 0; 0 1; 0.5 nan\n"},
        {"\"Step\",\"run - train/lr\",\"run - "
         "train/lr__MIN\"\n\"5\",\"1\",\"2\""
         "\n",
         "csv Step run - train/lr - - 0; 5; 1\n"},
        {"{\"iteration\": 9, \"lr\": 1e-3, \"total_loss\": NaN}\n"
         "{\"iteration\": 19, \"bbox\": {\"AP\": 1}, \"x\": [1, 2]}\n",
         "json_lines iteration lr total_loss - 0; 9 19; 0.001 _; nan _\n"},
        {"{\"max_steps\": 7, \"log_history\": [{\"eval_loss\": 3, \"step\": 0},"
         " {\"loss\": 2, \"learning_rate\": 1e-05, \"step\": 5},"
         " {\"eval_loss\": 1, \"step\": 5}]}",
         "trainer_state step learning_rate loss eval_loss 7; 0 5; _ 1e-05; _ 2;"
         " 3 1\n"},
        {"{\"columns\": [\"step\", \"lr\"], \"rows\": [[0, 1], [1, null]]}",
         "json_table step lr - - 0; 0 1; 1 _\n"},
        {"| step | lr |\n| ---: | ---: |\n| 0 | 0.5 |\n",
         "markdown step lr - - 0; 0; 0.5\n"},
    };

    CHECK_LOGS(cases);
}
END_TEST

START_TEST(rows_are_brought_into_order)
{
    static const struct log_case cases[] = {
        /* Sparse records of one step are one row. */
        {"step,lr,loss\n9,,3\n9,0.1,\n", "csv step lr loss - 0; 9; 0.1; 3\n"},
        /* A training that starts again at step 20. */
        {"step,lr\n0,9\n10,8\n20,7\n25,6\n20,1\n30,2\n40,3\n",
         "csv step lr - - 0; 0 10 20 30 40; 9 8 1 2 3\n"
         "lrsim: FILE: starts again at step 20: 2 rows of the run before left "
         "out\n"},
        {"step,lr\n3,1\n2,2\n1,3\n", "csv step lr - - 0; 1 2 3; 3 2 1\n"},
        /* One row that came late. */
        {"step,lr\n0,1\n10,2\n30,3\n20,4\n40,5\n50,6\n",
         "csv step lr - - 0; 0 10 20 30 40 50; 1 2 4 3 5 6\n"},
        {"step,lr\n0,1\n1,2\n1,3\n",
         "csv step lr - - 0; 0 1; 1 3\n"
         "lrsim: FILE: 1 value of lr come twice for one step: the later one is "
         "taken\n"},
        {"step,lr\n0,1\n,2\n",
         "csv step lr - - 0; 0; 1\n"
         "lrsim: FILE: 1 of 2 records have no step: left out\n"},
        {"step,lr\n0,1\nstep,lr\n1,2\n",
         "csv step lr - - 0; 0 1; 1 2\n"
         "lrsim: FILE: the line of column names is repeated 1 time: left "
         "out\n"},
    };

    CHECK_LOGS(cases);
}
END_TEST

START_TEST(what_is_no_log_says_why)
{
    static const struct log_case cases[] = {
        {"", "FILE: must be a log or a table, but is empty"},
        {"{\"lr\": 1}",
         "FILE: must be a log or a table: it has no records with steps"},
        {"{\"step\": 1}\n{\"step\" 2}\n{\"step\": 3}\n",
         "FILE:2:9: must be ':' after a key, not '2'"},
        {"step,lr\n0,1\n1\n",
         "FILE:3:1: must be a record of 2 fields, as the first one is, not of "
         "1"},
    };

    CHECK_LOGS(cases);
}
END_TEST

Suite *
log_suite(void)
{
    Suite *suite = suite_create("log");
    TCase *tests = tcase_create("log");

    tcase_add_test(tests, columns_are_found_by_their_names);
    tcase_add_test(tests, rows_are_brought_into_order);
    tcase_add_test(tests, what_is_no_log_says_why);
    suite_add_tcase(suite, tests);
    return suite;
}
