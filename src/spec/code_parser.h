/* code_parser.h -- shared by what reads Python code: values, calls, statements.
 * Functions that return NULL or false have set the error, if nothing else is
 * said. */
#ifndef SPEC_CODE_PARSER_H
#define SPEC_CODE_PARSER_H

#include "base/text.h"
#include "spec/short_parser.h"

/* code_value.c */

/* A number by Python's operators and functions, with the names of a script. */
struct tree *code_sum(struct short_parser *parser);

/* A name, and the text in its place. */
struct code_binding {
    const char *name, *text;
    const struct code_binding *next;
};

/* A value that is rewritten in the language of expressions. */
struct code_rewriting {
    struct text text;
    const struct code_binding *bindings;
    bool formula;        /* it has variables; else it is a number */
    const char *unknown; /* the first name without a value; its length */
    size_t unknown_length;
    int functions;  /* around here */
    int depth;      /* of brackets */
    int conditions; /* c ? a : b whose ':' comes */
};

/* Rewrites all up to a comma or bracket outside; false after an error. */
bool code_rewrite(struct short_parser *parser,
                  struct code_rewriting *rewriting);

/* The value of a formula without variables. */
bool code_compute(struct short_parser *parser, const struct source *source,
                  double *value);

/* What comes next up to the comma or bracket behind it, as an unknown value:
 * the loader says that nothing gives it one. */
struct tree *code_unknown(struct short_parser *parser);

/* code_formula.c */

/* The text of a name among bindings; NULL: it is none of them. */
const char *code_bound(const struct code_binding *bindings, const char *name,
                       size_t length);

/* Adds another in front; NULL without memory. */
const struct code_binding *code_bind(struct arena *arena,
                                     const struct code_binding *bindings,
                                     const char *name, size_t length,
                                     const char *text);

/* "lambda epoch: 0.95 ** epoch" as a formula in t. */
struct tree *code_lambda(struct short_parser *parser);

/* The formula of a lambda or a function of the script that comes next, with
 * texts for its first argument and, where that is not NULL, the second; NULL:
 * it is none. */
struct tree *code_formula(struct short_parser *parser, const char *first,
                          const char *second);

/* code_callback.c */

/* Whether a call is Keras' LearningRateScheduler; its node, from the
 * parenthesis on. */
bool code_is_callback(const struct short_parser *parser,
                      const struct family *family, const char *name);
struct tree *code_callback(struct short_parser *parser);

/* code_function.c */

/* Remembers the function whose parenthesis comes next. */
bool code_take_function(struct short_parser *parser, const char *name);

/* The function that a name of `length` bytes stands for; NULL: none. */
const struct code_name *code_function(const struct short_parser *parser,
                                      size_t length);

/* Rewrites what a function returns, with texts for its first arguments, and
 * others for those by name; false where it is no formula. */
bool code_call_function(struct short_parser *parser,
                        struct code_rewriting *rewriting,
                        const struct code_name *function,
                        const char *const *arguments, size_t count,
                        const struct code_binding *named);

/* Rewrites the call of such a function that comes next; false: it is none, and
 * the parser stays. */
bool code_inline(struct short_parser *parser, struct code_rewriting *rewriting,
                 size_t length);

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

/* Remembers the default of add_argument("--lr", default=0.1). */
bool code_take_option(struct short_parser *parser);

/* Remembers what the arguments of a function are, by its only call or by
 * default. */
bool code_take_defaults(struct short_parser *parser, const char *function);

/* code_record.c */

/* Whether the call of a class whose arguments are asked for comes next. */
bool code_at_record(const struct short_parser *parser, size_t length);

/* Its arguments by name, as an object, which the parser keeps. */
struct tree *code_take_record(struct short_parser *parser, size_t length);

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

/* The optimizer that Keras calls so in a text, as "adam"; NULL: none. */
struct tree *code_optimizer_by_text(struct short_parser *parser,
                                    const struct family *family,
                                    const char *text);

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

/* code_target.c */

/* The value of "lr *= 2" as one of "lr * (2)"; NULL: no such statement comes
 * next, or there is no memory. */
const struct source *code_take_augmented(struct short_parser *parser,
                                         const char **name);

/* code.c */

/* Moves behind a comment or a string that begins here; else stays. */
size_t code_pass_text(const struct source *source, size_t at);

/* Where a statement ends: a line end or a semicolon outside of brackets. */
size_t code_statement_end(const struct source *source, size_t at);

/* One more than the blanks before a statement in its line. */
size_t code_indent(const struct source *source, size_t at);

/* Moves to the colon outside of brackets, or to the end. */
void code_find_colon(struct short_parser *parser);

/* Whether a word comes next; the parser moves behind it and the blanks. */
bool code_skip_word(struct short_parser *parser, const char *word);

/* Moves behind ": TYPE" after a name. */
void code_skip_annotation(struct short_parser *parser);

/* The name of an assignment, behind whose sign the parser moves; NULL: the
 * statement is none, or there is no memory. */
const char *code_take_target(struct short_parser *parser);

#endif
