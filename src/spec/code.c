/* code.c -- finds the calls of a known family in Python code, as scripts make
 * schedulers and optimizers.
 *
 * Statements are what brackets, line ends and semicolons make of the text.  An
 * assignment of a number or of such a call gives its name a value for the
 * statements below; everything else is passed over. */
#include <ctype.h>
#include <string.h>

#include "spec/short_parser.h"

/* Where a statement ends: a line end or a semicolon outside of brackets. */
static size_t
statement_end(const struct source *source, size_t at)
{
    int depth = 0;

    for (; at < source->length; at++) {
        char c = source->text[at];

        if (c == '#') {
            while (at < source->length && source->text[at] != '\n')
                at++;
            at--;
        } else if (c == '"' || c == '\'') {
            do
                at += source->text[at] == '\\' ? 2 : 1;
            while (at < source->length && source->text[at] != c &&
                   source->text[at] != '\n');
        } else if (strchr("([{", c)) {
            depth++;
        } else if (strchr(")]}", c)) {
            depth--;
        } else if ((c == '\n' || c == ';') && depth <= 0) {
            return at;
        } else if (c == '\\') {
            at++;
        }
    }
    return source->length;
}

/* Moves behind a word and the blanks after it. */
static void
skip_word(struct short_parser *parser, const char *word)
{
    size_t length = strlen(word);

    if (parser_name_length(parser) == length &&
        !memcmp(parser->source->text + parser->at, word, length)) {
        parser->at += length;
        parser_next(parser);
    }
}

/* The name of an assignment, behind whose sign the parser stands; NULL: the
 * statement is none, or there is no memory. */
static const char *
take_target(struct short_parser *parser)
{
    size_t start = parser->at, length = parser_name_length(parser);
    const char *text = parser->source->text;

    parser->at += length;
    /* An annotation. */
    if (length > 0 && parser_next(parser) == ':') {
        parser->at++;
        parser_next(parser);
        parser->at += parser_name_length(parser);
    }
    if (length == 0 || parser_next(parser) != '=' ||
        (parser->at + 1 < parser->source->length &&
         text[parser->at + 1] == '=')) {
        parser->at = start;
        return NULL;
    }
    parser->at++;
    parser_next(parser);
    return arena_copy(parser->arena, text + start, length);
}

bool
code_is(const struct source *source)
{
    struct short_parser parser = {.source = source};

    while (parser.at < source->length) {
        size_t start = parser.at, length, end;
        const char *word;
        char next;

        parser_next(&parser);
        word = source->text + parser.at;
        length = parser_name_length(&parser);
        end = statement_end(source, start);
        if ((length == 6 &&
             (!memcmp(word, "return", 6) || !memcmp(word, "import", 6))) ||
            (length == 4 && !memcmp(word, "from", 4)) ||
            (length == 3 && !memcmp(word, "def", 3)))
            return true;
        parser.at += length;
        next = parser_next(&parser);
        if (length > 0 && next == '=')
            return true;
        parser.at = end + 1 > start ? end + 1 : source->length;
    }
    return false;
}

/* Gives a name a value; a later one replaces it. */
static bool
remember(struct short_parser *parser, const char *name, struct tree *value)
{
    struct code_name *known = arena_alloc(parser->arena, 1, sizeof *known);

    if (!known)
        return error_memory(parser->error);
    *known = (struct code_name){name, value, parser->names};
    parser->names = known;
    return true;
}

/* A number behind an assignment; NULL: it is something else. */
static struct tree *
take_number(struct short_parser *parser)
{
    struct error ignored = {0};
    struct error *error = parser->error;
    struct tree *value;

    parser->error = &ignored;
    value = code_sum(parser);
    parser_next(parser);
    parser->error = error;
    return parser->at == parser->source->length ? value : NULL;
}

/* Whether a call of the family comes next. */
static bool
at_call(struct short_parser *parser, const struct family *family)
{
    size_t length = parser_name_length(parser), start = parser->at;
    struct error *error = parser->error, ignored = {0};
    char *name;
    bool found;

    if (length == 0)
        return false;
    parser->error = &ignored;
    name = parser_take_name(parser, length);
    parser->error = error;
    found = name && parser_next(parser) == '(' &&
            (code_kind(family, name) ||
             (family->sequence && code_is_get_scheduler(name)));
    parser->at = start;
    return found;
}

bool
code_read(struct short_parser *parser, const struct family *family,
          const struct parameter *extra, struct tree **found)
{
    const struct source *whole = parser->source;
    struct source *statement = arena_alloc(parser->arena, 1, sizeof *statement);

    *found = NULL;
    if (!statement)
        return error_memory(parser->error);
    *statement = *whole;
    parser->source = statement;
    for (size_t at = 0; at < whole->length; at = statement->length + 1) {
        const char *name;
        struct tree *value = NULL;

        statement->length = statement_end(whole, at);
        parser->at = at;
        parser_next(parser);
        skip_word(parser, "return");
        name = take_target(parser);
        if (!code_table(parser, family, &value))
            return false;
        if (value) {
            *found = value;
        } else if (at_call(parser, family)) {
            *found = value = parser_schedule(parser, family, extra);
            if (!value)
                return false;
            if (parser_next(parser) != '\0')
                return parser_expected(parser,
                                       "must be the end of the statement");
        } else if (name) {
            value = code_rates(parser);
            value = value ? value : take_number(parser);
        }
        if (name && !remember(parser, name, value))
            return false;
    }
    parser->source = whole;
    /* A statement that could not be read for want of memory was passed over. */
    return !parser->arena->failed || error_memory(parser->error);
}
