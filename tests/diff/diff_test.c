/* diff_test.c -- the first difference of two tables, and of a spec and a
 * log. */
#include "tests/suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diff/diff.h"
#include "simulate/families.h"
#include "tests/tables/table_file.h"

enum { WIDE = 20000 };

struct diff_case {
    const char *names[2], *bytes[2];
    const char *expected; /* "B:3:1: message", "" or "error: …" */
    double rtol, atol;
    const char *ignore; /* one column */
};

/* With "FILE" in place of the paths. */
static char *
find_difference(const struct diff_case *row)
{
    struct arena arena = {0};
    struct table_file files[2];
    struct diff_request request = {
        .spec = {.limit = 1 << 20,
                 .families = all_families,
                 .epochs = INTEGER_NULL},
        .rtol = row->rtol > 0 ? row->rtol : NAN,
        .atol = row->atol > 0 ? row->atol : NAN,
        .ignore_count = row->ignore != NULL,
        .ignore = &row->ignore,
    };
    struct diff diff = {.request = &request, .arena = &arena};
    const struct difference *found = &diff.difference;
    struct text text = {.arena = &arena};
    struct error error = {0};
    char *a, *both;

    for (int i = 0; i < 2; i++) {
        table_file_write(&files[i], row->names[i], row->bytes[i]);
        request.paths[i] = files[i].path;
    }
    if (!diff_open(&diff, &error) || !diff_compare(&diff, &error))
        text_format(&text, "error: %s", error_line(&error));
    else if (found->found)
        text_format(&text, "%s:%zu:%zu: %.*s",
                    found->name == request.paths[0] ? "A" : "B", found->line,
                    found->column, (int)found->message.used,
                    found->message.bytes);
    a = table_file_hide(&files[0], text_end(&text));
    both = table_file_hide(&files[1], a);
    diff_close(&diff);
    free(a);
    for (int i = 0; i < 2; i++)
        table_file_remove(&files[i]);
    arena_free(&arena);
    return both;
}

static void
expect_difference(const struct diff_case *row)
{
    char *found = find_difference(row);

    ck_assert_msg(strcmp(found, row->expected) == 0,
                  "%s\n-- and\n%s\n-- must be: %s\n-- is:      %s",
                  row->bytes[0], row->bytes[1], row->expected, found);
    free(found);
}

static const struct diff_case tables_differ_at_a_place_rows[] = {
    {{"a.csv", "b.csv"}, {"a,b\n1,2\n", "b,a\n2,1\n"}, "", 0, 0, NULL},
    {{"a.csv", "b.tsv"}, {"a,b\n1,x\n", "a\tb\n1.0\tx\n"}, "", 0, 0, NULL},
    {{"a.csv", "b.csv"},
     {"step,a\n5,1\n6,2\n", "step,a\n5,1\n6,3\n"},
     "B:3:3: step 6: a is 3, but FILE:3:3 has 2",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"a\n1\n2\n3\n", "a\n1\n4\n3.5\n"},
     "B:3:1: row 1: a is 4, but FILE:3:1 has 2\n"
     "2 values differ, in 2 of 3 rows; by at most 2 (a in row 1)",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"}, {"a\n1\n", "a\n1.001\n"}, "", 0.01, 0, NULL},
    {{"a.csv", "b.csv"}, {"a\n0\n", "a\n0.001\n"}, "", 0, 0.01, NULL},
    {{"a.csv", "b.csv"}, {"a\nnan\ninf\n", "a\nNaN\nInf\n"}, "", 0, 0, NULL},
    {{"a.csv", "b.csv"},
     {"a,b\n1,\n", "a,b\n1,2\n"},
     "B:2:3: row 0: b is 2, but FILE:2:3 has nothing",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"a\n1\n", "a\n1\n2\n"},
     "B:3:1: row 1 is missing from FILE, which has 1 row",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"a\n1\n2\n", "a\n3\n"},
     "B:2:1: row 0: a is 3, but FILE:2:1 has 1\n"
     "FILE has 1 row, FILE has more",
     0,
     0,
     NULL},
};

START_TEST(tables_differ_at_a_place)
{
    for (size_t i = 0; i < sizeof tables_differ_at_a_place_rows /
                               sizeof *tables_differ_at_a_place_rows;
         i++)
        expect_difference(&tables_differ_at_a_place_rows[i]);
}
END_TEST

static const struct diff_case columns_are_paired_by_name_rows[] = {
    {{"a.csv", "b.csv"},
     {"a,b,c\n1,2,3\n", "c,a\n3,1\n"},
     "A:1:1: column 'b' is not in FILE",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"a\n1\n", "b,a\n3,1\n"},
     "B:1:1: column 'b' is not in FILE",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"}, {"a\n1\n", "b,a\n3,1\n"}, "", 0, 0, "b"},
    /* Columns of one name are paired in their order. */
    {{"a.csv", "b.csv"}, {"x,y,x\n1,2,3\n", "y,x,x\n2,1,3\n"}, "", 0, 0, NULL},
    {{"a.csv", "b.csv"},
     {"x,y,x\n1,2,3\n", "y,x,x\n2,3,1\n"},
     "B:2:3: row 0: x is 3, but FILE:2:1 has 1\n"
     "2 values differ, in 1 of 1 rows; by at most 2 (x in row 0)",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"x,x\n1,2\n", "x\n1\n"},
     "A:1:1: column 'x' is not in FILE",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"1,2\n", "1,3\n"},
     "B:1:3: row 0: column 2 is 3, but FILE:1:3 has 2",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"1,2\n", "1\n"},
     "B:1:1: has 1 column, but FILE has 2",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"1,2\n", "a,b\n1,2\n"},
     "B:1:1: has column names, but FILE has none",
     0,
     0,
     NULL},
    {{"a.csv", "b.csv"},
     {"a,loss\n1,2\n", "a,loss\n1,2\n"},
     "error: --ignore: neither FILE nor FILE has a column 'lss' (did you "
     "mean 'loss'?)",
     0,
     0,
     "lss"},
};

START_TEST(columns_are_paired_by_name)
{
    for (size_t i = 0; i < sizeof columns_are_paired_by_name_rows /
                               sizeof *columns_are_paired_by_name_rows;
         i++)
        expect_difference(&columns_are_paired_by_name_rows[i]);
}
END_TEST

/* In the reverse order. */
START_TEST(many_columns_are_paired)
{
    struct arena arena = {0};
    struct text a = {.arena = &arena}, b = {.arena = &arena};
    struct diff_case row = {{"a.csv", "b.csv"}, {NULL, NULL}, "", 0, 0, NULL};

    for (int i = 0; i < WIDE; i++) {
        text_format(&a, "%sc%d", i ? "," : "", i);
        text_format(&b, "%sc%d", i ? "," : "", WIDE - 1 - i);
    }
    for (int i = 0; i < WIDE; i++) {
        text_format(&a, "%s%d", i ? "," : "\n", i);
        text_format(&b, "%s%d", i ? "," : "\n", WIDE - 1 - i);
    }
    row.bytes[0] = text_end(&a);
    row.bytes[1] = text_end(&b);
    expect_difference(&row);
    arena_free(&arena);
}
END_TEST

#define LOGGED_SPEC                                                            \
    "{\"steps\": 20, \"optimizer\": \"sgd(0.1)\", "                            \
    "\"schedule\": \"exponential(0.5)\"}"

static const struct diff_case log_rows[] = {
    {{"a.json", "b.csv"},
     {LOGGED_SPEC, "step,lr\n0,0.1\n3,0.0125\n"},
     "",
     0,
     0,
     NULL},
    {{"a.csv", "b.json"}, {"lr\n0.1\n0.05\n", LOGGED_SPEC}, "", 0, 0, NULL},
    {{"a.json", "b.csv"},
     {LOGGED_SPEC, "step,lr\n0,0.2\n1,0.1\n"},
     "B:2:3: step 0: the rate is 0.2, but FILE gives 0.1\n"
     "2 of 2 logged rates differ\n"
     "likeliest: the log has the rates times 2, as optimizer.lr 0.2 gives "
     "them",
     0,
     0,
     NULL},
    {{"a.json", "b.csv"},
     {LOGGED_SPEC, "step,lr\n0,0\n1,0\n"},
     "B:2:3: step 0: the rate is 0, but FILE gives 0.1\n"
     "2 of 2 logged rates differ\n"
     "likeliest: all logged rates are 0",
     0,
     0,
     NULL},
    {{"a.json", "b.json"},
     {LOGGED_SPEC, LOGGED_SPEC},
     "error: FILE and FILE are both specs: at least one must have rows",
     0,
     0,
     NULL},
    {{"a.json", "b.csv"},
     {LOGGED_SPEC, "step,loss,rate\n0,1,1\n"},
     "error: --y: FILE has no column 'lr'; choose one of step, loss, rate",
     0,
     0,
     NULL},
};

START_TEST(a_log_is_compared_with_its_spec)
{
    for (size_t i = 0; i < sizeof log_rows / sizeof *log_rows; i++)
        expect_difference(&log_rows[i]);
}
END_TEST

Suite *
diff_suite(void)
{
    Suite *suite = suite_create("diff");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, tables_differ_at_a_place);
    tcase_add_test(laws, columns_are_paired_by_name);
    tcase_add_test(laws, many_columns_are_paired);
    tcase_add_test(laws, a_log_is_compared_with_its_spec);
    suite_add_tcase(suite, laws);
    return suite;
}
