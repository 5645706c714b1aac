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
    struct code_blocks blocks;
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
        code_enter_block(parser, &reading->blocks, indent, true);
        reading->class_indent = indent;
        reading->field_indent = 0;
        return true;
    }
    code_skip_word(parser, "async");
    if (code_skip_word(parser, "def")) {
        code_enter_block(parser, &reading->blocks, indent, true);
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

/* Gives a name a value (NULL: none that is known). */
static bool
give(struct code_reading *reading, const char *name, struct tree *value,
     const char *assumed, bool field)
{
    struct short_parser *parser = reading->parser;
    const char *note = code_is_conditional(&reading->blocks)
                           ? code_condition_note(parser, name, value)
                           : NULL;

    return (!field || !value ||
            code_remember(parser, &parser->options, name, value, NULL)) &&
           code_remember(parser, &parser->names, name, value,
                         note ? note : assumed);
}

/* Gives names the node that was read, or else the value at `start`. */
static bool
assign(struct code_reading *reading, const struct code_targets *targets,
       struct tree *value, size_t start, bool field)
{
    struct short_parser *parser = reading->parser;
    struct text assumed = {.arena = parser->arena};

    /* In x = x + 1 the other is the one before, not a later one. */
    for (size_t i = 0; i < targets->count; i++)
        if (!code_hide_later(parser, targets->names[i]))
            return false;
    if (!value) {
        parser->at = start;
        parser->assumed = &assumed;
        value = code_assigned(parser);
        parser->assumed = NULL;
    }
    for (size_t i = 0; i < targets->count; i++)
        if (!give(reading, targets->names[i], value,
                  value && assumed.used > 0 ? text_end(&assumed) : NULL, field))
            return false;
    return true;
}

/* Reads the value that comes next for names, and the calls in it. */
static bool
read_value(struct code_reading *reading, const struct code_targets *targets,
           bool field)
{
    struct short_parser *parser = reading->parser;
    struct tree *value = NULL;
    size_t start;

    parser_next(parser);
    start = parser->at;
    if (!reading->collects &&
        (!code_table(parser, reading->goals) || !read_calls(reading, &value)))
        return false;
    return assign(reading, targets, value, start, field);
}

/* Reads a statement or a part of it: all of a source from an offset on. */
static bool
read_part(struct code_reading *reading, const struct source *part, size_t at,
          const struct code_targets *targets, bool field)
{
    struct short_parser *parser = reading->parser;
    const struct source *whole = parser->source;
    size_t start = parser->at;
    bool done;

    parser->source = part;
    parser->at = at;
    done = read_value(reading, targets, field);
    parser->source = whole;
    parser->at = start;
    return done;
}

/* a, b = 1, 2: each gets its own; what other values give is not known. */
static bool
read_apart(struct code_reading *reading, const struct code_targets *targets,
           bool field)
{
    struct short_parser *parser = reading->parser;
    struct source *part;
    bool done = true;

    for (size_t i = 0; done && i < targets->count; i++) {
        const struct code_targets one = {{targets->names[i]}, 1, false};
        size_t start, end;

        parser_next(parser);
        start = parser->at;
        end = parser->at = code_argument_end(parser);
        parser->at += parser_peek(parser) == ',';
        part = arena_alloc(parser->arena, 1, sizeof *part);
        if (!part)
            return error_memory(parser->error);
        *part = *parser->source;
        part->length = end;
        done = read_part(reading, part, start, &one, field);
    }
    return done;
}

static bool
read_statement(struct code_reading *reading)
{
    static const struct code_targets none = {0};
    struct short_parser *parser = reading->parser;
    size_t indent = indent_of(parser->source, parser->at);
    bool field = is_field(reading, indent), done = false;
    struct code_targets targets = {0};
    const struct source *augmented;

    if (!code_leave_blocks(parser, &reading->blocks, indent) ||
        !read_definition(reading, indent, &done) || done)
        return done && !parser->arena->failed;
    code_enter_condition(parser, &reading->blocks, indent);
    parser_next(parser);
    if (code_skip_word(parser, "global"))
        code_make_global(&reading->blocks);
    code_skip_word(parser, "return");
    augmented = code_take_augmented(parser, targets.names);
    if (augmented) {
        targets.count = 1;
        return read_part(reading, augmented, 0, &targets, field);
    }
    if (!code_take_targets(parser, &targets))
        return read_value(reading, &none, field);
    return targets.apart ? read_apart(reading, &targets, field)
                         : read_value(reading, &targets, field);
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
    reading->blocks.count = 0;
    for (size_t at = 0; done && at < whole->length;
         at = statement->length + 1) {
        statement->length = code_statement_end(whole, at);
        parser->at = at;
        if (parser_next(parser))
            done = read_statement(reading);
    }
    statement->length = whole->length;
    parser->source = whole;
    done = done && code_leave_blocks(parser, &reading->blocks, 0);
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
