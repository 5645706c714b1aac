/* override_test.c -- what --set changes, and where an error in it is. */
#include "tests/spec/loaded.h"

#include <string.h>

#include "simulate/families.h"

/* One --set after another, split at ';': the value at a path, or the error. */
#define DEEP8 "[[[[[[[["
#define DEEP DEEP8 DEEP8 DEEP8 DEEP8 DEEP8 DEEP8 DEEP8 DEEP8 DEEP8

START_TEST(set_puts_values_where_the_path_says)
{
    static const char file[] =
        "{\"steps\": 5, \"optimizer\": {\"type\": \"adam\", \"param_groups\": "
        "[{\"params\": \"0\"}]}, \"metric\": [1, 2]}";
    static const char *const rows[][3] = {
        {"steps=7", "steps", "7"},
        {"steps=1e3", "steps", "1000"},
        {"steps= 8 ", "steps", "8"},
        {"title=a b", "title", "\"a b\""},
        {"title=\"a\\nb\"", "title", "\"a\\nb\""},
        {"title=a=b", "title", "\"a=b\""},
        {"title=", "title", "\"\""},
        {"title=x;title=null", "title", "null"},
        {"optimizer.betas=[0.5,0.75]", "optimizer.betas", "[0.5,0.75]"},
        {"optimizer.betas=[0.5,0.75];optimizer.betas[1]=0.25",
         "optimizer.betas", "[0.5,0.25]"},
        {"optimizer.param_groups[0].lr=3", "optimizer.param_groups[0].lr", "3"},
        {"metric[1]=9", "metric", "[1,9]"},
        {"problem.dim=5", "problem.start", "[-1.2,1,-1.2,1,-1.2]"},
        {"schedule=linear(0.5, 1, 8)", "schedule.total_iters", "8"},
        {"schedule=step(3);schedule.gamma=0.5", "schedule.gamma", "0.5"},
        {"schedule.type=step;schedule.step_size=4", "schedule.type",
         "\"step\""},
        {"schedule=null;schedule.type=step;schedule.step_size=4",
         "schedule.step_size", "4"},
        {"schedule={\"type\": \"step\", \"step_size\": 2}",
         "schedule.step_size", "2"},
        {"optimizer=sgd;optimizer.lr=2", "optimizer.lr", "2"},
        {"optimizer.lr=2;optimizer=sgd", "optimizer.lr", "0.001"},
        {"$schema=1", "steps", "5"},
        {"steps", NULL,
         "--set: column 6: must be PATH=VALUE, but the text ends here"},
        {"=5", NULL,
         "--set: column 1: must be a path such as "
         "optimizer.betas[0]"},
        {"a..b=1", NULL,
         "--set: column 2: must be a path such as "
         "optimizer.betas[0]"},
        {"a b=1", NULL,
         "--set: column 1: must be a path such as "
         "optimizer.betas[0]"},
        {"optimizer.=1", NULL,
         "--set: column 10: must be a path such as "
         "optimizer.betas[0]"},
        {"metric[x]=1", NULL,
         "--set: column 7: must be a path such as "
         "optimizer.betas[0]"},
        {"metric[1=1", NULL,
         "--set: column 7: must be a path such as "
         "optimizer.betas[0]"},
        {"metric[2]=1", NULL,
         "--set: column 7: metric has no element 2: it has 2, numbered from 0"},
        {"metric[99999999999999999999]=1", NULL,
         "--set: column 7: metric has no element 99999999999999999999: it has "
         "2, numbered from 0"},
        {"optimizer.betas[0]=1", NULL,
         "--set: column 16: optimizer.betas is not given, so it has no element "
         "0; give lists as a whole"},
        {"steps.x=1", NULL, "--set: column 6: steps is not an object"},
        {"metric.x=1", NULL, "--set: column 7: metric is not an object"},
        /* Too deep for JSON, and so not a string. */
        {"title=" DEEP, NULL,
         "--set: column 71: must be nested at most 64 deep"},
        {"steps=-2", NULL,
         "--set: column 7: $.steps: must be an integer in "
         "[0,inf), not -2"},
        {"stps=2", NULL,
         "--set: column 1: $.stps: unknown key (did you mean "
         "'steps'?)"},
        {"optimizer.lr= {\"a\": 1}", NULL,
         "--set: column 15: $.optimizer.lr: must be a number in [0,inf), not "
         "an object"},
        {"schedule=liner", NULL,
         "--set: column 10: unknown schedule "
         "'liner' (did you mean 'linear'?); `lrsim "
         "list schedules` shows all"},
        {"title=\xFF", NULL, "--set: column 7: must be UTF-8"},
        {"title=\"\xC3\xA9\";steps=\xC3\xA9", NULL,
         "--set: column 7: $.steps: must be an integer in [0,inf), not "
         "'\xC3\xA9'"},
    };
    static const struct source source = {
        .name = "spec", .text = file, .length = sizeof file - 1, .lines = true};

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct document document = {
            .arena = &arena, .table = spec_table, .families = all_families};
        struct spec spec;
        struct error error = {0};
        char *all = arena_copy(&arena, rows[i][0], strlen(rows[i][0]));
        const char *found;
        bool done = document_parse(&document, &source, &error);

        for (char *one = strtok(all, ";"); done && one; one = strtok(NULL, ";"))
            done = document_set(&document, one, &error) &&
                   document_expand(&document, &error);
        done = done && spec_load(&document, NULL, &spec, &error);
        found = done ? loaded_value(&spec, rows[i][1] ? rows[i][1] : "", &arena)
                     : error_line(&error);
        ck_assert_msg(
            done == (rows[i][1] != NULL) && strcmp(found, rows[i][2]) == 0,
            "%s\nmust be %s\nis      %s", rows[i][0], rows[i][2], found);
        arena_free(&arena);
    }
}
END_TEST

Suite *
override_suite(void)
{
    Suite *suite = suite_create("override");
    TCase *tests = tcase_create("override");

    tcase_add_test(tests, set_puts_values_where_the_path_says);
    suite_add_tcase(suite, tests);
    return suite;
}
