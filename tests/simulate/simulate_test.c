/* simulate_test.c -- which rows a run has, and what they hold. */
#include "tests/simulate/simulated.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "simulate/recorder.h"

/* A format that keeps what it is given, "STEP" after "STEP". */
static void
keep_step(struct output *output, const double *values)
{
    struct text *text = output->state;

    text_string(text, output->rows ? " " : "");
    text_number(text, values[0]);
}

static const struct format keeping = {.name = "test", .row = keep_step};

/* The steps that a recorder hands on. */
static const char *
recorded_steps(struct simulated *simulated, long from, long to, long every,
               bool statistics)
{
    struct text *text = arena_alloc(&simulated->arena, 1, sizeof *text);
    struct frame frame = {.count = 0};
    struct output output = {
        .format = &keeping, .frame = &frame, .text = text, .state = text};
    struct outputs outputs = {.count = 1, .items = &output};
    struct columns columns;
    struct statistics kept;
    struct recorder recorder = {
        .simulation = &simulated->simulation,
        .from = from,
        .to = to,
        .last = to,
        .every = every,
        .outputs = &outputs,
        .statistics = statistics ? &kept : NULL,
    };

    text->arena = &simulated->arena;
    ck_assert(columns_select(&simulated->simulation, "columns", NULL,
                             &simulated->arena, &columns, &simulated->error));
    frame.count = columns.count;
    ck_assert(recorder_add(&recorder, &frame, &columns, &simulated->arena));
    statistics_begin(&kept, &simulated->simulation, NAN, &simulated->arena);
    recorder_run(&recorder);
    return text_end(text);
}

START_TEST(every_from_and_to_choose_the_rows)
{
    static const struct {
        long from, to, every;
        const char *steps;
    } rows[] = {
        {0, 0, 1, "0"},       {0, 3, 1, "0 1 2 3"}, {0, 5, 2, "0 2 4 5"},
        {0, 6, 3, "0 3 6"},   {3, 10, 4, "4 8 10"}, {6, 9, 5, "9"},
        {4, 4, 1, "4"},       {3, 3, 3, "3"},       {0, 3, 100, "0 3"},
        {2, 5, 1, "2 3 4 5"}, {5, 7, 5, "5 7"},
    };
    static const char *const specs[] = {
        "{\"steps\": 20}",
        "{\"steps\": 20, \"schedule\": \"linear * cosine_annealing(7)\"}",
        "{\"steps\": 20, \"schedule\": \"plateau\", \"metric\": [1]}",
    };

    for (size_t i = 0; i < LENGTH(rows); i++)
        for (size_t s = 0; s < LENGTH(specs); s++)
            for (int way = 0; way < 4; way++) {
                struct simulated simulated;
                const char *found;

                simulated_must_begin(&simulated, specs[s], way & 1);
                found = recorded_steps(&simulated, rows[i].from, rows[i].to,
                                       rows[i].every, way & 2);
                ck_assert_msg(strcmp(found, rows[i].steps) == 0,
                              "%s, way %d: from %ld to %ld every %ld must be "
                              "%s, is %s",
                              specs[s], way, rows[i].from, rows[i].to,
                              rows[i].every, rows[i].steps, found);
                simulated_end(&simulated);
            }
}
END_TEST

START_TEST(a_run_ends_in_the_row_that_diverges)
{
    static const struct {
        const char *json;
        long every;
        const char *steps;
    } rows[] = {
        {"{\"problem\": \"sphere\", \"optimizer\": \"sgd(lr=1e200)\"}", 1,
         "0 1"},
        {"{\"problem\": \"sphere\", \"optimizer\": \"sgd(lr=1e200)\"}", 10,
         "0 1"},
        {"{\"problem\": \"sphere(start=[1e200])\"}", 1, "0"},
        {"{\"problem\": \"sphere\", \"optimizer\": \"sgd(lr=1e60)\"}", 2,
         "0 2 3"},
        /* The valley is inf - inf. */
        {"{\"optimizer\": \"sgd(lr=1e307)\"}", 1, "0 1"},
        {"{\"problem\": \"sphere\", \"optimizer\": \"sgd(lr=1)\"}", 3,
         "0 3 6 9"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int statistics = 0; statistics < 2; statistics++) {
            struct simulated simulated;
            const char *found;

            simulated_must_begin(&simulated, rows[i].json, true);
            found = recorded_steps(&simulated, 0, 9, rows[i].every, statistics);
            ck_assert_msg(strcmp(found, rows[i].steps) == 0 &&
                              simulated.simulation.diverged == (i < 5) &&
                              simulated.simulation.diverged ==
                                  !isfinite(simulated.simulation.loss),
                          "%s: must be %s, is %s; diverged is %d, loss is %g",
                          rows[i].json, rows[i].steps, found,
                          simulated.simulation.diverged,
                          simulated.simulation.loss);
            simulated_end(&simulated);
        }
}
END_TEST

/* Asks for each K-th row and keeps what the rows hold. */
struct asker {
    struct simulation *simulation;
    long every;
    size_t count;
    double rates[64];
    double x[64], loss[64], step[64];
};

static long
ask(void *context, long t)
{
    struct asker *asker = context;
    size_t i = asker->count++;

    asker->rates[i] = asker->simulation->rates[0].lr;
    asker->step[i] = asker->simulation->step;
    if (asker->simulation->run) {
        asker->x[i] = asker->simulation->x[0];
        asker->loss[i] = asker->simulation->loss;
    }
    ck_assert(asker->step[i] == (double)t);
    return t + asker->every;
}

static void
ask_all(struct simulated *simulated, struct asker *asker, long every, long last)
{
    const struct follower follower = {asker, 0, ask};

    *asker =
        (struct asker){.simulation = &simulated->simulation, .every = every};
    simulate(&simulated->simulation, last, &follower);
}

START_TEST(row_t_tells_the_state_after_t_updates)
{
    static const char json[] =
        "{\"problem\": \"sphere(start=[1])\", \"optimizer\": \"sgd(lr=0.25)\", "
        "\"schedule\": \"constant(0, 2)\"}";
    /* Update t uses the rate of row t: the first two do nothing. */
    static const double rates[] = {0, 0, 0.25, 0.25, 0.25};
    static const double x[] = {1, 1, 1, 0.5, 0.25};
    struct simulated simulated;
    struct asker asker;

    simulated_must_begin(&simulated, json, true);
    simulated.simulation.wants_grad_norm = true;
    ask_all(&simulated, &asker, 1, 4);
    ck_assert_uint_eq(asker.count, 5);
    for (size_t t = 0; t < 5; t++)
        ck_assert_msg(asker.rates[t] == rates[t] && asker.x[t] == x[t] &&
                          asker.loss[t] == x[t] * x[t],
                      "row %zu: lr %g, x %g, loss %g; must be lr %g, x %g", t,
                      asker.rates[t], asker.x[t], asker.loss[t], rates[t],
                      x[t]);
    ck_assert_double_eq(simulated.simulation.grad_norm, 0.5);
    simulated_end(&simulated);
}
END_TEST

START_TEST(leaping_over_rows_is_walking)
{
    static const char *const schedules[] = {
        "constant",
        "linear(0.1, 1, 30)",
        "step(7)",
        "multistep([3, 30, 41])",
        "exponential(0.9)",
        "cosine_annealing(20, 0.01)",
        "exponential(0.9) * cosine_annealing(9, 0.01)",
        "linear ->@9 exponential(0.9) * cosine_annealing(11) ->@40 step(2)",
        "cosine_annealing(7) * (linear -> exponential(0.9))",
    };

    for (size_t i = 0; i < LENGTH(schedules); i++)
        for (int epoch = 0; epoch < 2; epoch++)
            for (long every = 2; every < 9; every++) {
                struct simulated simulated, other;
                struct asker walk, leap;
                char json[256];

                snprintf(json, sizeof json,
                         "{\"steps_per_epoch\": 3, \"schedule\": \"%s\"}",
                         schedules[i]);
                simulated_must_begin(&simulated, json, false);
                simulated_must_begin(&other, json, false);
                simulated.spec.interval = other.spec.interval =
                    epoch ? INTERVAL_EPOCH : INTERVAL_STEP;
                ask_all(&simulated, &walk, 1, 60);
                ask_all(&other, &leap, every, 60);
                for (size_t k = 0; k < leap.count; k++)
                    ck_assert_msg(
                        leap.rates[k] == walk.rates[k * (size_t)every],
                        "%s, every %ld: row %zu is %.17g, must be %.17g", json,
                        every, k * (size_t)every, leap.rates[k],
                        walk.rates[k * (size_t)every]);
                simulated_end(&simulated);
                simulated_end(&other);
            }
}
END_TEST

#define LR ", \"lr\": 0.1"
#define STARTS "3, -2, 1, 0.5, -0.25"
static const double starts[] = {3, -2, 1, 0.5, -0.25};

/* A group run alone: its options, and which parameters it has. */
static void
check_group(const char *optimizer, const struct simulated *whole,
            const char *own, const char *indices)
{
    char json[512], values[128] = "";
    struct simulated simulated;
    struct asker asker;
    size_t k = 0;

    for (const char *at = indices; *at; at++)
        snprintf(values + strlen(values), sizeof values - strlen(values),
                 "%s%g", k++ ? ", " : "", starts[*at - '0']);
    snprintf(json, sizeof json,
             "{\"problem\": \"sphere(start=[%s])\", \"optimizer\": {%s%s}}",
             values, optimizer, own);
    simulated_must_begin(&simulated, json, true);
    ask_all(&simulated, &asker, 1, 20);
    for (k = 0; k < strlen(indices); k++) {
        double found = whole->simulation.x[indices[k] - '0'];

        ck_assert_msg(found == simulated.simulation.x[k],
                      "%s: x%c is %.17g, and alone %.17g", json, indices[k],
                      found, simulated.simulation.x[k]);
    }
    simulated_end(&simulated);
}

START_TEST(groups_are_optimizers_of_their_own)
{
    static const char *const optimizers[] = {
        "\"type\": \"sgd\"",
        "\"type\": \"sgd\", \"momentum\": 0.9",
        "\"type\": \"adam\", \"amsgrad\": true",
        "\"type\": \"adamw\"",
    };
    /* param_groups, and for each group what it names and what it has. */
    static const struct {
        const char *groups;
        const char *own[3][2];
    } rows[] = {
        {"{\"params\": \"0:2\", \"lr\": 0.02}",
         {{LR, "234"}, {", \"lr\": 0.02", "01"}}},
        {"{\"params\": \"0,2\", \"lr\": 0.02}",
         {{LR, "134"}, {", \"lr\": 0.02", "02"}}},
        {"{\"params\": \"4,1\", \"weight_decay\": 0.5}",
         {{LR, "023"}, {LR ", \"weight_decay\": 0.5", "14"}}},
        {"{\"params\": [3, 0], \"lr\": 0}, {\"params\": \"1\", \"lr\": 0.3}",
         {{LR, "24"}, {", \"lr\": 0", "03"}, {", \"lr\": 0.3", "1"}}},
        {"{\"params\": \"3:\", \"lr\": 0.01}, {\"params\": \":3\"}",
         {{", \"lr\": 0.01", "34"}, {LR, "012"}}},
        {"{\"params\": \"1,3\"}, {\"params\": \"0,2,4\", \"lr\": 0.2}",
         {{LR, "13"}, {", \"lr\": 0.2", "024"}}},
    };

    for (size_t o = 0; o < LENGTH(optimizers); o++)
        for (size_t i = 0; i < LENGTH(rows); i++) {
            struct simulated simulated;
            struct asker asker;
            char json[512];
            size_t g = 0;

            snprintf(
                json, sizeof json,
                "{\"problem\": \"sphere(start=[" STARTS "])\", "
                "\"optimizer\": {%s, \"lr\": 0.1, \"param_groups\": [%s]}}",
                optimizers[o], rows[i].groups);
            simulated_must_begin(&simulated, json, true);
            ask_all(&simulated, &asker, 1, 20);
            for (; g < 3 && rows[i].own[g][0]; g++) {
                ck_assert_msg(simulated.simulation.groups.items[g].size ==
                                  strlen(rows[i].own[g][1]),
                              "%s: group %zu", json, g);
                check_group(optimizers[o], &simulated, rows[i].own[g][0],
                            rows[i].own[g][1]);
            }
            ck_assert_uint_eq(simulated.simulation.groups.count, g);
            simulated_end(&simulated);
        }
}
END_TEST

START_TEST(groups_that_do_not_fit_are_refused)
{
    /* param_groups over three parameters; the error behind "param_groups". */
    static const char *const rows[][2] = {
        {"{\"params\": \"3\"}", "[0].params: must be indices below 3, the "
                                "number of parameters, not 3"},
        {"{\"params\": \"1:9\"}", "[0].params: must be indices below 3, the "
                                  "number of parameters, not 8"},
        {"{\"params\": \"3:\"}", "[0].params: must be indices below 3, the "
                                 "number of parameters, not 3"},
        {"{\"params\": \"0\"}, {\"params\": [1, 5]}",
         "[1].params: must be indices below 3, the number of parameters, not "
         "5"},
        {"{\"params\": \"0,0\"}", "[0].params: names parameter 0 twice"},
        {"{\"params\": \"1:,2\"}", "[0].params: names parameter 2 twice"},
        {"{\"params\": \"0:2\"}, {\"params\": \"1:\"}",
         "[1].params: parameter 1 is in group 0 of the list already"},
        {"{\"params\": \"1:\"}, {\"params\": \"0:2\"}",
         "[1].params: parameter 1 is in group 0 of the list already"},
        {"{\"params\": \"0\"}, {\"params\": \"1\"}, {\"params\": \":\"}",
         "[2].params: parameter 0 is in group 0 of the list already"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct simulated simulated;
        char json[256];
        const char *found;
        bool done;

        snprintf(json, sizeof json,
                 "{\"problem\": \"sphere(3)\", \"optimizer\": "
                 "{\"param_groups\": [%s]}}",
                 rows[i][0]);
        done = simulated_begin(&simulated, json, true);
        found = strstr(error_line(&simulated.error), "param_groups[");
        ck_assert_msg(!done && found && strcmp(found + 12, rows[i][1]) == 0,
                      "%s\nmust be %s\nis      %s", json, rows[i][1],
                      done ? "accepted" : error_line(&simulated.error));
        ck_assert_int_eq(simulated.error.status, STATUS_WRONG);
        simulated_end(&simulated);
    }
}
END_TEST

START_TEST(columns_are_found_by_name)
{
    /* Spec, list (NULL: those that apply), the names or the error. */
    static const struct {
        const char *json, *list;
        bool run;
        const char *names;
    } rows[] = {
        {"{}", NULL, true, "step lr loss grad_norm x0 x1"},
        {"{}", NULL, false, "step lr"},
        {"{\"steps_per_epoch\": 2}", NULL, false, "step epoch lr"},
        {"{\"problem\": \"sphere(17)\"}", NULL, true,
         "step lr loss grad_norm x0 x1 x2 x3 x4 x5 x6 x7 x8 x9 x10 x11 x12 x13 "
         "x14 x15"},
        {"{\"problem\": \"sphere(17)\"}", "x16,lr", true, "x16 lr"},
        {"{\"problem\": \"sphere(17)\"}", "x", true,
         "x0 x1 x2 x3 x4 x5 x6 x7 x8 x9 x10 x11 x12 x13 x14 x15 x16"},
        {"{\"optimizer\": {\"param_groups\": [{\"params\": \"0\"}]}}",
         "loss,lr,step", true, "loss lr0 lr1 step"},
        {"{\"optimizer\": {\"param_groups\": [{\"params\": \"0\"}]}}", "lr1",
         true, "lr1"},
        {"{}", "step,epoch", true, "step epoch"},
        {"{}", "lr0", true,
         "c: column 1: unknown column 'lr0' (did you mean "
         "'lr'?)"},
        {"{}", "step,,lr", true, "c: column 6: unknown column ''"},
        {"{}", "", true, "c: column 1: unknown column ''"},
        {"{}", "x2", true, "c: column 1: unknown column 'x2'"},
        {"{}", "x01", true, "c: column 1: unknown column 'x01'"},
        {"{}", "step,los", true,
         "c: column 6: unknown column 'los' (did you "
         "mean 'loss'?)"},
        {"{}", "loss", false,
         "c: column 1: unknown column 'loss'; `lrsim run` "
         "has it"},
        {"{}", "x0,x", true, "c: column 4: 'x0' is given twice"},
        {"{}", "lr,lr", true, "c: column 4: 'lr' is given twice"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct simulated simulated;
        struct columns columns = {0};
        struct text text = {0};
        bool done;

        simulated_must_begin(&simulated, rows[i].json, rows[i].run);
        text.arena = &simulated.arena;
        done = columns_select(&simulated.simulation, "c", rows[i].list,
                              &simulated.arena, &columns, &simulated.error);
        for (size_t k = 0; done && k < columns.count; k++)
            text_format(&text, "%s%s", k ? " " : "", columns.names[k]);
        text_string(&text, done ? "" : error_line(&simulated.error));
        text_end(&text);
        ck_assert_msg(strcmp(text.bytes, rows[i].names) == 0,
                      "%s, columns %s\nmust be %s\nis      %s", rows[i].json,
                      rows[i].list ? rows[i].list : "NULL", rows[i].names,
                      text.bytes);
        simulated_end(&simulated);
    }
}
END_TEST

START_TEST(state_is_counted_in_bytes)
{
    static const struct {
        const char *optimizer;
        size_t bytes;
    } rows[] = {
        {"\"sgd\"", 0},
        {"\"sgd(momentum=0.9)\"", 3 * 8},
        {"\"adam\"", 6 * 8},
        {"\"adam(amsgrad=true)\"", 9 * 8},
        {"{\"type\": \"adam\", \"param_groups\": [{\"params\": \"0,2\", "
         "\"amsgrad\": true}]}",
         8 * 8},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct simulated simulated;
        char json[256];

        snprintf(json, sizeof json,
                 "{\"problem\": \"sphere(3)\", \"optimizer\": %s}",
                 rows[i].optimizer);
        simulated_must_begin(&simulated, json, true);
        ck_assert_msg(simulation_state_bytes(&simulated.simulation) ==
                          rows[i].bytes,
                      "%s: must be %zu bytes, are %zu", json, rows[i].bytes,
                      simulation_state_bytes(&simulated.simulation));
        simulated_end(&simulated);
    }
}
END_TEST

START_TEST(norms_do_not_overflow)
{
    static const struct {
        double vector[3], norm;
    } rows[] = {
        {{3, -4, 0}, 5},
        {{0, 0, 0}, 0},
        {{3e200, 4e200, 0}, 5e200},
        {{3e-200, 0, -4e-200}, 5e-200},
        {{3e-320, 4e-320, 0}, 5e-320},
        {{1e308, 1e308, 1e308}, 1.7320508075688772e308},
        {{-INFINITY, 1, 0}, INFINITY},
        {{NAN, 1, 0}, NAN},
        {{NAN, 1e200, 1e200}, NAN},
        {{NAN, INFINITY, 1}, NAN},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        double norm = norm2(rows[i].vector, 3), expected = rows[i].norm;

        ck_assert_msg(isnan(expected)
                          ? isnan(norm)
                          : norm == expected || fabs(norm - expected) <=
                                                    4e-16 * expected + 5e-324,
                      "row %zu: must be %.17g, is %.17g", i, expected, norm);
    }
}
END_TEST

static long
keep_row(void *context, long t)
{
    statistics_row(context, t);
    return t + 1;
}

static const char *const decays[] = {
    "adam(decoupled_weight_decay=true",
    "adam(",
    "adamw(",
    "nadam(decoupled_weight_decay=true",
    "radam(",
    "radam(decoupled_weight_decay=true",
    "adopt(",
    "adopt(decoupled_weight_decay=true",
    "timm.adopt(decoupled_weight_decay=true",
    "adan(",
    "adan(no_prox=true",
    "optax.adan(",
    "lion(",
    "tiger(",
    "signsgd(",
    "sophia(",
    "ademamix(",
    "adabelief(decoupled_weight_decay=true",
    "qhadam(decoupled_weight_decay=true",
    "adafactor(",
    "timm.rmsprop_tf(decoupled_decay=true",
    "muon(shape=[1, 1]",
};

/* Where there is no gradient, weight decay alone moves x. */
START_TEST(start_that_is_left_is_the_product_of_shares)
{
    const char *call = decays[_i];
    bool plain = strcmp(call, "adam(") == 0 || strcmp(call, "radam(") == 0 ||
                 strcmp(call, "adopt(") == 0;
    struct simulated simulated;
    struct statistics kept;
    char json[400];

    snprintf(json, sizeof json,
             "{\"steps\": 20, \"problem\": {\"type\": \"expression\", \"f\": "
             "\"0*x\", \"start\": [1]}, \"optimizer\": \"%s%slr=0.1, "
             "weight_decay=0.2)\", \"schedule\": \"linear(1, 0.5, 20)\"}",
             call, strchr(call, '=') ? ", " : "");
    simulated_must_begin(&simulated, json, true);
    statistics_begin(&kept, &simulated.simulation, NAN, &simulated.arena);
    simulate(&simulated.simulation, 20, &(struct follower){&kept, 0, keep_row});
    if (plain)
        ck_assert_double_eq(kept.shrinks, 0);
    else
        ck_assert_msg(fabs(kept.left - simulated.simulation.x[0]) < 1e-12 &&
                          fabs(kept.shrinks - 0.02) < 1e-12,
                      "%s: %.17g is left, not %.17g", call, kept.left,
                      simulated.simulation.x[0]);
    simulated_end(&simulated);
}
END_TEST

Suite *
simulate_suite(void)
{
    Suite *suite = suite_create("simulate");
    TCase *tests = tcase_create("simulate");

    tcase_add_test(tests, every_from_and_to_choose_the_rows);
    tcase_add_test(tests, a_run_ends_in_the_row_that_diverges);
    tcase_add_test(tests, row_t_tells_the_state_after_t_updates);
    tcase_add_test(tests, leaping_over_rows_is_walking);
    tcase_add_test(tests, groups_are_optimizers_of_their_own);
    tcase_add_test(tests, groups_that_do_not_fit_are_refused);
    tcase_add_test(tests, columns_are_found_by_name);
    tcase_add_test(tests, state_is_counted_in_bytes);
    tcase_add_test(tests, norms_do_not_overflow);
    tcase_add_loop_test(tests, start_that_is_left_is_the_product_of_shares, 0,
                        sizeof decays / sizeof *decays);
    suite_add_tcase(suite, tests);
    return suite;
}
