/* expect_test.c -- expectations and the summary, over all rows of a run. */
#include "simulate/expect.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "simulate/statistics.h"
#include "tests/simulate/simulated.h"

/* The losses of a made-up run; x0 is ten times the row. */
static void
tell_rows(struct simulated *simulated, struct statistics *statistics,
          const double *losses, size_t count)
{
    for (size_t t = 0; t < count; t++) {
        simulated->simulation.step = (double)t;
        simulated->simulation.loss = losses[t];
        simulated->simulation.diverged = !isfinite(losses[t]);
        simulated->simulation.x[0] = 10 * (double)t;
        simulated->simulation.rates[0].lr = losses[t];
        statistics_row(statistics, (long)t);
    }
    statistics_end(statistics);
}

START_TEST(expectations_are_judged_over_all_rows)
{
    static const double plain[] = {3, 1, 4, 1, 2};
    static const double infinite[] = {3, 1, INFINITY};
    static const double broken[] = {3, 1, NAN};
    static const struct {
        const double *losses;
        size_t count;
        const char *text, *failure; /* NULL: it holds */
    } rows[] = {
        {plain, 5, "first.loss == 3", NULL},
        {plain, 5, "final.loss == 2", NULL},
        {plain, 5, "best.loss == 1", NULL},
        /* The first of two that are equal. */
        {plain, 5, "best.step == 1", NULL},
        {plain, 5, "best.x0 == 10", NULL},
        {plain, 5, "min.loss == 1 && max.loss == 4", NULL},
        {plain, 5, "mean.loss == 2.2", NULL},
        {plain, 5, "max.lr == 4 && min.x0 == 0", NULL},
        {plain, 5, "diverged == 0", NULL},
        {plain, 5, "steps_to(1) == 1 && steps_to(3) == 0", NULL},
        {plain, 5, "steps_to(0.5) == inf", NULL},
        {plain, 5, "final.loss < first.loss", NULL},
        {plain, 5, "final.loss < 2",
         "--expect 'final.loss < 2' does not hold: final.loss is 2"},
        {plain, 5, "final.loss < min.loss",
         "--expect 'final.loss < min.loss' does not hold: final.loss is 2, "
         "min.loss is 1"},
        {plain, 5, "steps_to(0.5) < 9",
         "--expect 'steps_to(0.5) < 9' does not hold: steps_to(0.5) is inf"},
        {plain, 5, "steps_to(0.1) < 9",
         "--expect 'steps_to(0.1) < 9' does not hold: steps_to(0.1) is inf"},
        {plain, 5, "diverged == 1",
         "--expect 'diverged == 1' does not hold: diverged is 0"},
        {infinite, 3, "diverged == 1 && final.loss == inf", NULL},
        {infinite, 3, "best.loss == 1 && max.loss == inf", NULL},
        {infinite, 3, "min.loss == 1 && mean.loss == inf", NULL},
        {broken, 3, "diverged == 1 && best.loss == 1", NULL},
        {broken, 3, "final.loss < 9",
         "--expect 'final.loss < 9' does not hold: final.loss is nan"},
        {broken, 3, "final.loss != 9",
         "--expect 'final.loss != 9' does not hold: final.loss is nan"},
        {broken, 3, "min.loss <= 3",
         "--expect 'min.loss <= 3' does not hold: min.loss is nan"},
        {broken, 3, "max.loss >= 1",
         "--expect 'max.loss >= 1' does not hold: max.loss is nan"},
        {broken, 3, "mean.loss > 0",
         "--expect 'mean.loss > 0' does not hold: mean.loss is nan"},
        {broken + 2, 1, "best.loss < 9",
         "--expect 'best.loss < 9' does not hold: best.loss is nan"},
        {broken + 2, 1, "steps_to(9) == inf", NULL},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct simulated simulated;
        struct statistics statistics;
        struct expect expect;
        const char *failure = rows[i].failure;
        bool holds;

        simulated_must_begin(&simulated, "{}", true);
        statistics_begin(&statistics, &simulated.simulation, NAN,
                         &simulated.arena);
        ck_assert_msg(expect_parse(&expect, rows[i].text,
                                   &statistics.expect_stats, &simulated.error),
                      "%s: %s", rows[i].text, error_line(&simulated.error));
        tell_rows(&simulated, &statistics, rows[i].losses, rows[i].count);
        holds =
            expect_holds(&expect, &statistics.expect_stats, &simulated.error);
        ck_assert_msg(
            holds == !failure &&
                (holds || strcmp(error_line(&simulated.error), failure) == 0),
            "row %zu, %s\nmust be %s\nis      %s", i, rows[i].text,
            failure ? failure : "true",
            holds ? "true" : error_line(&simulated.error));
        ck_assert_int_eq(simulated.error.status,
                         holds ? STATUS_DONE : STATUS_NEGATIVE);
        simulated_end(&simulated);
    }
}
END_TEST

START_TEST(expectations_are_comparisons_of_what_there_is)
{
    /* In a run or not; the beginning of the error. */
    static const struct {
        bool run;
        const char *text, *error;
    } rows[] = {
        {true, "final.loss",
         "--expect: must be a condition, such as "
         "'final.loss < 1e-3' or '!diverged', not 'final.loss'"},
        {true, "1", "--expect: must be a condition"},
        {true, "last.loss < 1", "--expect: column 1: unknown statistic 'last'"},
        {true, "bets.loss < 1",
         "--expect: column 1: unknown statistic 'bets' (did you mean 'best'?)"},
        {true, "1 < final.los",
         "--expect: column 11: unknown column 'los' (did "
         "you mean 'loss'?)"},
        {true, "final.x < 1", "--expect: column 7: unknown column 'x'"},
        {true, "final.x2 < 1", "--expect: column 7: unknown column 'x2'"},
        {true, "loss < 1",
         "--expect: column 1: unknown name 'loss': must be "
         "diverged, steps_to(LOSS) or "
         "(first|final|best|min|max|mean).COLUMN"},
        {false, "diverged == 0", "--expect: column 1: unknown name 'diverged'"},
        {false, "final.loss < 1", "--expect: column 7: unknown column 'loss'"},
        {false, "steps_to(1) < 5",
         "--expect: column 1: unknown function 'steps_to'"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct simulated simulated;
        struct statistics statistics;
        struct expect expect;
        bool done;

        simulated_must_begin(&simulated, "{}", rows[i].run);
        statistics_begin(&statistics, &simulated.simulation, NAN,
                         &simulated.arena);
        done = expect_parse(&expect, rows[i].text, &statistics.expect_stats,
                            &simulated.error);
        ck_assert_msg(!done &&
                          strncmp(error_line(&simulated.error), rows[i].error,
                                  strlen(rows[i].error)) == 0,
                      "%s\nmust be %s\nis      %s", rows[i].text, rows[i].error,
                      done ? "accepted" : error_line(&simulated.error));
        ck_assert_int_eq(simulated.error.status, STATUS_WRONG);
        simulated_end(&simulated);
    }
}
END_TEST

START_TEST(the_summary_is_over_all_rows)
{
    static const double losses[] = {3, 1, 4, 1, NAN};
    struct simulated simulated;
    struct statistics statistics;

    simulated_must_begin(&simulated, "{}", true);
    statistics_begin(&statistics, &simulated.simulation, 2, &simulated.arena);
    tell_rows(&simulated, &statistics, losses, 5);
    ck_assert_int_eq(statistics.rows, 5);
    ck_assert_int_eq(statistics.best_step, 1);
    ck_assert_int_eq(statistics.target_step, 1);
    ck_assert_double_eq(statistics.best_loss, 1);
    ck_assert(isnan(statistics.final_loss));
    ck_assert_double_eq(statistics.first_lr, 3);
    ck_assert_double_eq(statistics.min_lr, 1);
    ck_assert_double_eq(statistics.max_lr, 4);
    statistics_begin(&statistics, &simulated.simulation, 0.5, &simulated.arena);
    tell_rows(&simulated, &statistics, losses + 4, 1);
    ck_assert_int_eq(statistics.best_step, -1);
    ck_assert_int_eq(statistics.target_step, -1);
    ck_assert(isnan(statistics.best_loss));
    simulated_end(&simulated);
}
END_TEST

Suite *
expect_suite(void)
{
    Suite *suite = suite_create("expect");
    TCase *tests = tcase_create("expect");

    tcase_add_test(tests, expectations_are_judged_over_all_rows);
    tcase_add_test(tests, expectations_are_comparisons_of_what_there_is);
    tcase_add_test(tests, the_summary_is_over_all_rows);
    suite_add_tcase(suite, tests);
    return suite;
}
