/* mlp.c -- a network with one hidden layer.  Parameters as PyTorch lays out
 * Linear, activation, Linear: weights row by row and biases, twice. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "problem/data.h"

enum activation { ACTIVATION_TANH, ACTIVATION_RELU };
enum loss { LOSS_CROSS_ENTROPY, LOSS_MSE };

struct mlp {
    struct data_options options;
    long hidden;
    int activation, loss;
    long start_seed;
};

static const struct parameter parameters[] = {
    DATA_ROWS,
    INTEGER(struct mlp, hidden, "8", "[1,1000000]",
            "units of the hidden layer"),
    CHOICE(struct mlp, activation, "\"tanh\"", "tanh|relu",
           "what a hidden unit does to its sum"),
    CHOICE(struct mlp, loss, "\"cross_entropy\"", "cross_entropy|mse",
           "of classes, or of a number"),
    INTEGER(struct mlp, start_seed, "0", "[0,inf)",
            "which random start is taken"),
    END_OF_TABLE,
};

/* The sizes, and where each part of the parameters begins. */
struct shape_of {
    size_t features, hidden, outputs;
    size_t bias, out, out_bias, size;
};

static struct shape_of
shape_of(const struct mlp *self)
{
    const struct data *set = &self->options.set;
    struct shape_of s = {
        .features = set->features,
        .hidden = (size_t)self->hidden,
        .outputs = self->loss == LOSS_MSE ? 1 : set->classes,
    };

    s.bias = s.hidden * s.features;
    s.out = s.bias + s.hidden;
    s.out_bias = s.out + s.outputs * s.hidden;
    s.size = s.out_bias + s.outputs;
    return s;
}

static size_t
mlp_size(const void *self, const struct data *data)
{
    (void)data;
    return shape_of(self).size;
}

static size_t
mlp_work(const void *self)
{
    const struct shape_of s = shape_of(self);

    return 2 * s.hidden + s.outputs;
}

/* The outputs of the hidden layer and of the last one. */
static void
forward(const struct mlp *self, const struct shape_of *s, const double *x,
        const double *row, double *units, double *outputs)
{
    for (size_t j = 0; j < s->hidden; j++) {
        double sum = x[s->bias + j];

        for (size_t i = 0; i < s->features; i++)
            sum += x[j * s->features + i] * row[i];
        units[j] =
            self->activation == ACTIVATION_RELU ? fmax(sum, 0) : tanh(sum);
    }
    for (size_t k = 0; k < s->outputs; k++) {
        outputs[k] = x[s->out_bias + k];
        for (size_t j = 0; j < s->hidden; j++)
            outputs[k] += x[s->out + k * s->hidden + j] * units[j];
    }
}

/* The loss, and its derivatives in place of the outputs. */
static double
judge(const struct mlp *self, const struct shape_of *s, double target,
      double *outputs)
{
    double most = -INFINITY, sum = 0, own;

    if (self->loss == LOSS_MSE) {
        double residual = outputs[0] - target;

        outputs[0] = 2 * residual;
        return residual * residual;
    }
    for (size_t k = 0; k < s->outputs; k++)
        most = fmax(most, outputs[k]);
    own = outputs[(size_t)target] - most;
    for (size_t k = 0; k < s->outputs; k++)
        sum += outputs[k] = exp(outputs[k] - most);
    for (size_t k = 0; k < s->outputs; k++)
        outputs[k] = outputs[k] / sum - (k == (size_t)target);
    return log(sum) - own;
}

static void
backward(const struct mlp *self, const struct shape_of *s, const double *x,
         const double *row, const double *units, const double *slopes,
         double weight, double *gradient, double *back)
{
    memset(back, 0, s->hidden * sizeof *back);
    for (size_t k = 0; k < s->outputs; k++) {
        double slope = weight * slopes[k];

        gradient[s->out_bias + k] += slope;
        for (size_t j = 0; j < s->hidden; j++) {
            gradient[s->out + k * s->hidden + j] += slope * units[j];
            back[j] += slope * x[s->out + k * s->hidden + j];
        }
    }
    for (size_t j = 0; j < s->hidden; j++) {
        double own = self->activation == ACTIVATION_RELU
                         ? (double)(units[j] > 0)
                         : 1 - units[j] * units[j];
        double slope = back[j] * own;

        gradient[s->bias + j] += slope;
        for (size_t i = 0; i < s->features; i++)
            gradient[j * s->features + i] += slope * row[i];
    }
}

static double
mlp_learn(const void *self, const double *x, const double *row, double weight,
          double *gradient, double *work)
{
    const struct shape_of s = shape_of(self);
    double *units = work, *back = work + s.hidden, *outputs = back + s.hidden;
    double loss;

    forward(self, &s, x, row, units, outputs);
    loss = judge(self, &s, row[s.features], outputs);
    backward(self, &s, x, row, units, outputs, weight, gradient, back);
    return loss;
}

/* As torch.nn.Linear begins: uniform within 1/sqrt(inputs). */
static double
mlp_start(const void *self, size_t i)
{
    const struct mlp *mlp = self;
    const struct shape_of s = shape_of(mlp);
    const struct stream_key key = {.seed = (uint64_t)mlp->start_seed,
                                   .draw = 3};
    double inputs = (double)(i < s.out ? s.features : s.hidden);

    return (2 * random_uniform(&key, i) - 1) / sqrt(inputs);
}

static bool
mlp_check(const struct node *node, struct error *error)
{
    static const struct learner classes = {.size = mlp_size,
                                           .learn = mlp_learn,
                                           .work = mlp_work,
                                           .classes_least = 2,
                                           .classes_most = CLASSES_MOST};
    static const struct learner numbers = {
        .size = mlp_size, .learn = mlp_learn, .work = mlp_work};
    const struct mlp *self = node->self;

    return data_check(node, self->loss == LOSS_MSE ? &numbers : &classes,
                      error);
}

const struct problem problem_mlp = {
    .kind = {.name = "mlp",
             .summary = "a network with one hidden layer",
             .formula = "z = W2 a(W1 x + b1) + b2, a = tanh or relu\n"
                        "f = mean of log(sum of exp(z[k])) - z[y] over the "
                        "rows, or of (z - y)^2",
             .source = "torch.nn.Linear, Tanh or ReLU, CrossEntropyLoss or "
                       "MSELoss",
             .example = "mlp(hidden=4, batch_size=50)",
             TABLE_OF(struct mlp, parameters),
             .check = mlp_check},
    FROM(1, 115),
    .start = RULE(mlp_start, "random, within 1/sqrt(inputs of the unit)"),
    .minimum = NAN,
    BETWEEN(-1, 1),
    .scratch = data_scratch,
    .evaluate = data_evaluate,
    .batch = data_batch,
    .epoch = data_epoch,
};
