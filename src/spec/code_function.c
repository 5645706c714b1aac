/* code_function.c -- what functions of Python return, as one formula: "if"
 * becomes c ? a : b, and a name the value that it was assigned. */
#include <string.h>

#include "spec/code_parser.h"

enum {
    DEPTH_MOST = 40,     /* functions and conditions in one another */
    TEXT_MOST = 1 << 16, /* bytes of a formula */
    ARGUMENTS_MOST = 16, /* of a call */
    CALLS_MOST = 4096,   /* in a script: functions that call others twice */
};

/* The statements between two offsets, and those that come after. */
struct code_body {
    size_t at, end;
    const struct code_body *after; /* NULL: the function ends */
};

bool
code_take_function(struct short_parser *parser, const char *name)
{
    struct tree *place = parser_new(parser, TREE_NULL, parser->at);

    return place &&
           code_remember(parser, &parser->functions, name, place, NULL);
}

const struct code_name *
code_function(const struct short_parser *parser, size_t length)
{
    const char *text = parser->source->text + parser->at;
    const struct code_name *function = parser->functions;

    for (size_t i = length; i > 0; i--)
        if (text[i - 1] == '.') {
            text += i;
            length -= i;
            break;
        }
    while (function && (strlen(function->name) != length ||
                        memcmp(function->name, text, length) != 0))
        function = function->next;
    return function;
}

/* Rewrites the text up to an offset, which must be one expression. */
static const char *
rewrite_part(const struct short_parser *parser, size_t end,
             struct code_rewriting *around, const struct code_binding *bindings)
{
    struct source part = *parser->source;
    struct short_parser inside = *parser;
    struct code_rewriting value = {.text.arena = parser->arena,
                                   .bindings = bindings,
                                   .formula = true,
                                   .functions = around->functions + 1};

    part.length = end;
    inside.source = &part;
    text_string(&value.text, "(");
    if (value.functions > DEPTH_MOST || !code_rewrite(&inside, &value) ||
        parser_next(&inside) || value.text.used < 2)
        return NULL;
    text_string(&value.text, ")");
    if (around->unknown_length == 0) {
        around->unknown = value.unknown;
        around->unknown_length = value.unknown_length;
    }
    return value.text.used < TEXT_MOST ? text_end(&value.text) : NULL;
}

/* Where the statements end that stand further in than an indent. */
static size_t
suite_end(const struct short_parser *parser, size_t at, size_t end,
          size_t indent)
{
    struct short_parser ahead = *parser;

    for (ahead.at = at; parser_next(&ahead) && ahead.at < end; ahead.at++) {
        if (code_indent(ahead.source, ahead.at) <= indent)
            return ahead.at;
        ahead.at = code_statement_end(ahead.source, ahead.at);
    }
    return end;
}

/* The statements behind the colon that comes next, in its line or below it. */
static struct code_body
take_suite(struct short_parser *parser, size_t end, size_t indent)
{
    struct short_parser ahead;
    size_t line;

    parser->at++;
    line = code_statement_end(parser->source, parser->at);
    ahead = *parser;
    if (parser_next(&ahead) && ahead.at < line)
        return (struct code_body){parser->at, line, NULL};
    return (struct code_body){line, suite_end(parser, line, end, indent), NULL};
}

/* Whether "elif" or "else" comes next at an indent. */
static bool
goes_on(struct short_parser *parser, size_t at, size_t end, size_t indent)
{
    const char *text = parser->source->text;

    parser->at = at;
    return parser_next(parser) && parser->at < end &&
           code_indent(parser->source, parser->at) == indent &&
           parser_name_length(parser) == 4 &&
           (!memcmp(text + parser->at, "elif", 4) ||
            !memcmp(text + parser->at, "else", 4));
}

static bool emit(struct short_parser *parser, struct code_rewriting *rewriting,
                 struct code_body body, const struct code_binding *bindings);

/* The statements of "elif ...:" or "else:", which comes next. */
static struct code_body
take_branch(struct short_parser *parser, size_t end, size_t indent)
{
    code_find_colon(parser);
    return take_suite(parser, end, indent);
}

/* if CONDITION: ..., whose word was read, and what is done else. */
static bool
emit_condition(struct short_parser *parser, struct code_rewriting *rewriting,
               struct code_body body, const struct code_binding *bindings,
               size_t indent)
{
    struct short_parser ahead = *parser;
    struct code_body then, otherwise = body, rest = body;
    const char *condition;
    bool done;

    code_find_colon(&ahead);
    condition = parser_peek(&ahead) == ':'
                    ? rewrite_part(parser, ahead.at, rewriting, bindings)
                    : NULL;
    if (!condition)
        return false;
    then = take_suite(&ahead, body.end, indent);
    then.after = &rest;
    rest.at = otherwise.at = then.end;
    while (goes_on(&ahead, rest.at, body.end, indent)) {
        bool last = parser->source->text[ahead.at + 2] == 's';
        struct code_body branch = take_branch(&ahead, body.end, indent);

        /* An elif is the next condition. */
        if (last && rest.at == then.end) {
            otherwise = branch;
            otherwise.after = &rest;
        }
        rest.at = branch.end;
    }
    text_format(&rewriting->text, "(%s ? ", condition);
    rewriting->functions++;
    done = emit(parser, rewriting, then, bindings);
    text_string(&rewriting->text, " : ");
    done = done && emit(parser, rewriting, otherwise, bindings);
    text_string(&rewriting->text, ")");
    rewriting->functions--;
    return done;
}

/* The value that an assignment gives a name; false: it is no assignment. */
static bool
bind(struct short_parser *parser, struct code_rewriting *rewriting, size_t end,
     const struct code_binding **bindings)
{
    struct source part = *parser->source;
    struct short_parser own = *parser;
    const char *name = NULL, *text;
    const struct source *augmented;

    part.length = end;
    own.source = &part;
    augmented = code_take_augmented(&own, &name);
    if (augmented) {
        own.source = augmented;
        own.at = 0;
    } else {
        name = code_take_target(&own);
    }
    if (!name)
        return false;
    text = rewrite_part(&own, own.source->length, rewriting, *bindings);
    *bindings = code_bind(parser->arena, *bindings, name, strlen(name),
                          text ? text : name);
    return *bindings != NULL;
}

/* Whether a statement makes a function more than a formula. */
static bool
is_refused(const struct short_parser *parser)
{
    static const char *const words[] = {"for",  "while",  "try", "with",
                                        "else", "except", "def", "yield"};
    size_t length = parser_name_length(parser);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length &&
            !memcmp(parser->source->text + parser->at, words[i], length))
            return true;
    return false;
}

/* Writes what the statements return. */
static bool
emit(struct short_parser *parser, struct code_rewriting *rewriting,
     struct code_body body, const struct code_binding *bindings)
{
    if (rewriting->functions > DEPTH_MOST || rewriting->text.used > TEXT_MOST)
        return false;
    for (;;) {
        size_t end, indent;
        const char *value;

        parser->at = body.at;
        while (parser_next(parser) == ';')
            parser->at++;
        if (!parser_peek(parser) || parser->at >= body.end) {
            if (!body.after)
                return false;
            body = *body.after;
            continue;
        }
        end = code_statement_end(parser->source, parser->at);
        indent = code_indent(parser->source, parser->at);
        if (code_skip_word(parser, "return")) {
            value = rewrite_part(parser, end, rewriting, bindings);
            text_string(&rewriting->text, value ? value : "");
            return value != NULL;
        }
        if (code_skip_word(parser, "if") || code_skip_word(parser, "elif"))
            return emit_condition(parser, rewriting, body, bindings, indent);
        if (is_refused(parser))
            return false;
        bind(parser, rewriting, end, &bindings);
        body.at = end;
    }
}

/* Binds the names between the parentheses of a function to the texts that a
 * call gives, or to their defaults; the parser moves behind. */
static bool
bind_arguments(struct short_parser *parser, struct code_rewriting *rewriting,
               const char *const *arguments, size_t count,
               const struct code_binding *named,
               const struct code_binding **bindings)
{
    size_t position = 0;

    for (parser->at++; parser_next(parser) && parser_peek(parser) != ')';) {
        size_t length = parser_name_length(parser), start = parser->at;
        const char *name = parser->source->text + start, *text;

        parser->at += length;
        code_skip_annotation(parser);
        if (length == 0 || (parser_next(parser) == '*'))
            return false;
        text = code_bound(named, name, length);
        if (length == 4 && !memcmp(name, "self", 4))
            text = NULL;
        else if (position < count)
            text = arguments[position++];
        if (parser_peek(parser) == '=') {
            parser->at++;
            start = parser->at;
            parser->at = code_argument_end(parser);
            if (!text) {
                struct short_parser own = *parser;

                own.at = start;
                text = rewrite_part(&own, parser->at, rewriting, NULL);
            }
        }
        if (text && !(*bindings = code_bind(parser->arena, *bindings, name,
                                            length, text)))
            return false;
        parser->at += parser_next(parser) == ',';
    }
    parser->at += parser_peek(parser) == ')';
    code_find_colon(parser);
    return parser_peek(parser) == ':';
}

bool
code_call_function(struct short_parser *parser,
                   struct code_rewriting *rewriting,
                   const struct code_name *function,
                   const char *const *arguments, size_t count,
                   const struct code_binding *named)
{
    struct short_parser body = *parser;
    const struct code_binding *bindings = NULL;
    size_t indent, start = function->value->offset;

    body.source = parser->whole;
    while (start > 0 && body.source->text[start - 1] != '\n')
        start--;
    body.at = start;
    parser_next(&body);
    indent = code_indent(body.source, body.at);
    body.at = function->value->offset;
    if (rewriting->functions > DEPTH_MOST ||
        !bind_arguments(&body, rewriting, arguments, count, named, &bindings))
        return false;
    return emit(&body, rewriting,
                take_suite(&body, body.source->length, indent), bindings);
}

/* The arguments between parentheses, rewritten. */
static bool
take_arguments(struct short_parser *parser, struct code_rewriting *rewriting,
               const char **arguments, size_t *count,
               const struct code_binding **named)
{
    for (parser->at++; parser_next(parser) && parser_peek(parser) != ')';) {
        size_t start = parser->at, length = parser_name_length(parser);
        const char *name = parser->source->text + start, *text;
        bool by_name;

        parser->at += length;
        by_name = length > 0 && parser_next(parser) == '=' &&
                  parser->source->text[parser->at + 1] != '=';
        parser->at = by_name ? parser->at + 1 : start;
        text = rewrite_part(parser, code_argument_end(parser), rewriting,
                            rewriting->bindings);
        if (!text || *count == ARGUMENTS_MOST)
            return false;
        if (by_name)
            *named = code_bind(parser->arena, *named, name, length, text);
        else
            arguments[(*count)++] = text;
        if (by_name && !*named)
            return false;
        parser->at = code_argument_end(parser);
        parser->at += parser_peek(parser) == ',';
    }
    parser->at += parser_peek(parser) == ')';
    return true;
}

bool
code_inline(struct short_parser *parser, struct code_rewriting *rewriting,
            size_t length)
{
    const struct code_name *function = code_function(parser, length);
    const char *arguments[ARGUMENTS_MOST];
    const struct code_binding *named = NULL;
    struct short_parser ahead = *parser;
    struct code_rewriting value = {.text.arena = parser->arena,
                                   .formula = true,
                                   .functions = rewriting->functions + 1};
    struct error ignored = {0};
    size_t count = 0;

    ahead.at += length;
    ahead.error = &ignored;
    if (!function || parser_next(&ahead) != '(' ||
        ++*parser->inlined > CALLS_MOST ||
        !take_arguments(&ahead, rewriting, arguments, &count, &named) ||
        !code_call_function(&ahead, &value, function, arguments, count,
                            named) ||
        !text_end(&value.text))
        return false;
    text_string(&rewriting->text, value.text.bytes);
    if (rewriting->unknown_length == 0) {
        rewriting->unknown = value.unknown;
        rewriting->unknown_length = value.unknown_length;
    }
    parser->at = ahead.at;
    return true;
}
