/* code_calls.c -- finds the calls of known families in the statements of a
 * script, those that seem to be of one and are unknown, and which of several
 * counts. */
#include <ctype.h>
#include <string.h>

#include "spec/code_reading.h"

/* In a file of Python only what its system calls so is a call: Linear(10, 5)
 * is a layer. */
static bool
is_spelled_so(const struct kind *kind, const char *name)
{
    const char *dot = strrchr(name, '.'), *own = dot ? dot + 1 : name;
    const char *words = kind->symbol ? kind->symbol : "";
    size_t length = strlen(own);

    dot = strrchr(words, '.');
    if (strcmp(dot ? dot + 1 : words, own) == 0)
        return true;
    for (words = kind_aliases(kind); *words; words += *words == ' ') {
        size_t size = strcspn(words, " ");

        if (size >= length && !memcmp(words + size - length, own, length) &&
            (size == length || words[size - length - 1] == '.'))
            return true;
        words += size;
    }
    return !kind->symbol && isupper((unsigned char)*own);
}

/* Whether a text ends in another. */
static bool
ends_in(const char *text, size_t length, const char *end)
{
    size_t size = strlen(end);

    return length >= size && !memcmp(text + length - size, end, size);
}

/* The first argument of the call whose parenthesis comes next, without
 * "params=" or "optimizer=". */
static const char *
first_argument(struct short_parser *parser, size_t *length)
{
    size_t start, name;
    const char *text = parser->source->text;

    parser->at++;
    parser_next(parser);
    start = parser->at;
    name = parser_name_length(parser);
    parser->at += name;
    if (name > 0 && parser_next(parser) == '=') {
        parser->at++;
        parser_next(parser);
        start = parser->at;
    }
    parser->at = start;
    *length = code_argument_end(parser) - start;
    while (*length > 0 && isspace((unsigned char)text[start + *length - 1]))
        --*length;
    return text + start;
}

/* Whether a call, whose parenthesis comes next, averages a model: in scripts
 * that is no optimizer. */
static bool
takes_model(const struct short_parser *parser, const char *name)
{
    struct short_parser ahead = *parser, first = ahead;
    size_t length;
    const char *text;

    if (!ends_in(name, strlen(name), "AveragedModel"))
        return false;
    text = first_argument(&ahead, &length);
    first.at = (size_t)(text - parser->source->text);
    first.at += parser_name_length(&first);
    return parser_next(&first) != '(' &&
           !code_bound_optimizer(parser, text, length);
}

/* Whether a call of the family comes next. */
static bool
at_call(const struct code_reading *reading, const struct family *family,
        size_t length)
{
    struct short_parser *parser = reading->parser;
    size_t start = parser->at;
    struct error *error = parser->error, ignored = {0};
    const struct kind *kind;
    const char *name;
    bool found, averages;

    parser->error = &ignored;
    name = parser_take_name(parser, length);
    name = name ? code_resolve(parser, name) : NULL;
    parser->error = error;
    if (!name || parser_next(parser) != '(') {
        parser->at = start;
        return false;
    }
    averages = takes_model(parser, name);
    parser->at = start;
    if (averages)
        return false;
    kind = code_kind(family, name);
    /* No file of Python makes lrsim's problems. */
    found = kind && (!reading->whole || (strcmp(family->name, "problem") != 0 &&
                                         is_spelled_so(kind, name)));
    return found ||
           (code_is_maker(family, name) && !code_function(parser, length)) ||
           code_is_callback(parser, family, name) ||
           code_is_optimizer(parser, family, name);
}

/* Whether an argument is a name that surely is an optimizer's. */
static bool
names_optimizer(const struct short_parser *parser, const char *text,
                size_t length)
{
    struct short_parser name = *parser;

    name.at = (size_t)(text - parser->source->text);
    return length > 0 && parser_name_length(&name) == length &&
           (code_bound_optimizer(parser, text, length) ||
            (length >= 3 && !memcmp(text, "opt", 3)) ||
            ends_in(text, length, "optim") ||
            ends_in(text, length, "optimizer"));
}

/* The family that a call of an unknown class seems to be of, from whose name
 * `length` bytes come next; NULL: none. */
static const char *
seeming_family(const struct short_parser *parser, size_t length,
               const char *name, const char *own)
{
    struct short_parser ahead = *parser;
    size_t module = (size_t)(own - name);
    const char *first;

    ahead.at += length;
    if (!isupper((unsigned char)*own) || parser_next(&ahead) != '(')
        return NULL;
    if (ends_in(name, module, "lr_scheduler."))
        return "schedule";
    if (ends_in(name, module, "optim."))
        return "optimizer";
    first = first_argument(&ahead, &length);
    /* Averages of parameters take them too. */
    if (ends_in(first, length, ".parameters()") && !strstr(own, "Average") &&
        !strstr(own, "EMA") && code_call_has(parser, "lr"))
        return "optimizer";
    return (ends_in(own, strlen(own), "LR") ||
            ends_in(own, strlen(own), "Scheduler")) &&
                   names_optimizer(parser, first, length)
               ? "schedule"
               : NULL;
}

/* Makes a call of an unknown class the goal's error, and passes it over; false:
 * the name that comes next begins none. */
static bool
refuse_unknown(struct code_reading *reading, size_t length)
{
    struct short_parser *parser = reading->parser;
    struct code_goal *goal = reading->goals;
    struct place place = {.source = parser->source, .offset = parser->at};
    const char *text = parser->source->text + parser->at, *dot, *family;
    const char *name = arena_copy(parser->arena, text, length);

    if (!name || parser_number_length(parser) > 0 ||
        !(name = code_resolve(parser, name)))
        return false;
    dot = strrchr(name, '.');
    family = seeming_family(parser, length, name, dot ? dot + 1 : name);
    while (family && goal->family && strcmp(goal->family->name, family) != 0)
        goal++;
    if (!family || !goal->family || code_kind(goal->family, name))
        return false;
    goal->error = (struct error){0};
    goal->node = NULL;
    goal->count++;
    unknown_kind(goal->family, dot ? dot + 1 : name, &place, parser->arena,
                 &goal->error);
    parser->at = code_argument_end(parser);
    return true;
}

/* Remembers what a goal found, and whose optimizer it is. */
static bool
keep(struct code_reading *reading, const struct code_goal *goal)
{
    struct short_parser *parser = reading->parser;
    struct code_found *made = arena_alloc(parser->arena, 1, sizeof *made);

    if (!made)
        return error_memory(parser->error);
    *made = (struct code_found){.node = goal->node,
                                .family = goal->family,
                                .optimizer = parser->optimizer,
                                .optimizer_length = parser->optimizer_length,
                                .next = parser->made};
    parser->made = made;
    if (goal->family->sequence)
        reading->chosen = code_bound_optimizer(parser, parser->optimizer,
                                               parser->optimizer_length);
    return true;
}

/* Reads the arguments of a class that are asked for; false without memory. */
static bool
read_record(struct code_reading *reading, size_t length, struct tree **record)
{
    struct short_parser *parser = reading->parser;

    parser->assumed = reading->assumed;
    *record = code_take_record(parser, length);
    parser->assumed = NULL;
    return *record != NULL;
}

/* Reads the call of a goal; false without memory. */
static bool
read_goal(struct code_reading *reading, struct code_goal *goal)
{
    struct short_parser *parser = reading->parser;

    goal->error = (struct error){0};
    parser->error = &goal->error;
    parser->assumed = reading->assumed;
    parser->optimizer_length = 0;
    goal->node = parser_schedule(parser, goal->family, goal->extra);
    goal->count++;
    parser->assumed = NULL;
    return goal->node ? keep(reading, goal)
                      : goal->error.status == STATUS_WRONG;
}

bool
code_calls(struct code_reading *reading, struct tree **assigned)
{
    struct short_parser *parser = reading->parser;
    size_t first = parser->at;
    struct error *error = parser->error;

    while (parser_next(parser)) {
        size_t start = parser->at, length = parser_name_length(parser);
        struct code_goal *goal = reading->goals;

        if (code_at_record(parser, length)) {
            struct tree *record;

            if (!read_record(reading, length, &record))
                return false;
            *assigned = start == first ? record : *assigned;
            continue;
        }
        while (length > 0 && goal->family &&
               !at_call(reading, goal->family, length))
            goal++;
        if (length > 0 && !goal->family && refuse_unknown(reading, length))
            continue;
        if (length == 0 || !goal->family) {
            size_t behind = code_pass_text(parser->source, start);

            parser->at =
                behind > start ? behind : start + (length > 0 ? length : 1);
            continue;
        }
        if (!read_goal(reading, goal))
            return false;
        parser->error = error;
        if (goal->node && start == first) {
            *assigned = goal->node;
            if (!reading->whole && parser_next(parser) != '\0')
                return parser_expected(parser,
                                       "must be the end of the statement");
        }
        if (parser->at == start)
            parser->at += length;
    }
    return true;
}

/* Says which of several counts; `others` of them are parts of it. */
static void
say_last(struct code_reading *reading, const struct code_goal *goal,
         size_t others)
{
    struct short_parser *parser = reading->parser;
    struct text what = {.arena = parser->arena};
    char name[32] = "the ";
    size_t count = others, line = 1;

    for (const struct code_found *made = parser->made; made; made = made->next)
        count += made->family == goal->family && !made->used;
    if (count < 2 || !goal->node)
        return;
    for (size_t at = 0; at < goal->node->offset; at++)
        line += parser->source->text[at] == '\n';
    text_format(&what, "that of line %zu, the last of %zu in the script", line,
                count);
    strncat(name, goal->family->name, sizeof name - 5);
    parser->assumed = reading->assumed;
    if (text_end(&what))
        code_assume(parser, name, strlen(name), what.bytes);
    parser->assumed = NULL;
}

bool
code_choose(struct code_reading *reading)
{
    struct short_parser *parser = reading->parser;

    for (struct code_goal *goal = reading->goals; goal->family; goal++) {
        const struct tree *one = goal->node;

        if (one && goal->family->sequence)
            goal->node = code_chain_steps(parser, goal->node);
        if (one && !goal->node)
            return false;
        if (strcmp(goal->family->name, "optimizer") == 0 && reading->chosen)
            goal->node = reading->chosen;
        else if (strcmp(goal->family->name, "problem") != 0)
            say_last(reading, goal, goal->node != one);
    }
    return !parser->base.given || code_set_base(reading);
}
