/* predict_test.c -- laws of the loss: their parts, their fit, and what they
 * predict. */
#include "tests/suites.h"

#include <math.h>
#include <string.h>

#include "predict/whatif.h"
#include "predict/worst_case.h"
#include "tests/predict/curves.h"
#include "tests/predict/scipy_values.h"

static const struct loss_law kernel = {&loss_law_kernel,
                                       {2.5, 0.6, 0.45, 15, 0.87}};
static const struct loss_law momentum = {&loss_law_momentum,
                                         {2.9, 0.5, 0.5, 0.1, 0.999}};

static const enum curve_shape shapes[] = {SHAPE_CONSTANT, SHAPE_WSD,
                                          SHAPE_COSINE, SHAPE_TWO_STAGES};

/* The kernel's noise, update by update: its rate is the same throughout. */
static double
noise_by_updates(const double *rates, size_t updates, double beta)
{
    double sum = 0, noise = 0;

    for (size_t i = updates; i-- > 0;) {
        noise += rates[i] *
                 (pow(sum + rates[i], 1 - beta) - pow(sum, 1 - beta)) /
                 (1 - beta);
        sum += rates[i];
    }
    return noise;
}

START_TEST(blocks_give_the_sum_over_updates)
{
    enum { UPDATES = 5000 };
    struct arena arena = {0};
    struct error error = {0};
    const double *rates = make_rates(shapes[_i], UPDATES, &arena);
    struct rate_sums curve;
    double place = UPDATES, made, wanted;

    ck_assert(rate_sums_make(&curve, rates, UPDATES, &arena, &error));
    ck_assert_uint_lt(curve.block_count, 130);
    loss_law_kernel.change(&curve, 0.87, 1, &place, &made, NULL);
    wanted = noise_by_updates(rates, UPDATES, 0.87);
    ck_assert_msg(fabs(made / wanted - 1) < 2e-4, "%.9g, not %.9g", made,
                  wanted);
    arena_free(&arena);
}
END_TEST

START_TEST(slope_matches_differences)
{
    struct arena arena = {0};
    double places[] = {300, 1000.5, 1700, 2000}, low[4], high[4], at[4],
           slopes[4];
    struct fitted_run run;

    make_run(&kernel, shapes[_i], 2000, 20, 0, 1, &run, &arena);
    loss_law_kernel.change(&run.curve, 0.87 - 1e-5, 4, places, low, NULL);
    loss_law_kernel.change(&run.curve, 0.87 + 1e-5, 4, places, high, NULL);
    loss_law_kernel.change(&run.curve, 0.87, 4, places, at, slopes);
    for (size_t i = 0; i < 4; i++)
        ck_assert_double_eq_tol(slopes[i] / at[i],
                                (high[i] - low[i]) / 2e-5 / at[i], 1e-6);
    arena_free(&arena);
}
END_TEST

/* After a drop by d the momentum law gains d (1 + lambda + lambda^2 + …). */
START_TEST(momentum_adds_up_the_fall)
{
    static const double rates[] = {1, 2, 2, 2, 1, 1, 1};
    double places[] = {0, 4, 5, 5.5, 6, 7}, changes[6];
    struct arena arena = {0};
    struct error error = {0};
    struct rate_sums curve;

    ck_assert(rate_sums_make(&curve, rates, 7, &arena, &error));
    loss_law_momentum.change(&curve, 0.5, 6, places, changes, NULL);
    ck_assert_double_eq(changes[0], 0);
    ck_assert_double_eq(changes[1], 0);
    ck_assert_double_eq(changes[2], 1);
    ck_assert_double_eq(changes[3], 1.25);
    ck_assert_double_eq(changes[4], 1.5);
    ck_assert_double_eq(changes[5], 1.75);
    arena_free(&arena);
}
END_TEST

/* The runs that scipy_values.py fits: their deviations have a formula. */
static void
make_scipy_runs(const struct loss_law *law, struct fitted_run runs[2],
                struct arena *arena)
{
    for (size_t r = 0; r < 2; r++) {
        double *losses;

        make_run(law, shapes[1 + r], 4000, 40, 0, 1, &runs[r], arena);
        losses = (double *)runs[r].losses;
        for (size_t i = 0; i < runs[r].count; i++)
            losses[i] *= 1 + 2e-3 * sin((double)(i * i + r));
    }
}

START_TEST(fit_is_that_of_scipy)
{
    const struct scipy_fit *wanted = &scipy_fits[_i];
    const struct loss_law *law =
        strcmp(wanted->law, "kernel") == 0 ? &kernel : &momentum;
    struct fitted_run runs[2];
    struct arena arena = {0};
    struct error error = {0};
    struct law_fit fit;

    make_scipy_runs(law, runs, &arena);
    ck_assert(law_fit(law->kind, runs, wanted->runs, NULL, false, &fit, &arena,
                      &error));
    for (size_t i = 0; i < LAW_MEMORY; i++)
        ck_assert_msg(fabs(fit.law.numbers[i] / wanted->numbers[i] - 1) < 2e-4,
                      "%s: %.9g, not %.9g", law->kind->numbers[i],
                      fit.law.numbers[i], wanted->numbers[i]);
    arena_free(&arena);
}
END_TEST

/* Numbers that made a run are found again within three of their errors, and
 * within two most of the time. */
START_TEST(known_numbers_are_recovered)
{
    const struct loss_law *law = _i < 20 ? &kernel : &momentum;
    size_t beyond = 0;

    for (size_t r = 0; r < 2; r++) {
        struct fitted_run runs[2];
        struct arena arena = {0};
        struct error error = {0};
        struct law_fit fit;

        for (size_t k = 0; k < 2; k++)
            make_run(law, shapes[1 + k], 6000, 50, 5e-4,
                     (uint64_t)(10 * _i) + k, &runs[k], &arena);
        ck_assert(law_fit(law->kind, runs, 1 + r, NULL, r == 1, &fit, &arena,
                          &error));
        for (size_t i = 0; i < LAW_NUMBERS; i++) {
            double off = fabs(fit.law.numbers[i] - law->numbers[i]);

            ck_assert_msg(off <= 4 * fit.errors[i],
                          "%s: %.9g +- %.3g, not %.9g", law->kind->numbers[i],
                          fit.law.numbers[i], fit.errors[i], law->numbers[i]);
            beyond += off > 2 * fit.errors[i];
        }
        arena_free(&arena);
    }
    ck_assert_uint_le(beyond, 8);
}
END_TEST

/* One run with a plateau says what other schedules of twice the length give. */
START_TEST(other_schedules_are_predicted)
{
    const struct loss_law *law = _i % 2 ? &momentum : &kernel;
    struct arena arena = {0};
    struct error error = {0};
    struct fitted_run run, other;
    const char *name = "run";
    const struct whatif_runs runs = {1, &run, &name};
    struct whatif_basis basis;
    struct whatif_candidate candidate = {.name = "other"};
    double place = 12000, wanted;

    make_run(law, SHAPE_WSD, 6000, 50, 1e-4, (uint64_t)_i, &run, &arena);
    make_run(law, shapes[_i / 2], 12000, 100, 0, 1, &other, &arena);
    ck_assert(whatif_fit(&basis, &runs, law->kind, &arena, &error));
    candidate.curve = other.curve;
    ck_assert(whatif_predict(&basis, &candidate, &error));
    loss_law_predict(law, &other.curve, 1, &place, &wanted);
    ck_assert_double_eq_tol(candidate.loss, wanted, 0.01);
    ck_assert_double_gt(basis.margin, 0.005);
    arena_free(&arena);
}
END_TEST

/* What the laws cannot say. */
static const struct refusal {
    enum curve_shape shape; /* of the run */
    double factor;          /* of the candidate's rates */
    size_t updates;         /* of the candidate */
    const char *message;    /* part of it; NULL: none */
} refusals[] = {
    {SHAPE_CONSTANT, 1, 4000, "never falls"},
    {SHAPE_WSD, 1.2, 4000, "peak rate of 0.0012, and run one of 0.001"},
    {SHAPE_WSD, 0.85, 4000, "another needs a run of its own"},
    {SHAPE_WSD, 1, 13000, "12800 steps can be answered"},
    {SHAPE_WSD, 1.05, 12800, NULL},
    {SHAPE_TWO_STAGES, 1, 4000, NULL},
};

START_TEST(what_is_out_of_range_is_refused)
{
    const struct refusal *refusal = &refusals[_i];
    struct arena arena = {0};
    struct error error = {0};
    struct fitted_run run;
    const char *name = "run";
    const struct whatif_runs runs = {1, &run, &name};
    struct whatif_basis basis;
    struct whatif_candidate candidate = {.name = "other"};
    double *rates = make_rates(SHAPE_COSINE, refusal->updates, &arena);
    bool done;

    make_run(&kernel, refusal->shape, 4000, 40, 0, 1, &run, &arena);
    for (size_t i = 0; i < refusal->updates; i++)
        rates[i] *= refusal->factor;
    ck_assert(rate_sums_make(&candidate.curve, rates, refusal->updates, &arena,
                             &error));
    done = whatif_fit(&basis, &runs, NULL, &arena, &error) &&
           whatif_predict(&basis, &candidate, &error);
    ck_assert_int_eq(done, !refusal->message);
    if (refusal->message) {
        ck_assert_int_eq(error.status, STATUS_WRONG);
        ck_assert_msg(strstr(error.message, refusal->message), "%s",
                      error.message);
    }
    arena_free(&arena);
}
END_TEST

/* With the kernel as the default only where a plateau comes before a fall. */
START_TEST(default_law_suits_the_runs)
{
    struct arena arena = {0};
    struct error error = {0};
    struct fitted_run run;
    const char *name = "run";
    const struct whatif_runs runs = {1, &run, &name};
    struct whatif_basis basis;

    make_run(&kernel, shapes[1 + _i], 4000, 40, 0, 1, &run, &arena);
    ck_assert(whatif_fit(&basis, &runs, NULL, &arena, &error));
    ck_assert_str_eq(basis.fit.law.kind->name,
                     shapes[1 + _i] == SHAPE_COSINE ? "momentum" : "kernel");
    arena_free(&arena);
}
END_TEST

/* Values of the reference package of Schaipp et al., for D = G = 1.  It takes
 * running sums from the whole sum, so that small rates at the end lose digits:
 * of the cosine of 1000 it prints .0306240821754157, with 7 right digits (and
 * of one of 100,000, none).  These are of 40 digits. */
struct bound {
    size_t updates;
    double (*shape)(double share, double update);
    double rate, bound;
};

static double
shape_linear(double share, double update)
{
    (void)update;
    return 1 - share;
}

static double
shape_wsd(double share, double update)
{
    (void)update;
    return fmin(1, (1 - share) / 0.2);
}

static double
shape_cosine(double share, double update)
{
    (void)update;
    return (1 + cos(3.14159265358979323846 * share)) / 2;
}

static double
shape_constant(double share, double update)
{
    (void)share;
    (void)update;
    return 1;
}

static double
shape_root(double share, double update)
{
    (void)share;
    return 1 / sqrt(update + 1);
}

static const struct bound bounds[] = {
    {100, shape_linear, .097255214545595, .20360841617121},
    {100, shape_wsd, .0495442034545995, .223027579140144},
    {100, shape_cosine, .0946945058622014, .209114351648188},
    {100, shape_constant, .0402344369809741, .24854330644054},
    {100, shape_root, .238749504687274, .225313589485175},
    {1000, shape_linear, .0314971729131283, .0634343280113631},
    {1000, shape_wsd, .0161627443487007, .0687070305603687},
    {1000, shape_cosine, .0306240831646439, .0652428347735397},
};
enum { BOUNDS = sizeof bounds / sizeof *bounds };

START_TEST(worst_cases_are_the_published_ones)
{
    const struct bound *wanted = &bounds[_i];
    struct worst_case worst;
    struct error error = {0};
    double rates[1001];

    for (size_t k = 0; k <= wanted->updates; k++)
        rates[k] =
            3 * wanted->shape((double)k / (double)wanted->updates, (double)k);
    /* What follows the rates is left out if it is 0. */
    rates[wanted->updates] = 0;
    ck_assert(worst_case_find(&worst, rates, wanted->updates + 1, 3, &error));
    ck_assert_uint_eq(worst.updates, wanted->updates);
    ck_assert_double_eq_tol(worst.rate, wanted->rate, 1e-10);
    ck_assert_double_eq_tol(worst.bound, wanted->bound, 1e-10);
}
END_TEST

Suite *
predict_suite(void)
{
    Suite *suite = suite_create("predict");
    TCase *parts = tcase_create("parts"), *fits = tcase_create("fits"),
          *answers = tcase_create("answers");

    tcase_add_loop_test(parts, blocks_give_the_sum_over_updates, 0, 4);
    tcase_add_loop_test(parts, slope_matches_differences, 0, 4);
    tcase_add_test(parts, momentum_adds_up_the_fall);
    tcase_add_loop_test(parts, worst_cases_are_the_published_ones, 0, BOUNDS);
    tcase_add_loop_test(fits, fit_is_that_of_scipy, 0, SCIPY_FITS);
    tcase_add_loop_test(fits, known_numbers_are_recovered, 0, 40);
    tcase_add_loop_test(answers, other_schedules_are_predicted, 0, 8);
    tcase_add_loop_test(answers, what_is_out_of_range_is_refused, 0,
                        sizeof refusals / sizeof *refusals);
    tcase_add_loop_test(answers, default_law_suits_the_runs, 0, 3);
    suite_add_tcase(suite, parts);
    suite_add_tcase(suite, fits);
    suite_add_tcase(suite, answers);
    return suite;
}
