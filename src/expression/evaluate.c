/* evaluate.c -- runs a program over lanes.
 *
 * run() is written once, and instantiated for one lane, for LANES, and for any
 * other number: a lane goes through the same operations in each. */
#include "expression/expression.h"

#include <assert.h>
#include <string.h>

#include "expression/code.h"
#include "expression/kernels.h"

static size_t
element(const double *index, size_t dimension)
{
    assert(*index >= 0 && *index < (double)dimension);
    return (size_t)*index;
}

#define AT(operand)                                                            \
    (base[OPERAND_KIND(operand)] + OPERAND_NUMBER(operand) * lanes)
#define D ((double *)AT(i->d))
#define CASE(op, value)                                                        \
    case op:                                                                   \
        each_##op(count, D, AT(i->a), 1, AT(i->b), AT(i->c), 1);               \
        break;

#define CHOOSE(name) (wide ? name##_wide : name)
#define CASES(op, value)                                                       \
    case op:                                                                   \
        if (lanes != LANES)                                                    \
            each_##op(count, D, AT(i->a), 1, AT(i->b), AT(i->c), 1);           \
        else if (OPERAND_KIND(i->a) == AT_CONSTANT)                            \
            CHOOSE(first_##op)(D, AT(i->a), AT(i->b), AT(i->c));               \
        else if (OPERAND_KIND(i->c) == AT_CONSTANT)                            \
            CHOOSE(last_##op)(D, AT(i->a), AT(i->b), AT(i->c));                \
        else if (i->a == i->b)                                                 \
            CHOOSE(same_##op)(D, AT(i->a), AT(i->a), AT(i->c));                \
        else                                                                   \
            CHOOSE(any_##op)(D, AT(i->a), AT(i->b), AT(i->c));                 \
        break;

/* The arrays of each kind of operand are in `base`.  `lanes` is known to the
 * compiler where it can be; `count` is the same number, which it does
 * not: gcc makes vectors of comparisons only in loops that it leaves.
 * `wide`: in vectors of four. */
KERNEL
run(const struct code *code, const double *const base[], size_t lanes,
    size_t count, bool wide)
{
    for (const struct instruction *i = code->instructions;; i++) {
        double *d;
        const double *a, *b;

        switch (i->op) {
            ARITHMETIC(CASES)
            OTHERS(CASE)
        case OP_LOOP:
            d = D, a = AT(i->a), b = AT(i->b);
            for (size_t l = 0; l < lanes; l++)
                d[l] = a[l];
            if (!(a[0] <= b[0]))
                i = code->instructions + i->c;
            break;
        case OP_NEXT:
            d = D, b = AT(i->b);
            for (size_t l = 0; l < lanes; l++)
                d[l] += 1;
            if (d[0] <= b[0])
                i = code->instructions + i->c;
            break;
        case OP_ELEMENT:
            a = AT(i->a);
            a = base[AT_VARIABLE] + element(a, code->dimension) * lanes;
            each_OP_COPY(lanes, D, a, 1, NULL, NULL, 1);
            break;
        case OP_ADD_TO_ELEMENT:
            a = AT(i->a);
            d = (double *)base[AT_GRADIENT] +
                element(a, code->dimension) * lanes;
            each_OP_ADD_TO(lanes, d, AT(i->b), 1, NULL, NULL, 1);
            break;
        case OP_END:
            return;
        default:
            call(function_row(i->op), lanes, D, AT(i->a), AT(i->b));
        }
    }
}

/* A code for each number of lanes that is worth one. */
static void
evaluate(const struct code *code, size_t lanes, const double *base[])
{
    volatile size_t hidden = lanes; /* from the compiler; see run() */

    base[AT_CONSTANT] = lanes == LANES ? code->wide : code->constants;
    if (lanes == 1) {
        run(code, base, 1, 1, false);
    } else if (lanes == LANES && TAKES_WIDE) {
        run(code, base, LANES, hidden, true);
    } else if (lanes == LANES) {
        run(code, base, LANES, hidden, false);
    } else {
        double *constants =
            (double *)base[AT_SCRATCH] + code->registers * lanes;

        for (size_t i = 0; i < code->constant_count; i++)
            for (size_t l = 0; l < lanes; l++)
                constants[i * lanes + l] = code->constants[i];
        base[AT_CONSTANT] = constants;
        run(code, base, lanes, lanes, false);
    }
}

double
evaluate_once(unsigned op, double a, double b, double c)
{
    double result = 0, operands[] = {a, b, c};
    struct instruction instructions[] = {
        {op, OPERAND(AT_VALUE, 0), 0, 1, 2},
        {.op = OP_END},
    };
    struct code code = {.instructions = instructions};
    const double *base[OPERAND_KINDS] = {
        [AT_SCRATCH] = operands, [AT_VALUE] = &result};

    run(&code, base, 1, 1, false);
    return result;
}

static size_t
scratch_of(const struct code *code, size_t lanes)
{
    return (code->registers + code->constant_count) * lanes;
}

size_t
expression_scratch(const struct expression *expression, size_t lanes)
{
    size_t size = scratch_of(expression->value, lanes);

    if (expression->gradient && scratch_of(expression->gradient, lanes) > size)
        size = scratch_of(expression->gradient, lanes);
    return size;
}

double
expression_value(const struct expression *expression, const double *variables,
                 double *scratch)
{
    double value = NAN;
    const double *base[OPERAND_KINDS] = {
        [AT_SCRATCH] = scratch, [AT_VARIABLE] = variables, [AT_VALUE] = &value};

    evaluate(expression->value, 1, base);
    return value;
}

void
expression_gradient(const struct expression *expression, size_t lanes,
                    const double *variables, double *scratch, double *values,
                    double *gradient)
{
    const struct code *code = expression->gradient;
    const double *base[OPERAND_KINDS] = {[AT_SCRATCH] = scratch,
                                         [AT_VARIABLE] = variables,
                                         [AT_VALUE] = values,
                                         [AT_GRADIENT] = gradient};

    assert(code);
    if (code->clear_gradient)
        memset(gradient, 0, expression->slot_count * lanes * sizeof *gradient);
    evaluate(code, lanes, base);
}
