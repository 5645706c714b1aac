/* operand_file.c -- reads a file, and tells specs from configurations. */
#include "lib/operand_file.h"

#include <string.h>

#include "base/input.h"
#include "base/text.h"
#include "lib/operands.h"
#include "simulate/families.h"
#include "spec/document.h"
#include "spec/short_form.h"
#include "spec/spec.h"
#include "tables/log_shape.h"

bool
operand_text_read(struct input *input, size_t limit, struct arena *arena,
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
read_log(struct input *input, const struct file_kind *kind,
         const struct log_request *request, struct arena *arena,
         struct operand_file *file, struct error *error)
{
    struct log_request wanted = *request;

    wanted.form = kind->form;
    file->log = arena_alloc(arena, 1, sizeof *file->log);
    if (!file->log)
        return error_memory(error);
    file->log->arena = arena;
    return log_read_input(file->log, input, &wanted, error);
}

bool
operand_file_open(const char *path, size_t limit, const struct file_kind *kind,
                  const struct log_request *request, struct arena *arena,
                  struct operand_file *file, struct error *error)
{
    struct input input = {.name = path};
    bool log = kind->form.shape != NULL, done;

    *file = (struct operand_file){
        .notes = {.assumed.arena = arena, .warnings.arena = arena}};
    if (operand_is_script(path))
        return take_text(path, arena, &file->source, error);
    if (!input_open(&input, error))
        return false;
    done =
        (log || kind->dialect ||
         operand_begins_log(&input, arena, &log, error)) &&
        (log ? read_log(&input, kind, request, arena, file, error)
             : operand_text_read(&input, limit, arena, &file->source, error));
    input_close(&input);
    return done;
}

/* Makes the root of the arguments of a training where the script has no
 * schedule of its own; an optimizer of its own is the one in use. */
static bool
read_class(struct operand_file *file, const struct code_request *code,
           const struct config_request *request, struct arena *arena,
           struct tree **root, struct error *error)
{
    struct tree *script = *root, *own = tree_member(script, "optimizer");
    struct tree *made;

    if (tree_member(script, "schedule")) {
        text_format(&file->notes.assumed,
                    "lrsim: assumed: the schedule is the script's own, not "
                    "that of %s\n",
                    code->record_class);
        return true;
    }
    if (!config_read_class(code->record, code->record_class, request, arena,
                           root, &file->notes, error))
        return false;
    made = tree_member(*root, "optimizer");
    if (own && made) {
        text_format(&file->notes.assumed,
                    "lrsim: assumed: the optimizer is the script's own, not "
                    "that of %s\n",
                    code->record_class);
        tree_replace(made, own);
    }
    return true;
}

bool
operand_file_read(struct operand_file *file,
                  const struct config_request *request, struct arena *arena,
                  struct error *error)
{
    const struct document document = {
        .arena = arena, .table = spec_table, .families = all_families};
    struct code_request code = {.steps_per_epoch = request->steps_per_epoch,
                                .assumed = &file->notes.assumed,
                                .is_record = config_is_class};
    struct tree *root = NULL;
    bool done;

    done =
        operand_is_python(file->source) ||
        config_read(file->source, request, arena, &root, &file->notes, error);
    if (done && !root && document_is_code(file->source))
        done = (root = document_script(&document, file->source, &code,
                                       error)) != NULL;
    if (done && code.record)
        done = read_class(file, &code, request, arena, &root, error);
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
