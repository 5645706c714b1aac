/* code_chain.c -- optax.chain(...): what clips the gradient, an optimizer, and
 * what scales its update. */
#include <math.h>
#include <string.h>

#include "spec/code_parser.h"

/* The parts of one number, and the member of the gradient that each sets. */
static const char *const clips[][2] = {
    {"optax.clip_by_global_norm", "clip_norm"},
    {"optax.clip", "clip_value"},
    {"optax.adaptive_grad_clip", "agc"},
};

/* What a chain's parts make. */
struct code_chain {
    struct tree *node;     /* its members are the optimizer's */
    struct tree *gradient; /* NULL: nothing is clipped */
    struct tree *decay;    /* of weights; NULL: none */
    bool direct;           /* an optimizer is there */
};

/* The number in the parentheses that come next. */
static struct tree *
read_number(struct short_parser *parser)
{
    static const struct parameter row = {.type = PARAMETER_REAL,
                                         .meaning = "a number"};
    struct tree *value;

    parser->at++;
    value = parser_value(parser, &row);
    if (value && !parser_comma(parser, ')'))
        return NULL;
    if (value && parser_next(parser) != ')')
        return parser_expected(parser, "must be ')'");
    parser->at++;
    return value;
}

/* Moves the members of one node into another, the type first. */
static void
take_members(struct code_chain *chain, struct tree *from)
{
    struct tree *type = tree_member(chain->node, "type"), *next;

    for (struct tree *member = from->child; member; member = next) {
        next = member->next;
        member->next = NULL;
        if (strcmp(member->key, "type") == 0)
            type->text = member->text;
        else if (strcmp(member->key, "gradient") == 0)
            chain->gradient = member;
        else
            tree_append(chain->node, member->key, member);
    }
    chain->direct = true;
}

static bool
set_rate(struct short_parser *parser, struct code_chain *chain,
         struct tree *rate, bool negative)
{
    struct tree *known = tree_member(chain->node, "lr");

    if (tree_is(rate, TREE_NUMBER))
        rate->number = negative ? -rate->number : rate->number;
    if (known && tree_is(rate, TREE_NUMBER) && fabs(rate->number) == 1)
        return true;
    if (known)
        return error_in(parser->error, parser->source, rate->offset,
                        "must be -1, since the rate is given before");
    tree_append(chain->node, "lr", rate);
    return true;
}

/* A part by its name, from the parenthesis on. */
static bool
read_part(struct short_parser *parser, const struct family *family,
          const char *name, size_t start, struct code_chain *chain)
{
    struct tree *value, *type;

    for (size_t i = 0; i < sizeof clips / sizeof *clips; i++)
        if (strcmp(name, clips[i][0]) == 0) {
            value = read_number(parser);
            if (value && !chain->gradient)
                chain->gradient = parser_new(parser, TREE_OBJECT, start);
            return value && chain->gradient &&
                   code_clip(parser, chain->gradient, clips[i][1], value);
        }
    if (strcmp(name, "optax.add_decayed_weights") == 0) {
        chain->decay = read_number(parser);
        type = tree_member(chain->node, "type");
        if (chain->decay && chain->direct &&
            (strcmp(type->text, "adam") != 0 || tree_member(chain->node, "lr")))
            return error_in(parser->error, parser->source, start,
                            "behind an optimizer has no counterpart in lrsim: "
                            "it adds to what the rate has scaled");
        if (chain->decay && chain->direct)
            type->text = "adamw";
        return chain->decay != NULL;
    }
    if (strcmp(name, "optax.scale") == 0) {
        value = read_number(parser);
        return value && set_rate(parser, chain, value, true);
    }
    if (strcmp(name, "optax.scale_by_schedule") == 0 ||
        strcmp(name, "optax.scale_by_learning_rate") == 0) {
        parser->at++;
        parser_next(parser);
        value = code_rate(parser);
        if (!value || !parser_comma(parser, ')'))
            return false;
        parser->at++;
        return set_rate(parser, chain, value, false);
    }
    parser->at = start;
    if (!code_is_optimizer(parser, family, name) || chain->direct)
        return error_in(parser->error, parser->source, start,
                        "must be an optimizer or a clip of optax.chain that "
                        "lrsim has, not '%s'",
                        quote(name).text);
    value = parser_schedule(parser, family, NULL);
    if (value)
        take_members(chain, value);
    return value != NULL;
}

/* A part, or the name that one was assigned to. */
static bool
read_next(struct short_parser *parser, const struct family *family,
          struct code_chain *chain)
{
    size_t start = parser->at, length = parser_name_length(parser);
    const char *name = parser_take_name(parser, length);
    const struct code_name *known;
    struct tree *copy;

    if (!name)
        return false;
    if (length > 0 && parser_next(parser) == '(') {
        name = code_resolve(parser, name);
        return name && read_part(parser, family, name, start, chain);
    }
    known = code_name(parser, name, length);
    if (known && tree_is(known->value, TREE_OBJECT) && !chain->direct) {
        code_use(parser, known->value);
        copy = tree_copy(parser->arena, known->value);
        if (!copy)
            return error_memory(parser->error);
        take_members(chain, copy);
        return true;
    }
    return error_in(parser->error, parser->source, start,
                    "unknown name '%s': no optimizer is assigned to it before",
                    quote(name).text);
}

struct tree *
code_chain(struct short_parser *parser, const struct family *family,
           struct tree *node)
{
    struct code_chain chain = {.node = node};

    parser->at++;
    while (parser_next(parser) != ')')
        if (!read_next(parser, family, &chain) || !parser_comma(parser, ')'))
            return NULL;
    parser->at++;
    if (!chain.direct)
        tree_member(node, "type")->text = "sgd";
    if (chain.decay)
        tree_append(node, "weight_decay", chain.decay);
    if (chain.gradient) {
        chain.gradient->of_root = true;
        tree_append(node, "gradient", chain.gradient);
    }
    return node;
}
