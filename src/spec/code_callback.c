/* code_callback.c -- what Keras' scripts give to compile() and fit(): an
 * optimizer's name, and a LearningRateScheduler, whose function has the epoch
 * and the present rate. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spec/code_reading.h"

bool
code_is_callback(const struct short_parser *parser, const struct family *family,
                 const char *name)
{
    static const char class[] = "LearningRateScheduler";
    const char *dot = strrchr(name, '.');

    return parser->script && family->sequence &&
           strcmp(dot ? dot + 1 : name, class) == 0 &&
           (dot ? code_is_module(name, dot, SYSTEM_keras) : parser->keras);
}

/* The rate that the function which comes next gives in an epoch, from one of
 * before. */
static bool
evaluate(const struct short_parser *parser, int epoch, const char *rate,
         double *value)
{
    struct short_parser ahead = *parser;
    struct error ignored = {0};
    struct source source = {.name = NULL};
    const struct tree *formula;
    char number[16];

    snprintf(number, sizeof number, "(%d)", epoch);
    ahead.error = &ignored;
    formula = code_formula(&ahead, number, rate);
    if (!formula)
        return false;
    source.text = formula->text;
    source.length = strlen(formula->text);
    return code_compute(&ahead, &source, value);
}

/* Whether the rate is in proportion to the one before. */
static bool
is_factor(const struct short_parser *parser, double *first)
{
    for (int epoch = 0; epoch < 200; epoch += epoch < 20 ? 1 : 20) {
        double one, two;

        if (!evaluate(parser, epoch, "(1)", &one) ||
            !evaluate(parser, epoch, "(2)", &two) ||
            fabs(two - 2 * one) > 1e-12 * fabs(two))
            return false;
        if (epoch == 0)
            *first = one;
    }
    return true;
}

/* {"type": name, NAME: formula, "interval": "epoch"} */
static struct tree *
make_node(struct short_parser *parser, const char *type, struct tree *formula)
{
    struct tree *node = parser_node(parser, type, formula->offset);
    struct tree *interval = parser_new(parser, TREE_STRING, formula->offset);

    if (!node || !interval)
        return NULL;
    interval->text = "epoch";
    tree_append(node, "lr_lambda", formula);
    tree_append(node, "interval", interval);
    return node;
}

static struct tree *
read_function(struct short_parser *parser)
{
    struct short_parser ahead = *parser;
    struct tree *formula = code_formula(parser, "t", "(1)");
    const struct tree *other =
        formula ? code_formula(&ahead, "t", "(2)") : NULL;
    double first = 1;

    if (!formula || !other) {
        error_in(parser->error, parser->source, parser->at,
                 "must be a function that the script defines");
        return NULL;
    }
    if (strcmp(formula->text, other->text) == 0) {
        parser->base = (struct code_base){true, true, 1};
        return make_node(parser, "lambda", formula);
    }
    ahead.at = formula->offset;
    if (!is_factor(&ahead, &first)) {
        error_in(parser->error, parser->source, formula->offset,
                 "must give a rate from the epoch alone, or one in proportion "
                 "to the rate before");
        return NULL;
    }
    parser->base = (struct code_base){true, false, first};
    return make_node(parser, "multiplicative", formula);
}

struct tree *
code_callback(struct short_parser *parser)
{
    size_t length;
    struct short_parser ahead;
    struct tree *node;

    parser->at++;
    parser_next(parser);
    length = parser_name_length(parser);
    ahead = *parser;
    ahead.at += length;
    if (length == 8 && parser_next(&ahead) == '=') {
        parser->at = ahead.at + 1;
        parser_next(parser);
    }
    node = read_function(parser);
    while (node && parser_next(parser) == ',') {
        parser->at++;
        parser->at = code_argument_end(parser);
    }
    parser->at += node != NULL;
    return node;
}

bool
code_set_base(struct code_reading *reading)
{
    const struct short_parser *parser = reading->parser;
    struct code_goal *goal = reading->goals;
    const struct parameter *row;
    const struct kind *kind;
    struct tree *lr;

    while (goal->family && strcmp(goal->family->name, "optimizer") != 0)
        goal++;
    if (!goal->family)
        return error_in(parser->error, parser->source,
                        parser->made ? parser->made->node->offset : 0,
                        "gives rates, not factors: paste the script as a file");
    if (!goal->node)
        goal->node = parser_new(reading->parser, TREE_OBJECT, 0);
    lr = goal->node ? tree_member(goal->node, "lr") : NULL;
    if (goal->node && !lr) {
        kind = tree_member(goal->node, "type")
                   ? family_find(goal->family,
                                 tree_member(goal->node, "type")->text)
                   : NULL;
        row = kind ? row_find(kind, NULL, "lr") : NULL;
        lr = parser_new(reading->parser, TREE_NUMBER, 0);
        if (lr)
            lr->number = row ? strtod(row->default_text, NULL) : 1e-3;
        if (lr)
            tree_append(goal->node, "lr", lr);
    }
    if (lr && tree_is(lr, TREE_NUMBER))
        lr->number = parser->base.absolute ? parser->base.factor
                                           : lr->number * parser->base.factor;
    return lr != NULL;
}

bool
code_take_compile(struct code_reading *reading, struct code_goal *goal)
{
    struct short_parser *parser = reading->parser, inside = *parser;
    size_t length = code_method(parser, ".compile");
    struct error ignored = {0};
    struct place place = {.source = parser->source};
    const struct tree *text;
    struct tree *node;

    if (length == 0 || !parser->keras)
        return true;
    inside.error = &ignored;
    inside.at += length + strlen(".compile");
    parser_next(&inside);
    inside.at++;
    parser_next(&inside);
    if (code_skip_word(&inside, "optimizer"))
        inside.at++;
    if (!strchr("\"'", parser_next(&inside)) || !parser_peek(&inside))
        return true;
    text = parser_string(&inside);
    node =
        text ? code_optimizer_by_text(parser, goal->family, text->text) : NULL;
    if (!text || parser->arena->failed)
        return !parser->arena->failed;
    goal->node = node;
    goal->count++;
    goal->error = (struct error){0};
    place.offset = text->offset;
    if (!node && family_find(goal->family, text->text))
        error_at(&goal->error, &place,
                 "is Keras' own '%s', which lrsim does not have",
                 quote(text->text).text);
    else if (!node)
        unknown_kind(goal->family, text->text, &place, parser->arena,
                     &goal->error);
    return true;
}
