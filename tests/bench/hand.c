/* hand.c -- the loops that lrsim is measured against.
 *
 * They know their problem and their optimizer, keep all state in registers
 * where it fits, and do nothing else. */
#include <math.h>
#include <stdio.h>

#include "tests/bench/bench.h"

/* Adam on the two-dimensional Rosenbrock, with five recorded columns. */
void
hand_adam(long steps, double lr, double *rows)
{
    double x = -1.2, y = 1, mx = 0, my = 0, vx = 0, vy = 0;
    double p1 = 1, p2 = 1;

    for (long t = 0; t <= steps; t++) {
        double a = y - x * x, b = 1 - x;
        double gx = -400 * x * a - 2 * b, gy = 200 * a, root, step;

        *rows++ = (double)t;
        *rows++ = lr;
        *rows++ = 100 * a * a + b * b;
        *rows++ = x;
        *rows++ = y;
        /* The powers stop before they become denormal. */
        p1 = p1 > 1e-17 ? p1 * 0.9 : 0;
        p2 = p2 > 1e-17 ? p2 * 0.999 : 0;
        step = lr / (1 - p1);
        root = sqrt(1 - p2);
        mx = 0.9 * mx + (1 - 0.9) * gx;
        my = 0.9 * my + (1 - 0.9) * gy;
        vx = 0.999 * vx + (1 - 0.999) * gx * gx;
        vy = 0.999 * vy + (1 - 0.999) * gy * gy;
        x -= step * mx / (sqrt(vx) / root + 1e-8);
        y -= step * my / (sqrt(vy) / root + 1e-8);
    }
}

void
hand_momentum(long steps, double lr, double *rows)
{
    double x = -1.2, y = 1, mx = 0, my = 0;

    for (long t = 0; t <= steps; t++) {
        double a = y - x * x, b = 1 - x;
        double gx = -400 * x * a - 2 * b, gy = 200 * a;

        *rows++ = (double)t;
        *rows++ = lr;
        *rows++ = 100 * a * a + b * b;
        *rows++ = x;
        *rows++ = y;
        mx = 0.9 * mx + gx;
        my = 0.9 * my + gy;
        x -= lr * mx;
        y -= lr * my;
    }
}

/* Adam on the Rosenbrock of many parameters, in two passes: vectors are x,
 * gradient, mean and square. */
void
hand_adam_large(size_t size, long steps, double *vectors)
{
    double *restrict x = vectors, *restrict g = x + size;
    double *restrict m = g + size, *restrict v = m + size;
    double total = 0;

    for (long t = 1; t <= steps; t++) {
        double step = 1e-3 / (1 - pow(0.9, (double)t));
        double root = sqrt(1 - pow(0.999, (double)t)), left = 0;

        for (size_t i = 0; i + 1 < size; i++) {
            double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];

            total += 100 * a * a + b * b;
            g[i] = left - 400 * x[i] * a - 2 * b;
            left = 200 * a;
        }
        g[size - 1] = left;
        for (size_t i = 0; i < size; i++) {
            m[i] = 0.9 * m[i] + (1 - 0.9) * g[i];
            v[i] = 0.999 * v[i] + (1 - 0.999) * g[i] * g[i];
            x[i] -= step * m[i] / (sqrt(v[i]) / root + 1e-8);
        }
    }
    vectors[0] += total * 0;
}

/* Value and gradient of 16 two-dimensional Rosenbrocks side by side: x is
 * [2][16], then the gradient, then the values. */
void
hand_rosenbrock_lanes(long times, double *vectors)
{
    double *restrict x = vectors, *restrict g = x + 32, *restrict f = g + 32;

    for (long t = 0; t < times; t++) {
        for (size_t l = 0; l < 16; l++) {
            double a = x[16 + l] - x[l] * x[l], b = 1 - x[l];

            f[l] = 100 * a * a + b * b;
            g[l] = -400 * x[l] * a - 2 * b;
            g[16 + l] = 200 * a;
        }
        /* Nothing is hoisted out of the loop. */
        x[t % 32] += 1e-9;
    }
}

/* Sixteen Adams side by side; x, mean and square are [2][16]. */
static void
sweep_lanes(long steps, const double *lr, double *restrict best)
{
    double x[32], m[32] = {0}, v[32] = {0}, g[32], f[16], step[16];
    double first = 1, second = 1;

    for (size_t l = 0; l < 16; l++) {
        x[l] = -1.2;
        x[16 + l] = 1;
        best[l] = INFINITY;
    }
    for (long t = 0; t <= steps; t++) {
        double root;

        first = first < 1e-17 ? 0 : first * 0.9;
        second *= 0.999;
        root = sqrt(1 - second);
        for (size_t l = 0; l < 16; l++) {
            double a = x[16 + l] - x[l] * x[l], b = 1 - x[l];

            f[l] = 100 * a * a + b * b;
            g[l] = -400 * x[l] * a - 2 * b;
            g[16 + l] = 200 * a;
            best[l] = f[l] < best[l] ? f[l] : best[l];
            step[l] = lr[l] / (1 - first);
        }
        for (size_t i = 0; i < 2; i++)
            for (size_t k = 16 * i; k < 16 * i + 16; k++) {
                m[k] = 0.9 * m[k] + 0.1 * g[k];
                v[k] = 0.999 * v[k] + 0.001 * g[k] * g[k];
                x[k] -= step[k - 16 * i] * m[k] / (sqrt(v[k]) / root + 1e-8);
            }
    }
}

void
hand_sweep(size_t runs, long steps, double *best)
{
    for (size_t run = 0; run < runs; run += 16) {
        double lr[16];

        for (size_t l = 0; l < 16; l++)
            lr[l] = 1e-5 * pow(1e5, (double)(run + l) / (double)(runs - 1));
        sweep_lanes(steps, lr, best + run);
    }
}

/* What a C programmer would write for `lrsim run` to CSV. */
void
hand_csv(long count, const char *path)
{
    static double rows[5 * 1000001];
    FILE *file = fopen(path, "w");

    hand_adam(count, 1e-3, rows);
    fputs("step,lr,loss,x0,x1\n", file);
    for (long t = 0; t <= count; t++)
        fprintf(file, "%.17g,%.17g,%.17g,%.17g,%.17g\n", rows[5 * t],
                rows[5 * t + 1], rows[5 * t + 2], rows[5 * t + 3],
                rows[5 * t + 4]);
    fclose(file);
}
