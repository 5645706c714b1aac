/* file_kind.c -- tells logs, configurations and specs apart, by --as or by
 * content. */
#include "lib/file_kind.h"

#include <string.h>

#include "base/nearest.h"
#include "lib/operands.h"
#include "output/format.h"
#include "spec/document.h"
#include "spec/short_form.h"
#include "tables/log_shape.h"

bool
file_kind_find(const char *word, struct file_kind *kind, struct error *error)
{
    struct nearest nearest = {.word = word};

    *kind = (struct file_kind){0};
    if (!word)
        return true;
    kind->dialect = dialect_find(word);
    if (kind->dialect || log_form_find(word, &kind->form))
        return true;
    if (format_find(word))
        return error_plain(error, STATUS_WRONG,
                           "--as: '%s' is written, and never read",
                           quote(word).text);
    for (size_t i = 0; log_shapes[i]; i++)
        nearest_try(&nearest, log_shapes[i]->name);
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        nearest_try(&nearest, dialect_name(dialects[i]));
    return error_plain(error, STATUS_WRONG,
                       "--as: must be a word of `lrsim list formats`, not "
                       "'%s'%s",
                       quote(word).text, nearest_suggestion(&nearest).text);
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

/* Without imports, statements that make something, not a table. */
bool
operand_is_python(const struct source *source)
{
    return code_is_script(source) ||
           (document_is_code(source) &&
            (config_calls_class(source->text) ||
             (code_is(source) && operand_calls(source) > 0)));
}

static bool
is_configuration(const struct beginning *beginning, struct arena *arena)
{
    const struct source source = {.name = beginning->name,
                                  .text = beginning->head.bytes,
                                  .length = beginning->head.length,
                                  .lines = true};

    return beginning->head.whole
               ? operand_is_python(&source) || config_is_told(&source, arena)
               : code_is_script(&source);
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

    if (!input_open(&input, &error))
        return false;
    so = look(&input, arena, &beginning, &error) && is(&beginning, arena);
    input_close(&input);
    return so;
}

/* JSON that is no log, and has a part of a spec. */
static bool
is_spec(const struct beginning *beginning, struct arena *arena)
{
    const char *bytes = beginning->head.bytes;

    return is_configuration(beginning, arena) ||
           (!beginning->shape && bytes[strspn(bytes, " \t\r\n")] == '{' &&
            (strstr(bytes, "\"schedule\"") || strstr(bytes, "\"optimizer\"")));
}

bool
operand_is_log(const char *word, struct arena *arena)
{
    return begins_so(word, arena, is_log);
}

bool
operand_is_configuration(const char *word, struct arena *arena)
{
    return operand_is_script(word) || begins_so(word, arena, is_configuration);
}

struct file_kind
file_kind_beside(const struct file_kind *kind, const char *path,
                 struct arena *arena)
{
    struct file_kind none = {0};
    bool other = kind->dialect      ? begins_so(path, arena, is_log)
                 : kind->form.shape ? begins_so(path, arena, is_spec)
                                    : false;

    return other ? none : *kind;
}

bool
operand_begins_log(struct input *input, struct arena *arena, bool *log,
                   struct error *error)
{
    struct beginning beginning;

    if (!look(input, arena, &beginning, error))
        return false;
    *log = is_log(&beginning, arena);
    return true;
}
