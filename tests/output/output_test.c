/* output_test.c -- tables to the byte. */
#include "tests/suites.h"

#include <cjson/cJSON.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "output/outputs.h"
#include "output/people.h"
#include "tests/output/folder.h"

enum { COLUMNS = 3 };

static const char *const names[COLUMNS] = {"step", "lr", "x0"};
static const double values[][COLUMNS] = {
    {0, 0.1, -0.0}, {1, 1e-5, NAN}, {2, 1e21, -INFINITY}};

/* The bytes of a table of `count` rows. */
static const char *
table(const char *format, bool header, size_t count, struct arena *arena)
{
    const struct frame frame = {
        .count = COLUMNS, .names = names, .header = header};
    struct output_target target = {"t", format_find(format)};
    struct outputs outputs = {.arena = arena};
    struct error error = {0};
    bool done =
        outputs_open(&outputs, &(struct output_targets){1, &target}, &error) &&
        outputs_begin(&outputs, 0, &frame, &error);

    for (size_t i = 0; done && i < count; i++)
        done = outputs_row(&outputs, &frame, values[i % LENGTH(values)]);
    done = done && outputs_finish(&outputs, &error);
    ck_assert_msg(done, "%s: %s", format, error_line(&error));
    return file_text("t", arena);
}

START_TEST(tables_are_written_to_the_byte)
{
    static const struct {
        const char *format;
        bool header;
        size_t count;
        const char *text;
    } rows[] = {
        {"csv", true, 3, "step,lr,x0\n0,0.1,-0\n1,1e-05,nan\n2,1e+21,-inf\n"},
        {"csv", false, 2, "0,0.1,-0\n1,1e-05,nan\n"},
        {"csv", true, 0, "step,lr,x0\n"},
        {"csv", false, 0, ""},
        {"tsv", true, 3,
         "step\tlr\tx0\n0\t0.1\t-0\n1\t1e-05\tnan\n2\t1e+21\t-inf\n"},
        {"tsv", false, 1, "0\t0.1\t-0\n"},
        {"jsonl", true, 2,
         "{\"step\": 0, \"lr\": 0.1, \"x0\": -0}\n"
         "{\"step\": 1, \"lr\": 1e-05, \"x0\": \"nan\"}\n"},
        {"jsonl", true, 0, ""},
        {"json", true, 0,
         "{\"columns\": [\"step\", \"lr\", \"x0\"], \"rows\": []}\n"},
        {"json", true, 1,
         "{\"columns\": [\"step\", \"lr\", \"x0\"], \"rows\": [\n"
         "  [0, 0.1, -0]\n]}\n"},
        {"json", false, 3,
         "{\"columns\": [\"step\", \"lr\", \"x0\"], \"rows\": [\n"
         "  [0, 0.1, -0],\n  [1, 1e-05, \"nan\"],\n  [2, 1e+21, \"-inf\"]\n"
         "]}\n"},
        {"md", true, 2,
         "| step |   lr |   x0 |\n| ---: | ---: | ---: |\n"
         "|    0 | 0.1  |   -0 |\n|    1 | 1e-5 |  nan |\n"},
        {"md", false, 1, "| 0 | 0.1 | -0 |\n"},
    };
    struct arena arena = {0};

    enter_folder();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *found =
            table(rows[i].format, rows[i].header, rows[i].count, &arena);

        ck_assert_msg(strcmp(found, rows[i].text) == 0,
                      "%s of %zu rows must be\n%s\nis\n%s", rows[i].format,
                      rows[i].count, rows[i].text, found);
    }
    leave_folder("t");
    arena_free(&arena);
}
END_TEST

/* Many times the stream's buffer: each row is there, whole and in order. */
START_TEST(long_tables_lose_nothing)
{
    static const char *const formats_of_lines[] = {"csv", "tsv", "jsonl"};
    enum { ROWS = 9001 };
    struct arena arena = {0};

    enter_folder();
    for (size_t i = 0; i < LENGTH(formats_of_lines); i++) {
        const char *found = table(formats_of_lines[i], false, ROWS, &arena);
        const char *three = table(formats_of_lines[i], false, 3, &arena);
        size_t length = strlen(three), rest;

        for (size_t k = 0; k < ROWS / 3; k++)
            ck_assert_msg(memcmp(found + k * length, three, length) == 0,
                          "%s: row %zu is %.*s", formats_of_lines[i], 3 * k,
                          (int)length, found + k * length);
        rest = strlen(found + ROWS / 3 * length);
        ck_assert_uint_eq(rest,
                          strlen(table(formats_of_lines[i], false, 1, &arena)));
    }
    leave_folder("t");
    arena_free(&arena);
}
END_TEST

START_TEST(json_tables_are_json)
{
    struct arena arena = {0};
    cJSON *json;
    const cJSON *list;

    enter_folder();
    json = cJSON_Parse(table("json", true, 5000, &arena));
    list = cJSON_GetObjectItemCaseSensitive(json, "rows");
    ck_assert_int_eq(cJSON_GetArraySize(list), 5000);
    ck_assert_int_eq(
        cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(json, "columns")),
        COLUMNS);
    for (const cJSON *row = list->child; row; row = row->next)
        ck_assert_int_eq(cJSON_GetArraySize(row), COLUMNS);
    cJSON_Delete(json);
    leave_folder("t");
    arena_free(&arena);
}
END_TEST

START_TEST(formats_find_themselves)
{
    for (size_t i = 0; formats[i]; i++) {
        const char *name = formats[i]->name;
        char path[64] = "a.b/";

        ck_assert_msg(format_find(name) == formats[i], "%s", name);
        ck_assert_msg(formats[i]->meaning && *formats[i]->meaning, "%s", name);
        ck_assert_msg(format_of_file(name) == NULL, "%s", name);
        strcat(path, name);
        ck_assert_msg(format_of_file(path) == NULL, "%s", path);
        strcat(strcat(path, "."), name);
        ck_assert_msg(format_of_file(path) == formats[i], "%s", path);
        for (char *c = path; *c; c++)
            *c = (char)toupper((unsigned char)*c);
        ck_assert_msg(format_of_file(path) == formats[i], "%s", path);
    }
    ck_assert_ptr_null(format_find(""));
    ck_assert_ptr_null(format_find("cs"));
    ck_assert_ptr_null(format_of_file("a."));
    ck_assert_ptr_null(format_of_file("csv"));
}
END_TEST

START_TEST(numbers_for_people_are_rounded)
{
    static const struct {
        double value;
        int digits;
        const char *text;
    } rows[] = {
        {0, 4, "0"},
        {0.1, 4, "0.1"},
        {1.0 / 3, 4, "0.3333"},
        {0.001, 4, "0.001"},
        {0.000999, 4, "9.99e-4"},
        {0.000999999, 4, "0.001"},
        {1.23456e-7, 4, "1.235e-7"},
        {1.23456e-7, 2, "1.2e-7"},
        {123456, 4, "123456"},
        {123456.78, 4, "123457"},
        {99999.5, 4, "100000"},
        {-12.3456, 4, "-12.35"},
        {1.5e300, 4, "1.5e300"},
        {INFINITY, 4, "inf"},
        {-INFINITY, 4, "-inf"},
        {NAN, 4, "nan"},
        {0.1, 17, "0.10000000000000001"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        char cell[PEOPLE_SIZE];

        people_number(rows[i].value, rows[i].digits, cell);
        ck_assert_str_eq(cell, rows[i].text);
    }
}
END_TEST

START_TEST(columns_for_people_are_aligned)
{
    static const char *const cells[] = {"12.35", "-3", "1e-5",
                                        "12=",   "-",  "diverged at 5"};
    static const char *const lines[] = {
        "        12.35", "        -3   ", "         1e-5",
        "        12=  ", "            -", "diverged at 5"};
    struct arena arena = {0};
    struct people_width width = {0};

    for (size_t i = 0; i < LENGTH(cells); i++)
        people_measure(&width, cells[i]);
    for (size_t i = 0; i < LENGTH(cells); i++) {
        struct text text = {.arena = &arena};

        people_add(&width, cells[i], &text);
        ck_assert_uint_eq(text.used, people_total(&width));
        ck_assert_str_eq(text_end(&text), lines[i]);
    }
    arena_free(&arena);
}
END_TEST

Suite *
output_suite(void)
{
    Suite *suite = suite_create("output");
    TCase *tests = tcase_create("tables");

    tcase_add_test(tests, tables_are_written_to_the_byte);
    tcase_add_test(tests, long_tables_lose_nothing);
    tcase_add_test(tests, numbers_for_people_are_rounded);
    tcase_add_test(tests, columns_for_people_are_aligned);
    tcase_add_test(tests, json_tables_are_json);
    tcase_add_test(tests, formats_find_themselves);
    suite_add_tcase(suite, tests);
    return suite;
}
