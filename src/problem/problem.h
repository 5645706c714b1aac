/* problem.h -- the family of problems: value and gradient of a function, its
 * standard start and known minimum. */
#ifndef PROBLEM_PROBLEM_H
#define PROBLEM_PROBLEM_H

#include "base/arena.h"
#include "base/lanes.h"
#include "problem/builtin.h"
#include "spec/table.h"

extern const struct family problem_family;

/* The largest dimension: 800 MB a vector. */
#define DIMENSION_MOST 100000000L

/* What every problem's struct begins with. */
struct problem_options {
    long dim;
    struct reals start;
};

#define PROBLEM_ROWS(owner)                                                    \
    INTEGER(owner, dim, "null", "[1,inf) or null",                             \
            "how many parameters; null follows from start"),                   \
        REALS(owner, start, "null", "(-inf,inf) or null",                      \
              "where they begin; null is the standard start")

/* The table of a problem without parameters of its own. */
extern const struct parameter problem_parameters[];

/* What its descriptor says of that. */
#define PLAIN_KIND                                                             \
    .size = sizeof(struct problem_options), .parameters = problem_parameters

/* A number for each parameter: numbers that repeat (-1.2, 1, -1.2, …), or a
 * rule and its words. */
struct spot {
    size_t count; /* 0: unknown, or a rule */
    const double *values;
    double (*at)(const void *self, size_t i);
    const char *words;
};

#define SPOT(...)                                                              \
    {                                                                          \
        .count = sizeof((double[]){__VA_ARGS__}) / sizeof(double),             \
        .values = (const double[])                                             \
        {                                                                      \
            __VA_ARGS__                                                        \
        }                                                                      \
    }
/* The number of parameters of a loaded problem's struct. */
static inline double
dimension(const void *self)
{
    return (double)((const struct problem_options *)self)->dim;
}

/* Defines the function of a rule by a formula in i, the number of a parameter
 * from 1, and n, how many there are; and one for a least value by n. */
#define RULE_FUNCTION(name, formula)                                           \
    static double name(const void *self, size_t index)                         \
    {                                                                          \
        double i = (double)index + 1, n = dimension(self);                     \
                                                                               \
        (void)i, (void)n;                                                      \
        return formula;                                                        \
    }
#define MINIMUM_FUNCTION(name, formula)                                        \
    static double name(const void *self)                                       \
    {                                                                          \
        double n = dimension(self);                                            \
                                                                               \
        return formula;                                                        \
    }
#define RULE(function, text)                                                   \
    {                                                                          \
        .at = function, .words = text                                          \
    }

/* Where a problem is evaluated, and where value and gradient go: vectors are
 * [size][lanes], value is [lanes].  There are at most LANES lanes. */
struct point {
    size_t size, lanes;
    const double *x;
    double *value, *gradient;
    double *scratch; /* the size is given by the callback `scratch` */
};

/* Defines the evaluation NAME of a function without parameters of its own, by
 * NAME_kernel(size, x, value, gradient, lanes, few). */
#define EVALUATE_FUNCTION(name)                                                \
    LANES_FUNCTION(name, (const void *self, const struct point *point),        \
                   (self, point), point->size, point->lanes, name##_kernel,    \
                   ((void)self, point->size), point->x, point->value,          \
                   point->gradient)

enum property {
    CONVEX = 1,
    MULTIMODAL = 2, /* local minima that are not global */
    SEPARABLE = 4,  /* a sum of functions of one parameter each */
    SMOOTH = 8,     /* derivatives of every order, everywhere */
};

/* A minimum that is known for one dimension only. */
struct known {
    long dim; /* 0: the end of the list */
    double minimum;
    const double *place; /* NULL: unknown */
};

enum { PLACES = 6 };

struct problem {
    struct kind kind;
    unsigned properties;
    long dim_least, dim_most; /* equal where the dimension is fixed */
    long dim_standard;
    long dim_multiple; /* it must be one of this; 0: any */
    struct spot start;
    double minimum;             /* the least value; NAN: unknown */
    const char *minimum_words;  /* where a function says it; or NULL */
    struct spot minima[PLACES]; /* where it is attained, as far as known */
    const struct known *known;  /* or these; NULL */
    struct spot low, high;      /* the domain: of pictures and of tests */
    bool bounded; /* the least value is that within the domain only */
    /* Where the options decide the least value; NULL: as above. */
    double (*known_minimum)(const void *self);
    /* The domain that its user gives; `values` NULL: none. */
    const struct pairs *(*domain)(const void *self);
    /* Doubles of scratch memory; NULL: none. */
    size_t (*scratch)(const void *self, size_t lanes);
    void (*evaluate)(const void *self, const struct point *point);
    /* Where updates do not see all of the function: value and gradient of
     * what update t sees, as the seed shuffles it, and how many updates see
     * all of it once; NULL: they do. */
    void (*batch)(const void *self, uint64_t seed, long t,
                  const struct point *point);
    long (*epoch)(const void *self); /* 0: there is no end */
    /* Where it is a sum of curvature x[i]^2 / 2, of which updates see the
     * gradient with normal noise: both of parameter i; NULL: it is not. */
    void (*parabola)(const void *self, size_t i, double *curvature,
                     double *variance);
    /* Parameters do not leave the domain: after an update each is moved to
     * its nearest point. */
    bool clamps_to_domain;
};

#define DECLARE_PROBLEM(name) extern const struct problem problem_##name;
PROBLEMS(DECLARE_PROBLEM)

/* A domain that is the same for all parameters. */
#define BETWEEN(least, most) .low = SPOT(least), .high = SPOT(most)

#define FIXED(n) .dim_least = (n), .dim_most = (n), .dim_standard = (n)
#define FROM(least, standard)                                                  \
    .dim_least = (least), .dim_most = DIMENSION_MOST, .dim_standard = (standard)

/* Parameter i of a spot that is known. */
static inline double
spot_at(const struct spot *spot, const void *self, size_t i)
{
    return spot->at ? spot->at(self, i) : spot->values[i % spot->count];
}

static inline bool
spot_known(const struct spot *spot)
{
    return spot->at || spot->count > 0;
}

/* The least value in this dimension; NAN where it is not in the list. */
double known_value(const struct known *known, long dim);

/* The descriptor of a loaded node. */
const struct problem *problem_of(const struct node *node);

/* The number of parameters; also for a kind's own check. */
size_t problem_dim(const struct node *node);

/* Parameter i of the point from which a run starts. */
double problem_start(const struct node *node, size_t i);

/* Makes room for a point in `lanes` lanes, whose value will be in
 * value[lanes]; returns its x, which the caller fills, or NULL without memory.
 */
double *problem_point(const struct node *node, size_t lanes, double *value,
                      struct point *point, struct arena *arena);

/* The second derivative by each parameter, [size][lanes], at the point, whose
 * x is moved and put back, by differences of gradients: the error is some
 * 1e-12 of the gradient.  `spare` is [size][lanes] for these gradients: value
 * and gradient of the point stay as they are. */
void problem_curvature(const struct node *node, const struct point *point,
                       double *x, double *diagonal, double *spare);

/* The least value; NAN where it is not known. */
double problem_minimum(const struct node *node);

/* How many of the places are known where it is attained, and parameter i of
 * one of them. */
size_t problem_places(const struct node *node);
double problem_place(const struct node *node, size_t which, size_t i);

/* The domain of parameter i, and whether somebody chose it. */
double problem_low(const struct node *node, size_t i);
double problem_high(const struct node *node, size_t i);
bool problem_has_domain(const struct node *node);

/* Whether the spec says it. */
bool problem_domain_is_given(const struct node *node);

/* Moves each parameter of x, [size][lanes], to its nearest place in the
 * domain. */
void problem_keep_within(const struct node *node, double *x, size_t size,
                         size_t lanes);

#endif
