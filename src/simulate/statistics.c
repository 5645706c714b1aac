/* statistics.c -- follows columns from row to row. */
#include "simulate/statistics.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static const char *const names[] = {
    [STATISTIC_FIRST] = "first", [STATISTIC_FINAL] = "final",
    [STATISTIC_BEST] = "best",   [STATISTIC_MIN] = "min",
    [STATISTIC_MAX] = "max",     [STATISTIC_MEAN] = "mean",
};

void
statistics_begin(struct statistics *statistics, struct simulation *simulation,
                 double target, struct arena *arena)
{
    *statistics = (struct statistics){
        .simulation = simulation,
        .arena = arena,
        .best_step = -1,
        .target_step = -1,
        .final_loss = NAN,
        .best_loss = NAN,
        .target = target,
        .min_lr = INFINITY,
        .max_lr = -INFINITY,
    };
}

/* The watch that is the same already, or a new one. */
static bool
keep(struct statistics *statistics, const struct watch *watch, size_t *slot,
     struct error *error)
{
    for (*slot = 0; *slot < statistics->count; ++*slot)
        if (strcmp(statistics->watches[*slot].name, watch->name) == 0)
            return true;
    if (statistics->count == statistics->size) {
        size_t size = statistics->size ? 2 * statistics->size : 8;
        struct watch *watches =
            arena_alloc(statistics->arena, size, sizeof *watches);

        if (!watches)
            return error_memory(error);
        if (statistics->count > 0)
            memcpy(watches, statistics->watches,
                   statistics->count * sizeof *watches);
        statistics->watches = watches;
        statistics->size = size;
    }
    statistics->watches[statistics->count++] = *watch;
    return true;
}

/* STATISTIC.COLUMN, with the dot at `dot`. */
static bool
watch_column(struct statistics *statistics, const struct expression_name *name,
             size_t dot, struct watch *watch, struct error *error)
{
    size_t count = sizeof names / sizeof *names, which = 0;
    const char *column = name->name + dot + 1;
    struct nearest columns = {.word = column}, statistic = {0};
    char word[sizeof watch->name];

    snprintf(word, sizeof word, "%.*s", (int)dot, name->name);
    statistic.word = word;
    while (which < count && strcmp(names[which], word) != 0)
        nearest_try(&statistic, names[which++]);
    if (which == count)
        return error_in(error, name->source, name->offset,
                        "unknown statistic '%s'%s", word,
                        nearest_suggestion(&statistic).text);
    watch->statistic = (enum statistic)which;
    watch->value = column_find(statistics->simulation, column, &columns);
    if (!watch->value)
        return column_unknown(statistics->simulation, name->source,
                              name->offset + dot + 1, column, &columns, error);
    if (watch->statistic == STATISTIC_BEST && !statistics->simulation->run)
        return error_in(error, name->source, name->offset,
                        "a schedule has no loss to be best; must be first, "
                        "final, min, max or mean");
    return true;
}

/* "steps_to(0.001)" */
static void
name_steps(struct watch *watch)
{
    char number[NUMBER_SIZE];
    size_t length = number_print(number, watch->limit);

    snprintf(watch->name, sizeof watch->name, "steps_to(%.*s)", (int)length,
             number);
}

bool
statistics_lookup(void *context, const struct expression_name *name,
                  size_t *slot, struct error *error)
{
    struct statistics *statistics = context;
    bool run = statistics->simulation->run;
    size_t dot = strcspn(name->name, ".");
    struct watch watch = {.statistic = STATISTIC_DIVERGED};
    bool known = false;

    if (strlen(name->name) >= sizeof watch.name)
        return error_in(error, name->source, name->offset, "unknown name '%s'",
                        quote(name->name).text);
    snprintf(watch.name, sizeof watch.name, "%s", name->name);
    if (name->called && run && strcmp(name->name, "steps_to") == 0) {
        watch.statistic = STATISTIC_STEPS_TO;
        watch.value = &statistics->simulation->loss;
        watch.limit = name->argument;
        watch.result = INFINITY;
        name_steps(&watch);
        known = true;
    } else if (!name->called && name->name[dot]) {
        if (!watch_column(statistics, name, dot, &watch, error))
            return false;
        known = true;
    } else if (!name->called && run) {
        known = strcmp(name->name, "diverged") == 0;
    }
    if (!known)
        return error_in(error, name->source, name->offset,
                        "unknown %s '%s': must be %s(first|final|best|min|"
                        "max|mean).COLUMN",
                        name->called ? "function" : "name",
                        quote(name->name).text,
                        run ? "diverged, steps_to(LOSS) or " : "");
    return keep(statistics, &watch, slot, error);
}

/* Neumaier's sum: what an addition loses is added at the end. */
static void
add_exactly(struct watch *watch, bool first, double value)
{
    double sum = first ? 0 : watch->result, total = sum + value;

    watch->lost = first ? 0 : watch->lost;
    if (isfinite(total))
        watch->lost += fabs(sum) >= fabs(value) ? sum - total + value
                                                : value - total + sum;
    watch->result = total;
}

static void
watch_row(struct watch *watch, bool first, bool best, double step)
{
    double value = watch->value ? *watch->value : 0;

    switch (watch->statistic) {
    case STATISTIC_FIRST:
        watch->result = first ? value : watch->result;
        break;
    case STATISTIC_FINAL:
        watch->result = value;
        break;
    case STATISTIC_BEST:
        watch->result = best ? value : first ? NAN : watch->result;
        break;
    case STATISTIC_MIN:
        /* A NaN stays, and nothing is less than it. */
        if (first || value < watch->result || isnan(value))
            watch->result = value;
        break;
    case STATISTIC_MAX:
        if (first || value > watch->result || isnan(value))
            watch->result = value;
        break;
    case STATISTIC_MEAN:
        add_exactly(watch, first, value);
        break;
    case STATISTIC_STEPS_TO:
        if (isinf(watch->result) && value <= watch->limit)
            watch->result = step;
        break;
    case STATISTIC_DIVERGED:
        break;
    }
}

void
statistics_row(struct statistics *statistics, long t)
{
    const struct simulation *simulation = statistics->simulation;
    double loss = simulation->loss, lr = simulation->rates[0].lr;
    bool first = statistics->rows++ == 0, best = false;

    statistics->first_lr = first ? lr : statistics->first_lr;
    statistics->final_lr = lr;
    statistics->min_lr = lr < statistics->min_lr ? lr : statistics->min_lr;
    statistics->max_lr = lr > statistics->max_lr ? lr : statistics->max_lr;
    if (simulation->run) {
        statistics->final_loss = loss;
        best = !simulation->diverged && isfinite(loss) &&
               !(loss >= statistics->best_loss);
        if (best) {
            statistics->best_loss = loss;
            statistics->best_step = t;
        }
        if (statistics->target_step < 0 && loss <= statistics->target)
            statistics->target_step = t;
    }
    for (size_t i = 0; i < statistics->count; i++)
        watch_row(&statistics->watches[i], first, best, (double)t);
}

void
statistics_end(struct statistics *statistics)
{
    for (size_t i = 0; i < statistics->count; i++) {
        struct watch *watch = &statistics->watches[i];

        if (watch->statistic == STATISTIC_MEAN)
            watch->result =
                (watch->result + watch->lost) / (double)statistics->rows;
        if (watch->statistic == STATISTIC_DIVERGED)
            watch->result = statistics->simulation->diverged;
    }
}
