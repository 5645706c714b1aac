/* summary.c -- the summary, from the statistics of all rows. */
#include "cli/show/summary.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "output/people.h"
#include "problem/problem.h"
#include "simulate/seeds.h"

enum { VALUE_COLUMN = 16 };

/* The best loss above the known minimum; NAN where either is unknown. */
static double
gap(const struct statistics *statistics)
{
    return statistics->best_loss -
           problem_minimum(&statistics->simulation->spec->problem);
}

/* Where the lines of a summary go. */
struct summary_lines {
    int digits;
    void (*add)(void *page, const char *name, const char *value);
    void *page;
};

static void
add(const struct summary_lines *lines, const char *name, const char *format,
    ...)
{
    char value[128];
    va_list list;

    va_start(list, format);
    vsnprintf(value, sizeof value, format, list);
    va_end(list);
    lines->add(lines->page, name, value);
}

/* A number as tables for people have it. */
struct summary_number {
    char text[PEOPLE_SIZE];
};

static struct summary_number
rounded(const struct summary_lines *lines, double value)
{
    struct summary_number number = {""};

    people_number(value, lines->digits > 0 ? lines->digits : PEOPLE_DIGITS,
                  number.text);
    return number;
}

static void
add_losses(const struct statistics *statistics,
           const struct summary_lines *lines)
{
    const struct simulation *simulation = statistics->simulation;
    const struct seeds *seeds = simulation->seeds;
    long last = (long)simulation->step;

    if (seeds)
        add(lines, "seeds", "%zu, of which %zu diverged", seeds->count,
            seeds->count - seeds->live);
    add(lines, seeds ? "final median" : "final loss", "%s in row %ld",
        rounded(lines, statistics->final_loss).text, last);
    if (statistics->best_step >= 0)
        add(lines, seeds ? "best median" : "best loss", "%s in row %ld",
            rounded(lines, statistics->best_loss).text, statistics->best_step);
    if (!isnan(gap(statistics)))
        add(lines, "above minimum", "%s", rounded(lines, gap(statistics)).text);
    if (!isnan(statistics->target)) {
        char name[PEOPLE_SIZE + 10];

        snprintf(name, sizeof name, "steps to %s",
                 rounded(lines, statistics->target).text);
        if (statistics->target_step < 0)
            add(lines, name, "never reached");
        else
            add(lines, name, "%ld", statistics->target_step);
    }
    if (simulation->diverged)
        add(lines, "diverged", "in row %ld", last);
    add(lines, "optimizer state", "%zu bytes%s",
        simulation_state_bytes(simulation), seeds ? " for each seed" : "");
}

/* Wang & Aitchison (2024): decoupled weight decay makes the parameters a mean
 * of what the last 1 / (lr * weight_decay) updates added. */
static void
add_memory(const struct statistics *statistics,
           const struct summary_lines *lines)
{
    if (statistics->shrinks > 0)
        add(lines, "weight decay",
            "a memory of %.4g updates, 1 / (lr * weight_decay) at the highest "
            "lr; %.4g of the start is left",
            1 / statistics->shrinks, statistics->left);
}

void
summary_rows(const struct statistics *statistics, int digits,
             void (*add_line)(void *page, const char *name, const char *value),
             void *page)
{
    const struct summary_lines lines = {digits, add_line, page};
    size_t groups = statistics->simulation->groups.count;

    if (statistics->simulation->run)
        add_losses(statistics, &lines);
    if (groups > 1)
        add(&lines, "lr", "%s to %s over %zu groups",
            rounded(&lines, statistics->min_lr).text,
            rounded(&lines, statistics->max_lr).text, groups);
    else if (statistics->min_lr == statistics->max_lr)
        add(&lines, "lr", "%s, constant",
            rounded(&lines, statistics->max_lr).text);
    else
        add(&lines, "lr", "%s at first, %s at last, %s to %s",
            rounded(&lines, statistics->first_lr).text,
            rounded(&lines, statistics->final_lr).text,
            rounded(&lines, statistics->min_lr).text,
            rounded(&lines, statistics->max_lr).text);
    add_memory(statistics, &lines);
}

struct column {
    struct text *text;
    size_t width;
};

static void
add_text(void *page, const char *name, const char *value)
{
    const struct column *column = page;

    text_string(column->text, name);
    text_pad(column->text, VALUE_COLUMN);
    text_flow_within(column->text, column->width, VALUE_COLUMN, value);
    text_string(column->text, "\n");
}

void
summary_text(const struct statistics *statistics, double seconds, int digits,
             size_t columns, struct text *text)
{
    struct column column = {text, columns};
    const struct summary_lines lines = {digits, add_text, &column};

    summary_rows(statistics, digits, add_text, &column);
    add(&lines, "time", "%.3g ms for %ld row%s", 1000 * seconds,
        statistics->rows, statistics->rows == 1 ? "" : "s");
}

static void
add_json(struct text *text, const char *name, double value, bool known)
{
    text_format(text, "%s\"%s\": ", text->used > 1 ? ", " : "", name);
    if (known)
        text_json_number(text, value);
    else
        text_string(text, "null");
}

void
summary_json(const struct statistics *statistics, double seconds,
             struct text *text)
{
    const struct simulation *simulation = statistics->simulation;

    text_string(text, "{");
    add_json(text, "rows", (double)statistics->rows, true);
    if (simulation->run) {
        bool best = statistics->best_step >= 0;
        const struct seeds *seeds = simulation->seeds;

        if (seeds) {
            add_json(text, "seeds", (double)seeds->count, true);
            add_json(text, "diverged_seeds",
                     (double)(seeds->count - seeds->live), true);
        }
        add_json(text, seeds ? "final_loss_median" : "final_loss",
                 statistics->final_loss, true);
        add_json(text, seeds ? "best_loss_median" : "best_loss",
                 statistics->best_loss, best);
        add_json(text, "best_step", (double)statistics->best_step, best);
        add_json(text, "gap", gap(statistics), !isnan(gap(statistics)));
        add_json(text, "target", statistics->target,
                 !isnan(statistics->target));
        add_json(text, "steps_to_target", (double)statistics->target_step,
                 statistics->target_step >= 0);
        text_format(text, ", \"diverged\": %s",
                    simulation->diverged ? "true" : "false");
        add_json(text, "state_bytes",
                 (double)simulation_state_bytes(simulation), true);
    }
    add_json(text, "first_lr", statistics->first_lr, true);
    add_json(text, "final_lr", statistics->final_lr, true);
    add_json(text, "min_lr", statistics->min_lr, true);
    add_json(text, "max_lr", statistics->max_lr, true);
    if (statistics->shrinks > 0) {
        add_json(text, "memory", 1 / statistics->shrinks, true);
        add_json(text, "start_left", statistics->left, true);
    }
    add_json(text, "seconds", seconds, true);
    text_string(text, "}\n");
}
