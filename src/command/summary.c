/* summary.c -- the summary, from the statistics of all rows. */
#include "command/summary.h"

#include <math.h>

#include "problem/problem.h"

enum { VALUE_COLUMN = 16 };

/* The best loss above the known minimum; NAN where either is unknown. */
static double
gap(const struct statistics *statistics)
{
    return statistics->best_loss -
           problem_minimum(&statistics->simulation->spec->problem);
}

static void
add(struct text *text, const char *name, double value, const char *behind,
    long step)
{
    text_string(text, name);
    text_pad(text, VALUE_COLUMN);
    text_format(text, "%.6g", value);
    if (step >= 0)
        text_format(text, "%s %ld", behind, step);
    text_string(text, "\n");
}

static void
add_losses(const struct statistics *statistics, struct text *text)
{
    const struct simulation *simulation = statistics->simulation;
    long last = (long)simulation->step;

    add(text, "final loss", statistics->final_loss, " in row", last);
    if (statistics->best_step >= 0)
        add(text, "best loss", statistics->best_loss, " in row",
            statistics->best_step);
    if (!isnan(gap(statistics)))
        add(text, "above minimum", gap(statistics), "", -1);
    if (!isnan(statistics->target)) {
        text_format(text, "steps to %.6g", statistics->target);
        text_pad(text, VALUE_COLUMN);
        if (statistics->target_step < 0)
            text_string(text, "never reached\n");
        else
            text_format(text, "%ld\n", statistics->target_step);
    }
    if (simulation->diverged) {
        text_string(text, "diverged");
        text_pad(text, VALUE_COLUMN);
        text_format(text, "in row %ld\n", last);
    }
    text_string(text, "optimizer state");
    text_pad(text, VALUE_COLUMN);
    text_format(text, "%zu bytes\n", simulation_state_bytes(simulation));
}

void
summary_text(const struct statistics *statistics, double seconds,
             struct text *text)
{
    if (statistics->simulation->run)
        add_losses(statistics, text);
    text_string(text, "lr");
    text_pad(text, VALUE_COLUMN);
    text_format(text, "%.6g at first, %.6g at last, %.6g to %.6g\n",
                statistics->first_lr, statistics->final_lr, statistics->min_lr,
                statistics->max_lr);
    text_string(text, "time");
    text_pad(text, VALUE_COLUMN);
    text_format(text, "%.3g ms for %ld rows\n", 1000 * seconds,
                statistics->rows);
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

        add_json(text, "final_loss", statistics->final_loss, true);
        add_json(text, "best_loss", statistics->best_loss, best);
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
    add_json(text, "seconds", seconds, true);
    text_string(text, "}\n");
}
