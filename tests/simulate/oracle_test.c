/* oracle_test.c -- evaluations inside an update see what the update sees, and
 * leave its gradient alone. */
#include <stdio.h>
#include <string.h>

#include "problem/problem.h"
#include "tests/simulate/simulated.h"

enum { STEPS = 12 };

static long
next_row(void *context, long t)
{
    (void)context;
    return t + 1;
}

/* The parameters after some steps of an optimizer, in a spec's other keys. */
static void
run_steps(const char *optimizer, const char *rest, double x[2])
{
    const struct follower follower = {NULL, 0, next_row};
    struct simulated simulated;
    char json[512];

    snprintf(json, sizeof json, "{\"steps\": %d, \"optimizer\": \"%s\", %s}",
             STEPS, optimizer, rest);
    simulated_must_begin(&simulated, json, true);
    simulate(&simulated.simulation, STEPS, &follower);
    memcpy(x, simulated.simulation.x, 2 * sizeof *x);
    simulated_end(&simulated);
}

static const char *const settings[] = {
    "\"problem\": \"sphere\", \"gradient\": {\"noise_std\": 1}",
    "\"problem\": \"beale\", \"gradient\": {\"noise_std\": 2, \"accumulate\": "
    "3, \"clip_norm\": 1}",
    "\"problem\": \"softmax_regression(batch_size=30)\", \"gradient\": "
    "{\"accumulate\": 2}",
};

/* Foret et al.: both gradients of a step are those of one batch. */
START_TEST(sam_of_no_radius_is_the_optimizer_inside)
{
    static const char *const inner[] = {"sgd(lr=0.01)", "adam(lr=0.01)"};

    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 3; k++) {
            char sam[64];
            double x[2], y[2];

            snprintf(sam, sizeof sam, "sam(%s, rho=0)", inner[i]);
            run_steps(inner[i], settings[k], x);
            run_steps(sam, settings[k], y);
            ck_assert_msg(memcmp(x, y, sizeof x) == 0,
                          "%s, %s: must be %.17g, %.17g, is %.17g, %.17g", sam,
                          settings[k], x[0], x[1], y[0], y[1]);
        }
}
END_TEST

/* Also where the second derivatives come from differences. */
START_TEST(curvature_keeps_value_and_gradient)
{
    const struct family *family = &problem_family;

    for (size_t i = 0; family->kinds[i]; i++) {
        struct simulated simulated;
        struct simulation *simulation = &simulated.simulation;
        double before[8], value, diagonal[64], spare[64];
        char json[128];

        snprintf(json, sizeof json, "{\"problem\": {\"type\": \"%s\"}}",
                 family->kinds[i]->name);
        if (!simulated_begin(&simulated, json, true) || simulation->dim > 8) {
            simulated_end(&simulated);
            continue;
        }
        simulation->problem->evaluate(simulated.spec.problem.self,
                                      &simulation->point);
        value = simulation->loss;
        memcpy(before, simulation->gradient, simulation->dim * sizeof *before);
        problem_curvature(&simulated.spec.problem, &simulation->point,
                          simulation->x, diagonal, spare);
        ck_assert_msg(memcmp(before, simulation->gradient,
                             simulation->dim * sizeof *before) == 0 &&
                          memcmp(&value, &simulation->loss, sizeof value) == 0,
                      "%s", family->kinds[i]->name);
        simulated_end(&simulated);
    }
}
END_TEST

Suite *
oracle_suite(void)
{
    Suite *suite = suite_create("oracle");
    TCase *tests = tcase_create("oracle");

    tcase_add_test(tests, sam_of_no_radius_is_the_optimizer_inside);
    tcase_add_test(tests, curvature_keeps_value_and_gradient);
    suite_add_tcase(suite, tests);
    return suite;
}
