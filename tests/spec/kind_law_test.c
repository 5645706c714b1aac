/* kind_law_test.c -- laws over all kinds: a new one is tested as soon as its
 * family lists it. */
#include "tests/spec/loaded.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "simulate/families.h"
#include "tests/spec/generator.h"

static void
each_kind(void (*law)(const struct family *, const struct kind *))
{
    for (size_t f = 0; all_families[f]; f++)
        for (size_t k = 0; all_families[f]->kinds[k]; k++)
            law(all_families[f], all_families[f]->kinds[k]);
}

static void
example_loads(const struct family *family, const struct kind *kind)
{
    struct loaded loaded, again;
    const char *text;

    ck_assert_msg(loaded_short(&loaded, family, kind->example, NULL), "%s: %s",
                  kind->example, error_line(&loaded.error));
    text = loaded_canonical(&loaded);
    again = (struct loaded){0};
    ck_assert_msg(load_text(text, &again.arena, &again.document, &again.spec,
                            &again.error),
                  "%s: canonical form: %s\n%s", kind->name,
                  error_line(&again.error), text);
    ck_assert_str_eq(loaded_canonical(&again), text);
    loaded_end(&loaded);
    loaded_end(&again);
}

START_TEST(examples_load_and_print_canonically)
{
    each_kind(example_loads);
}
END_TEST

/* The words of a list of aliases, and the name as word 0; NULL after all. */
static const char *
name_number(const struct kind *kind, size_t i, char *word, size_t size)
{
    const char *at = kind_aliases(kind);

    if (i == 0) {
        snprintf(word, size, "%s", kind->name);
        return word;
    }
    while (*at && --i > 0)
        at += strcspn(at, " ") + strspn(at + strcspn(at, " "), " ");
    snprintf(word, size, "%.*s", (int)strcspn(at, " "), at);
    return *at ? word : NULL;
}

static void
names_find_it(const struct family *family, const struct kind *kind)
{
    char word[128];

    for (size_t i = 0; name_number(kind, i, word, sizeof word); i++)
        for (int turn = 0; turn < 3; turn++) {
            for (size_t k = 0; word[k] && turn > 0; k++)
                word[k] = (char)(turn == 1 ? toupper((unsigned char)word[k])
                                           : tolower((unsigned char)word[k]));
            /* A name that finds another kind would be one of both. */
            ck_assert_msg(family_find(family, word) == kind, "%s '%s' is %s",
                          family->name, word,
                          family_find(family, word)
                              ? family_find(family, word)->name
                              : "unknown");
        }
}

START_TEST(names_find_their_kind_in_any_case)
{
    each_kind(names_find_it);
}
END_TEST

static void
names_are_new(const struct family *family, const struct kind *kind)
{
    char word[128], other[128];

    for (size_t i = 0; name_number(kind, i, word, sizeof word); i++)
        for (size_t k = 0; family->kinds[k]; k++)
            for (size_t j = 0;
                 name_number(family->kinds[k], j, other, sizeof other); j++)
                ck_assert_msg((family->kinds[k] == kind && i == j) ||
                                  strcasecmp(word, other) != 0,
                              "%s '%s' is there twice", family->name, word);
    for (size_t i = 0; kind->parameters[i].name; i++)
        ck_assert_msg(row_find(kind, NULL, kind->parameters[i].name) ==
                              &kind->parameters[i] &&
                          strcmp(kind->parameters[i].name, "type") != 0,
                      "%s: %s is there twice", kind->name,
                      kind->parameters[i].name);
}

START_TEST(names_are_unique)
{
    each_kind(names_are_new);
}
END_TEST

static void
texts_are_there(const struct family *family, const struct kind *kind)
{
    const char *texts[] = {kind->summary, kind->formula,
                           kind->symbol ? kind->symbol : kind->source,
                           kind->example};

    (void)family;
    for (size_t i = 0; i < 4; i++)
        ck_assert_msg(texts[i] && *texts[i], "%s: text %zu is empty",
                      kind->name, i);
    for (const char *line = kind->formula; *line;) {
        size_t length = strcspn(line, "\n");

        ck_assert_msg(length <= 76, "%s: over 76 columns: %s", kind->name,
                      line);
        line += length + (line[length] == '\n');
    }
}

START_TEST(texts_are_not_empty)
{
    each_kind(texts_are_there);
}
END_TEST

/* As cJSON prints it, but for numbers, of which that may lose the last digit.
 */
static void
add_value(struct text *text, const cJSON *value)
{
    char *printed;

    if (cJSON_IsNumber(value)) {
        text_number(text, value->valuedouble);
    } else if (cJSON_IsArray(value)) {
        text_string(text, "[");
        for (int i = 0; i < cJSON_GetArraySize(value); i++) {
            text_string(text, i ? ", " : "");
            add_value(text, cJSON_GetArrayItem(value, i));
        }
        text_string(text, "]");
    } else {
        printed = cJSON_PrintUnformatted(value);
        text_string(text, printed);
        cJSON_free(printed);
    }
}

/* A call with all the values that a loaded example has. */
static const char *
call_text(struct loaded *loaded, const cJSON *node, const struct kind *kind,
          int way)
{
    struct text text = {.arena = &loaded->arena};
    size_t count = 0;

    while (kind->parameters[count].name)
        count++;
    text_format(&text, "%s(", kind->name);
    for (size_t i = 0; i < count; i++) {
        const char *name = kind->parameters[way < 2 ? i : count - 1 - i].name;

        text_format(&text, "%s%s%s", i ? ", " : "", way ? name : "",
                    way ? "=" : "");
        add_value(&text, cJSON_GetObjectItemCaseSensitive(node, name));
    }
    text_add(&text, ")", 2);
    return text.bytes;
}

static void
order_is_that_of_the_table(const struct family *family, const struct kind *kind)
{
    struct loaded loaded, other;
    const char *text;
    cJSON *json;

    ck_assert(loaded_short(&loaded, family, kind->example, NULL));
    text = loaded_canonical(&loaded);
    json = cJSON_Parse(text);
    for (int way = 0; way < 3; way++) {
        const char *call = call_text(
            &loaded, cJSON_GetObjectItemCaseSensitive(json, family->name), kind,
            way);

        ck_assert_msg(loaded_short(&other, family, call, NULL), "%s: %s", call,
                      error_line(&other.error));
        ck_assert_msg(strcmp(loaded_canonical(&other), text) == 0,
                      "%s is\n%s\nand must be\n%s", call,
                      loaded_canonical(&other), text);
        loaded_end(&other);
    }
    cJSON_Delete(json);
    loaded_end(&loaded);
}

START_TEST(positional_arguments_are_in_the_order_of_the_table)
{
    each_kind(order_is_that_of_the_table);
}
END_TEST

START_TEST(canonical_form_is_a_fixed_point)
{
    struct arena arena = {0};
    struct generator generator = {1, &arena};

    for (int i = 0; i < 900; i++) {
        const struct family *family = all_families[i % 3];
        const char *json = generator_root(
            &arena, family, generator_node(&generator, family, i / 3 % 4));
        struct loaded loaded, again;

        loaded_text(&loaded, json);
        loaded_text(&again, loaded_canonical(&loaded));
        ck_assert_msg(
            strcmp(loaded_canonical(&again), loaded_canonical(&loaded)) == 0,
            "%s: first\n%s\nthen\n%s", json, loaded_canonical(&loaded),
            loaded_canonical(&again));
        loaded_end(&loaded);
        loaded_end(&again);
    }
    arena_free(&arena);
}
END_TEST

Suite *
kind_law_suite(void)
{
    Suite *suite = suite_create("kind_law");
    TCase *tests = tcase_create("kind_law");

    tcase_add_test(tests, examples_load_and_print_canonically);
    tcase_add_test(tests, names_find_their_kind_in_any_case);
    tcase_add_test(tests, names_are_unique);
    tcase_add_test(tests, texts_are_not_empty);
    tcase_add_test(tests, positional_arguments_are_in_the_order_of_the_table);
    tcase_add_test(tests, canonical_form_is_a_fixed_point);
    suite_add_tcase(suite, tests);
    return suite;
}
