/* schedule_test.c -- what PyTorch has no value for: plateaus inside others,
 * composites as later parts, derived milestones, epochs and metrics. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "simulate/simulation.h"
#include "spec/print.h"

enum { MOST = 16 };

/* A loaded spec, its simulation, and the rates of its rows. */
struct trial {
    struct arena arena;
    struct document document;
    struct spec spec;
    struct error error;
    struct simulation simulation;
    double rates[MOST][3];
};

static long
keep_rates(void *context, long t)
{
    struct trial *trial = context;

    for (size_t g = 0; g < trial->simulation.groups.count; g++)
        trial->rates[t][g] = trial->simulation.rates[g].lr;
    return t + 1;
}

/* Simulates rows 0 to `last`, with the problem or without. */
static bool
trial_run(struct trial *trial, const char *json, bool run, long last)
{
    const struct follower follower = {trial, 0, keep_rates};

    *trial = (struct trial){0};
    if (!load_text(json, &trial->arena, &trial->document, &trial->spec,
                   &trial->error) ||
        !simulation_make(&trial->simulation, &trial->spec, run, &trial->arena,
                         &trial->error))
        return false;
    simulate(&trial->simulation, last, &follower);
    return true;
}

static void
trial_end(struct trial *trial)
{
    arena_free(&trial->arena);
}

static void
expect_rates(const char *json, bool run, size_t group, const double *rates,
             size_t count)
{
    struct trial trial;

    ck_assert_msg(trial_run(&trial, json, run, (long)count - 1), "%s: %s", json,
                  error_line(&trial.error));
    for (size_t t = 0; t < count; t++)
        ck_assert_msg(fabs(trial.rates[t][group] - rates[t]) <=
                          1e-14 * fabs(rates[t]),
                      "%s\nrow %zu of group %zu must be %.17g, is %.17g", json,
                      t, group, rates[t], trial.rates[t][group]);
    trial_end(&trial);
}

/* A schedule from lr 1, the metric of its advances, and its first rows. */
struct row {
    const char *schedule, *metric;
    double rates[8];
};

static void
check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char json[512];

        snprintf(json, sizeof json,
                 "{\"optimizer\": {\"lr\": 1}, \"schedule\": \"%s\", "
                 "\"metric\": %s}",
                 rows[i].schedule, rows[i].metric ? rows[i].metric : "null");
        expect_rates(json, false, 0, rows[i].rates, 8);
    }
}

#define PLATEAU "plateau(factor=0.5, patience=0)"

START_TEST(plateaus_hear_only_while_they_are_active)
{
    static const struct row rows[] = {
        {PLATEAU,
         "[1, 1, 1, 0, 0]",
         {1, 1, 0.5, 0.25, 0.25, 0.125, 0.0625, 0.03125}},
        /* Metric 1 would be the best if the activating advance passed it on. */
        {"exponential(1) ->@2 " PLATEAU,
         "[1, 0, 1, 1, 0.5, 0.5, 2]",
         {1, 1, 1, 1, 0.5, 0.5, 0.25, 0.125}},
        {PLATEAU " ->@2 " PLATEAU,
         "[1]",
         {1, 1, 1, 1, 0.5, 0.25, 0.125, 0.0625}},
        {PLATEAU " ->@3 constant(0.5, 2)",
         "[1]",
         {1, 1, 0.5, 0.5, 0.5, 1, 1, 1}},
        {"exponential(0.5) * " PLATEAU,
         "[1, 1, 0]",
         {1, 0.5, 0x1p-3, 0x1p-4, 0x1p-6, 0x1p-8, 0x1p-10, 0x1p-12}},
        {PLATEAU " * exponential(0.5)",
         "[1, 1, 0]",
         {1, 0.5, 0x1p-3, 0x1p-4, 0x1p-6, 0x1p-8, 0x1p-10, 0x1p-12}},
        {PLATEAU " * " PLATEAU,
         "[1]",
         {1, 1, 0x1p-2, 0x1p-4, 0x1p-6, 0x1p-8, 0x1p-10, 0x1p-12}},
        {"exponential(1) ->@2 " PLATEAU " * exponential(0.5)",
         "[1, 0, 1, 1]",
         {1, 1, 1, 0.5, 0x1p-3, 0x1p-5, 0x1p-7, 0x1p-9}},
        {"exponential(1) ->@2 (" PLATEAU " ->@3 exponential(1))",
         "[1, 0, 1, 1]",
         {1, 1, 1, 1, 0.5, 1, 1, 1}},
        {"exponential(1) ->@2 (exponential(1) ->@2 " PLATEAU ")",
         "[1, 1, 1, 0, 1, 1]",
         {1, 1, 1, 1, 1, 1, 0.5, 0.25}},
        {"(exponential(1) ->@2 " PLATEAU ") ->@5 exponential(0.5)",
         "[1]",
         {1, 1, 1, 1, 0.5, 1, 0.5, 0.25}},
        {"exponential(0.5) * (exponential(1) ->@2 " PLATEAU ")",
         "[1]",
         {1, 0.5, 1, 0.5, 0x1p-3, 0x1p-5, 0x1p-7, 0x1p-9}},
    };

    check_rows(rows, LENGTH(rows));
}
END_TEST

START_TEST(later_parts_begin_anew_from_the_base)
{
    static const struct row rows[] = {
        {"(linear(0.5, 1, 2) -> exponential(0.5)) ->@4 constant(0.25, 2)",
         NULL,
         {0.5, 0.75, 1, 0.5, 0.25, 0.25, 1, 1}},
        {"linear(0.5, 1, 2) -> exponential(0.5) ->@4 constant(0.25, 2)",
         NULL,
         {0.5, 0.75, 1, 0.5, 0.25, 0.25, 1, 1}},
        {"constant(0.5, 1) -> (linear(0.5, 1, 2) -> exponential(0.5))",
         NULL,
         {0.5, 0.5, 0.75, 1, 0.5, 0.25, 0.125, 0.0625}},
        {"exponential(0.5) ->@2 exponential(0.5) * linear(0.5, 1, 2)",
         NULL,
         {1, 0.5, 0.5, 0.375, 0.25, 0.125, 0.0625, 0.03125}},
        {"exponential(0.5) * (constant(1, 9) ->@2 exponential(1))",
         NULL,
         {1, 0.5, 1, 0.5, 0.25, 0.125, 0.0625, 0.03125}},
        {"exponential(1) ->@1 multistep([0, 1, 1], 0.5)",
         NULL,
         {1, 0.5, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125}},
        {"exponential(1) ->@2 multistep([0], 0.5) ->@4 exponential(1)",
         NULL,
         {1, 1, 0.5, 0.5, 1, 1, 1, 1}},
        {"exponential(0.5) ->@0 step(1, 0.25)",
         NULL,
         {1, 0x1p-2, 0x1p-4, 0x1p-6, 0x1p-8, 0x1p-10, 0x1p-12, 0x1p-14}},
    };

    check_rows(rows, LENGTH(rows));
}
END_TEST

START_TEST(a_constant_of_no_steps_is_whole_in_later_parts_only)
{
    static const struct row rows[] = {
        {"constant(0.5, 0)", NULL, {.5, .5, .5, .5, .5, .5, .5, .5}},
        {"constant(0.5, 0) ->@3 exponential(1)",
         NULL,
         {.5, .5, .5, 1, 1, 1, 1, 1}},
        {"constant(0.5, 0) * exponential(1)",
         NULL,
         {.5, .5, .5, .5, .5, .5, .5, .5}},
        {"exponential(0.5) ->@2 constant(0.5, 0)",
         NULL,
         {1, .5, 1, 1, 1, 1, 1, 1}},
        {"constant(0.5, 0) -> exponential(0.5)",
         NULL,
         {1, 0x1p-1, 0x1p-2, 0x1p-3, 0x1p-4, 0x1p-5, 0x1p-6, 0x1p-7}},
        {"exponential(0.5) ->@2 (constant(0.5, 0) ->@3 exponential(1))",
         NULL,
         {1, .5, 1, 1, 1, 1, 1, 1}},
        {"exponential(0.5) ->@2 chained([constant(0.5, 0)])",
         NULL,
         {1, .5, 1, 1, 1, 1, 1, 1}},
        {"exponential(0.5) ->@2 constant(0.5, 0) * exponential(1)",
         NULL,
         {1, .5, 1, 1, 1, 1, 1, 1}},
    };

    check_rows(rows, LENGTH(rows));
}
END_TEST

/* The milestones of a loaded sequence as text. */
static void
milestones_text(const struct node *node, char *text, size_t size)
{
    const struct parameter *row = row_find(node->kind, NULL, "milestones");
    const struct integers *milestones =
        (const void *)((const char *)node->self + row->offset);

    *text = '\0';
    for (size_t i = 0; i < milestones->count; i++) {
        size_t used = strlen(text);

        snprintf(text + used, size - used, "%s%ld", i ? " " : "",
                 milestones->values[i]);
    }
}

START_TEST(milestones_are_where_the_part_before_ends)
{
    /* The milestones, or the error behind "$.schedule". */
    static const char *const rows[][2] = {
        {"\"linear(0.1, 1, 7) -> constant(0.5, 3) -> step(1)\"", "7 10"},
        {"\"linear -> cosine_annealing(4) -> step(1)\"", "5 9"},
        {"\"linear(0.1, 1, 5) ->@3 step(1)\"", "3"},
        {"\"linear(0.1, 1, 5) ->@8 step(1)\"", "8"},
        {"\"linear ->@9 constant(0.5, 3) -> step(1)\"", "9 12"},
        {"\"step(1) ->@9 constant(0.5, 3) -> @20 linear\"", "9 20"},
        {"\"(linear -> cosine_annealing(3)) -> step(1)\"", "8"},
        {"\"(step(1) ->@7 linear) -> step(1)\"", "12"},
        {"\"sequential([linear]) -> step(1)\"", "5"},
        {"\"linear(total_iters=0) -> step(1)\"", "0"},
        {"{\"type\": \"sequential\", \"schedulers\": [\"linear\", "
         "\"linear\", \"step(1)\"]}",
         "5 10"},
        {"{\"type\": \"sequential\", \"schedulers\": [\"linear\", "
         "\"linear\", \"step(1)\"], \"milestones\": [null, 11]}",
         "5 11"},
        {"{\"type\": \"sequential\", \"schedulers\": [\"linear\"], "
         "\"milestones\": []}",
         ""},
        {"\"cosine_annealing(2.5) -> step(1)\"",
         ".milestones[0]: must be given, since cosine_annealing has no known "
         "end (in the short form: -> @STEP)"},
        {"\"linear -> (linear -> step(1)) -> linear\"",
         ".milestones[1]: must be given, since sequential has no known end (in "
         "the short form: -> @STEP)"},
        {"\"linear * linear -> linear\"",
         ".milestones[0]: must be given, since chained has no known end (in "
         "the short form: -> @STEP)"},
        {"\"linear -> linear(total_iters=0) -> linear\"",
         ".milestones[1]: must be above 5, not 5: PyTorch accepts this, "
         "and never runs the scheduler between them"},
        {"\"linear ->@5 linear ->@4 linear\"",
         ".milestones[1]: must be above 5, not 4: PyTorch accepts this, "
         "and never runs the scheduler between them"},
        {"\"linear ->@5 linear ->@5 linear\"",
         ".milestones[1]: must be above 5, not 5: PyTorch accepts this, "
         "and never runs the scheduler between them"},
        {"\"linear ->@2.5 linear\"",
         ".milestones[0]: must be an integer in [0,inf) or null, not 2.5"},
        {"\"linear ->@-1 linear\"",
         ".milestones[0]: must be an integer in [0,inf) or null, not -1"},
        {"\"sequential([linear, linear], [1, 2])\"",
         ".milestones: must be 1 milestone for 2 schedulers, not 2"},
        {"\"sequential([linear], [1])\"",
         ".milestones: must be 0 milestones for 1 schedulers, not 1"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct trial trial = {0};
        char json[256], found[256];
        const char *expected = rows[i][1];

        snprintf(json, sizeof json, "{\"schedule\": %s}", rows[i][0]);
        if (load_text(json, &trial.arena, &trial.document, &trial.spec,
                      &trial.error)) {
            milestones_text(&trial.spec.schedule, found, sizeof found);
        } else {
            const char *path = strstr(error_line(&trial.error), "$.schedule");

            snprintf(found, sizeof found, "%.255s",
                     path ? path + 10 : error_line(&trial.error));
        }
        ck_assert_msg(strcmp(found, expected) == 0,
                      "%s\nmust be %s\nis      %s", json, expected, found);
        trial_end(&trial);
    }
}
END_TEST

START_TEST(every_kind_tells_where_it_ends_or_needs_a_milestone)
{
    for (size_t k = 0; schedule_family.kinds[k]; k++) {
        const char *example = schedule_family.kinds[k]->example;
        struct trial trial = {0};
        char json[256], found[64], expected[64];
        bool done;
        bool reaches;
        long end;

        snprintf(json, sizeof json, "{\"steps\": 777, \"schedule\": \"%s\"}",
                 example);
        ck_assert(load_text(json, &trial.arena, &trial.document, &trial.spec,
                            &trial.error));
        end = schedule_end(&trial.spec.schedule);
        /* A total that the example leaves out. */
        reaches = end == trial.spec.steps;
        snprintf(expected, sizeof expected, "%ld", end);
        trial_end(&trial);
        trial = (struct trial){0};
        snprintf(json, sizeof json,
                 "{\"steps\": 777, \"schedule\": \"(%s) -> linear\"}", example);
        done = load_text(json, &trial.arena, &trial.document, &trial.spec,
                         &trial.error);
        ck_assert_msg(done == (end != INTEGER_NULL && !reaches) &&
                          (done || strstr(error_line(&trial.error),
                                          reaches ? "would begin at step 777"
                                                  : "no known end")),
                      "%s: end %ld: %s", json, end, error_line(&trial.error));
        if (done) {
            milestones_text(&trial.spec.schedule, found, sizeof found);
            ck_assert_msg(strcmp(found, expected) == 0, "%s: must be %s, is %s",
                          json, expected, found);
        }
        trial_end(&trial);
    }
}
END_TEST

START_TEST(a_derived_milestone_can_be_written)
{
    static const char json[] =
        "{\"schedule\": \"linear(total_iters=9007199254740992) -> "
        "linear(total_iters=9007199254740992) -> step(1)\"}";
    struct trial trial = {0}, again = {0};
    struct text text = {.arena = &trial.arena};

    if (load_text(json, &trial.arena, &trial.document, &trial.spec,
                  &trial.error)) {
        spec_print(&trial.spec, &text);
        text_end(&text);
        ck_assert_msg(load_text(text.bytes, &again.arena, &again.document,
                                &again.spec, &again.error),
                      "%s: its canonical form is refused: %s", json,
                      error_line(&again.error));
    }
    trial_end(&again);
    trial_end(&trial);
}
END_TEST

START_TEST(epochs_advance_the_schedule_every_so_many_steps)
{
    static const struct {
        const char *json;
        bool run;
        double rates[8];
    } rows[] = {
        {"{\"steps_per_epoch\": 3, \"optimizer\": {\"lr\": 1}, \"schedule\": "
         "{\"type\": \"exponential\", \"gamma\": 0.5, \"interval\": "
         "\"epoch\"}}",
         false,
         {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25}},
        {"{\"steps_per_epoch\": 3, \"optimizer\": {\"lr\": 1}, \"schedule\": "
         "{\"type\": \"exponential\", \"gamma\": 0.5}}",
         false,
         {1, 0x1p-1, 0x1p-2, 0x1p-3, 0x1p-4, 0x1p-5, 0x1p-6, 0x1p-7}},
        {"{\"steps_per_epoch\": 2, \"optimizer\": {\"lr\": 1}, \"schedule\": "
         "\"plateau(factor=0.5, patience=0, interval=epoch)\", \"metric\": "
         "[1, 1]}",
         false,
         {1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25}},
        {"{\"optimizer\": {\"lr\": 1}, \"schedule\": \"" PLATEAU
         "\", \"metric\": [1, 1, 0]}",
         false,
         {1, 1, 0.5, 0.5, 0.25, 0.125, 0.0625, 0.03125}},
        /* In a run the metric of the spec goes before the loss. */
        {"{\"optimizer\": {\"lr\": 1}, \"schedule\": \"" PLATEAU
         "\", \"metric\": [1, 1, 0]}",
         true,
         {1, 1, 0.5, 0.5, 0.25, 0.125, 0.0625, 0.03125}},
    };

    for (size_t i = 0; i < LENGTH(rows); i++)
        expect_rates(rows[i].json, rows[i].run, 0, rows[i].rates, 8);
}
END_TEST

/* The losses are 1, 1/4, 1/16, 1/64: the means of two differ by 0.5859375. */
START_TEST(the_metric_of_an_epoch_is_the_mean_of_its_losses)
{
    static const struct {
        double threshold, rate;
    } rows[] = {{0.5859, 0.25}, {0.5860, 0.125}};

    for (size_t i = 0; i < LENGTH(rows); i++) {
        const double rates[] = {0.25, 0.25, 0.25, 0.25, rows[i].rate};
        char json[512];

        snprintf(json, sizeof json,
                 "{\"steps_per_epoch\": 2, \"problem\": \"sphere(start=[1])\", "
                 "\"optimizer\": \"sgd(lr=0.25)\", \"schedule\": "
                 "\"plateau(factor=0.5, patience=0, threshold=%.17g, "
                 "threshold_mode=abs, interval=epoch)\"}",
                 rows[i].threshold);
        expect_rates(json, true, 0, rates, 5);
    }
}
END_TEST

/* The loss of row k is passed on advance k: 1, 1/4, 1/16. */
START_TEST(a_run_tells_the_loss_of_the_row_that_it_leaves)
{
    static const struct {
        double threshold;
        double rates[4];
    } rows[] = {
        {0.7499, {0.25, 0.25, 0.25, 0.125}},
        {0.7501, {0.25, 0.25, 0.125, 0.125}},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        char json[512];

        snprintf(json, sizeof json,
                 "{\"problem\": \"sphere(start=[1])\", \"optimizer\": "
                 "\"sgd(lr=0.25)\", \"schedule\": \"plateau(factor=0.5, "
                 "patience=0, threshold=%.17g, threshold_mode=abs, "
                 "min_lr=0.125)\"}",
                 rows[i].threshold);
        expect_rates(json, true, 0, rows[i].rates, 4);
    }
}
END_TEST

#define TWO_GROUPS                                                             \
    "\"optimizer\": {\"lr\": 1, \"param_groups\": [{\"params\": \"0\"}, "      \
    "{\"params\": \"1:\", \"lr\": 4}]}"

START_TEST(lists_have_a_value_for_each_group)
{
    static const double first[] = {1, 1, 0.75, 0.75};
    static const double second[] = {4, 4, 2, 1.5};

    expect_rates("{" TWO_GROUPS ", \"metric\": [1], \"schedule\": "
                 "\"plateau(factor=0.5, patience=0, min_lr=[0.75, 1.5])\"}",
                 false, 0, first, 4);
    expect_rates("{" TWO_GROUPS ", \"metric\": [1], \"schedule\": "
                 "\"plateau(factor=0.5, patience=0, min_lr=[0.75, 1.5])\"}",
                 false, 1, second, 4);
}
END_TEST

START_TEST(schedules_that_do_not_fit_are_refused)
{
    static const char *const rows[][2] = {
        {"{\"metric\": [1], \"schedule\": \"plateau(min_lr=[0, 1])\"}",
         "$.schedule.min_lr: must be one for all, or a list of 1 for the "
         "parameter groups, not of 2; the groups are those of "
         "optimizer.param_groups"},
        {"{" TWO_GROUPS
         ", \"metric\": [1], \"schedule\": \"plateau(min_lr=[0])\"}",
         "$.schedule.min_lr: must be one for all, or a list of 2 for the "
         "parameter groups, not of 1; the groups are those of "
         "optimizer.param_groups"},
        {"{" TWO_GROUPS ", \"metric\": [1], \"schedule\": \"linear -> "
         "plateau(min_lr=[])\"}",
         "$.schedule.schedulers[1].min_lr: must be one for all, or a list of 2 "
         "for the parameter groups, not of 0; the groups are those of "
         "optimizer.param_groups"},
        {"{\"schedule\": \"plateau\"}",
         "$.schedule: must have a \"metric\", since without a run there is "
         "no loss; `lrsim schedule` takes --metric LOG"},
        {"{\"schedule\": \"linear -> linear * plateau\"}",
         "$.schedule: must have a \"metric\", since without a run there is "
         "no loss; `lrsim schedule` takes --metric LOG"},
        {"{\"schedule\": \"plateau\", \"metric\": []}",
         "$.schedule: must have a \"metric\", since without a run there is "
         "no loss; `lrsim schedule` takes --metric LOG"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct trial trial;
        bool done = trial_run(&trial, rows[i][0], false, 0);
        const char *path = strstr(error_line(&trial.error), "$.");

        ck_assert_msg(!done && path && strcmp(path, rows[i][1]) == 0,
                      "%s\nmust be %s\nis      %s", rows[i][0], rows[i][1],
                      done ? "accepted" : error_line(&trial.error));
        trial_end(&trial);
    }
}
END_TEST

Suite *
schedule_suite(void)
{
    Suite *suite = suite_create("schedule");
    TCase *tests = tcase_create("contract");

    tcase_add_test(tests, plateaus_hear_only_while_they_are_active);
    tcase_add_test(tests, later_parts_begin_anew_from_the_base);
    tcase_add_test(tests, a_constant_of_no_steps_is_whole_in_later_parts_only);
    tcase_add_test(tests, milestones_are_where_the_part_before_ends);
    tcase_add_test(tests, every_kind_tells_where_it_ends_or_needs_a_milestone);
    tcase_add_test(tests, a_derived_milestone_can_be_written);
    tcase_add_test(tests, epochs_advance_the_schedule_every_so_many_steps);
    tcase_add_test(tests, the_metric_of_an_epoch_is_the_mean_of_its_losses);
    tcase_add_test(tests, a_run_tells_the_loss_of_the_row_that_it_leaves);
    tcase_add_test(tests, lists_have_a_value_for_each_group);
    tcase_add_test(tests, schedules_that_do_not_fit_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
