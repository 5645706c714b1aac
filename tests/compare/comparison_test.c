/* comparison_test.c -- the engine of compare through its request: which runs
 * there are, how they are tuned and ranked, and which rows they have. */
#include "tests/suites.h"

#include <math.h>
#include <string.h>

#include "compare/comparison.h"
#include "simulate/families.h"

enum { INPUTS_MOST = 2 };

/* A comparison of specs from texts. */
struct compared {
    struct arena arena;
    struct source sources[INPUTS_MOST];
    struct spec_input inputs[INPUTS_MOST];
    struct compare_request request;
    struct comparison comparison;
};

/* A whole node, as an alternative. */
#define WHOLE(part, short_form)                                                \
    {                                                                          \
        .kind = OVERRIDE_NODE, .flag = "--" part, .path = part,                \
        .text = short_form                                                     \
    }

/* --every, which counts steps. */
struct kept {
    long every;
};
static const struct parameter every_row =
    STEPS(struct kept, every, "1", "[1,inf)", "");

static void
compared_begin(struct compared *compared, const char *const *texts,
               const struct spec_override *nodes, size_t node_count)
{
    *compared = (struct compared){.request = {.inputs = compared->inputs,
                                              .seed_count = INTEGER_NULL,
                                              .target = NAN,
                                              .budget = 20,
                                              .every = {.row = &every_row},
                                              .jobs = 2}};
    for (size_t i = 0; i < INPUTS_MOST && texts[i]; i++) {
        compared->sources[i] = (struct source){
            .name = texts[i], .text = texts[i], .length = strlen(texts[i])};
        compared->inputs[i] =
            (struct spec_input){.path = i ? "b/spec.json" : "a/other.json",
                                .source = &compared->sources[i],
                                .families = all_families,
                                .count = node_count,
                                .overrides = nodes,
                                .epochs = INTEGER_NULL};
        compared->request.input_count++;
    }
}

static void
compared_run(struct compared *compared)
{
    struct error error = {0};

    compared->comparison = (struct comparison){.arena = &compared->arena,
                                               .request = &compared->request};
    ck_assert_msg(comparison_begin(&compared->comparison, &error) &&
                      comparison_run(&compared->comparison, &error),
                  "%s", error_line(&error));
}

START_TEST(all_combinations_run_in_order)
{
    static const struct spec_override nodes[] = {
        WHOLE("schedule", "constant"), WHOLE("optimizer", "sgd"),
        WHOLE("optimizer", "adam"), WHOLE("problem", "sphere")};
    static const struct {
        const char *texts[INPUTS_MOST + 1];
        size_t node_count;
        const char *names; /* in the order in which they were given */
    } rows[] = {
        {{"{}"}, 0, "run;"},
        {{"{\"title\": \"a run\"}"}, 0, "a run;"},
        {{"{}"}, 2, "run;"},
        {{"{}"}, 4, "sgd;adam;"},
        {{"{}", "{}"}, 1, "other;spec;"},
        {{"{}", "{}"}, 4, "other, sgd;other, adam;spec, sgd;spec, adam;"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct compared compared;
        struct text names = {0};
        const struct combinations *all = &compared.comparison.combinations;
        struct error error = {0};

        compared_begin(&compared, rows[i].texts, nodes, rows[i].node_count);
        compared.comparison = (struct comparison){.arena = &compared.arena,
                                                  .request = &compared.request};
        names.arena = &compared.arena;
        ck_assert(comparison_begin(&compared.comparison, &error));
        for (size_t k = 0; k < all->count; k++)
            text_format(&names, "%s;", all->items[k].name);
        ck_assert_str_eq(text_end(&names), rows[i].names);
        arena_free(&compared.arena);
    }
}
END_TEST

/* The run whose name begins so. */
static const struct combination *
find_run(const struct compared *compared, const char *name)
{
    const struct combinations *all = &compared->comparison.combinations;

    for (size_t i = 0; i < all->count; i++)
        if (strncmp(all->items[i].name, name, strlen(name)) == 0)
            return &all->items[i];
    ck_abort_msg("no run %s", name);
    return NULL;
}

/* The best trial of each run is what the run is with the value that was found,
 * with all seeds, also where the trials do not fit into one block. */
START_TEST(tuned_runs_equal_runs_with_the_value)
{
    static const char *const texts[] = {
        "{\"problem\": \"rosenbrock\", \"steps\": 5, \"gradient\": "
        "{\"noise_std\": 3}}",
        NULL, NULL};
    static const char *const tune[] = {"lr=1e-4:1:log"};
    static const struct spec_override nodes[] = {WHOLE("optimizer", "sgd"),
                                                 WHOLE("optimizer", "adam")};
    static const long seeds[] = {INTEGER_NULL, 1, 5, 1000};

    for (size_t i = 0; i < LENGTH(seeds); i++) {
        struct compared tuned, fixed;

        compared_begin(&tuned, texts, nodes, LENGTH(nodes));
        tuned.request.seed_count = seeds[i];
        tuned.request.tune = tune;
        tuned.request.tune_count = 1;
        tuned.request.budget = 11;
        tuned.request.jobs = 1;
        compared_run(&tuned);
        for (size_t k = 0; k < LENGTH(nodes); k++) {
            const struct combination *one = find_run(&tuned, nodes[k].text);
            const struct spec_override overrides[] = {
                nodes[k],
                {.kind = OVERRIDE_NUMBER,
                 .flag = "lr",
                 .path = "optimizer.lr",
                 .number = 1e-4 * pow(1e4, one->shares[0])}};
            const struct combination *other;

            compared_begin(&fixed, texts, overrides, 2);
            fixed.request.seed_count = seeds[i];
            compared_run(&fixed);
            other = fixed.comparison.combinations.items;
            for (size_t s = 0; s < one->quartiles.count; s++)
                ck_assert_double_eq(one->quartiles.seeds[s].final_loss,
                                    other->quartiles.seeds[s].final_loss);
            ck_assert_double_eq(one->quartiles.final_q1,
                                other->quartiles.final_q1);
            ck_assert_double_eq(one->quartiles.median.best_loss,
                                other->quartiles.median.best_loss);
            arena_free(&fixed.arena);
        }
        arena_free(&tuned.arena);
    }
}
END_TEST

/* Whole nodes are assigned before what is in them, whatever their order. */
START_TEST(tuned_members_are_those_of_tuned_nodes)
{
    static const char *const texts[] = {"{\"steps\": 3}", NULL, NULL};
    static const char *const tune[] = {"optimizer.lr=0.5",
                                       "optimizer=adam(lr=1)"};
    static const struct spec_override half[] = {
        WHOLE("optimizer", "adam(lr=0.5)")};
    struct compared tuned, fixed;

    compared_begin(&tuned, texts, NULL, 0);
    tuned.request.tune = tune;
    tuned.request.tune_count = 2;
    compared_run(&tuned);
    compared_begin(&fixed, texts, half, 1);
    compared_run(&fixed);
    ck_assert_double_eq(
        tuned.comparison.combinations.items->quartiles.median.final_loss,
        fixed.comparison.combinations.items->quartiles.median.final_loss);
    arena_free(&tuned.arena);
    arena_free(&fixed.arena);
}
END_TEST

START_TEST(ranks_count_significant_differences)
{
    static const char *const texts[] = {
        "{\"problem\": \"sphere\", \"steps\": 9, \"gradient\": "
        "{\"noise_std\": 1}}",
        NULL, NULL};
    static const struct spec_override nodes[] = {
        WHOLE("optimizer", "sgd(lr=0.1)"), WHOLE("optimizer", "sgd(lr=0.1001)"),
        WHOLE("optimizer", "sgd(lr=1e-9)"), WHOLE("problem", "sphere"),
        WHOLE("problem", "booth")};
    static const struct {
        long seeds;
        bool lacks_seeds;
        size_t ranks[6]; /* of both groups */
        bool tied[6];
    } rows[] = {
        {1, true, {1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}},
        {20, false, {1, 1, 3, 1, 1, 3}, {1, 1, 0, 1, 1, 0}},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct compared compared;
        const struct combinations *all = &compared.comparison.combinations;

        compared_begin(&compared, texts, nodes, LENGTH(nodes));
        compared.request.seed_count = rows[i].seeds;
        compared_run(&compared);
        ck_assert_uint_eq(all->count, 6);
        ck_assert(rank_lacks_seeds(all) == rows[i].lacks_seeds);
        for (size_t k = 0; k < all->count; k++) {
            ck_assert_msg(all->items[k].rank == rows[i].ranks[k] &&
                              all->items[k].tied == rows[i].tied[k],
                          "%s: rank %zu", all->items[k].name,
                          all->items[k].rank);
            ck_assert_uint_eq(all->items[k].group, k < 3 ? 0 : 3);
        }
        arena_free(&compared.arena);
    }
}
END_TEST

/* Without --seeds the order of the losses is the rank. */
START_TEST(single_runs_are_ranked_by_their_loss)
{
    static const char *const texts[] = {"{\"problem\": \"sphere\"}", NULL,
                                        NULL};
    static const struct spec_override nodes[] = {
        WHOLE("optimizer", "sgd(lr=0.01)"), WHOLE("optimizer", "sgd(lr=0.1)"),
        WHOLE("optimizer", "sgd(lr=9)"), WHOLE("optimizer", "sgd(lr=0.1)")};
    static const size_t ranks[] = {1, 1, 3, 4}, orders[] = {1, 3, 0, 2};
    struct compared compared;
    const struct combinations *all = &compared.comparison.combinations;

    compared_begin(&compared, texts, nodes, LENGTH(nodes));
    compared_run(&compared);
    for (size_t k = 0; k < all->count; k++) {
        ck_assert_uint_eq(all->items[k].rank, ranks[k]);
        ck_assert_uint_eq(all->items[k].order, orders[k]);
    }
    ck_assert(!rank_lacks_seeds(all));
    arena_free(&compared.arena);
}
END_TEST

static void
keep_row(struct output *output, const double *values)
{
    for (size_t i = 0; i < output->frame->count; i++) {
        text_string(output->text, i ? " " : "");
        text_number(output->text, values[i]);
    }
    text_string(output->text, ";");
}

static const struct format keeping = {.name = "test", .row = keep_row};

static void
keep_failure(void *context, const struct error *error)
{
    text_format(context, "%s;", error_line(error));
}

/* Every k-th row of each run and its last, in the order of the ranks; a column
 * that a run does not have is NaN. */
START_TEST(replays_report_rows_and_failures)
{
    static const char *const texts[] = {
        "{\"problem\": \"sphere\", \"steps\": 3, \"schedule\": "
        "\"one_cycle(max_lr=0.5, total_steps=4)\", \"optimizer\": \"adam\"}",
        "{\"problem\": \"sphere\", \"steps\": 2, \"optimizer\": "
        "\"sgd(lr=0.5)\"}",
        NULL};
    static const char *const expect[] = {"final.step == 2", "min.lr > 0.1"};
    struct compared compared;
    struct text rows = {.arena = &compared.arena}, failures = rows;
    struct output output = {
        .format = &keeping, .frame = &compared.comparison.rows, .text = &rows};
    struct outputs outputs = {.count = 1, .items = &output};
    const struct comparison_follower follower = {&outputs, &failures,
                                                 keep_failure};
    struct error error = {0};

    compared_begin(&compared, texts, NULL, 0);
    compared.request.columns = "step,momentum";
    compared.request.every.text = "3";
    compared.request.expect = expect;
    compared.request.expect_count = 2;
    compared_run(&compared);
    ck_assert(comparison_replay(&compared.comparison, &follower, &error));
    ck_assert_str_eq(text_end(&rows), "0 0 nan;0 2 nan;1 0 0.95;1 3 0.95;");
    ck_assert_str_eq(text_end(&failures),
                     "other: --expect 'final.step == 2' does not hold: "
                     "final.step is 3;other: --expect 'min.lr > 0.1' does not "
                     "hold: min.lr is 2e-06;");
    arena_free(&compared.arena);
}
END_TEST

Suite *
comparison_suite(void)
{
    Suite *suite = suite_create("comparison");
    TCase *runs = tcase_create("runs"), *ranks = tcase_create("ranks");

    tcase_add_test(runs, all_combinations_run_in_order);
    tcase_add_test(runs, tuned_runs_equal_runs_with_the_value);
    tcase_add_test(runs, tuned_members_are_those_of_tuned_nodes);
    tcase_add_test(ranks, ranks_count_significant_differences);
    tcase_add_test(ranks, single_runs_are_ranked_by_their_loss);
    tcase_add_test(ranks, replays_report_rows_and_failures);
    suite_add_tcase(suite, runs);
    suite_add_tcase(suite, ranks);
    return suite;
}
