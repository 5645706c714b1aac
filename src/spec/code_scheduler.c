/* code_scheduler.c -- transformers' get_scheduler("cosine", optimizer, 10,
 * 100), which names the schedule by its first argument. */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "spec/short_parser.h"

enum argument {
    ARGUMENT_NAME,
    ARGUMENT_OPTIMIZER,
    ARGUMENT_WARMUP,
    ARGUMENT_TRAINING,
    ARGUMENT_MORE,
    ARGUMENTS
};

static const char *const names[ARGUMENTS] = {
    "name",
    "optimizer",
    "num_warmup_steps",
    "num_training_steps",
    "scheduler_specific_kwargs",
};

bool
code_is_get_scheduler(const char *name)
{
    static const char *const forms[] = {
        "get_scheduler",
        "transformers.get_scheduler",
        "transformers.optimization.get_scheduler",
        "optimization.get_scheduler",
    };

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(name, forms[i]) == 0)
            return true;
    return false;
}

/* The argument that comes next, by its name or by its position. */
static bool
next_argument(struct short_parser *parser, enum argument *which)
{
    size_t start = parser->at, length = parser_name_length(parser);
    const char *text = parser->source->text + start;

    parser->at += length;
    if (length == 0 || parser_next(parser) != '=') {
        parser->at = start;
        return *which < ARGUMENTS ||
               error_in(parser->error, parser->source, start,
                        "get_scheduler takes at most %d arguments", ARGUMENTS);
    }
    parser->at++;
    parser_next(parser);
    for (*which = 0; *which < ARGUMENTS; ++*which)
        if (strlen(names[*which]) == length &&
            !memcmp(names[*which], text, length))
            return true;
    return error_in(parser->error, parser->source, start,
                    "unknown argument '%s' of get_scheduler",
                    quote_bytes(text, length).text);
}

/* "cosine", or SchedulerType.COSINE. */
static struct tree *
read_type(struct short_parser *parser)
{
    struct tree *type = parser_value(parser, NULL);
    struct text name = {.arena = parser->arena};
    const char *dot;

    if (!type)
        return NULL;
    if (!tree_is(type, TREE_STRING)) {
        error_in(parser->error, parser->source, type->offset,
                 "must be the name of a schedule, not %s",
                 tree_quote(type).text);
        return NULL;
    }
    dot = strrchr(type->text, '.');
    text_string(&name, "hf.");
    for (const char *at = dot ? dot + 1 : type->text; *at; at++)
        text_format(&name, "%c", tolower((unsigned char)*at));
    type->text = text_end(&name);
    if (!type->text) {
        error_memory(parser->error);
        return NULL;
    }
    if (strcmp(type->text, "hf.reduce_lr_on_plateau") == 0)
        type->text = "reduce_on_plateau";
    return type;
}

static bool
read_argument(struct short_parser *parser, enum argument which,
              struct tree *values[ARGUMENTS])
{
    static const struct parameter steps = {
        .type = PARAMETER_INTEGER, .meaning = "steps", .count = COUNT_STEPS};

    if (which == ARGUMENT_OPTIMIZER) {
        parser->at = code_argument_end(parser);
        return true;
    }
    values[which] =
        which == ARGUMENT_NAME
            ? read_type(parser)
            : parser_value(parser, which == ARGUMENT_MORE ? NULL : &steps);
    return values[which] != NULL;
}

/* What the schedule has no use for is passed over, as transformers does. */
static void
take_values(struct tree *node, const struct kind *kind,
            struct tree *const values[ARGUMENTS])
{
    struct tree *more = values[ARGUMENT_MORE], *next;

    for (int i = ARGUMENT_WARMUP; i <= ARGUMENT_TRAINING; i++)
        if (values[i] && values[i]->kind != TREE_NULL &&
            row_find(kind, NULL, names[i]))
            tree_append(node, names[i], values[i]);
    for (more = tree_is(more, TREE_OBJECT) ? more->child : NULL; more;
         more = next) {
        next = more->next;
        tree_append(node, more->key, more);
    }
}

struct tree *
code_get_scheduler(struct short_parser *parser, const struct family *family)
{
    struct tree *values[ARGUMENTS] = {NULL}, *node;
    size_t start = parser->at;
    struct place place = {.source = parser->source, .offset = start};
    const struct kind *kind;

    parser->at++;
    for (enum argument which = 0; parser_next(parser) != ')'; which++)
        if (!next_argument(parser, &which) ||
            !read_argument(parser, which, values) || !parser_comma(parser, ')'))
            return NULL;
    parser->at++;
    node = parser_new(parser, TREE_OBJECT, start);
    if (!node)
        return NULL;
    if (!values[ARGUMENT_NAME]) {
        error_in(parser->error, parser->source, start,
                 "get_scheduler must have a name");
        return NULL;
    }
    place.offset = values[ARGUMENT_NAME]->offset;
    kind = family_find(family, values[ARGUMENT_NAME]->text);
    if (!kind) {
        unknown_kind(family, values[ARGUMENT_NAME]->text, &place, parser->arena,
                     parser->error);
        return NULL;
    }
    tree_append(node, "type", values[ARGUMENT_NAME]);
    take_values(node, kind, values);
    return node;
}
