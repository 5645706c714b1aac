/* configs_test.c -- laws over all dialects of configurations. */
#include "tests/suites.h"

#include <stdio.h>
#include <string.h>

#include "training/configs/dialect.h"

/* Whether a key is in the table: a rate is mapped, or refused, or known to be
 * none. */
static void
check_key(const char *dialect, const char *key)
{
    ck_assert_msg(dialect_find(dialect) != NULL, "%s", dialect);
    ck_assert_msg(!config_key_is_rate(key) ||
                      dialect_key_find(dialect_find(dialect), key),
                  "%s: %s is neither mapped nor refused", dialect, key);
    ck_assert_msg(dialect_key_find(dialect_find(dialect), key) ||
                      !dialect_key_near(dialect_find(dialect), key).best,
                  "%s: %s is taken for %s", dialect, key,
                  dialect_key_near(dialect_find(dialect), key).best);
}

START_TEST(keys_that_sound_like_rates_are_in_the_table)
{
    FILE *file = fopen("tests/reference/configuration_keys.txt", "r");
    bool seen[DIALECT_COUNT] = {false};
    char line[128];
    size_t count = 0;

    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof line, file)) {
        const char *dialect = strtok(line, " \n"), *key;

        if (*line == '#')
            continue;
        while ((key = strtok(NULL, " \n"))) {
            check_key(dialect, key);
            count++;
        }
        for (size_t i = 0; i < DIALECT_COUNT; i++)
            seen[i] =
                seen[i] || strcmp(dialect_name(dialects[i]), dialect) == 0;
    }
    fclose(file);
    ck_assert_uint_gt(count, 2000);
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        ck_assert_msg(seen[i], "%s has no list", dialect_name(dialects[i]));
}
END_TEST

START_TEST(names_of_rates_are_known_in_any_case)
{
    static const char *const rates[] = {
        "lr", "base_lr", "BASE_LR", "lr0", "warmup_steps", "a.learning_rate"};
    static const char *const others[] = {"lora_r", "clr", "blurred",
                                         "schedule_name", "steps"};

    for (size_t i = 0; i < LENGTH(rates); i++)
        ck_assert_msg(config_key_is_rate(rates[i]), "%s", rates[i]);
    for (size_t i = 0; i < LENGTH(others); i++)
        ck_assert_msg(!config_key_is_rate(others[i]), "%s", others[i]);
}
END_TEST

/* A configuration, and whether a text is in what is assumed. */
START_TEST(unknown_rates_are_said)
{
    static const char *const text =
        "{\"learning_rate\": 0.1, \"lr_scheduler_type\": \"linear\", "
        "\"max_steps\": 9, \"my_lr\": 3, \"my_width\": 4}";
    const struct config_request request = {.steps = INTEGER_NULL,
                                           .epochs = INTEGER_NULL,
                                           .steps_per_epoch = INTEGER_NULL,
                                           .examples = INTEGER_NULL,
                                           .gpus = INTEGER_NULL,
                                           .log_steps = INTEGER_NULL};
    const struct source source = {
        .name = "a.json", .text = text, .length = strlen(text), .lines = true};
    struct arena arena = {0};
    struct config_notes notes = {.assumed.arena = &arena,
                                 .warnings.arena = &arena};
    struct error error = {0};
    struct tree *spec;

    ck_assert_msg(config_read(&source, &request, &arena, &spec, &notes, &error),
                  "%s", error_line(&error));
    ck_assert_ptr_nonnull(strstr(text_end(&notes.assumed), "my_lr"));
    ck_assert_ptr_null(strstr(notes.assumed.bytes, "my_width"));
    arena_free(&arena);
}
END_TEST

Suite *
configs_suite(void)
{
    Suite *suite = suite_create("configs");
    TCase *tests = tcase_create("laws");

    tcase_add_test(tests, keys_that_sound_like_rates_are_in_the_table);
    tcase_add_test(tests, names_of_rates_are_known_in_any_case);
    tcase_add_test(tests, unknown_rates_are_said);
    suite_add_tcase(suite, tests);
    return suite;
}
