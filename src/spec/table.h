/* table.h -- describes a kind of schedule, optimizer or problem: its names, its
 * parameters, and the struct that the loader fills.
 *
 * Rows are in the order of positional arguments, which is the system's own.  A
 * default is JSON text, loaded like a user's value; NULL makes the parameter
 * required.  A range is an interval such as "[0,inf)", the words of a choice
 * such as "min|max", or NULL (anything); " or null" after it permits null,
 * " or nan" numbers that are not finite. */
#ifndef SPEC_TABLE_H
#define SPEC_TABLE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "expression/expression.h"
#include "spec/systems.h"

struct family;
struct kind;
struct nearest;
struct parameter;
struct text;

/* null as a long; as a double it is NAN. */
#define INTEGER_NULL LONG_MIN

/* 2^53: doubles represent all integers up to it. */
#define INTEGER_MOST 9007199254740992L

/* Lists; `values` is NULL for null, `places` has the place of each element. */
struct reals {
    size_t count;
    double *values;
    const struct place *places;
    bool single; /* one number for all groups, not a list */
};

struct integers {
    size_t count;
    long *values;
    const struct place *places;
};

struct texts {
    size_t count;
    const char **values;
    const struct place *places;
    bool single; /* one text for all groups, not a list */
};

struct pairs {
    size_t count;
    double (*values)[2];
    const struct place *places;
};

/* Names of numbers in formulas. */
struct constants {
    size_t count;
    struct expression_constant *values;
    const struct place *places; /* of the names */
};

/* One object of a spec that has a type. */
struct node {
    const struct kind *kind; /* NULL: null */
    void *self;              /* the kind's struct */
    const struct place *place;
    const struct place *places; /* one for each of the kind's parameters */
    struct arena *arena;        /* for check() */
    long steps_per_epoch; /* for check(): of a schedule's own steps, or 1 */
};

struct nodes {
    size_t count;
    struct node *items;
};

/* Indices from `first` to before `end`. */
struct range {
    long first, end; /* end LONG_MAX: up to the last parameter */
    const char *tag; /* not NULL: all parameters with this tag */
};

/* An entry of param_groups: the optimizer's node with some other values. */
struct group {
    struct node node;
    uint64_t named; /* bit i: the entry has row i of the kind */
    size_t range_count;
    struct range *ranges;
    struct place params;   /* their place */
    const char *text;      /* params as written, in the canonical form */
    struct integers shape; /* rows and columns; values NULL: a vector */
    bool typed;            /* it names its optimizer, and inherits nothing */
    struct node schedule;  /* its own; kind NULL: that of the root */
};

struct groups {
    size_t count;
    struct group *items;
};

/* Whether a number counts steps: then it may be a length such as "5%". */
enum parameter_count {
    COUNT_NONE,
    COUNT_STEPS,
    COUNT_TOTAL, /* left out or null, it reaches the end of the node's span */
};

enum parameter_type {
    PARAMETER_REAL,
    PARAMETER_INTEGER,
    PARAMETER_BOOLEAN,
    PARAMETER_CHOICE,
    PARAMETER_TEXT,
    PARAMETER_PAIR,
    PARAMETER_TRIPLE,
    PARAMETER_REALS,
    PARAMETER_INTEGERS,
    PARAMETER_EACH,
    PARAMETER_FORMULA,
    PARAMETER_TEXTS,
    PARAMETER_FORMULAS,
    PARAMETER_PAIRS,
    PARAMETER_CONSTANTS,
    PARAMETER_NODE,
    PARAMETER_NODES,
    PARAMETER_GROUPS,
    PARAMETER_OBJECT,
    PARAMETER_OBJECTS,
};

struct parameter {
    const char *name; /* NULL: the end of the table */
    enum parameter_type type;
    size_t offset; /* into the owner's struct */
    const char *default_text;
    const char *range;
    const char *meaning;
    /* Of nodes: their family (NULL: the one with the row's name), and the
     * rows in the object that belong to the owner. */
    const struct family *family;
    const struct parameter *extra;
    enum parameter_count count;
    const char *instead; /* of a total: the row that replaces it, or NULL */
};

/* The offset of a field; does not compile if its type is another. */
#define FIELD(owner, field, kind)                                              \
    (offsetof(owner, field) +                                                  \
     0 * sizeof(_Generic(((owner *)0)->field, kind : 1)))

#define COUNTED(owner, field, code, type, count, instead, default_text, range, \
                meaning)                                                       \
    {                                                                          \
#field, code, FIELD(owner, field, type), default_text, range, meaning, \
            NULL, NULL, count, instead                                         \
    }
#define ROW(owner, field, code, type, default_text, range, meaning)            \
    COUNTED(owner, field, code, type, COUNT_NONE, NULL, default_text, range,   \
            meaning)

#define REAL(owner, field, default_text, range, meaning)                       \
    ROW(owner, field, PARAMETER_REAL, double, default_text, range, meaning)
#define INTEGER(owner, field, default_text, range, meaning)                    \
    ROW(owner, field, PARAMETER_INTEGER, long, default_text, range, meaning)
/* Counts of steps; a real one keeps its fraction. */
#define STEPS(owner, field, default_text, range, meaning)                      \
    COUNTED(owner, field, PARAMETER_INTEGER, long, COUNT_STEPS, NULL,          \
            default_text, range, meaning)
#define STEPS_LIST(owner, field, default_text, range, meaning)                 \
    COUNTED(owner, field, PARAMETER_INTEGERS, struct integers, COUNT_STEPS,    \
            NULL, default_text, range, meaning)
#define STEPS_REAL(owner, field, default_text, range, meaning)                 \
    COUNTED(owner, field, PARAMETER_REAL, double, COUNT_STEPS, NULL,           \
            default_text, range, meaning)
#define STEPS_REALS(owner, field, default_text, range, meaning)                \
    COUNTED(owner, field, PARAMETER_REALS, struct reals, COUNT_STEPS, NULL,    \
            default_text, range, meaning)
/* The first of each pair counts steps. */
#define STEPS_PAIRS(owner, field, default_text, range, meaning)                \
    COUNTED(owner, field, PARAMETER_PAIRS, struct pairs, COUNT_STEPS, NULL,    \
            default_text, range, meaning)
#define TOTAL(owner, field, instead, range, meaning)                           \
    COUNTED(owner, field, PARAMETER_INTEGER, long, COUNT_TOTAL, instead,       \
            "null", range, meaning)
#define TOTAL_REAL(owner, field, range, meaning)                               \
    COUNTED(owner, field, PARAMETER_REAL, double, COUNT_TOTAL, NULL, "null",   \
            range, meaning)
#define BOOLEAN(owner, field, default_text, meaning)                           \
    ROW(owner, field, PARAMETER_BOOLEAN, bool, default_text, NULL, meaning)
/* The field is the index of the word in the range. */
#define CHOICE(owner, field, default_text, words, meaning)                     \
    ROW(owner, field, PARAMETER_CHOICE, int, default_text, words, meaning)
#define TEXT(owner, field, default_text, range, meaning)                       \
    ROW(owner, field, PARAMETER_TEXT, const char *, default_text, range,       \
        meaning)
/* A formula in t, or null. */
#define FORMULA(owner, field, default_text, meaning)                           \
    ROW(owner, field, PARAMETER_FORMULA, const char *, default_text,           \
        "or null", meaning)
/* Two numbers: double[2]; with "or null" each of them may be null. */
#define PAIR(owner, field, default_text, range, meaning)                       \
    ROW(owner, field, PARAMETER_PAIR, double *, default_text, range, meaning)
/* Three numbers: double[3]. */
#define TRIPLE(owner, field, default_text, range, meaning)                     \
    ROW(owner, field, PARAMETER_TRIPLE, double *, default_text, range, meaning)
#define REALS(owner, field, default_text, range, meaning)                      \
    ROW(owner, field, PARAMETER_REALS, struct reals, default_text, range,      \
        meaning)
#define INTEGERS(owner, field, default_text, range, meaning)                   \
    ROW(owner, field, PARAMETER_INTEGERS, struct integers, default_text,       \
        range, meaning)
/* A number for all groups, or a list with one for each; null is one NAN. */
#define EACH(owner, field, default_text, range, meaning)                       \
    ROW(owner, field, PARAMETER_EACH, struct reals, default_text, range,       \
        meaning)
#define TEXTS(owner, field, default_text, range, meaning)                      \
    ROW(owner, field, PARAMETER_TEXTS, struct texts, default_text, range,      \
        meaning)
/* A formula for all groups, or a list with one for each. */
#define FORMULAS(owner, field, default_text, meaning)                          \
    ROW(owner, field, PARAMETER_FORMULAS, struct texts, default_text, NULL,    \
        meaning)
#define PAIRS(owner, field, default_text, range, meaning)                      \
    ROW(owner, field, PARAMETER_PAIRS, struct pairs, default_text, range,      \
        meaning)
#define CONSTANTS(owner, field, meaning)                                       \
    ROW(owner, field, PARAMETER_CONSTANTS, struct constants, "{}", NULL,       \
        meaning)
#define NODE(owner, field, family, extra, default_text, meaning)               \
    {                                                                          \
#field, PARAMETER_NODE, FIELD(owner, field, struct node),              \
            default_text, NULL, meaning, family, extra, COUNT_NONE, NULL       \
    }
#define NODES(owner, field, family, meaning)                                   \
    NODES_OF(owner, field, family, NULL, meaning)
/* Objects without a type are of the kind. */
#define NODES_OF(owner, field, family, kind, meaning)                          \
    {                                                                          \
#field, PARAMETER_NODES, FIELD(owner, field, struct nodes), NULL,      \
            kind, meaning, family, NULL, COUNT_NONE, NULL                      \
    }
/* An object without a type, of the family's only kind. */
#define OBJECT(owner, field, family, default_text, range, meaning)             \
    {                                                                          \
#field, PARAMETER_OBJECT, FIELD(owner, field, struct node),            \
            default_text, range, meaning, family, NULL, COUNT_NONE, NULL       \
    }
/* A list of these, left out where there is none. */
#define OBJECTS(owner, field, family, meaning)                                 \
    {                                                                          \
#field, PARAMETER_OBJECTS, FIELD(owner, field, struct nodes), "null",  \
            "or null", meaning, family, NULL, COUNT_NONE, NULL                 \
    }
#define GROUPS(owner, field, meaning)                                          \
    ROW(owner, field, PARAMETER_GROUPS, struct groups, "null", NULL, meaning)
#define END_OF_TABLE                                                           \
    {                                                                          \
        NULL, PARAMETER_REAL, 0, NULL, NULL, NULL, NULL, NULL, COUNT_NONE,     \
            NULL                                                               \
    }

/* In a descriptor: the parameters of a kind that are rows of several kinds. */
#define PARAMETERS(...)                                                        \
    .parameters = (const struct parameter[])                                   \
    {                                                                          \
        __VA_ARGS__, END_OF_TABLE                                              \
    }

struct kind {
    const char *name;    /* canonical: "cosine_annealing" */
    const char *aliases; /* others, between spaces; NULL: the last word of the
                          * symbol where that is another; read them by
                          * kind_aliases() */
    const char *calls;   /* names that stand for the kind with arguments:
                          * "amsgrad(amsgrad=true)"; or NULL */
    const char *summary; /* one line for lists */
    const char *formula; /* plain text, lines of at most 76 columns */
    const char *symbol;  /* its name in the code of its system; or NULL */
    const char *source;  /* who defines it; NULL where the symbol says all */
    const char *example; /* a typical call in the short form */
    size_t size;         /* of the struct */
    const struct parameter *parameters;
    /* The parameter that only the constructor reads, which a group must not
     * have; NULL: none. */
    const char *constructor_only;
    /* Of a sequence: shares in it are of its own length. */
    bool sequence;
    /* The BOOLEAN parameter that makes its counts those of epochs; or NULL. */
    const char *epochs;
    /* Checks that no single row can express, or NULL.  May set fields that
     * follow from others. */
    bool (*check)(const struct node *node, struct error *error);
};

/* The members of a kind that come from its struct and its table. */
#define TABLE_OF(owner, rows) .size = sizeof(owner), .parameters = (rows)

struct family {
    const char *name;   /* "schedule": the spec's key and the flag */
    const char *plural; /* "schedules" */
    const struct kind *const *kinds; /* the last is NULL */
    const char *sequence, *chain;    /* the kinds of `->` and `*`, or NULL */
    /* After a kind's own check; or NULL. */
    bool (*check)(const struct node *node, struct error *error);
    /* The step of a node where part `part` begins, and where the node ends;
     * INTEGER_NULL: unknown, or not yet loaded.  NULL: neither is ever known.
     */
    long (*begin)(const struct node *node, size_t part);
    long (*end)(const struct node *node);
    /* Updates in an epoch; 0: unknown.  NULL: always unknown. */
    long (*epoch)(const struct node *node);
    /* More lines for `describe`; or NULL. */
    void (*describe)(const struct kind *kind, struct text *text);
    /* More members, a comma before each; or NULL. */
    void (*describe_json)(const struct kind *kind, struct text *text);
    /* A few words after the summary in lists; or NULL. */
    void (*brief)(const struct kind *kind, struct text *text);
};

/* The aliases of a kind in any case, between spaces; "" where it has none. */
const char *kind_aliases(const struct kind *kind);

/* The kind with this name, alias or name of a call, in any case; NULL if there
 * is none. */
const struct kind *family_find(const struct family *family, const char *name);

/* What the kind's call of this name begins with, up to a space or the end:
 * "amsgrad(amsgrad=true)"; NULL where it is no name of a call. */
const char *kind_call(const struct kind *kind, const char *name);

/* The row with this name in the kind or else in `extra` (either may be NULL);
 * NULL if there is none. */
const struct parameter *row_find(const struct kind *kind,
                                 const struct parameter *extra,
                                 const char *name);

/* The place of a parameter of a loaded node; the row must exist. */
const struct place *node_place(const struct node *node, const char *name);

/* The value of a row of type REAL in the struct `self` of a kind; the row
 * must exist. */
double kind_real(const struct kind *kind, const void *self, const char *name);

/* The same of a row of type INTEGER. */
long kind_integer(const struct kind *kind, const void *self, const char *name);

/* A name without that of its system: cosine_decay of keras.cosine_decay. */
const char *kind_own_name(const char *name);

/* Whether a system calls the kind so: wsd is a name of llmc.wsd. */
bool kind_is_called(const struct kind *kind, const char *word);

/* Tries all names of a family; what is suggested is the name of a kind. */
void nearest_try_kinds(struct nearest *nearest, const struct family *family);

/* "unknown optimizer 'x' (did you mean 'y'?)" */
bool unknown_kind(const struct family *family, const char *name,
                  const struct place *place, struct arena *arena,
                  struct error *error);

/* The same for several families (the last is NULL), where `what` is what is
 * wrong with the name. */
bool unknown_name(const struct family *const *families, const char *name,
                  const char *what, const struct place *place,
                  struct arena *arena, struct error *error);

/* "unknown parameter of adam …"; names what other systems call so, and says why
 * lrsim lacks those of PyTorch that it has no use for. */
bool unknown_parameter(const struct kind *kind, const struct parameter *extra,
                       const char *name, const struct place *place,
                       struct arena *arena, struct error *error);

#endif
