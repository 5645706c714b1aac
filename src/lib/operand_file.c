/* operand_file.c -- reads a file, and tells specs from configurations. */
#include "lib/operand_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/input.h"
#include "base/text.h"
#include "lib/operands.h"
#include "simulate/families.h"
#include "spec/document.h"
#include "spec/short_form.h"
#include "spec/spec.h"
#include "tables/log_shape.h"

enum { PART_MOST = 1 << 16 }; /* bytes of YAML beside another */

static bool
read_text(struct input *input, size_t limit, struct arena *arena,
          const struct source **source, struct error *error)
{
    struct source *made = arena_alloc(arena, 1, sizeof *made);
    char *text;

    *source = made;
    if (!made)
        return error_memory(error);
    if (!input_read_all(input, arena, limit, &text, &made->length, error))
        return false;
    made->name = input->name;
    made->lines = true;
    made->text = text;
    return true;
}

/* A script that is an operand itself. */
static bool
take_text(const char *text, struct arena *arena, const struct source **source,
          struct error *error)
{
    struct source *made = arena_alloc(arena, 1, sizeof *made);
    struct text name = {.arena = arena};

    *source = made;
    text_format(&name, "'%s'", quote(text).text);
    if (!made || !text_end(&name))
        return error_memory(error);
    *made = (struct source){.name = name.bytes,
                            .text = text,
                            .length = strlen(text),
                            .lines = true};
    return true;
}

static bool
read_log(struct input *input, const struct log_request *request,
         struct arena *arena, struct operand_file *file, struct error *error)
{
    file->log = arena_alloc(arena, 1, sizeof *file->log);
    if (!file->log)
        return error_memory(error);
    file->log->arena = arena;
    return log_read_input(file->log, input, request, error);
}

struct beginning {
    const char *name;
    struct log_head head;
    const struct log_shape *shape; /* of a log; NULL */
};

static bool
look(struct input *input, struct arena *arena, struct beginning *beginning,
     struct error *error)
{
    *beginning = (struct beginning){.name = input->name};
    return log_look(input, arena, &beginning->head, &beginning->shape, error);
}

/* Whether a text without imports is statements of Python that make something,
 * not a table. */
static bool
is_statements(const struct source *source)
{
    return document_is_code(source) && code_is(source) &&
           operand_calls(source) > 0;
}

static bool
is_configuration(const struct beginning *beginning, struct arena *arena)
{
    const struct source source = {.name = beginning->name,
                                  .text = beginning->head.bytes,
                                  .length = beginning->head.length,
                                  .lines = true};

    return code_is_script(&source) ||
           (beginning->head.whole &&
            (is_statements(&source) || config_is_told(&source, arena)));
}

static bool
is_log(const struct beginning *beginning, struct arena *arena)
{
    return beginning->shape && !is_configuration(beginning, arena);
}

/* Whether the beginning of a file is of a kind. */
static bool
begins_so(const char *word, struct arena *arena,
          bool (*is)(const struct beginning *, struct arena *))
{
    struct input input = {.name = word};
    struct beginning beginning;
    struct error error = {0};
    bool so;

    if (strcmp(word, "-") == 0 || !input_open(&input, &error))
        return false;
    so = look(&input, arena, &beginning, &error) && is(&beginning, arena);
    input_close(&input);
    return so;
}

bool
operand_is_log(const char *word, struct arena *arena)
{
    return begins_so(word, arena, is_log);
}

bool
operand_is_configuration(const char *word, struct arena *arena)
{
    return begins_so(word, arena, is_configuration);
}

/* Whether a word names a short regular file in YAML. */
static bool
is_yaml(const char *word)
{
    const char *dot = strrchr(word, '.');
    struct stat status;

    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0) &&
           stat(word, &status) == 0 && S_ISREG(status.st_mode) &&
           status.st_size < PART_MOST;
}

/* The index of the first of the words that is so; `count`: none is, or there is
 * no memory, which is the only error. */
static size_t
find_yaml(const char *const *words, size_t count, struct arena *arena,
          bool (*is)(const struct source *, struct arena *, struct error *),
          const struct source **source, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct input input = {.name = words[i]};
        struct error other = {0};
        bool opened = is_yaml(words[i]) && input_open(&input, &other);
        bool done =
            opened && read_text(&input, PART_MOST, arena, source, &other);

        if (opened)
            input_close(&input);
        if (done && is(*source, arena, &other))
            return i;
        if (other.status == STATUS_LIMIT) {
            *error = other;
            return count;
        }
    }
    return count;
}

bool
operand_part(const char **words, size_t *count, struct arena *arena,
             const struct source **part, struct error *error)
{
    const struct source *whole;
    size_t i;

    *part = NULL;
    if (*count < 2)
        return true;
    i = find_yaml(words, *count, arena, config_is_part, part, error);
    if (i == *count || find_yaml(words, *count, arena, config_names_part,
                                 &whole, error) == *count) {
        *part = NULL;
        return error->status == STATUS_DONE;
    }
    for (--*count; i < *count; i++)
        words[i] = words[i + 1];
    words[*count] = NULL;
    return true;
}

bool
operand_file_open(const char *path, size_t limit, const struct dialect *dialect,
                  const struct log_request *request, struct arena *arena,
                  struct operand_file *file, struct error *error)
{
    struct input input = {.name = path};
    struct beginning beginning;
    bool done;

    *file = (struct operand_file){
        .notes = {.assumed.arena = arena, .warnings.arena = arena}};
    if (operand_is_script(path))
        return take_text(path, arena, &file->source, error);
    if (!input_open(&input, error))
        return false;
    done = look(&input, arena, &beginning, error) &&
           (!dialect && is_log(&beginning, arena)
                ? read_log(&input, request, arena, file, error)
                : read_text(&input, limit, arena, &file->source, error));
    input_close(&input);
    return done;
}

bool
operand_file_read(struct operand_file *file,
                  const struct config_request *request, struct arena *arena,
                  struct error *error)
{
    const struct document document = {
        .arena = arena, .table = spec_table, .families = all_families};
    struct tree *root = NULL;

    bool done;

    struct code_request code = {.steps_per_epoch = request->steps_per_epoch,
                                .assumed = &file->notes.assumed};

    done =
        code_is_script(file->source) || is_statements(file->source) ||
        config_read(file->source, request, arena, &root, &file->notes, error);
    if (done && !root && document_is_code(file->source))
        done = (root = document_script(&document, file->source, &code,
                                       error)) != NULL;
    file->root = root;
    return done;
}

void
operand_log_steps(const struct log *log, struct config_request *request)
{
    double last = log->rows > 0 ? log->x[log->rows - 1] : 0;

    request->log_name = log->name;
    request->log_epochs = log->epochs;
    if (log->rate != NO_COLUMN) {
        request->log_count = log->rows;
        request->log_x = log->x;
        request->log_rates = log->columns[log->rate].values;
    }
    if (log->total > 0)
        request->log_steps = log->total;
    else if (!log->epochs && !log->counted && last >= 1)
        request->log_steps = (long)last;
}

bool
operand_words_read(const char *const *words, size_t count,
                   const struct config_request *request, struct arena *arena,
                   struct operand_file *file, struct error *error)
{
    struct tree *root;

    *file = (struct operand_file){
        .notes = {.assumed.arena = arena, .warnings.arena = arena}};
    if (!config_read_words(words, count, request, arena, &root, &file->notes,
                           error))
        return false;
    file->root = root;
    return true;
}

/* A number, or a product or quotient of numbers. */
static double
length_of(const char *text)
{
    char *end;
    double length = strtod(text, &end);

    while (*end == '*' || *end == '/') {
        bool divides = *end == '/';
        double factor = strtod(end + 1, &end);

        length = divides ? length / factor : length * factor;
    }
    return ceil(length);
}

long
operand_override(const struct spec_input *input, const char *key)
{
    size_t length = strlen(key);
    long value = INTEGER_NULL;

    for (size_t i = 0; i < input->count; i++) {
        const struct spec_override *override = &input->overrides[i];
        const char *text = override->text;
        double number = override->number;

        if (override->path && strcmp(override->path, key) != 0)
            continue;
        if (!override->path) {
            if (strncmp(text, key, length) != 0 || text[length] != '=')
                continue;
            text += length + 1;
        }
        number = text ? length_of(text) : number;
        /* A wrong one is refused where it is put. */
        value =
            number >= 0 && number <= (double)INTEGER_MOST ? (long)number : 0;
    }
    return value;
}

static bool
has_tag(const struct texts *tags, const char *name)
{
    for (size_t i = 0; i < tags->count; i++)
        if (strcmp(tags->values[i], name) == 0)
            return true;
    return false;
}

/* Adds the names in quotes up to the end of a list. */
static bool
add_tags(const char *at, struct arena *arena, struct texts *tags)
{
    const char *end = at + strcspn(at, "]");

    tags->values =
        arena_alloc(arena, (size_t)(end - at) + 1, sizeof *tags->values);
    while (tags->values && (at += strcspn(at, "'\"")) < end) {
        const char quote[] = {*at++, '\0'};
        size_t length = strcspn(at, quote);
        char *name = arena_copy(arena, at, length);

        if (!name)
            return false;
        if (!has_tag(tags, name))
            tags->values[tags->count++] = name;
        at += length + (at[length] != '\0');
    }
    return tags->values != NULL;
}

bool
operand_tags(const struct spec_input *input, struct arena *arena,
             struct texts *tags)
{
    *tags = (struct texts){0};
    for (size_t i = 0; i < input->count; i++) {
        const struct spec_override *override = &input->overrides[i];
        const char *at =
            override->text ? strstr(override->text, "kinds") : NULL;
        bool problem = override->path
                           ? strcmp(override->path, "problem") == 0
                           : at && strncmp(override->text, "problem", 7) == 0;

        if (problem && at && !add_tags(at + strcspn(at, "["), arena, tags))
            return false;
    }
    return true;
}
