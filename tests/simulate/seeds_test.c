/* seeds_test.c -- several seeds in lockstep are what their own runs are. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "simulate/columns.h"
#include "simulate/seeds.h"

enum { ROWS = 60, SEED = 5, MOST = 8, MOST_COLUMNS = 4 };

/* Some columns of the rows of one simulation. */
struct record {
    struct columns columns;
    long rows;
    double values[ROWS][MOST_COLUMNS];
};

static long
keep_row(void *context, long t)
{
    struct record *record = context;

    columns_gather(&record->columns, record->values[t]);
    record->rows = t + 1;
    return t + 1 < ROWS ? t + 1 : NO_ROW;
}

/* A run with one seed, or with several. */
static void
record_rows(const char *format, int seed, long seeds, const char *columns,
            struct record *record)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    struct simulation simulation;
    const struct follower follower = {record, 0, keep_row};
    char json[512];

    snprintf(json, sizeof json, "{\"seed\": %d, \"steps\": %d, %s}", seed,
             ROWS - 1, format);
    ck_assert_msg(
        load_text(json, &arena, &document, &spec, &error) &&
            simulation_make(&simulation, &spec, true, &arena, &error) &&
            (seeds == 0 || seeds_make(&simulation, seeds, &arena, &error)) &&
            columns_select(&simulation, "test", columns, &arena,
                           &record->columns, &error),
        "%s: %s", json, error_line(&error));
    ck_assert_uint_le(record->columns.count, MOST_COLUMNS);
    simulate(&simulation, spec.steps, &follower);
    arena_free(&arena);
}

static int
rising(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

/* A weighted mean of the two values beside the place. */
static double
expected_quantile(double *values, int count, double share)
{
    double place = share * (count - 1), rest = fmod(place, 1);
    int below = (int)place;

    qsort(values, (size_t)count, sizeof *values, rising);
    return rest > 0 ? (1 - rest) * values[below] + rest * values[below + 1]
                    : values[below];
}

static void
check_value(double found, double expected, const char *json, long t)
{
    ck_assert_msg(found == expected ||
                      fabs(found - expected) <= 2e-15 * fabs(expected),
                  "%s: row %ld: %.17g, not %.17g", json, t, found, expected);
}

/* Runs that have ended count with inf, and have no rate. */
static void
check_row(const struct record *all, const struct record *runs, int count,
          const char *json, long t)
{
    double losses[MOST], rates[MOST];
    int live = 0;

    for (int i = 0; i < count; i++) {
        double loss = t < runs[i].rows ? runs[i].values[t][1] : INFINITY;

        losses[i] = isfinite(loss) ? loss : INFINITY;
        if (t < runs[i].rows)
            rates[live++] = runs[i].values[t][0];
    }
    check_value(all->values[t][0], expected_quantile(rates, live, 0.5), json,
                t);
    for (int k = 0; k < 3; k++)
        check_value(
            all->values[t][1 + k],
            expected_quantile(losses, count, (double[]){.5, .25, .75}[k]), json,
            t);
}

static void
check_seeds(const char *json, int count)
{
    static struct record all, runs[MOST];
    long rows = 0;

    record_rows(json, SEED, count, "lr,loss_median,loss_q1,loss_q3", &all);
    for (int i = 0; i < count; i++) {
        record_rows(json, SEED + i, 0, "lr,loss", &runs[i]);
        rows = runs[i].rows > rows ? runs[i].rows : rows;
    }
    ck_assert_int_eq(all.rows, rows);
    for (long t = 0; t < rows; t++)
        check_row(&all, runs, count, json, t);
}

static const char *const specs[] = {
    "\"gradient\": {\"noise_std\": 3}",
    /* Some of them diverge, or all, each at its time. */
    "\"optimizer\": \"sgd(lr=0.003)\", \"gradient\": {\"noise_std\": 30}",
    "\"problem\": \"sphere\", \"optimizer\": \"sgd(lr=1e6)\", \"gradient\": "
    "{\"noise_std\": 1e90}",
    /* Each plateau receives the metric of its own run. */
    "\"problem\": \"sphere\", \"optimizer\": \"sgd(lr=0.5)\", \"schedule\": "
    "\"plateau(patience=1)\", \"gradient\": {\"noise_std\": 1}",
    "\"steps_per_epoch\": 7, \"schedule\": {\"type\": \"plateau\", "
    "\"patience\": 0, \"interval\": \"epoch\"}, \"gradient\": {\"noise_std\": "
    "20, \"accumulate\": 2}",
    "\"problem\": \"mlp(hidden=3, batch_size=20)\", \"optimizer\": "
    "\"lookahead(adam(lr=0.01), k=3)\"",
    "\"problem\": \"logistic_regression(batch_size=7, drop_last=true)\", "
    "\"optimizer\": \"sam(sgd(lr=0.1))\"",
    "\"optimizer\": \"lbfgs\", \"gradient\": {\"noise_std\": 0.1}, "
    "\"ema\": {}",
    "\"optimizer\": \"prodigy\", \"gradient\": {\"noise_std\": 1}",
};

START_TEST(seeds_are_as_their_own_runs)
{
    for (int count = 1; count <= MOST; count++)
        check_seeds(specs[_i], count);
}
END_TEST

Suite *
seeds_suite(void)
{
    Suite *suite = suite_create("seeds");
    TCase *tests = tcase_create("seeds");

    tcase_add_loop_test(tests, seeds_are_as_their_own_runs, 0,
                        sizeof specs / sizeof *specs);
    suite_add_tcase(suite, tests);
    return suite;
}
