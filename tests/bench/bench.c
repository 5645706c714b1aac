/* bench.c -- each figure beside a hand-written loop in the same run.
 *
 * Every time is the least of several tries, so that a busy machine does not
 * decide; a figure that misses its limit is marked, and nothing fails. */
#include "tests/bench/bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "simulate/columns.h"
#include "simulate/families.h"

enum { TRIES = 7 };

extern char **environ;

static double
now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

double
least_time(void (*work)(void *context), void *context)
{
    double least = 1e300;

    for (int i = 0; i < TRIES; i++) {
        double start = now();

        work(context);
        start = now() - start;
        least = start < least ? start : least;
    }
    return least;
}

void
report(const char *what, double ours, const char *unit, double other,
       const char *beside, double limit)
{
    double ratio = ours / other;

    printf("%-44s %9.3g %-3s %9.3g  %-22s %6.2f  <= %-5.3g %s\n", what, ours,
           unit, other, beside, ratio, limit, ratio <= limit ? "" : "MISSED");
}

/* A prepared simulation whose rows are recorded, as a caller would. */
struct recording {
    const char *json;
    bool run;
    const char *columns; /* NULL: no row is asked for */
    double *rows;
    double count; /* of rows that a schedule is asked for, again and again */
    struct arena arena;
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct columns chosen;
};

static void
prepare(struct recording *recording)
{
    static const struct source source = {.name = "bench"};
    struct source *kept = arena_alloc(&recording->arena, 1, sizeof *kept);
    struct error error = {0};

    *kept = source;
    kept->text = recording->json;
    kept->length = strlen(recording->json);
    recording->document = (struct document){.arena = &recording->arena,
                                            .table = spec_table,
                                            .families = all_families};
    if (document_parse(&recording->document, kept, &error) &&
        spec_load(&recording->document, NULL, &recording->spec, &error) &&
        simulation_make(&recording->simulation, &recording->spec,
                        recording->run, &recording->arena, &error) &&
        columns_select(&recording->simulation, "bench",
                       recording->columns ? recording->columns : "step",
                       &recording->arena, &recording->chosen, &error))
        return;
    fprintf(stderr, "bench: %s\n", error_text(&error).text);
    exit(EXIT_FAILURE);
}

static void
dispose(struct recording *recording)
{
    arena_free(&recording->arena);
}

static long
record_row(void *context, long t)
{
    struct recording *recording = context;

    columns_gather(&recording->chosen,
                   recording->rows + (size_t)t * recording->chosen.count);
    return t + 1;
}

static long
pass_row(void *context, long t)
{
    (void)context;
    return t + 1;
}

static void
simulate_once(void *context)
{
    struct recording *recording = context;
    struct follower follower = {recording, 0,
                                recording->columns ? record_row : pass_row};

    prepare(recording);
    simulate(&recording->simulation, recording->spec.steps, &follower);
    dispose(recording);
}

/* Nanoseconds for each of `count` steps. */
double
simulation_time(const char *json, bool run, const char *columns, double *rows,
                double count)
{
    struct recording recording = {
        .json = json, .run = run, .columns = columns, .rows = rows};

    return 1e9 * least_time(simulate_once, &recording) / count;
}

const void *
default_adam(void)
{
    static struct recording recording = {.json = "{}"};

    prepare(&recording);
    return recording.spec.optimizer.self;
}

static void
ask_rows(void *context)
{
    const struct recording *recording = context;
    struct schedule_root *schedule = recording->simulation.schedule;
    struct rate *rates = recording->simulation.rates;
    const double metric = 1;

    for (double rows = 0; rows < recording->count;
         rows += (double)recording->spec.steps)
        for (long t = 0; t < recording->spec.steps; t++) {
            if (schedule->uses_metric)
                schedule_report(schedule, t, &metric);
            schedule_set(schedule, t, rates);
        }
}

double
schedule_time(const char *json, double count)
{
    struct recording recording = {.json = json, .count = count};
    double time;

    prepare(&recording);
    time = 1e9 * least_time(ask_rows, &recording) / count;
    dispose(&recording);
    return time;
}

/* A whole process: its wall time, and the most memory that any has used. */
struct process {
    char *const *arguments;
    long memory; /* kilobytes */
};

static void
run_process(void *context)
{
    struct process *process = context;
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    pid_t child;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    if (posix_spawn(&child, process->arguments[0], &actions, NULL,
                    process->arguments, environ) == 0 &&
        wait4(child, NULL, 0, &usage) == child)
        process->memory = usage.ru_maxrss;
    posix_spawn_file_actions_destroy(&actions);
}

double
process_time(char *const *arguments, long *memory)
{
    struct process process = {.arguments = arguments};
    double seconds = least_time(run_process, &process);

    if (memory)
        *memory = process.memory;
    return seconds;
}

int
main(int argc, char **argv)
{
    const char *program = argc > 1 ? argv[1] : "build/lrsim";

    printf("%-44s %9s %-3s %9s  %-22s %6s  %s\n", "", "lrsim", "", "other", "",
           "ratio", "limit");
    /* First: a child is counted with what its parent has in memory. */
    bench_sweeps(program);
    bench_processes(program);
    bench_steps();
    bench_schedules();
    bench_lanes();
    bench_quasi_newton();
    bench_optimizers();
    return EXIT_SUCCESS;
}
