/* range_test.c -- raises the rate from row to row, and suggests one. */
#include "simulate/range_test.h"

#include <math.h>

/* A group with a rate of its own keeps its share of the optimizer's. */
static bool
make_shares(struct lr_range_test *test, struct arena *arena)
{
    const struct param_groups *groups = &test->simulation.groups;
    const struct node *optimizer = &test->spec.optimizer;
    double base = kind_real(optimizer->kind, optimizer->self, "lr");

    test->shares = arena_alloc(arena, groups->count, sizeof *test->shares);
    for (size_t g = 0; test->shares && g < groups->count; g++)
        test->shares[g] = base > 0 ? groups->items[g].lr / base : 1;
    return test->shares != NULL;
}

bool
range_test_make(struct lr_range_test *test, const struct spec *spec,
                struct arena *arena, struct error *error)
{
    test->spec = *spec;
    test->spec.schedule = (struct node){0};
    test->spec.start_step = 0;
    if (!simulation_make(&test->simulation, &test->spec, true, arena, error))
        return false;
    test->rows =
        arena_alloc(arena, (size_t)spec->steps + 1, sizeof *test->rows);
    return (make_shares(test, arena) && test->rows) || error_memory(error);
}

static double
range_test_rate(const struct lr_range_test *test, long t)
{
    double share = (double)t / (double)test->spec.steps;

    if (t == test->spec.steps)
        return test->max;
    return test->linear ? test->min + (test->max - test->min) * share
                        : test->min * pow(test->max / test->min, share);
}

/* One row, whose rate is set before its update. */
static long
take_range_test_row(void *context, long t)
{
    struct lr_range_test *test = context;
    struct simulation *simulation = &test->simulation;
    double *row = test->rows[test->count++], beta = test->smooth;
    double lr = range_test_rate(test, t), smoothed;

    for (size_t g = 0; g < simulation->groups.count; g++)
        simulation->rates[g].lr = lr * test->shares[g];
    test->mean = beta * test->mean + (1 - beta) * simulation->loss;
    smoothed = test->mean / (1 - pow(beta, (double)t + 1));
    row[RANGE_TEST_STEP] = (double)t;
    row[RANGE_TEST_LR] = lr;
    row[RANGE_TEST_LOSS] = simulation->loss;
    row[RANGE_TEST_SMOOTHED] = smoothed;
    if (t == 0 || smoothed < test->lowest)
        test->lowest = smoothed;
    test->stopped = !(smoothed <= test->lowest + (RANGE_TEST_WORSE - 1) *
                                                     fabs(test->lowest));
    row_progress_count(&test->progress, simulation, t);
    return test->stopped ? NO_ROW : t + 1;
}

/* How fast the smoothed loss rises from row to row, and so over the logarithm
 * of the rate where that grows exponentially. */
static double
slope(const struct lr_range_test *test, size_t i)
{
    size_t before = i > 0 ? i - 1 : 0;
    size_t after = i + 1 < test->count ? i + 1 : i;

    return (test->rows[after][RANGE_TEST_SMOOTHED] -
            test->rows[before][RANGE_TEST_SMOOTHED]) /
           (double)(after - before);
}

static void
find_suggestions(struct lr_range_test *test)
{
    double fastest = 0, lowest = test->rows[0][RANGE_TEST_SMOOTHED];
    bool lower = false;

    for (size_t i = 0; test->count > 1 && i < test->count; i++) {
        const double *row = test->rows[i];

        if (slope(test, i) < fastest) {
            fastest = slope(test, i);
            test->steepest = row[RANGE_TEST_LR];
        }
        if (row[RANGE_TEST_SMOOTHED] < lowest) {
            lowest = row[RANGE_TEST_SMOOTHED];
            test->least = row[RANGE_TEST_LR];
            lower = true;
        }
    }
    test->tenth = test->least / 10;
    test->falls = fastest < 0 && lower;
}

void
range_test_run(struct lr_range_test *test)
{
    const struct follower follower = {test, 0, take_range_test_row};

    simulate(&test->simulation, test->spec.steps, &follower);
    find_suggestions(test);
}
