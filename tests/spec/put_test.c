/* put_test.c -- values that lrsim itself puts into a document. */
#include "tests/suites.h"

#include <math.h>
#include <string.h>

#include "simulate/families.h"
#include "spec/spec_input.h"

/* Puts what a row says into an empty spec, and loads it. */
static bool
put_and_load(const char *path, const char *text, double number,
             struct spec *spec, struct arena *arena, struct error *error)
{
    struct document document = {
        .arena = arena, .table = spec_table, .families = all_families};

    return (text ? document_put_text(&document, "--flag", path, text, error)
                 : document_put_number(&document, "--flag", path, number,
                                       error)) &&
           document_expand(&document, error) &&
           spec_load(&document, NULL, spec, error);
}

/* No columns: the user did not write the text that they would be of. */
START_TEST(errors_name_the_flag_and_the_path)
{
    static const struct {
        const char *path, *text; /* NULL: the number */
        double number;
        const char *error; /* NULL: it loads */
    } rows[] = {
        {"optimizer.lr", NULL, 0.5, NULL},
        {"optimizer.lr", NULL, -1,
         "--flag: $.optimizer.lr: must be a number in [0,inf), not -1"},
        {"optimizer.lr", NULL, NAN,
         "--flag: $.optimizer.lr: must be a number in [0,inf), not 'nan'"},
        {"optimizer.lr", "-1", 0,
         "--flag: $.optimizer.lr: must be a number in [0,inf), not -1"},
        {"optimizer", "{\"type\": \"sgd\", \"lr\": -1}", 0,
         "--flag: $.optimizer.lr: must be a number in [0,inf), not -1"},
        {"optimizer", "adamm", 0,
         "--flag: unknown optimizer 'adamm' (did you mean 'adam'?); `lrsim "
         "list optimizers` shows all"},
        {"steps.x", "1", 0,
         "--flag: $.steps: must be an integer in [0,inf), not an object"},
        {"steps[0]", "1", 0,
         "--flag: steps is not given, so it has no element 0; give lists as a "
         "whole"},
        {"st eps", "1", 0, "--flag: must be a path such as optimizer.betas[0]"},
        {"title", "\xFF", 0, "--flag: must be UTF-8"},
        {"steps", "9007199254740993", 0,
         "--flag: $.steps: must be an integer of at most 2^53, not "
         "9007199254740993"},
        {"schedule", "null", 0, NULL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct error error = {0};
        struct spec spec;

        put_and_load(rows[i].path, rows[i].text, rows[i].number, &spec, &arena,
                     &error);
        ck_assert_msg(
            strcmp(error_line(&error), rows[i].error ? rows[i].error : "") == 0,
            "%s: must be %s\nis %s", rows[i].path,
            rows[i].error ? rows[i].error : "right", error_line(&error));
        arena_free(&arena);
    }
}
END_TEST

START_TEST(numbers_are_put_to_the_bit)
{
    static const double rates[] = {0.1, 5e-324, 1.7976931348623157e308,
                                   0.30000000000000004};

    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        struct arena arena = {0};
        struct error error = {0};
        struct spec spec;

        ck_assert_msg(
            put_and_load("optimizer.lr", NULL, rates[i], &spec, &arena, &error),
            "%s", error_line(&error));
        ck_assert(kind_real(spec.optimizer.kind, spec.optimizer.self, "lr") ==
                  rates[i]);
        arena_free(&arena);
    }
}
END_TEST

/* Nodes first, then values, then what is set, whatever the array's order. */
START_TEST(overrides_take_effect_by_their_kinds)
{
    static const struct spec_override overrides[] = {
        {.kind = OVERRIDE_NUMBER,
         .flag = "--vary",
         .path = "optimizer.lr",
         .number = 0.25},
        {.kind = OVERRIDE_SET, .flag = "--set", .text = "optimizer.lr=3"},
        {.kind = OVERRIDE_TEXT,
         .flag = "--vary",
         .path = "optimizer.momentum",
         .text = "0.5"},
        {.kind = OVERRIDE_VALUE,
         .flag = "--lr",
         .path = "optimizer.momentum",
         .text = "0.9"},
        {.kind = OVERRIDE_NODE_JSON,
         .flag = "--vary",
         .path = "optimizer",
         .text = "{\"type\": \"sgd\", \"lr\": 7}"},
        {.kind = OVERRIDE_NUMBER,
         .flag = "--vary",
         .path = "steps",
         .number = 5},
    };
    const struct spec_input input = {.families = all_families,
                                     .epochs = INTEGER_NULL,
                                     .count = 6,
                                     .overrides = overrides};
    struct arena arena = {0};
    struct document document;
    struct error error = {0};
    struct spec spec;
    const struct node *optimizer = &spec.optimizer;

    ck_assert_msg(spec_input_load(&input, &arena, &document, &spec, &error),
                  "%s", error_line(&error));
    ck_assert_str_eq(optimizer->kind->name, "sgd");
    ck_assert(kind_real(optimizer->kind, optimizer->self, "lr") == 3);
    ck_assert(kind_real(optimizer->kind, optimizer->self, "momentum") == 0.5);
    ck_assert_int_eq(spec.steps, 5);
    arena_free(&arena);
}
END_TEST

Suite *
put_suite(void)
{
    Suite *suite = suite_create("put");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, errors_name_the_flag_and_the_path);
    tcase_add_test(laws, numbers_are_put_to_the_bit);
    tcase_add_test(laws, overrides_take_effect_by_their_kinds);
    suite_add_tcase(suite, laws);
    return suite;
}
