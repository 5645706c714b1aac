/* code_formula.c -- lambdas and functions of Python as formulas in t. */
#include <string.h>

#include "spec/code_parser.h"

const char *
code_bound(const struct code_binding *bindings, const char *name, size_t length)
{
    while (bindings && (strlen(bindings->name) != length ||
                        memcmp(bindings->name, name, length) != 0))
        bindings = bindings->next;
    return bindings ? bindings->text : NULL;
}

const struct code_binding *
code_bind(struct arena *arena, const struct code_binding *bindings,
          const char *name, size_t length, const char *text)
{
    struct code_binding *binding = arena_alloc(arena, 1, sizeof *binding);
    char *copy = arena_copy(arena, name, length);

    if (!binding || !copy)
        return NULL;
    *binding = (struct code_binding){copy, text, bindings};
    return binding;
}

/* The names before the colon of a lambda, bound to texts and to what they
 * have by default. */
static bool
take_variables(struct short_parser *parser, struct code_rewriting *rewriting,
               const char *first, const char *second)
{
    size_t count = 0;

    while (parser_next(parser) && parser_peek(parser) != ':') {
        size_t length = parser_name_length(parser);
        const char *name = parser->source->text + parser->at;
        struct code_rewriting value = {.text.arena = parser->arena,
                                       .formula = true};
        const char *text = count == 0 ? first : count == 1 ? second : NULL;

        if (length == 0)
            return parser_expected(parser, "must be NAME: behind lambda");
        parser->at += length;
        if (parser_next(parser) == '=') {
            parser->at++;
            if (!code_rewrite(parser, &value))
                return false;
            text = text_end(&value.text);
        }
        if (text && !(rewriting->bindings =
                          code_bind(parser->arena, rewriting->bindings, name,
                                    length, text)))
            return error_memory(parser->error);
        count++;
        if (parser_next(parser) == ',')
            parser->at++;
        else if (parser_peek(parser) != ':')
            return parser_expected(parser, "must be NAME: behind lambda");
    }
    return count > 0 || parser_expected(parser, "must be NAME: behind lambda");
}

static struct tree *
take_text(struct short_parser *parser, struct code_rewriting *rewriting,
          size_t start)
{
    struct tree *formula = parser_new(parser, TREE_STRING, start);

    if (!formula)
        return NULL;
    /* Outside of a script, constants of the schedule may give it a value. */
    formula->unknown = parser->script && rewriting->unknown_length > 0;
    formula->text = formula->unknown
                        ? arena_copy(parser->arena, rewriting->unknown,
                                     rewriting->unknown_length)
                        : text_end(&rewriting->text);
    if (!formula->text)
        error_memory(parser->error);
    return formula->text ? formula : NULL;
}

static struct tree *
take_lambda(struct short_parser *parser, const char *first, const char *second)
{
    struct code_rewriting rewriting = {.text.arena = parser->arena,
                                       .formula = true};
    size_t start = parser->at;

    parser->at += strlen("lambda");
    if (!take_variables(parser, &rewriting, first, second))
        return NULL;
    parser->at++;
    return code_rewrite(parser, &rewriting)
               ? take_text(parser, &rewriting, start)
               : NULL;
}

struct tree *
code_lambda(struct short_parser *parser)
{
    return take_lambda(parser, "t", NULL);
}

/* Moves behind "partial(NAME" and reads what it gives by name. */
static bool
take_partial(struct short_parser *parser, const struct code_binding **named)
{
    while (parser_next(parser) == ',') {
        struct code_rewriting value = {.text.arena = parser->arena,
                                       .formula = true};
        size_t length, start;

        parser->at++;
        if (parser_next(parser) == ')')
            break;
        start = parser->at;
        length = parser_name_length(parser);
        parser->at += length;
        if (length == 0 || parser_next(parser) != '=')
            return false;
        parser->at++;
        if (!code_rewrite(parser, &value) || !text_end(&value.text) ||
            !(*named =
                  code_bind(parser->arena, *named, parser->source->text + start,
                            length, value.text.bytes)))
            return false;
    }
    parser->at++;
    return parser->at <= parser->source->length;
}

/* Whether "partial(" comes next; the parser moves behind it. */
static bool
at_partial(struct short_parser *parser)
{
    size_t length = parser_name_length(parser);
    const char *text = parser->source->text + parser->at;
    struct short_parser ahead = *parser;

    ahead.at += length;
    if (length < 7 || memcmp(text + length - 7, "partial", 7) != 0 ||
        parser_next(&ahead) != '(')
        return false;
    parser->at = ahead.at + 1;
    parser_next(parser);
    return true;
}

struct tree *
code_formula(struct short_parser *parser, const char *first, const char *second)
{
    struct code_rewriting rewriting = {.text.arena = parser->arena,
                                       .formula = true};
    const char *const arguments[] = {first, second};
    size_t start = parser->at;
    const struct code_name *function;
    const struct code_binding *named = NULL;
    struct error *error = parser->error, ignored = {0};
    bool partial, done;

    if (code_skip_word(parser, "lambda")) {
        parser->at = start;
        return take_lambda(parser, first, second);
    }
    partial = at_partial(parser);
    function = code_function(parser, parser_name_length(parser));
    parser->at += parser_name_length(parser);
    parser->error = &ignored;
    done = function && (!partial || take_partial(parser, &named)) &&
           code_call_function(parser, &rewriting, function, arguments,
                              second ? 2 : 1, named);
    parser->error = error;
    if (done)
        return take_text(parser, &rewriting, start);
    parser->at = start;
    return NULL;
}
