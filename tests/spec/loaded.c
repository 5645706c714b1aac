/* loaded.c -- a spec, loaded from a text for a test. */
#include "tests/spec/loaded.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

#include "simulate/families.h"
#include "spec/print.h"

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
           spec_load(document, NULL, &loaded->spec, error);
}

void
loaded_text(struct loaded *loaded, const char *json)
{
    *loaded = (struct loaded){0};
    ck_assert_msg(load_text(json, &loaded->arena, &loaded->document,
                            &loaded->spec, &loaded->error),
                  "%s: %s", json, error_line(&loaded->error));
}

const char *
loaded_canonical(struct loaded *loaded)
{
    struct text text = {.arena = &loaded->arena};

    spec_print(&loaded->spec, &text);
    ck_assert_ptr_nonnull(text_end(&text));
    return text.bytes;
}

const char *
loaded_value(const struct spec *spec, const char *path, struct arena *arena)
{
    struct text text = {.arena = arena};
    cJSON *root;
    const cJSON *value;
    char *printed, *copy;

    spec_print(spec, &text);
    text_end(&text);
    value = root = cJSON_Parse(text.bytes);
    for (const char *at = path; value && *at; at += *at == '.') {
        char name[32];
        size_t length = strcspn(at, ".[");

        snprintf(name, sizeof name, "%.*s", (int)length, at);
        value = *at == '[' ? cJSON_GetArrayItem(value, at[1] - '0')
                           : cJSON_GetObjectItemCaseSensitive(value, name);
        at += *at == '[' ? 3 : length;
    }
    printed = value ? cJSON_PrintUnformatted(value) : NULL;
    copy = arena_copy(arena, printed ? printed : "nothing",
                      strlen(printed ? printed : "nothing"));
    cJSON_free(printed);
    cJSON_Delete(root);
    return copy;
}
