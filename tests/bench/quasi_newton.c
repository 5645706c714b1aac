/* quasi_newton.c -- L-BFGS beside liblbfgs, where that is installed: what an
 * evaluation of the function costs with all that is done about it. */
#include <stdlib.h>
#include <string.h>

#include "optimizer/optimizer.h"
#include "tests/bench/bench.h"
#include "simulate/families.h"
#include "spec/spec.h"

#if defined __has_include
#if __has_include(<lbfgs.h>)
#include <lbfgs.h>
#define HAS_LIBLBFGS
#endif
#endif

#ifdef HAS_LIBLBFGS

enum { TIMES = 40 };

/* Runs from the standard start, over and over; both sides call the same
 * function. */
struct search {
    const struct node *node;
    size_t size;
    long evaluations;
    double value;
    double *x, *gradient, *memory;
    size_t state; /* doubles of the memory that must be 0 at first */
    struct oracle oracle;
    struct update update;
};

static double
rosenbrock(const double *x, double *gradient, size_t size)
{
    double value = 0, left = 0;

    for (size_t i = 0; i + 1 < size; i++) {
        double valley = x[i + 1] - x[i] * x[i], rest = 1 - x[i];

        value += 100 * valley * valley + rest * rest;
        gradient[i] = left - 400 * x[i] * valley - 2 * rest;
        left = 200 * valley;
    }
    gradient[size - 1] = left;
    return value;
}

static void
start(double *x, size_t size)
{
    for (size_t i = 0; i < size; i++)
        x[i] = i % 2 ? 1 : -1.2;
}

static void
ask(void *context)
{
    struct search *search = context;

    search->value = rosenbrock(search->x, search->gradient, search->size);
    search->evaluations++;
}

static void
ours(void *context)
{
    struct search *search = context;

    search->evaluations = 0;
    for (int i = 0; i < TIMES; i++) {
        memset(search->memory, 0, search->state * sizeof *search->memory);
        start(search->x, search->size);
        ask(search);
        optimizer_of(search->node->kind)
            ->step(search->node->self, &search->update);
    }
}

static lbfgsfloatval_t
answer(void *context, const lbfgsfloatval_t *x, lbfgsfloatval_t *gradient,
       int size, lbfgsfloatval_t step)
{
    struct search *search = context;

    (void)step;
    search->evaluations++;
    return rosenbrock(x, gradient, (size_t)size);
}

static void
theirs(void *context)
{
    struct search *search = context;
    lbfgsfloatval_t *x = lbfgs_malloc((int)search->size);
    lbfgs_parameter_t options;

    lbfgs_parameter_init(&options);
    options.m = 6;
    search->evaluations = 0;
    for (int i = 0; i < TIMES; i++) {
        start(x, search->size);
        lbfgs((int)search->size, x, NULL, answer, NULL, search, &options);
    }
    lbfgs_free(x);
}

static void
compare(const struct node *node, size_t size, const char *what)
{
    const struct shape shape = {0};
    const struct optimizer_memory needs =
        optimizer_memory(node->kind, node->self, size, &shape);
    size_t state = needs.vectors * size + needs.numbers;
    struct search search = {.node = node, .size = size, .state = state};
    double one = 1, mine, other;

    search.memory = calloc(state + needs.scratch + 2 * size, sizeof(double));
    if (!search.memory)
        return;
    search.x = search.memory + state + needs.scratch;
    search.gradient = search.x + size;
    search.oracle = (struct oracle){&search, &search.value, ask, NULL};
    search.update = (struct update){
        .size = size,
        .lanes = 1,
        .lr = &one,
        .base = &one,
        .gradient = search.gradient,
        .x = search.x,
        .state = search.memory,
        .numbers = search.memory + needs.vectors * size,
        .scratch = search.memory + state,
        .oracle = &search.oracle,
    };
    mine = 1e9 * least_time(ours, &search) / (double)search.evaluations;
    other = 1e9 * least_time(theirs, &search) / (double)search.evaluations;
    report(what, mine, "ns", other, "liblbfgs", 1.5);
    free(search.memory);
}

void
bench_quasi_newton(void)
{
    struct arena arena = {0};
    struct document document = {
        .arena = &arena, .table = spec_table, .families = all_families};
    struct spec spec;
    struct error error = {0};

    if (document_put(&document, "bench", "optimizer",
                     "lbfgs(line_search_fn=strong_wolfe, history_size=6, "
                     "max_iter=200)",
                     &error) &&
        spec_load(&document, NULL, &spec, &error)) {
        compare(&spec.optimizer, 2, "lbfgs, rosenbrock, an evaluation");
        compare(&spec.optimizer, 1000, "  of 1000 parameters");
    }
    arena_free(&arena);
}

#else

#include <stdio.h>

void
bench_quasi_newton(void)
{
    puts("(liblbfgs is not installed, and so not compared)");
}

#endif
