/* export_test.c -- every schedule as every target. */
#include "tests/suites.h"

#include <stdlib.h>
#include <string.h>

#include "export/export.h"
#include "schedule/schedule.h"

/* The example of a kind as code; NULL and an error where there is none. */
static const char *
export_example(const struct kind *kind, const struct export_target *target,
               struct arena *arena, struct error *error)
{
    struct warnings warnings = {.arena = arena};
    struct text json = {.arena = arena}, code = {.arena = arena};
    struct document document;
    struct spec spec;

    text_string(&json, "{\"steps\": 200, \"optimizer\": \"sgd(lr=0.1, "
                       "momentum=0.9)\", \"schedule\": ");
    text_json_string(&json, kind->example);
    text_string(&json, "}");
    ck_assert(text_end(&json) != NULL);
    ck_assert_msg(load_text(json.bytes, arena, &document, &spec, error),
                  "%s: %s", json.bytes, error_line(error));
    return export_schedule(target, &spec, &warnings, &code, error)
               ? text_end(&code)
               : NULL;
}

static bool
is_of_system(const struct kind *kind, const char *name)
{
    return (kind_system(kind) == SYSTEM_torch && strcmp(name, "torch") == 0) ||
           (kind_system(kind) == SYSTEM_hf && strcmp(name, "hf") == 0) ||
           (kind_system(kind) == SYSTEM_keras && strcmp(name, "keras") == 0) ||
           (kind_system(kind) == SYSTEM_optax && strcmp(name, "optax") == 0) ||
           (kind_system(kind) == SYSTEM_deepspeed &&
            strcmp(name, "deepspeed") == 0);
}

/* A name of the kind: its symbol's last word, or what follows the prefix. */
static const char *
own_name(const struct kind *kind)
{
    const char *dot = strrchr(kind_system(kind) == SYSTEM_hf ||
                                      kind_system(kind) == SYSTEM_deepspeed
                                  ? kind->name
                                  : kind->symbol,
                              '.');

    return dot + 1;
}

START_TEST(targets_are_those_of_the_list)
{
    const char *words = EXPORT_WORDS;

    for (size_t i = 0; *words; i++) {
        size_t length = strcspn(words, "|");

        ck_assert_uint_eq(strlen(export_targets[i]->name), length);
        ck_assert(strncmp(export_targets[i]->name, words, length) == 0);
        words += length + (words[length] == '|');
    }
}
END_TEST

START_TEST(every_schedule_is_exported_or_refused)
{
    for (size_t i = 0; schedule_family.kinds[i]; i++)
        for (size_t k = 0; k < EXPORT_COUNT; k++) {
            const struct kind *kind = schedule_family.kinds[i];
            const struct export_target *target = export_targets[k];
            struct arena arena = {0};
            struct error error = {0};
            const char *code = export_example(kind, target, &arena, &error);

            ck_assert_msg(code ? strlen(code) > 0
                               : error.status == STATUS_WRONG,
                          "%s, %s", kind->name, target->name);
            if (is_of_system(kind, target->name) && strchr(kind->name, '.'))
                ck_assert_msg(code && strstr(code, own_name(kind)),
                              "%s, %s: must have %s: %s", kind->name,
                              target->name, own_name(kind),
                              code ? code : error_line(&error));
            arena_free(&arena);
        }
}
END_TEST

/* Only a formula of lrsim's own is not PyTorch's. */
START_TEST(torch_has_its_schedules_by_name)
{
    for (size_t i = 0; schedule_family.kinds[i]; i++) {
        const struct kind *kind = schedule_family.kinds[i];
        struct arena arena = {0};
        struct error error = {0};
        const char *code;

        if (kind_system(kind) != SYSTEM_torch)
            continue;
        code = export_example(kind, &export_torch, &arena, &error);
        ck_assert_msg(
            code && (strstr(code, own_name(kind)) || strstr(code, "LambdaLR")),
            "%s: %s", kind->name, code ? code : error_line(&error));
        arena_free(&arena);
    }
}
END_TEST

Suite *
export_suite(void)
{
    Suite *suite = suite_create("export");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, targets_are_those_of_the_list);
    tcase_add_test(laws, every_schedule_is_exported_or_refused);
    tcase_add_test(laws, torch_has_its_schedules_by_name);
    suite_add_tcase(suite, laws);
    return suite;
}
