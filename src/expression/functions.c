/* functions.c -- every operator and function: a new one is a row at the end
 * (name, usage, meaning, arguments, C function, derivatives). */
#include "expression/functions.h"

#include <math.h>
#include <string.h>

const struct function functions[] = {
    /* In the order of enum operation. */
    {"-", "-x", "negative", .partial = {"-1"}},
    {"!", "!x", "1 where x is 0, else 0", .partial = {0}},
    {"+", "x + y", "sum", .level = LEVEL_SUM, .partial = {"1", "1"}},
    {"-", "x - y", "difference", .level = LEVEL_SUM, .partial = {"1", "-1"}},
    {"*", "x * y", "product", .level = LEVEL_PRODUCT, .partial = {"y", "x"}},
    {"/", "x / y", "quotient", .level = LEVEL_PRODUCT,
     .partial = {"1/y", "-f/y"}},
    {"%", "x % y", "remainder with the sign of y, as in Python",
     .level = LEVEL_PRODUCT, .partial = {"1", "-floor(x/y)"}},
    {"^", "x ^ y", "power; -x^2 is -(x^2), x^y^z is x^(y^z)",
     .level = LEVEL_POWER,
     .partial = {"y == 0 ? 0 : y*x^(y - 1)",
                 "x == 0 && y >= 0 ? 0 : f*log(x)"}},
    {"<", "x < y", "1 where x is less, else 0", .level = LEVEL_COMPARISON},
    {"<=", "x <= y", "1 where x is less or equal, else 0",
     .level = LEVEL_COMPARISON},
    {">", "x > y", "1 where x is greater, else 0", .level = LEVEL_COMPARISON},
    {">=", "x >= y", "1 where x is greater or equal, else 0",
     .level = LEVEL_COMPARISON},
    {"==", "x == y", "1 where x and y are equal, else 0",
     .level = LEVEL_COMPARISON},
    {"!=", "x != y", "1 where x and y differ, else 0",
     .level = LEVEL_COMPARISON},
    {"&&", "x && y", "1 where neither is 0, else 0", .level = LEVEL_AND},
    {"||", "x || y", "1 where one is not 0, else 0", .level = LEVEL_OR},
    {"?:", "x ? y : z", "y where x is not 0, else z; also y if x else z",
     .partial = {NULL, "x != 0", "x == 0"}},
    {"sum", "sum(i, a, b, E)", "sum of E over i = a, a + 1, ..., b", .least = 4,
     .most = 4},
    {"prod", "prod(i, a, b, E)", "product of E over i = a, a + 1, ..., b",
     .least = 4, .most = 4},
    {"abs", "abs(x)", "absolute value", .least = 1, .most = 1,
     .partial = {"sign(x)"}},
    {"sqrt", "sqrt(x)", "square root", .least = 1, .most = 1,
     .partial = {"0.5/f"}},
    {"min", "min(x, y, ...)", "the least", .least = 2, .most = ANY_NUMBER,
     .partial = {"x <= y || x != x", "!(x <= y || x != x)"}},
    {"max", "max(x, y, ...)", "the greatest", .least = 2, .most = ANY_NUMBER,
     .partial = {"x >= y || x != x", "!(x >= y || x != x)"}},

#define ONE(function, ...)                                                     \
    .least = 1, .most = 1, .one = function, .partial = {__VA_ARGS__}
#define TWO(function, ...)                                                     \
    .least = 2, .most = 2, .two = function, .partial = {__VA_ARGS__}
    /* These are called, and may be in any order. */
    {"sin", "sin(x)", "sine", ONE(sin, "cos(x)")},
    {"cos", "cos(x)", "cosine", ONE(cos, "-sin(x)")},
    {"tan", "tan(x)", "tangent", ONE(tan, "1 + f^2")},
    {"asin", "asin(x)", "arc sine", ONE(asin, "1/sqrt(1 - x^2)")},
    {"acos", "acos(x)", "arc cosine", ONE(acos, "-1/sqrt(1 - x^2)")},
    {"atan", "atan(x)", "arc tangent", ONE(atan, "1/(1 + x^2)")},
    {"atan2", "atan2(y, x)", "angle of the point (x, y)",
     TWO(atan2, "y/(x^2 + y^2)", "-x/(x^2 + y^2)")},
    {"sinh", "sinh(x)", "hyperbolic sine", ONE(sinh, "cosh(x)")},
    {"cosh", "cosh(x)", "hyperbolic cosine", ONE(cosh, "sinh(x)")},
    {"tanh", "tanh(x)", "hyperbolic tangent", ONE(tanh, "1 - f^2")},
    {"exp", "exp(x)", "e to the power x", ONE(exp, "f")},
    {"log", "log(x)", "natural logarithm", ONE(log, "1/x")},
    {"log2", "log2(x)", "logarithm to base 2", ONE(log2, "1/(x*log(2))")},
    {"log10", "log10(x)", "logarithm to base 10", ONE(log10, "1/(x*log(10))")},
    {"cbrt", "cbrt(x)", "cube root", ONE(cbrt, "1/(3*f^2)")},
    {"pow", "pow(x, y)", "x^y", .least = 2, .most = 2, .body = "x^y"},
    {"sign", "sign(x)", "-1, 0 or 1", .least = 1, .most = 1,
     .body = "x > 0 ? 1 : x < 0 ? -1 : x"},
    {"floor", "floor(x)", "greatest whole number not above x", ONE(floor, 0)},
    {"ceil", "ceil(x)", "least whole number not below x", ONE(ceil, 0)},
    {"round", "round(x)", "nearest whole number, halves to the even one",
     ONE(rint, 0)},
    {"trunc", "trunc(x)", "whole number next to x on the side of 0; int(x)",
     ONE(trunc, 0)},
    {"hypot", "hypot(x, y)", "sqrt(x^2 + y^2)",
     TWO(hypot, "f == 0 ? 0 : x/f", "f == 0 ? 0 : y/f")},
    {"clamp", "clamp(x, lo, hi)", "x, kept between lo and hi", .least = 3,
     .most = 3, .body = "min(max(x, y), z)"},
    {"**", "x ** y", "x^y, as in Python", .level = LEVEL_POWER, .body = "x^y"},
    {"//", "x // y", "x / y, rounded down as in Python", .level = LEVEL_PRODUCT,
     .body = "round((x - x % y)/y)"},
    {.name = NULL},
};

const struct function *
function_row(unsigned op)
{
    return &functions[op - OP_FIRST_ROW];
}

unsigned
function_find(const char *name)
{
    for (unsigned i = 0; functions[i].name; i++)
        if (functions[i].least > 0 && strcmp(functions[i].name, name) == 0)
            return i + OP_FIRST_ROW;
    return 0;
}

bool
function_is_truth(unsigned op)
{
    return op == OP_NOT || (op >= OP_LESS && op <= OP_OR);
}
