/* code_table.c -- the table of rates that export writes as PyTorch code, read
 * back: points at every row, of a base rate of 1. */
#include <string.h>

#include "spec/code_parser.h"

static bool
begins(const struct short_parser *parser, const char *text)
{
    size_t length = strlen(text);

    return parser->source->length - parser->at >= length &&
           !memcmp(parser->source->text + parser->at, text, length);
}

/* A new member; NULL without memory. */
static struct tree *
add(struct short_parser *parser, struct tree *parent, const char *key,
    enum tree_kind kind)
{
    struct tree *value = parent ? parser_new(parser, kind, parser->at) : NULL;

    if (value)
        tree_append(parent, key, value);
    return value;
}

/* {"type": "points", "points": [[0, rate], …]} */
static struct tree *
make_points(struct short_parser *parser, const struct tree *rates)
{
    struct tree *node = parser_new(parser, TREE_OBJECT, parser->at);
    struct tree *type = add(parser, node, "type", TREE_STRING);
    struct tree *points = add(parser, node, "points", TREE_LIST);
    double row = 0;

    if (!type || !points)
        return NULL;
    type->text = "points";
    for (const struct tree *rate = rates->child; rate; rate = rate->next) {
        struct tree *pair = add(parser, points, NULL, TREE_LIST);
        struct tree *count = add(parser, pair, NULL, TREE_NUMBER);
        struct tree *value = add(parser, pair, NULL, rate->kind);

        if (!value)
            return NULL;
        count->number = row++;
        tree_replace(value, rate);
    }
    return node;
}

/* The goal of a family; NULL: there is none. */
static struct code_goal *
find_goal(struct code_goal *goals, const char *name)
{
    while (goals->family && strcmp(goals->family->name, name) != 0)
        goals++;
    return goals->family ? goals : NULL;
}

bool
code_table(struct short_parser *parser, struct code_goal *goals)
{
    const struct code_name *name = code_name(parser, "RATES", 5);
    bool scheduler = begins(parser, CODE_TABLE_CALL);
    struct code_goal *goal = scheduler ? find_goal(goals, "schedule")
                             : begins(parser, CODE_TABLE_BASE)
                                 ? find_goal(goals, "optimizer")
                                 : NULL;
    const struct tree *rates;
    struct tree *lr;

    if (!goal || !name || !tree_is(name->value, TREE_LIST) ||
        !tree_is(name->value->child, TREE_LIST))
        return true;
    rates = name->value->child;
    if (rates->next)
        return error_in(parser->error, parser->source, rates->offset,
                        "must be the rates of one group; there are %zu",
                        name->value->count);
    goal->count++;
    parser->at = parser->source->length;
    if (scheduler) {
        goal->node = make_points(parser, rates);
        return goal->node != NULL;
    }
    goal->node = parser_new(parser, TREE_OBJECT, parser->at);
    lr = add(parser, goal->node, "lr", TREE_NUMBER);
    if (lr)
        lr->number = 1;
    return lr != NULL;
}
