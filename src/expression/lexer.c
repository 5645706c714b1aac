/* lexer.c -- numbers, names and operators, and the forms of other languages
 * that are errors here. */
#include "expression/lexer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "expression/functions.h"

struct form {
    const char *wrong, *right;
};

/* The longest come first, where one begins another. */
static const struct form foreign_operators[] = {
    {"===", "'=='"},
    {"!==", "'!='"},
    {"<>", "'!='"},
    {"=<", "'<='"},
    {"=>", "'>='"},
    {":=", "'=='"},
    {"<<", "a product with 2^b"},
    {">>", "floor(a / 2^b)"},
    {"\xC3\x97", "'*'"},     /* U+00D7, multiplication */
    {"\xC2\xB7", "'*'"},     /* U+00B7, middle dot */
    {"\xE2\x88\x92", "'-'"}, /* U+2212, minus */
    {"\xC2\xB2", "'^2'"},    /* U+00B2, superscript two */
    {"\xC2\xB3", "'^3'"},    /* U+00B3, superscript three */
    {"\xCF\x80", "'pi'"},    /* U+03C0 */
    {NULL, NULL},
};

/* These begin operators that are right. */
static const struct form half_operators[] = {
    {"=", "'=='"}, {"&", "'&&'"}, {"|", "'||', or abs(x)"},
    {"~", "'!'"},  {NULL, NULL},
};

static const struct form foreign_words[] = {
    {"and", "'&&'"},
    {"or", "'||'"},
    {"not", "'!'"},
    {"if", "'a if c else b'"},
    {"else", "'a if c else b'"},
    {"lambda", "the expression alone"},
    {"return", "the expression alone"},
    {"mod", "'%'"},
    {"True", "'1'"},
    {"true", "'1'"},
    {"False", "'0'"},
    {"false", "'0'"},
    {"ln", "'log'"},
    {"arcsin", "'asin'"},
    {"arccos", "'acos'"},
    {"arctan", "'atan'"},
    {"arctan2", "'atan2'"},
    {"fabs", "'abs'"},
    {"int", "'trunc'"},
    {"power", "'^'"},
    {"maximum", "'max'"},
    {"minimum", "'min'"},
    {"infinity", "'inf'"},
    {"clip", "'clamp'"},
    {NULL, NULL},
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

const char *
lexer_native(const char *word)
{
    for (const struct form *form = foreign_words; form->wrong; form++)
        if (strcmp(form->wrong, word) == 0)
            return form->right;
    return NULL;
}

/* The length of the module's name before that of a function. */
static size_t
module_length(const char *name)
{
    static const char *const modules[] = {
        "math.", "np.", "numpy.", "torch.", "jnp.", "Math.", NULL,
    };

    for (size_t i = 0; modules[i]; i++)
        if (strncmp(name, modules[i], strlen(modules[i])) == 0)
            return strlen(modules[i]);
    return 0;
}

/* The form that the text begins with. */
static const struct form *
form_at(const struct form *forms, const char *text, size_t length)
{
    for (; forms->wrong; forms++) {
        size_t n = strlen(forms->wrong);

        if (n <= length && memcmp(forms->wrong, text, n) == 0)
            return forms;
    }
    return NULL;
}

/* The longest operator that the text begins with; its length. */
static size_t
operator_at(const char *text, size_t length, unsigned *op)
{
    size_t longest = 0;

    for (unsigned i = 0; functions[i].name; i++) {
        const struct function *row = &functions[i];
        size_t n = strlen(row->name);

        if ((row->level == LEVEL_NONE && i + OP_FIRST_ROW != OP_NOT) ||
            n <= longest || n > length || memcmp(row->name, text, n) != 0)
            continue;
        longest = n;
        *op = i + OP_FIRST_ROW;
    }
    return longest;
}

static size_t
digits(const char *text, size_t length)
{
    size_t n = 0;

    while (n < length && is_digit(text[n]))
        n++;
    return n;
}

/* The length of the number that the text begins with; 0: none. */
static size_t
number_length(const char *text, size_t length)
{
    size_t whole = digits(text, length), n = whole, fraction = 0, sign, power;

    if (n < length && text[n] == '.') {
        fraction = digits(text + n + 1, length - n - 1);
        n += 1 + fraction;
    }
    if (whole + fraction == 0)
        return 0;
    if (n == length || (text[n] != 'e' && text[n] != 'E'))
        return n;
    sign = n + 1 < length && (text[n + 1] == '+' || text[n + 1] == '-');
    power = digits(text + n + 1 + sign, length - n - 1 - sign);
    return power ? n + 1 + sign + power : n;
}

static size_t
name_length(const char *text, size_t length)
{
    size_t n = 0;

    while (n < length && (is_letter(text[n]) ||
                          (n > 0 && (is_digit(text[n]) || text[n] == '.'))))
        n++;
    /* A dot at the end belongs to what follows. */
    while (n > 0 && text[n - 1] == '.')
        n--;
    return n;
}

/* Finds out what the text begins with; false with `error`. */
static bool
classify(const struct source *source, struct token *token, size_t *length,
         struct error *error)
{
    const char *text = source->text + token->offset;
    size_t left = source->length - token->offset;
    const struct form *form = form_at(foreign_operators, text, left);
    char character[8];

    if (form)
        return error_in(error, source, token->offset, "must be %s, not '%s'",
                        form->right, form->wrong);
    token->kind = TOKEN_NUMBER;
    if ((*length = number_length(text, left)) > 0)
        return true;
    token->kind = TOKEN_NAME;
    if ((*length = name_length(text, left)) > 0)
        return true;
    token->kind = TOKEN_OPERATOR;
    if ((*length = operator_at(text, left, &token->op)) > 0)
        return true;
    token->kind = TOKEN_MARK;
    if ((*length = text[0] != '\0' && strchr("()[],?:", text[0])) > 0)
        return true;
    form = form_at(half_operators, text, left);
    if (form)
        return error_in(error, source, token->offset, "must be %s, not '%s'",
                        form->right, form->wrong);
    *length = utf8_length(text, left);
    snprintf(character, sizeof character, "%.*s", *length ? (int)*length : 1,
             text);
    return error_in(error, source, token->offset,
                    "must be a number, a name or an operator, not '%s'",
                    character);
}

bool
lexer_next(const struct source *source, size_t offset, struct arena *arena,
           struct token *token, size_t *behind, struct error *error)
{
    size_t length = 0;

    *token = (struct token){.kind = TOKEN_END, .offset = offset, .text = ""};
    while (offset < source->length && source->text[offset] != '\0' &&
           strchr(" \t\r\n", source->text[offset]))
        offset++;
    token->offset = *behind = offset;
    if (offset >= source->length)
        return true;
    if (!classify(source, token, &length, error))
        return false;
    token->text = arena_copy(arena, source->text + offset, length);
    if (!token->text)
        return error_memory(error);
    *behind = offset + length;
    if (token->kind == TOKEN_NAME)
        token->text += module_length(token->text);
    if (token->kind == TOKEN_NUMBER)
        token->number = strtod(token->text, NULL);
    if (token->kind == TOKEN_NUMBER && isinf(token->number))
        return error_in(error, source, offset,
                        "must be at most 1.7976931348623157e308, or inf, "
                        "not %s",
                        quote(token->text).text);
    return true;
}
