/* lockstep_test.c -- runs side by side have the outcomes of runs alone. */
#include "tests/simulate/simulated.h"

#include <math.h>
#include <string.h>

#include "optimizer/optimizer.h"
#include "simulate/families.h"
#include "simulate/lockstep.h"
#include "simulate/one_run.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

enum { DIM = 3, ROWS = 5 };

/* Run l has a rate and a start of its own. */
static const char *
spec_of(const char *optimizer, const char *schedule, size_t l,
        struct arena *arena)
{
    struct text text = {.arena = arena};

    text_format(&text,
                "{\"steps\": 30, \"problem\": {\"type\": \"rosenbrock\", "
                "\"dim\": 3, \"start\": [%g, 1, -1]}, \"optimizer\": "
                "\"%s(lr=%g)\"%s}",
                -1.2 + 0.1 * (double)l, optimizer,
                1e-4 * pow(10, (double)l / 4), schedule);
    return text_end(&text);
}

static void
run_alone(const char *json, struct row_sample *sample, struct arena *arena,
          struct outcome *outcome)
{
    struct source source = {.name = json, .text = json, .length = strlen(json)};
    struct spec_input input = {
        .source = &source, .families = all_families, .epochs = INTEGER_NULL};
    struct one_run run = {.arena = arena,
                          .target = 20,
                          .seed_count = INTEGER_NULL,
                          .sample = sample};
    struct error error = {0};

    ck_assert_msg(one_run_load(&run, &input, &error), "%s",
                  error_text(&error).text);
    one_run_simulate(&run, outcome);
}

static bool
same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

static void
compare_outcomes(const char *json, const struct lane_run *run,
                 const struct outcome *alone, const struct row_sample *sample)
{
    const struct outcome *lane = &run->outcome;

    ck_assert_msg(same(lane->final_loss, alone->final_loss) &&
                      same(lane->best_loss, alone->best_loss) &&
                      same(lane->best_step, alone->best_step) &&
                      same(lane->target_step, alone->target_step) &&
                      same(lane->gap, alone->gap) &&
                      lane->diverged == alone->diverged,
                  "%s: final loss %.17g, alone %.17g", json, lane->final_loss,
                  alone->final_loss);
    ck_assert_uint_eq(run->sample->count, sample->count);
    ck_assert_int_eq(memcmp(run->sample->rows, sample->rows,
                            sample->count * sizeof *sample->rows),
                     0);
}

/* The lanes of one call. */
struct lanes {
    const char *json[LANES];
    struct lane_run runs[LANES];
    struct row_sample samples[LANES];
    struct sampled_row rows[LANES][ROWS];
    double starts[LANES][DIM];
};

static void
fill_lane(struct lanes *lanes, size_t l)
{
    struct simulated own;

    simulated_must_begin(&own, lanes->json[l], true);
    memcpy(lanes->starts[l], own.simulation.x, sizeof lanes->starts[l]);
    lanes->samples[l] = (struct row_sample){
        .last = own.spec.steps, .most = ROWS, .rows = lanes->rows[l]};
    lanes->runs[l] = (struct lane_run){
        .lr = optimizer_rate(own.spec.optimizer.kind, own.spec.optimizer.self),
        .start = lanes->starts[l],
        .sample = &lanes->samples[l]};
    simulated_end(&own);
}

/* False where the spec cannot be simulated in lanes. */
static bool
check_lanes(const char *optimizer, const char *schedule, size_t count)
{
    static const bool own_rate[] = {true};
    struct arena arena = {0};
    struct lanes lanes = {0};
    struct simulated first;
    bool fits;

    for (size_t l = 0; l < count; l++)
        lanes.json[l] = spec_of(optimizer, schedule, l, &arena);
    fits = simulated_begin(&first, lanes.json[0], true) &&
           lockstep_fits(&first.simulation);
    for (size_t l = 0; fits && l < count; l++)
        fill_lane(&lanes, l);
    ck_assert(!fits || lockstep_run(&first.simulation, own_rate, 20, lanes.runs,
                                    count, &first.arena, &first.error));
    for (size_t l = 0; fits && l < count; l++) {
        struct sampled_row rows[ROWS];
        struct row_sample sample = {
            .last = first.spec.steps, .most = ROWS, .rows = rows};
        struct outcome alone;

        run_alone(lanes.json[l], &sample, &arena, &alone);
        compare_outcomes(lanes.json[l], &lanes.runs[l], &alone, &sample);
    }
    simulated_end(&first);
    arena_free(&arena);
    return fits;
}

START_TEST(lanes_equal_runs_alone)
{
    static const char *const schedules[] = {
        "", ", \"schedule\": \"step(7)\"",
        ", \"schedule\": \"reduce_on_plateau(patience=1)\"",
        ", \"schedule\": \"one_cycle(max_lr=0.1, total_steps=40)\""};
    static const size_t counts[] = {1, 3, LANES};
    size_t compared = 0;

    for (const struct kind *const *kind = optimizer_family.kinds; *kind; kind++)
        for (size_t s = 0; s < LENGTH(schedules); s++)
            for (size_t c = 0; c < LENGTH(counts); c++)
                compared += check_lanes((*kind)->name, schedules[s], counts[c]);
    ck_assert_uint_gt(compared, 200);
}
END_TEST

Suite *
lockstep_suite(void)
{
    Suite *suite = suite_create("lockstep");
    TCase *tests = tcase_create("lanes");

    tcase_add_test(tests, lanes_equal_runs_alone);
    suite_add_tcase(suite, tests);
    return suite;
}
