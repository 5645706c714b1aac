/* figures.c -- the figures themselves. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lanes.h"
#include "expression/expression.h"
#include "optimizer/optimizer.h"
#include "problem/problem.h"
#include "schedule/schedule.h"
#include "tests/bench/bench.h"

#define MILLION 1000000L

static double *rows;

static void
adam_by_hand(void *context)
{
    (void)context;
    hand_adam(MILLION, 1e-3, rows);
}

static void
momentum_by_hand(void *context)
{
    (void)context;
    hand_momentum(MILLION, 1e-4, rows);
}

static void
large_by_hand(void *context)
{
    hand_adam_large(MILLION, 100, context);
}

static void
csv_by_hand(void *context)
{
    (void)context;
    hand_csv(MILLION, "/dev/null");
}

void
bench_steps(void)
{
    static const char *const expression =
        "{\"steps\": 1000000, \"problem\": {\"type\": \"expression\", \"f\": "
        "\"(1-x)^2 + 100*(y-x^2)^2\", \"start\": [-1.2, 1]}}";
    static const char *const schedule =
        "{\"steps\": 1000000, \"schedule\": \"linear(0.1, "
        "total_iters=1000) -> cosine_annealing(999000)\"}";
    double *large = calloc(4 * MILLION, sizeof *large);
    double ours, other;

    rows = calloc(5 * (MILLION + 1), sizeof *rows);
    if (!rows || !large)
        return;
    ours = simulation_time("{\"steps\": 1000000}", true, "step,lr,loss,x", rows,
                           MILLION);
    other = 1e9 * least_time(adam_by_hand, NULL) / MILLION;
    report("adam, rosenbrock, a recorded step", ours, "ns", other,
           "hand-written loop", 1.5);
    ours = simulation_time("{\"steps\": 1000000, \"optimizer\": "
                           "\"sgd(lr=1e-4, momentum=0.9)\"}",
                           true, "step,lr,loss,x", rows, MILLION);
    other = 1e9 * least_time(momentum_by_hand, NULL) / MILLION;
    report("sgd with momentum, likewise", ours, "ns", other,
           "hand-written loop", 2.5);
    report("linear -> cosine_annealing, a row",
           schedule_time(schedule, MILLION), "ns", 10, "(the limit)", 1);
    report("  in the loop of a simulation",
           simulation_time(schedule, false, NULL, NULL, MILLION), "ns", 10,
           "(the limit)", 1);
    ours = simulation_time(expression, true, NULL, NULL, MILLION);
    other = simulation_time("{\"steps\": 1000000}", true, NULL, NULL, MILLION);
    report("adam on an expression rosenbrock, a step", ours, "ns", other,
           "the built-in one", 4);
    ours = simulation_time("{\"steps\": 100, \"problem\": \"rosenbrock("
                           "1000000)\"}",
                           true, NULL, NULL, 100.0 * MILLION);
    other = 1e9 * least_time(large_by_hand, large) / (100.0 * MILLION);
    report("adam, 10^6 parameters, each and step", ours, "ns", other,
           "hand-written loop", 1.5);
    report("  the same", ours, "ns", 3.5, "(the limit)", 1);
    free(large);
    free(rows);
}

/* The example of each kind, over and over its first thousand rows. */
void
bench_schedules(void)
{
    for (size_t i = 0; schedule_family.kinds[i]; i++) {
        const struct kind *kind = schedule_family.kinds[i];
        char json[512];

        snprintf(json, sizeof json,
                 "{\"steps\": 1000, \"metric\": [1], \"schedule\": \"%s\"}",
                 kind->example);
        report(kind->name, schedule_time(json, MILLION), "ns",
               strcmp(kind->name, "lambda") == 0 ? 60 : 25,
               "(the limit of a row)", 1);
    }
}

/* 16 evaluations side by side, many times. */
struct batch {
    const void *self; /* of the optimizer */
    const struct expression *expression;
    double x[2 * LANES], gradient[2 * LANES], value[LANES], scratch[4096];
    double lr[LANES], state[4 * LANES];
    struct update update;
};

enum { TIMES = 200000 };

static void
evaluate(struct batch *batch, bool built_in)
{
    extern const struct problem problem_rosenbrock;
    const struct point point = {
        2, LANES, batch->x, batch->value, batch->gradient, batch->scratch};

    if (built_in)
        problem_rosenbrock.evaluate(NULL, &point);
    else
        expression_gradient(batch->expression, LANES, batch->x, batch->scratch,
                            batch->value, batch->gradient);
}

static void
many(struct batch *batch, bool built_in, bool steps)
{
    extern const struct optimizer optimizer_adam;

    for (long i = 0; i < TIMES; i++) {
        evaluate(batch, built_in);
        batch->update.t = i;
        if (steps)
            optimizer_adam.step(batch->self, &batch->update);
        else
            batch->x[i % (2 * LANES)] += 1e-9;
    }
}

static void
evaluate_built_in(void *context)
{
    many(context, true, false);
}

static void
evaluate_expression(void *context)
{
    many(context, false, false);
}

static void
step_built_in(void *context)
{
    many(context, true, true);
}

static void
step_expression(void *context)
{
    many(context, false, true);
}

static void
lanes_by_hand(void *context)
{
    hand_rosenbrock_lanes(TIMES, context);
}

void
bench_lanes(void)
{
    static const char text[] = "(1-x)^2 + 100*(y-x^2)^2";
    const struct source source = {
        .name = "bench", .text = text, .length = sizeof text - 1};
    const struct expression_scope scope = {.problem = true};
    struct arena arena = {0};
    struct error error = {0};
    struct batch *batch = calloc(1, sizeof *batch);
    double *vectors = calloc(80, sizeof *vectors);
    double built_in, by_hand, formula;

    if (!batch || !vectors)
        return;
    batch->expression = expression_parse(&source, &scope, &arena, &error);
    batch->self = default_adam();
    batch->update = (struct update){.size = 2,
                                    .lanes = LANES,
                                    .lr = batch->lr,
                                    .gradient = batch->gradient,
                                    .x = batch->x,
                                    .state = batch->state};
    for (size_t l = 0; l < LANES; l++)
        batch->lr[l] = 1e-3;
    built_in = 1e9 * least_time(evaluate_built_in, batch) / TIMES;
    by_hand = 1e9 * least_time(lanes_by_hand, vectors) / TIMES;
    formula = 1e9 * least_time(evaluate_expression, batch) / TIMES;
    report("rosenbrock in 16 lanes, value and gradient", built_in, "ns",
           by_hand, "hand-written lanes", 1.5);
    report("  the same as an expression", formula, "ns", built_in,
           "the built-in one", 4);
    built_in = 1e9 * least_time(step_built_in, batch) / TIMES;
    formula = 1e9 * least_time(step_expression, batch) / TIMES;
    report("adam in 16 lanes on it, a step of all", formula, "ns", built_in,
           "on the built-in one", 2);
    free(vectors);
    free(batch);
    arena_free(&arena);
}

void
bench_processes(const char *program)
{
    char *name = (char *)(uintptr_t)program;
    char *csv[] = {name,      "run",       "--steps",
                   "1000000", "--columns", "step,lr,loss,x0,x1",
                   "-o",      "/dev/null", "--format",
                   "csv",     NULL};
    char *version[] = {name, "--version", NULL};
    char *schedule[] = {name, "schedule", "--schedule",
                        "linear(0.1) -> cosine_annealing(995)", NULL};
    char *flat[] = {name,      "run",      "--steps", "10000000",
                    "--every", "10000000", NULL};
    double ours, other;
    long memory;

    process_time(flat, &memory);
    report("memory of 10^7 steps", (double)memory / 1024, "MB", 10,
           "(the limit)", 1);
    report("lrsim --version", 1e3 * process_time(version, NULL), "ms", 2,
           "(the limit)", 1);
    report("lrsim schedule, 1000 rows of CSV",
           1e3 * process_time(schedule, NULL), "ms", 2, "(the limit)", 1);
    ours = process_time(csv, NULL);
    other = least_time(csv_by_hand, NULL);
    report("10^6 adam steps, five columns of CSV", 1e3 * ours, "ms",
           1e3 * other, "C with printf(%.17g)", 0.2);
    report("  the same", 1e3 * ours, "ms", 180, "(the limit)", 1);
}

enum { SWEPT = 1008, SWEPT_STEPS = 10000 };

static void
sweep_by_hand(void *context)
{
    hand_sweep(SWEPT, SWEPT_STEPS, context);
}

void
bench_sweeps(const char *program)
{
    char *name = (char *)(uintptr_t)program;
    char *one[] = {name,      "sweep", "--vary", "lr=1e-5:1:log1008",
                   "--steps", "10000", "--jobs", "1",
                   NULL};
    char *two[] = {name,      "sweep", "--vary", "lr=1e-5:1:log1008",
                   "--steps", "10000", "--jobs", "2",
                   NULL};
    char *alone[] = {name,      "sweep", "--vary", "lr=1e-5:1:log1008",
                     "--steps", "10000", "--jobs", "1",
                     "--lanes", "1",     NULL};
    char *many[] = {name,      "sweep", "--vary", "lr=1e-5:1:log100000",
                    "--steps", "1000",  NULL};
    double *best = calloc(SWEPT, sizeof *best);
    double ours = process_time(one, NULL), single = process_time(alone, NULL);
    long memory;

    if (!best)
        return;
    report("1008 adam runs of 10^4 steps, one core", 1e3 * ours, "ms",
           1e3 * least_time(sweep_by_hand, best), "hand-written lanes", 1.5);
    report("  on two cores", 1e3 * process_time(two, NULL), "ms", 1e3 * ours,
           "on one", 1 / 1.7);
    printf("%-44s %9.3g ms\n", "  one after the other", 1e3 * single);
    ours = process_time(many, &memory);
    printf("%-44s %9.3g runs a second, %.3g MB\n",
           "10^5 adam runs of 1000 steps, all cores", 1e5 / ours,
           (double)memory / 1024);
    free(best);
}
