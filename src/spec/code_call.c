/* code_call.c -- calls as Python code writes them: with modules before the
 * name, and arguments that say nothing to lrsim. */
#include <string.h>

#include "spec/short_parser.h"

/* A part of a module's name, and the system that it is of; the others say none.
 */
static const struct {
    const char *word;
    enum system_id system;
} modules[] = {
    {"torch", SYSTEM_torch},        {"optim", SYSTEM_torch},
    {"lr_scheduler", SYSTEM_torch}, {"swa_utils", SYSTEM_torch},
    {"transformers", SYSTEM_hf},    {"optimization", SYSTEM_hf},
    {"optax", SYSTEM_optax},        {"keras", SYSTEM_keras},
    {"tf", SYSTEM_keras},           {"tensorflow", SYSTEM_keras},
    {"timm", SYSTEM_timm},          {"deepspeed", SYSTEM_deepspeed},
    {"runtime", SYSTEM_deepspeed},  {"lr_schedules", SYSTEM_deepspeed},
    {"optimizers", SYSTEM_none},    {"schedules", SYSTEM_none},
    {"scheduler", SYSTEM_none},
};

bool
code_is_module(const char *text, const char *end, enum system_id system)
{
    while (text < end) {
        size_t length = strcspn(text, "."), i = 0;

        while (i < sizeof modules / sizeof *modules &&
               (strlen(modules[i].word) != length ||
                memcmp(modules[i].word, text, length) != 0))
            i++;
        if (i == sizeof modules / sizeof *modules ||
            (modules[i].system != SYSTEM_none && modules[i].system != system))
            return false;
        text += length + 1;
    }
    return true;
}

const struct kind *
code_kind(const struct family *family, const char *name)
{
    const struct kind *kind = family_find(family, name);

    for (const char *dot = strchr(name, '.'); !kind && dot;
         dot = strchr(dot + 1, '.')) {
        const struct kind *other = family_find(family, dot + 1);

        /* `scheduler.step()` calls a method, which lrsim's step is not. */
        if (other && strcmp(dot + 1, other->name) != 0 &&
            code_is_module(name, dot, kind_system(other)))
            kind = other;
    }
    return kind;
}

size_t
code_argument_end(const struct short_parser *parser)
{
    const struct source *source = parser->source;
    int depth = 0;
    size_t at = parser->at;

    while (at < source->length) {
        size_t behind = code_pass_text(source, at);
        char c = source->text[at];

        if (depth == 0 && c != '\0' && strchr(",)]}", c))
            break;
        depth += (strchr("([{", c) != NULL) - (strchr(")]}", c) != NULL);
        at = behind > at ? behind : at + 1;
    }
    return at;
}

/* Whether a text from here on, up to `end`, has a word. */
static bool
has(const struct short_parser *parser, size_t end, const char *word)
{
    size_t length = strlen(word);

    for (size_t at = parser->at; at + length <= end; at++)
        if (!memcmp(parser->source->text + at, word, length))
            return true;
    return false;
}

bool
code_call_has(const struct short_parser *parser, const char *word)
{
    return has(parser, code_argument_end(parser), word);
}

/* Named arguments that PyTorch has, and lrsim no use for, with the values that
 * change nothing. */
static const char *const passed[][2] = {
    {"last_epoch", "-1"},    {"verbose", "False"},        {"verbose", "True"},
    {"foreach", "None"},     {"foreach", "False"},        {"foreach", "True"},
    {"fused", "None"},       {"fused", "False"},          {"fused", "True"},
    {"capturable", "False"}, {"differentiable", "False"},
};

static bool
is_passed(const struct short_parser *parser, const struct kind *kind,
          size_t name, size_t end)
{
    const char *text = parser->source->text + parser->at;
    struct short_parser value = *parser;

    value.at += name;
    if (parser_next(&value) != '=')
        return false;
    value.at++;
    parser_next(&value);
    while (end > value.at && strchr(" \t\n", parser->source->text[end - 1]))
        end--;
    /* The first argument may be named. */
    if (!row_find(kind, NULL, "optimizer") &&
        ((name == 9 && !memcmp(text, "optimizer", 9)) ||
         (name == 6 && !memcmp(text, "params", 6))))
        return true;
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (strlen(passed[i][0]) == name && !memcmp(text, passed[i][0], name) &&
            strlen(passed[i][1]) == end - value.at &&
            !memcmp(parser->source->text + value.at, passed[i][1],
                    end - value.at))
            return true;
    return false;
}

/* Whether a list of groups, which comes next or a name stands for, has a rate
 * of one of them; `groups` says whether it is such a list. */
static bool
has_rates(const struct short_parser *parser, size_t end, bool *groups)
{
    struct short_parser inside = *parser;
    size_t length = parser_name_length(parser);
    const struct code_name *known =
        code_name(parser, parser->source->text + parser->at, length);
    const struct tree *group =
        known && tree_is(known->value, TREE_LIST) ? known->value->child : NULL;
    bool rates = false;

    *groups = tree_member(group, "params") != NULL;
    for (; length > 0 && group; group = group->next)
        rates = rates || tree_member(group, "lr");
    if (length > 0 || parser_peek(parser) != '[')
        return rates && *groups;
    inside.at++;
    *groups = (parser_next(&inside) == '{' || has(&inside, end, "dict(")) &&
              has(parser, end, "params");
    return *groups && (has(parser, end, "\"lr\"") || has(parser, end, "'lr'") ||
                       has(parser, end, "lr="));
}

bool
code_check_groups(struct short_parser *parser)
{
    struct short_parser list = *parser;
    size_t end = code_argument_end(parser), name = parser_name_length(parser);
    bool groups;

    list.at += name;
    if (name > 0 && parser_next(&list) == '=') {
        if (name != 6 ||
            memcmp(parser->source->text + parser->at, "params", 6) != 0)
            return true;
        list.at++;
        parser_next(&list);
    } else {
        list.at = parser->at;
    }
    if (has_rates(&list, end, &groups))
        return error_in(parser->error, parser->source, list.at,
                        "is a list of groups of parameters with rates of "
                        "their own, which a script cannot give: write "
                        "optimizer.param_groups");
    if (groups) {
        code_assume(parser, "what groups of parameters have of their own", 43,
                    "passed over");
        parser->at = end;
    }
    return true;
}

void
code_note_optimizer(struct short_parser *parser)
{
    struct short_parser name = *parser;

    name.at += parser_name_length(parser);
    if (parser_next(&name) == '=')
        name.at++;
    else
        name.at = parser->at;
    parser_next(&name);
    if (parser->optimizer_length > 0)
        return;
    parser->optimizer = parser->source->text + name.at;
    parser->optimizer_length = parser_name_length(&name);
}

bool
code_skip_argument(struct short_parser *parser, const struct kind *kind,
                   size_t count)
{
    size_t name = parser_name_length(parser), end = code_argument_end(parser);
    const char *text = parser->source->text + parser->at;
    struct short_parser behind = *parser;
    const struct parameter *row = kind->parameters;
    bool skips;

    if (name == 0)
        return false;
    behind.at += name;
    if (parser_next(&behind) == '=')
        skips = is_passed(parser, kind, name, end);
    else if (row && row->family && row->type != PARAMETER_NODES)
        return false; /* a wrapper takes an optimizer */
    else
        /* The optimizer of a schedule, the parameters of an optimizer. */
        skips = count == 0 &&
                (has(parser, end, "optim") || has(parser, end, "param") ||
                 (name == 3 && !memcmp(text, "opt", 3)) ||
                 code_bound_optimizer(parser, text, name));
    if (skips && (count == 0 || (name == 9 && !memcmp(text, "optimizer", 9))))
        code_note_optimizer(parser);
    if (skips)
        parser->at = end;
    return skips;
}
