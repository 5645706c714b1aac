/* override.c -- what flags put into the tree of a document, and --set. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "spec/document.h"
#include "spec/short_form.h"

/* One step of a path. */
struct step {
    const char *name; /* NULL: an index */
    size_t index;
};

/* The next step of a dotted path, which moves on; false where it has a wrong
 * form. */
static bool
next_step(struct document *document, const char **path, struct step *step,
          struct error *error)
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
    if (!step->name)
        return error_memory(error);
    *path = at + length;
    return !**path || **path == '.' || **path == '[';
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
    cJSON *old = step->name
                     ? cJSON_GetObjectItemCaseSensitive(container, step->name)
                     : cJSON_GetArrayItem(container, (int)step->index);

    if (!old)
        return cJSON_AddItemToObject(container, step->name, value);
    json_replace(container, old, value);
    return true;
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

/* A container has no such step, which is behind `passed` bytes of the path. */
static void
tell_misfit(const struct target *target, size_t passed, const cJSON *container,
            const struct step *step, struct error *error)
{
    const char *path = passed ? target->path : "the spec";
    int length = passed ? (int)passed : (int)strlen(path);
    const char *index = target->path + passed + 1;
    int digits = (int)strcspn(index, "]");

    if (step->name)
        error_in(error, target->source, passed, "%.*s is no object", length,
                 path);
    else if (cJSON_IsArray(container))
        error_in(error, target->source, passed,
                 "%.*s has no element %.*s: it has %d, counted from 0", length,
                 path, digits, index, cJSON_GetArraySize(container));
    else if (passed && cJSON_IsObject(container) && !container->child)
        error_in(error, target->source, passed,
                 "%.*s is not given, and so has no element %.*s; lists must be "
                 "given whole",
                 length, path, digits, index);
    else
        error_in(error, target->source, passed, "%.*s is no list", length,
                 path);
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

        if (!next_step(document, &path, &step, error)) {
            if (error->status == STATUS_DONE)
                error_in(error, target->source, passed,
                         "must be a path such as optimizer.betas[0]");
            break;
        }
        if (!fits(container, &step)) {
            tell_misfit(target, passed, container, &step, error);
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
    /* 2^53 + 1 must not pass for 2^53. */
    if (*end || value - value != 0 ||
        (value == (double)INTEGER_MOST &&
         strtoll(text, NULL, 10) > INTEGER_MOST))
        return NULL;
    return cJSON_CreateNumber(value);
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
        document_source(document, (struct source){.name = flag}, error);
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
    struct source *source = document_source(
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

/* JSON has neither infinities nor NaN: a string stands for them. */
static cJSON *
number_item(double value)
{
    char text[NUMBER_SIZE];

    if (value - value == 0)
        return cJSON_CreateNumber(value);
    text[number_print(text, value)] = '\0';
    return cJSON_CreateString(text);
}

bool
document_put_reals(struct document *document, const char *flag,
                   const char *path, const struct reals *values,
                   struct error *error)
{
    struct target target = {.path = path};
    cJSON *list = cJSON_CreateArray();

    document->positions.arena = document->arena;
    target.source =
        document_source(document, (struct source){.name = flag}, error);
    for (size_t i = 0; target.source && list && i < values->count; i++) {
        cJSON *number =
            marked(document, &target, number_item(values->values[i]), error);

        if (!number || !cJSON_AddItemToArray(list, number)) {
            cJSON_Delete(number);
            cJSON_Delete(list);
            return error_memory(error);
        }
    }
    return target.source && put(document, &target, list, error);
}

bool
document_set(struct document *document, const char *assignment,
             struct error *error)
{
    return document_assign(document, "--set", assignment, error);
}

bool
document_assign(struct document *document, const char *flag,
                const char *assignment, struct error *error)
{
    size_t length = strlen(assignment), path = strcspn(assignment, "=");
    char *text = arena_copy(document->arena, assignment, length);
    struct source *source = document_source(
        document, (struct source){.name = flag, .text = text, .length = length},
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
    if (!value)
        return false;
    target.offset = positions_of(&document->positions, value)->value;
    return put(document, &target, value, error);
}
