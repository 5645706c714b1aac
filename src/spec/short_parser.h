/* short_parser.h -- shared by the parts of the short form's parser.  Functions
 * that return NULL or false have set the error. */
#ifndef SPEC_SHORT_PARSER_H
#define SPEC_SHORT_PARSER_H

#include "spec/short_form.h"
#include "spec/table.h"
#include "syntax/tree.h"

/* What a script assigned to a name; NULL: something else. */
struct code_name {
    const char *name;
    struct tree *value;
    const char *assumed; /* lines that who uses it says; or NULL */
    const struct code_name *next;
};

/* A call of a family that a script makes. */
struct code_found {
    struct tree *node;
    const struct family *family;
    bool used;             /* in another one */
    const char *optimizer; /* of a schedule, its text */
    size_t optimizer_length;
    size_t step, step_block; /* where it is stepped, and in which block;
                              * 0: nowhere, in none */
    struct code_found *next;
};

struct short_parser {
    const struct code_name *names; /* of a script, the last one first */
    const struct code_name *later; /* all of it, where its code is a function's
                                    * that is called below them */
    const struct code_name *options; /* defaults of arguments and fields */
    const struct code_name *imports; /* the values are dotted names */
    struct text *assumed;    /* what was taken for granted; NULL: not said */
    bool script;             /* statements of Python */
    bool keras;              /* a file that imports Keras, and not PyTorch */
    long epoch;              /* steps in one: len(loader); below 1: unknown */
    struct code_found *made; /* the last one first */
    const char *optimizer;   /* of the schedule that is read, its text */
    size_t optimizer_length; /* 0: not given */
    const struct family *schedules; /* what a rate may be; NULL: a number */
    const struct source *source;
    size_t at;
    int depth;
    struct arena *arena;
    struct error *error;
};

/* short_token.c */

/* The current character, and the next that is not a space; '\0' at the end. */
char parser_peek(const struct short_parser *parser);
char parser_next(struct short_parser *parser);

/* Whether "->" comes next. */
bool parser_at_arrow(struct short_parser *parser);

/* The error "WHAT, not 'c'" at the current character; returns NULL. */
void *parser_expected(struct short_parser *parser, const char *what);

/* Skips the comma after an item, which is optional before `close`. */
bool parser_comma(struct short_parser *parser, char close);

/* Enters a level of nesting; false if that is too deep. */
bool parser_deeper(struct short_parser *parser);

/* A new value, written at an offset. */
struct tree *parser_new(struct short_parser *parser, enum tree_kind kind,
                        size_t offset);

/* The length of the name or number that comes next; 0 if there is none. */
size_t parser_name_length(const struct short_parser *parser);
size_t parser_number_length(const struct short_parser *parser);

/* Each reads what comes next. */
char *parser_take_name(struct short_parser *parser, size_t length);
struct tree *parser_number(struct short_parser *parser, size_t length);
/* A number, product or quotient, or a length for a row that counts steps
 * (NULL: any row may). */
struct tree *parser_length(struct short_parser *parser,
                           const struct parameter *row);
struct tree *parser_string(struct short_parser *parser);

/* short_value.c */

/* A value for a row (NULL: an unknown one). */
struct tree *parser_value(struct short_parser *parser,
                          const struct parameter *row);

/* Reads a value into an object, which must not have the name yet. */
bool parser_add_member(struct short_parser *parser, struct tree *object,
                       const char *name, size_t key,
                       const struct parameter *row);

/* The length of a number without a sign, which may have underscores between its
 * digits, and such a number. */
size_t parser_number_size(const struct short_parser *parser);
struct tree *parser_grouped(struct short_parser *parser, size_t size);

/* code_value.c */

/* A number by Python's operators and functions, with the names of a script. */
struct tree *code_sum(struct short_parser *parser);

/* "lambda epoch: 0.95 ** epoch" as a formula in t. */
struct tree *code_lambda(struct short_parser *parser);

/* What comes next up to the comma or bracket behind it, as an unknown value:
 * the loader says that nothing gives it one. */
struct tree *code_unknown(struct short_parser *parser);

/* code_names.c */

/* The name that a script assigned; NULL: it did not. */
const struct code_name *code_name(const struct short_parser *parser,
                                  const char *text, size_t length);

/* Gives a name a value in a list; one that is remembered later comes first. */
bool code_remember(struct short_parser *parser, const struct code_name **list,
                   const char *name, struct tree *value, const char *assumed);

/* The optimizer that a script assigned to a name; NULL: none. */
struct tree *code_bound_optimizer(const struct short_parser *parser,
                                  const char *name, size_t length);

/* What a script made, and this node refers to; NULL: nothing. */
struct code_found *code_made(const struct short_parser *parser,
                             const struct tree *node);

/* The node of a script that another one uses. */
void code_use(struct short_parser *parser, const struct tree *node);

/* Where a name has no value yet, those that it gets later are not its own. */
bool code_hide_later(struct short_parser *parser, const char *name);

/* Says once that a name is something, or has a value by default. */
void code_assume_default(struct short_parser *parser, const char *name,
                         size_t length, const struct tree *value);
void code_assume(struct short_parser *parser, const char *name, size_t length,
                 const char *what);

/* The value that `args.lr` or `config["lr"]` stands for, and the bytes that
 * this takes; NULL: the script does not say. */
struct tree *code_find(struct short_parser *parser, size_t *length);

/* The value of names and numbers that comes next; an unknown one where the
 * script does not say. */
struct tree *code_named(struct short_parser *parser);

/* The value behind a '=', up to a comma, a bracket or the end; NULL: it is
 * something else. */
struct tree *code_assigned(struct short_parser *parser);

/* code_list.c */

/* The list of nodes between brackets, whose calls were read; NULL: it holds
 * something else. */
struct tree *code_node_list(struct short_parser *parser);

/* That of the name that comes next, all of which are used; NULL: it stands for
 * something else. */
struct tree *code_named_nodes(struct short_parser *parser);

/* Adds what LIST.append(...) appends, whose calls were read; false without
 * memory. */
bool code_append(struct short_parser *parser);

/* code_group.c */

/* A group of parameters, and a list of them from its bracket on; NULL: it is
 * something else. */
struct tree *code_group(struct short_parser *parser);
struct tree *code_group_list(struct short_parser *parser);

/* Gives the node of an optimizer the groups of the list that comes next; the
 * parser moves behind it, or stays where there is none. */
bool code_take_groups(struct short_parser *parser, const struct kind *kind,
                      struct tree *node);

/* Gives an optimizer the group of OPTIMIZER.add_param_group(...); false without
 * memory. */
bool code_add_group(struct short_parser *parser);

/* code_import.c */

/* Remembers what the names of an import stand for; false without memory.  Sets
 * whether the statement is one. */
bool code_take_import(struct short_parser *parser, bool *done);

/* A name as its module calls it; NULL without memory. */
const char *code_resolve(struct short_parser *parser, const char *name);

/* code_options.c */

/* Remembers the default of add_argument("--lr", default=0.1), or of the
 * arguments of a function. */
bool code_take_option(struct short_parser *parser);
bool code_take_defaults(struct short_parser *parser);

/* code_table.c */

/* What export writes below a table RATES: each group's base rate, and the
 * scheduler. */
#define CODE_TABLE_BASE "group[\"initial_lr\"] = 1.0"
#define CODE_TABLE_CALL                                                        \
    "LambdaLR(optimizer, [rate_of(rates) for rates in RATES])"

/* Takes the schedule or the optimizer of such a statement. */
bool code_table(struct short_parser *parser, struct code_goal *goals);

/* code_call.c */

/* The kind that Python code calls so, with or without the modules that it is
 * in; NULL: there is none. */
const struct kind *code_kind(const struct family *family, const char *name);

/* Whether all parts of a module's name are those of a system. */
bool code_is_module(const char *text, const char *end, enum system_id system);

/* Whether they are those of any system. */
bool code_is_known_module(const char *name);

/* Whether the call whose name or parenthesis comes next has a word. */
bool code_call_has(const struct short_parser *parser, const char *word);

/* Passes over an argument that says nothing to lrsim; false if it is none. */
bool code_skip_argument(struct short_parser *parser, const struct kind *kind,
                        size_t count);

/* The length of the name of which a method is called, as ".step"; 0: another
 * statement comes next. */
size_t code_method(const struct short_parser *parser, const char *method);

/* Passes over a last_epoch or verbose that is the argument behind `count` of a
 * class, as its default; false if there is none. */
bool code_skip_last_epoch(struct short_parser *parser, const struct kind *kind,
                          size_t count);

/* Notes that the argument that comes next is the schedule's optimizer, where
 * it is the first such one. */
void code_note_optimizer(struct short_parser *parser);

/* Where the argument that comes next ends. */
size_t code_argument_end(const struct short_parser *parser);

/* code_arguments.c */

/* A call, and its arguments in order, between spaces: THEIRS is ours too,
 * THEIRS>OURS another one of ours (THEIRS>OURS|OURS whichever the kind has),
 * THEIRS! must have no effect, THEIRS- never has one.  Those behind a '*' are
 * given by their names.  take() reads a value that is ours. */
struct code_signature {
    const char *name, *arguments;
    bool (*take)(struct short_parser *parser, const char *argument,
                 void *context);
};

/* Reads the arguments from the parenthesis on. */
bool code_read_arguments(struct short_parser *parser,
                         const struct code_signature *call, void *context);

/* Adds the "NAME=NUMBER NAME=false" that the kind has and the node does not. */
bool code_add_defaults(struct short_parser *parser, const struct kind *kind,
                       const char *defaults, struct tree *node);

/* code_optimizer.c */

/* Whether a call, whose name comes next, is an optimizer of Optax or Keras; its
 * node, from the parenthesis on. */
bool code_is_optimizer(const struct short_parser *parser,
                       const struct family *family, const char *name);
struct tree *code_optimizer(struct short_parser *parser,
                            const struct family *family, const char *name,
                            struct tree *node);

/* Gives the gradient a clip as Optax and Keras do it, which add nothing to the
 * norm that they divide by. */
bool code_clip(struct short_parser *parser, struct tree *gradient,
               const char *name, struct tree *value);

/* A rate, or the schedule in its place. */
struct tree *code_rate(struct short_parser *parser);

/* code_chain.c */

/* The node of optax.chain(...), from the parenthesis on. */
struct tree *code_chain(struct short_parser *parser,
                        const struct family *family, struct tree *node);

/* code_scheduler.c */

/* Whether a call makes a schedule whose name is an argument, as transformers'
 * get_scheduler does; its schedule, from the parenthesis on. */
bool code_is_maker(const struct family *family, const char *name);
struct tree *code_make(struct short_parser *parser, const struct family *family,
                       const char *name);

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

/* The value of "lr *= 2" as one of "lr * (2)"; NULL: no such statement comes
 * next, or there is no memory. */
const struct source *code_take_augmented(struct short_parser *parser,
                                         const char **name);

/* code.c */

/* Moves behind a comment or a string that begins here; else stays. */
size_t code_pass_text(const struct source *source, size_t at);

/* Where a statement ends: a line end or a semicolon outside of brackets. */
size_t code_statement_end(const struct source *source, size_t at);

/* Whether a word comes next; the parser moves behind it and the blanks. */
bool code_skip_word(struct short_parser *parser, const char *word);

/* Moves behind ": TYPE" after a name. */
void code_skip_annotation(struct short_parser *parser);

/* The name of an assignment, behind whose sign the parser moves; NULL: the
 * statement is none, or there is no memory. */
const char *code_take_target(struct short_parser *parser);

/* code_read.c */

/* Finds the last node of each family that a script makes; the goals' nodes are
 * NULL where it makes none. */
bool code_read(struct short_parser *parser, struct code_goal *goals);

/* short_form.c */

/* {"type": name} */
struct tree *parser_node(struct short_parser *parser, const char *name,
                         size_t at);

/* A call, chain or sequence of a family. */
struct tree *parser_schedule(struct short_parser *parser,
                             const struct family *family,
                             const struct parameter *extra);

#endif
