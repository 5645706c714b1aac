/* mgh_chebyquad.c -- the knots of Chebyshev's quadrature. */
#include <math.h>

#include "problem/mgh.h"

/* Means of the Chebyshev polynomials, shifted to [0,1], over the parameters,
 * less their integrals. */
TERMS(chebyquad, t)
{
    size_t m = residuals(t);
    double *slopes = t->scratch, n = (double)t->size;

    for (size_t i = 0; i < m; i++)
        slopes[i] = 0;
    for (size_t j = 0; j < t->size; j++) {
        double y = 2 * at(t, j) - 1, before = 1, here = y;

        for (size_t i = 0; i < m; i++) {
            double next = 2 * y * here - before;

            slopes[i] += here;
            before = here;
            here = next;
        }
    }
    for (size_t i = 0; i < m; i++) {
        double degree = (double)(i + 1);

        square(t, slopes[i] / n + (i % 2 ? 1 / (degree * degree - 1) : 0));
        slopes[i] = t->slope;
    }
    for (size_t j = 0; j < t->size; j++) {
        double y = 2 * at(t, j) - 1, before = 1, here = y;
        double slope_before = 0, slope_here = 2;

        for (size_t i = 0; i < m; i++) {
            double next = 2 * y * here - before;
            double slope = 4 * here + 2 * y * slope_here - slope_before;

            t->slope = slopes[i];
            by(t, j, slope_here / n);
            before = here;
            here = next;
            slope_before = slope_here;
            slope_here = slope;
        }
    }
}

static size_t
chebyquad_scratch(const void *self, size_t lanes)
{
    (void)lanes;
    return (size_t)((const struct mgh_options *)self)->m;
}

RULE_FUNCTION(chebyquad_start, i / (n + 1))

static const struct known chebyquad_known[] = {
    {1, 0, (const double[]){0.5}},
    {2, 0, NULL},
    {3, 0, NULL},
    {4, 0, NULL},
    {5, 0, NULL},
    {6, 0, NULL},
    {7, 0, NULL},
    {8, 0.0035168737256779316,
     (const double[]){0.04315276015101663, 0.1930908403841861,
                      0.26632870689027294, 0.5, 0.5, 0.7336712931097271,
                      0.8069091596158139, 0.9568472398489833}},
    {9, 0, NULL},
    {10, 0.004772713696375349,
     (const double[]){0.032993373018074465, 0.15514535775907337,
                      0.20018919846138622, 0.38326166496125497,
                      0.38326166496125497, 0.5292494771334065,
                      0.6403535493710659, 0.7135658474159999,
                      0.8284818230519073, 0.9252518337853975}},
    {0, 0, NULL},
};

/* With as many residuals as parameters. */
static double
chebyquad_minimum(const void *self)
{
    const struct mgh_options *options = self;

    return options->m == options->options.dim
               ? known_value(chebyquad_known, options->m)
               : NAN;
}

static const struct parameter chebyquad_rows[] = {
    MGH_ROWS("null", "[1,inf) or null")};

const struct problem problem_chebyquad = {
    .kind = {.name = "chebyquad",
             .summary = "the knots of Chebyshev's quadrature",
             .formula = "f(x) = sum of (mean of T_i(x[j])\n"
                        "               - integral of T_i over [0,1])^2\n"
                        "T_i: Chebyshev's polynomial on [0,1], i = 1, ..., m",
             .source = MGH_SOURCE("35"),
             .example = "chebyquad(dim=8)",
             TABLE_OF(struct mgh_options, chebyquad_rows),
             .check = mgh_check},
    .properties = MULTIMODAL | SMOOTH,
    FROM(1, 8),
    .start = RULE(chebyquad_start, "i / (n + 1), i = 1, ..., n"),
    .minimum_words = "0 for n = 1 to 7 and 9, 0.0035168737256779316 for n = 8, "
                     "0.004772713696375349 for n = 10",
    .known_minimum = chebyquad_minimum,
    .known = chebyquad_known,
    BETWEEN(0, 1),
    .scratch = chebyquad_scratch,
    .evaluate = chebyquad,
};
