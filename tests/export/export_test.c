/* export_test.c -- every schedule as every target. */
#include "tests/suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "export/export.h"
#include "lib/operand_file.h"
#include "schedule/schedule.h"
#include "simulate/families.h"
#include "simulate/rates_at.h"
#include "spec/spec_input.h"
#include "training/configs/configs.h"

#define OPTIMIZER "sgd(lr=0.1, momentum=0.9)"
enum { STEPS_OF_EXAMPLE = 200 };

/* The spec of a kind's example. */
static void
load_example(const struct kind *kind, struct arena *arena, struct spec *spec)
{
    struct text json = {.arena = arena};
    struct document *document = arena_alloc(arena, 1, sizeof *document);
    struct error error = {0};

    text_string(&json, "{\"steps\": 200, \"optimizer\": \"" OPTIMIZER
                       "\", \"schedule\": ");
    text_json_string(&json, kind->example);
    text_string(&json, "}");
    ck_assert(document && text_end(&json) != NULL);
    ck_assert_msg(load_text(json.bytes, arena, document, spec, &error),
                  "%s: %s", json.bytes, error_line(&error));
}

/* The example of a kind as code; NULL and an error where there is none. */
static const char *
export_example(const struct kind *kind, const struct export_target *target,
               struct arena *arena, struct error *error)
{
    struct warnings warnings = {.arena = arena};
    struct text code = {.arena = arena};
    struct spec spec;

    load_example(kind, arena, &spec);
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

/* The rates of all rows. */
static void
fill_rates(const struct spec *spec, double *rates, struct arena *arena)
{
    struct error error = {0};
    long rows[STEPS_OF_EXAMPLE + 1];
    const struct rates_at at = {0, LENGTH(rows), rows, rates};

    for (long t = 0; t <= STEPS_OF_EXAMPLE; t++)
        rows[t] = t;
    ck_assert_msg(rates_at_fill(spec, &at, arena, &error), "%s",
                  error_line(&error));
}

/* The optimizer is in a table alone; there the base rate is 1. */
static void
load_code(const char *code, struct arena *arena, struct spec *spec)
{
    const struct spec_override overrides[] = {
        {.kind = OVERRIDE_VALUE,
         .flag = "--steps",
         .path = "steps",
         .text = "200"},
        {.kind = OVERRIDE_NODE,
         .flag = "--optimizer",
         .path = "optimizer",
         .text = OPTIMIZER},
    };
    const struct source source = {
        .name = "code", .text = code, .length = strlen(code)};
    const struct spec_input input = {
        .source = &source,
        .families = all_families,
        .count = strstr(code, "RATES") ? 1 : 2,
        .overrides = overrides,
        .epochs = INTEGER_NULL,
    };
    struct document *document = arena_alloc(arena, 1, sizeof *document);
    struct error error = {0};

    ck_assert(document);
    ck_assert_msg(spec_input_load(&input, arena, document, spec, &error),
                  "%s\n%s", code, error_line(&error));
}

START_TEST(torch_code_reads_back)
{
    for (size_t i = 0; schedule_family.kinds[i]; i++) {
        const struct kind *kind = schedule_family.kinds[i];
        double before[STEPS_OF_EXAMPLE + 1], after[STEPS_OF_EXAMPLE + 1];
        struct arena arena = {0};
        struct error error = {0};
        struct spec spec;
        const char *code = export_example(kind, &export_torch, &arena, &error);

        if (code && strcmp(kind->name, "reduce_on_plateau") != 0) {
            load_example(kind, &arena, &spec);
            fill_rates(&spec, before, &arena);
            load_code(code, &arena, &spec);
            fill_rates(&spec, after, &arena);
            for (int t = 0; t <= STEPS_OF_EXAMPLE; t++)
                ck_assert_msg(before[t] == after[t],
                              "%s: row %d: expected %.17g, is %.17g",
                              kind->name, t, before[t], after[t]);
        }
        arena_free(&arena);
    }
}
END_TEST

/* Loads a configuration; where it does not say how many steps, those of the
 * example.  Whether this build can read it. */
static bool
load_exported(const char *text, struct arena *arena, struct spec *spec)
{
    const struct config_request request = {
        .steps = INTEGER_NULL,
        .epochs = INTEGER_NULL,
        .steps_per_epoch = INTEGER_NULL,
        .examples = INTEGER_NULL,
        .gpus = INTEGER_NULL,
        .log_steps = STEPS_OF_EXAMPLE,
        .log_name = "log",
    };
    const struct source source = {
        .name = "exported", .text = text, .length = strlen(text)};
    struct spec_input input = {.families = all_families,
                               .epochs = INTEGER_NULL};
    struct config_notes notes = {.assumed.arena = arena,
                                 .warnings.arena = arena};
    struct document document = {0};
    struct error error = {0};
    struct tree *root;

    if (!config_read(&source, &request, arena, &root, &notes, &error)) {
        ck_assert_msg(lacks_yaml(&error), "%s\n%s", text, error_line(&error));
        return false;
    }
    ck_assert_msg(root != NULL, "no configuration: %s", text);
    input.root = root;
    ck_assert_msg(spec_input_load(&input, arena, &document, spec, &error),
                  "%s\n%s", text, error_line(&error));
    return true;
}

/* The rates of a kind's example as a target, which is a configuration, and as
 * lrsim reads it; whether the target has the kind. */
static bool
compare_read(const struct kind *kind, const struct export_target *target,
             struct arena *arena)
{
    double before[STEPS_OF_EXAMPLE + 1], after[STEPS_OF_EXAMPLE + 1];
    struct error error = {0};
    const char *text = export_example(kind, target, arena, &error);
    struct spec spec;
    double most = 0;

    if (!text)
        return false;
    load_example(kind, arena, &spec);
    if (schedule_kind_of(&spec.schedule)->observe)
        return false;
    fill_rates(&spec, before, arena);
    if (!load_exported(text, arena, &spec))
        return true;
    fill_rates(&spec, after, arena);
    for (int t = 0; t <= STEPS_OF_EXAMPLE; t++)
        most = fmax(most, fabs(before[t]));
    for (int t = 0; t <= STEPS_OF_EXAMPLE && t <= spec.steps; t++)
        ck_assert_msg(fabs(before[t] - after[t]) <= 1e-12 * most,
                      "%s: row %d: expected %.17g, is %.17g\n%s", kind->name, t,
                      before[t], after[t], text);
    return true;
}

/* Loads the code of a script, as a file of it is read. */
static void
load_script(const char *text, struct arena *arena, struct spec *spec)
{
    const struct config_request request = {.steps = INTEGER_NULL,
                                           .epochs = INTEGER_NULL,
                                           .steps_per_epoch = INTEGER_NULL,
                                           .examples = INTEGER_NULL,
                                           .gpus = INTEGER_NULL,
                                           .log_steps = INTEGER_NULL};
    const struct source source = {
        .name = "script", .text = text, .length = strlen(text)};
    struct operand_file file = {
        .source = &source,
        .notes = {.assumed.arena = arena, .warnings.arena = arena}};
    struct spec_input input = {.families = all_families,
                               .epochs = INTEGER_NULL};
    struct document document = {0};
    struct error error = {0};

    ck_assert(operand_is_python(&source));
    ck_assert_msg(operand_file_read(&file, &request, arena, &error), "%s\n%s",
                  text, error_line(&error));
    input.root = file.root;
    ck_assert_msg(spec_input_load(&input, arena, &document, spec, &error),
                  "%s\n%s", text, error_line(&error));
}

/* Whether the example of a kind is code of the target's own; then it is read
 * back, and has the same rates. */
static bool
script_reads_back(const struct kind *kind, const struct export_target *target,
                  struct arena *arena)
{
    double before[STEPS_OF_EXAMPLE + 1], after[STEPS_OF_EXAMPLE + 1];
    struct error error = {0};
    const char *code = export_example(kind, target, arena, &error);
    struct spec spec;
    double most = 0;

    if (!code || strstr(code, "RATES"))
        return false;
    load_example(kind, arena, &spec);
    if (schedule_kind_of(&spec.schedule)->observe)
        return false;
    fill_rates(&spec, before, arena);
    load_script(code, arena, &spec);
    fill_rates(&spec, after, arena);
    for (int t = 0; t <= STEPS_OF_EXAMPLE; t++)
        most = fmax(most, fabs(before[t]));
    for (int t = 0; t <= STEPS_OF_EXAMPLE; t++)
        ck_assert_msg(fabs(before[t] - after[t]) <= 1e-12 * most,
                      "%s: row %d: expected %.17g, is %.17g\n%s", kind->name, t,
                      before[t], after[t], code);
    return true;
}

START_TEST(scripts_read_back)
{
    static const struct export_target *const targets[] = {
        &export_hf, &export_optax, &export_keras};

    for (size_t k = 0; k < LENGTH(targets); k++) {
        size_t count = 0;

        for (size_t i = 0; schedule_family.kinds[i]; i++) {
            struct arena arena = {0};

            count +=
                script_reads_back(schedule_family.kinds[i], targets[k], &arena);
            arena_free(&arena);
        }
        ck_assert_msg(count > 5, "%s: %zu schedules", targets[k]->name, count);
    }
}
END_TEST

START_TEST(configurations_read_back)
{
    static const struct export_target *const targets[] = {
        &export_transformers, &export_axolotl,   &export_lightning,
        &export_keras_json,   &export_deepspeed,
    };

    for (size_t k = 0; k < LENGTH(targets); k++) {
        size_t count = 0;

        for (size_t i = 0; schedule_family.kinds[i]; i++) {
            struct arena arena = {0};

            count += compare_read(schedule_family.kinds[i], targets[k], &arena);
            arena_free(&arena);
        }
        ck_assert_msg(count > 3, "%s: %zu schedules", targets[k]->name, count);
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
    tcase_add_test(laws, torch_code_reads_back);
    tcase_add_test(laws, scripts_read_back);
    tcase_add_test(laws, configurations_read_back);
    suite_add_tcase(suite, laws);
    return suite;
}
