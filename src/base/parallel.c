/* parallel.c -- deals numbers to threads. */
#define _GNU_SOURCE
#include "base/parallel.h"

#include <stdint.h>

#ifdef _OPENMP
#include <omp.h>
#endif
#if defined _OPENMP && defined __linux__
#include <sched.h>
#endif

size_t
duty_jobs(void)
{
#ifdef _OPENMP
    return (size_t)omp_get_max_threads();
#else
    return 1;
#endif
}

static bool
leads(void)
{
#ifdef _OPENMP
    return omp_get_thread_num() == 0;
#else
    return true;
#endif
}

/* After number i; one thread at a time. */
static void
report(struct duty *duty, size_t i, const struct error *error)
{
    duty->done++;
    if (error->status && i < duty->failed) {
        duty->failed = i;
        *duty->error = *error;
    }
    if (duty->progress && leads())
        duty->progress(duty->context, duty->done);
}

/* What follows the first failure is left out. */
static void
work_on(struct duty *duty, size_t i)
{
    struct error error = {0};
    size_t failed;

#ifdef _OPENMP
#pragma omp atomic read
#endif
    failed = duty->failed;
    if (failed < i)
        return;
    duty->work(duty->context, i, &error);
#ifdef _OPENMP
#pragma omp critical
#endif
    report(duty, i, &error);
}

/* A thread begins on another processor than those before it.  The kernel may
 * leave new threads where they were made for tens of milliseconds, which is
 * longer than many a sweep takes; later it moves them as it likes. */
static void
move_apart(size_t home)
{
#if defined _OPENMP && defined __linux__
    size_t left = (size_t)omp_get_thread_num(), target = home;
    cpu_set_t all, one;

    if (left == 0 || home >= CPU_SETSIZE ||
        sched_getaffinity(0, sizeof all, &all) != 0 || CPU_COUNT(&all) < 2 ||
        !CPU_ISSET(home, &all))
        return;
    for (; left > 0; left--)
        do
            target = (target + 1) % CPU_SETSIZE;
        while (!CPU_ISSET(target, &all));
    CPU_ZERO(&one);
    CPU_SET(target, &one);
    if (sched_setaffinity(0, sizeof one, &one) == 0)
        sched_setaffinity(0, sizeof all, &all);
#else
    (void)home;
#endif
}

static size_t
present_processor(void)
{
#if defined _OPENMP && defined __linux__
    return (size_t)sched_getcpu();
#else
    return 0;
#endif
}

bool
duty_share(struct duty *duty, size_t count, size_t jobs, struct error *error)
{
    int64_t most = (int64_t)count;
    size_t home = present_processor();

    duty->done = 0;
    duty->failed = SIZE_MAX;
    duty->error = error;
    (void)jobs;
#ifdef _OPENMP
#pragma omp parallel num_threads((int)jobs) if (count > 1)
#endif
    {
        move_apart(home);
#ifdef _OPENMP
#pragma omp for schedule(dynamic, 1)
#endif
        for (int64_t i = 0; i < most; i++)
            work_on(duty, (size_t)i);
    }
    return duty->failed == SIZE_MAX;
}
