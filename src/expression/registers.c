/* registers.c -- gives every value a register from its first instruction to
 * its last use; what a loop uses from outside lives to the loop's end. */
#include "expression/emit.h"
#include "expression/functions.h"

struct life {
    unsigned begin, end; /* instructions */
    unsigned next;       /* that ends there too; 0: none */
    unsigned number;     /* the register, plus 1 */
};

struct assignment {
    struct life *lives; /* [number in the listing] */
    unsigned *ends;     /* [instruction]: one that ends there; 0: none */
    unsigned *free, free_count, count;
    unsigned loops[LOOP_DEPTH_MOST], depth; /* the present ones */
};

static bool
is_register(unsigned operand)
{
    return OPERAND_KIND(operand) == AT_SCRATCH && operand > 0;
}

static void
use(struct assignment *assignment, const struct instruction *code, unsigned at,
    unsigned operand)
{
    struct life *life = &assignment->lives[operand];
    unsigned end = at;

    if (!is_register(operand))
        return;
    if (!life->end)
        life->begin = at;
    for (unsigned k = assignment->depth; k-- > 0;)
        if (assignment->loops[k] > life->begin)
            end = code[assignment->loops[k]].c;
    if (end + 1 > life->end)
        life->end = end + 1;
}

static bool
jumps(const struct instruction *instruction)
{
    return instruction->op == OP_LOOP || instruction->op == OP_NEXT;
}

static void
find_lives(struct assignment *assignment, const struct listing *listing)
{
    const struct instruction *code = listing->instructions;

    for (unsigned i = 0; i < listing->count; i++) {
        if (code[i].op == OP_LOOP)
            assignment->loops[assignment->depth++] = i;
        use(assignment, code, i, code[i].d);
        use(assignment, code, i, code[i].a);
        use(assignment, code, i, code[i].b);
        if (!jumps(&code[i]))
            use(assignment, code, i, code[i].c);
        if (code[i].op == OP_NEXT)
            assignment->depth--;
    }
    for (unsigned r = listing->registers; r > 0; r--) {
        struct life *life = &assignment->lives[r];

        life->next = assignment->ends[life->end - 1];
        assignment->ends[life->end - 1] = r;
    }
}

static unsigned
assigned(struct assignment *assignment, unsigned operand)
{
    struct life *life = &assignment->lives[operand];

    if (!is_register(operand))
        return operand;
    if (!life->number)
        life->number = assignment->free_count > 0
                           ? assignment->free[--assignment->free_count]
                           : ++assignment->count;
    return OPERAND(AT_SCRATCH, life->number - 1);
}

void
registers_assign(struct listing *listing)
{
    struct arena *arena = listing->arena;
    size_t registers = (size_t)listing->registers + 1;
    struct assignment assignment = {
        .lives = arena_alloc(arena, registers, sizeof *assignment.lives),
        .ends = arena_alloc(arena, listing->count, sizeof(unsigned)),
        .free = arena_alloc(arena, registers, sizeof(unsigned)),
    };

    if (!assignment.lives || !assignment.ends || !assignment.free) {
        listing->failed = true;
        return;
    }
    find_lives(&assignment, listing);
    for (unsigned i = 0; i < listing->count; i++) {
        struct instruction *code = &listing->instructions[i];

        /* The result gets its register before the operands lose theirs. */
        code->d = assigned(&assignment, code->d);
        code->a = assigned(&assignment, code->a);
        code->b = assigned(&assignment, code->b);
        if (!jumps(code))
            code->c = assigned(&assignment, code->c);
        for (unsigned r = assignment.ends[i]; r; r = assignment.lives[r].next)
            assignment.free[assignment.free_count++] =
                assignment.lives[r].number;
    }
    listing->registers = assignment.count;
}
