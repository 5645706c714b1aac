/* kernels.h -- the operations over lanes, each written once. */
#ifndef EXPRESSION_KERNELS_H
#define EXPRESSION_KERNELS_H

#include <math.h>
#include <stddef.h>

#include "base/lanes.h"
#include "expression/code.h"
#include "expression/functions.h"

/* Python's %: the sign is that of b. */
static inline double
modulo(double a, double b)
{
    double rest = fmod(a, b);

    if (rest == 0)
        return copysign(0, b);
    return (rest < 0) != (b < 0) ? rest + b : rest;
}

/* Without jumps, so that they are done in vectors. */
static inline double
gated(double a, double b)
{
    double product = a * b;

    return a == 0 ? 0 : product;
}

static inline double
least(double a, double b)
{
    double lesser = a <= b ? a : b;

    return a != a ? a : lesser;
}

static inline double
greatest(double a, double b)
{
    double greater = a >= b ? a : b;

    return a != a ? a : greater;
}

static inline double
selected(double a, double b, double c)
{
    return a != 0 ? b : c;
}

static inline double
raise(double a, double exponent)
{
    double power = a;
    unsigned k = (unsigned)exponent, bit = 1;

    while (bit * 2 <= k)
        bit *= 2;
    while (bit /= 2) {
        power *= power;
        if (k & bit)
            power *= a;
    }
    return power;
}

/* A function of the table without code here. */
KERNEL
call(const struct function *row, size_t lanes, double *restrict d,
     const double *restrict a, const double *restrict b)
{
    if (row->one)
        for (size_t l = 0; l < lanes; l++)
            d[l] = row->one(a[l]);
    else
        for (size_t l = 0; l < lanes; l++)
            d[l] = row->two(a[l], b[l]);
}

/* What an operation is for lane l of its operands; a step of 0 is for a
 * constant, which is then loaded once. */
#define A a[l * a_step]
#define B b[l]
#define C c[l * c_step]

/* Worth a code of its own for every kind of operand. */
#define ARITHMETIC(X)                                                          \
    X(OP_ADD_ADD, (A + B) + C)                                                 \
    X(OP_ADD_SUBTRACT, (A + B) - C)                                            \
    X(OP_ADD_FROM, C - (A + B))                                                \
    X(OP_ADD_MULTIPLY, (A + B) * C)                                            \
    X(OP_SUBTRACT_ADD, (A - B) + C)                                            \
    X(OP_SUBTRACT_SUBTRACT, (A - B) - C)                                       \
    X(OP_SUBTRACT_FROM, C - (A - B))                                           \
    X(OP_SUBTRACT_MULTIPLY, (A - B) * C)                                       \
    X(OP_MULTIPLY_ADD, (A * B) + C)                                            \
    X(OP_MULTIPLY_SUBTRACT, (A * B) - C)                                       \
    X(OP_MULTIPLY_FROM, C - (A * B))                                           \
    X(OP_MULTIPLY_MULTIPLY, (A * B) * C)                                       \
    X(OP_ADD, A + B)                                                           \
    X(OP_SUBTRACT, A - B)                                                      \
    X(OP_MULTIPLY, (A * B))                                                    \
    X(OP_DIVIDE, A / B)

#define OTHERS(X)                                                              \
    X(OP_COPY, A)                                                              \
    X(OP_NEGATE, -A)                                                           \
    X(OP_MODULO, modulo(A, B))                                                 \
    X(OP_POWER, pow(A, B))                                                     \
    X(OP_RAISE, raise(A, B))                                                   \
    X(OP_GATE, gated(A, B))                                                    \
    X(OP_ABS, fabs(A))                                                         \
    X(OP_SQRT, sqrt(A))                                                        \
    X(OP_MIN, least(A, B))                                                     \
    X(OP_MAX, greatest(A, B))                                                  \
    X(OP_NOT, A == 0)                                                          \
    X(OP_LESS, A < B)                                                          \
    X(OP_LESS_EQUAL, A <= B)                                                   \
    X(OP_GREATER, A > B)                                                       \
    X(OP_GREATER_EQUAL, A >= B)                                                \
    X(OP_EQUAL, A == B)                                                        \
    X(OP_NOT_EQUAL, (A < B) | (A > B))                                         \
    X(OP_AND, (A != 0) & (B != 0))                                             \
    X(OP_OR, (A != 0) | (B != 0))                                              \
    X(OP_SELECT, selected(A, B, C))                                            \
    X(OP_ADD_TO, d[l] + A)                                                     \
    X(OP_MULTIPLY_BY, d[l] * A)

#define DEFINE(op, value)                                                      \
    KERNEL                                                                     \
    each_##op(size_t lanes, double *restrict d, const double *restrict a,      \
              size_t a_step, const double *restrict b,                         \
              const double *restrict c, size_t c_step)                         \
    {                                                                          \
        (void)a, (void)b, (void)c, (void)a_step, (void)c_step;                 \
        for (size_t l = 0; l < lanes; l++)                                     \
            d[l] = value;                                                      \
    }
ARITHMETIC(DEFINE)
OTHERS(DEFINE)

/* For LANES, in functions of their own, where gcc keeps no address for each
 * lane: for any operands, a or c a constant, a and b the same.  Each is there
 * for vectors of four as well. */
#define ALL_LANES(instance, name, op, a_step, b, c_step)                       \
    instance name(double *restrict d, const double *restrict x,                \
                  const double *restrict y, const double *restrict z)          \
    {                                                                          \
        (void)y;                                                               \
        each_##op(LANES, d, x, a_step, b, z, c_step);                          \
    }
#define BOTH(name, op, a_step, b, c_step)                                      \
    ALL_LANES(INSTANCE, name, op, a_step, b, c_step)                           \
    ALL_LANES(WIDE_INSTANCE, name##_wide, op, a_step, b, c_step)
#define INSTANCES(op, value)                                                   \
    BOTH(any_##op, op, 1, y, 1)                                                \
    BOTH(first_##op, op, 0, y, 1)                                              \
    BOTH(last_##op, op, 1, y, 0)                                               \
    BOTH(same_##op, op, 1, x, 1)
ARITHMETIC(INSTANCES)

#undef A
#undef B
#undef C

#endif
