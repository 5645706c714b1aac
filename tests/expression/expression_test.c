/* expression_test.c -- laws of the language, of derivatives and of lanes, and
 * a row for every wrong input. */
#include "expression/expression.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expression/functions.h"

Suite *expression_suite(void);

enum { SLOTS = 8, LANE_COUNT = 17, SCRATCH = 40000 };

static struct arena arena;
static double scratch[SCRATCH];

static void
forget(void)
{
    arena_free(&arena);
}

static const struct expression_scope problem = {.problem = true};
static const struct expression_scope vector = {.problem = true, .dimension = 4};

static struct source
source_of(const char *text)
{
    return (struct source){.name = "f", .text = text, .length = strlen(text)};
}

static struct expression *
parse(const char *text, const struct expression_scope *scope)
{
    const struct source source = source_of(text);
    struct error error;
    struct expression *expression =
        expression_parse(&source, scope, &arena, &error);

    ck_assert_msg(expression != NULL, "%s: %s", text, error.text);
    ck_assert_msg(expression_scratch(expression, LANE_COUNT) <= SCRATCH,
                  "%s: %zu", text, expression_scratch(expression, LANE_COUNT));
    return expression;
}

static double
value_of(const char *text)
{
    static const struct expression_scope nothing;

    return expression_value(parse(text, &nothing), NULL, scratch);
}

static bool
close_to(double a, double b, double tolerance)
{
    return (isnan(a) && isnan(b)) || a == b ||
           fabs(a - b) <= tolerance * (1 + fabs(a) + fabs(b));
}

static bool
same_bits(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

struct value_row {
    const char *text;
    double value;
};

static const struct value_row value_rows[] = {
    {"1 + 2 * 3", 7},
    {"(1 + 2) * 3", 9},
    {"7 - 2 - 1", 4},
    {"8 / 4 / 2", 1},
    {"-2^2", -4},
    {"(-2)^2", 4},
    {"2^3^2", 512},
    {"2^-1", 0.5},
    {"2^-1^2", 0.5},
    {"-2^-2", -0.25},
    {"2 * -3", -6},
    {"- -3", 3},
    {"+3", 3},
    {"-3 % 5", 2},
    {"3 % -5", -2},
    {"-7.5 % 2", 0.5},
    {"7 % 2 * 3", 3},
    {"6 % -3", 0},
    {"1 + 1 == 2", 1},
    {"1 < 2 && 2 < 3", 1},
    {"0 || 0 && 1", 0},
    {"1 || 0 && 0", 1},
    {"!0 + 1", 2},
    {"!2", 0},
    {"!1 == 0", 1},
    {"3 && 2", 1},
    {"1 ? 2 : 3", 2},
    {"0 ? 1 : 0 ? 2 : 3", 3},
    {"1 ? 0 ? 5 : 6 : 7", 6},
    {"1 < 2 ? 3 : 4", 3},
    {"1e3", 1000},
    {".5 + 1.", 1.5},
    {"2.5E-1", 0.25},
    {"0.1", 0.1},
    {"pi", 3.141592653589793},
    {"e", 2.718281828459045},
    {"-inf", -INFINITY},
    {"1 / 0", INFINITY},
    {"0 / 0 != 0 / 0", 0},
    {"0 / 0 == 0 / 0", 0},
    {"min(3, 1, 2)", 1},
    {"max(3, 1, 4, 2)", 4},
    {"max(0/0, 1)", NAN},
    {"max(1, 0/0)", NAN},
    {"round(0.5)", 0},
    {"round(1.5)", 2},
    {"round(-2.5)", -2},
    {"clamp(5, 0, 3)", 3},
    {"clamp(-5, 0, 3)", 0},
    {"sign(-0.5) + sign(0)", -1},
    {"sum(i, 1, 4, i)", 10},
    {"sum(i, 3, 2, i)", 0},
    {"prod(i, 1, 5, i)", 120},
    {"prod(i, 3, 2, i)", 1},
    {"sum(i, 1, 3, sum(j, i, 3, i * j))", 25},
    {"sum(i, 1, 3, i) + sum(i, 1, 2, i)", 9},
    {"  1\t+\n1 ", 2},
    {"10^-3", 0.001},
    {NULL, 0},
};

START_TEST(values_are_as_written)
{
    const struct value_row *row = &value_rows[_i];
    double value = value_of(row->text);

    ck_assert_msg(value == row->value || (isnan(value) && isnan(row->value)),
                  "%s: expected %.17g, is %.17g", row->text, row->value, value);
}
END_TEST

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
    {"hypot", NULL, hypot}, {"clamp", NULL, NULL},  {NULL, NULL, NULL},
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
static const char *const xyz[] = {"x", "y", "z"};
static const struct expression_scope three = {
    .problem = true, .variables = xyz, .variable_count = 3};

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
    expression = parse(text, &three);
    for (double x = -3.25; x <= 3.5; x += 0.25) {
        double variables[] = {x, 0.75, 1.5};
        double value = expression_value(expression, variables, scratch);
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

    here = expression_value(expression, variables, scratch);
    variables[slot] = x + h;
    right = expression_value(expression, variables, scratch);
    variables[slot] = x - h;
    left = expression_value(expression, variables, scratch);
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

    expression_gradient(expression, 1, variables, scratch, &value, gradient);
    ck_assert_msg(
        close_to(value, expression_value(expression, variables, scratch), 0),
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

        compared += gradient_matches(text, parse(text, &three), variables);
        variables[1] = -1.27;
        compared += gradient_matches(text, parse(text, &three), variables);
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
        compared += gradient_matches(text, parse(text, &three), variables);
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
        gradient_matches(text, parse(text, &vector), variables);
    }
}
END_TEST

START_TEST(bits_do_not_depend_on_lanes)
{
    static char text[65536];
    double x[4 * LANE_COUNT], values[LANE_COUNT], gradient[4 * LANE_COUNT];
    static const size_t counts[] = {1, 2, 3, 15, 16, 17};

    state = (unsigned long)_i;
    text[0] = '\0';
    if (_i % 2)
        append(text, sizeof text, NULL, 4);
    else
        append_form(text, sizeof text, "x[i]", 3,
                    "sum(i, 0, n - 1, # * prod(j, 0, i, #))");
    const struct expression *expression =
        parse(text, _i % 2 ? &three : &vector);
    size_t slots = expression->slot_count;

    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        size_t lanes = counts[c];

        for (size_t k = 0; k < slots * lanes; k++)
            x[k] = sin((double)(k / lanes * 50 + k % lanes));
        expression_gradient(expression, lanes, x, scratch, values, gradient);
        for (size_t l = 0; l < lanes; l++) {
            double own[4], derivatives[4], value;

            for (size_t s = 0; s < slots; s++)
                own[s] = x[s * lanes + l];
            expression_gradient(expression, 1, own, scratch, &value,
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

/* What --expect has: names with dots, and one call. */
static bool
lookup(void *context, const struct expression_name *name, size_t *slot,
       struct error *error)
{
    double *argument = context;

    if (name->called && strcmp(name->name, "steps_to") == 0) {
        *argument = name->argument;
        *slot = 7;
    } else if (!name->called && strcmp(name->name, "final.loss") == 0) {
        *slot = 2;
    } else if (!name->called && strcmp(name->name, "diverged") == 0) {
        *slot = 4;
    } else {
        return error_in(error, name->source, name->offset, "no '%s' here",
                        name->name);
    }
    return true;
}

static const char *const only_t[] = {"t"};
static const struct expression_constant two_constants[] = {{"epochs", 300},
                                                           {"k", 2}};
static double argument_of_call;
static const struct expression_scope schedule = {.variables = only_t,
                                                 .variable_count = 1,
                                                 .constants = two_constants,
                                                 .constant_count = 2},
                                     expect = {.lookup = lookup,
                                               .context = &argument_of_call};

struct wrong_row {
    const struct expression_scope *scope;
    const char *text;
    const char *message; /* behind "f: column " */
};

static const struct wrong_row wrong[] = {
    {&schedule, "",
     "1: must be a number, a name or '(', and here the text ends"},
    {&schedule, "   ",
     "4: must be a number, a name or '(', and here the text ends"},
    {&schedule, "1 +",
     "4: must be a number, a name or '(' after '+', and here "
     "the text ends"},
    {&schedule, "1 + * 2",
     "5: must be a number, a name or '(' after '+', "
     "not '*'"},
    {&schedule, "* 2", "1: must be a number, a name or '(', not '*'"},
    {&schedule, "(1 + 2",
     "7: must be an operator or ')', and here the text ends"},
    {&schedule, "1 + 2)",
     "6: must be an operator or the end of the text, not ')'"},
    {&schedule, "()",
     "2: must be a number, a name or '(' after '(', not "
     "')'"},
    {&schedule, "2t",
     "2: must be an operator, not 't': a product is written "
     "with '*'"},
    {&schedule, "2 (t)",
     "3: must be an operator, not '(': a product is "
     "written with '*'"},
    {&schedule, "(t)(t)",
     "4: must be an operator, not '(': a product is "
     "written with '*'"},
    {&schedule, "t(2)",
     "2: must be an operator, not '(': a product is "
     "written with '*'"},
    {&schedule, "t 2",
     "3: must be an operator, not '2': a product is "
     "written with '*'"},
    {&schedule, "t**2", "2: must be '^', not '**'"},
    {&schedule, "t // 10", "3: must be floor(a / b), not '//'"},
    {&schedule, "lambda t: 0.95^t",
     "1: must be the expression alone, not "
     "'lambda'"},
    {&schedule, "t = 2", "3: must be '==', not '='"},
    {&schedule, "t === 2", "3: must be '==', not '==='"},
    {&schedule, "t => 2", "3: must be '>=', not '=>'"},
    {&schedule, "t <> 2", "3: must be '!=', not '<>'"},
    {&schedule, "t > 1 and t < 3", "7: must be '&&', not 'and'"},
    {&schedule, "t > 1 or t < 3", "7: must be '||', not 'or'"},
    {&schedule, "not t", "1: must be '!', not 'not'"},
    {&schedule, "t & 1", "3: must be '&&', not '&'"},
    {&schedule, "|t|", "1: must be '||', or abs(x), not '|'"},
    {&schedule, "1 if t else 2", "3: must be 'c ? a : b', not 'if'"},
    {&schedule, "math.sin(t)",
     "1: must be the name alone, without the "
     "module, not 'math.sin'"},
    {&schedule, "np.exp(-t)",
     "1: must be the name alone, without the "
     "module, not 'np.exp'"},
    {&schedule, "1 + math.pi",
     "5: must be the name alone, without the "
     "module, not 'math.pi'"},
    {&schedule, "ln(t)", "1: must be 'log', not 'ln'"},
    {&schedule, "sine(t)", "1: unknown function 'sine' (did you mean 'sin'?)"},
    {&schedule, "sqr(t)", "1: unknown function 'sqr' (did you mean 'sqrt'?)"},
    {&schedule, "zzzzz(t)", "1: unknown function 'zzzzz'"},
    {&schedule, "0.95^epoch",
     "6: unknown name 'epoch' (did you mean "
     "'epochs'?)"},
    {&schedule, "0.95^T", "6: unknown name 'T' (did you mean 't'?)"},
    {&schedule, "0.95^step", "6: unknown name 'step', the variable is 't'"},
    {&schedule, "t.x", "1: must be a name without '.', not 't.x'"},
    {&schedule, "sin", "1: must be sin(x): 'sin' is a function"},
    {&schedule, "sin t", "1: must be sin(x): 'sin' is a function"},
    {&schedule, "sin()", "1: must be sin(x), with 1 argument, not 0"},
    {&schedule, "sin(t, 2)", "1: must be sin(x), with 1 argument, not 2"},
    {&schedule, "1 + atan2(t)",
     "5: must be atan2(y, x), with 2 arguments, "
     "not 1"},
    {&schedule, "min(t)",
     "1: must be min(x, y, ...), with 2 arguments or "
     "more, not 1"},
    {&schedule, "sin(t,)",
     "7: must be a number, a name or '(' after ',', "
     "not ')'"},
    {&schedule, "sin(t",
     "6: must be an operator or ')', and here the text ends"},
    {&schedule, "1 < t < 3",
     "7: must be a && b: comparisons do not chain, "
     "but '<' follows one"},
    {&schedule, "1 == t == 3",
     "8: must be a && b: comparisons do not chain, "
     "but '==' follows one"},
    {&schedule, "t ? 1",
     "6: must be an operator or ':', and here the text ends"},
    {&schedule, "t ? : 1",
     "5: must be a number, a name or '(' after '?', "
     "not ':'"},
    {&schedule, "t : 1",
     "3: must be an operator or the end of the text, not ':'"},
    {&schedule, "t!", "2: must be an operator, not '!'"},
    {&schedule, "t $ 2",
     "3: must be a number, a name or an operator, not "
     "'$'"},
    {&schedule, "\xC3\xA9 + t",
     "1: must be a number, a name or an operator, "
     "not '\xC3\xA9'"},
    {&schedule, "\xC3\x97 t", "1: must be '*', not '\xC3\x97'"},
    {&schedule, "t \xFF",
     "3: must be a number, a name or an operator, not "
     "'\\xff'"},
    {&schedule, "1e999",
     "1: must be at most 1.7976931348623157e308, or inf, "
     "not 1e999"},
    {&schedule, "1.2.3",
     "4: must be an operator, not '.3': a product is "
     "written with '*'"},
    {&schedule, "0x10",
     "2: must be an operator, not 'x10': a product is "
     "written with '*'"},
    {&schedule, "1e",
     "2: must be an operator, not 'e': a product is written "
     "with '*'"},
    {&schedule, "t[0]",
     "2: must be an operator, not '[': only the variables "
     "x[...] of a problem have an index"},
    {&schedule, "(t)[0]",
     "4: must be an operator, not '[': an index stands "
     "behind a name"},
    {&schedule, "t, 2",
     "2: must be an operator or the end of the text, not ','"},
    {&schedule, "sum(t, 0, 3, t)",
     "5: must be a new name, but 't' is a "
     "variable"},
    {&schedule, "sum(e, 0, 3, e)",
     "5: must be a new name, but 'e' is a "
     "built-in constant"},
    {&schedule, "sum(k, 0, 3, k)",
     "5: must be a new name, but 'k' is a "
     "constant"},
    {&schedule, "sum(sin, 0, 3, 1)",
     "5: must be a new name, but 'sin' is a "
     "function"},
    {&schedule, "sum(i, 0, 3, sum(i, 0, 3, i))",
     "18: must be a new name, but 'i' is a counter, or the dimension"},
    {&schedule, "sum(2, 0, 3, 1)",
     "5: must be the name of a counter, not "
     "'2'"},
    {&schedule, "sum(i, 0, 3)", "12: must be an operator or ',', not ')'"},
    {&schedule, "sum(i, 0, t, i)",
     "11: must be made of whole numbers, "
     "counters, n and constants only"},
    {&schedule, "sum(i, 0, 2.5, i)", "11: must be a whole number, not 2.5"},
    {&schedule, "sum(i, 0, inf, i)", "11: must be a whole number, not inf"},
    {&schedule, "sum(i, 0, 3, sum(j, 0, i / 2, j))",
     "24: must be a whole number, not 0.5"},
    {&schedule, "sum", "1: must be sum(i, a, b, E): 'sum' is a function"},
    {&problem, "t^2",
     "1: must be another name: 't' is the step of a "
     "schedule"},
    {&problem, "x + n", "5: must have a known dimension: 'n' needs a start"},
    {&problem, "x[0]",
     "1: must have a known dimension: 'x[...]' needs a "
     "start"},
    {&problem, "sum(i, 0, 3, i) + i",
     "19: must stand inside its sum: 'i' is "
     "a counter"},
    {&problem, "i + sum(i, 0, 3, i)",
     "9: must be a new name, but 'i' is a "
     "variable"},
    {&vector, "x[4]", "3: must be an index from 0 to 3, not 4"},
    {&vector, "x[-1]", "3: must be an index from 0 to 3, not -1"},
    {&vector, "x[0.5]", "3: must be an index from 0 to 3, not 0.5"},
    {&vector, "x[inf]", "3: must be an index from 0 to 3, not inf"},
    {&vector, "x[0", "4: must be an operator or ']', and here the text ends"},
    {&vector, "y[0]",
     "2: must be an operator, not '[': only the variables "
     "x[...] of a problem have an index"},
    {&vector, "x[x[0]]",
     "3: must be made of whole numbers, counters, n and "
     "constants only"},
    {&vector, "sum(i, 0, n, x[i])",
     "16: must be an index from 0 to 3, not "
     "4"},
    {&vector, "sum(i, 0, n-1, x[i+1] - x[i])",
     "18: must be an index from 0 "
     "to 3, not 4"},
    {&vector, "sum(i, 0, n-1, x[i/2])",
     "18: must be an index from 0 to 3, "
     "not 0.5"},
    {&vector, "sum(i, 0, n-1, i > 1 ? x[i-2] : x[i-1])",
     "35: must be an index from 0 to 3, not -1"},
    {&vector, "x[0] + y",
     "8: must be x[...], not 'y': the variables are all "
     "x[...] or all single names"},
    {&vector, "y + x[0]",
     "5: must be a single name, not x[...]: the "
     "variables are all x[...] or all single names"},
    {&three, "x + x[0]",
     "5: must be a single name, not x[...]: the variables "
     "are all x[...] or all single names"},
    {&three, "x + w", "5: unknown name 'w'"},
    {&expect, "final.los < 1", "1: no 'final.los' here"},
    {&expect, "step_to(1) < 3", "1: no 'step_to' here"},
    {&expect, "steps_to(final.loss) < 3",
     "10: must be made of numbers: "
     "'steps_to' takes a constant"},
    {NULL, NULL, NULL},
};

START_TEST(errors_are_exact)
{
    const struct wrong_row *row = &wrong[_i];
    const struct source source = source_of(row->text);
    struct error error;
    char expected[512];

    snprintf(expected, sizeof expected, "f: column %s", row->message);
    ck_assert_msg(!expression_parse(&source, row->scope, &arena, &error),
                  "'%s' is no error", row->text);
    ck_assert_msg(strcmp(error.text, expected) == 0,
                  "'%s':\n expected %s\n is       %s", row->text, expected,
                  error.text);
    ck_assert_int_eq(error.status, STATUS_WRONG);
}
END_TEST

struct limit_row {
    const char *before, *repeated, *behind;
    int count;
    const char *message;
};

static const struct limit_row limits[] = {
    {"", "(", "1", 10000,
     "f: column 258: must be nested at most 256 levels "
     "deep"},
    {"", "-", "1", 10000,
     "f: column 258: must be nested at most 256 levels "
     "deep"},
    {"", "2^", "1", 10000,
     "f: column 515: must be nested at most 256 levels "
     "deep"},
    {"", "1?1:", "1", 10000,
     "f: column 1027: must be nested at most 256 "
     "levels deep"},
    {"", "sin(", "1", 10000,
     "f: column 1029: must be nested at most 256 "
     "levels deep"},
    {"", "sum(i,0,1,1)+", "1", 65,
     "f: column 836: must have at most 64 "
     "sums, at most 8 in each other"},
    {"sum(i, 0, 1e6, sum(j, 0, 1e6, ", "", "i))", 0,
     "f: column 19: must go over at most 1073741824 indices, not "
     "1000002000001"},
    {"", "sin(x+", "x", 250, NULL},
    {"x", "+sin(x)*2", "", 20000, NULL},
    {NULL, NULL, NULL, 0, NULL},
};

START_TEST(limits_are_errors)
{
    const struct limit_row *row = &limits[_i];
    size_t each = strlen(row->repeated), used = strlen(row->before);
    size_t size = used + each * (size_t)row->count + 1024;
    char *text = arena_alloc(&arena, size, 1);
    struct source source;
    struct error error;
    struct expression *expression;

    ck_assert(text != NULL);
    memcpy(text, row->before, used);
    for (int i = 0; i < row->count; i++, used += each)
        memcpy(text + used, row->repeated, each);
    memcpy(text + used, row->behind, strlen(row->behind));
    if (strcmp(row->repeated, "sin(x+") == 0)
        memset(text + strlen(text), ')', (size_t)row->count);
    source = source_of(text);
    expression = expression_parse(&source, &problem, &arena, &error);
    if (!row->message) {
        ck_assert_msg(expression != NULL, "%s", error.text);
        return;
    }
    ck_assert(expression == NULL);
    ck_assert_str_eq(error.text, row->message);
    ck_assert_int_eq(error.status, STATUS_LIMIT);
}
END_TEST

START_TEST(too_many_operations_are_an_error)
{
    size_t size = 1 << 20, used = 0;
    char *text = arena_alloc(&arena, size, 1);
    struct source source;
    struct error error;

    for (int i = 0; used + 32 < size; i++)
        used += (size_t)sprintf(text + used, "%sx*%d.5", i ? "+" : "", i);
    source = source_of(text);
    ck_assert(!expression_parse(&source, &problem, &arena, &error));
    ck_assert_str_eq(error.text,
                     "f: column 1: must have at most 65536 operations");
    ck_assert_int_eq(error.status, STATUS_LIMIT);
}
END_TEST

/* At kinks, and where a branch that is not taken has no derivative. */
struct gradient_row {
    const struct expression_scope *scope;
    const char *text;
    double x[4], gradient[4];
};

static const struct gradient_row kinks[] = {
    {&three, "abs(x)", {0}, {0}},
    {&three, "max(x, y)", {1, 1, 0, 0}, {1, 0, 0, 0}},
    {&three, "min(x, y)", {1, 1, 0, 0}, {1, 0, 0, 0}},
    {&three, "max(x, y, z)", {0, 1, 1, 0}, {0, 1, 0, 0}},
    {&three, "max(0, x)", {0}, {0}},
    {&three, "clamp(x, 0, 1)", {1, 0, 0, 0}, {1, 0, 0, 0}},
    {&three, "clamp(x, 0, 1)", {2, 0, 0, 0}, {0, 0, 0, 0}},
    {&three, "floor(x) + ceil(x) + round(x) + sign(x)", {0.5}, {0}},
    {&three, "x > 0 ? sqrt(x) : x", {0}, {1}},
    {&three, "x > 0 ? log(x) : 2*x", {0}, {2}},
    {&three, "x == 0 ? y : y/x", {0, 3, 0, 0}, {0, 1, 0, 0}},
    {&three, "max(1, sqrt(x))", {0}, {0}},
    {&three, "(x > 0 ? sqrt(x)^3 : 0) + y", {0}, {0, 1, 0, 0}},
    {&three, "x && y", {1, 1, 0, 0}, {0}},
    {&three, "x^2 + 0*y", {0}, {0}},
    {&three, "x^y", {0, 2, 0, 0}, {0, 0, 0, 0}},
    {&three, "x^0.5", {4}, {0.25}},
    {&three, "hypot(x, y)", {0}, {0}},
    {&vector, "prod(i, 0, n - 1, x[i])", {0, 2, 3, 4}, {24, 0, 0, 0}},
    {&vector, "prod(i, 0, n - 1, x[i])", {0, 2, 0, 4}, {0, 0, 0, 0}},
    {&vector, "prod(i, 0, n - 1, x[1])", {0, 2, 0, 4}, {0, 32, 0, 0}},
    {&vector, "sum(i, 0, n - 1, x[0] * x[1])", {1, 2, 0, 0}, {8, 4, 0, 0}},
    {&vector, "sum(i, 0, -1, x[i]) + x[3]", {1, 2, 0, 0}, {0, 0, 0, 1}},
    {&vector,
     "sum(i, 0, n - 1, sum(j, 0, i - 1, x[i - 1] * x[j]))",
     {1, 1, 1, 1},
     {4, 4, 4, 0}},
    {&vector, "n > 4 ? x[7] : x[0]", {1, 2, 0, 0}, {1, 0, 0, 0}},
    {&vector,
     "sum(i, 0, n - 1, i > 0 && x[i - 1] > 0 ? x[i - 1] : 0)",
     {1, 1, -1, 1},
     {1, 1, 0, 0}},
    {&vector, "sum(i, 0, n - 1, x[i]^2)", {1, 2, 3, 4}, {2, 4, 6, 8}},
    {NULL, NULL, {0}, {0}},
};

START_TEST(kinks_have_a_convention)
{
    const struct gradient_row *row = &kinks[_i];
    struct expression *expression = parse(row->text, row->scope);
    double value, gradient[4] = {0};

    expression_gradient(expression, 1, row->x, scratch, &value, gradient);
    for (size_t i = 0; i < expression->slot_count; i++)
        ck_assert_msg(gradient[i] == row->gradient[i],
                      "%s: derivative %zu is %g, expected %g", row->text, i,
                      gradient[i], row->gradient[i]);
}
END_TEST

START_TEST(powers_of_constants_are_pow)
{
    struct expression *expression = parse("0.95^t", &schedule);

    for (double t = 0; t < 2000; t++)
        ck_assert(
            same_bits(expression_value(expression, &t, scratch), pow(0.95, t)));
}
END_TEST

START_TEST(a_million_indices_are_a_loop)
{
    static const struct expression_scope large = {.problem = true,
                                                  .dimension = 1000000};
    struct expression *expression = parse(
        "sum(i, 0, n - 2, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)", &large);
    double *x = arena_alloc(&arena, large.dimension, sizeof *x);
    double *gradient = arena_alloc(&arena, large.dimension, sizeof *gradient);
    double value;

    ck_assert(x && gradient);
    ck_assert(expression_scratch(expression, 1) < 32);
    for (size_t i = 0; i < large.dimension; i++)
        x[i] = i % 2 ? 1 : -1.2;
    expression_gradient(expression, 1, x, scratch, &value, gradient);
    ck_assert(gradient[0] == -215.59999999999997 ||
              close_to(gradient[0], -215.6, 1e-12));
    ck_assert(close_to(gradient[999999], 200 * (1 - 1.44), 1e-12));
}
END_TEST

START_TEST(names_are_collected_in_order)
{
    struct expression *expression = parse("b*a + sin(b) + pi*c1", &problem);
    static const char *const names[] = {"b", "a", "c1"};

    ck_assert_uint_eq(expression->slot_count, 3);
    ck_assert_uint_eq(expression->used_count, 3);
    ck_assert(!expression->indexed && !expression->compares);
    for (size_t i = 0; i < 3; i++)
        ck_assert_str_eq(expression->names[i], names[i]);
    expression = parse("y + 0*x", &three);
    ck_assert_uint_eq(expression->slot_count, 3);
    ck_assert_uint_eq(expression->used[0], 1);
    expression = parse("x[1] + n", &vector);
    ck_assert(expression->indexed && expression->slot_count == 4);
}
END_TEST

START_TEST(names_are_looked_up)
{
    struct expression *expression =
        parse("final.loss < 1e-3 && steps_to(2 * 0.5) < inf", &expect);
    double variables[] = {0, 0, 1e-4, 0, 0, 0, 0, 12};

    ck_assert(argument_of_call == 1);
    ck_assert(expression->compares && expression->truth);
    ck_assert_uint_eq(expression->slot_count, 8);
    ck_assert_uint_eq(expression->used_count, 2);
    ck_assert_uint_eq(expression->used[0], 2);
    ck_assert_uint_eq(expression->used[1], 7);
    ck_assert(expression_value(expression, variables, scratch) == 1);
    variables[7] = INFINITY;
    ck_assert(expression_value(expression, variables, scratch) == 0);
    expression = parse("!diverged", &expect);
    ck_assert(!expression->compares && expression->truth);
    expression = parse("final.loss", &expect);
    ck_assert(!expression->compares && !expression->truth);
}
END_TEST

struct name_row {
    const char *name;
    const char *message; /* NULL: it may be declared */
};

static const struct name_row name_rows[] = {
    {"lrf", NULL},
    {"i", NULL},
    {"x1", NULL},
    {"e", "$: must be a new name, but 'e' is a built-in constant"},
    {"pi", "$: must be a new name, but 'pi' is a built-in constant"},
    {"t", "$: must be a new name, but 't' is a variable"},
    {"n", "$: must be a new name, but 'n' is a built-in variable"},
    {"sin", "$: must be a new name, but 'sin' is a function"},
    {"sum", "$: must be a new name, but 'sum' is a function"},
    {"k", "$: must be a new name, but 'k' is a constant"},
    {"and", "$: must be another name: 'and' means '&&'"},
    {"", "$: must be a name of letters, digits and '_', not ''"},
    {"2x", "$: must be a name of letters, digits and '_', not '2x'"},
    {"a.b", "$: must be a name of letters, digits and '_', not 'a.b'"},
    {NULL, NULL},
};

START_TEST(declared_names_are_checked)
{
    const struct place root = {.name = NULL};
    struct error error = {.text = ""};
    bool fine =
        expression_declarable(name_rows[_i].name, &schedule, &root, &error);

    ck_assert_msg(fine == !name_rows[_i].message, "%s", name_rows[_i].name);
    if (!fine)
        ck_assert_str_eq(error.text, name_rows[_i].message);
}
END_TEST

#define ROWS(table) ((int)(sizeof(table) / sizeof *(table)) - 1)

Suite *
expression_suite(void)
{
    Suite *suite = suite_create("expression");
    TCase *rows = tcase_create("rows"), *laws = tcase_create("laws");
    int count = 0;

    while (functions[count].name)
        count++;
    tcase_add_checked_fixture(rows, NULL, forget);
    tcase_add_loop_test(rows, values_are_as_written, 0, ROWS(value_rows));
    tcase_add_loop_test(rows, errors_are_exact, 0, ROWS(wrong));
    tcase_add_loop_test(rows, limits_are_errors, 0, ROWS(limits));
    tcase_add_loop_test(rows, kinks_have_a_convention, 0, ROWS(kinks));
    tcase_add_loop_test(rows, declared_names_are_checked, 0, ROWS(name_rows));
    tcase_add_test(rows, too_many_operations_are_an_error);
    tcase_add_test(rows, powers_of_constants_are_pow);
    tcase_add_test(rows, a_million_indices_are_a_loop);
    tcase_add_test(rows, names_are_collected_in_order);
    tcase_add_test(rows, names_are_looked_up);
    suite_add_tcase(suite, rows);
    tcase_add_checked_fixture(laws, NULL, forget);
    tcase_add_loop_test(laws, functions_are_libms, 0, count);
    tcase_add_loop_test(laws, derivatives_match_differences, 0, count);
    tcase_add_loop_test(laws, gradient_matches_differences, 0, 20);
    tcase_add_loop_test(laws, gradient_of_loops_matches_differences, 0, 7);
    tcase_add_loop_test(laws, bits_do_not_depend_on_lanes, 0, 40);
    suite_add_tcase(suite, laws);
    return suite;
}
