/* code.h -- a program: instructions over registers of one double a lane. */
#ifndef EXPRESSION_CODE_H
#define EXPRESSION_CODE_H

#include <stdbool.h>
#include <stddef.h>

/* Where an operand lies; it is a kind and a number in one word. */
enum operand_kind {
    AT_SCRATCH,
    AT_VARIABLE,
    AT_CONSTANT,
    AT_VALUE,
    AT_GRADIENT,
    OPERAND_KINDS,
};

enum { OPERAND_SHIFT = 28 };

#define OPERAND(kind, number) ((unsigned)(kind) << OPERAND_SHIFT | (number))
#define OPERAND_KIND(operand) ((operand) >> OPERAND_SHIFT)
#define OPERAND_NUMBER(operand) ((operand) & ((1U << OPERAND_SHIFT) - 1))

/* Writes d, which is none of a, b and c; the fields that an operation does
 * not need are 0.  OP_LOOP (d counter, a first, b last) goes on after
 * instruction c where the range is empty, OP_NEXT (d counter, b last) after
 * instruction c where it is not at its end; there, c is no operand. */
struct instruction {
    unsigned op; /* enum operation */
    unsigned d, a, b, c;
};

struct code {
    const struct instruction *instructions; /* the last is OP_END */
    size_t registers;                       /* in scratch memory */
    const double *constants;                /* [constant] */
    const double *wide;                     /* [constant][LANES] */
    size_t constant_count;
    size_t dimension;    /* of x[…] */
    bool clear_gradient; /* the instructions only add to it */
};

/* One operation on numbers, as the programs do it. */
double evaluate_once(unsigned op, double a, double b, double c);

#endif
