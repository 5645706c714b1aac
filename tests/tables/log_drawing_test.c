/* log_drawing_test.c -- which columns of a table are drawn, and its cells. */
#include "tests/suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tables/log_drawing.h"
#include "tests/tables/table_file.h"

/* "X: Y Y/run: x y y/…" by runs, or the error. */
static void
describe_drawing(struct log_drawing *drawing, struct text *text,
                 struct error *error)
{
    size_t run = 0;

    if (!log_drawing_read(drawing, error))
        return;
    text_format(text, "%s:", drawing->x);
    for (size_t k = 0; k < drawing->y_count; k++)
        text_format(text, " %s", drawing->y[k].name);
    for (size_t k = 0; k < drawing->logs[0].rows; k++) {
        const struct log *log = &drawing->logs[0];
        size_t of = log->runs ? log->runs[k] : 0;

        if (k == 0 || of != run)
            text_format(text, "/%s:", drawing->run_names[of]);
        run = of;
        text_format(text, " %g", log->x[k]);
        for (size_t i = 0; i < drawing->y_count; i++)
            text_format(text, " %g", log_drawing_value(drawing, 0, k, i));
        text_string(text, ";");
    }
    log_drawing_check(drawing, text, error);
}

static void
expect_tables(const char *bytes, const char *x, const char *names,
              const char *delimiter, const char *expected)
{
    struct arena arena = {0};
    struct table_file file;
    const char *path = file.path;
    struct log_drawing drawing = {.arena = &arena,
                                  .paths = &path,
                                  .count = 1,
                                  .delimiter = delimiter,
                                  .x_name = x,
                                  .names = names};
    struct text text = {.arena = &arena};
    struct error error = {0};
    char *found;

    table_file_write(&file, "t", bytes);
    describe_drawing(&drawing, &text, &error);
    if (error.status)
        text_string(&text, error_line(&error));
    text_end(&text);
    found = table_file_hide(&file, text.bytes);
    ck_assert_msg(strcmp(found, expected) == 0, "%s\nmust be %s\nis      %s",
                  bytes, expected, found);
    free(found);
    table_file_remove(&file);
    arena_free(&arena);
}

START_TEST(usual_columns_are_drawn)
{
    static const struct {
        const char *bytes, *x, *names, *delimiter, *expected;
    } rows[] = {
        {"step,a,loss,lr\n0,9,2,3\n", NULL, NULL, NULL,
         "step: lr loss/: 0 3 2;"},
        {"a,b\n1,2\n", NULL, NULL, NULL, "a: b/: 1 2;"},
        {"1,2\n", NULL, NULL, NULL, "c1: c2/: 1 2;"},
        {"run,step,lr\n0,0,2\n1,0,4\n0,1,3\n", NULL, NULL, NULL,
         "step: lr/run 0: 0 2; 1 3;/run 1: 0 4;"},
        {"run,lr,final_loss,best_loss\n0,1,2,3\n", NULL, NULL, NULL,
         "lr: final_loss best_loss/: 1 2 3;"},
        {"x;y;z\n1;2;3\n", "y", "z,x", NULL, "y: z x/: 2 3 1;"},
        {"x|y\n1|nan\n2|\n3|4\n", NULL, NULL, "|", "x: y/: 1 inf; 2 nan; 3 4;"},
        {"x,y\n1,2\n", NULL, "w", NULL,
         "--y: FILE has no column 'w'; it has x, y"},
        {"x,y\n1,2\n", "w", NULL, NULL,
         "--x: FILE has no column 'w'; it has x, y"},
        {"x,y\n1,2\n", NULL, NULL, "ab",
         "--delimiter: must be one ASCII character, no quote and no line end, "
         "not 'ab'"},
        {"x,y\n", NULL, NULL, NULL,
         "x: ylrsim: FILE: has no rows below its column names\nFILE: has no "
         "rows below its column names"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_tables(rows[i].bytes, rows[i].x, rows[i].names,
                      rows[i].delimiter, rows[i].expected);
}
END_TEST

/* What is measured is never x. */
START_TEST(rows_are_counted_without_steps)
{
    static const char *const rows[][2] = {
        {"loss\n3\n2\n1\n", "row: loss/: 0 3; 1 2; 2 1;"},
        {"3\n2\n", "row: c1/: 0 3; 1 2;"},
        {"loss,val_loss\n3,4\n2,5\n", "row: loss val_loss/: 0 3 4; 1 2 5;"},
        {"lr,loss\n3,4\n2,5\n", "row: lr loss/: 0 3 4; 1 2 5;"},
        {"train/loss,epoch\n3,4\n2,5\n", "epoch: train/loss/: 4 3; 5 2;"},
        {"closs,b\n3,4\n", "closs: b/: 3 4;"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_tables(rows[i][0], NULL, NULL, NULL, rows[i][1]);
}
END_TEST

/* Words and the variables of a sweep are runs. */
START_TEST(words_and_variables_group)
{
    static const char *const rows[][2] = {
        {"run,step,loss\nsgd,0,1\nsgd,1,2\nadam,0,3\nadam,1,4\n",
         "step: loss/sgd: 0 1; 1 2;/adam: 0 3; 1 4;"},
        {"phase,step,loss\ntrain,0,1\nvalid,0,2\ntrain,1,3\n",
         "step: loss/train: 0 1; 1 3;/valid: 0 2;"},
        {"phase,loss\na,1\nb,2\na,3\n", "row: loss/a: 0 1; 1 3;/b: 0 2;"},
        {"run,lr,optimizer,final_loss\n0,2,adam,5\n1,2,sgd,6\n"
         "2,1,adam,7\n3,1,sgd,8\n",
         "lr: final_loss/adam: 1 7; 2 5;/sgd: 1 8; 2 6;"},
        {"run,lr,eps,final_loss\n0,1,3,5\n1,1,4,6\n2,2,3,7\n3,2,4,8\n",
         "lr: final_loss/eps 3: 1 5; 2 7;/eps 4: 1 6; 2 8;"},
        {"run,lr,a,b,final_loss\n0,1,x,3,5\n1,1,y,3,6\n",
         "lr: final_loss/x: 1 5;/y: 1 6;"},
        {"run,optimizer,final_loss\n0,adam,5\n1,sgd,6\n",
         "run: final_loss/adam: 0 5;/sgd: 1 6;"},
        {"run,rank,final_loss\nadam,1,5\nsgd,2,6\n",
         "rank: final_loss/adam: 1 5;/sgd: 2 6;"},
        /* The time is no run. */
        {"time,step,loss\n10:01,0,1\n10:02,1,2\n", "step: loss/: 0 1; 1 2;"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_tables(rows[i][0], NULL, NULL, NULL, rows[i][1]);
}
END_TEST

/* A variable with more values than there are curves is named. */
START_TEST(many_values_are_scattered)
{
    struct arena arena = {0};
    struct text text = {.arena = &arena};
    struct table_file file;
    const char *path = file.path;
    struct log_drawing drawing = {.arena = &arena, .paths = &path, .count = 1};
    struct error error = {0};

    text_string(&text, "run,lr,eps,final_loss\n");
    for (int i = 0; i < 300; i++)
        text_format(&text, "%d,%d,%d,1\n", i, i % 10, i);
    table_file_write(&file, "t", text_end(&text));
    ck_assert(log_drawing_read(&drawing, &error));
    ck_assert(drawing.scattered && drawing.run_count == 1);
    ck_assert_ptr_nonnull(
        strstr(text_end(&drawing.logs[0].notes), "'eps' has more than"));
    table_file_remove(&file);
    arena_free(&arena);
}
END_TEST

Suite *
log_drawing_suite(void)
{
    Suite *suite = suite_create("log_drawing");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, usual_columns_are_drawn);
    tcase_add_test(laws, rows_are_counted_without_steps);
    tcase_add_test(laws, words_and_variables_group);
    tcase_add_test(laws, many_values_are_scattered);
    suite_add_tcase(suite, laws);
    return suite;
}
