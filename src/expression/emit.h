/* emit.h -- from graph to program. */
#ifndef EXPRESSION_EMIT_H
#define EXPRESSION_EMIT_H

#include "expression/code.h"
#include "expression/graph.h"

/* What a program computes. */
struct program_output {
    unsigned node;
    unsigned operand; /* where it goes */
};

/* Instructions while they are made. */
struct listing {
    struct arena *arena;
    struct instruction *instructions;
    unsigned count;
    size_t room;
    unsigned registers; /* their numbers begin with 1 */
    double *constants;  /* has room for all of them */
    unsigned constant_count;
    bool failed; /* no memory */
};

/* The program of the outputs, with all effects or without, in `arena`; NULL:
 * no memory. */
struct code *emit(const struct graph *graph,
                  const struct program_output *outputs, size_t count,
                  bool effects, struct arena *arena);

/* Adds an instruction; its number. */
unsigned listing_put(struct listing *listing, struct instruction instruction);

/* The finished program, in `arena`; NULL: no memory. */
struct code *listing_keep(const struct listing *listing, struct arena *arena);

/* Lets registers whose values are no longer used hold others. */
void registers_assign(struct listing *listing);

#endif
