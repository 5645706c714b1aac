/* override.c -- puts the values of options into a document. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "spec/put.h"
#include "spec/short_form.h"
#include "syntax/json.h"

/* A number as people write it, including .5 and +1. */
static bool
number_from(const char *text, double *number)
{
    char *end;

    if (!*text || text[strspn(text, "0123456789.eE+-")])
        return false;
    *number = strtod(text, &end);
    /* 2^53 + 1 must not be rounded to 2^53. */
    return !*end && *number - *number == 0 &&
           (*number != (double)INTEGER_MOST ||
            strtoll(text, NULL, 10) <= INTEGER_MOST);
}

/* JSON has no infinities and no NaN: strings represent them. */
static struct tree *
new_number(const struct put_target *target, double number)
{
    bool finite = number - number == 0;
    struct tree *value = put_new(target, finite ? TREE_NUMBER : TREE_STRING);
    char text[NUMBER_SIZE];
    size_t length;

    if (!value || finite) {
        if (value)
            value->number = number;
        return value;
    }
    length = number_print(text, number);
    value->text = arena_copy(target->document->arena, text, length);
    if (value->text)
        return value;
    error_memory(target->error);
    return NULL;
}

static struct tree *
new_string(const struct put_target *target, const char *text)
{
    struct tree *value = put_new(target, TREE_STRING);

    if (value)
        value->text = text;
    return value;
}

/* A problem must say where the parameters begin. */
static bool
refuse_formula(struct document *document, const struct source *source,
               struct error *error)
{
    const char *problem;

    if (!text_as_problem(source, document->families, document->arena, &problem))
        return error_memory(error);
    return !problem ||
           error_in(error, source, 0,
                    "is a formula: write '%s', which says where the parameters "
                    "begin",
                    problem);
}

bool
document_put(struct document *document, const char *flag, const char *path,
             const char *text, struct error *error)
{
    const struct parameter *row = row_find(NULL, document->table, path);
    struct source *source =
        document_source(document, (struct source){.name = flag}, error);
    const struct put_target target = {document, path, source, 0, error};
    struct tree *value;
    double number;

    if (!source)
        return false;
    if (!row || row->type != PARAMETER_NODE)
        return put_value(&target, number_from(text, &number)
                                      ? new_number(&target, number)
                                      : new_string(&target, text));
    source->text = text;
    source->length = strlen(text);
    value = short_form_read(source, document_family(document, row),
                            document_schedules(document), row->extra,
                            document->arena, error);
    if (!value && strcmp(row->name, "problem") == 0 &&
        !refuse_formula(document, source, error))
        return false;
    if (value)
        value->key_offset = value->offset = 0;
    return put_value(&target, value);
}

bool
document_put_list(struct document *document, const char *flag, const char *path,
                  const char *text, struct error *error)
{
    struct source *source = document_source(
        document,
        (struct source){.name = flag, .text = text, .length = strlen(text)},
        error);
    struct put_target target = {document, path, source, 0, error};
    struct tree *list = source ? put_new(&target, TREE_LIST) : NULL;
    const char *at = text;

    while (list) {
        size_t length = strcspn(at, ",");
        char *item = arena_copy(document->arena, at, length);
        struct tree *value;
        double number;

        if (!item)
            return error_memory(error);
        target.offset = (size_t)(at - text);
        if (!number_from(item, &number))
            return error_in(error, source, target.offset,
                            "must be a number, not '%s'", quote(item).text);
        value = new_number(&target, number);
        if (!value)
            return false;
        tree_append(list, NULL, value);
        at += length;
        if (!*at++)
            break;
    }
    return put_value(&target, list);
}

bool
document_put_reals(struct document *document, const char *flag,
                   const char *path, const double *values, size_t count,
                   struct error *error)
{
    const struct source *source =
        document_source(document, (struct source){.name = flag}, error);
    const struct put_target target = {document, path, source, 0, error};
    struct tree *list = source ? put_new(&target, TREE_LIST) : NULL;

    for (size_t i = 0; list && i < count; i++) {
        struct tree *value = new_number(&target, values[i]);

        if (!value)
            return false;
        tree_append(list, NULL, value);
    }
    return put_value(&target, list);
}

bool
document_put_number(struct document *document, const char *flag,
                    const char *path, double number, struct error *error)
{
    const struct source *source = document_source(
        document, (struct source){.name = flag, .composed = true}, error);
    const struct put_target target = {document, path, source, 0, error};

    return source && put_value(&target, new_number(&target, number));
}

/* Puts the text from target->offset on, as JSON or else as a string. */
static bool
put_json(struct put_target *target, char *text)
{
    struct error found = {0};
    struct tree *value;

    /* Blank out the path; columns stay those of the argument. */
    memset(text, ' ', target->offset);
    value = json_read(target->source, target->document->arena, &found);
    if (value)
        value->key_offset = 0;
    else if (found.status == STATUS_WRONG)
        value = new_string(target, text + target->offset);
    else
        *target->error = found;
    return put_value(target, value);
}

/* Copies a text, and makes it the target's source; NULL after an error. */
static char *
copy_source(struct put_target *target, const char *flag, const char *text,
            bool composed)
{
    size_t length = strlen(text), valid = utf8_span(text, length);
    char *copy = arena_copy(target->document->arena, text, length);
    const struct source source = {
        .name = flag, .text = copy, .length = length, .composed = composed};

    target->source =
        copy ? document_source(target->document, source, target->error) : NULL;
    if (!target->source) {
        error_memory(target->error);
        return NULL;
    }
    if (valid == length)
        return copy;
    error_in(target->error, target->source, valid, "must be UTF-8");
    return NULL;
}

bool
document_put_text(struct document *document, const char *flag, const char *path,
                  const char *text, struct error *error)
{
    struct put_target target = {
        .document = document, .path = path, .error = error};
    char *copy = copy_source(&target, flag, text, true);

    return copy && put_json(&target, copy);
}

bool
document_assign(struct document *document, const char *flag,
                const char *assignment, struct error *error)
{
    size_t length = strlen(assignment), path = strcspn(assignment, "=");
    struct put_target target = {
        .document = document, .offset = path + 1, .error = error};
    char *copy = copy_source(&target, flag, assignment, false);

    if (!copy)
        return false;
    if (path == length)
        return error_in(error, target.source, length,
                        "must be PATH=VALUE, but the text ends here");
    target.path = arena_copy(document->arena, assignment, path);
    return target.path ? put_json(&target, copy) : error_memory(error);
}

bool
document_set(struct document *document, const char *assignment,
             struct error *error)
{
    return document_assign(document, "--set", assignment, error);
}
