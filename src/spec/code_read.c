/* code_read.c -- finds the calls of known families in Python code, as scripts
 * make schedulers and optimizers.
 *
 * An assignment of a value or of such a call gives its name that value for the
 * statements below; everything else is passed over.  The last call of a family
 * counts, wherever in a statement it is. */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "spec/short_parser.h"

/* A script that is being read. */
struct code_reading {
    struct short_parser *parser;
    struct code_goal *goals; /* the last one has no family */
    bool whole;              /* a file of Python, not a few statements */
    bool collects;           /* only what names stand for */
    struct text *assumed;    /* what calls take for granted; or NULL */
    size_t class_indent, field_indent; /* of a class's body; fields 0: none */
};

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

/* Whether a call of the family comes next. */
static bool
at_call(const struct code_reading *reading, const struct family *family,
        size_t length)
{
    struct short_parser *parser = reading->parser;
    size_t start = parser->at;
    struct error *error = parser->error, ignored = {0};
    const struct kind *kind;
    char *name;
    bool found;

    parser->error = &ignored;
    name = parser_take_name(parser, length);
    parser->error = error;
    if (!name || parser_next(parser) != '(') {
        parser->at = start;
        return false;
    }
    parser->at = start;
    kind = code_kind(family, name);
    /* No file of Python makes lrsim's problems. */
    found = kind && (!reading->whole || (strcmp(family->name, "problem") != 0 &&
                                         is_spelled_so(kind, name)));
    return found || code_is_maker(family, name) ||
           code_is_optimizer(parser, family, name);
}

/* Reads the calls of the goals in what is left of a statement.  The first one
 * may be all that a name is assigned. */
static bool
read_calls(struct code_reading *reading, struct tree **assigned)
{
    struct short_parser *parser = reading->parser;
    size_t first = parser->at;
    struct error *error = parser->error;

    while (parser_next(parser)) {
        size_t start = parser->at, length = parser_name_length(parser);
        struct code_goal *goal = reading->goals;

        while (length > 0 && goal->family &&
               !at_call(reading, goal->family, length))
            goal++;
        if (length == 0 || !goal->family) {
            size_t behind = code_pass_text(parser->source, start);

            parser->at =
                behind > start ? behind : start + (length > 0 ? length : 1);
            continue;
        }
        goal->error = (struct error){0};
        parser->error = &goal->error;
        parser->assumed = reading->assumed;
        goal->node = parser_schedule(parser, goal->family, goal->extra);
        goal->count++;
        parser->assumed = NULL;
        if (goal->node && goal->family->sequence)
            parser->made = goal->node;
        if (!goal->node && goal->error.status != STATUS_WRONG)
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

/* One more than the blanks before a statement in its line. */
static size_t
indent_of(const struct source *source, size_t at)
{
    size_t start = at;

    while (start > 0 && source->text[start - 1] != '\n')
        start--;
    return at - start + 1;
}

/* Whether a statement is in a class's body itself: then what it assigns is a
 * default of the class's objects. */
static bool
is_field(struct code_reading *reading, size_t indent)
{
    if (indent <= reading->class_indent)
        reading->class_indent = reading->field_indent = 0;
    if (reading->class_indent > 0 && reading->field_indent == 0)
        reading->field_indent = indent;
    return reading->class_indent > 0 && reading->field_indent == indent;
}

/* Takes the defaults of the function that a statement defines, and what an
 * argument of the command line has. */
static bool
read_definition(struct code_reading *reading, size_t indent, bool *done)
{
    struct short_parser *parser = reading->parser;
    struct short_parser ahead = *parser;
    size_t length = parser_name_length(parser);
    const char *name = parser->source->text + parser->at;

    *done = true;
    if (code_skip_word(parser, "class")) {
        reading->class_indent = indent;
        reading->field_indent = 0;
        return true;
    }
    if (code_skip_word(parser, "def")) {
        parser->at += parser_name_length(parser);
        if (parser_next(parser) != '(')
            return true;
        parser->at++;
        return code_take_defaults(parser);
    }
    ahead.at += length;
    *done = length > 12 && !memcmp(name + length - 12, "add_argument", 12) &&
            parser_next(&ahead) == '(';
    if (!*done)
        return true;
    parser->at = ahead.at + 1;
    return code_take_option(parser);
}

/* Gives a name the node that was read, or else the value at `start`. */
static bool
assign(struct code_reading *reading, const char *name, struct tree *value,
       size_t start, bool field)
{
    struct short_parser *parser = reading->parser;
    struct text assumed = {.arena = parser->arena};

    if (!value) {
        parser->at = start;
        parser->assumed = &assumed;
        value = code_assigned(parser);
        parser->assumed = NULL;
    }
    return (!field || !value ||
            code_remember(parser, &parser->options, name, value, NULL)) &&
           code_remember(parser, &parser->names, name, value,
                         value && assumed.used > 0 ? text_end(&assumed) : NULL);
}

static bool
read_statement(struct code_reading *reading)
{
    struct short_parser *parser = reading->parser;
    size_t indent = indent_of(parser->source, parser->at), start;
    bool field = is_field(reading, indent), done;
    struct tree *value = NULL;
    const char *name;

    if (!read_definition(reading, indent, &done) || done)
        return done && !parser->arena->failed;
    code_skip_word(parser, "return");
    name = code_take_target(parser);
    start = parser->at;
    if (!reading->collects &&
        (!code_table(parser, reading->goals) || !read_calls(reading, &value)))
        return false;
    if (!name)
        return true;
    return assign(reading, name, value, start, field);
}

/* Reads all statements; false after an error. */
static bool
read_statements(struct code_reading *reading)
{
    struct short_parser *parser = reading->parser;
    const struct source *whole = parser->source;
    struct source *statement = arena_alloc(parser->arena, 1, sizeof *statement);
    struct error *error = parser->error;
    bool done = true;

    if (!statement)
        return error_memory(parser->error);
    *statement = *whole;
    parser->source = statement;
    reading->class_indent = reading->field_indent = 0;
    for (size_t at = 0; done && at < whole->length;
         at = statement->length + 1) {
        statement->length = code_statement_end(whole, at);
        parser->at = at;
        if (parser_next(parser))
            done = read_statement(reading);
    }
    statement->length = whole->length;
    parser->source = whole;
    if (!done && parser->error != error)
        *error = *parser->error;
    parser->error = error;
    /* A statement that could not be read for want of memory was passed over. */
    return done && (!parser->arena->failed || error_memory(error));
}

static bool
has_word(const struct source *source, const char *word)
{
    size_t length = strlen(word);

    for (size_t at = 0; at + length <= source->length; at++)
        if (!memcmp(source->text + at, word, length))
            return true;
    return false;
}

bool
code_read(struct short_parser *parser, struct code_goal *goals)
{
    struct code_reading reading = {
        .parser = parser,
        .goals = goals,
        .whole = code_is_script(parser->source),
        .collects = true,
        .assumed = parser->assumed,
    };

    parser->assumed = NULL;
    parser->script = true;
    parser->keras = reading.whole && has_word(parser->source, "keras") &&
                    !has_word(parser->source, "torch");
    if (!read_statements(&reading))
        return false;
    parser->later = parser->names;
    parser->names = NULL;
    reading.collects = false;
    if (!read_statements(&reading))
        return false;
    for (; goals->family; goals++)
        if (goals->count > 0 && !goals->node) {
            *parser->error = goals->error;
            return false;
        }
    return true;
}
