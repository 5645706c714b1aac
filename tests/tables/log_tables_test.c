/* log_tables_test.c -- which columns of a table are drawn, and its cells. */
#include "tests/suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tables/log_tables.h"
#include "tests/tables/table_file.h"

/* "X: Y Y/run x y y/…", or the error. */
static void
describe_tables(struct log_tables *tables, struct text *text,
                struct error *error)
{
    double run, cells[16];
    bool more = true;

    if (!log_tables_open(tables, error) || !log_tables_choose(tables, error))
        return;
    text_format(text, "%s:", tables->x);
    for (size_t i = 0; i < tables->y_count; i++)
        text_format(text, " %s", tables->y[i]);
    while (log_tables_next(tables, 0, &run, cells, &more, error) && more) {
        text_format(text, "/%g", run);
        for (size_t i = 0; i <= tables->y_count; i++)
            text_format(text, " %g", cells[i]);
    }
    if (error->status == STATUS_DONE)
        log_tables_check(tables, text, error);
}

static void
expect_tables(const char *bytes, const char *x, const char *names,
              const char *delimiter, const char *expected)
{
    struct arena arena = {0};
    struct table_file file;
    const char *path = file.path;
    struct log_tables tables = {&arena, &path, 1,    delimiter, x,    names,
                                false,  NULL,  NULL, 0,         NULL, false};
    struct text text = {.arena = &arena};
    struct error error = {0};
    char *found;

    table_file_write(&file, "t", bytes);
    describe_tables(&tables, &text, &error);
    if (error.status)
        text_string(&text, error_line(&error));
    text_end(&text);
    found = table_file_hide(&file, text.bytes);
    ck_assert_msg(strcmp(found, expected) == 0, "%s\nmust be %s\nis      %s",
                  bytes, expected, found);
    free(found);
    log_tables_close(&tables);
    table_file_remove(&file);
    arena_free(&arena);
}

START_TEST(usual_columns_are_drawn)
{
    static const struct {
        const char *bytes, *x, *names, *delimiter, *expected;
    } rows[] = {
        {"step,a,loss,lr\n0,9,2,3\n", NULL, NULL, NULL,
         "step: lr loss/0 0 3 2"},
        {"a,b\n1,2\n", NULL, NULL, NULL, "a: b/0 1 2"},
        {"1,2\n", NULL, NULL, NULL, "c1: c2/0 1 2"},
        {"run,step,lr\n1,0,2\n", NULL, NULL, NULL, "step: lr/1 0 2"},
        {"run,lr,final_loss,best_loss\n0,1,2,3\n", NULL, NULL, NULL,
         "lr: final_loss best_loss/0 1 2 3"},
        {"x;y;z\n1;2;3\n", "y", "z,x", NULL, "y: z x/0 2 3 1"},
        {"x|y\n1|nan\n2|\n3|4\n", NULL, NULL, "|",
         "x: y/0 1 inf/0 2 nan/0 3 4"},
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

Suite *
log_tables_suite(void)
{
    Suite *suite = suite_create("log_tables");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, usual_columns_are_drawn);
    suite_add_tcase(suite, laws);
    return suite;
}
