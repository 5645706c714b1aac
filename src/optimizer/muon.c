/* muon.c -- momentum whose singular values are all brought near to 1.
 *
 * PyTorch iterates in bfloat16, lrsim in double. */
#include <math.h>
#include <string.h>

#include "optimizer/optimizer.h"

struct muon {
    double lr, weight_decay, momentum;
    bool nesterov;
    double ns_coefficients[3];
    double eps;
    long ns_steps;
    const char *adjust_lr_fn;
};

static const struct parameter parameters[] = {
    LR_ROW(struct muon, "0.001"),
    SHRINKING_DECAY_ROW(struct muon, "0.1"),
    REAL(struct muon, momentum, "0.95", "[0,inf)",
         "how much of the mean gradient stays"),
    BOOLEAN(struct muon, nesterov, "true",
            "the step is made from where the momentum leads"),
    TRIPLE(struct muon, ns_coefficients, "[3.4445, -4.775, 2.0315]",
           "(-inf,inf)", "a, b and c of the Newton-Schulz iteration"),
    REAL(struct muon, eps, "1e-7", "[0,inf)",
         "the least norm that the momentum is divided by"),
    INTEGER(struct muon, ns_steps, "5", "[0,100)", "iterations"),
    TEXT(struct muon, adjust_lr_fn, "null", "or null",
         "original (or null): lr grows with rows over columns; "
         "match_rms_adamw: steps as large as AdamW's"),
    END_OF_TABLE,
};

static bool
muon_check(const struct node *node, struct error *error)
{
    const char *word = ((const struct muon *)node->self)->adjust_lr_fn;

    return !word || strcmp(word, "original") == 0 ||
           strcmp(word, "match_rms_adamw") == 0 ||
           error_at(error, node_place(node, "adjust_lr_fn"),
                    "must be original, match_rms_adamw or null, not '%s'",
                    quote(word).text);
}

/* The matrix with its shorter side first, a product of as many rows and
 * columns, and what is added to each of both. */
static size_t
muon_scratch(const void *self, size_t size, const struct shape *shape)
{
    size_t least = shape->rows < shape->columns ? shape->rows : shape->columns;

    (void)self;
    return 2 * size + 2 * least * least;
}

static double
adjusted(const struct muon *self, double lr, const struct shape *shape)
{
    double rows = (double)shape->rows, columns = (double)shape->columns;

    if (self->adjust_lr_fn && strcmp(self->adjust_lr_fn, "original") != 0)
        return lr * (0.2 * sqrt(fmax(rows, columns)));
    return lr * sqrt(fmax(1, rows / columns));
}

/* c = a b, a of n rows and n columns, b of n rows and m columns. */
static void
multiply(size_t n, size_t m, const double *restrict a, const double *restrict b,
         double *restrict c)
{
    memset(c, 0, n * m * sizeof *c);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            for (size_t j = 0; j < m; j++)
                c[i * m + j] += a[i * n + k] * b[k * m + j];
}

/* c = a times its transpose, a of n rows and m columns. */
static void
multiply_own(size_t n, size_t m, const double *restrict a, double *restrict c)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;

            for (size_t k = 0; k < m; k++)
                sum += a[i * m + k] * a[j * m + k];
            c[i * n + j] = sum;
        }
}

/* Jordan et al., Muon (2024): X = a X + (b A + c A^2) X with A = X X'. */
static void
orthogonalize(const struct muon *self, size_t n, size_t m, double *matrix,
              double *scratch)
{
    const double *c = self->ns_coefficients;
    double *gram = scratch, *square = gram + n * n, *added = square + n * n;
    double norm = 0;

    for (size_t i = 0; i < n * m; i++)
        norm += matrix[i] * matrix[i];
    norm = fmax(sqrt(norm), self->eps);
    for (size_t i = 0; i < n * m; i++)
        matrix[i] /= norm;
    for (long step = 0; step < self->ns_steps; step++) {
        multiply_own(n, m, matrix, gram);
        multiply(n, n, gram, gram, square);
        for (size_t i = 0; i < n * n; i++)
            gram[i] = c[1] * gram[i] + c[2] * square[i];
        multiply(n, m, gram, matrix, added);
        for (size_t i = 0; i < n * m; i++)
            matrix[i] = c[0] * matrix[i] + added[i];
    }
}

/* The place in the scratch matrix, whose shorter side comes first. */
static size_t
turned(const struct shape *shape, size_t i)
{
    return shape->rows <= shape->columns
               ? i
               : i % shape->columns * shape->rows + i / shape->columns;
}

static void
step_lane(const struct muon *self, const struct update *update, size_t lane)
{
    const struct shape *shape = &update->shape;
    bool wide = shape->rows <= shape->columns;
    double *matrix = update->scratch;
    double momentum = lane_momentum(update, self->momentum, lane);
    double lr = update->lr[lane], step = adjusted(self, lr, shape);
    double shrink = 1 - lr * self->weight_decay;

    for (size_t i = 0; i < update->size; i++) {
        size_t k = i * update->lanes + lane;
        double g = update->gradient[k];
        double kept = blend(momentum, update->state[k], g);

        update->state[k] = kept;
        matrix[turned(shape, i)] =
            self->nesterov ? g + momentum * (kept - g) : kept;
    }
    orthogonalize(self, wide ? shape->rows : shape->columns,
                  wide ? shape->columns : shape->rows, matrix,
                  matrix + update->size);
    for (size_t i = 0; i < update->size; i++) {
        double *x = &update->x[i * update->lanes + lane];

        *x = *x * shrink - step * matrix[turned(shape, i)];
    }
}

static void
muon_step(const void *self, const struct update *update)
{
    for (size_t l = 0; l < update->lanes; l++)
        step_lane(self, update, l);
}

const struct optimizer optimizer_muon = {
    .kind = {.name = "muon",
             .summary = "momentum of a matrix, made orthogonal",
             .formula =
                 "m = momentum * m + (1 - momentum) * gradient\n"
                 "X = gradient + momentum * (m - gradient)   (or m: nesterov"
                 " false)\n"
                 "X = X / max(norm(X), eps)\n"
                 "ns_steps times: A = X X', X = a X + (b A + c A A) X\n"
                 "x = x * (1 - lr * weight_decay)\n"
                 "x = x - lr * sqrt(max(1, rows / columns)) * X",
             .symbol = "torch.optim.Muon",
             .source = "since PyTorch 2; Jordan et al. (2024)",
             .example = "muon(lr=0.02)",
             TABLE_OF(struct muon, parameters),
             .check = muon_check},
    .vectors = 1,
    .scratch = muon_scratch,
    .step = muon_step,
    .shrinks_with = "weight_decay",
    .matrix = true,
};
