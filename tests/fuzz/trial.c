/* trial.c -- loads a spec twice, from its text and from its canonical JSON,
 * and compares what they amount to. */
#include "tests/fuzz/trial.h"

#include <string.h>

#include "simulate/simulation.h"
#include "tests/fuzz/fuzz.h"
#include "simulate/families.h"
#include "spec/print.h"

enum { DIM_MOST = 64, GROUPS_MOST = 64, RUN_MOST = 12, SLOW_MOST = 200 };

struct trial {
    struct arena arena;
    struct document document;
    struct spec spec;
    struct text canonical;
    struct error error;
    bool accepted;
};

/* What a simulation has shown. */
struct rows {
    struct simulation *simulation;
    long last;
    uint64_t hash; /* of all numbers of all rows */
};

static void
trial_begin(struct trial *trial, trial_fill *fill, const char *text,
            size_t size)
{
    struct document *document = &trial->document;

    *trial = (struct trial){.canonical.arena = &trial->arena};
    *document = (struct document){
        .arena = &trial->arena, .table = spec_table, .families = all_families};
    trial->accepted = fill(document, text, size, &trial->error) &&
                      spec_load(document, NULL, &trial->spec, &trial->error);
    check_error(trial->accepted, &trial->error);
    if (!trial->accepted)
        return;
    spec_print(&trial->spec, &trial->canonical);
    text_end(&trial->canonical);
}

static void
trial_end(struct trial *trial)
{
    arena_free(&trial->arena);
}

bool
trial_json(struct document *document, const char *text, size_t size,
           struct error *error)
{
    struct source source = {
        .name = "spec", .text = text, .length = size, .lines = true};
    struct source *kept = document_source(document, source, error);

    return kept && document_parse(document, kept, error);
}

static void
add_number(struct rows *rows, double value)
{
    uint64_t bits = 0;

    if (value == value)
        memcpy(&bits, &value, sizeof bits);
    rows->hash = (rows->hash ^ bits) * 0x100000001B3u;
    rows->hash ^= rows->hash >> 29;
}

/* The first rows, some that are near, and the last. */
static long
add_row(void *context, long t)
{
    struct rows *rows = context;
    const struct simulation *simulation = rows->simulation;
    long next = t < 3 ? t + 1 : t < 1000 ? t * 7 : rows->last;

    for (size_t i = 0; i < simulation->groups.count; i++) {
        add_number(rows, simulation->rates[i].lr);
        add_number(rows, simulation->rates[i].momentum);
    }
    for (size_t i = 0; simulation->run && i < simulation->dim; i++)
        add_number(rows, simulation->x[i]);
    if (simulation->run)
        add_number(rows, simulation->loss);
    return t >= rows->last ? NO_ROW : next < rows->last ? next : rows->last;
}

static void
show(void *context)
{
    struct rows *rows = context;
    const struct follower follower = {rows, 0, add_row};

    simulate(rows->simulation, rows->last, &follower);
}

/* The hash of its rows; 0 where it does not fit together, is too large, or
 * takes too long. */
static uint64_t
run_rows(struct trial *trial, bool run)
{
    const struct spec *spec = &trial->spec;
    struct simulation simulation;
    struct rows rows = {&simulation, run ? RUN_MOST : SLOW_MOST, 1};
    struct error error = {0};
    bool made;

    if (problem_dim(&spec->problem) > DIM_MOST ||
        spec->param_groups.count > GROUPS_MOST)
        return 0;
    made = simulation_make(&simulation, spec, run, &trial->arena, &error);
    check_error(made, &error);
    if (!made)
        return 0;
    if (!run && (!simulation.schedule || simulation.schedule->top.closed_form))
        rows.last = spec->steps;
    if (rows.last > spec->steps)
        rows.last = spec->steps;
    return within_time(show, &rows) ? rows.hash : 0;
}

static void
compare_rows(struct trial *first, struct trial *second)
{
    for (int run = 0; run < 2; run++) {
        uint64_t a = run_rows(first, run), b = run_rows(second, run);

        MUST(a == b || !a || !b, "%s differs from its canonical spec: %s",
             run ? "the run" : "the schedule", first->canonical.bytes);
    }
}

/* What is refused now was refused before, or is refused for the memory. */
static void
starve(trial_fill *fill, const char *text, size_t size,
       const struct trial *first, uint64_t n)
{
    struct trial trial;

    memory_refuse(n);
    trial_begin(&trial, fill, text, size);
    if (trial.accepted && !trial.canonical.failed)
        MUST(first->accepted &&
                 strcmp(trial.canonical.bytes, first->canonical.bytes) == 0,
             "another spec without memory: %s", trial.canonical.bytes);
    else if (!trial.accepted)
        MUST(strcmp(error_text(&trial.error).text, "out of memory") == 0 ||
                 strcmp(error_text(&trial.error).text,
                        error_text(&first->error).text) == 0,
             "without memory, it says: %s", error_text(&trial.error).text);
    trial_end(&trial);
    memory_refuse(0);
}

void
trial_hold(trial_fill *fill, const char *text, size_t size)
{
    struct trial first, second;
    struct shortage shortage;

    memory_refuse(0);
    trial_begin(&first, fill, text, size);
    shortage = shortage_from(text, size, memory_requests());
    if (first.accepted) {
        const char *canonical = first.canonical.bytes;

        trial_begin(&second, trial_json, canonical, strlen(canonical));
        MUST(second.accepted, "%s\nis refused: %s", canonical,
             error_text(&second.error).text);
        MUST(strcmp(canonical, second.canonical.bytes) == 0, "%s\nbecomes %s",
             canonical, second.canonical.bytes);
        compare_rows(&first, &second);
        trial_end(&second);
    }
    for (uint64_t n = shortage.first; n <= shortage.last; n++)
        starve(fill, text, size, &first, n);
    trial_end(&first);
}
