/* code_reading.h -- shared by what reads the statements of a script. */
#ifndef SPEC_CODE_READING_H
#define SPEC_CODE_READING_H

#include "spec/code_parser.h"

/* code_scope.c */

enum { CODE_BLOCKS_MOST = 64 };

/* A block of a script that a statement is in. */
struct code_block {
    size_t indent;                   /* of what begins it */
    size_t begin;                    /* where its statements do */
    bool scope;                      /* a function or class; else a condition */
    const struct code_name *outside; /* the names of before */
};

struct code_blocks {
    struct code_block items[CODE_BLOCKS_MOST]; /* those deeper are not kept */
    size_t count;
};

/* Ends the blocks that a statement of an indent is not in, or begins one. */
bool code_leave_blocks(struct short_parser *parser, struct code_blocks *blocks,
                       size_t indent);
void code_enter_block(struct short_parser *parser, struct code_blocks *blocks,
                      size_t indent, bool scope);

/* What the functions around here assign stays behind them. */
void code_make_global(struct code_blocks *blocks);

/* Whether "if ...:" or the like comes next: moves behind it. */
bool code_enter_condition(struct short_parser *parser,
                          struct code_blocks *blocks, size_t indent);

/* Whether a condition of this function or class decides about what is here. */
bool code_is_conditional(const struct code_blocks *blocks);

/* The line to say where a condition gives a name another number than it has;
 * NULL: it does not. */
const char *code_condition_note(struct short_parser *parser, const char *name,
                                const struct tree *value);

/* A script that is being read. */
struct code_reading {
    struct short_parser *parser;
    struct code_goal *goals; /* the last one has no family */
    bool whole;              /* a file of Python, not a few statements */
    bool collects;           /* only what names stand for */
    struct text *assumed;    /* what calls take for granted; or NULL */
    struct tree *chosen;     /* the optimizer of the last schedule; or NULL */
    size_t class_indent, field_indent; /* of a class's body; fields 0: none */
    struct code_blocks blocks;
};

/* code_calls.c */

/* Reads the calls of the goals in what is left of a statement.  The first one
 * may be all that a name is assigned. */
bool code_calls(struct code_reading *reading, struct tree **assigned);

/* Chains the schedules that are stepped in turn, makes the optimizer of the
 * schedule the one that counts, and says which of several does where the script
 * does not show it; false without memory. */
bool code_choose(struct code_reading *reading);

/* code_callback.c */

/* Gives the optimizer the rate that the schedule begins from. */
bool code_set_base(struct code_reading *reading);

/* Takes the optimizer of MODEL.compile("adam", ...); false without memory. */
bool code_take_compile(struct code_reading *reading, struct code_goal *goal);

/* code_step.c */

/* Notes the schedules that NAME.step(...) steps. */
void code_note_step(struct code_reading *reading);

/* In "for NAME in LIST" the name stands for all of the list; false without
 * memory. */
bool code_bind_loop(struct short_parser *parser);

/* A schedule that the script made, or the chain of those that are stepped with
 * it, which are used; NULL without memory. */
struct tree *code_chain_steps(struct short_parser *parser, struct tree *node);

/* code_target.c */

/* The names that a statement assigns to. */
enum { CODE_TARGETS_MOST = 8 };
struct code_targets {
    const char *names[CODE_TARGETS_MOST];
    size_t count;
    bool apart; /* a, b = 1, 2, not a = b = 1 */
};

/* Reads them, and moves behind the sign. */
bool code_take_targets(struct short_parser *parser,
                       struct code_targets *targets);

/* code_read.c */

/* Finds the last node of each family that a script makes; the goals' nodes are
 * NULL where it makes none. */
bool code_read(struct short_parser *parser, struct code_goal *goals);

#endif
