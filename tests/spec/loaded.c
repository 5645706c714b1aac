/* loaded.c -- a spec, loaded from a text for a test. */
#include "tests/spec/loaded.h"

#include "simulate/families.h"

void
loaded_begin(struct loaded *loaded)
{
    *loaded = (struct loaded){0};
    loaded->document = (struct document){
        .arena = &loaded->arena, .table = spec_table, .families = all_families};
}

void
loaded_end(struct loaded *loaded)
{
    arena_free(&loaded->arena);
}

bool
loaded_short(struct loaded *loaded, const struct family *family,
             const char *text, const char *assignment)
{
    struct document *document = &loaded->document;
    struct error *error = &loaded->error;

    loaded_begin(loaded);
    return document_put(document, "flag", family->name, text, error) &&
           document_expand(document, error) &&
           (!assignment || document_set(document, assignment, error)) &&
           spec_load(document, INTEGER_NULL, NULL, &loaded->spec, error);
}

void
loaded_text(struct loaded *loaded, const char *json)
{
    *loaded = (struct loaded){0};
    ck_assert_msg(load_text(json, &loaded->arena, &loaded->document,
                            &loaded->spec, &loaded->error),
                  "%s: %s", json, loaded->error.text);
}

const char *
loaded_canonical(struct loaded *loaded)
{
    struct text text = {.arena = &loaded->arena};

    spec_print(&loaded->spec, &text);
    ck_assert_ptr_nonnull(text_end(&text));
    return text.bytes;
}
