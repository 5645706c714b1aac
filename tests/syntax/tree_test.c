/* tree_test.c -- trees of values: members, elements, places, replacement. */
#include "tests/suites.h"

#include <string.h>

#include "syntax/json.h"

static const struct tree *
read_tree(const char *text, struct arena *arena)
{
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    struct error error = {0};
    const struct tree *tree;

    *source = (struct source){
        .name = "t", .text = text, .length = strlen(text), .lines = true};
    tree = json_read(source, arena, &error);
    ck_assert_msg(tree != NULL, "%s: %s", text, error_line(&error));
    return tree;
}

START_TEST(only_what_is_there_is_found)
{
    struct arena arena = {0};
    const struct tree *root =
        read_tree("{\"a\": [1, 2], \"b\": {\"a\": 3}, \"a\": 4}", &arena);
    const struct tree *list = tree_member(root, "a");

    ck_assert(tree_is(list, TREE_LIST)); /* the first of two */
    ck_assert_uint_eq(root->count, 3);
    ck_assert_uint_eq(list->count, 2);
    ck_assert(tree_element(list, 1)->number == 2);
    ck_assert_ptr_null(tree_element(list, 2));
    ck_assert_ptr_null(tree_element(root, 0));
    ck_assert_ptr_null(tree_member(list, "a"));
    ck_assert_ptr_null(tree_member(root, "c"));
    ck_assert_ptr_null(tree_member(NULL, "a"));
    ck_assert(!tree_is(NULL, TREE_NULL));
    arena_free(&arena);
}
END_TEST

START_TEST(a_replaced_value_keeps_its_key_and_its_neighbours)
{
    struct arena arena = {0};
    const struct tree *root = read_tree("{\"a\": 1, \"b\": [2]}", &arena);
    const struct tree *other = read_tree("[\"x\", {}]", &arena);
    struct tree *value = tree_member(root, "a");

    tree_replace(value, other);
    ck_assert(tree_is(value, TREE_LIST));
    ck_assert_str_eq(value->key, "a");
    ck_assert_ptr_eq(value->next, tree_member(root, "b"));
    ck_assert_str_eq(tree_element(value, 0)->text, "x");
    ck_assert_ptr_eq(value->source, other->source);
    arena_free(&arena);
}
END_TEST

START_TEST(places_are_of_values_and_of_keys)
{
    struct arena arena = {0};
    const struct tree *root = read_tree("{\"a\":\n [1, 22]}", &arena);
    const struct tree *list = tree_member(root, "a");
    const struct place top = tree_place(root, NULL, 0);
    const struct place key = tree_key_place(list, &top);
    const struct place value = tree_place(list, &top, 0);
    const struct place item = tree_place(tree_element(list, 1), &value, 1);
    const struct {
        const struct place *place;
        const char *text;
    } rows[] = {{&top, "t:1:1: x"},
                {&key, "t:1:2: $.a: x"},
                {&value, "t:2:2: $.a: x"},
                {&item, "t:2:6: $.a[1]: x"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error;

        error_at(&error, rows[i].place, "x");
        ck_assert_str_eq(error_line(&error), rows[i].text);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(errors_show_values_in_few_words)
{
    static const char *const rows[][2] = {
        {"null", "null"},
        {"true", "true"},
        {"false", "false"},
        {"25e-1", "2.5"},
        {"\"a'b\"", "'a'b'"},
        {"[]", "an empty list"},
        {"[0, [1]]", "a list of 2"},
        {"{\"a\": 1}", "an object"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};

        ck_assert_str_eq(tree_quote(read_tree(rows[i][0], &arena)).text,
                         rows[i][1]);
        ck_assert_str_eq(tree_quote(json_constant(rows[i][0], &arena)).text,
                         rows[i][1]);
        arena_free(&arena);
    }
}
END_TEST

Suite *
tree_suite(void)
{
    Suite *suite = suite_create("tree");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, only_what_is_there_is_found);
    tcase_add_test(laws, a_replaced_value_keeps_its_key_and_its_neighbours);
    tcase_add_test(laws, places_are_of_values_and_of_keys);
    tcase_add_test(laws, errors_show_values_in_few_words);
    suite_add_tcase(suite, laws);
    return suite;
}
