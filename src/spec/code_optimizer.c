/* code_optimizer.c -- the optimizers of Optax and Keras, as lrsim's kinds.
 *
 * Their rate may be a schedule.  Then the node's lr is one, and what expands
 * the document makes it the root's schedule; `gradient` likewise. */
#include <string.h>
#include <strings.h>

#include "spec/code_parser.h"
#include "syntax/json.h"

struct code_form {
    enum system_id system;
    const char *name, *kind;
    const char *arguments; /* see struct code_signature */
    const char *defaults;  /* of theirs, where ours differ: "eps=1e-7" */
};

#define OPTAX_ADAM                                                             \
    "learning_rate>lr b1>betas.0 b2>betas.1 eps eps_root! mu_dtype- "
#define KERAS_COMMON                                                           \
    " clipnorm! clipvalue>gradient.clip_value "                                \
    "global_clipnorm>gradient.clip_norm use_ema! ema_momentum- "               \
    "ema_overwrite_frequency- loss_scale_factor- gradient_accumulation_steps " \
    "name- jit_compile-"
#define KERAS_ADAM "learning_rate>lr beta_1>betas.0 beta_2>betas.1 epsilon>eps "

static const struct code_form forms[] = {
    {SYSTEM_optax, "sgd", "sgd",
     "learning_rate>lr momentum nesterov accumulator_dtype-", ""},
    {SYSTEM_optax, "adam", "adam", OPTAX_ADAM "nesterov!", ""},
    {SYSTEM_optax, "adamw", "adamw", OPTAX_ADAM "weight_decay mask- nesterov!",
     "weight_decay=1e-4"},
    {SYSTEM_optax, "adamax", "adamax",
     "learning_rate>lr b1>betas.0 b2>betas.1 eps", ""},
    {SYSTEM_optax, "radam", "radam",
     "learning_rate>lr b1>betas.0 b2>betas.1 eps eps_root! threshold- "
     "nesterov!",
     ""},
    {SYSTEM_optax, "lion", "lion",
     "learning_rate>lr b1>betas.0 b2>betas.1 mu_dtype- weight_decay mask-",
     "weight_decay=1e-3"},
    {SYSTEM_optax, "adadelta", "adadelta",
     "learning_rate>lr rho eps weight_decay!", "rho=0.9 eps=1e-6"},
    {SYSTEM_optax, "adagrad", "adagrad",
     "learning_rate>lr initial_accumulator_value eps",
     "initial_accumulator_value=0.1 eps=1e-7"},
    {SYSTEM_optax, "scale_by_adam", "adam",
     "b1>betas.0 b2>betas.1 eps eps_root! mu_dtype- nesterov!", ""},
    {SYSTEM_keras, "SGD", "keras.SGD",
     "learning_rate>lr momentum nesterov weight_decay" KERAS_COMMON, ""},
    {SYSTEM_keras, "Adam", "keras.Adam",
     KERAS_ADAM "amsgrad weight_decay" KERAS_COMMON, ""},
    {SYSTEM_keras, "AdamW", "keras.AdamW",
     "learning_rate>lr weight_decay beta_1>betas.0 beta_2>betas.1 epsilon>eps "
     "amsgrad" KERAS_COMMON,
     ""},
    {SYSTEM_keras, "Adamax", "keras.Adamax",
     KERAS_ADAM "weight_decay" KERAS_COMMON, ""},
    {SYSTEM_keras, "RMSprop", "keras.RMSprop",
     "learning_rate>lr rho momentum epsilon>eps centered "
     "weight_decay" KERAS_COMMON,
     ""},
    {SYSTEM_keras, "Adagrad", "keras.Adagrad",
     "learning_rate>lr initial_accumulator_value epsilon>eps "
     "weight_decay" KERAS_COMMON,
     ""},
    {SYSTEM_keras, "Nadam", "nadam", KERAS_ADAM "weight_decay" KERAS_COMMON,
     "lr=0.001 eps=1e-7 momentum_decay=1 decoupled_weight_decay=true"},
    {SYSTEM_keras, "Lion", "lion",
     "learning_rate>lr beta_1>betas.0 beta_2>betas.1 "
     "weight_decay" KERAS_COMMON,
     "lr=0.001"},
    {SYSTEM_keras, "Adadelta", "adadelta",
     "learning_rate>lr rho epsilon>eps weight_decay!" KERAS_COMMON,
     "lr=0.001 rho=0.95 eps=1e-7"},
    {.name = NULL},
};

/* The form of a name in its module, or in a script of a bare one whose call
 * gives a learning_rate. */
static const struct code_form *
find_form(const struct short_parser *parser, const char *name)
{
    const char *dot = strrchr(name, '.'), *own = dot ? dot + 1 : name;

    for (const struct code_form *form = forms; form->name; form++)
        if (strcmp(form->name, own) == 0 &&
            (dot ? code_is_module(name, dot, form->system)
                 : parser->script &&
                       (code_call_has(parser, "learning_rate=") ||
                        (parser->keras && form->system == SYSTEM_keras))))
            return form;
    return NULL;
}

static bool
is_chain(const char *name)
{
    return strcmp(name, "optax.chain") == 0;
}

/* keras.SGD is lrsim's name, SGD and keras.optimizers.SGD are Keras'. */
static bool
is_own_name(const struct family *family, const char *name)
{
    return strchr(name, '.') && family_find(family, name);
}

bool
code_is_optimizer(const struct short_parser *parser,
                  const struct family *family, const char *name)
{
    return parser->schedules && strcmp(family->name, "optimizer") == 0 &&
           (is_chain(name) ||
            (find_form(parser, name) && !is_own_name(family, name)));
}

struct tree *
code_optimizer_by_text(struct short_parser *parser, const struct family *family,
                       const char *text)
{
    const struct code_form *form = forms;
    struct tree *node;

    while (form->name &&
           (form->system != SYSTEM_keras || strcasecmp(form->name, text) != 0))
        form++;
    if (!form->name)
        return NULL;
    node = parser_node(parser, form->kind, parser->at);
    return node && code_add_defaults(parser, family_find(family, form->kind),
                                     form->defaults, node)
               ? node
               : NULL;
}

/* The member of an object, which is made where it is not there. */
static struct tree *
make_member(struct short_parser *parser, struct tree *object, const char *name,
            enum tree_kind kind)
{
    struct tree *member = tree_member(object, name);

    if (member)
        return member;
    member = parser_new(parser, kind, parser->at);
    if (member)
        tree_append(object, name, member);
    return member;
}

/* betas, as the kind has them. */
static struct tree *
make_betas(struct short_parser *parser, struct tree *node,
           const struct parameter *row)
{
    struct tree *betas = tree_member(node, "betas");
    const struct tree *usual;

    if (betas)
        return betas;
    usual = json_constant(row->default_text, parser->arena);
    betas = usual ? tree_copy(parser->arena, usual) : NULL;
    if (betas)
        tree_append(node, "betas", betas);
    else
        error_memory(parser->error);
    return betas;
}

bool
code_clip(struct short_parser *parser, struct tree *gradient, const char *name,
          struct tree *value)
{
    struct tree *zero = parser_new(parser, TREE_NUMBER, value->offset);

    tree_append(gradient, name, value);
    if (zero && strcmp(name, "clip_norm") == 0)
        tree_append(gradient, "clip_eps", zero);
    return zero != NULL;
}

/* Sets "betas.0", "gradient.clip_norm" or a parameter of the kind. */
static bool
set(struct short_parser *parser, struct tree *node, const struct kind *kind,
    const char *ours, struct tree *value)
{
    struct tree *list, *object;

    if (value->kind == TREE_NULL)
        return true;
    if (strncmp(ours, "betas.", 6) == 0) {
        list = make_betas(parser, node, row_find(kind, NULL, "betas"));
        if (list)
            tree_replace(tree_element(list, ours[6] == '1'), value);
        return list != NULL;
    }
    if (strncmp(ours, "gradient.", 9) == 0) {
        object = make_member(parser, node, "gradient", TREE_OBJECT);
        if (!object)
            return false;
        object->of_root = true;
        return code_clip(parser, object, ours + 9, value);
    }
    tree_append(node, ours, value);
    return true;
}

/* The last schedule that a script makes; NULL: none. */
static const struct tree *
last_schedule(const struct short_parser *parser)
{
    const struct code_found *made = parser->made;

    while (made && !made->family->sequence)
        made = made->next;
    return made ? made->node : NULL;
}

static struct tree *
read_rate(struct short_parser *parser)
{
    static const struct parameter row = {.type = PARAMETER_REAL,
                                         .meaning = "a rate"};
    size_t length = parser_name_length(parser);
    const char *text = parser->source->text + parser->at;
    const struct code_name *known = code_name(parser, text, length);
    struct short_parser ahead = *parser;
    const char *name = arena_copy(parser->arena, text, length);
    const struct tree *made;
    struct tree *value, *copy;

    ahead.at += length;
    name = name ? code_resolve(parser, name) : NULL;
    if (length > 0 && name &&
        ((known && tree_is(known->value, TREE_OBJECT) &&
          tree_member(known->value, "type")) ||
         (parser_next(&ahead) == '(' &&
          (code_kind(parser->schedules, name) ||
           code_is_maker(parser->schedules, name)))))
        return parser_schedule(parser, parser->schedules, NULL);
    value = parser_value(parser, &row);
    /* What a function of the script returns: the schedule that it makes. */
    if (value && value->unknown && length > 0 &&
        (made = last_schedule(parser))) {
        code_use(parser, made);
        copy = tree_copy(parser->arena, made);
        code_assume(parser, value->text, strlen(value->text),
                    "the schedule that the script makes");
        return copy ? copy : (error_memory(parser->error), NULL);
    }
    return value;
}

struct tree *
code_rate(struct short_parser *parser)
{
    struct tree *rate = read_rate(parser);

    if (tree_is(rate, TREE_OBJECT))
        rate->of_root = true;
    return rate;
}

/* The node whose arguments are read. */
struct code_node {
    const struct kind *kind;
    struct tree *node;
};

static bool
take_argument(struct short_parser *parser, const char *argument, void *context)
{
    static const struct parameter number = {.type = PARAMETER_REAL,
                                            .meaning = "a number"};
    const struct code_node *made = context;
    size_t theirs = strcspn(argument, " >");
    const char *ours =
        argument[theirs] == '>' ? argument + theirs + 1 : argument;
    char *name = arena_copy(parser->arena, ours, strcspn(ours, " "));
    const struct parameter *row;
    struct tree *value;

    if (!name)
        return error_memory(parser->error);
    row = row_find(made->kind, NULL, name);
    value = strcmp(name, "lr") == 0 ? code_rate(parser)
                                    : parser_value(parser, row ? row : &number);
    return value && set(parser, made->node, made->kind, name, value);
}

struct tree *
code_optimizer(struct short_parser *parser, const struct family *family,
               const char *name, struct tree *node)
{
    const struct code_form *form = find_form(parser, name);
    struct tree *type = tree_member(node, "type");
    struct code_node made = {.node = node};
    struct code_signature call;

    if (is_chain(name))
        return code_chain(parser, family, node);
    type->text = form->kind;
    made.kind = family_find(family, form->kind);
    call = (struct code_signature){form->name, form->arguments, take_argument};
    return code_read_arguments(parser, &call, &made) &&
                   code_add_defaults(parser, made.kind, form->defaults, node)
               ? node
               : NULL;
}
