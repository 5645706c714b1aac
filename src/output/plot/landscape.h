/* landscape.h -- the function of two parameters below a path. */
#ifndef OUTPUT_PLOT_LANDSCAPE_H
#define OUTPUT_PLOT_LANDSCAPE_H

#include <stdbool.h>
#include <stddef.h>

struct position {
    double x, y;
};

/* A function over a plane, valid while rows come and after the last. */
struct landscape {
    void *context;
    /* The function's value at each position. */
    void (*values)(void *context, size_t count,
                   const struct position *positions, double *values);
    size_t cost;               /* of a value, in parameters */
    struct position low, high; /* the part to show */
    bool domain_is_default;    /* that part is the default */
    bool domain_is_given;      /* or the user's */
    double least;              /* the least value; NAN: unknown */
    struct position start;
    size_t lowest_count;
    const struct position *lowest; /* where that is, as far as known */
    const char *names[2];          /* of the two parameters */
    const char *note;              /* what holds for the others; NULL */
};

#endif
