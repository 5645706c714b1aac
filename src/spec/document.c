/* document.c -- reads, overrides and expands the JSON tree of a spec. */
#include "spec/document.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "spec/short_form.h"

/* The whole of a stream, and not more than `limit` bytes. */
static bool
read_all(struct arena *arena, FILE *file, size_t limit, struct source *source,
         struct error *error)
{
    size_t size = 0, length = 0;
    char *text = NULL;

    do {
        char *larger;

        size = size == 0 ? 4096 : size * 2;
        larger = arena_alloc(arena, size + 1, 1);
        if (!larger)
            return error_memory(error);
        if (length > 0)
            memcpy(larger, text, length);
        text = larger;
        length += fread(text + length, 1, size - length, file);
        if (ferror(file))
            return error_plain(error, STATUS_WRONG, "%s: cannot be read: %s",
                               source->name, strerror(errno));
        if (length > limit)
            return error_plain(error, STATUS_LIMIT,
                               "%s: must have at most %zu bytes; --max-input "
                               "raises the limit",
                               source->name, limit);
    } while (length == size);
    text[length] = '\0';
    source->text = text;
    source->length = length;
    return true;
}

static bool
read_file(struct document *document, size_t limit, struct source *source,
          struct error *error)
{
    bool standard = strcmp(source->name, "-") == 0, done;
    FILE *file = standard ? stdin : fopen(source->name, "rb");
    struct stat status;

    if (!file)
        return error_plain(error, STATUS_WRONG, "%s: cannot be opened: %s",
                           source->name, strerror(errno));
    if (standard)
        source->name = "standard input";
    if (fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode))
        done = error_plain(error, STATUS_WRONG,
                           "%s: must be a file, not a directory", source->name);
    else
        done = read_all(document->arena, file, limit, source, error);
    if (!standard)
        fclose(file);
    return done;
}

/* A source that stays as long as the document. */
static struct source *
keep_source(struct document *document, struct source source,
            struct error *error)
{
    struct source *kept = arena_alloc(document->arena, 1, sizeof *kept);

    if (kept)
        *kept = source;
    else
        error_memory(error);
    return kept;
}

bool
document_parse(struct document *document, const struct source *source,
               struct error *error)
{
    document->positions.arena = document->arena;
    document->root = json_read(source, &document->positions, error);
    if (!document->root)
        return false;
    document->place.source = source;
    document->place.offset =
        positions_of(&document->positions, document->root)->value;
    return cJSON_IsObject(document->root) ||
           error_at(error, &document->place, "must be an object, not %s",
                    json_found(document->root).text);
}

bool
document_read(struct document *document, const char *path, size_t limit,
              struct error *error)
{
    struct source *source = keep_source(
        document, (struct source){.name = path, .lines = true}, error);

    return source && read_file(document, limit, source, error) &&
           document_parse(document, source, error);
}

/* One step of a path. */
struct step {
    const char *name; /* NULL: an index */
    size_t index;
};

/* The next step of a dotted path, which moves on; false where it has a wrong
 * form. */
static bool
next_step(struct document *document, const char **path, struct step *step)
{
    const char *at = *path;
    size_t length = 0;
    char *end;

    *step = (struct step){0};
    if (*at == '[') {
        if (!isdigit((unsigned char)at[1]))
            return false;
        step->index = strtoul(at + 1, &end, 10);
        *path = end + 1;
        return *end == ']';
    }
    at += *at == '.';
    while (isalnum((unsigned char)at[length]) || at[length] == '_' ||
           at[length] == '$')
        length++;
    if (length == 0)
        return false;
    step->name = arena_copy(document->arena, at, length);
    *path = at + length;
    return step->name && (!**path || **path == '.' || **path == '[');
}

/* Where a value that a flag gives is to be put. */
struct target {
    const struct source *source;
    size_t offset; /* of the value in the source */
    const char *path;
};

static cJSON *
marked(struct document *document, const struct target *target, cJSON *value,
       struct error *error)
{
    if (value && positions_mark(&document->positions, value, target->source, 0,
                                target->offset))
        return value;
    cJSON_Delete(value);
    error_memory(error);
    return NULL;
}

/* Puts the value into the container, in the place of one that is there. */
static bool
put_into(cJSON *container, const struct step *step, cJSON *value)
{
    if (!step->name)
        return cJSON_ReplaceItemInArray(container, (int)step->index, value);
    if (cJSON_GetObjectItemCaseSensitive(container, step->name))
        return cJSON_ReplaceItemInObjectCaseSensitive(container, step->name,
                                                      value);
    return cJSON_AddItemToObject(container, step->name, value);
}

/* What a step leads to: for an object's key, made where it is missing. */
static cJSON *
step_into(struct document *document, const struct target *target,
          cJSON *container, const struct step *step, struct error *error)
{
    cJSON *child;

    if (!step->name)
        return cJSON_GetArrayItem(container, (int)step->index);
    child = cJSON_GetObjectItemCaseSensitive(container, step->name);
    if (child && !cJSON_IsNull(child))
        return child;
    child = marked(document, target, cJSON_CreateObject(), error);
    if (child && !put_into(container, step, child)) {
        cJSON_Delete(child);
        error_memory(error);
        return NULL;
    }
    return child;
}

static bool
fits(const cJSON *container, const struct step *step)
{
    if (step->name)
        return cJSON_IsObject(container);
    return cJSON_IsArray(container) &&
           step->index < (size_t)cJSON_GetArraySize(container);
}

/* Takes the value over, whatever comes of it. */
static bool
put(struct document *document, const struct target *target, cJSON *value,
    struct error *error)
{
    const char *path = target->path;
    cJSON *container;
    struct step step;

    document->positions.arena = document->arena;
    if (!document->root)
        document->root = marked(document, target, cJSON_CreateObject(), error);
    container = document->root;
    value = container ? marked(document, target, value, error) : value;
    while (container && value) {
        size_t passed = (size_t)(path - target->path);

        if (!next_step(document, &path, &step)) {
            error_in(error, target->source, passed,
                     "must be a path such as optimizer.betas[0]");
            break;
        }
        if (!fits(container, &step)) {
            error_in(error, target->source, passed,
                     step.name ? "%.*s is no object"
                               : "%.*s has no such element; lists must be "
                                 "given whole",
                     (int)passed, target->path);
            break;
        }
        if (!*path) {
            if (put_into(container, &step, value))
                return true;
            error_memory(error);
            break;
        }
        container = step_into(document, target, container, &step, error);
    }
    cJSON_Delete(value);
    return false;
}

/* A number as people write it: .5 and +1 too; NULL where it is none. */
static cJSON *
number_from(const char *text)
{
    char *end;
    double value;

    if (!*text || text[strspn(text, "0123456789.eE+-")])
        return NULL;
    value = strtod(text, &end);
    return *end || value - value != 0 ? NULL : cJSON_CreateNumber(value);
}

static const struct parameter *
node_row(const struct document *document, const char *path)
{
    const struct parameter *row = row_find(NULL, document->table, path);

    return row && row->type == PARAMETER_NODE ? row : NULL;
}

bool
document_put(struct document *document, const char *flag, const char *path,
             const char *text, struct error *error)
{
    const struct parameter *row = node_row(document, path);
    struct target target = {.path = path};
    struct source *source =
        keep_source(document, (struct source){.name = flag}, error);
    cJSON *value;

    document->positions.arena = document->arena;
    if (!source)
        return false;
    target.source = source;
    if (row) {
        source->text = text;
        source->length = strlen(text);
        value = short_form_read(source, document_family(document, row),
                                row->extra, &document->positions, error);
        return value && put(document, &target, value, error);
    }
    value = number_from(text);
    return put(document, &target, value ? value : cJSON_CreateString(text),
               error);
}

bool
document_put_list(struct document *document, const char *flag, const char *path,
                  const char *text, struct error *error)
{
    struct target target = {.path = path};
    struct source *source = keep_source(
        document,
        (struct source){.name = flag, .text = text, .length = strlen(text)},
        error);
    cJSON *list = cJSON_CreateArray();

    document->positions.arena = document->arena;
    target.source = source;
    for (const char *at = text; source && list; at++) {
        size_t length = strcspn(at, ",");
        char *item = arena_copy(document->arena, at, length);
        cJSON *number = item ? number_from(item) : NULL;

        target.offset = (size_t)(at - text);
        if (!number) {
            error_in(error, source, target.offset, "must be a number, not '%s'",
                     item ? quote(item).text : "");
            cJSON_Delete(list);
            return false;
        }
        number = marked(document, &target, number, error);
        if (!number || !cJSON_AddItemToArray(list, number)) {
            cJSON_Delete(list);
            return false;
        }
        at += length;
        if (!*at)
            break;
    }
    target.offset = 0;
    return source && put(document, &target, list, error);
}

bool
document_set(struct document *document, const char *assignment,
             struct error *error)
{
    size_t length = strlen(assignment), path = strcspn(assignment, "=");
    char *text = arena_copy(document->arena, assignment, length);
    struct source *source = keep_source(
        document,
        (struct source){.name = "--set", .text = text, .length = length},
        error);
    struct target target = {.source = source, .offset = path + 1};
    cJSON *value;

    document->positions.arena = document->arena;
    if (!text || !source)
        return error_memory(error);
    for (size_t i = 0, n; i < length; i += n)
        if ((n = utf8_length(text + i, length - i)) == 0)
            return error_in(error, source, i, "must be UTF-8");
    if (path == length)
        return error_in(error, source, length,
                        "must be PATH=VALUE, and here the text ends");
    target.path = arena_copy(document->arena, assignment, path);
    if (!target.path)
        return error_memory(error);
    if (!json_valid(assignment + path + 1))
        return put(document, &target, cJSON_CreateString(assignment + path + 1),
                   error);
    /* Spaces for the path, so that the columns are those of the argument. */
    memset(text, ' ', path + 1);
    value = json_read(source, &document->positions, error);
    return value && put(document, &target, value, error);
}

const struct family *
document_family(const struct document *document, const struct parameter *row)
{
    if (row->family)
        return row->family;
    for (const struct family *const *family = document->families; *family;
         family++)
        if (strcmp((*family)->name, row->name) == 0)
            return *family;
    assert(!"a family for every node of the root");
    return NULL;
}

struct place
document_place(const struct document *document, const struct place *parent,
               const cJSON *value, size_t index)
{
    const struct position *position = positions_of(&document->positions, value);

    return (struct place){.parent = parent,
                          .name = value->string,
                          .index = index,
                          .source = position->source,
                          .offset = position->value};
}

struct place
document_key_place(const struct document *document, const struct place *parent,
                   const cJSON *member)
{
    struct place place = document_place(document, parent, member, 0);

    place.offset = positions_of(&document->positions, member)->key;
    return place;
}

static bool expand_node(struct document *document, cJSON *parent, cJSON *value,
                        const struct parameter *row, struct place place,
                        struct error *error);

/* The nodes inside an object: those that the rows of its kind tell. */
static bool
expand_inside(struct document *document, cJSON *node,
              const struct family *family, const struct place *place,
              struct error *error)
{
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(node, "type");
    const struct kind *kind =
        cJSON_IsString(type) ? family_find(family, type->valuestring) : NULL;
    const struct parameter *row = kind ? kind->parameters : NULL;

    for (; row && row->name; row++) {
        cJSON *value = cJSON_GetObjectItemCaseSensitive(node, row->name);
        struct place inner;
        size_t index = 0;

        if (!value || !row->family)
            continue;
        inner = document_place(document, place, value, 0);
        if (!cJSON_IsArray(value)) {
            if (!expand_node(document, node, value, row, inner, error))
                return false;
            continue;
        }
        for (cJSON *item = value->child, *next; item; item = next) {
            next = item->next;
            if (!expand_node(document, value, item, row,
                             document_place(document, &inner, item, index++),
                             error))
                return false;
        }
    }
    return true;
}

static bool
expand_node(struct document *document, cJSON *parent, cJSON *value,
            const struct parameter *row, struct place place,
            struct error *error)
{
    const struct family *family = document_family(document, row);
    struct place *kept;
    struct source *source;
    cJSON *node;

    if (cJSON_IsObject(value))
        return expand_inside(document, value, family, &place, error);
    if (!cJSON_IsString(value))
        return true;
    kept = arena_alloc(document->arena, 1, sizeof *kept);
    source = keep_source(document, (struct source){.within = kept}, error);
    if (!kept || !source)
        return error_memory(error);
    *kept = place;
    source->length = strlen(value->valuestring);
    source->text =
        arena_copy(document->arena, value->valuestring, source->length);
    if (!source->text)
        return error_memory(error);
    node = short_form_read(source, family, row->extra, &document->positions,
                           error);
    if (!node)
        return false;
    document->positions.items[node->valueint].key =
        positions_of(&document->positions, value)->key;
    if (value->string ? cJSON_ReplaceItemInObjectCaseSensitive(
                            parent, value->string, node)
                      : cJSON_ReplaceItemViaPointer(parent, value, node))
        return expand_inside(document, node, family, &place, error);
    cJSON_Delete(node);
    return error_memory(error);
}

bool
document_expand(struct document *document, struct error *error)
{
    for (const struct parameter *row = document->table; row->name; row++) {
        cJSON *value =
            cJSON_GetObjectItemCaseSensitive(document->root, row->name);

        if (value && row->type == PARAMETER_NODE &&
            !expand_node(document, document->root, value, row,
                         document_place(document, &document->place, value, 0),
                         error))
            return false;
    }
    return true;
}

void
document_free(struct document *document)
{
    cJSON_Delete(document->root);
    document->root = NULL;
}
