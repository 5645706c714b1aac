/* gradient_ops.c -- noise, accumulation and clipping, in the order of a
 * training loop. */
#include "simulate/gradient_ops.h"

#include <math.h>

#include "base/random.h"

/* Normal deviates drawn at a time. */
enum { CHUNK = 256 };

/* The least norms of parameters and of gradients in timm's adaptive
 * clipping. */
#define AGC_EPS 1e-3
#define AGC_LEAST 1e-6

double
norm2(const double *vector, size_t size)
{
    double sum = 0, largest = 0;

    for (size_t i = 0; i < size; i++)
        sum += vector[i] * vector[i];
    if (isnan(sum) || (sum > 1e-280 && sum < INFINITY))
        return sqrt(sum);
    for (size_t i = 0; i < size; i++)
        largest = fmax(largest, fabs(vector[i]));
    if (largest == 0 || isinf(largest))
        return largest;
    sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += (vector[i] / largest) * (vector[i] / largest);
    return largest * sqrt(sum);
}

/* Adds the mean of the noise of all accumulated evaluations. */
static void
add_noise(const struct gradient_ops *ops, long t)
{
    long count = ops->options->accumulate;
    double share = ops->options->noise_std / (double)count;
    double normals[CHUNK];

    for (size_t first = 0; first < ops->dim; first += CHUNK) {
        size_t size = ops->dim - first < CHUNK ? ops->dim - first : CHUNK;

        for (long k = 0; k < count; k++) {
            const struct stream_key key = {ops->seed, ops->run, (uint64_t)t,
                                           (uint64_t)k};

            random_normals(&key, first, size, normals);
            for (size_t i = 0; i < size; i++)
                ops->values[first + i] += share * normals[i];
        }
    }
}

/* The parameter that is element i of a group. */
static size_t
parameter_of(const struct param_group *group, size_t i)
{
    const struct group_range *range = group->ranges;

    for (; i >= (size_t)(range->end - range->first); range++)
        i -= (size_t)(range->end - range->first);
    return (size_t)range->first + i;
}

/* The norm of `count` elements of a group. */
static double
part_norm(const struct param_group *group, const double *vector, size_t first,
          size_t count)
{
    double sum = 0;

    for (size_t i = first; i < first + count; i++) {
        double value = vector[parameter_of(group, i)];

        sum += value * value;
    }
    return sqrt(sum);
}

/* Brock et al. (2021): the norm of each row of a matrix, or of a vector, is at
 * most a share of that of its parameters. */
static void
clip_adaptively(const struct gradient_ops *ops, const struct param_group *group)
{
    size_t rows = group->shape.rows > 0 ? group->shape.rows : 1;
    size_t count = group->size / rows;

    for (size_t r = 0; r < rows; r++) {
        size_t first = r * count;
        double own = part_norm(group, ops->x, first, count);
        double norm = part_norm(group, ops->values, first, count);
        double most = fmax(own, AGC_EPS) * ops->options->agc;

        for (size_t i = first; !(norm < most) && i < first + count; i++)
            ops->values[parameter_of(group, i)] *= most / fmax(norm, AGC_LEAST);
    }
}

static void
clip_values(const struct gradient_ops *ops)
{
    double most = ops->options->clip_value;

    for (size_t i = 0; i < ops->dim; i++) {
        double value = ops->values[i];

        ops->values[i] = value < -most ? -most : value > most ? most : value;
    }
}

/* torch.nn.utils.clip_grad_norm_ over all groups. */
static void
clip_norm(const struct gradient_ops *ops)
{
    double norm = norm2(ops->values, ops->dim);
    double factor = ops->options->clip_norm / (norm + ops->options->clip_eps);

    if (norm == 0)
        return;
    factor = factor > 1 ? 1 : factor;
    for (size_t i = 0; i < ops->dim; i++)
        ops->values[i] *= factor;
}

void
gradient_ops_apply(const struct gradient_ops *ops, long t)
{
    const struct gradient_options *options = ops->options;

    if (options->noise_std > 0)
        add_noise(ops, t);
    for (size_t g = 0; !isnan(options->agc) && g < ops->groups->count; g++)
        clip_adaptively(ops, &ops->groups->items[g]);
    if (!isnan(options->clip_value))
        clip_values(ops);
    if (!isnan(options->clip_norm))
        clip_norm(ops);
}
