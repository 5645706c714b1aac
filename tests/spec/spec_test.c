/* spec_test.c -- which specs are refused, and how the error says where. */
#include "tests/suites.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "simulate/families.h"
#include "spec/load.h"

/* A spec as JSON text, and the whole error; NULL: it loads. */
static void
check_specs(const char *const rows[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0};
        struct document document;
        struct spec spec;
        struct error error = {0};
        bool done = load_text(rows[i][0], &arena, &document, &spec, &error);

        ck_assert_msg(done == !rows[i][1] &&
                          (done || strcmp(error_line(&error), rows[i][1]) == 0),
                      "%s\nmust be %s\nis      %s", rows[i][0],
                      rows[i][1] ? rows[i][1] : "accepted",
                      done ? "accepted" : error_line(&error));
        arena_free(&arena);
    }
}

START_TEST(specs_are_refused_with_line_column_and_path)
{
    static const char *const rows[][2] = {
        {"{}", NULL},
        {"{\"$schema\": \"https://x\", \"steps\": 1e4}", NULL},
        {"{\"steps\": 10.0, \"optimizer\": {\"lr\": 1}}", NULL},
        {"{\"problem\": {\"start\": [0.5, 1, 1]}}", NULL},
        {"{\"schedule\": null}", NULL},
        {"[]", "spec:1:1: must be an object, not an empty list"},
        {"[1]", "spec:1:1: must be an object, not a list of 1"},
        {" 5", "spec:1:2: must be an object, not 5"},
        {"{\"stps\": 1}",
         "spec:1:2: $.stps: unknown key (did you mean 'steps'?)"},
        {"{\"Steps\": 1}",
         "spec:1:2: $.Steps: unknown key (did you mean 'steps'?)"},
        {"{\"zzz\": 1}", "spec:1:2: $.zzz: unknown key"},
        {"{\"steps\": 1, \"steps\": 1}", "spec:1:14: $.steps: is given twice"},
        {"{\"steps\": 1,\n\"st\\u0065ps\": 1}",
         "spec:2:1: $.steps: is given twice"},
        {"{\"$schema\": 1, \"$schema\": 1}",
         "spec:1:16: $.$schema: is given twice"},
        {"{\"optimizer\": {\"type\": \"sgd\", \"type\": \"adam\"}}",
         "spec:1:31: $.optimizer.type: is given twice"},
        {"{\"steps\": -1}",
         "spec:1:11: $.steps: must be an integer in [0,inf), not -1"},
        {"{\"steps\": 1.5}",
         "spec:1:11: $.steps: must be an integer in [0,inf), not 1.5"},
        {"{\"steps\": 9007199254740994}",
         "spec:1:11: $.steps: must be an integer of at most 2^53, not "
         "9007199254740994"},
        {"{\"title\": 5}",
         "spec:1:11: $.title: must be a string or null, not 5"},
        {"{\"optimizer\": {\"betas\": [0.5]}}",
         "spec:1:25: $.optimizer.betas: must be a list of two numbers in "
         "[0,1), not a list of 1"},
        {"{\"optimizer\": {\"betas\": [0.5,\n  1]}}",
         "spec:2:3: $.optimizer.betas[1]: must be a number in [0,1), not 1"},
        {"{\"optimizer\": {\"lr\": true}}",
         "spec:1:22: $.optimizer.lr: must be a number in [0,inf), not true"},
        {"{\"optimizer\": {\"type\": 5}}",
         "spec:1:24: $.optimizer.type: must be a string, not 5"},
        {"{\"optimizer\": {\"type\": \"adamm\"}}",
         "spec:1:24: $.optimizer.type: unknown optimizer 'adamm' (did you mean "
         "'adam'?); `lrsim list optimizers` shows all"},
        {"{\"optimizer\": {\"type\": \"adam\", \"last_epoch\": 1}}",
         "spec:1:32: $.optimizer.last_epoch: is not a parameter of lrsim: a "
         "simulation starts at row 0; --from shows later rows"},
        {"{\"optimizer\": 5}",
         "spec:1:15: $.optimizer: must be an object or a string in the short "
         "form, not 5"},
        {"{\"schedule\": {\"gamma\": 1}}",
         "spec:1:14: $.schedule: must have a \"type\"; `lrsim list schedules` "
         "shows all"},
        {"{\"schedule\": {\"type\": \"step\"}}",
         "spec:1:14: $.schedule.step_size: is missing: steps from one decay to "
         "the next"},
        {"{\"schedule\": {\"type\": \"chained\", \"schedulers\": []}}",
         "spec:1:48: $.schedule.schedulers: must be a list of schedules, not "
         "an empty list"},
        {"{\"schedule\": {\"type\": \"chained\", \"schedulers\": [\n"
         "{\"type\": \"step\", \"step_size\": 0}]}}",
         "spec:2:31: $.schedule.schedulers[0].step_size: must be an integer in "
         "[1,inf), not 0"},
        {"{\"title\": \"\xC2\xB5\", \"schedule\": \"linear(0.1, 1, -1)\"}",
         "spec:1:44: $.schedule.total_iters: must be an integer in "
         "[0,inf), not -1"},
        /* Behind an escape no column of the file is known. */
        {"{\"schedule\": \"line\\u0061r(2)\"}",
         "spec:1:14: column 8: $.schedule.start_factor: must be a number in "
         "(0,1], not 2"},
        {"{\"problem\": {\"start\": [null, 1]}}",
         "spec:1:24: $.problem.start[0]: must be a number in (-inf,inf), not "
         "null"},
        {"{\"metric\": [1, null]}",
         "spec:1:16: $.metric[1]: must be a number in (-inf,inf), not null"},
        {"{\"schedule\": \"linear(0.5, strat_factor=1)\"}",
         "spec:1:27: $.schedule.strat_factor: unknown parameter of linear (did "
         "you mean 'start_factor'?); `lrsim describe linear` shows all"},
        {"{\"schedule\": \"exponential(-inf)\"}",
         "spec:1:27: $.schedule.gamma: must be a number in "
         "(-inf,inf), not -inf"},
        {"{\"schedule\": {\"type\": \"chained\", \"schedulers\": [\"step(2)\", "
         "\"step(2\"]}}",
         "spec:1:67: must be ',' or ')', but the text ends here"},
        {"{\"optimizer\": \"sgd(nesterov=true)\"}",
         "spec:1:29: $.optimizer.nesterov: must have a momentum "
         "above 0 and no dampening"},
        {"{\"problem\": {\"dim\": 3, \"start\": [1, 2]}}",
         "spec:1:21: $.problem.dim: must be 2, the number of values in start, "
         "not 3"},
        {"{\"optimizer\": {\"param_groups\": []}}",
         "spec:1:32: $.optimizer.param_groups: must be a list of objects, not "
         "an empty list"},
        {"{\"optimizer\": {\"param_groups\": 5}}",
         "spec:1:32: $.optimizer.param_groups: must be a list of objects, not "
         "5"},
        {"{\"optimizer\": {\"param_groups\": [{\"lr\": 1}]}}",
         "spec:1:33: $.optimizer.param_groups[0]: must have \"params\": the "
         "indices of the group's parameters: \"0\", \"1:\", \"2:8\", "
         "\"0,2:4\" or a list of integers, or a tag of the problem's "
         "kinds"},
        {"{\"optimizer\": {\"param_groups\": [{\"params\": \"0\", \"lrr\": "
         "1}]}}",
         "spec:1:49: $.optimizer.param_groups[0].lrr: unknown parameter of "
         "adam (did you mean 'lr'?); `lrsim describe adam` shows all"},
    };

    check_specs(rows, LENGTH(rows));
}
END_TEST

START_TEST(a_null_in_a_list_of_names_is_refused)
{
    static const char *const rows[][2] = {
        {"{\"problem\": {\"type\": \"expression\", \"f\": \"x\", \"start\": "
         "[1], "
         "\"variables\": [null]}}",
         "spec:1:74: $.problem.variables[0]: must be a string, not null"},
    };

    check_specs(rows, LENGTH(rows));
}
END_TEST

START_TEST(files_have_their_limits)
{
    /* "f" has 40 bytes. */
    static const struct {
        const char *path;
        size_t limit;
        const char *error;
        enum status status;
    } rows[] = {
        {"f", 40, NULL, STATUS_DONE},
        {"f", 39, "f: must have at most 39 bytes; --max-input raises the limit",
         STATUS_LIMIT},
        {"no", 100, "no: cannot be opened: No such file or directory",
         STATUS_WRONG},
        {".", 100, ".: must be a file, not a directory", STATUS_WRONG},
    };
    char folder[] = "/tmp/lrsim_spec_XXXXXX";
    FILE *stream;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    stream = fopen("f", "w");
    ck_assert_ptr_nonnull(stream);
    fprintf(stream, "%-40s", "{}");
    fclose(stream);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct document document = {
            .arena = &arena, .table = spec_table, .families = all_families};
        struct error error = {0};

        ck_assert_msg(document_read(&document, rows[i].path, rows[i].limit,
                                    &error) == !rows[i].error,
                      "%s: %s", rows[i].path, error_line(&error));
        ck_assert_str_eq(error_line(&error),
                         rows[i].error ? rows[i].error : "");
        ck_assert_int_eq(error.status, rows[i].status);
        arena_free(&arena);
    }
    unlink("f");
    rmdir(folder);
}
END_TEST

START_TEST(params_are_ranges)
{
    /* JSON of params; the ranges as FIRST-END, or the error behind the
     * path. */
    static const char *const rows[][2] = {
        {"\"0\"", "0-1"},
        {"\"1:\"", "1-*"},
        {"\":\"", "0-*"},
        {"\":3\"", "0-3"},
        {"\"2:8\"", "2-8"},
        {"\"0,2:4\"", "0-1 2-4"},
        {"\" 0 , 2 : 4 \"", "0-1 2-4"},
        {"\"007\"", "7-8"},
        {"\"999999999999999\"", "999999999999999-1000000000000000"},
        {"[0, 2, 3]", "0-1 2-3 3-4"},
        {"[4.0]", "4-5"},
        {"\"\"", "must be indices and ranges such as \"0,2:4\" or \"1:\", not "
                 "''"},
        {"\"-1\"", "must be indices and ranges such as \"0,2:4\" or \"1:\", "
                   "not '-1'"},
        {"\"0,\"", "must be indices and ranges such as \"0,2:4\" or \"1:\", "
                   "not '0,'"},
        {"\"0 1\"", "must be indices and ranges such as \"0,2:4\" or \"1:\", "
                    "not '0 1'"},
        {"\"1:2:3\"", "must be indices and ranges such as \"0,2:4\" or "
                      "\"1:\", not '1:2:3'"},
        {"\"1000000000000000\"",
         "must be indices and ranges such as \"0,2:4\" or \"1:\", not "
         "'1000000000000000'"},
        {"\"3:3\"", "3:3 is empty"},
        {"\"5:2\"", "5:2 is empty"},
        {"\":0\"", "0:0 is empty"},
        {"[]", "must name at least one parameter"},
        {"[0, -1]", "[1]: must be an integer in [0,inf), not -1"},
        {"[0.5]", "[0]: must be an integer in [0,inf), not 0.5"},
        {"[\"0\"]", "[0]: must be an integer in [0,inf), not '0'"},
        {"0", "must be a string or a list of integers, not 0"},
        {"null", "must be a string or a list of integers, not null"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct document document;
        struct spec spec;
        struct error error = {0};
        char json[256], found[256] = "", expected[256];

        snprintf(json, sizeof json,
                 "{\"optimizer\": {\"param_groups\": [{\"params\": %s}]}}",
                 rows[i][0]);
        if (load_text(json, &arena, &document, &spec, &error)) {
            const struct group *group = &spec.param_groups.items[0];

            for (size_t k = 0; k < group->range_count; k++) {
                const struct range *range = &group->ranges[k];
                size_t used = strlen(found);

                used += (size_t)snprintf(found + used, sizeof found - used,
                                         "%s%ld-", k ? " " : "", range->first);
                snprintf(found + used, sizeof found - used,
                         range->end == LONG_MAX ? "*" : "%ld", range->end);
            }
            snprintf(expected, sizeof expected, "%s", rows[i][1]);
        } else {
            bool element = rows[i][1][0] == '[';

            snprintf(found, sizeof found, "%.255s",
                     strstr(error_line(&error), "$.")
                         ? strstr(error_line(&error), "$.")
                         : error_line(&error));
            snprintf(expected, sizeof expected,
                     "$.optimizer.param_groups[0].params%s%s",
                     element ? "" : ": ", rows[i][1]);
        }
        ck_assert_msg(strcmp(found, expected) == 0,
                      "%s\nmust be %s\nis      %s", rows[i][0], expected,
                      found);
        arena_free(&arena);
    }
}
END_TEST

Suite *
spec_suite(void)
{
    Suite *suite = suite_create("spec");
    TCase *tests = tcase_create("spec");

    tcase_add_test(tests, specs_are_refused_with_line_column_and_path);
    tcase_add_test(tests, a_null_in_a_list_of_names_is_refused);
    tcase_add_test(tests, files_have_their_limits);
    tcase_add_test(tests, params_are_ranges);
    suite_add_tcase(suite, tests);
    return suite;
}
