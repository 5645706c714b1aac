/* drivers_test.c -- schedules of weight decay, momentum and betas. */
#include <math.h>

#include "tests/simulate/simulated.h"

#define DRIVEN(optimizer, schedules)                                           \
    "{\"steps\": 12, \"optimizer\": \"" optimizer                              \
    "\", \"schedules\": {" schedules "}}"

struct recorded_run {
    double found[13];
};

static long
keep_first_parameter(void *context, long t)
{
    struct simulated *simulated = ((void **)context)[0];
    struct recorded_run *run = ((void **)context)[1];

    run->found[t] = simulated->simulation.x[0];
    return t + 1;
}

/* PyTorch 2.13.0, whose param_groups were set before each step; x0 of rows 3,
 * 6, 9 and 12 on Rosenbrock's function. */
START_TEST(driven_values_are_those_of_pytorch)
{
    static const struct {
        const char *json;
        double expected[4];
    } rows[] = {
        {DRIVEN("adamw(lr=0.05, betas=[0.9, 0.95], weight_decay=0.3)",
                "\"weight_decay\": \"cosine(12, eta_min=0.1)\", "
                "\"beta2\": \"linear(0.5, total_iters=3)\", "
                "\"beta1\": \"linear(0.5, total_iters=5)\""),
         {-1.0224239086910683, -0.9429125386477311, -0.9012062540969011,
          -0.9019960246437801}},
        {DRIVEN("sgd(lr=0.0005, momentum=0.9, weight_decay=0.1)",
                "\"weight_decay\": \"exponential(0.5)\", "
                "\"momentum\": \"points([[0, 0], [4, 1]])\""),
         {-1.0272709575593704, -1.0084734205403711, -1.041749145752306,
          -1.0019025518018223}},
        {DRIVEN("rmsprop(lr=0.01, momentum=0.5, weight_decay=0.5)",
                "\"weight_decay\": \"points([[0, 1], [10, 0]])\", "
                "\"momentum\": \"points([[0, 1], [10, 1.8]])\""),
         {-0.9989750859586066, -1.0719783759587127, -1.0395850402431974,
          -1.013780884519582}},
        /* Two optimizers, each with its scheduler. */
        {"{\"steps\": 12, \"schedule\": \"cosine(12)\", \"optimizer\": "
         "{\"type\": \"adamw\", \"lr\": 0.05, \"weight_decay\": 0.1, "
         "\"param_groups\": [{\"params\": \"1\", \"type\": \"sgd\", \"lr\": "
         "0.001, \"momentum\": 0.9, \"schedule\": \"linear(0.5, "
         "total_iters=4)\"}]}}",
         {-1.0484799763792956, -1.0069830886507407, -1.0156802672010672,
          -1.0163871464606324}},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct simulated simulated;
        struct recorded_run run;
        void *context[] = {&simulated, &run};
        const struct follower follower = {context, 0, keep_first_parameter};

        simulated_must_begin(&simulated, rows[i].json, true);
        simulate(&simulated.simulation, 12, &follower);
        for (size_t k = 0; k < 4; k++)
            ck_assert_msg(fabs(run.found[3 * k + 3] - rows[i].expected[k]) <
                              1e-12,
                          "%s: row %zu: expected %.17g, is %.17g", rows[i].json,
                          3 * k + 3, rows[i].expected[k], run.found[3 * k + 3]);
        simulated_end(&simulated);
    }
}
END_TEST

/* A plateau hears the losses, whether it drives the rate or the decay. */
START_TEST(a_driver_receives_the_metric)
{
    static const char json[] =
        "{\"steps\": 12, \"metric\": [1, 2, 3, 4], \"optimizer\": "
        "\"adamw(weight_decay=1)\", \"schedules\": {\"weight_decay\": "
        "\"reduce_on_plateau(factor=0.5, patience=1)\"}}";
    struct simulated simulated;
    struct recorded_run run;
    void *context[] = {&simulated, &run};
    const struct follower follower = {context, 0, keep_first_parameter};

    simulated_must_begin(&simulated, json, true);
    simulate(&simulated.simulation, 12, &follower);
    ck_assert_double_eq(
        simulated.simulation.drivers.items[DRIVES_WEIGHT_DECAY].rates->lr,
        0.03125);
    simulated_end(&simulated);
}
END_TEST

Suite *
drivers_suite(void)
{
    Suite *suite = suite_create("drivers");
    TCase *values = tcase_create("values");

    tcase_add_test(values, driven_values_are_those_of_pytorch);
    tcase_add_test(values, a_driver_receives_the_metric);
    suite_add_tcase(suite, values);
    return suite;
}
