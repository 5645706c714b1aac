/* expression_test.c -- what an expression means, and a row for every wrong
 * input. */
#include "tests/expression/parsed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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
    /* Python's words. */
    {"-2**2", -4},
    {"2**3**2", 512},
    {"2**-1", 0.5},
    {"7//2", 3},
    {"-7//2", -4},
    {"7//-2", -4},
    {"1//0.1", 9},
    {"7//2*2", 6},
    {"2 if 1 else 3", 2},
    {"2 if 0 else 3", 3},
    {"1 if 0 else 2 if 0 else 3", 3},
    {"(1 if 1 else 2)*3", 3},
    {"max(1 if 0 else 2, 1.5)", 2},
    {"1 + 1 if 1 < 2 && 2 < 3 else 0", 2},
    {"1 ? 2 if 0 else 5 : 3", 5},
    {"sum(i, 0, 3, i if i > 1 else 0)", 5},
    {"math.sqrt(4) + np.abs(-1) + math.pi - pi", 3},
    {NULL, 0},
};

START_TEST(values_are_as_written)
{
    const struct value_row *row = &value_rows[_i];
    double value = parsed_value(row->text);

    ck_assert_msg(value == row->value || (isnan(value) && isnan(row->value)),
                  "%s: expected %.17g, is %.17g", row->text, row->value, value);
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
     "1: must be a number, a name or '(', but the text ends here"},
    {&schedule, "   ",
     "4: must be a number, a name or '(', but the text ends here"},
    {&schedule, "1 +",
     "4: must be a number, a name or '(' after '+', but the text ends here"},
    {&schedule, "1 + * 2",
     "5: must be a number, a name or '(' after '+', "
     "not '*'"},
    {&schedule, "* 2", "1: must be a number, a name or '(', not '*'"},
    {&schedule, "(1 + 2",
     "7: must be an operator or ')', but the text ends here"},
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
    {&schedule, "1 if t",
     "7: must be an operator or 'else', but the text ends here"},
    {&schedule, "t if (t < 2 else 3",
     "13: must be an operator or ')', not 'else'"},
    {&schedule, "1 else 2",
     "3: must be an operator or the end of the text, not 'else'"},
    {&schedule, "if t else 2", "1: must be 'a if c else b', not 'if'"},
    {&schedule, "math.sine(t)",
     "1: unknown function 'sine' (did you mean 'sin'?)"},
    {&schedule, "np.clip(t, 0, 1)", "1: must be 'clamp', not 'clip'"},
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
     "6: must be an operator or ')', but the text ends here"},
    {&schedule, "1 < t < 3",
     "7: must be a && b: comparisons do not chain, "
     "but '<' follows one"},
    {&schedule, "1 == t == 3",
     "8: must be a && b: comparisons do not chain, "
     "but '==' follows one"},
    {&schedule, "t ? 1",
     "6: must be an operator or ':', but the text ends here"},
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
    {&scope_problem, "t^2",
     "1: must be another name: 't' is the step of a "
     "schedule"},
    {&scope_problem, "x + n",
     "5: must have a known dimension: 'n' needs a start"},
    {&scope_problem, "x[0]",
     "1: must have a known dimension: 'x[...]' needs a "
     "start"},
    {&scope_problem, "sum(i, 0, 3, i) + i",
     "19: must stand inside its sum: 'i' is "
     "a counter"},
    {&scope_problem, "i + sum(i, 0, 3, i)",
     "9: must be a new name, but 'i' is a "
     "variable"},
    {&scope_vector, "x[4]", "3: must be an index from 0 to 3, not 4"},
    {&scope_vector, "x[-1]", "3: must be an index from 0 to 3, not -1"},
    {&scope_vector, "x[0.5]", "3: must be an index from 0 to 3, not 0.5"},
    {&scope_vector, "x[inf]", "3: must be an index from 0 to 3, not inf"},
    {&scope_vector, "x[0",
     "4: must be an operator or ']', but the text ends here"},
    {&scope_vector, "y[0]",
     "2: must be an operator, not '[': only the variables "
     "x[...] of a problem have an index"},
    {&scope_vector, "x[x[0]]",
     "3: must be made of whole numbers, counters, n and "
     "constants only"},
    {&scope_vector, "sum(i, 0, n, x[i])",
     "16: must be an index from 0 to 3, not "
     "4"},
    {&scope_vector, "sum(i, 0, n-1, x[i+1] - x[i])",
     "18: must be an index from 0 "
     "to 3, not 4"},
    {&scope_vector, "sum(i, 0, n-1, x[i/2])",
     "18: must be an index from 0 to 3, "
     "not 0.5"},
    {&scope_vector, "sum(i, 0, n-1, i > 1 ? x[i-2] : x[i-1])",
     "35: must be an index from 0 to 3, not -1"},
    {&scope_vector, "x[0] + y",
     "8: must be x[...], not 'y': the variables are all "
     "x[...] or all single names"},
    {&scope_vector, "y + x[0]",
     "5: must be a single name, not x[...]: the "
     "variables are all x[...] or all single names"},
    {&scope_xyz, "x + x[0]",
     "5: must be a single name, not x[...]: the variables "
     "are all x[...] or all single names"},
    {&scope_xyz, "x + w", "5: unknown name 'w'"},
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
    const struct source source = parsed_source(row->text);
    struct error error;
    char expected[512];

    snprintf(expected, sizeof expected, "f: column %s", row->message);
    ck_assert_msg(!expression_parse(&source, row->scope, &parsed_arena, &error),
                  "'%s' is no error", row->text);
    ck_assert_msg(strcmp(error_line(&error), expected) == 0,
                  "'%s':\n expected %s\n is       %s", row->text, expected,
                  error_line(&error));
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
    char *text = arena_alloc(&parsed_arena, size, 1);
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
    source = parsed_source(text);
    expression =
        expression_parse(&source, &scope_problem, &parsed_arena, &error);
    if (!row->message) {
        ck_assert_msg(expression != NULL, "%s", error_line(&error));
        return;
    }
    ck_assert(expression == NULL);
    ck_assert_str_eq(error_line(&error), row->message);
    ck_assert_int_eq(error.status, STATUS_LIMIT);
}
END_TEST

START_TEST(too_many_operations_are_an_error)
{
    size_t size = 1 << 20, used = 0;
    char *text = arena_alloc(&parsed_arena, size, 1);
    struct source source;
    struct error error;

    for (int i = 0; used + 32 < size; i++)
        used += (size_t)sprintf(text + used, "%sx*%d.5", i ? "+" : "", i);
    source = parsed_source(text);
    ck_assert(
        !expression_parse(&source, &scope_problem, &parsed_arena, &error));
    ck_assert_str_eq(error_line(&error),
                     "f: column 1: must have at most 65536 operations");
    ck_assert_int_eq(error.status, STATUS_LIMIT);
}
END_TEST

START_TEST(powers_of_constants_are_pow)
{
    struct expression *expression = parsed("0.95^t", &schedule);

    for (double t = 0; t < 2000; t++)
        ck_assert(same_bits(expression_value(expression, &t, parsed_scratch),
                            pow(0.95, t)));
}
END_TEST

START_TEST(names_are_collected_in_order)
{
    struct expression *expression =
        parsed("b*a + sin(b) + pi*c1", &scope_problem);
    static const char *const names[] = {"b", "a", "c1"};

    ck_assert_uint_eq(expression->slot_count, 3);
    ck_assert_uint_eq(expression->used_count, 3);
    ck_assert(!expression->indexed && !expression->compares);
    for (size_t i = 0; i < 3; i++)
        ck_assert_str_eq(expression->names[i], names[i]);
    expression = parsed("y + 0*x", &scope_xyz);
    ck_assert_uint_eq(expression->slot_count, 3);
    ck_assert_uint_eq(expression->used[0], 1);
    expression = parsed("x[1] + n", &scope_vector);
    ck_assert(expression->indexed && expression->slot_count == 4);
}
END_TEST

START_TEST(names_are_looked_up)
{
    struct expression *expression =
        parsed("final.loss < 1e-3 && steps_to(2 * 0.5) < inf", &expect);
    double variables[] = {0, 0, 1e-4, 0, 0, 0, 0, 12};

    ck_assert(argument_of_call == 1);
    ck_assert(expression->compares);
    ck_assert_uint_eq(expression->slot_count, 8);
    ck_assert_uint_eq(expression->used_count, 2);
    ck_assert_uint_eq(expression->used[0], 2);
    ck_assert_uint_eq(expression->used[1], 7);
    ck_assert(expression_value(expression, variables, parsed_scratch) == 1);
    variables[7] = INFINITY;
    ck_assert(expression_value(expression, variables, parsed_scratch) == 0);
    expression = parsed("!diverged", &expect);
    ck_assert(!expression->compares);
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
    struct error error = {0};
    bool fine =
        expression_declarable(name_rows[_i].name, &schedule, &root, &error);

    ck_assert_msg(fine == !name_rows[_i].message, "%s", name_rows[_i].name);
    if (!fine)
        ck_assert_str_eq(error_line(&error), name_rows[_i].message);
}
END_TEST

Suite *
expression_suite(void)
{
    Suite *suite = suite_create("expression");
    TCase *tests = tcase_create("expression");

    tcase_add_checked_fixture(tests, NULL, parsed_forget);
    tcase_add_loop_test(tests, values_are_as_written, 0, ROWS(value_rows));
    tcase_add_loop_test(tests, errors_are_exact, 0, ROWS(wrong));
    tcase_add_loop_test(tests, limits_are_errors, 0, ROWS(limits));
    tcase_add_test(tests, too_many_operations_are_an_error);
    tcase_add_test(tests, powers_of_constants_are_pow);
    tcase_add_test(tests, names_are_collected_in_order);
    tcase_add_test(tests, names_are_looked_up);
    tcase_add_loop_test(tests, declared_names_are_checked, 0, ROWS(name_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
