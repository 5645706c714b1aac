/* code_scheduler.c -- calls that name the schedule by an argument:
 * get_scheduler
 * ("cosine", optimizer, 10, 100) of transformers and Diffusers, and timm's
 * create_scheduler_v2(optimizer, "cosine", num_epochs=300). */
#include <ctype.h>
#include <string.h>

#include "spec/code_parser.h"

struct code_maker {
    enum system_id system;
    const char *name;      /* of the call */
    const char *prefix;    /* of the kinds */
    const char *type;      /* the argument that names the kind */
    const char *usual;     /* the kind without it; NULL: it must be there */
    const char *arguments; /* see struct code_signature */
    const char *defaults;  /* of parameters, where ours differ */
};

static const struct code_maker makers[] = {
    {SYSTEM_hf, "get_scheduler", "hf.", "name", NULL,
     "name optimizer- num_warmup_steps num_training_steps "
     "scheduler_specific_kwargs * step_rules num_cycles power last_epoch-",
     ""},
    {SYSTEM_timm, "create_scheduler_v2", "timm.", "sched", "timm.cosine",
     "optimizer- sched num_epochs>t_initial decay_epochs>decay_t "
     "decay_milestones>decay_t cooldown_epochs- patience_epochs>patience_t "
     "decay_rate>decay_rate|power min_lr>lr_min warmup_lr>warmup_lr_init "
     "warmup_epochs>warmup_t warmup_prefix noise! noise_pct noise_std "
     "noise_seed cycle_mul cycle_decay cycle_limit k_decay decay_fn! "
     "stable_timescale! plateau_mode>mode step_on_epochs updates_per_epoch-",
     "t_initial=300 decay_t=90 decay_rate=0.1 power=0.1 warmup_lr_init=1e-5 "
     "cycle_decay=0.1 warmup_prefix=false"},
};

static const struct code_maker *
find_maker(const char *name)
{
    const char *dot = strrchr(name, '.'), *own = dot ? dot + 1 : name;

    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (strcmp(own, makers[i].name) == 0 &&
            (!dot || code_is_module(name, dot, makers[i].system)))
            return &makers[i];
    return NULL;
}

bool
code_is_maker(const struct family *family, const char *name)
{
    return family->sequence && find_maker(name);
}

/* "cosine", or SchedulerType.COSINE, with the prefix of the kinds. */
static bool
read_type(struct short_parser *parser, const struct code_maker *maker,
          struct tree *node)
{
    struct tree *type = parser_value(parser, NULL);
    struct text name = {.arena = parser->arena};
    const char *dot;

    if (!type)
        return false;
    if (!tree_is(type, TREE_STRING))
        return error_in(parser->error, parser->source, type->offset,
                        "must be the name of a schedule, not %s",
                        tree_quote(type).text);
    dot = strrchr(type->text, '.');
    if (type->unknown && strncmp(type->text, "SchedulerType.", 14) != 0)
        return error_in(parser->error, parser->source, type->offset,
                        "is '%s', to which the script gives no value",
                        quote(type->text).text);
    text_string(&name, maker->prefix);
    for (const char *at = dot ? dot + 1 : type->text; *at; at++)
        text_format(&name, "%c", tolower((unsigned char)*at));
    type->text = text_end(&name);
    type->unknown = false;
    if (!type->text)
        return error_memory(parser->error);
    if (strcmp(type->text, "hf.reduce_lr_on_plateau") == 0)
        type->text = "reduce_on_plateau";
    tree_append(node, "type", type);
    return true;
}

/* What a maker's arguments give. */
struct code_made {
    const struct code_maker *maker;
    struct tree *node, *values; /* by the arguments of the list */
};

static bool
take_argument(struct short_parser *parser, const char *argument, void *context)
{
    static const struct parameter steps = {
        .type = PARAMETER_INTEGER, .meaning = "steps", .count = COUNT_STEPS};
    const struct code_made *made = context;
    const char *type = made->maker->type;
    struct tree *value;

    if (strncmp(argument, type, strlen(type)) == 0)
        return read_type(parser, made->maker, made->node);
    value =
        parser_value(parser, strncmp(argument, "num_", 4) == 0 ? &steps : NULL);
    if (!value)
        return false;
    if (strncmp(argument, "step_on_epochs", 14) == 0 && !value->truth)
        return error_in(parser->error, parser->source, value->offset,
                        "must be True: write the class itself, with lengths in "
                        "updates");
    tree_append(made->values, argument, value);
    return true;
}

/* Whether a row is what an argument with this value stands for.  The cycles of
 * Diffusers' get_scheduler are those of restarts only. */
static bool
is_row(const struct kind *kind, const struct parameter *row, const char *name,
       size_t length, const struct tree *value)
{
    if (strlen(row->name) != length || memcmp(row->name, name, length) != 0)
        return false;
    if (strcmp(row->name, "decay_t") == 0)
        return (row->type == PARAMETER_INTEGERS) == tree_is(value, TREE_LIST);
    return strcmp(row->name, "num_cycles") != 0 ||
           strstr(kind->name, "restarts");
}

/* The parameter of a kind that an argument stands for; NULL: the system passes
 * it over for this kind. */
static const struct parameter *
find_row(const struct kind *kind, const char *argument,
         const struct tree *value)
{
    size_t length = strcspn(argument, " >");

    if (argument[length] == '>')
        argument += length + 1;
    for (;; argument++) {
        length = strcspn(argument, " |");
        for (const struct parameter *row = kind->parameters; row->name; row++)
            if (is_row(kind, row, argument, length, value))
                return row;
        argument += length;
        if (*argument != '|')
            return NULL;
    }
}

static void
take_values(struct tree *node, const struct kind *kind, struct tree *values)
{
    for (struct tree *value = values->child, *next; value; value = next) {
        const struct parameter *row = find_row(kind, value->key, value);

        next = value->next;
        value->next = NULL;
        /* scheduler_specific_kwargs */
        if (tree_is(value, TREE_OBJECT))
            for (struct tree *more = value->child, *then; more; more = then) {
                then = more->next;
                more->next = NULL;
                tree_append(node, more->key, more);
            }
        else if (value->kind != TREE_NULL && row)
            tree_append(node, row->name, value);
    }
}

/* The kind that the type of a node names, or the usual one; NULL: an error. */
static const struct kind *
find_kind(struct short_parser *parser, const struct family *family,
          const struct code_maker *maker, struct tree *node)
{
    struct tree *type = tree_member(node, "type");
    struct place place = {.source = parser->source, .offset = node->offset};
    const struct kind *kind;

    if (!type && !maker->usual) {
        error_in(parser->error, parser->source, node->offset,
                 "%s must have a %s", maker->name, maker->type);
        return NULL;
    }
    if (!type) {
        type = parser_new(parser, TREE_STRING, node->offset);
        if (!type)
            return NULL;
        type->text = maker->usual;
        tree_append(node, "type", type);
    }
    place.offset = type->offset;
    kind = family_find(family, type->text);
    if (!kind)
        unknown_kind(family, type->text, &place, parser->arena, parser->error);
    return kind;
}

struct tree *
code_make(struct short_parser *parser, const struct family *family,
          const char *name)
{
    const struct code_maker *maker = find_maker(name);
    struct code_made made = {maker, parser_new(parser, TREE_OBJECT, parser->at),
                             parser_new(parser, TREE_OBJECT, parser->at)};
    const struct code_signature call = {maker->name, maker->arguments,
                                        take_argument};
    const struct kind *kind;

    if (!made.node || !made.values ||
        !code_read_arguments(parser, &call, &made))
        return NULL;
    kind = find_kind(parser, family, maker, made.node);
    if (!kind)
        return NULL;
    take_values(made.node, kind, made.values);
    return code_add_defaults(parser, kind, maker->defaults, made.node)
               ? made.node
               : NULL;
}
