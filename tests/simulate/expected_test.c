/* expected_test.c -- the expected loss is the mean over seeds. */
#include "tests/suites.h"

#include <math.h>

#include "simulate/simulation.h"

enum { SEEDS = 4096 };

/* Optimizer, schedule and gradient of runs of 40 steps. */
static const char *const runs[] = {
    "\"optimizer\": \"sgd(lr=0.5)\"",
    "\"optimizer\": \"sgd(lr=0.5)\", \"schedule\": \"cosine(40)\"",
    "\"optimizer\": \"sgd(lr=0.1, momentum=0.9)\"",
    "\"optimizer\": \"sgd(lr=0.1, momentum=0.8, nesterov=true)\", "
    "\"schedule\": \"warmup(5) -> linear(1, 0, 35)\"",
    "\"optimizer\": \"sgd(lr=0.1, momentum=0.8, dampening=0.3, "
    "weight_decay=0.1)\"",
    "\"optimizer\": \"sgd(lr=0.01, momentum=0.9, maximize=true)\"",
    "\"optimizer\": \"sgd(lr=0.1, momentum=0.9)\", \"schedule\": "
    "\"one_cycle(max_lr=0.3, total_steps=41)\"",
    "\"optimizer\": \"sgd(lr=0.3)\", \"gradient\": {\"noise_std\": 0.2, "
    "\"accumulate\": 3}",
};

static void
make(const char *run, struct arena *arena, struct document *document,
     struct spec *spec)
{
    struct text json = {.arena = arena};
    struct error error = {0};

    text_format(&json,
                "{\"steps\": 40, \"problem\": \"power_law(dim=8, noise=2, "
                "batch=4)\", %s}",
                run);
    ck_assert_msg(load_text(text_end(&json), arena, document, spec, &error),
                  "%s: %s", run, error_line(&error));
}

static double
final_loss(struct simulation *simulation)
{
    long last = simulation->spec->steps;

    for (long t = 0; t <= last; t++)
        simulate_row(simulation, t, last);
    return simulation->loss;
}

START_TEST(expected_loss_is_the_mean_over_seeds)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    struct simulation simulation;
    double sum = 0, squares = 0, mean, deviation, expected;

    make(runs[_i], &arena, &document, &spec);
    ck_assert(simulation_make(&simulation, &spec, true, &arena, &error));
    ck_assert_msg(expected_make(&simulation, &arena, &error), "%s",
                  error_line(&error));
    final_loss(&simulation);
    expected = simulation.derived.expected->loss;
    for (long seed = 0; seed < SEEDS; seed++) {
        struct arena own = {0};
        double loss;

        spec.seed = seed;
        ck_assert(simulation_make(&simulation, &spec, true, &own, &error));
        loss = final_loss(&simulation);
        sum += loss;
        squares += loss * loss;
        arena_free(&own);
    }
    mean = sum / SEEDS;
    deviation = sqrt((squares / SEEDS - mean * mean) / SEEDS);
    ck_assert_msg(fabs(mean - expected) < 3 * deviation,
                  "%s: expected %.6g, and the mean over seeds is %.6g +- %.2g",
                  runs[_i], expected, mean, deviation);
    arena_free(&arena);
}
END_TEST

Suite *
expected_suite(void)
{
    Suite *suite = suite_create("expected");
    TCase *rows = tcase_create("rows");

    tcase_set_timeout(rows, 60);
    tcase_add_loop_test(rows, expected_loss_is_the_mean_over_seeds, 0,
                        sizeof runs / sizeof *runs);
    suite_add_tcase(suite, rows);
    return suite;
}
