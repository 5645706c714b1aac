/* duty.c -- deals numbers to threads. */
#include "base/duty.h"

#include <stdint.h>

#ifdef _OPENMP
#include <omp.h>
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

bool
duty_share(struct duty *duty, size_t count, size_t jobs, struct error *error)
{
    int64_t most = (int64_t)count;

    duty->done = 0;
    duty->failed = SIZE_MAX;
    duty->error = error;
    (void)jobs;
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic, 1) num_threads((int)jobs)
#endif
    for (int64_t i = 0; i < most; i++)
        work_on(duty, (size_t)i);
    return duty->failed == SIZE_MAX;
}
