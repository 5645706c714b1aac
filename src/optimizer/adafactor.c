/* adafactor.c -- the gradient over its root mean square, which a matrix keeps
 * as one number a row and one a column.
 *
 * As in PyTorch 2: lr caps the relative step, steps are as large as the
 * parameters are, and updates of a large root mean square are cut. */
#include <float.h>
#include <math.h>

#include "optimizer/optimizer.h"

struct adafactor {
    double lr, beta2_decay;
    double eps[2];
    double d, weight_decay;
    bool maximize;
};

static const struct parameter parameters[] = {
    REAL(struct adafactor, lr, "0.01", "[0,inf)",
         "the largest relative step; later ones are at most 1 / sqrt(t)"),
    REAL(struct adafactor, beta2_decay, "-0.8", "(-inf,0]",
         "the power of t that a new square weighs"),
    PAIR(struct adafactor, eps, "[null, 0.001]", "[0,inf) or null",
         "the least root mean square of the gradient (null: the smallest "
         "double that 1 can grow by), and of the parameters"),
    REAL(struct adafactor, d, "1", "[1,inf)",
         "the largest root mean square of an update"),
    SHRINKING_DECAY_ROW(struct adafactor, "0"),
    MAXIMIZE_ROW(struct adafactor),
    END_OF_TABLE,
};

static bool
adafactor_check(const struct node *node, struct error *error)
{
    const struct adafactor *self = node->self;

    return !isnan(self->eps[1]) ||
           error_at(error, node_place(node, "eps"),
                    "must have a number as its second, not null");
}

static size_t
adafactor_numbers(const void *self, size_t size, const struct shape *shape)
{
    (void)self;
    return shape->rows > 0 ? shape->rows + shape->columns : size;
}

/* One lane of an update: its elements are `stride` apart. */
struct part {
    size_t size, stride;
    struct shape shape;
    double *x, *kept;
    const double *gradient;
    double weight; /* of the new squares */
    double least;  /* that a mean square counts as */
    double mean_row;
};

static double
root_mean_square(const double *values, const struct part *part)
{
    double sum = 0;

    for (size_t i = 0; i < part->size; i++)
        sum += values[i * part->stride] * values[i * part->stride];
    return sqrt(sum) / sqrt((double)part->size);
}

/* Moves a kept mean of squares towards that of some elements. */
static void
keep_mean(const struct part *part, size_t kept, size_t first, size_t step,
          size_t count)
{
    double *mean = &part->kept[kept * part->stride], sum = 0;

    for (size_t i = 0; i < count; i++) {
        double g = part->gradient[(first + i * step) * part->stride];

        sum += g * g;
    }
    *mean += part->weight * (sum / (double)count - *mean);
}

static void
keep_squares(struct part *part)
{
    size_t rows = part->shape.rows, columns = part->shape.columns;
    double sum = 0;

    for (size_t i = 0; rows == 0 && i < part->size; i++)
        keep_mean(part, i, i, 1, 1);
    for (size_t r = 0; r < rows; r++) {
        keep_mean(part, r, r * columns, 1, columns);
        sum += part->kept[r * part->stride];
    }
    for (size_t c = 0; rows > 0 && c < columns; c++)
        keep_mean(part, rows + c, c, columns, rows);
    part->mean_row = rows > 0 ? fmax(sum / (double)rows, part->least) : 1;
}

/* The gradient over its root mean square. */
static double
scaled(const struct part *part, size_t i)
{
    size_t columns = part->shape.columns;
    const double *kept = part->kept;
    double square =
        part->shape.rows > 0
            ? kept[i / columns * part->stride] *
                  kept[(part->shape.rows + i % columns) * part->stride] /
                  part->mean_row
            : kept[i * part->stride];

    square =
        square < part->least * part->least ? part->least * part->least : square;
    return part->gradient[i * part->stride] / sqrt(square);
}

/* Shazeer & Stern (2018), algorithms 4 and 5, as PyTorch has them. */
static void
step_lane(const struct adafactor *self, struct part *part, double lr, double t)
{
    double relative = fmin(lr, 1 / sqrt(t));
    double step =
        fmax(self->eps[1], root_mean_square(part->x, part)) * relative;
    double shrink = 1 - lr * self->weight_decay, sum = 0;

    keep_squares(part);
    for (size_t i = 0; i < part->size; i++)
        sum += scaled(part, i) * scaled(part, i);
    step /= fmax(1, sqrt(sum) / (sqrt((double)part->size) * self->d));
    step = self->maximize ? -step : step;
    for (size_t i = 0; i < part->size; i++) {
        double *x = &part->x[i * part->stride];

        *x = *x * shrink - step * scaled(part, i);
    }
}

static void
adafactor_step(const void *data, const struct update *update)
{
    const struct adafactor *self = data;
    double t = (double)update->t + 1;

    for (size_t l = 0; l < update->lanes; l++) {
        struct part part = {
            .size = update->size,
            .stride = update->lanes,
            .shape = update->shape,
            .x = update->x + l,
            .kept = update->numbers + l,
            .gradient = update->gradient + l,
            .weight = pow(t, self->beta2_decay),
            .least = isnan(self->eps[0]) ? DBL_EPSILON : self->eps[0],
        };

        step_lane(self, &part, update->lr[l], t);
    }
}

const struct optimizer optimizer_adafactor = {
    .kind = {.name = "adafactor",
             .summary = "mean squares by row and column, relative steps",
             .formula =
                 "a = max(eps2, rms(x)) * min(lr, 1 / sqrt(t))\n"
                 "x = x * (1 - lr * weight_decay)\n"
                 "v = v + t^beta2_decay * (gradient^2 - v)\n"
                 "    of a matrix: r[i] and c[j] follow the means of its rows"
                 " and\n"
                 "    columns, and v[i,j] = r[i] * c[j] / mean(r)\n"
                 "u = gradient / sqrt(max(v, eps1^2))\n"
                 "x = x - a / max(1, rms(u) / d) * u",
             .symbol = "torch.optim.Adafactor",
             .source = "since PyTorch 2; Shazeer & Stern (2018)",
             .example = "adafactor(lr=0.1)",
             TABLE_OF(struct adafactor, parameters),
             .check = adafactor_check},
    .more_numbers = adafactor_numbers,
    .step = adafactor_step,
    .shrinks_with = "weight_decay",
};
