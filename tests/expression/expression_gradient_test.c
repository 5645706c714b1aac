/* expression_gradient_test.c -- laws of functions, derivatives and lanes. */
#include "tests/expression/parsed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "expression/functions.h"

Suite *expression_gradient_suite(void);

enum { SLOTS = 8 };

/* What libm says, for every function of the table that can be called. */
struct reference {
    const char *name;
    double (*one)(double);
    double (*two)(double, double);
};

static double
sign(double x)
{
    return (x > 0) - (x < 0);
}

static const struct reference references[] = {
    {"abs", fabs, NULL},    {"sqrt", sqrt, NULL},   {"min", NULL, fmin},
    {"max", NULL, fmax},    {"sin", sin, NULL},     {"cos", cos, NULL},
    {"tan", tan, NULL},     {"asin", asin, NULL},   {"acos", acos, NULL},
    {"atan", atan, NULL},   {"atan2", NULL, atan2}, {"sinh", sinh, NULL},
    {"cosh", cosh, NULL},   {"tanh", tanh, NULL},   {"exp", exp, NULL},
    {"log", log, NULL},     {"log2", log2, NULL},   {"log10", log10, NULL},
    {"cbrt", cbrt, NULL},   {"pow", NULL, pow},     {"sign", sign, NULL},
    {"floor", floor, NULL}, {"ceil", ceil, NULL},   {"round", rint, NULL},
    {"trunc", trunc, NULL}, {"hypot", NULL, hypot}, {"clamp", NULL, NULL},
    {NULL, NULL, NULL},
};

static const struct reference *
reference_of(const char *name)
{
    for (const struct reference *r = references; r->name; r++)
        if (strcmp(r->name, name) == 0)
            return r;
    ck_abort_msg("no reference for %s", name);
    return NULL;
}

static bool
is_called(const struct function *row)
{
    return row->least > 0 && row != function_row(OP_SUM) &&
           row != function_row(OP_PROD);
}

static const char *const arguments[] = {"", "x", "x, y", "x, y, z"};

START_TEST(functions_are_libms)
{
    const struct function *row = &functions[_i];
    const struct reference *reference;
    struct expression *expression;
    char text[64];

    if (!is_called(row))
        return;
    reference = reference_of(row->name);
    snprintf(text, sizeof text, "%s(%s)", row->name, arguments[row->least]);
    expression = parsed(text, &scope_xyz);
    for (double x = -3.25; x <= 3.5; x += 0.25) {
        double variables[] = {x, 0.75, 1.5};
        double value = expression_value(expression, variables, parsed_scratch);
        double expected = reference->one   ? reference->one(x)
                          : reference->two ? reference->two(x, 0.75)
                                           : fmin(fmax(x, 0.75), 1.5);

        ck_assert_msg(close_to(value, expected, 0), "%s at %g: %.17g, %.17g",
                      text, x, value, expected);
    }
}
END_TEST

/* The central difference; NaN where both sides disagree, as at a kink. */
static double
difference(const struct expression *expression, double *variables, size_t slot)
{
    double x = variables[slot], h = 1e-5 * (1 + fabs(x)), here, left, right;

    here = expression_value(expression, variables, parsed_scratch);
    variables[slot] = x + h;
    right = expression_value(expression, variables, parsed_scratch);
    variables[slot] = x - h;
    left = expression_value(expression, variables, parsed_scratch);
    variables[slot] = x;
    if (!close_to((right - here) / h, (here - left) / h, 1e-2))
        return NAN;
    return (right - left) / (2 * h);
}

static unsigned
gradient_matches(const char *text, const struct expression *expression,
                 double *variables)
{
    double gradient[SLOTS], value;
    unsigned compared = 0;

    expression_gradient(expression, 1, variables, parsed_scratch, &value,
                        gradient);
    ck_assert_msg(
        close_to(value, expression_value(expression, variables, parsed_scratch),
                 0),
        "%s: %.17g", text, value);
    for (size_t s = 0; s < expression->slot_count; s++) {
        double expected = difference(expression, variables, s);

        if (isnan(expected) || fabs(expected) > 1e6)
            continue;
        compared++;
        ck_assert_msg(close_to(gradient[s], expected, 1e-4),
                      "%s at %g, %g, %g, %g: derivative %zu is %.9g, "
                      "differences %.9g",
                      text, variables[0], variables[1], variables[2],
                      variables[3], s, gradient[s], expected);
    }
    return compared;
}

START_TEST(derivatives_match_differences)
{
    const struct function *row = &functions[_i];
    unsigned compared = 0;
    char text[64];

    if (row->level != LEVEL_NONE)
        snprintf(text, sizeof text, "(x) %s (y)", row->name);
    else if (is_called(row))
        snprintf(text, sizeof text, "%s(%s)", row->name, arguments[row->least]);
    else
        return;
    for (double x = -2.85; x < 3; x += 0.3) {
        double variables[] = {x, 0.73, 1.41, 0};

        compared += gradient_matches(text, parsed(text, &scope_xyz), variables);
        variables[1] = -1.27;
        compared += gradient_matches(text, parsed(text, &scope_xyz), variables);
    }
    ck_assert_msg(compared > 10, "%s: compared %u", text, compared);
}
END_TEST

/* A small generator of its own, so that the rows are always the same. */
static unsigned long state;

static unsigned
pick(unsigned count)
{
    state = (state * 6364136223846793005UL + 1442695040888963407UL) &
            0xFFFFFFFFFFFFFFFFUL;
    return (unsigned)(state >> 33) % count;
}

static void append(char *text, size_t size, const char *leaf, unsigned depth);

static void
append_text(char *text, size_t size, const char *more)
{
    size_t length = strlen(text);

    snprintf(text + length, size - length, "%s", more);
}

/* A form in which every '#' becomes a random expression. */
static void
append_form(char *text, size_t size, const char *leaf, unsigned depth,
            const char *form)
{
    for (; *form; form++) {
        const char letter[] = {*form, '\0'};

        if (*form == '#')
            append(text, size, leaf, depth);
        else
            append_text(text, size, letter);
    }
}

static const char *const forms[] = {
    "(# + #)",
    "(# - #)",
    "(# * #)",
    "(# * #)",
    "(# / (2 + #^2))",
    "(-#)",
    "#^2",
    "#^3",
    "sin(#)",
    "cos(#)",
    "tanh(#)",
    "exp(-#^2)",
    "sqrt(1 + #^2)",
    "max(#, #)",
    "min(#, #)",
    "abs(#)",
    "(# < # ? # : #)",
    "log(1 + #^2)",
    "hypot(#, 1 + #)",
    "(1.5 + #^2)^#",
    "(0.5*#)^4",
    "atan2(#, 2 + #^2)",
    "clamp(#, -1, 1)",
    "(# > 0 && # < 1)",
    "(1 + #^2)^-2",
    "(# % 3)",
};

static void
append(char *text, size_t size, const char *leaf, unsigned depth)
{
    char constant[32];

    if (depth > 0 && pick(8) > 0) {
        append_form(text, size, leaf, depth - 1,
                    forms[pick(sizeof forms / sizeof *forms)]);
    } else if (pick(4) == 0) {
        snprintf(constant, sizeof constant, "%.2f", pick(300) / 100.0);
        append_text(text, size, constant);
    } else if (leaf) {
        append_text(text, size, leaf);
    } else {
        append_text(text, size, (const char *[]){"x", "y", "z"}[pick(3)]);
    }
}

START_TEST(gradient_matches_differences)
{
    static char text[65536];
    unsigned compared = 0;

    state = (unsigned long)_i;
    for (int k = 0; k < 40; k++) {
        double variables[SLOTS] = {0.3, -0.7, 1.1, 0.9};

        text[0] = '\0';
        append(text, sizeof text, NULL, 3);
        compared += gradient_matches(text, parsed(text, &scope_xyz), variables);
    }
    ck_assert_msg(compared > 60, "compared %u", compared);
}
END_TEST

START_TEST(gradient_of_loops_matches_differences)
{
    static const char *const shells[] = {
        "sum(i, 0, n - 1, #)",
        "prod(i, 0, n - 1, 1.1 + 0.3 * #)",
        "x[1] * sum(i, 1, n - 1, # * x[i - 1])",
        "sum(i, 0, n - 1, sum(j, 0, i, #) * #)",
        "sum(i, 0, n - 1, x[i] * prod(j, i, n - 1, # + x[j]))",
        "prod(i, 0, n - 1, sum(j, 0, n - 1, # * x[(i + j) % n]))",
        "sum(i, 0, n - 1, i > 0 ? x[i - 1] * # : #)",
    };
    static char text[65536];
    const char *shell = shells[_i];

    state = 77;
    for (int k = 0; k < 40; k++) {
        double variables[SLOTS] = {0.3, -0.7, 1.1, 0.9};

        text[0] = '\0';
        append_form(text, sizeof text, "x[i]", 2, shell);
        gradient_matches(text, parsed(text, &scope_vector), variables);
    }
}
END_TEST

START_TEST(bits_do_not_depend_on_lanes)
{
    static char text[65536];
    double x[4 * PARSED_LANES], values[PARSED_LANES],
        gradient[4 * PARSED_LANES];
    static const size_t counts[] = {1, 2, 3, 15, 16, 17};

    state = (unsigned long)_i;
    text[0] = '\0';
    if (_i % 2)
        append(text, sizeof text, NULL, 4);
    else
        append_form(text, sizeof text, "x[i]", 3,
                    "sum(i, 0, n - 1, # * prod(j, 0, i, #))");
    const struct expression *expression =
        parsed(text, _i % 2 ? &scope_xyz : &scope_vector);
    size_t slots = expression->slot_count;

    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        size_t lanes = counts[c];

        for (size_t k = 0; k < slots * lanes; k++)
            x[k] = sin((double)(k / lanes * 50 + k % lanes));
        expression_gradient(expression, lanes, x, parsed_scratch, values,
                            gradient);
        for (size_t l = 0; l < lanes; l++) {
            double own[4], derivatives[4], value;

            for (size_t s = 0; s < slots; s++)
                own[s] = x[s * lanes + l];
            expression_gradient(expression, 1, own, parsed_scratch, &value,
                                derivatives);
            ck_assert_msg(same_bits(value, values[l]),
                          "%s: lane %zu of %zu: %.17g, alone %.17g", text, l,
                          lanes, values[l], value);
            for (size_t s = 0; s < slots; s++)
                ck_assert_msg(
                    same_bits(derivatives[s], gradient[s * lanes + l]),
                    "%s: lane %zu of %zu, slot %zu", text, l, lanes, s);
        }
    }
}
END_TEST

/* At kinks, and where a branch that is not taken has no derivative. */
struct gradient_row {
    const struct expression_scope *scope;
    const char *text;
    double x[4], gradient[4];
};

static const struct gradient_row kinks[] = {
    {&scope_xyz, "abs(x)", {0}, {0}},
    {&scope_xyz, "max(x, y)", {1, 1, 0, 0}, {1, 0, 0, 0}},
    {&scope_xyz, "min(x, y)", {1, 1, 0, 0}, {1, 0, 0, 0}},
    {&scope_xyz, "max(x, y, z)", {0, 1, 1, 0}, {0, 1, 0, 0}},
    {&scope_xyz, "max(0, x)", {0}, {0}},
    {&scope_xyz, "clamp(x, 0, 1)", {1, 0, 0, 0}, {1, 0, 0, 0}},
    {&scope_xyz, "clamp(x, 0, 1)", {2, 0, 0, 0}, {0, 0, 0, 0}},
    {&scope_xyz, "floor(x) + ceil(x) + round(x) + sign(x)", {0.5}, {0}},
    {&scope_xyz, "x > 0 ? sqrt(x) : x", {0}, {1}},
    {&scope_xyz, "x > 0 ? log(x) : 2*x", {0}, {2}},
    {&scope_xyz, "x == 0 ? y : y/x", {0, 3, 0, 0}, {0, 1, 0, 0}},
    {&scope_xyz, "max(1, sqrt(x))", {0}, {0}},
    {&scope_xyz, "(x > 0 ? sqrt(x)^3 : 0) + y", {0}, {0, 1, 0, 0}},
    {&scope_xyz, "x > 0 ? x : (-2)^y", {1, 1, 0, 0}, {1}},
    {&scope_xyz, "x > 0 ? x : y/0", {1, 1, 0, 0}, {1}},
    {&scope_xyz, "x > 0 ? x : y*log(0)", {1, 1, 0, 0}, {1}},
    {&scope_xyz, "x > 0 ? x : y*asin(2)", {1, 1, 0, 0}, {1}},
    {&scope_xyz, "sum(j, 2, 0, x^y) + y", {-1, 0.5, 0, 0}, {0, 1, 0, 0}},
    {&scope_xyz, "x && y", {1, 1, 0, 0}, {0}},
    {&scope_xyz, "x^2 + 0*y", {0}, {0}},
    {&scope_xyz, "x^y", {0, 2, 0, 0}, {0, 0, 0, 0}},
    {&scope_xyz, "x^0.5", {4}, {0.25}},
    {&scope_xyz, "hypot(x, y)", {0}, {0}},
    {&scope_vector, "prod(i, 0, n - 1, x[i])", {0, 2, 3, 4}, {24, 0, 0, 0}},
    {&scope_vector, "prod(i, 0, n - 1, x[i])", {0, 2, 0, 4}, {0, 0, 0, 0}},
    {&scope_vector, "prod(i, 0, n - 1, x[1])", {0, 2, 0, 4}, {0, 32, 0, 0}},
    {&scope_vector,
     "sum(i, 0, n - 1, x[0] * x[1])",
     {1, 2, 0, 0},
     {8, 4, 0, 0}},
    {&scope_vector, "sum(i, 0, -1, x[i]) + x[3]", {1, 2, 0, 0}, {0, 0, 0, 1}},
    {&scope_vector,
     "sum(i, 0, n - 1, sum(j, 0, i - 1, x[i - 1] * x[j]))",
     {1, 1, 1, 1},
     {4, 4, 4, 0}},
    {&scope_vector, "n > 4 ? x[7] : x[0]", {1, 2, 0, 0}, {1, 0, 0, 0}},
    {&scope_vector,
     "sum(i, 0, n - 1, i > 0 && x[i - 1] > 0 ? x[i - 1] : 0)",
     {1, 1, -1, 1},
     {1, 1, 0, 0}},
    {&scope_vector, "sum(i, 0, n - 1, x[i]^2)", {1, 2, 3, 4}, {2, 4, 6, 8}},
    {NULL, NULL, {0}, {0}},
};

START_TEST(kinks_have_a_convention)
{
    const struct gradient_row *row = &kinks[_i];
    struct expression *expression = parsed(row->text, row->scope);
    double value, gradient[4] = {0};

    expression_gradient(expression, 1, row->x, parsed_scratch, &value,
                        gradient);
    for (size_t i = 0; i < expression->slot_count; i++)
        ck_assert_msg(gradient[i] == row->gradient[i],
                      "%s: derivative %zu is %g, expected %g", row->text, i,
                      gradient[i], row->gradient[i]);
}
END_TEST

START_TEST(a_million_indices_are_a_loop)
{
    static const struct expression_scope large = {.problem = true,
                                                  .dimension = 1000000};
    struct expression *expression = parsed(
        "sum(i, 0, n - 2, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)", &large);
    double *x = arena_alloc(&parsed_arena, large.dimension, sizeof *x);
    double *gradient =
        arena_alloc(&parsed_arena, large.dimension, sizeof *gradient);
    double value;

    ck_assert(x && gradient);
    ck_assert(expression_scratch(expression, 1) < 32);
    for (size_t i = 0; i < large.dimension; i++)
        x[i] = i % 2 ? 1 : -1.2;
    expression_gradient(expression, 1, x, parsed_scratch, &value, gradient);
    ck_assert(gradient[0] == -215.59999999999997 ||
              close_to(gradient[0], -215.6, 1e-12));
    ck_assert(close_to(gradient[999999], 200 * (1 - 1.44), 1e-12));
}
END_TEST

Suite *
expression_gradient_suite(void)
{
    Suite *suite = suite_create("expression_gradient");
    TCase *tests = tcase_create("expression_gradient");
    int count = 0;

    while (functions[count].name)
        count++;
    tcase_add_checked_fixture(tests, NULL, parsed_forget);
    tcase_add_loop_test(tests, functions_are_libms, 0, count);
    tcase_add_loop_test(tests, derivatives_match_differences, 0, count);
    tcase_add_loop_test(tests, gradient_matches_differences, 0, 20);
    tcase_add_loop_test(tests, gradient_of_loops_matches_differences, 0, 7);
    tcase_add_loop_test(tests, bits_do_not_depend_on_lanes, 0, 40);
    tcase_add_loop_test(tests, kinks_have_a_convention, 0, ROWS(kinks));
    tcase_add_test(tests, a_million_indices_are_a_loop);
    suite_add_tcase(suite, tests);
    return suite;
}
