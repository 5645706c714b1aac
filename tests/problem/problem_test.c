/* problem_test.c -- laws that every built-in problem is held to. */
#include "tests/suites.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/lanes.h"
#include "problem/problem.h"

enum { WIDEST = 7, POINTS = 1000 };

/* Value and gradient at `lanes` points, x[i][lane]. */
static void
evaluate(const struct node *node, size_t lanes, const double *x, double *value,
         double *gradient)
{
    const struct problem *problem = problem_of(node);
    struct arena arena = {0};
    struct point point = {.size = problem_dim(node),
                          .lanes = lanes,
                          .x = x,
                          .value = value,
                          .gradient = gradient};

    if (problem->scratch)
        point.scratch = arena_alloc(&arena, problem->scratch(node->self, lanes),
                                    sizeof(double));
    problem->evaluate(node->self, &point);
    arena_free(&arena);
}

static double
value_at(const struct node *node, const double *x)
{
    double value, gradient[WIDEST];

    evaluate(node, 1, x, &value, gradient);
    return value;
}

static void
random_point(const struct node *node, uint64_t *state, size_t lanes, double *x)
{
    const struct problem *problem = problem_of(node);

    for (size_t i = 0; i < problem_dim(node) * lanes; i++)
        x[i] = random_between(state, problem->low, problem->high);
}

/* Calls a law for a problem that loads. */
static bool
try_problem(const char *json, void (*law)(const struct node *))
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};
    bool done = load_text(json, &arena, &document, &spec, &error);

    if (done) {
        ck_assert_uint_le(problem_dim(&spec.problem), WIDEST);
        law(&spec.problem);
    }
    document_free(&document);
    arena_free(&arena);
    return done;
}

/* Calls a law for the example of each problem, and in each dimension that it
 * can have without being told more. */
static void
each_problem(void (*law)(const struct node *))
{
    for (size_t k = 0; problem_family.kinds[k]; k++) {
        const struct kind *kind = problem_family.kinds[k];
        char json[256];

        snprintf(json, sizeof json, "{\"problem\": \"%s\"}", kind->example);
        ck_assert_msg(try_problem(json, law), "%s", json);
        for (size_t size = 1; size <= WIDEST; size++) {
            snprintf(json, sizeof json,
                     "{\"problem\": {\"type\": \"%s\", \"dim\": %zu}}",
                     kind->name, size);
            try_problem(json, law);
        }
    }
}

/* A difference of fourth order: rounding and the next term are both small. */
static double
difference_at(const struct node *node, double *x, size_t i)
{
    double here = x[i], h = 1e-4 * fmax(1, fabs(here)), sum = 0;

    for (int k = -2; k <= 2; k++) {
        static const double weights[] = {1, -8, 0, 8, -1};

        x[i] = here + k * h;
        sum += weights[k + 2] * value_at(node, x);
    }
    x[i] = here;
    return sum / (12 * h);
}

static void
check_gradient(const struct node *node)
{
    uint64_t state = 1;
    double x[WIDEST] = {0}, gradient[WIDEST], value;

    for (int n = 0; n < POINTS; n++) {
        random_point(node, &state, 1, x);
        evaluate(node, 1, x, &value, gradient);
        for (size_t i = 0; i < problem_dim(node); i++) {
            double difference = difference_at(node, x, i);

            ck_assert_msg(fabs(gradient[i] - difference) <=
                              1e-9 * (1 + fabs(value) + fabs(gradient[i])),
                          "%s, dim %zu, point %d: derivative %zu at %.17g is "
                          "%.17g, and by differences %.17g",
                          node->kind->name, problem_dim(node), n, i, x[i],
                          gradient[i], difference);
        }
    }
}

START_TEST(gradient_matches_differences)
{
    each_problem(check_gradient);
}
END_TEST

static void
check_minimum(const struct node *node)
{
    const struct problem *problem = problem_of(node);
    uint64_t state = 2;
    double least = problem_minimum(node), value;
    double x[WIDEST] = {0}, gradient[WIDEST];

    if (isnan(least))
        return;
    for (size_t i = 0; i < problem_dim(node); i++)
        x[i] = pattern_at(&problem->minimum_at, i);
    evaluate(node, 1, x, &value, gradient);
    ck_assert_msg(fabs(value - least) <= 1e-12,
                  "%s, dim %zu: the minimum must be %.17g, is %.17g",
                  node->kind->name, problem_dim(node), least, value);
    for (size_t i = 0; i < problem_dim(node); i++)
        ck_assert_msg(fabs(gradient[i]) <= 1e-12,
                      "%s, dim %zu: derivative %zu at the minimum is %.17g",
                      node->kind->name, problem_dim(node), i, gradient[i]);
    for (int n = 0; n < POINTS; n++) {
        random_point(node, &state, 1, x);
        ck_assert_msg(value_at(node, x) >= least,
                      "%s, dim %zu, point %d: %.17g is below the minimum",
                      node->kind->name, problem_dim(node), n,
                      value_at(node, x));
    }
}

START_TEST(minimum_is_where_it_is_said_to_be)
{
    each_problem(check_minimum);
}
END_TEST

static void
check_lanes(const struct node *node, size_t lanes)
{
    size_t size = problem_dim(node);
    uint64_t state = 3;
    double x[WIDEST * LANES] = {0}, gradient[WIDEST * LANES], value[LANES];
    double own[WIDEST] = {0}, own_gradient[WIDEST], own_value;

    random_point(node, &state, lanes, x);
    evaluate(node, lanes, x, value, gradient);
    for (size_t l = 0; l < lanes; l++) {
        for (size_t i = 0; i < size; i++)
            own[i] = x[i * lanes + l];
        evaluate(node, 1, own, &own_value, own_gradient);
        ck_assert_msg(memcmp(&own_value, &value[l], sizeof own_value) == 0,
                      "%s, dim %zu: lane %zu of %zu is %.17g, and alone %.17g",
                      node->kind->name, size, l, lanes, value[l], own_value);
        for (size_t i = 0; i < size; i++)
            ck_assert_msg(memcmp(&own_gradient[i], &gradient[i * lanes + l],
                                 sizeof own_value) == 0,
                          "%s, dim %zu: derivative %zu in lane %zu of %zu is "
                          "%.17g, and alone %.17g",
                          node->kind->name, size, i, l, lanes,
                          gradient[i * lanes + l], own_gradient[i]);
    }
}

static void
check_all_lanes(const struct node *node)
{
    check_lanes(node, 1);
    check_lanes(node, 5);
    check_lanes(node, LANES);
}

START_TEST(lanes_are_equal_to_the_bit)
{
    each_problem(check_all_lanes);
}
END_TEST

static bool
within(const struct problem *problem, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (!(pattern->values[i] >= problem->low &&
              pattern->values[i] <= problem->high))
            return false;
    return true;
}

static void
check_facts(const struct node *node)
{
    const struct problem *problem = problem_of(node);
    const struct parameter *start = row_find(node->kind, NULL, "start");
    const char *name = node->kind->name;

    ck_assert_msg(problem->low < problem->high, "%s", name);
    ck_assert_msg(problem->dim_least >= 1 &&
                      problem->dim_least <= problem->dim_standard &&
                      problem->dim_standard <= problem->dim_most &&
                      problem->dim_most <= DIMENSION_MOST,
                  "%s: dimensions", name);
    ck_assert_msg(problem->start.count > 0 || !start->standard,
                  "%s has no start", name);
    ck_assert_msg(isnan(problem->minimum) || problem->minimum_at.count > 0,
                  "%s: where is the minimum?", name);
    ck_assert_msg(within(problem, &problem->start) &&
                      within(problem, &problem->minimum_at),
                  "%s: start or minimum is outside of its pictures", name);
}

START_TEST(facts_fit_one_another)
{
    each_problem(check_facts);
}
END_TEST

/* Loads {"problem": NODE}; the error behind the place, or "". */
static const char *
load_problem(const char *node, struct arena *arena, struct document *document,
             struct spec *spec, struct error *error)
{
    struct text text = {.arena = arena};
    const char *path;

    text_string(&text, "{\"problem\": ");
    text_string(&text, node);
    text_add(&text, "}", 2);
    if (load_text(text.bytes, arena, document, spec, error))
        return "";
    path = strstr(error->text, "$.problem");
    return path ? path : error->text;
}

START_TEST(starts_and_dimensions_follow_from_one_another)
{
    /* The start as it must be, or the error. */
    static const char *const rows[][2] = {
        {"\"rosenbrock\"", "-1.2 1"},
        {"\"rosenbrock(5)\"", "-1.2 1 -1.2 1 -1.2"},
        {"\"sphere\"", "1 1"},
        {"\"sphere(dim=1)\"", "1"},
        {"\"sphere(start=[3, 4, 5])\"", "3 4 5"},
        {"\"sphere(dim=3, start=[3, 4, 5])\"", "3 4 5"},
        {"\"beale\"", "1 1"},
        {"\"beale(start=(2, 0.5))\"", "2 0.5"},
        {"{\"dim\": 3}", "-1.2 1 -1.2"},
        {"\"sphere(2, [3, 4, 5])\"", "$.problem.dim: must be 3, the number of "
                                     "values in start, not 2"},
        {"\"sphere(start=[])\"",
         "$.problem.start: sphere has at least 1 parameter, not 0"},
        {"\"rosenbrock(1)\"",
         "$.problem.dim: rosenbrock has at least 2 parameters, not 1"},
        {"\"rosenbrock(start=[1])\"",
         "$.problem.start: rosenbrock has at least 2 parameters, not 1"},
        {"\"beale(3)\"", "$.problem.dim: beale has 2 parameters, not 3"},
        {"\"beale(start=[1, 2, 3])\"",
         "$.problem.start: beale has 2 parameters, not 3"},
        {"\"sphere(100000001)\"",
         "$.problem.dim: must be at most 100000000 parameters, not 100000001"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct document document;
        struct spec spec;
        struct error error = {0};
        const char *found =
            load_problem(rows[i][0], &arena, &document, &spec, &error);
        struct text text = {.arena = &arena};

        for (size_t k = 0; !*found && k < problem_dim(&spec.problem); k++) {
            text_string(&text, k ? " " : "");
            text_number(&text, problem_start(&spec.problem, k));
        }
        text_add(&text, "", 1);
        found = *found ? found : text.bytes;
        ck_assert_msg(strcmp(found, rows[i][1]) == 0,
                      "%s\nmust be %s\nis      %s", rows[i][0], rows[i][1],
                      found);
        document_free(&document);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(a_dimension_over_the_limit_is_a_limit)
{
    struct arena arena = {0};
    struct document document;
    struct spec spec;
    struct error error = {0};

    load_problem("\"sphere(100000001)\"", &arena, &document, &spec, &error);
    ck_assert_int_eq(error.status, STATUS_LIMIT);
    document_free(&document);
    arena_free(&arena);
}
END_TEST

static void
check_standard(const struct node *node)
{
    const struct pattern *start = &problem_of(node)->start;
    const struct problem_options *self = node->self;

    ck_assert_uint_eq(self->start.count, problem_dim(node));
    for (size_t i = 0; i < problem_dim(node) && start->count > 0; i++)
        ck_assert_msg(problem_start(node, i) == start->values[i % start->count],
                      "%s, dim %zu: start %zu is %.17g", node->kind->name,
                      problem_dim(node), i, problem_start(node, i));
}

START_TEST(standard_starts_repeat_over_the_parameters)
{
    each_problem(check_standard);
}
END_TEST

Suite *
problem_suite(void)
{
    Suite *suite = suite_create("problem");
    TCase *tests = tcase_create("laws");

    tcase_add_test(tests, gradient_matches_differences);
    tcase_add_test(tests, minimum_is_where_it_is_said_to_be);
    tcase_add_test(tests, lanes_are_equal_to_the_bit);
    tcase_add_test(tests, facts_fit_one_another);
    tcase_add_test(tests, starts_and_dimensions_follow_from_one_another);
    tcase_add_test(tests, a_dimension_over_the_limit_is_a_limit);
    tcase_add_test(tests, standard_starts_repeat_over_the_parameters);
    suite_add_tcase(suite, tests);
    return suite;
}
