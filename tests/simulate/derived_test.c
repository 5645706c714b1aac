/* derived_test.c -- what happens to a gradient before the optimizer, and what
 * is followed beside the parameters. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "simulate/ema.h"
#include "simulate/columns.h"
#include "simulate/families.h"

enum { ROWS = 24, MOST_COLUMNS = 8 };

/* The chosen columns of rows 0, 1, … of a spec in JSON. */
struct run {
    size_t count;
    long rows;
    double values[ROWS][MOST_COLUMNS];
    struct columns columns;
};

static long
keep_row(void *context, long t)
{
    struct run *run = context;

    columns_gather(&run->columns, run->values[t]);
    run->rows = t + 1;
    return t + 1 < ROWS ? t + 1 : NO_ROW;
}

static struct run
rows_of(const char *json, const char *columns)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    struct simulation simulation;
    struct run run = {0};
    const struct follower follower = {&run, 0, keep_row};

    ck_assert_msg(
        load_text(json, &arena, &document, &spec, &error) &&
            simulation_make(&simulation, &spec, true, &arena, &error) &&
            columns_select(&simulation, "test", columns, &arena, &run.columns,
                           &error),
        "%s: %s", json, error_line(&error));
    ck_assert_uint_le(run.columns.count, MOST_COLUMNS);
    run.count = run.columns.count;
    simulate(&simulation, spec.steps, &follower);
    arena_free(&arena);
    return run;
}

static bool
same_rows(const struct run *a, const struct run *b)
{
    return a->rows == b->rows &&
           memcmp(a->values, b->values, sizeof a->values) == 0;
}

#define NOISY(more)                                                            \
    "{\"steps\": 20, \"problem\": \"sphere(3)\", \"optimizer\": "              \
    "\"sgd(lr=0.1)\", \"gradient\": {\"noise_std\": 0.5}" more "}"

START_TEST(the_seed_alone_makes_the_noise)
{
    struct run first = rows_of(NOISY(", \"seed\": 7"), "loss,x");
    struct run again = rows_of(NOISY(", \"seed\": 7"), "loss,x");
    struct run other = rows_of(NOISY(", \"seed\": 8"), "loss,x");

    ck_assert(same_rows(&first, &again));
    ck_assert(!same_rows(&first, &other));
}
END_TEST

/* The variance of the noise of one update at x = 0, over many parameters. */
static double
variance(const char *gradient)
{
    enum { DIM = 4000 };
    char json[256];
    struct run run;

    snprintf(json, sizeof json,
             "{\"steps\": 1, \"problem\": {\"type\": \"sphere\", \"dim\": %d, "
             "\"start\": null}, \"optimizer\": \"sgd(lr=1)\", \"gradient\": "
             "%s}",
             DIM, gradient);
    run = rows_of(json, "update_norm");
    /* Every x is 1, and so every exact derivative 2. */
    return run.values[1][0] * run.values[1][0] / (double)DIM - 4;
}

START_TEST(accumulation_divides_the_variance)
{
    double one = variance("{\"noise_std\": 2}");
    double four = variance("{\"noise_std\": 2, \"accumulate\": 4}");
    double none = variance("{\"accumulate\": 4}");

    ck_assert_msg(fabs(one - 4) < 0.4, "variance %g, must be near 4", one);
    ck_assert_msg(fabs(four - 1) < 0.3, "variance %g, must be near 1", four);
    ck_assert_msg(fabs(none) < 1e-9, "variance %g, must be 0", none);
}
END_TEST

/* At 3, -4 the gradient of the sphere is 6, -8; lr is 1. */
START_TEST(clipping_is_in_its_order)
{
    static const struct {
        const char *gradient;
        double moved[2];
    } rows[] = {
        {"{}", {6, -8}},
        {"{\"clip_value\": 7}", {6, -7}},
        {"{\"clip_value\": 0}", {0, 0}},
        {"{\"clip_norm\": 5}", {6 * 5 / 10.000001, -8 * 5 / 10.000001}},
        {"{\"clip_norm\": 50}", {6, -8}},
        /* By value first: 6, -6, whose norm is 6 sqrt 2. */
        {"{\"clip_value\": 6, \"clip_norm\": 6}",
         {36 / (6 * 1.4142135623730951 + 1e-6),
          -36 / (6 * 1.4142135623730951 + 1e-6)}},
        /* Half of the parameters' norm, 5. */
        {"{\"agc\": 0.5}", {1.5, -2}},
        {"{\"agc\": 3}", {6, -8}},
        {"{\"agc\": 0.5, \"clip_value\": 1.75}", {1.5, -1.75}},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char json[256];
        struct run run;

        snprintf(json, sizeof json,
                 "{\"steps\": 1, \"problem\": \"sphere(start=[3, -4])\", "
                 "\"optimizer\": \"sgd(lr=1)\", \"gradient\": %s}",
                 rows[i].gradient);
        run = rows_of(json, "x");
        for (size_t k = 0; k < 2; k++) {
            double start = k == 0 ? 3 : -4, moved = start - run.values[1][k];

            ck_assert_msg(fabs(moved - rows[i].moved[k]) < 1e-12,
                          "%s: x%zu moves by %.17g, must by %.17g",
                          rows[i].gradient, k, moved, rows[i].moved[k]);
        }
    }
}
END_TEST

/* A matrix is clipped row by row. */
START_TEST(adaptive_clipping_is_by_rows)
{
    struct run run =
        rows_of("{\"steps\": 1, \"problem\": \"sphere(start=[3, 4, 0, "
                "0.0001])\", \"optimizer\": {\"type\": \"sgd\", \"lr\": 1, "
                "\"shape\": [2, 2]}, \"gradient\": {\"agc\": 0.1}}",
                "x");
    static const double expected[] = {3 - 0.3, 4 - 0.4, 0, 0.0001 - 0.0001};

    for (size_t k = 0; k < 4; k++)
        ck_assert_msg(fabs(run.values[1][k] - expected[k]) < 1e-12,
                      "x%zu is %.17g, must be %.17g", k, run.values[1][k],
                      expected[k]);
}
END_TEST

#define AVERAGED(ema)                                                          \
    "{\"steps\": 20, \"problem\": \"rosenbrock\", \"optimizer\": "             \
    "\"adam(lr=0.05)\", \"ema\": " ema "}"

static void
check_ema(const char *json, double decay, bool corrected, double tau)
{
    struct run run = rows_of(json, "x,ema,ema_loss,loss");
    double mean = corrected ? 0 : run.values[0][0], missing = 1;

    for (long t = 0; t <= 20; t++) {
        double d = isnan(tau) ? decay : decay * (1 - exp(-(double)t / tau));
        double expected, x = run.values[t][0], found = run.values[t][2];

        mean = t > 0 ? d * mean + (1 - d) * x : mean;
        missing *= t > 0 ? d : 1;
        expected = t == 0 ? x : corrected ? mean / (1 - missing) : mean;
        ck_assert_msg(fabs(found - expected) < 1e-14,
                      "%s: row %ld: ema0 is %.17g, must be %.17g", json, t,
                      found, expected);
    }
    ck_assert(run.values[0][4] == run.values[0][5]);
    ck_assert(decay == 0 || run.values[20][4] != run.values[20][5]);
}

START_TEST(the_running_mean_follows_its_formula)
{
    check_ema(AVERAGED("{\"decay\": 0.9}"), 0.9, false, NAN);
    check_ema(AVERAGED("{\"decay\": 0}"), 0, false, NAN);
    check_ema(AVERAGED("{\"decay\": 0.9, \"bias_correction\": true}"), 0.9,
              true, NAN);
    check_ema(AVERAGED("{\"decay\": 0.99, \"tau\": 5}"), 0.99, false, 5);
    check_ema(AVERAGED("{\"decay\": 0.99, \"tau\": 5, "
                       "\"bias_correction\": true}"),
              0.99, true, 5);
}
END_TEST

/* timm 1.0.31's ModelEmaV3 and PyTorch 2.13.0's AveragedModel, of the
 * parameters 1, 1/2, 1/3, ... */
START_TEST(the_running_mean_is_that_of_its_system)
{
    static const struct {
        struct ema_options options;
        double means[6];
    } rows[] = {
        {{.decay = 0.9, .warmup = EMA_POWER, .gamma = 1, .power = 2.0 / 3},
         {0.5, 0.3950065791754272, 0.3252946870062582, 0.27557145751631806,
          0.23832654295016598, 0.20941330746777215}},
        {{.decay = 0.6, .warmup = EMA_POWER, .gamma = 3, .power = 0.75},
         {0.5, 0.3656787585220572, 0.28681689108905, 0.23519525879629272,
          0.19889671349071014, 0.17204214057478034}},
        {{.decay = 0.9, .copy_first = true},
         {0.5, 0.48333333333333334, 0.46, 0.43400000000000005,
          0.4072666666666667, 0.3808257142857143}},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ema_options options = rows[i].options;
        struct arena arena = {0};
        struct ema ema = {0};
        double x = 1;

        options.tau = NAN;
        ck_assert(ema_make(&ema, &options, 1, &x, &arena));
        for (long t = 1; t <= 6; t++) {
            x = 1 / (double)(t + 1);
            ema_follow(&ema, t, &x);
            ck_assert_msg(fabs(ema.values[0] - rows[i].means[t - 1]) < 1e-15,
                          "row %zu, t = %ld: is %.17g, must be %.17g", i, t,
                          ema.values[0], rows[i].means[t - 1]);
        }
        arena_free(&arena);
    }
}
END_TEST

/* What is shown beside a run does not change it. */
START_TEST(columns_do_not_disturb_the_run)
{
    struct run bare = rows_of(AVERAGED("null"), "loss,x");
    struct run wide = rows_of(AVERAGED("{}"), "loss,x,ema,update_norm,ema_loss,"
                                              "batch_loss");

    for (long t = 0; t <= 20; t++) {
        ck_assert(memcmp(bare.values[t], wide.values[t],
                         bare.count * sizeof(double)) == 0);
        ck_assert(wide.values[t][7] == wide.values[t][0]);
    }
}
END_TEST

START_TEST(the_norm_of_an_update_stands_in_the_row_behind_it)
{
    struct run run = rows_of(AVERAGED("null"), "x,update_norm");

    ck_assert(run.values[0][2] == 0);
    for (long t = 1; t <= 20; t++)
        ck_assert(fabs(run.values[t][2] -
                       hypot(run.values[t][0] - run.values[t - 1][0],
                             run.values[t][1] - run.values[t - 1][1])) < 1e-15);
}
END_TEST

/* Groups in pieces average as one group does. */
START_TEST(averages_are_put_where_their_parameters_are)
{
    static const char *const texts[] = {
        "{\"steps\": 12, \"problem\": \"sphere(4)\", \"optimizer\": "
        "\"asgd(lr=0.1, t0=3)\"}",
        "{\"steps\": 12, \"problem\": \"sphere(4)\", \"optimizer\": {\"type\": "
        "\"asgd\", \"lr\": 0.1, \"t0\": 3, \"param_groups\": [{\"params\": "
        "\"0,2\"}]}}",
    };
    struct run one = rows_of(texts[0], "x,avg"),
               two = rows_of(texts[1], "x,avg");

    ck_assert(same_rows(&one, &two));
    ck_assert(memcmp(one.values[0], one.values[0] + 4, 4 * sizeof(double)) ==
              0);
    ck_assert(one.values[12][0] != one.values[12][4]);
}
END_TEST

/* A tag means its indices. */
START_TEST(tags_are_their_parameters)
{
    static const char form[] =
        "{\"steps\": 9, \"problem\": {\"type\": \"sphere\", \"dim\": 4, "
        "\"kinds\": [\"w\", \"b\", \"w\", \"b\"]}, \"optimizer\": {\"type\": "
        "\"adamw\", \"lr\": 0.1, \"weight_decay\": 0.3, \"param_groups\": "
        "[{\"params\": \"%s\", \"weight_decay\": 0}]}}";
    char tagged[400], listed[400];
    struct run a, b;

    snprintf(tagged, sizeof tagged, form, "b");
    snprintf(listed, sizeof listed, form, "1,3");
    a = rows_of(tagged, "lr,loss,x");
    b = rows_of(listed, "lr,loss,x");
    ck_assert(same_rows(&a, &b));
}
END_TEST

/* A gradient whose loss is finite, and one that is not a number. */
static const struct {
    const char *problem, *shape;
} hostile[] = {
    {"sphere(1)", "[1, 1]"},
    {"expression(\"sqrt(abs(x))\", [0])", "[1, 1]"},
    {"expression(\"x^2 + 0*log(abs(y))\", [1, 0])", "[1, 2]"},
    {"expression(\"1e200*x^2\", [1e50])", "[1, 1]"},
    {"rosenbrock(start=[1e100, -1e100])", "[2, 1]"},
};

/* Whether the spec is a valid one; then it must run. */
static bool
survives(const struct kind *kind, size_t p, const char *assignment)
{
    const char *problem = hostile[p].problem;
    char shape[64];
    struct arena arena = {0};
    struct document document = {
        .arena = &arena, .table = spec_table, .families = all_families};
    struct spec spec;
    struct error error = {0};
    struct simulation simulation;
    struct run run = {0};
    const struct follower follower = {&run, 0, keep_row};
    bool made;

    snprintf(shape, sizeof shape, "optimizer.shape=%s", hostile[p].shape);
    made =
        document_put(&document, "test", "problem", problem, &error) &&
        document_put(&document, "test", "optimizer", kind->example, &error) &&
        document_expand(&document, &error) &&
        document_set(&document, assignment, &error) &&
        document_set(&document, shape, &error) &&
        spec_load(&document, NULL, &spec, &error);

    made = made && simulation_make(&simulation, &spec, true, &arena, &error) &&
           columns_select(&simulation, "test", "loss", &arena, &run.columns,
                          &error);
    if (made) {
        simulate(&simulation, ROWS - 1, &follower);
        ck_assert(run.rows > 0);
        for (long t = 0; t < run.rows; t++)
            ck_assert_msg(isfinite(run.values[t][0]) ||
                              (t == run.rows - 1 && simulation.diverged),
                          "%s, %s, %s: row %ld is not the last", kind->example,
                          problem, assignment, t);
        ck_assert(run.rows == ROWS || simulation.diverged);
    }
    arena_free(&arena);
    return made;
}

/* Rates that are too high, and every parameter at 0 where it may be: where a
 * run diverges it ends in that row. */
START_TEST(hostile_values_end_a_run_at_the_right_row)
{
    const struct kind *kind = optimizer_family.kinds[_i];
    char assignment[128];

    for (size_t p = 0; p < sizeof hostile / sizeof *hostile; p++) {
        ck_assert(survives(kind, p, "optimizer.lr=1e300"));
        ck_assert(survives(kind, p, "optimizer.lr=1e-300"));
        for (const struct parameter *row = kind->parameters; row->name; row++) {
            const char *zero = row->type == PARAMETER_PAIR     ? "[0, 0]"
                               : row->type == PARAMETER_TRIPLE ? "[0, 0, 0]"
                                                               : "0";

            if (row->type == PARAMETER_NODE)
                continue;
            snprintf(assignment, sizeof assignment, "optimizer.%s=%s",
                     row->name, zero);
            survives(kind, p, assignment);
        }
    }
}
END_TEST

Suite *
beside_suite(void)
{
    Suite *suite = suite_create("beside");
    TCase *tests = tcase_create("gradient"), *values = tcase_create("hostile");
    int kinds = 0;

    while (optimizer_family.kinds[kinds])
        kinds++;
    tcase_add_test(tests, the_seed_alone_makes_the_noise);
    tcase_add_test(tests, accumulation_divides_the_variance);
    tcase_add_test(tests, clipping_is_in_its_order);
    tcase_add_test(tests, adaptive_clipping_is_by_rows);
    tcase_add_test(tests, the_running_mean_follows_its_formula);
    tcase_add_test(tests, the_running_mean_is_that_of_its_system);
    tcase_add_test(tests, columns_do_not_disturb_the_run);
    tcase_add_test(tests, the_norm_of_an_update_stands_in_the_row_behind_it);
    tcase_add_test(tests, averages_are_put_where_their_parameters_are);
    tcase_add_test(tests, tags_are_their_parameters);
    tcase_add_loop_test(values, hostile_values_end_a_run_at_the_right_row, 0,
                        kinds);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, values);
    return suite;
}
