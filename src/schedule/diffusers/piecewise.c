/* piecewise.c -- diffusers' factors, each until a step: "1:10,0.1:20,0.005". */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "schedule/schedule.h"

struct rules {
    const char *step_rules;
};

static const struct parameter parameters[] = {
    TEXT(struct rules, step_rules, NULL, NULL,
         "\"FACTOR:STEP,...,FACTOR\": each factor is that of the rows before "
         "its step, the last one of all others"),
    END_OF_TABLE,
};

/* The rule that a text begins with, and where the next one begins; NULL: it is
 * none. */
static const char *
read_rule(const char *text, double *factor, long *step)
{
    char *end;

    *factor = strtod(text, &end);
    *step = INTEGER_NULL;
    if (end == text || !isfinite(*factor))
        return NULL;
    if (!*end)
        return end;
    text = end + 1;
    if (*end != ':')
        return NULL;
    *step = strtol(text, &end, 10);
    return end > text && *end == ',' ? end + 1 : NULL;
}

static bool
rules_check(const struct node *node, struct error *error)
{
    const struct rules *self = node->self;
    double factor;
    long step = 0;

    for (const char *text = self->step_rules; step != INTEGER_NULL;) {
        text = read_rule(text, &factor, &step);
        if (!text)
            return error_at(error, node_place(node, "step_rules"),
                            "must be FACTOR:STEP,...,FACTOR, such as "
                            "1:10,0.1:20,0.005, not '%s'",
                            quote(self->step_rules).text);
    }
    return true;
}

/* Of the steps above t the lowest, whatever their order; of two the last. */
static double
rules_share(const struct schedule *schedule, long t)
{
    const struct rules *self = schedule->self;
    double factor, best = 1;
    long step = 0, lowest = LONG_MAX;

    for (const char *text = self->step_rules; step != INTEGER_NULL;) {
        text = read_rule(text, &factor, &step);
        if (step == INTEGER_NULL ? lowest == LONG_MAX
                                 : t < step && step <= lowest) {
            best = factor;
            lowest = step == INTEGER_NULL ? lowest : step;
        }
    }
    return best;
}

const struct schedule_kind schedule_diffusers_piecewise_constant = {
    .kind = {.name = "diffusers.piecewise_constant",
             .summary = "a factor until each of some steps, counted from the "
                        "start",
             .formula = "lr(t) = base * the factor of the first step above t, "
                        "or the last factor",
             .source = "diffusers' optimization.py, "
                       "get_piecewise_constant_schedule",
             .example = "diffusers.piecewise_constant('1:300,0.1:600,0.01')",
             TABLE_OF(struct rules, parameters),
             .check = rules_check},
    .share = rules_share,
};
