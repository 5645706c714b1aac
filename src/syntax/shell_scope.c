/* shell_scope.c -- variables of a shell script, and their expansion.
 *
 * A value that depends on a condition is none: no branch is better than
 * another. */
#include "syntax/shell_scope.h"

#include <ctype.h>
#include <string.h>

/* How many assignments are kept, and how long a value is put in the place of
 * its name: else a short script could make a long text. */
enum { VARIABLES = 1000, VALUE_LIMIT = 4096, EXPANSION_DEPTH = 16 };

bool
shell_is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

bool
shell_assign(struct shell_scope *scope, const char *assignment)
{
    size_t length = strcspn(assignment, "+=");
    const char *value = assignment + length + 1, *old;
    struct text text = {.arena = scope->arena};
    struct shell_variable *variables =
        arena_grow(scope->arena, scope->variables, scope->count, 1,
                   &scope->room, sizeof *variables);

    if (!variables)
        return false;
    scope->variables = variables;
    if (scope->count == VARIABLES)
        return true;
    if (assignment[length] == '+') {
        value++;
        old = shell_value(scope, assignment, length);
        if (old && strlen(old) + strlen(value) <= VALUE_LIMIT)
            text_string(&text, old);
    }
    text_string(&text, value);
    variables[scope->count] = (struct shell_variable){
        .name = arena_copy(scope->arena, assignment, length),
        .value = text_end(&text),
        .maybe = scope->conditions > 0};
    return variables[scope->count].name && variables[scope->count++].value;
}

const char *
shell_value(const struct shell_scope *scope, const char *name, size_t length)
{
    const char *found = NULL;

    for (size_t i = scope->count; i > 0; i--) {
        const struct shell_variable *variable = &scope->variables[i - 1];

        if (strncmp(variable->name, name, length) != 0 ||
            variable->name[length])
            continue;
        /* What another variable would have to say is no other value. */
        if (!found || strchr(found, '$'))
            found = variable->value;
        else if (!strchr(variable->value, '$') &&
                 strcmp(variable->value, found) != 0)
            return NULL;
        if (!variable->maybe)
            break;
    }
    return found;
}

/* The length of what stands between brackets, of which one is open; `length`
 * where it is not closed. */
static size_t
inside(const char *text, size_t length, char open, char close)
{
    size_t depth = 1;

    for (size_t i = 0; i < length; i++) {
        depth += text[i] == open;
        depth -= text[i] == close;
        if (depth == 0)
            return i;
    }
    return length;
}

/* A text with all that is in it expanded; NULL without memory, or where it is
 * too deep. */
static const char *
expand_all(struct shell_scope *scope, const char *text, size_t length)
{
    struct text all = {.arena = scope->arena};

    if (scope->depth >= EXPANSION_DEPTH)
        return NULL;
    scope->depth++;
    for (size_t i = 0; i < length;) {
        if (text[i] == '$') {
            i += shell_expand(scope, text + i, length - i, &all);
            continue;
        }
        if (!strchr("\"'", text[i]))
            text_add(&all, text + i, 1);
        i++;
    }
    scope->depth--;
    return text_end(&all);
}

/* "$((...))" of so many characters inside. */
static void
expand_arithmetic(struct shell_scope *scope, const char *text, size_t length,
                  struct text *expanded)
{
    const char *inner = expand_all(scope, text, length);
    long long value;

    if (inner && shell_arithmetic(scope, inner, &value))
        text_format(expanded, "%lld", value);
    else
        text_format(expanded, "$((%s))", inner ? inner : "...");
}

/* What "NAME", "NAME:-WORD" and the like between braces stand for; NULL: the
 * script does not say. */
static const char *
expand_braces(struct shell_scope *scope, const char *text, size_t length)
{
    size_t name = 0, mark;
    const char *value;

    while (name < length && shell_is_name(text[name]))
        name++;
    value = shell_value(scope, text, name);
    mark = name + (name < length && text[name] == ':');
    if (name == length)
        return value;
    if (mark == length || !strchr("-=?", text[mark]))
        return NULL;
    if ((value && (*value || mark == name)) || text[mark] == '?')
        return value;
    return expand_all(scope, text + mark + 1, length - mark - 1);
}

/* How long the "$..." at the beginning is; 1: it is nothing else. */
static size_t
expansion_length(const char *text, size_t length)
{
    size_t end = 2;

    if (length < 2)
        return 1;
    if (text[1] == '{' || text[1] == '(') {
        end +=
            inside(text + 2, length - 2, text[1], text[1] == '{' ? '}' : ')');
        return end + (end < length);
    }
    if (!shell_is_name(text[1]))
        return 1;
    while (end < length && shell_is_name(text[end]) &&
           !isdigit((unsigned char)text[1]))
        end++;
    return end;
}

size_t
shell_expand(struct shell_scope *scope, const char *text, size_t length,
             struct text *expanded)
{
    size_t all = expansion_length(text, length);
    const char *value = NULL;

    if (all >= 5 && memcmp(text, "$((", 3) == 0 &&
        memcmp(text + all - 2, "))", 2) == 0) {
        expand_arithmetic(scope, text + 3, all - 5, expanded);
        return all;
    }
    if (all > 2 && text[1] == '{' && text[all - 1] == '}')
        value = expand_braces(scope, text + 2, all - 3);
    else if (all > 1 && text[1] != '(')
        value = shell_value(scope, text + 1, all - 1);
    if (value && expanded->used + strlen(value) <= VALUE_LIMIT)
        text_string(expanded, value);
    else
        text_add(expanded, text, all);
    return all;
}
