/* bench.h -- what the parts of the benchmark share. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

/* The least of several times of the same work, in seconds. */
double least_time(void (*work)(void *context), void *context);

/* One line: our figure, another in the same unit, their ratio, the limit. */
void report(const char *what, double ours, const char *unit, double other,
            const char *beside, double limit);

/* Nanoseconds a step of a spec in JSON.  `columns` are recorded into `rows`;
 * NULL: no row is looked at. */
double simulation_time(const char *json, bool run, const char *columns,
                       double *rows, double count);

/* Nanoseconds for each of `count` rows of a spec's schedule, asked in rising
 * order and then again from the first. */
double schedule_time(const char *json, double count);

/* The struct of adam with its defaults; it stays. */
const void *default_adam(void);

/* Seconds of a whole process, and the kilobytes that it had (or NULL). */
double process_time(char *const *arguments, long *memory);

/* Hand-written loops, as a careful programmer would write them. */
void hand_adam(long steps, double lr, double *rows);
void hand_momentum(long steps, double lr, double *rows);
void hand_adam_large(size_t size, long steps, double *vectors);
void hand_rosenbrock_lanes(long times, double *vectors);

/* The least loss of `runs` (a multiple of 16) Adams on rosenbrock with rates
 * from 1e-5 to 1, sixteen side by side. */
void hand_sweep(size_t runs, long steps, double *best);

void hand_csv(long rows, const char *path);

/* Steps over vectors of this length: x, the gradient, and what is kept. */
void hand_sgd(size_t length, long steps, double *vectors);
void hand_plain_adam(size_t length, long steps, double *vectors);
void hand_adamw(size_t length, long steps, double *vectors);
void hand_rmsprop(size_t length, long steps, double *vectors);
void hand_adagrad(size_t length, long steps, double *vectors);

void bench_steps(void);
void bench_schedules(void);
void bench_lanes(void);
void bench_quasi_newton(void);
void bench_optimizers(void);
void bench_processes(const char *program);
void bench_sweeps(const char *program);

#endif
