/* problem_test.c -- laws that every built-in problem obeys. */
#include "tests/suites.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/lanes.h"
#include "problem/problem.h"

enum { WIDEST = 128, TRIED = 12, POINTS = 1000 };

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
    for (size_t i = 0; i < problem_dim(node); i++)
        for (size_t l = 0; l < lanes; l++)
            x[i * lanes + l] = random_between(state, problem_low(node, i),
                                              problem_high(node, i));
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
    arena_free(&arena);
    return done;
}

/* Calls a law for the example of each problem, and in each dimension that it
 * can have without further parameters. */
static void
each_problem(void (*law)(const struct node *))
{
    for (size_t k = 0; problem_family.kinds[k]; k++) {
        const struct kind *kind = problem_family.kinds[k];
        char json[256];

        snprintf(json, sizeof json, "{\"problem\": \"%s\"}", kind->example);
        ck_assert_msg(try_problem(json, law), "%s", json);
        for (size_t size = 1; size <= TRIED; size++) {
            snprintf(json, sizeof json,
                     "{\"problem\": {\"type\": \"%s\", \"dim\": %zu}}",
                     kind->name, size);
            try_problem(json, law);
        }
    }
}

/* A difference of fourth order with steps of h times the parameter. */
static double
difference_at(const struct node *node, double *x, size_t i, double h)
{
    double here = x[i], sum = 0;

    h *= fmax(1, fabs(here));
    for (int k = -2; k <= 2; k++) {
        static const double weights[] = {1, -8, 0, 8, -1};

        x[i] = here + k * h;
        sum += weights[k + 2] * value_at(node, x);
    }
    x[i] = here;
    return sum / (12 * h);
}

/* The difference that comes closest: short waves need short steps, where
 * smooth functions suffer from rounding, and a kink may be near. */
static double
nearest_difference(const struct node *node, double *x, size_t i,
                   double derivative, double enough)
{
    double best = difference_at(node, x, i, 1e-4);

    for (double h = 1e-3; fabs(derivative - best) > enough && h > 1e-8;
         h /= 10) {
        double other = difference_at(node, x, i, h);

        if (fabs(derivative - other) < fabs(derivative - best))
            best = other;
    }
    return best;
}

/* Fewer points where it is not the standard dimension, and where each of them
 * costs a walk over data. */
static int
points(const struct node *node)
{
    const struct problem *problem = problem_of(node);

    if (problem->batch && problem_dim(node) > 1)
        return POINTS / 200;
    return (long)problem_dim(node) == problem->dim_standard ? POINTS
                                                            : POINTS / 20;
}

static void
check_gradient(const struct node *node)
{
    uint64_t state = 1;
    double x[WIDEST] = {0}, gradient[WIDEST], value;

    for (int n = 0; n < points(node); n++) {
        random_point(node, &state, 1, x);
        evaluate(node, 1, x, &value, gradient);
        for (size_t i = 0; i < problem_dim(node); i++) {
            double enough = 1e-8 * (1 + fabs(value) + fabs(gradient[i]));
            double difference =
                nearest_difference(node, x, i, gradient[i], enough);

            ck_assert_msg(fabs(gradient[i] - difference) <= enough,
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

/* How far the gradient at x may be from 0 since x itself is rounded: the
 * second derivatives times that. */
static double
rounding_at(const struct node *node, double *x, size_t i)
{
    double sum = 1, value, before[WIDEST], behind[WIDEST];

    for (size_t k = 0; k < problem_dim(node); k++) {
        double here = x[k], h = 1e-5 * fmax(1e-3, fabs(here));

        x[k] = here - h;
        evaluate(node, 1, x, &value, before);
        x[k] = here + h;
        evaluate(node, 1, x, &value, behind);
        x[k] = here;
        sum += fabs(behind[i] - before[i]) / (2 * h) * fmax(1, fabs(here));
    }
    return 1e-14 * sum;
}

/* At the domain's edge it may fall on outwards. */
static bool
is_edge(const struct node *node, const double *x, size_t i, double derivative)
{
    return derivative < 0 ? x[i] == problem_high(node, i)
                          : x[i] == problem_low(node, i);
}

static void
check_place(const struct node *node, size_t which)
{
    double least = problem_minimum(node), value;
    double x[WIDEST] = {0}, gradient[WIDEST];

    for (size_t i = 0; i < problem_dim(node); i++)
        x[i] = problem_place(node, which, i);
    evaluate(node, 1, x, &value, gradient);
    ck_assert_msg(fabs(value - least) <= 1e-11 * fmax(1, fabs(least)),
                  "%s, dim %zu: the minimum must be %.17g, is %.17g",
                  node->kind->name, problem_dim(node), least, value);
    for (size_t i = 0; i < problem_dim(node); i++)
        ck_assert_msg(fabs(gradient[i]) <= rounding_at(node, x, i) ||
                          is_edge(node, x, i, gradient[i]),
                      "%s, dim %zu: derivative %zu at minimum %zu is %.17g, "
                      "and rounding explains %.3g",
                      node->kind->name, problem_dim(node), i, which,
                      gradient[i], rounding_at(node, x, i));
}

static void
check_minimum(const struct node *node)
{
    uint64_t state = 2;
    double least = problem_minimum(node), x[WIDEST] = {0};

    if (isnan(least))
        return;
    for (size_t which = 0; which < problem_places(node); which++)
        check_place(node, which);
    least -= 1e-12 * fmax(1, fabs(least));
    for (int n = 0; n < points(node); n++) {
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

/* Points and second derivatives by the parameters. */
START_TEST(second_derivatives_are_those_of_the_formula)
{
    static const struct {
        const char *problem, *start;
        double second[2];
    } rows[] = {
        {"sphere", "[1, -3]", {2, 2}},
        {"rosenbrock", "[-1.2, 1]", {1330, 200}},
        {"beale", "[3, 0.5]", {3.15625, 46.125}},
        {"quartic", "[1, -0.5]", {12, 3}},
        {"expression\", \"f\": \"exp(2*x) + x*y^5", "[0, 2]", {4, 0}},
    };

    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        double second[2], spare[2], value, gradient[2], scratch[64];
        struct arena arena = {0};
        struct document document;
        struct spec spec;
        struct error error = {0};
        struct point point = {.size = 2,
                              .lanes = 1,
                              .value = &value,
                              .gradient = gradient,
                              .scratch = scratch};
        double x[2];
        char json[256];

        snprintf(json, sizeof json,
                 "{\"problem\": {\"type\": \"%s\", \"start\": %s}}",
                 rows[k].problem, rows[k].start);
        ck_assert_msg(load_text(json, &arena, &document, &spec, &error), "%s",
                      json);
        for (size_t i = 0; i < 2; i++)
            x[i] = problem_start(&spec.problem, i);
        point.x = x;
        problem_curvature(&spec.problem, &point, x, second, spare);
        for (size_t i = 0; i < 2; i++)
            ck_assert_msg(fabs(second[i] - rows[k].second[i]) <=
                              1e-11 * (1 + fabs(rows[k].second[i])),
                          "%s: by parameter %zu it is %.17g, not %.17g", json,
                          i, second[i], rows[k].second[i]);
        arena_free(&arena);
    }
}
END_TEST

/* Whether a middle lies above the straight line between the ends, which may
 * be near to one another, and may differ in one parameter only. */
static bool
bulges(const struct node *node, uint64_t *state)
{
    size_t size = problem_dim(node), only = random_bits(state) % (2 * size);
    double near = pow(10, random_between(state, -2, 0));
    double a[WIDEST] = {0}, b[WIDEST] = {0}, middle[WIDEST] = {0}, mean;

    random_point(node, state, 1, a);
    random_point(node, state, 1, b);
    for (size_t i = 0; i < problem_dim(node); i++) {
        b[i] = a[i] + near * (b[i] - a[i]);
        b[i] = only < size && i != only ? a[i] : b[i];
        middle[i] = a[i] / 2 + b[i] / 2;
    }
    mean = value_at(node, a) / 2 + value_at(node, b) / 2;
    return value_at(node, middle) > mean + 1e-12 * fmax(1, fabs(mean));
}

/* Whether what one parameter adds depends on the others. */
static bool
mixes(const struct node *node, uint64_t *state)
{
    size_t size = problem_dim(node), i = random_bits(state) % size;
    double a[WIDEST] = {0}, b[WIDEST] = {0}, other[2], here, there, scale;

    random_point(node, state, 1, a);
    random_point(node, state, 1, b);
    here = value_at(node, a);
    there = value_at(node, b);
    scale = fabs(here) + fabs(there);
    other[0] = a[i];
    other[1] = b[i];
    a[i] = other[1];
    b[i] = other[0];
    here -= value_at(node, a);
    there -= value_at(node, b);
    scale += fabs(value_at(node, a)) + fabs(value_at(node, b));
    return fabs(here + there) > 1e-11 * scale;
}

/* What some dimension of the kind with this index has shown. */
enum { KINDS = 200 };
static struct shown {
    bool bulged, mixed;
} shown[KINDS];

static size_t
kind_index(const struct kind *kind)
{
    size_t i = 0;

    while (problem_family.kinds[i] != kind)
        i++;
    ck_assert_uint_lt(i, KINDS);
    return i;
}

static void
check_properties(const struct node *node)
{
    unsigned properties = problem_of(node)->properties;
    struct shown *own = &shown[kind_index(node->kind)];
    uint64_t state = 4;
    int tries = problem_of(node)->batch ? POINTS / 20 : POINTS;

    for (int n = 0; n < tries && problem_dim(node) > 1; n++) {
        own->bulged |= bulges(node, &state);
        own->mixed |= mixes(node, &state);
    }
    ck_assert_msg(!(own->bulged && properties & CONVEX),
                  "%s, dim %zu: not convex", node->kind->name,
                  problem_dim(node));
    ck_assert_msg(!(own->mixed && properties & SEPARABLE),
                  "%s, dim %zu: not separable", node->kind->name,
                  problem_dim(node));
}

START_TEST(properties_are_what_they_say)
{
    each_problem(check_properties);
    for (size_t i = 0; problem_family.kinds[i + 1]; i++) {
        const struct problem *problem = (const void *)problem_family.kinds[i];

        if (problem->dim_most == 1)
            continue;
        /* The cubics of these two are hardly felt. */
        ck_assert_msg(shown[i].bulged || problem->properties & CONVEX ||
                          strncmp(problem->kind.name, "discrete_", 9) == 0,
                      "%s looks convex", problem->kind.name);
        ck_assert_msg(shown[i].mixed || problem->properties & SEPARABLE,
                      "%s looks separable", problem->kind.name);
    }
}
END_TEST

static bool
within(const struct node *node, size_t i, double x)
{
    return x >= problem_low(node, i) && x <= problem_high(node, i);
}

static void
check_facts(const struct node *node)
{
    const struct problem *problem = problem_of(node);
    const struct parameter *start = row_find(node->kind, NULL, "start");
    const char *name = node->kind->name;

    ck_assert_msg(problem->dim_least >= 1 &&
                      problem->dim_least <= problem->dim_standard &&
                      problem->dim_standard <= problem->dim_most &&
                      problem->dim_most <= DIMENSION_MOST,
                  "%s: dimensions", name);
    ck_assert_msg(spot_known(&problem->start) || !start->default_text,
                  "%s has no start", name);
    for (size_t i = 0; i < problem_dim(node); i++) {
        ck_assert_msg(problem_low(node, i) < problem_high(node, i),
                      "%s: domain of %zu", name, i);
        ck_assert_msg(within(node, i, problem_start(node, i)),
                      "%s: start %zu is outside of its domain", name, i);
        for (size_t k = 0; k < problem_places(node); k++)
            ck_assert_msg(within(node, i, problem_place(node, k, i)),
                          "%s: minimum %zu is outside of its domain", name, k);
    }
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
    path = strstr(error_line(error), "$.problem");
    return path ? path : error_line(error);
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
        text_end(&text);
        found = *found ? found : text.bytes;
        ck_assert_msg(strcmp(found, rows[i][1]) == 0,
                      "%s\nmust be %s\nis      %s", rows[i][0], rows[i][1],
                      found);
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
    arena_free(&arena);
}
END_TEST

static void
check_standard(const struct node *node)
{
    const struct spot *start = &problem_of(node)->start;
    const struct problem_options *self = node->self;

    if (problem_dim(node) <= 16) /* more are not written out */
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
    tcase_add_test(tests, second_derivatives_are_those_of_the_formula);
    tcase_add_test(tests, properties_are_what_they_say);
    tcase_add_test(tests, facts_fit_one_another);
    tcase_add_test(tests, starts_and_dimensions_follow_from_one_another);
    tcase_add_test(tests, a_dimension_over_the_limit_is_a_limit);
    tcase_add_test(tests, standard_starts_repeat_over_the_parameters);
    suite_add_tcase(suite, tests);
    return suite;
}
