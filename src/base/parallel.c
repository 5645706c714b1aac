/* parallel.c -- POSIX threads that take the iterations of a loop in turn. */
#define _GNU_SOURCE
#include "base/parallel.h"

#include <pthread.h>
#include <stdint.h>
#include <unistd.h>

#ifdef __linux__
#include <sched.h>
#endif

/* Their own stacks are small, so that many fit into the address space. */
enum { MAX_THREADS = 1024, STACK_BYTES = 1 << 20 };

/* One loop while it runs; the mutex guards what is below it. */
struct parallel_state {
    const struct parallel *loop;
    size_t count;
    pthread_mutex_t mutex;
    size_t next, done;
    size_t failed;       /* the first iteration that failed; SIZE_MAX: none */
    struct error *error; /* its error */
};

size_t
parallel_processors(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);

#ifdef __linux__
    cpu_set_t set;

    /* A batch system may grant fewer than the machine has. */
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return (size_t)CPU_COUNT(&set);
#endif
    return online > 0 ? (size_t)online : 1;
}

/* The next iteration; false when none is left, or after a failure. */
static bool
take_iteration(struct parallel_state *state, size_t *i)
{
    bool left;

    pthread_mutex_lock(&state->mutex);
    left = state->next < state->count && state->failed == SIZE_MAX;
    if (left)
        *i = state->next++;
    pthread_mutex_unlock(&state->mutex);
    return left;
}

static void
end_iteration(struct parallel_state *state, size_t i, const struct error *error)
{
    const struct parallel *loop = state->loop;

    pthread_mutex_lock(&state->mutex);
    state->done++;
    if (error->status && i < state->failed) {
        state->failed = i;
        *state->error = *error;
    }
    if (loop->progress)
        loop->progress(loop->context, state->done);
    pthread_mutex_unlock(&state->mutex);
}

static void *
run_iterations(void *context)
{
    struct parallel_state *state = context;
    const struct parallel *loop = state->loop;
    size_t i;

    while (take_iteration(state, &i)) {
        struct error error = {0};

        loop->work(loop->context, i, &error);
        end_iteration(state, i, &error);
    }
    return NULL;
}

/* Starts up to `wanted` threads and returns how many there are. */
static size_t
start_threads(struct parallel_state *state, pthread_t *threads, size_t wanted)
{
    pthread_attr_t attributes;
    size_t started = 0;

    if (wanted == 0 || pthread_attr_init(&attributes) != 0)
        return 0;
    if (pthread_attr_setstacksize(&attributes, STACK_BYTES) == 0)
        while (started < wanted &&
               pthread_create(&threads[started], &attributes, run_iterations,
                              state) == 0)
            started++;
    pthread_attr_destroy(&attributes);
    return started;
}

bool
parallel_for(const struct parallel *loop, size_t count, size_t threads,
             struct error *error)
{
    struct parallel_state state = {.loop = loop,
                                   .count = count,
                                   .mutex = PTHREAD_MUTEX_INITIALIZER,
                                   .failed = SIZE_MAX,
                                   .error = error};
    pthread_t others[MAX_THREADS];
    size_t most = threads < count ? threads : count;
    size_t started;

    if (most > MAX_THREADS)
        most = MAX_THREADS;
    started = start_threads(&state, others, most > 0 ? most - 1 : 0);
    run_iterations(&state);
    for (size_t i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    return state.failed == SIZE_MAX;
}
