/* expect_stats.c -- looks up statistics by name, and updates them. */
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

/* Adds a statistic, unless there is the same already. */
static bool
add_stat(struct expect_stats *stats, const struct expect_stat *stat,
         size_t *slot, struct error *error)
{
    struct expect_stat *items;

    for (*slot = 0; *slot < stats->count; ++*slot)
        if (strcmp(stats->items[*slot].name, stat->name) == 0)
            return true;
    items = arena_grow(stats->arena, stats->items, stats->count, 1,
                       &stats->room, sizeof *items);
    if (!items)
        return error_memory(error);
    stats->items = items;
    stats->items[stats->count++] = *stat;
    return true;
}

/* STATISTIC.COLUMN, with the dot at `dot`. */
static bool
find_stat_column(struct expect_stats *stats, const struct expression_name *name,
                 size_t dot, struct expect_stat *stat, struct error *error)
{
    size_t count = sizeof names / sizeof *names, which = 0;
    const char *column = name->name + dot + 1;
    struct nearest columns = {.word = column}, statistic = {0};
    char word[sizeof stat->name];

    snprintf(word, sizeof word, "%.*s", (int)dot, name->name);
    statistic.word = word;
    while (which < count && strcmp(names[which], word) != 0)
        nearest_try(&statistic, names[which++]);
    if (which == count)
        return error_in(error, name->source, name->offset,
                        "unknown statistic '%s'%s", word,
                        nearest_suggestion(&statistic).text);
    stat->statistic = (enum statistic)which;
    stat->value = stats->find(stats->context, column, &columns);
    if (!stat->value)
        return stats->unknown(stats->context, name->source,
                              name->offset + dot + 1, column, &columns, error);
    if (stat->statistic == STATISTIC_BEST && !stats->judged)
        return error_in(error, name->source, name->offset,
                        "a schedule has no loss to be best; must be first, "
                        "final, min, max or mean");
    return true;
}

/* "steps_to(0.001)" */
static void
name_steps(struct expect_stat *stat)
{
    char number[NUMBER_SIZE];
    size_t length = number_print(number, stat->limit);

    snprintf(stat->name, sizeof stat->name, "steps_to(%.*s)", (int)length,
             number);
}

bool
expect_stats_lookup(void *context, const struct expression_name *name,
                    size_t *slot, struct error *error)
{
    struct expect_stats *stats = context;
    size_t dot = strcspn(name->name, ".");
    struct expect_stat stat = {.statistic = STATISTIC_DIVERGED};
    bool known = false;

    if (strlen(name->name) >= sizeof stat.name)
        return error_in(error, name->source, name->offset, "unknown name '%s'",
                        quote(name->name).text);
    snprintf(stat.name, sizeof stat.name, "%s", name->name);
    if (name->called && stats->loss && strcmp(name->name, "steps_to") == 0) {
        stat.statistic = STATISTIC_STEPS_TO;
        stat.value = stats->loss;
        stat.limit = name->argument;
        stat.result = INFINITY;
        name_steps(&stat);
        known = true;
    } else if (!name->called && name->name[dot]) {
        if (!find_stat_column(stats, name, dot, &stat, error))
            return false;
        known = true;
    } else if (!name->called && stats->judged) {
        known = strcmp(name->name, "diverged") == 0;
    }
    if (!known)
        return error_in(error, name->source, name->offset,
                        "unknown %s '%s': must be %s%s(first|final|best|min|"
                        "max|mean).COLUMN",
                        name->called ? "function" : "name",
                        quote(name->name).text, stats->judged ? "diverged" : "",
                        stats->loss     ? ", steps_to(LOSS) or "
                        : stats->judged ? " or "
                                        : "");
    return add_stat(stats, &stat, slot, error);
}

/* Neumaier's sum: the rounding errors are added at the end. */
static void
add_to_mean(struct expect_stat *stat, bool first, double value)
{
    double sum = first ? 0 : stat->result, total = sum + value;

    stat->lost = first ? 0 : stat->lost;
    if (isfinite(total))
        stat->lost += fabs(sum) >= fabs(value) ? sum - total + value
                                               : value - total + sum;
    stat->result = total;
}

static void
update_stat(struct expect_stat *stat, bool first, bool best, double step)
{
    double value = stat->value ? *stat->value : 0;

    switch (stat->statistic) {
    case STATISTIC_FIRST:
        stat->result = first ? value : stat->result;
        break;
    case STATISTIC_FINAL:
        stat->result = value;
        break;
    case STATISTIC_BEST:
        stat->result = best ? value : first ? NAN : stat->result;
        break;
    case STATISTIC_MIN:
        /* NaN is kept, since no value is less. */
        if (first || value < stat->result || isnan(value))
            stat->result = value;
        break;
    case STATISTIC_MAX:
        if (first || value > stat->result || isnan(value))
            stat->result = value;
        break;
    case STATISTIC_MEAN:
        add_to_mean(stat, first, value);
        break;
    case STATISTIC_STEPS_TO:
        if (isinf(stat->result) && value <= stat->limit)
            stat->result = step;
        break;
    case STATISTIC_DIVERGED:
        break;
    }
}

void
expect_stats_row(struct expect_stats *stats, bool best, double step)
{
    bool first = stats->rows++ == 0;

    for (size_t i = 0; i < stats->count; i++)
        update_stat(&stats->items[i], first, best, step);
}

void
expect_stats_end(struct expect_stats *stats, bool diverged)
{
    for (size_t i = 0; i < stats->count; i++) {
        struct expect_stat *stat = &stats->items[i];

        if (stat->statistic == STATISTIC_MEAN)
            stat->result = (stat->result + stat->lost) / (double)stats->rows;
        if (stat->statistic == STATISTIC_DIVERGED)
            stat->result = diverged;
    }
}
