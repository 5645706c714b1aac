/* shell_script.c -- the words of a shell script, as far as options need
 * them.
 *
 * Quotes, backslashes and comments are the shell's; (, ), ;, & and | are
 * blanks, so that the words of an array are those of the script.  A string
 * that is assigned and holds options is words too: ARGS="--lr 1e-3 ...". */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "syntax/command_line.h"
#include "syntax/command_words.h"
#include "syntax/shell_scope.h"

struct shell_script {
    const struct source *source;
    struct arena *arena;
    size_t at;
    char inner; /* the quote that ends a string of words; 0: none */
    struct command_word *words;
    size_t count, room;
    struct shell_scope scope;
};

static char
peek(const struct shell_script *script, size_t ahead)
{
    return script->at + ahead < script->source->length
               ? script->source->text[script->at + ahead]
               : '\0';
}

/* The length of "NAME=" or "NAME+=" at the present place; 0: no assignment. */
static size_t
assignment(const struct shell_script *script)
{
    size_t length = 0;

    if (isdigit((unsigned char)peek(script, 0)))
        return 0;
    while (shell_is_name(peek(script, length)))
        length++;
    if (length == 0)
        return 0;
    length += peek(script, length) == '+';
    return peek(script, length) == '=' ? length + 1 : 0;
}

/* Whether the string that begins with the quote `ahead` holds options. */
static bool
holds_options(const struct shell_script *script, size_t ahead)
{
    const char *text = script->source->text + script->at + ahead;
    size_t left = script->source->length - script->at - ahead;

    for (size_t i = 1; i + 1 < left && text[i] != text[0]; i++)
        if (text[i] == '-' && text[i + 1] == '-' &&
            (i == 1 || isspace((unsigned char)text[i - 1])))
            return true;
    return false;
}

/* Moves to the next word; false at the end. */
static bool
find_word(struct shell_script *script)
{
    for (; peek(script, 0); script->at++) {
        char c = peek(script, 0);

        if (c == '#')
            while (peek(script, 1) && peek(script, 1) != '\n')
                script->at++;
        else if (c == '\\' && isspace((unsigned char)peek(script, 1)))
            script->at++;
        else if (c == script->inner)
            script->inner = '\0';
        else if (!isspace((unsigned char)c) && !strchr("();&|", c))
            return true;
    }
    return false;
}

/* Adds the character at the present place to a word, in or out of quotes. */
static void
add_character(struct shell_script *script, char *quote, struct text *text)
{
    char c = peek(script, 0);

    if (c == '$' && *quote != '\'') {
        script->at +=
            shell_expand(&script->scope, script->source->text + script->at,
                         script->source->length - script->at, text);
        return;
    }
    if (c == *quote) {
        *quote = '\0';
    } else if (!*quote && strchr("\"'", c)) {
        *quote = c;
    } else if (c == '\\' && *quote != '\'' && peek(script, 1)) {
        script->at++;
        if (peek(script, 0) != '\n')
            text_add(text, script->source->text + script->at, 1);
    } else {
        text_add(text, &c, 1);
    }
    script->at++;
}

static bool
ends_word(const struct shell_script *script, char quote)
{
    char c = peek(script, 0);

    return !c || (!quote && (c == script->inner || isspace((unsigned char)c) ||
                             strchr("();&|", c)));
}

/* What a word opens or closes. */
static void
follow_condition(struct shell_scope *scope, const char *word)
{
    static const char *const words[][2] = {{"if", "fi"}, {"case", "esac"}};

    for (size_t i = 0; word && i < 2; i++) {
        scope->conditions += strcmp(word, words[i][0]) == 0;
        scope->conditions -=
            scope->conditions > 0 && strcmp(word, words[i][1]) == 0;
    }
}

/* Reads the word at the present place, which may be an assignment. */
static bool
take_word(struct shell_script *script, bool assigns)
{
    struct text text = {.arena = script->arena};
    size_t start = script->at;
    struct command_word *words =
        arena_grow(script->arena, script->words, script->count, 1,
                   &script->room, sizeof *words);
    char quote = '\0';

    if (!words)
        return false;
    script->words = words;
    while (!ends_word(script, quote))
        add_character(script, &quote, &text);
    words[script->count++] = (struct command_word){
        .text = text_end(&text), .source = script->source, .offset = start};
    follow_condition(&script->scope, words[script->count - 1].text);
    return words[script->count - 1].text &&
           (!assigns ||
            shell_assign(&script->scope, words[script->count - 1].text));
}

static bool
take_words(struct shell_script *script)
{
    while (find_word(script)) {
        size_t length = script->inner ? 0 : assignment(script);
        char quote = length > 0 ? peek(script, length) : '\0';

        if (quote && strchr("\"'", quote) && holds_options(script, length)) {
            script->at += length + 1;
            script->inner = quote;
        } else if (!take_word(script, length > 0)) {
            return false;
        }
    }
    return true;
}

struct tree *
command_line_script(const struct source *source, struct arena *arena,
                    struct error *error)
{
    struct shell_script script = {
        .source = source, .arena = arena, .scope.arena = arena};
    size_t valid = utf8_span(source->text, source->length);
    struct tree *object = tree_new(arena, TREE_OBJECT, source, 0);

    if (valid < source->length) {
        error_in(error, source, valid, "must be UTF-8");
        return NULL;
    }
    if (object && take_words(&script))
        object =
            command_words_object(script.words, script.count, object, arena);
    /* What finds no memory is left as it is. */
    if (object && !arena->failed)
        return object;
    error_memory(error);
    return NULL;
}
