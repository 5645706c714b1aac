/* code.c -- the statements of Python code: what brackets, line ends and
 * semicolons make of a text. */
#include <ctype.h>
#include <string.h>

#include "spec/code_parser.h"

/* Moves behind a string that begins here, which may be in triple quotes. */
static size_t
string_end(const struct source *source, size_t at)
{
    const char *text = source->text;
    char quote_sign = text[at];
    bool triple = source->length - at >= 3 && text[at + 1] == quote_sign &&
                  text[at + 2] == quote_sign;

    for (at += triple ? 3 : 1; at < source->length; at++) {
        if (text[at] == '\\')
            at++;
        else if (!triple && (text[at] == quote_sign || text[at] == '\n'))
            return text[at] == '\n' ? at : at + 1;
        else if (triple && source->length - at >= 3 && text[at] == quote_sign &&
                 text[at + 1] == quote_sign && text[at + 2] == quote_sign)
            return at + 3;
    }
    return source->length;
}

size_t
code_pass_text(const struct source *source, size_t at)
{
    char c = source->text[at];

    if (c == '"' || c == '\'')
        return string_end(source, at);
    while (c == '#' && at < source->length && source->text[at] != '\n')
        at++;
    return at;
}

size_t
code_statement_end(const struct source *source, size_t at)
{
    int depth = 0;

    while (at < source->length) {
        size_t behind = code_pass_text(source, at);
        char c = source->text[at];

        if (behind > at) {
            at = behind;
            continue;
        }
        depth += (strchr("([{", c) != NULL) - (strchr(")]}", c) != NULL);
        depth = depth < 0 ? 0 : depth;
        if ((c == '\n' || c == ';') && depth == 0)
            return at;
        at += c == '\\' ? 2 : 1;
    }
    return source->length;
}

size_t
code_indent(const struct source *source, size_t at)
{
    size_t start = at;

    while (start > 0 && source->text[start - 1] != '\n')
        start--;
    return at - start + 1;
}

void
code_find_colon(struct short_parser *parser)
{
    const struct source *source = parser->source;
    int depth = 0;

    while (parser->at < source->length) {
        size_t behind = code_pass_text(source, parser->at);
        char c = parser_peek(parser);

        if (c == ':' && depth == 0)
            return;
        depth += (strchr("([{", c) != NULL) - (strchr(")]}", c) != NULL);
        parser->at = behind > parser->at ? behind : parser->at + 1;
    }
}

bool
code_skip_word(struct short_parser *parser, const char *word)
{
    size_t length = strlen(word);

    if (parser_name_length(parser) != length ||
        memcmp(parser->source->text + parser->at, word, length) != 0)
        return false;
    parser->at += length;
    parser_next(parser);
    return true;
}

void
code_skip_annotation(struct short_parser *parser)
{
    int depth = 0;

    if (parser_next(parser) != ':')
        return;
    for (; parser->at < parser->source->length; parser->at++) {
        char c = parser_peek(parser);

        if (depth == 0 && strchr("=,)", c))
            return;
        depth += (strchr("([{", c) != NULL) - (strchr(")]}", c) != NULL);
    }
}

const char *
code_take_target(struct short_parser *parser)
{
    size_t start = parser->at, length = parser_name_length(parser);
    const char *text = parser->source->text;

    parser->at += length;
    code_skip_annotation(parser);
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

/* The words that begin statements of scripts only. */
static bool
is_statement(const char *word, size_t length)
{
    static const char *const words[] = {"return", "import", "from", "def",
                                        "class"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && !memcmp(word, words[i], length))
            return true;
    return false;
}

bool
code_is(const struct source *source)
{
    struct short_parser parser = {.source = source};

    while (parser.at < source->length) {
        size_t start = parser.at, length, end;
        const char *word;

        parser_next(&parser);
        word = source->text + parser.at;
        length = parser_name_length(&parser);
        end = code_statement_end(source, start);
        if (is_statement(word, length))
            return true;
        parser.at += length;
        if (length > 0 && parser_next(&parser) == '=')
            return true;
        parser.at = end + 1 > start ? end + 1 : source->length;
    }
    return false;
}

/* Whether a line begins with "import NAME", "for NAME in" or the like. */
static bool
is_python_line(const char *line, size_t length)
{
    static const char *const words[] = {"import ", "from ", "def ", "class ",
                                        "for "};
    static const char *const after[] = {"", " import ", "", "", " in "};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        const char *end = memchr(line, '\n', length);
        size_t left = end ? (size_t)(end - line) : length;

        if (left <= size || memcmp(line, words[i], size) != 0 ||
            !(isalpha((unsigned char)line[size]) || line[size] == '_'))
            continue;
        if (i == 0)
            return !memchr(line, ':', left);
        for (const char *at = line + size; at < line + left; at++)
            if (*after[i] ? (size_t)(line + left - at) > strlen(after[i]) &&
                                !memcmp(at, after[i], strlen(after[i]))
                          : *at == ':' || *at == '(')
                return true;
    }
    return false;
}

bool
code_is_script(const struct source *source)
{
    for (size_t at = 0; at < source->length; at++)
        if ((at == 0 || source->text[at - 1] == '\n') &&
            is_python_line(source->text + at, source->length - at))
            return true;
    return false;
}
