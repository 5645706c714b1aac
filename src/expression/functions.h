/* functions.h -- the table of operators and functions. */
#ifndef EXPRESSION_FUNCTIONS_H
#define EXPRESSION_FUNCTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* What a node of the graph or an instruction does.  Those from OP_NEGATE on
 * are rows of the table; those up to OP_CALLED have code of their own in
 * evaluate.c, and the others call the C function of their row. */
enum operation {
    /* Leaves of the graph. */
    OP_CONSTANT,
    OP_VARIABLE,
    OP_COUNTER, /* of a sum: the present index */
    /* Further nodes. */
    OP_ELEMENT, /* x[a] */
    OP_PASS,    /* runs a loop for its effects */
    OP_SCATTER, /* gradient of a += b */
    OP_GATE,    /* a * b, but 0 where a is 0 */
    OP_RAISE,   /* a ^ b, by multiplication; b is whole, 2 … RAISE_MOST */
    /* Instructions only. */
    OP_END,
    OP_COPY,
    OP_LOOP,
    OP_NEXT,
    OP_ADD_TO,
    OP_MULTIPLY_BY,
    OP_ADD_TO_ELEMENT,
    /* Two of + - * in one: (a op b) op c; FROM is c - (a op b). */
    OP_ADD_ADD,
    OP_ADD_SUBTRACT,
    OP_ADD_FROM,
    OP_ADD_MULTIPLY,
    OP_SUBTRACT_ADD,
    OP_SUBTRACT_SUBTRACT,
    OP_SUBTRACT_FROM,
    OP_SUBTRACT_MULTIPLY,
    OP_MULTIPLY_ADD,
    OP_MULTIPLY_SUBTRACT,
    OP_MULTIPLY_FROM,
    OP_MULTIPLY_MULTIPLY,
    /* Rows. */
    OP_NEGATE,
    OP_NOT,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_MODULO,
    OP_POWER,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_GREATER,
    OP_GREATER_EQUAL,
    OP_EQUAL,
    OP_NOT_EQUAL,
    OP_AND,
    OP_OR,
    OP_SELECT,
    OP_SUM,
    OP_PROD,
    OP_ABS,
    OP_SQRT,
    OP_MIN,
    OP_MAX,
    OP_CALLED,
};

enum { OP_FIRST_ROW = OP_NEGATE, RAISE_MOST = 8, ANY_NUMBER = 0 };

/* How tightly a binary operator binds. */
enum level {
    LEVEL_NONE, /* not a binary operator */
    LEVEL_OR,
    LEVEL_AND,
    LEVEL_COMPARISON,
    LEVEL_SUM,
    LEVEL_PRODUCT,
    LEVEL_POWER,
};

/* One row.  A function has a C function, code in evaluate.c, or a body.  The
 * derivatives are texts in the language itself, over the arguments x, y and
 * z and the value f; NULL is 0, and where one is a truth it says which
 * argument is followed. */
struct function {
    const char *name;
    const char *usage;
    const char *meaning;
    enum level level;
    unsigned least, most; /* how many arguments a call has; 0: not called */
    const char *partial[3];
    double (*one)(double);
    double (*two)(double, double);
    const char *body; /* in the language, over x, y and z */
};

/* Ends with a row without a name; the row of operation OP is number
 * OP - OP_FIRST_ROW. */
extern const struct function functions[];

/* The row of an operation. */
const struct function *function_row(unsigned op);

/* The operation of a function that can be called; 0 where there is none. */
unsigned function_find(const char *name);

/* Whether an operation gives 1 or 0. */
bool function_is_truth(unsigned op);

#endif
