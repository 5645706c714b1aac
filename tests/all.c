/* all.c -- run every suite, in parallel; `tests/all SUITE` runs one. */
#include "tests/suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "simulate/families.h"

bool
load_text(const char *json, struct arena *arena, struct document *document,
          struct spec *spec, struct error *error)
{
    struct source *source = arena_alloc(arena, 1, sizeof *source);

    *source = (struct source){
        .name = "spec", .text = json, .length = strlen(json), .lines = true};
    *document = (struct document){
        .arena = arena, .table = spec_table, .families = all_families};
    return document_parse(document, source, error) &&
           spec_load(document, NULL, spec, error);
}

const char *
error_line(const struct error *error)
{
    static struct error_text lines[4];
    static size_t calls;
    struct error_text *line = &lines[calls++ % 4];

    *line = error_text(error);
    return line->text;
}

bool
lacks_yaml(const struct error *error)
{
    static int status = -1; /* of the note, which a suite makes once */

    if (!strstr(error_line(error), "needs a build with libyaml"))
        return false;
    if (status < 0)
        status = system("tests/skip.sh unit "
                        "'YAML, in a build without libyaml'");
    return status == 0;
}

uint64_t
random_bits(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

double
random_between(uint64_t *state, double low, double high)
{
    return low + (high - low) * (double)(random_bits(state) >> 11) / 0x1p53;
}

struct suite_run {
    const char *name;
    Suite *(*make)(void);
    FILE *log; /* what the suite prints, shown in the order of the list */
    pid_t process;
    bool ended;
};

/* In memory that the processes share. */
struct suite_count {
    int passed, failed;
};

static void
run_suite(Suite *suite, struct suite_count *count)
{
    SRunner *runner = srunner_create(suite);

    srunner_run_all(runner, CK_NORMAL);
    count->failed = srunner_ntests_failed(runner);
    count->passed = srunner_ntests_run(runner) - count->failed;
    srunner_free(runner);
}

static void
start(struct suite_run *run, struct suite_count *count)
{
    fflush(NULL);
    run->log = tmpfile();
    run->process = run->log ? fork() : -1;
    if (run->process < 0) {
        perror("tests/all");
        exit(EXIT_FAILURE);
    }
    if (run->process > 0)
        return;
    dup2(fileno(run->log), STDOUT_FILENO);
    dup2(fileno(run->log), STDERR_FILENO);
    count->failed = 1; /* unless it gets to its end */
    run_suite(run->make(), count);
    exit(EXIT_SUCCESS);
}

static void
await_one(struct suite_run *runs, size_t count)
{
    const pid_t process = wait(NULL);

    for (size_t i = 0; i < count; i++)
        if (runs[i].process == process)
            runs[i].ended = true;
}

static void
show_log(FILE *log)
{
    char line[4096];

    rewind(log);
    while (fgets(line, sizeof line, log))
        fputs(line, stdout);
    fclose(log);
}

/* Runs each suite in a process of its own, one for each processor at a time. */
static bool
run_all(struct suite_run *runs, struct suite_count *counts, size_t count)
{
    const size_t most = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    struct suite_count all = {0};

    for (size_t i = 0; i < count; i++) {
        if (i >= most)
            await_one(runs, i);
        start(&runs[i], &counts[i]);
    }
    for (size_t i = 0; i < count; i++) {
        while (!runs[i].ended)
            await_one(runs, count);
        show_log(runs[i].log);
        all.passed += counts[i].passed;
        all.failed += counts[i].failed;
    }
    printf("unit: %d passed, %d failed\n", all.passed, all.failed);
    return all.failed == 0;
}

int
main(int argc, char **argv)
{
#define RUN_SUITE(suite) {.name = #suite, .make = suite##_suite},
    struct suite_run runs[] = {SUITES(RUN_SUITE)};
    const size_t count = sizeof runs / sizeof *runs;
    struct suite_count *counts =
        mmap(NULL, count * sizeof *counts, PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    /* Seconds that a test may take: it only guards against hanging. */
    setenv("CK_DEFAULT_TIMEOUT", "600", 0);
    if (counts == MAP_FAILED) {
        perror("tests/all");
        return EXIT_FAILURE;
    }
    if (argc < 2)
        return run_all(runs, counts, count) ? EXIT_SUCCESS : EXIT_FAILURE;
    for (size_t i = 0; i < count; i++)
        if (strcmp(argv[1], runs[i].name) == 0) {
            run_suite(runs[i].make(), &counts[i]);
            return counts[i].failed ? EXIT_FAILURE : EXIT_SUCCESS;
        }
    fprintf(stderr, "tests/all: there is no suite '%s'\n", argv[1]);
    return EXIT_FAILURE;
}
