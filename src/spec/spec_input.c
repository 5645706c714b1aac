/* spec_input.c -- file, then overrides, then the spec. */
#include "spec/spec_input.h"

#include <string.h>

static bool
put_override(const struct spec_override *override, struct document *document,
             struct error *error)
{
    const char *flag = override->flag, *path = override->path;

    switch (override->kind) {
    case OVERRIDE_NODE:
    case OVERRIDE_VALUE:
        return document_put(document, flag, path, override->text, error);
    case OVERRIDE_NODE_JSON:
        return document_put_text(document, flag, path, override->text, error);
    case OVERRIDE_LIST:
        return document_put_list(document, flag, path, override->text, error);
    case OVERRIDE_SET:
        return document_assign(document, flag, override->text, error) &&
               document_expand(document, error);
    case OVERRIDE_TEXT:
        return document_put_text(document, flag, path, override->text, error) &&
               document_expand(document, error);
    case OVERRIDE_NUMBER:
        return document_put_number(document, flag, path, override->number,
                                   error);
    }
    return true;
}

/* Those from kind `first` to kind `last`, in their order. */
static bool
put_kinds(const struct spec_input *input, enum override_kind first,
          enum override_kind last, struct document *document,
          struct error *error)
{
    for (size_t i = 0; i < input->count; i++) {
        const struct spec_override *override = &input->overrides[i];

        if (override->kind >= first && override->kind <= last &&
            !put_override(override, document, error))
            return false;
    }
    return true;
}

/* An interval needs the schedule that it paces. */
static bool
check_schedule(const struct spec_input *input, const struct document *document,
               struct error *error)
{
    for (size_t i = 0; i < input->count; i++)
        if (input->overrides[i].kind == OVERRIDE_VALUE &&
            strcmp(input->overrides[i].path, "schedule.interval") == 0 &&
            !spec_check_interval(document, input->overrides[i].text, error))
            return false;
    return true;
}

bool
spec_input_read(const struct spec_input *input, struct arena *arena,
                struct document *document, struct error *error)
{
    *document = (struct document){
        .arena = arena, .table = spec_table, .families = input->families};
    if (input->root) {
        struct tree *copy = tree_copy(arena, input->root);

        return copy ? document_take(document, copy, error)
                    : error_memory(error);
    }
    if (input->source)
        return document_parse(document, input->source, error);
    return !input->path ||
           document_read(document, input->path, input->limit, error);
}

bool
spec_input_override(const struct spec_input *input, struct document *document,
                    struct error *error)
{
    return put_kinds(input, OVERRIDE_NODE, OVERRIDE_NODE_JSON, document,
                     error) &&
           document_expand(document, error) &&
           check_schedule(input, document, error) &&
           put_kinds(input, OVERRIDE_VALUE, OVERRIDE_LIST, document, error) &&
           (!input->metric ||
            document_put_reals(document, "--metric", "metric",
                               input->metric->values, input->metric->count,
                               error)) &&
           put_kinds(input, OVERRIDE_SET, OVERRIDE_NUMBER, document, error);
}

bool
spec_input_finish(const struct spec_input *input, struct document *document,
                  struct spec *spec, struct error *error)
{
    static const struct source epochs = {.name = "--epochs"};
    static const struct source log = {.name = "--metric"};
    const struct place epochs_place = {.source = &epochs};
    const struct place metric_place = {.source = &log};
    const struct spec_length length = {
        .epochs = input->epochs,
        .place = &epochs_place,
        .metric = input->metric ? &metric_place : NULL,
        .follow = input->follow,
    };

    return spec_load(document, &length, spec, error);
}

bool
spec_input_load(const struct spec_input *input, struct arena *arena,
                struct document *document, struct spec *spec,
                struct error *error)
{
    return spec_input_read(input, arena, document, error) &&
           spec_input_override(input, document, error) &&
           spec_input_finish(input, document, spec, error);
}
