/* family.c -- the list of schedules, and what describe adds for them. */
#include <string.h>

#include "base/text.h"
#include "schedule/schedule.h"

#define ADDRESS(name) &schedule_##name,
#define ENTRY(name) &schedule_##name.kind,
static const struct kind *const kinds[] = {SCHEDULES(ENTRY) NULL};

/* Names of the kinds that a chain multiplies, from the table. */
static void
list_factors(struct text *text)
{
    static const struct schedule_kind *const all[] = {SCHEDULES(ADDRESS)};
    const char *comma = "";

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->power) {
            text_format(text, "%s%s", comma, all[i]->kind.name);
            comma = ", ";
        }
}

/* What a row far out costs. */
static void
schedule_describe(const struct kind *kind, struct text *text)
{
    const struct schedule_kind *self =
        (const struct schedule_kind *)(const void *)kind;
    struct text cost = {.arena = text->arena};

    if (!schedule_has_form(self) && !self->power)
        text_string(&cost, "O(t): each row is made from the one before");
    else if (self->adjust == schedule_chained.adjust) {
        text_string(&cost, "O(1) where all parts are factors of t: ");
        list_factors(&cost);
        text_string(&cost, "; else O(t), row after row");
    } else if (schedule_holds_parts(kind))
        text_string(&cost,
                    "O(1) where its parts are; else O(t), row after row");
    else
        text_string(&cost, "O(1), however far out");
    text_string(text, "a row costs ");
    if (text_end(&cost))
        text_flow(text, 12, cost.bytes);
    text_string(text, "\n");
}

static long
schedule_begin(const struct node *node, size_t part)
{
    const struct schedule_kind *kind = schedule_kind_of(node);

    return kind->begin ? kind->begin(node->self, part) : INTEGER_NULL;
}

const struct family schedule_family = {
    .name = "schedule",
    .plural = "schedules",
    .kinds = kinds,
    .sequence = "sequential",
    .chain = "chained",
    .begin = schedule_begin,
    .end = schedule_end,
    .describe = schedule_describe,
};

const struct schedule_kind *
schedule_kind_of(const struct node *node)
{
    return (const struct schedule_kind *)(const void *)node->kind;
}

/* The parameter with the parts, or NULL. */
static const struct parameter *
find_parts(const struct kind *kind)
{
    for (const struct parameter *row = kind->parameters; row->name; row++)
        if (row->type == PARAMETER_NODE || row->type == PARAMETER_NODES)
            return row;
    return NULL;
}

bool
schedule_check_parts(const struct nodes *parts, const char *prefix,
                     const char *what, struct error *error)
{
    for (size_t i = 0; i < parts->count; i++)
        if (strncmp(parts->items[i].kind->name, prefix, strlen(prefix)) != 0 ||
            !schedule_has_form(schedule_kind_of(&parts->items[i])))
            return error_at(error, parts->items[i].place, "must be %s, not %s",
                            what, parts->items[i].kind->name);
    return true;
}

bool
schedule_holds_parts(const struct kind *kind)
{
    return find_parts(kind) != NULL;
}

struct nodes
schedule_parts(const struct node *node)
{
    const struct parameter *row = find_parts(node->kind);
    void *field = row ? (char *)node->self + row->offset : NULL;
    struct node *only = field;

    if (!row)
        return (struct nodes){0};
    if (row->type == PARAMETER_NODES)
        return *(const struct nodes *)field;
    return (struct nodes){only->kind != NULL, only};
}

bool
schedule_has_form(const struct schedule_kind *kind)
{
    return kind->set || kind->share || kind->rate || kind->ramp;
}

long
schedule_end(const struct node *node)
{
    const struct schedule_kind *kind = schedule_kind_of(node);

    if (kind->ends)
        return kind_integer(node->kind, node->self, kind->ends);
    return kind->end ? kind->end(node->self) : INTEGER_NULL;
}
