/* ini.c -- the lines of an INI file to a tree with places. */
#include "syntax/ini.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

struct ini_reader {
    const struct source *source;
    struct arena *arena;
    struct error *error;
    struct tree *root, *section; /* section NULL: none yet */
};

/* A part of the source without the blanks around it. */
struct ini_part {
    size_t start, end;
};

static struct ini_part
trim(const struct source *source, size_t start, size_t end)
{
    while (start < end && isspace((unsigned char)source->text[start]))
        start++;
    while (start < end && isspace((unsigned char)source->text[end - 1]))
        end--;
    return (struct ini_part){start, end};
}

/* The line at `at`, without a comment; moves `at` to the next one. */
static struct ini_part
next_line(const struct source *source, size_t *at)
{
    size_t start = *at, end = start;
    struct ini_part line;

    while (end < source->length && source->text[end] != '\n')
        end++;
    *at = end + (end < source->length);
    line = trim(source, start, end);
    if (line.start < line.end && strchr("#;", source->text[line.start]))
        line.end = line.start;
    return line;
}

static bool
is_section(const struct source *source, struct ini_part line)
{
    const char *text = source->text;

    for (size_t i = line.start + 1; i + 1 < line.end; i++)
        if (!isalnum((unsigned char)text[i]) && text[i] != '_')
            return false;
    return line.end - line.start > 2 && text[line.start] == '[' &&
           text[line.end - 1] == ']';
}

bool
ini_begins(const struct source *source)
{
    size_t at = 0;

    while (at < source->length) {
        struct ini_part line = next_line(source, &at);

        if (line.start < line.end)
            return is_section(source, line);
    }
    return false;
}

static char *
copy(struct ini_reader *reader, struct ini_part part)
{
    char *text = arena_copy(reader->arena, reader->source->text + part.start,
                            part.end - part.start);

    if (!text)
        error_memory(reader->error);
    return text;
}

static bool
begin_section(struct ini_reader *reader, struct ini_part line)
{
    const struct ini_part inner = {line.start + 1, line.end - 1};
    char *name = copy(reader, inner);

    reader->section =
        tree_new(reader->arena, TREE_OBJECT, reader->source, line.start);
    if (!name || !reader->section)
        return error_memory(reader->error);
    if (reader->root->count < TREE_MEMBERS && !tree_member(reader->root, name))
        tree_append(reader->root, name, reader->section);
    return true;
}

static bool
read_pair(struct ini_reader *reader, struct ini_part line)
{
    const char *text = reader->source->text;
    const char *equals = memchr(text + line.start, '=', line.end - line.start);
    size_t middle = equals ? (size_t)(equals - text) : line.end;
    struct ini_part value = trim(reader->source, middle + 1, line.end);
    const char *key, *word;
    struct tree *tree;

    if (!equals || middle == line.start || !reader->section)
        return error_in(reader->error, reader->source, line.start,
                        "must be KEY=VALUE below a [SECTION]");
    key = copy(reader, trim(reader->source, line.start, middle));
    word = key ? copy(reader, value) : NULL;
    if (!word)
        return false;
    tree = tree_bare(reader->arena, word, reader->source, value.start);
    if (!tree)
        return error_memory(reader->error);
    tree->key_offset = line.start;
    if (reader->section->count < TREE_MEMBERS &&
        !tree_member(reader->section, key))
        tree_append(reader->section, key, tree);
    return true;
}

struct tree *
ini_read(const struct source *source, struct arena *arena, struct error *error)
{
    struct ini_reader reader = {
        .source = source, .arena = arena, .error = error};
    size_t valid = utf8_span(source->text, source->length), at = 0;

    if (valid < source->length) {
        error_in(error, source, valid, "must be UTF-8");
        return NULL;
    }
    reader.root = tree_new(arena, TREE_OBJECT, source, 0);
    if (!reader.root)
        error_memory(error);
    while (reader.root && at < source->length) {
        struct ini_part line = next_line(source, &at);

        if (line.start == line.end)
            continue;
        if (!(is_section(source, line) ? begin_section(&reader, line)
                                       : read_pair(&reader, line)))
            return NULL;
    }
    return reader.root;
}
