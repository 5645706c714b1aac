/* warnings_test.c -- a spec for each row of the table of warnings. */
#include "simulate/warn/warnings.h"

#include <stdio.h>
#include <string.h>

#include "simulate/warn/warning_rows.h"
#include "tests/simulate/simulated.h"

#define SCHEDULE(text) "\"schedule\": \"" text "\""
#define OPTIMIZER(text) "\"optimizer\": \"" text "\""

/* What a spec of 1000 steps has beside them, and what must warn of it. */
static const struct {
    warn_condition *condition;
    part_condition *of_part;
    const char *spec;
} specs[] = {
    {rate_is_not_finite, NULL, SCHEDULE("lambda('1/abs(t - 9)')")},
    {base_rate_is_zero, NULL, OPTIMIZER("sgd(lr=0)")},
    {lookahead_is_still, NULL, OPTIMIZER("lookahead(sgd, alpha=0)")},
    {lengths_are_epochs, NULL,
     "\"steps_per_epoch\": 10, " SCHEDULE("cosine_annealing(100)")},
    {NULL, cycle_is_exceeded, SCHEDULE("one_cycle(1e-3, 900)")},
    {NULL, zero_is_divided_by, SCHEDULE("constant(0, 10)")},
    {rate_is_negative, NULL, SCHEDULE("lambda('1 - t/500')")},
    {rate_turns_back, NULL, SCHEDULE("hf.cosine(0, 900)")},
    {rate_is_zero, NULL, SCHEDULE("hf.linear(10, 500)")},
    {rate_underflows, NULL, SCHEDULE("exponential(0.9)")},
    {rate_stays_low, NULL, SCHEDULE("timm.cosine(900, 1e-6)")},
    {NULL, rise_is_cut, SCHEDULE("warmup(1000)")},
    {NULL, rise_has_no_step, SCHEDULE("linear(0.1, total_iters=0)")},
    {NULL, rise_ends_low, SCHEDULE("linear(0.1, 0.9, 100)")},
    {NULL, patience_is_long, SCHEDULE("plateau(patience=998)")},
    {NULL, reduction_is_small, SCHEDULE("plateau(min_lr=1)")},
    {NULL, share_of_negative, "\"metric\": [-1], " SCHEDULE("plateau")},
    {NULL, cycle_is_cut, SCHEDULE("one_cycle(1e-3, 1100)")},
    {NULL, decay_is_cut, SCHEDULE("step(1000)")},
    {rate_hardly_falls, NULL, SCHEDULE("exponential(0.99999)")},
    {NULL, part_is_late, SCHEDULE("constant(1, 1000) -> exponential(0.9)")},
    {NULL, milestone_is_late, SCHEDULE("multistep([500, 1000])")},
    {rate_is_replaced, NULL,
     OPTIMIZER("sgd(lr=0.5)") ", " SCHEDULE("optax.constant(0.1)")},
    {NULL, hand_over_jumps,
     SCHEDULE("warmup(400, then=cosine_annealing(1000), offset=false)")},
    {NULL, part_is_wiped, SCHEDULE("exponential(0.999) * lambda('1')")},
    {NULL, part_has_default_length, SCHEDULE("linear")},
    {NULL, restart_is_missing, SCHEDULE("hf.cosine_with_restarts")},
    {NULL, ratio_is_ignored, SCHEDULE("hf.linear(5, warmup_ratio=0.1)")},
    {NULL, fall_is_shortened,
     SCHEDULE("torchtitan.sqrt(500, decay_ratio=0.8)")},
    {NULL, epoch_has_one_batch, SCHEDULE("yolov5.warmup")},
    {rate_explodes, NULL, SCHEDULE("exponential(1.1)")},
    {NULL, floor_is_above, SCHEDULE("cosine(1000, 1)")},
    {NULL, cycle_is_upside_down,
     OPTIMIZER("sgd(momentum=0.9)") ", " SCHEDULE("cyclic(0.1, 0.01)")},
    {restart_is_late, NULL,
     SCHEDULE(
         "hf.linear") ", \"restart\": [{\"step\": 1001, \"steps\": 2000}]"},
    {total_is_kept, NULL,
     SCHEDULE("cosine") ", \"restart\": [{\"step\": 500, \"steps\": 2000}]"},
    {value_stays_zero, NULL,
     OPTIMIZER("sgd") ", \"schedules\": {\"weight_decay\": \"cosine\"}"},
    {average_is_late, NULL, OPTIMIZER("averaged(sgd, start=1001)")},
    {switch_is_late, NULL, OPTIMIZER("switch(adam, sgd, 1000)")},
    {gradient_is_cut, NULL, "\"gradient\": {\"clip_norm\": 0}"},
    {rprop_reads_once, NULL,
     OPTIMIZER("rprop") ", " SCHEDULE("exponential(1.1)")},
    {average_decays, NULL,
     OPTIMIZER("schedule_free_sgd") ", " SCHEDULE("cosine_annealing(1000)")},
    {distance_is_scaled, NULL, OPTIMIZER("lookahead(prodigy(lr=1e-3))")},
    {asgd_grows, NULL, OPTIMIZER("asgd(lambd=-1)")},
    {decay_hardly_acts, NULL, OPTIMIZER("adamw(lr=1e-4, weight_decay=0.02)")},
    {rate_is_zero_once, NULL, SCHEDULE("lambda('abs(t - 500)')")},
};

/* Whether one of the warnings has the words of a text before its first value,
 * or else behind it. */
static bool
have_text(const struct warnings *warnings, const char *text)
{
    const char *words = *text == '{' ? strchr(text, '}') + 1 : text;
    char part[128];

    snprintf(part, sizeof part, "%.*s", (int)strcspn(words, "{("), words);
    for (const struct warning *warning = warnings->first; warning;
         warning = warning->next)
        if (strstr(warning->error.message, part))
            return true;
    return false;
}

START_TEST(every_row_warns_of_its_spec)
{
    const struct warning_row *row = &warning_rows[_i];
    struct simulated simulated;
    struct warnings warnings = {.arena = &simulated.arena};
    char json[256] = "";

    for (size_t i = 0; i < LENGTH(specs); i++)
        if (specs[i].condition == row->condition &&
            specs[i].of_part == row->of_part)
            snprintf(json, sizeof json, "{\"steps\": 1000, %s}", specs[i].spec);
    ck_assert_msg(*json, "there is no spec for '%s'", row->text);
    simulated_must_begin(&simulated, json, true);
    simulation_warn(&simulated.simulation, &warnings);
    ck_assert_msg(!warnings.failed && have_text(&warnings, row->text),
                  "%s: must warn that %s, not that %s", json, row->text,
                  warnings.first ? warnings.first->error.message : "nothing");
    simulated_end(&simulated);
}
END_TEST

/* The first warning of a spec, in a scope; "" where there is none. */
static const char *
first_warning(const char *json, enum warnings_scope scope)
{
    static struct error_text text;
    struct simulated simulated;
    struct warnings warnings = {.arena = &simulated.arena, .scope = scope};

    simulated_must_begin(&simulated, json, false);
    simulation_warn(&simulated.simulation, &warnings);
    text = (struct error_text){""};
    if (warnings.first)
        text = error_text_without_place(&warnings.first->error);
    simulated_end(&simulated);
    return text.text;
}

/* A sample of 2048 rows finds the row where a stretch begins. */
START_TEST(stretches_are_exact_in_long_runs)
{
    ck_assert_ptr_nonnull(
        strstr(first_warning("{\"steps\": 10000000, \"schedule\": "
                             "\"polynomial(1234567)\"}",
                             WARNINGS_OF_RUN),
               "updates 1234567 to 9999999 have rate 0 (88 % of the run)"));
}
END_TEST

START_TEST(a_run_warns_of_a_tenth_of_its_updates)
{
    static const char nine[] = "{\"steps\": 100, \"schedule\": "
                               "\"polynomial(91)\"}";
    static const char eleven[] = "{\"steps\": 100, \"schedule\": "
                                 "\"polynomial(89)\"}";

    ck_assert_str_eq(first_warning(nine, WARNINGS_OF_RUN), "");
    ck_assert_str_ne(first_warning(nine, WARNINGS_ALL), "");
    ck_assert_str_ne(first_warning(eleven, WARNINGS_OF_RUN), "");
    ck_assert_str_eq(first_warning(eleven, WARNINGS_FATAL), "");
}
END_TEST

Suite *
warnings_suite(void)
{
    Suite *suite = suite_create("warnings");
    TCase *tests = tcase_create("table");
    int rows = 0;

    while (warning_rows[rows].text)
        rows++;
    tcase_add_loop_test(tests, every_row_warns_of_its_spec, 0, rows);
    tcase_add_test(tests, stretches_are_exact_in_long_runs);
    tcase_add_test(tests, a_run_warns_of_a_tenth_of_its_updates);
    suite_add_tcase(suite, tests);
    return suite;
}
