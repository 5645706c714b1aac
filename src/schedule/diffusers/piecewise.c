/* piecewise.c -- diffusers' factors, each until a step: "1:10,0.1:20,0.005". */
#include <math.h>
#include <stdlib.h>

#include "schedule/schedule.h"

struct rule {
    double factor;
    long step; /* INTEGER_NULL: of the last */
};

struct rules {
    const char *step_rules;
    struct rule *list; /* the last one has no step */
};

static const struct parameter parameters[] = {
    TEXT(struct rules, step_rules, NULL, NULL,
         "\"FACTOR:STEP,...,FACTOR\": each factor is that of the rows before "
         "its step, the last one of all others"),
    END_OF_TABLE,
};

/* The rule that a text begins with; where the next one begins, or NULL: it is
 * none. */
static const char *
read_rule(const char *text, struct rule *rule)
{
    char *end;

    rule->factor = strtod(text, &end);
    rule->step = INTEGER_NULL;
    if (end == text || !isfinite(rule->factor))
        return NULL;
    if (!*end)
        return end;
    text = end + 1;
    if (*end != ':')
        return NULL;
    rule->step = strtol(text, &end, 10);
    return end > text && *end == ',' ? end + 1 : NULL;
}

static bool
rules_check(const struct node *node, struct error *error)
{
    struct rules *self = node->self;
    const char *text = self->step_rules;
    size_t count = 1;

    for (const char *at = text; *at; at++)
        count += *at == ',';
    self->list = arena_alloc(node->arena, count, sizeof *self->list);
    if (!self->list)
        return error_memory(error);
    for (struct rule *rule = self->list;; rule++) {
        text = read_rule(text, rule);
        if (!text)
            return error_at(error, node_place(node, "step_rules"),
                            "must be FACTOR:STEP,...,FACTOR, such as "
                            "1:10,0.1:20,0.005, not '%s'",
                            quote(self->step_rules).text);
        if (rule->step == INTEGER_NULL)
            return true;
    }
}

/* Of the steps above t the lowest, whatever their order; of two the last. */
static double
rules_share(const struct schedule *schedule, long t)
{
    const struct rules *self = schedule->self;
    const struct rule *rule = self->list, *best = NULL;

    for (; rule->step != INTEGER_NULL; rule++)
        if (t < rule->step && (!best || rule->step <= best->step))
            best = rule;
    return best ? best->factor : rule->factor;
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
