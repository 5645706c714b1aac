/* restart_test.c -- trainings that were stopped and resumed. */
#include "tests/suites.h"

#include <stdio.h>
#include <string.h>

#include "simulate/rates_at.h"
#include "simulate/warn/warnings.h"
#include "spec/print.h"

enum { ROWS = 13 };

/* The rates of rows 0 to 12; fails the test where there are none. */
static void
rates_of(const char *json, double *rates)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    long rows[ROWS];
    const struct rates_at wanted = {0, ROWS, rows, rates};

    for (long t = 0; t < ROWS; t++)
        rows[t] = t;
    ck_assert_msg(load_text(json, &arena, &document, &spec, &error) &&
                      rates_at_fill(&spec, &wanted, &arena, &error),
                  "%s: %s", json, error_line(&error));
    arena_free(&arena);
}

/* From row `from` on, the rates of `json` must be those of `other`. */
static void
expect_same(const char *json, const char *other, long from, long until)
{
    double is[ROWS], must[ROWS];

    rates_of(json, is);
    rates_of(other, must);
    for (long t = from; t < until; t++)
        ck_assert_msg(is[t] == must[t], "%s\nrow %ld must be %.17g, is %.17g",
                      json, t, must[t], is[t]);
}

#define SPEC(steps, lr, schedule, more)                                        \
    "{\"steps\": " #steps ", \"optimizer\": \"adam(" #lr ")\", "               \
    "\"schedule\": \"" schedule "\"" more "}"
#define RESTART(text) ", \"restart\": [" text "]"

START_TEST(rows_after_a_restart_are_those_of_the_new_values)
{
    static const struct {
        const char *spec, *before, *after;
        long step;
    } rows[] = {
        {SPEC(8, 1, "hf.linear(2)", RESTART("{\"step\": 4, \"steps\": 12}")),
         SPEC(8, 1, "hf.linear(2)", ""), SPEC(12, 1, "hf.linear(2)", ""), 4},
        {SPEC(8, 1, "hf.cosine('25%')",
              RESTART("{\"step\": 4, \"steps\": 12}")),
         SPEC(8, 1, "hf.cosine(2)", ""), SPEC(12, 1, "hf.cosine(3)", ""), 4},
        {SPEC(12, 1, "step(2)", RESTART("{\"step\": 5, \"lr\": 0.5}")),
         SPEC(12, 1, "step(2)", ""), SPEC(12, 0.5, "step(2)", ""), 5},
        {SPEC(12, 1, "step(2)",
              RESTART("{\"step\": 6, \"schedule\": "
                      "\"cosine -> @9 linear\"}")),
         SPEC(12, 1, "step(2)", ""), SPEC(12, 1, "cosine -> @9 linear", ""), 6},
        /* By recursion, and rows that are computed ahead of time. */
        {SPEC(12, 1, "step(2) * exponential(0.9)",
              RESTART("{\"step\": 3, \"lr\": 2}")),
         SPEC(12, 1, "step(2) * exponential(0.9)", ""),
         SPEC(12, 2, "step(2) * exponential(0.9)", ""), 3},
        {SPEC(12, 1, "cosine(100)", RESTART("{\"step\": 3, \"lr\": 2}")),
         SPEC(12, 1, "cosine(100)", ""), SPEC(12, 2, "cosine(100)", ""), 3},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_same(rows[i].spec, rows[i].before, 0, rows[i].step);
        expect_same(rows[i].spec, rows[i].after, rows[i].step, ROWS);
    }
}
END_TEST

START_TEST(restarts_follow_each_other)
{
    const char *spec =
        SPEC(6, 1, "hf.linear(2)",
             RESTART("{\"step\": 3, \"steps\": 9}, {\"step\": 5, \"lr\": 2}, "
                     "{\"step\": 8, \"steps\": 12}"));

    expect_same(spec, SPEC(6, 1, "hf.linear(2)", ""), 0, 3);
    expect_same(spec, SPEC(9, 1, "hf.linear(2)", ""), 3, 5);
    expect_same(spec, SPEC(9, 2, "hf.linear(2)", ""), 5, 8);
    expect_same(spec, SPEC(12, 2, "hf.linear(2)", ""), 8, ROWS);
}
END_TEST

START_TEST(the_printed_spec_has_the_same_rates)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    struct text text = {.arena = &arena};
    const char *json =
        SPEC(8, 1, "hf.linear('50%')",
             RESTART("{\"step\": 4, \"steps\": 12}, {\"step\": 6, \"lr\": 3}"));

    ck_assert(load_text(json, &arena, &document, &spec, &error));
    ck_assert_int_eq(spec.steps, 12);
    spec_print(&spec, &text);
    ck_assert_ptr_nonnull(text_end(&text));
    expect_same(text.bytes, json, 0, ROWS);
    arena_free(&arena);
}
END_TEST

START_TEST(wrong_restarts_are_refused)
{
    /* The restarts, and the end of the error. */
    static const char *const rows[][2] = {
        {"{\"step\": 4}",
         "$.restart[0]: must have steps, lr, schedule or schedules: "
         "what is different after the restart"},
        {"{\"steps\": 4}",
         "$.restart[0].step: is missing: the first row of the resumed "
         "training"},
        {"{\"step\": 4, \"steps\": 3}",
         "$.restart[0].steps: must be at least step, 4, not 3"},
        {"{\"step\": 4, \"lr\": 1}, {\"step\": 4, \"lr\": 2}",
         "$.restart[1].step: must be above that of the restart before, 4, not "
         "4"},
        {"{\"step\": 4, \"schedule\": \"one_cycle(1)\"}",
         "$.restart[0]: must not change whether the schedule drives the "
         "momentum"},
        {"3", "$.restart[0]: must be an object, not 3"},
    };
    char json[512];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct document document;
        struct spec spec;
        struct simulation simulation;
        struct error error = {0};
        const char *path;

        snprintf(json, sizeof json,
                 "{\"steps\": 9, \"schedule\": \"step(2)\", \"restart\": [%s]}",
                 rows[i][0]);
        ck_assert(!load_text(json, &arena, &document, &spec, &error) ||
                  !simulation_make(&simulation, &spec, false, &arena, &error));
        path = strstr(error_line(&error), "$.");
        ck_assert_str_eq(path ? path : error_line(&error), rows[i][1]);
        arena_free(&arena);
    }
}
END_TEST

/* The first warning of a spec; "" where there is none. */
static const char *
warning_of(const char *json, struct arena *arena)
{
    struct warnings warnings = {.arena = arena};
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct error error = {0};

    ck_assert_msg(load_text(json, arena, &document, &spec, &error) &&
                      simulation_check(&simulation, &spec, arena, &error),
                  "%s: %s", json, error_line(&error));
    simulation_warn(&simulation, &warnings);
    return warnings.first ? error_line(&warnings.first->error) : "";
}

START_TEST(schedulers_that_keep_their_total_are_warned_of)
{
    static const struct {
        const char *schedule, *word;
    } rows[] = {
        {"cosine", "PyTorch"},
        {"linear(0.1, 1, 2) -> cosine", "PyTorch"},
        {"megatron.cosine", "Megatron"},
        {"hf.cosine", NULL},
        {"step(2)", NULL},
    };
    char json[256];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        const char *warning;

        snprintf(json, sizeof json,
                 SPEC(8, 1, "%s", RESTART("{\"step\": 4, \"steps\": 12}")),
                 rows[i].schedule);
        warning = warning_of(json, &arena);
        if (rows[i].word)
            ck_assert_msg(strstr(warning, "$.restart[0].steps") &&
                              strstr(warning, rows[i].word),
                          "%s: %s", json, warning);
        else
            ck_assert_msg(*warning == '\0', "%s: %s", json, warning);
        arena_free(&arena);
    }
}
END_TEST

Suite *
restart_suite(void)
{
    Suite *suite = suite_create("restart");
    TCase *tests = tcase_create("contract");

    tcase_add_test(tests, rows_after_a_restart_are_those_of_the_new_values);
    tcase_add_test(tests, restarts_follow_each_other);
    tcase_add_test(tests, the_printed_spec_has_the_same_rates);
    tcase_add_test(tests, wrong_restarts_are_refused);
    tcase_add_test(tests, schedulers_that_keep_their_total_are_warned_of);
    suite_add_tcase(suite, tests);
    return suite;
}
