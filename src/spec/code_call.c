/* code_call.c -- calls as Python code writes them: with modules before the
 * name, and arguments that say nothing to lrsim. */
#include <stdio.h>
#include <string.h>

#include "spec/code_parser.h"

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
    {"callbacks", SYSTEM_keras},    {"optimizers", SYSTEM_none},
    {"schedules", SYSTEM_none},     {"scheduler", SYSTEM_none},
    {"contrib", SYSTEM_none},
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

bool
code_is_known_module(const char *name)
{
    const char *end = name + strlen(name);

    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
        if (modules[i].system != SYSTEM_none &&
            code_is_module(name, end, modules[i].system))
            return true;
    return false;
}

/* The kind of Keras whose name PyTorch has, too, as
 * keras.callbacks.ReduceLROnPlateau; NULL: there is none. */
static const struct kind *
find_namesake(const struct family *family, const char *name)
{
    const char *dot = strrchr(name, '.');
    char own[64];

    if (!dot || !code_is_module(name, dot, SYSTEM_keras))
        return NULL;
    snprintf(own, sizeof own, "keras.%s", dot + 1);
    return family_find(family, own);
}

const struct kind *
code_kind(const struct family *family, const char *name)
{
    const struct kind *kind = find_namesake(family, name);

    if (!kind)
        kind = family_find(family, name);

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
code_method(const struct short_parser *parser, const char *method)
{
    size_t length = parser_name_length(parser), size = strlen(method);
    const char *text = parser->source->text + parser->at;
    struct short_parser behind = *parser;

    behind.at += length;
    return length > size && !memcmp(text + length - size, method, size) &&
                   parser_next(&behind) == '('
               ? length - size
               : 0;
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
    {"last_epoch", "-1"},
    {"last_epoch", "last_epoch"},
    {"verbose", "False"},
    {"verbose", "True"},
    {"verbose", "0"},
    {"verbose", "1"},
    {"verbose", "2"},
    {"foreach", "None"},
    {"foreach", "False"},
    {"foreach", "True"},
    {"fused", "None"},
    {"fused", "False"},
    {"fused", "True"},
    {"capturable", "False"},
    {"differentiable", "False"},
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
    /* What a callback watches is the metric, whatever its name. */
    if (kind_system(kind) == SYSTEM_keras && name == 7 &&
        !memcmp(text, "monitor", 7))
        return true;
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (strlen(passed[i][0]) == name && !memcmp(text, passed[i][0], name) &&
            strlen(passed[i][1]) == end - value.at &&
            !memcmp(parser->source->text + value.at, passed[i][1],
                    end - value.at))
            return true;
    return false;
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

/* Whether the first argument of a class is surely its optimizer, or the
 * parameters: no number, and of a system whose classes all take them. */
static bool
is_owner(const struct short_parser *parser, const struct kind *kind)
{
    enum system_id system = kind_system(kind);
    struct short_parser ahead = *parser;
    size_t length = parser_name_length(parser);
    const struct tree *value = code_find(&ahead, &length);

    return parser->script && !tree_is(value, TREE_NUMBER) &&
           (system == SYSTEM_torch || system == SYSTEM_hf ||
            system == SYSTEM_timm || system == SYSTEM_deepspeed);
}

bool
code_skip_last_epoch(struct short_parser *parser, const struct kind *kind,
                     size_t count)
{
    static const char *const values[] = {"-1", "True", "False", "last_epoch"};
    const char *text = parser->source->text + parser->at;
    size_t end = code_argument_end(parser), length = end - parser->at;
    const struct parameter *row = kind->parameters;

    for (size_t i = 0; row && row->name && i < count; i++)
        row++;
    /* lrsim's own stands where transformers' last_epoch does. */
    if (row && row->name && strcmp(row->name, "warmup_ratio") != 0)
        return false;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strlen(values[i]) == length && !memcmp(text, values[i], length)) {
            parser->at = end;
            return true;
        }
    return false;
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

    /* SGD([w], lr=0.1) */
    if (count == 0 && parser_peek(parser) == '[' && row &&
        row->type == PARAMETER_REAL) {
        parser->at = end;
        return true;
    }
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
                 (name >= 3 && !memcmp(text, "opt", 3)) ||
                 code_bound_optimizer(parser, text, name) ||
                 is_owner(parser, kind));
    if (skips && count == 0) {
        struct short_parser ahead = *parser;
        size_t length = name;

        /* Says what is not known of a list of groups. */
        code_find(&ahead, &length);
    }
    if (skips && (count == 0 || (name == 9 && !memcmp(text, "optimizer", 9))))
        code_note_optimizer(parser);
    if (skips)
        parser->at = end;
    return skips;
}
