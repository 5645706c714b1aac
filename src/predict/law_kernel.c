/* law_kernel.c -- noise that fades with a power of the sum of rates since.
 *
 * Each update leaves noise in proportion to the square of its rate; what is
 * left of it fades as x^-beta, where x is the sum of the rates since.  An
 * integral takes the place of the sum over updates: a block in which the rate
 * is a line has a closed form, however long it is. */
#include <math.h>

#include "predict/loss_law.h"

/* The integral of (level + slope x) x^-beta from 0 to x is
 *     level x^u / u + slope x^v / v,  u = 1 - beta, v = 2 - beta. */
struct kernel_edge {
    double distance;     /* x */
    double power, order; /* x^u / u, and its derivative by beta */
    double rise, bend;   /* x^v / v, likewise */
};

static struct kernel_edge
edge_at(double distance, double beta)
{
    double u = 1 - beta, v = 2 - beta, logarithm, power;
    struct kernel_edge edge = {.distance = distance};

    if (!(distance > 0))
        return edge;
    logarithm = log(distance);
    power = exp(u * logarithm);
    edge.power = power / u;
    edge.order = (power / u - power * logarithm) / u;
    power *= distance;
    edge.rise = power / v;
    edge.bend = (power / v - power * logarithm) / v;
    return edge;
}

/* The noise that all blocks have left at a sum of rates. */
static double
noise_at(const struct rate_sums *curve, double beta, double sum, double *slope)
{
    double noise = 0;
    struct kernel_edge old = {0};

    *slope = 0;
    if (curve->block_count > 0)
        old = edge_at(sum - curve->blocks[0].from, beta);
    for (size_t i = 0; i < curve->block_count; i++) {
        const struct rate_block *block = &curve->blocks[i];
        struct kernel_edge new;
        double steep, level;

        if (block->from >= sum)
            break;
        new = edge_at(sum - block->to, beta);
        /* Back in time the rate is level + steep x. */
        steep = -(block->last - block->first) / (block->to - block->from);
        level = block->first - steep * old.distance;
        noise +=
            level * (old.power - new.power) + steep * (old.rise - new.rise);
        *slope +=
            level * (old.order - new.order) + steep * (old.bend - new.bend);
        old = new;
    }
    return noise;
}

static void
kernel_change(const struct rate_sums *curve, double memory, size_t count,
              const double *places, double *changes, double *slopes)
{
    for (size_t i = 0; i < count; i++) {
        double slope;

        changes[i] =
            noise_at(curve, memory, rate_sums_at(curve, places[i]), &slope);
        if (slopes)
            slopes[i] = slope;
    }
}

const struct loss_law_kind loss_law_kernel = {
    .name = "kernel",
    .summary = "noise that fades with the sum of the rates since",
    .formula =
        "L0 + A S^-alpha + B sum over updates r of lr_r^2 (S - S_r)^-beta",
    .source = "Li et al., functional scaling laws (2025), arXiv 2509.19189",
    .numbers = {"L0", "A", "alpha", "B", "beta"},
    .sign = 1,
    .memory = 0.87,
    .memory_spread = 0.02,
    .memory_low = 0.5,
    .memory_high = 0.97,
    .change = kernel_change,
    .usual_error = 0.0035,
};
