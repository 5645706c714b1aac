/* code_read.c -- reads Python code, as scripts make schedulers and optimizers
 * in it.
 *
 * An assignment of a value or of such a call gives its name that value for the
 * statements below; everything else is passed over.  The last call of a family
 * counts, wherever in a statement it is. */
#include <string.h>

#include "spec/code_reading.h"

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

/* Takes what a statement imports, the defaults of the function that it defines,
 * and what an argument of the command line has. */
static bool
read_definition(struct code_reading *reading, size_t indent, bool *done)
{
    struct short_parser *parser = reading->parser;
    struct short_parser ahead = *parser;
    size_t length = parser_name_length(parser);
    const char *name = parser->source->text + parser->at;

    if (!code_take_import(parser, done) || *done)
        return *done;
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
        name = parser_take_name(parser, parser_name_length(parser));
        if (!name || parser_next(parser) != '(')
            return name != NULL;
        if (!code_take_function(parser, name))
            return false;
        parser->at++;
        return code_take_defaults(parser, name);
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
    parser->at = start;
    if (!value && !reading->collects && strchr("[(", parser_next(parser)) &&
        parser_peek(parser))
        value = code_node_list(parser);
    parser->at = start;
    if (!value && parser_next(parser) == '[')
        value = code_group_list(parser);
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

/* What the call of a method changes, whose arguments were read. */
static bool
read_methods(struct code_reading *reading)
{
    struct short_parser *parser = reading->parser;

    code_note_step(reading);
    for (struct code_goal *goal = reading->goals; goal->family; goal++)
        if (strcmp(goal->family->name, "optimizer") == 0 &&
            !code_take_compile(reading, goal))
            return false;
    return code_append(parser) && code_add_group(parser);
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
        (!code_table(parser, reading->goals) || !code_calls(reading, &value)))
        return false;
    parser->at = start;
    if (!reading->collects && !read_methods(reading))
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
    size_t indent = code_indent(parser->source, parser->at);
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
    parser->whole = whole;
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
    return parser->arena->failed ? error_memory(error) : done;
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

    parser->inlined = arena_alloc(parser->arena, 1, sizeof *parser->inlined);
    if (!parser->inlined)
        return error_memory(parser->error);
    *parser->inlined = 0;
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
    if (!code_choose(&reading))
        return parser->error->status != STATUS_DONE
                   ? false
                   : error_memory(parser->error);
    for (; goals->family; goals++)
        if (goals->count > 0 && !goals->node) {
            *parser->error = goals->error;
            return false;
        }
    return true;
}
