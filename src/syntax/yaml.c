/* yaml.c -- libyaml's events to a tree with places. */
#include "syntax/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/utf8.h"

struct yaml_reader {
    yaml_parser_t parser;
    yaml_event_t event; /* the present one */
    bool held;          /* it must be deleted */
    const struct source *source;
    struct arena *arena;
    struct error *error;
    int depth;
    size_t mark; /* bytes of a byte order mark, which libyaml leaves out */
    /* libyaml counts characters: where the last event began. */
    size_t characters, bytes;
};

/* The offset of a mark, in bytes. */
static size_t
offset_of(struct yaml_reader *reader, const yaml_mark_t *mark)
{
    const struct source *source = reader->source;

    if (mark->index < reader->characters)
        reader->characters = 0;
    if (reader->characters == 0)
        reader->bytes = reader->mark;
    while (reader->characters < mark->index && reader->bytes < source->length) {
        reader->bytes++;
        while (reader->bytes < source->length &&
               !utf8_begins(source->text[reader->bytes]))
            reader->bytes++;
        reader->characters++;
    }
    return reader->bytes;
}

static bool
fail(struct yaml_reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;

    if (parser->error == YAML_MEMORY_ERROR)
        return error_memory(reader->error);
    if (parser->error == YAML_READER_ERROR)
        return error_in(reader->error, reader->source, parser->problem_offset,
                        "cannot be read as YAML: %s", parser->problem);
    return error_in(reader->error, reader->source,
                    offset_of(reader, &parser->problem_mark),
                    "cannot be read as YAML: %s", parser->problem);
}

static bool
next_event(struct yaml_reader *reader)
{
    if (reader->held)
        yaml_event_delete(&reader->event);
    reader->held = yaml_parser_parse(&reader->parser, &reader->event) != 0;
    return reader->held || fail(reader);
}

static size_t
event_offset(struct yaml_reader *reader)
{
    return offset_of(reader, &reader->event.start_mark);
}

/* A copy of the present scalar; NULL without memory, or where it has a NUL. */
static const char *
scalar_text(struct yaml_reader *reader)
{
    const char *value = (const char *)reader->event.data.scalar.value;
    size_t length = reader->event.data.scalar.length;
    const char *text = arena_copy(reader->arena, value, length);

    if (!text)
        error_memory(reader->error);
    else if (memchr(value, 0, length)) {
        error_in(reader->error, reader->source, event_offset(reader),
                 "must not have a NUL");
        return NULL;
    }
    return text;
}

/* Whether the present scalar has one of YAML's own tags: "!!float". */
static bool
has_tag(const struct yaml_reader *reader, const char *name)
{
    static const char own[] = "tag:yaml.org,2002:";
    const char *tag = (const char *)reader->event.data.scalar.tag;

    return tag && strncmp(tag, own, sizeof own - 1) == 0 &&
           strcmp(tag + sizeof own - 1, name) == 0;
}

/* Other tags are of objects of Python, and ignored. */
static struct tree *
read_scalar(struct yaml_reader *reader)
{
    bool number = has_tag(reader, "float") || has_tag(reader, "int");
    bool bare =
        number || (reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                   !has_tag(reader, "str"));
    size_t offset = event_offset(reader);
    const char *text = scalar_text(reader);
    struct tree *tree;

    if (!text)
        return NULL;
    tree = bare ? tree_bare(reader->arena, text, reader->source, offset)
                : tree_new(reader->arena, TREE_STRING, reader->source, offset);
    if (!tree) {
        error_memory(reader->error);
        return NULL;
    }
    /* A number with a tag is one to every reader, however it is written. */
    tree->text = number && tree->kind == TREE_NUMBER ? NULL : text;
    return tree;
}

static struct tree *read_value(struct yaml_reader *reader);

/* The error that there is too much of something; returns false. */
static bool
over_limit(struct yaml_reader *reader, const char *what, int most)
{
    error_in(reader->error, reader->source, event_offset(reader),
             "must %s at most %d", what, most);
    reader->error->status = STATUS_LIMIT;
    return false;
}

/* Reads the key that is the present event, and its value. */
static bool
read_member(struct yaml_reader *reader, struct tree *object)
{
    size_t key_offset = event_offset(reader);
    const char *key;
    struct tree *value;

    if (reader->event.type != YAML_SCALAR_EVENT)
        return error_in(reader->error, reader->source, key_offset,
                        "must be a name: a key");
    key = scalar_text(reader);
    if (!key)
        return false;
    if (object->count == TREE_MEMBERS)
        return over_limit(reader, "have keys:", TREE_MEMBERS);
    if (tree_member(object, key))
        return error_in(reader->error, reader->source, key_offset,
                        "is given twice: '%s'", quote(key).text);
    value = next_event(reader) ? read_value(reader) : NULL;
    if (!value)
        return false;
    value->key_offset = key_offset;
    tree_append(object, key, value);
    return true;
}

/* Reads up to the end of a list or an object. */
static bool
read_children(struct yaml_reader *reader, struct tree *tree)
{
    yaml_event_type_t end = tree->kind == TREE_LIST ? YAML_SEQUENCE_END_EVENT
                                                    : YAML_MAPPING_END_EVENT;

    while (next_event(reader) && reader->event.type != end) {
        struct tree *item;

        if (tree->kind == TREE_OBJECT) {
            if (!read_member(reader, tree))
                return false;
            continue;
        }
        item = read_value(reader);
        if (!item)
            return false;
        tree_append(tree, NULL, item);
    }
    return reader->held;
}

static struct tree *
read_collection(struct yaml_reader *reader, enum tree_kind kind)
{
    size_t offset = event_offset(reader);
    struct tree *tree = tree_new(reader->arena, kind, reader->source, offset);

    if (!tree) {
        error_memory(reader->error);
        return NULL;
    }
    if (++reader->depth > YAML_DEPTH) {
        over_limit(reader, "be nested to a depth of", YAML_DEPTH);
        return NULL;
    }
    if (!read_children(reader, tree))
        return NULL;
    reader->depth--;
    return tree;
}

/* The value that begins with the present event. */
static struct tree *
read_value(struct yaml_reader *reader)
{
    switch (reader->event.type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(reader);
    case YAML_SEQUENCE_START_EVENT:
        return read_collection(reader, TREE_LIST);
    case YAML_MAPPING_START_EVENT:
        return read_collection(reader, TREE_OBJECT);
    case YAML_ALIAS_EVENT:
        error_in(reader->error, reader->source, event_offset(reader),
                 "must not be an alias: write the value out");
        return NULL;
    default:
        error_in(reader->error, reader->source, event_offset(reader),
                 "must be a value");
        return NULL;
    }
}

/* The only document of the stream. */
static struct tree *
read_document(struct yaml_reader *reader)
{
    struct tree *tree;

    if (!next_event(reader) || !next_event(reader))
        return NULL;
    if (reader->event.type != YAML_DOCUMENT_START_EVENT) {
        error_in(reader->error, reader->source, 0, "must not be empty");
        return NULL;
    }
    tree = next_event(reader) ? read_value(reader) : NULL;
    if (!tree || !next_event(reader) || !next_event(reader))
        return NULL;
    if (reader->event.type == YAML_STREAM_END_EVENT)
        return tree;
    error_in(reader->error, reader->source, event_offset(reader),
             "must be one document, not several");
    return NULL;
}

struct tree *
yaml_read(const struct source *source, struct arena *arena, struct error *error)
{
    struct yaml_reader reader = {
        .source = source, .arena = arena, .error = error};
    size_t valid = utf8_span(source->text, source->length);
    struct tree *tree = NULL;

    if (valid < source->length) {
        error_in(error, source, valid, "must be UTF-8");
        return NULL;
    }
    if (!yaml_parser_initialize(&reader.parser)) {
        error_memory(error);
        return NULL;
    }
    reader.mark =
        source->length >= 3 && memcmp(source->text, "\xef\xbb\xbf", 3) == 0 ? 3
                                                                            : 0;
    yaml_parser_set_input_string(
        &reader.parser, (const unsigned char *)source->text, source->length);
    tree = read_document(&reader);
    if (reader.held)
        yaml_event_delete(&reader.event);
    yaml_parser_delete(&reader.parser);
    return tree;
}
