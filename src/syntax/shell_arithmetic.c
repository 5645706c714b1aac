/* shell_arithmetic.c -- integer arithmetic as the shell has it: "300 * LR / 2",
 * by precedence. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/shell_scope.h"

enum { ARITHMETIC_DEPTH = 32, POWER_LEVEL = 7 };

struct shell_arithmetic {
    const struct shell_scope *scope;
    const char *at;
    int depth;
    bool failed;
};

/* The longer ones first where one begins another. */
static const struct shell_operator {
    const char *sign;
    int level; /* a higher one binds tighter */
} operators[] = {
    {"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<=", 4}, {">=", 4}, {"<", 4},
    {">", 4},  {"+", 5},  {"-", 5},  {"**", 7}, {"*", 6},  {"/", 6},  {"%", 6},
};

static long long read_level(struct shell_arithmetic *arithmetic, int level);
static long long apply(struct shell_arithmetic *arithmetic, const char *sign,
                       long long a, long long b);

static void
skip_blanks(struct shell_arithmetic *arithmetic)
{
    while (isspace((unsigned char)*arithmetic->at))
        arithmetic->at++;
}

static long long
fail(struct shell_arithmetic *arithmetic)
{
    arithmetic->failed = true;
    return 1;
}

/* Decimal, 0x or octal. */
static long long
read_number(struct shell_arithmetic *arithmetic, const char *text,
            const char **end)
{
    char *after;
    long long number;

    errno = 0;
    number = strtoll(text, &after, 0);
    *end = after;
    return errno || after == text || shell_is_name(*after) || *after == '.'
               ? fail(arithmetic)
               : number;
}

/* A number, a name that has one, or what stands between parentheses. */
static long long
read_primary(struct shell_arithmetic *arithmetic)
{
    const char *start = arithmetic->at, *value, *end;
    long long number;

    if (*start == '(') {
        arithmetic->at++;
        number = read_level(arithmetic, 0);
        skip_blanks(arithmetic);
        return *arithmetic->at == ')' ? (arithmetic->at++, number)
                                      : fail(arithmetic);
    }
    if (isdigit((unsigned char)*start))
        return read_number(arithmetic, start, &arithmetic->at);
    while (shell_is_name(*arithmetic->at))
        arithmetic->at++;
    value =
        shell_value(arithmetic->scope, start, (size_t)(arithmetic->at - start));
    if (!value)
        return fail(arithmetic);
    number = read_number(arithmetic, value, &end);
    return *end ? fail(arithmetic) : number;
}

static long long
read_unary(struct shell_arithmetic *arithmetic)
{
    long long value;
    char sign;

    skip_blanks(arithmetic);
    sign = *arithmetic->at;
    if (!sign || arithmetic->failed || arithmetic->depth == ARITHMETIC_DEPTH)
        return fail(arithmetic);
    arithmetic->depth++;
    if (strchr("+-!", sign)) {
        arithmetic->at++;
        value = read_unary(arithmetic);
        value = sign == '!'   ? !value
                : sign == '-' ? apply(arithmetic, "-", 0, value)
                              : value;
    } else {
        value = read_primary(arithmetic);
    }
    arithmetic->depth--;
    return value;
}

static long long
power(struct shell_arithmetic *arithmetic, long long base, long long exponent)
{
    long long value = 1;

    if (exponent < 0 || exponent > 63)
        return fail(arithmetic);
    for (; exponent > 0; exponent--)
        if (__builtin_mul_overflow(value, base, &value))
            return fail(arithmetic);
    return value;
}

static long long
apply(struct shell_arithmetic *arithmetic, const char *sign, long long a,
      long long b)
{
    long long value = 0;
    bool same = sign[1] == '=';

    switch (*sign) {
    case '|':
        return a || b;
    case '&':
        return a && b;
    case '=':
        return a == b;
    case '!':
        return a != b;
    case '<':
        return same ? a <= b : a < b;
    case '>':
        return same ? a >= b : a > b;
    case '+':
        return __builtin_add_overflow(a, b, &value) ? fail(arithmetic) : value;
    case '-':
        return __builtin_sub_overflow(a, b, &value) ? fail(arithmetic) : value;
    case '*':
        if (sign[1])
            return power(arithmetic, a, b);
        return __builtin_mul_overflow(a, b, &value) ? fail(arithmetic) : value;
    default:
        if (b == 0 || (b == -1 && a == LLONG_MIN))
            return fail(arithmetic);
        return *sign == '/' ? a / b : a % b;
    }
}

/* The operator that comes next; NULL: none. */
static const struct shell_operator *
next_operator(struct shell_arithmetic *arithmetic)
{
    skip_blanks(arithmetic);
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strncmp(arithmetic->at, operators[i].sign,
                    strlen(operators[i].sign)) == 0)
            return &operators[i];
    return NULL;
}

/* "b : c" behind a condition and its question mark. */
static long long
read_choice(struct shell_arithmetic *arithmetic, bool condition)
{
    long long yes = read_level(arithmetic, 0), no;

    skip_blanks(arithmetic);
    if (*arithmetic->at != ':')
        return fail(arithmetic);
    arithmetic->at++;
    no = read_level(arithmetic, 0);
    return condition ? yes : no;
}

/* Operators of this level and above; at level 0 also a choice. */
static long long
read_level(struct shell_arithmetic *arithmetic, int level)
{
    long long value = read_unary(arithmetic);
    const struct shell_operator *next;

    while (!arithmetic->failed && (next = next_operator(arithmetic)) &&
           next->level >= level) {
        bool leftward = next->level < POWER_LEVEL;

        arithmetic->at += strlen(next->sign);
        value = apply(arithmetic, next->sign, value,
                      read_level(arithmetic, next->level + leftward));
    }
    if (level > 0 || arithmetic->failed || *arithmetic->at != '?')
        return value;
    arithmetic->at++;
    return read_choice(arithmetic, value != 0);
}

bool
shell_arithmetic(const struct shell_scope *scope, const char *text,
                 long long *value)
{
    struct shell_arithmetic arithmetic = {.scope = scope, .at = text};

    *value = read_level(&arithmetic, 0);
    skip_blanks(&arithmetic);
    return !arithmetic.failed && !*arithmetic.at;
}
