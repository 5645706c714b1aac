/* expect_stats.c -- statistics of columns by their names. */
#include "simulate/expect_stats.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static const char *const names[] = {
    [STATISTIC_FIRST] = "first", [STATISTIC_FINAL] = "final",
    [STATISTIC_BEST] = "best",   [STATISTIC_MIN] = "min",
    [STATISTIC_MAX] = "max",     [STATISTIC_MEAN] = "mean",
};

/* The watch that is the same already, or a new one. */
static bool
keep(struct watches *watches, const struct watch *watch, size_t *slot,
     struct error *error)
{
    for (*slot = 0; *slot < watches->count; ++*slot)
        if (strcmp(watches->items[*slot].name, watch->name) == 0)
            return true;
    if (watches->count == watches->size) {
        size_t size = watches->size ? 2 * watches->size : 8;
        struct watch *items = arena_alloc(watches->arena, size, sizeof *items);

        if (!items)
            return error_memory(error);
        if (watches->count > 0)
            memcpy(items, watches->items, watches->count * sizeof *items);
        watches->items = items;
        watches->size = size;
    }
    watches->items[watches->count++] = *watch;
    return true;
}

/* STATISTIC.COLUMN, with the dot at `dot`. */
static bool
watch_column(struct watches *watches, const struct expression_name *name,
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
    watch->value = watches->find(watches->context, column, &columns);
    if (!watch->value)
        return watches->unknown(watches->context, name->source,
                                name->offset + dot + 1, column, &columns,
                                error);
    if (watch->statistic == STATISTIC_BEST && !watches->judged)
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
watches_lookup(void *context, const struct expression_name *name, size_t *slot,
               struct error *error)
{
    struct watches *watches = context;
    size_t dot = strcspn(name->name, ".");
    struct watch watch = {.statistic = STATISTIC_DIVERGED};
    bool known = false;

    if (strlen(name->name) >= sizeof watch.name)
        return error_in(error, name->source, name->offset, "unknown name '%s'",
                        quote(name->name).text);
    snprintf(watch.name, sizeof watch.name, "%s", name->name);
    if (name->called && watches->loss && strcmp(name->name, "steps_to") == 0) {
        watch.statistic = STATISTIC_STEPS_TO;
        watch.value = watches->loss;
        watch.limit = name->argument;
        watch.result = INFINITY;
        name_steps(&watch);
        known = true;
    } else if (!name->called && name->name[dot]) {
        if (!watch_column(watches, name, dot, &watch, error))
            return false;
        known = true;
    } else if (!name->called && watches->judged) {
        known = strcmp(name->name, "diverged") == 0;
    }
    if (!known)
        return error_in(error, name->source, name->offset,
                        "unknown %s '%s': must be %s%s(first|final|best|min|"
                        "max|mean).COLUMN",
                        name->called ? "function" : "name",
                        quote(name->name).text,
                        watches->judged ? "diverged" : "",
                        watches->loss     ? ", steps_to(LOSS) or "
                        : watches->judged ? " or "
                                          : "");
    return keep(watches, &watch, slot, error);
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
watches_row(struct watches *watches, bool best, double step)
{
    bool first = watches->rows++ == 0;

    for (size_t i = 0; i < watches->count; i++)
        watch_row(&watches->items[i], first, best, step);
}

void
watches_end(struct watches *watches, bool diverged)
{
    for (size_t i = 0; i < watches->count; i++) {
        struct watch *watch = &watches->items[i];

        if (watch->statistic == STATISTIC_MEAN)
            watch->result =
                (watch->result + watch->lost) / (double)watches->rows;
        if (watch->statistic == STATISTIC_DIVERGED)
            watch->result = diverged;
    }
}
