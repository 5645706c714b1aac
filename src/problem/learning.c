/* learning.c -- linear models: least squares, logistic and softmax
 * regression.  Parameters are laid out as PyTorch's Linear has them: weights
 * class by class, then the biases. */
#include <math.h>

#include "problem/data.h"

/* In four sums, which processors add at once. */
static double
dot(const double *a, const double *b, size_t size)
{
    double sums[4] = {0};
    size_t i = 0;

    for (; i + 4 <= size; i += 4)
        for (size_t k = 0; k < 4; k++)
            sums[k] += a[i + k] * b[i + k];
    for (; i < size; i++)
        sums[0] += a[i] * b[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

static void
add_scaled(double *restrict to, const double *restrict from, double factor,
           size_t size)
{
    for (size_t i = 0; i < size; i++)
        to[i] += factor * from[i];
}

static size_t
linear_size(const void *self, const struct data *data)
{
    (void)self;
    return data->features + 1;
}

static size_t
softmax_size(const void *self, const struct data *data)
{
    (void)self;
    return data->classes * (data->features + 1);
}

/* torch.nn.MSELoss: the square of the residual. */
static double
least_squares_learn(const void *self, const double *x, const double *row,
                    double weight, double *gradient, double *work)
{
    size_t n = ((const struct data_options *)self)->set.features;
    double residual = dot(x, row, n) + x[n] - row[n];

    (void)work;
    add_scaled(gradient, row, 2 * weight * residual, n);
    gradient[n] += 2 * weight * residual;
    return residual * residual;
}

/* torch.nn.BCEWithLogitsLoss, in its form that overflows nowhere. */
static double
logistic_learn(const void *self, const double *x, const double *row,
               double weight, double *gradient, double *work)
{
    size_t n = ((const struct data_options *)self)->set.features;
    double logit = dot(x, row, n) + x[n], label = row[n];
    double small = exp(-fabs(logit));
    double chance = logit >= 0 ? 1 / (1 + small) : small / (1 + small);

    (void)work;
    add_scaled(gradient, row, weight * (chance - label), n);
    gradient[n] += weight * (chance - label);
    return fmax(logit, 0) - logit * label + log1p(small);
}

/* torch.nn.CrossEntropyLoss; the largest score is taken off all. */
static double
softmax_learn(const void *self, const double *x, const double *row,
              double weight, double *gradient, double *work)
{
    const struct data *set = &((const struct data_options *)self)->set;
    size_t n = set->features, classes = set->classes;
    size_t label = (size_t)row[n];
    const double *bias = x + classes * n;
    double most = -INFINITY, sum = 0, own;

    for (size_t k = 0; k < classes; k++) {
        work[k] = dot(x + k * n, row, n) + bias[k];
        most = fmax(most, work[k]);
    }
    own = work[label] - most;
    for (size_t k = 0; k < classes; k++) {
        work[k] = exp(work[k] - most);
        sum += work[k];
    }
    for (size_t k = 0; k < classes; k++) {
        double rest = weight * (work[k] / sum - (k == label));

        add_scaled(gradient + k * n, row, rest, n);
        gradient[classes * n + k] += rest;
    }
    /* There is a class at least, the largest of which adds 1. */
    /* cppcheck-suppress invalidFunctionArg */
    return log(sum) - own;
}

static size_t
softmax_work(const void *self)
{
    return ((const struct data_options *)self)->set.classes;
}

static bool
least_squares_check(const struct node *node, struct error *error)
{
    static const struct learner learner = {.size = linear_size,
                                           .learn = least_squares_learn};

    return data_check(node, &learner, error);
}

static bool
logistic_check(const struct node *node, struct error *error)
{
    static const struct learner learner = {.size = linear_size,
                                           .learn = logistic_learn,
                                           .classes_least = 2,
                                           .classes_most = 2};

    return data_check(node, &learner, error);
}

static bool
softmax_check(const struct node *node, struct error *error)
{
    static const struct learner learner = {.size = softmax_size,
                                           .learn = softmax_learn,
                                           .work = softmax_work,
                                           .classes_least = 2,
                                           .classes_most = CLASSES_MOST};

    return data_check(node, &learner, error);
}

static const struct parameter parameters[] = {
    DATA_ROWS,
    END_OF_TABLE,
};

/* What the three have in common. */
#define LEARNING_PROBLEM                                                       \
    .properties = CONVEX | SMOOTH, FROM(1, 11), .start = SPOT(0),              \
    .minimum = NAN, BETWEEN(-2, 2), .scratch = data_scratch,                   \
    .evaluate = data_evaluate, .batch = data_batch, .epoch = data_epoch

#define LEARNING_KIND(check_)                                                  \
    .size = sizeof(struct data_options), .parameters = parameters,             \
    .check = check_

const struct problem problem_least_squares = {
    .kind = {.name = "least_squares",
             .summary = "a linear model of data, by the mean square error",
             .formula = "f(w, b) = mean of (w . x + b - y)^2 over the rows",
             .source = "torch.nn.Linear and MSELoss",
             .example = "least_squares(batch_size=50)",
             LEARNING_KIND(least_squares_check)},
    LEARNING_PROBLEM,
};

const struct problem problem_logistic_regression = {
    .kind = {.name = "logistic_regression",
             .summary = "a linear model of two classes",
             .formula =
                 "f(w, b) = mean of log(1 + exp(z)) - y z over the rows\n"
                 "z = w . x + b, y = 0 or 1 by the order of the labels",
             .source = "torch.nn.Linear and BCEWithLogitsLoss",
             .example = "logistic_regression(batch_size=50)",
             LEARNING_KIND(logistic_check)},
    LEARNING_PROBLEM,
};

const struct problem problem_softmax_regression = {
    .kind = {.name = "softmax_regression",
             .summary = "a linear model of several classes",
             .formula = "f(W, b) = mean of log(sum of exp(z[k])) - z[y] over "
                        "the rows\n"
                        "z = W x + b, y = 0, 1, ... by the order of the labels",
             .source = "torch.nn.Linear and CrossEntropyLoss",
             .example = "softmax_regression(batch_size=50)",
             LEARNING_KIND(softmax_check)},
    LEARNING_PROBLEM,
};
