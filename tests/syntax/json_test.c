/* json_test.c -- what JSON is accepted, and where an error in it is. */
#include "tests/suites.h"

#include <stdio.h>
#include <string.h>

#include "syntax/json.h"

#define TEXT_ROW(text) text, sizeof(text) - 1
#define DIGITS60 "123456789012345678901234567890123456789012345678901234567890"

/* What a test reads a text into. */
struct reading {
    struct arena arena;
    struct error error;
    struct tree *tree;
};

static void
reading_end(struct reading *reading)
{
    arena_free(&reading->arena);
}

static void
read_json(struct reading *reading, const char *text, size_t length)
{
    struct source source = {
        .name = "t", .text = text, .length = length, .lines = true};

    *reading = (struct reading){.error = {0}};
    reading->tree = json_read(&source, &reading->arena, &reading->error);
}

START_TEST(json_is_read_strictly)
{
    /* An error of NULL: accepted. */
    static const struct {
        const char *text;
        size_t length;
        const char *error;
    } rows[] = {
        {TEXT_ROW("{}"), NULL},
        {TEXT_ROW(" \t\r\n[ ] \n"), NULL},
        {TEXT_ROW("[1, 2.5e-3, -0, 0.0, 1E+5, true, false, null]"), NULL},
        {TEXT_ROW("-0.0e-0"), NULL},
        {TEXT_ROW("1e-999"), NULL},
        {TEXT_ROW("\"\\u00e9\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\""), NULL},
        {TEXT_ROW("\"\xC3\xA9\xF0\x9F\x98\x80\x7F\""), NULL},
        {TEXT_ROW(DIGITS60 "123"), NULL},
        {TEXT_ROW(""), "1:1: must be a JSON object, but the text is empty"},
        {TEXT_ROW(" \n"), "1:1: must be a JSON object, but the text is empty"},
        {TEXT_ROW("01"), "1:1: must be a number as JSON writes it, not '01'"},
        {TEXT_ROW("-01"), "1:1: must be a number as JSON writes it, not '-01'"},
        {TEXT_ROW("[1.]"), "1:2: must be a number as JSON writes it, not '1.'"},
        {TEXT_ROW("1.e5"),
         "1:1: must be a number as JSON writes it, not '1.e5'"},
        {TEXT_ROW(".5"), "1:1: must be a value, not '.'"},
        {TEXT_ROW("+1"), "1:1: must be a value, not '+'"},
        {TEXT_ROW("-"), "1:1: must be a number as JSON writes it, not '-'"},
        {TEXT_ROW("1e"), "1:1: must be a number as JSON writes it, not '1e'"},
        {TEXT_ROW("1e+"), "1:1: must be a number as JSON writes it, not '1e+'"},
        {TEXT_ROW("0x10"),
         "1:1: must be a number as JSON writes it, not '0x10'"},
        {TEXT_ROW("1.2.3"),
         "1:1: must be a number as JSON writes it, not '1.2.3'"},
        {TEXT_ROW("-inf"),
         "1:1: must be a number as JSON writes it, not '-inf'"},
        {TEXT_ROW("1_000"), "1:2: must end after the first value, not '_'"},
        {TEXT_ROW("1e999"), "1:1: must be a number below 1.8e308, not 1e999"},
        {TEXT_ROW("-1e309"),
         "1:1: must be a number above -1.8e308, not -1e309"},
        {TEXT_ROW(DIGITS60 "1234"),
         "1:1: must be a number of at most 63 characters, not of 64"},
        {TEXT_ROW("NaN"), "1:1: must be a value, not 'NaN'"},
        {TEXT_ROW("inf"), "1:1: must be a value, not 'inf'"},
        {TEXT_ROW("True"), "1:1: must be a value, not 'True'"},
        {TEXT_ROW("nul"), "1:1: must be a value, not 'nul'"},
        {TEXT_ROW("nulll"), "1:1: must be a value, not 'nulll'"},
        {TEXT_ROW("\xEF\xBB\xBF{}"),
         "1:1: must be UTF-8 without a byte order mark"},
        {TEXT_ROW("\"a\xFF\""), "1:3: must be UTF-8, and the byte 0xff is not"},
        {TEXT_ROW("\"\xC0\xAF\""),
         "1:2: must be UTF-8, and the byte 0xc0 is not"},
        {TEXT_ROW("\"\xE0\x9F\xBF\""),
         "1:2: must be UTF-8, and the byte 0xe0 is not"},
        {TEXT_ROW("\"\xED\xA0\x80\""),
         "1:2: must be UTF-8, and the byte 0xed is not"},
        {TEXT_ROW("\"\xF0\x8F\xBF\xBF\""),
         "1:2: must be UTF-8, and the byte 0xf0 is not"},
        {TEXT_ROW("\"\xF4\x90\x80\x80\""),
         "1:2: must be UTF-8, and the byte 0xf4 is not"},
        {TEXT_ROW("\"\xE2\x82"),
         "1:2: must be UTF-8, and the byte 0xe2 is not"},
        {TEXT_ROW("\"\x80\""), "1:2: must be UTF-8, and the byte 0x80 is not"},
        {TEXT_ROW("{\"\xC3\xA9\": \"\xF0\x9F\x98\x80\"x}"),
         "1:10: must be ',' or '}', not 'x'"},
        {TEXT_ROW("[\n\"\xC3\xA9\",\n \xC3\xA9]"),
         "3:2: must be a value, not '\xC3\xA9'"},
        {TEXT_ROW("\"a\\u0000\""), "1:3: a string must not hold \\u0000"},
        {TEXT_ROW("\"\\ud800\""), "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\udc00\""), "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\ud800\\u0041\""),
         "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\ud800\\n\""), "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\ud800\\ud800\""),
         "1:2: a surrogate must be one of a pair"},
        {TEXT_ROW("\"\\u12g4\""),
         "1:6: must be four hexadecimal digits, not 'g'"},
        {TEXT_ROW("\"\\u12"),
         "1:6: must be four hexadecimal digits, but the text ends here"},
        {TEXT_ROW("\"\\x41\""),
         "1:3: an escape must be one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
         "\\uXXXX, not 'x'"},
        {TEXT_ROW("\"a\tb\""),
         "1:3: a control character in a string must be escaped"},
        {TEXT_ROW("\"a\nb\""),
         "1:3: a control character in a string must be escaped"},
        {TEXT_ROW("\"a\0b\""),
         "1:3: a control character in a string must be escaped"},
        {TEXT_ROW("\"abc"),
         "1:1: a string must end in '\"', but the text ends here"},
        {TEXT_ROW("\"abc\\"),
         "1:6: an escape must be one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t "
         "\\uXXXX, but the text ends here"},
        {TEXT_ROW("'abc'"), "1:1: must be a value, not \"'\""},
        {TEXT_ROW("[1,]"), "1:4: must be a value after ',', not ']'"},
        {TEXT_ROW("[,1]"), "1:2: must be a value, not ','"},
        {TEXT_ROW("[1 2]"), "1:4: must be ',' or ']', not '2'"},
        {TEXT_ROW("[1"), "1:3: must be ',' or ']', but the text ends here"},
        {TEXT_ROW("["), "1:2: must be a value, but the text ends here"},
        {TEXT_ROW("]"), "1:1: must be a value, not ']'"},
        {TEXT_ROW("{\"a\": 1,}"), "1:9: must be a key after ',', not '}'"},
        {TEXT_ROW("{a: 1}"), "1:2: must be a key in double quotes, not 'a'"},
        {TEXT_ROW("{1: 1}"), "1:2: must be a key in double quotes, not '1'"},
        {TEXT_ROW("{\"a\" 1}"), "1:6: must be ':' after a key, not '1'"},
        {TEXT_ROW("{\"a\"}"), "1:5: must be ':' after a key, not '}'"},
        {TEXT_ROW("{\"a\":}"), "1:6: must be a value, not '}'"},
        {TEXT_ROW("{} {}"), "1:4: must end after the first value, not '{'"},
        {TEXT_ROW("{}\r\n// c"),
         "2:1: must end after the first value, not '/'"},
        {TEXT_ROW("{}\0"),
         "1:3: must end after the first value, not the byte 0x00"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reading reading;
        const char *text = rows[i].text, *error = rows[i].error;

        read_json(&reading, text, rows[i].length);
        if (error)
            ck_assert_msg(
                !reading.tree &&
                    strncmp(error_line(&reading.error), "t:", 2) == 0 &&
                    strcmp(error_line(&reading.error) + 2, error) == 0 &&
                    reading.error.status == STATUS_WRONG,
                "row %zu, %s\nis    t:%s\nfound %s", i, text, error,
                error_line(&reading.error));
        else
            ck_assert_msg(reading.tree, "row %zu, %s: %s", i, text,
                          error_line(&reading.error));
        reading_end(&reading);
    }
}
END_TEST

START_TEST(json_may_be_nested_64_deep)
{
    static const char opens[] = "[{\"a\": ";

    for (size_t depth = 63; depth < 67; depth++)
        for (size_t length = 1; length <= 6; length += 5) {
            struct reading reading;
            struct arena arena = {0};
            struct text text = {.arena = &arena};
            char place[64];

            for (size_t i = 0; i < depth; i++)
                text_add(&text, length == 1 ? opens : opens + 1, length);
            text_string(&text, "1");
            for (size_t i = 0; i < depth; i++)
                text_string(&text, length == 1 ? "]" : "}");
            read_json(&reading, text.bytes, text.used);
            snprintf(place, sizeof place,
                     "t:1:%zu: must be nested at most 64 deep",
                     64 * length + 1);
            if (depth <= 64)
                ck_assert_msg(reading.tree, "%zu: %s", depth,
                              error_line(&reading.error));
            else
                ck_assert_str_eq(error_line(&reading.error), place);
            ck_assert_int_eq(reading.error.status,
                             depth <= 64 ? STATUS_DONE : STATUS_LIMIT);
            reading_end(&reading);
            arena_free(&arena);
        }
}
END_TEST

/* Depth first, from number i on; returns how many values there are up to the
 * last one in the tree. */
static size_t
check_offsets(const struct tree *tree, const size_t (*offsets)[2], size_t i)
{
    ck_assert_msg(tree->key_offset == offsets[i][0] &&
                      tree->offset == offsets[i][1],
                  "value %zu: must be at %zu and %zu, is at %zu and %zu", i,
                  offsets[i][0], offsets[i][1], tree->key_offset, tree->offset);
    i++;
    for (const struct tree *child = tree->child; child; child = child->next)
        i = check_offsets(child, offsets, i);
    return i;
}

START_TEST(values_know_where_they_stand)
{
    static const char text[] =
        "{\"\xC3\xA9\": [1, {\"b\": true}],\n \"c\": \"x\"}";
    /* Depth first: the key's offset, and the value's. */
    static const size_t offsets[][2] = {{0, 0},   {1, 7},   {8, 8},
                                        {11, 11}, {12, 17}, {26, 31}};
    struct reading reading;

    read_json(&reading, text, sizeof text - 1);
    ck_assert_msg(reading.tree, "%s", error_line(&reading.error));
    ck_assert_uint_eq(check_offsets(reading.tree, offsets, 0), LENGTH(offsets));
    reading_end(&reading);
}
END_TEST

Suite *
json_suite(void)
{
    Suite *suite = suite_create("json");
    TCase *tests = tcase_create("json");

    tcase_add_test(tests, json_is_read_strictly);
    tcase_add_test(tests, json_may_be_nested_64_deep);
    tcase_add_test(tests, values_know_where_they_stand);
    suite_add_tcase(suite, tests);
    return suite;
}
