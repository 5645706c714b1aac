/* records_test.c -- the forms of a table: the same records, each with its
 * places. */
#include "tests/suites.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tables/records.h"
#include "tests/tables/table_file.h"

/* "step loss/0@2:1 1.5@2:3/…", or the error. */
static void
add_records(struct records *records, struct text *text, struct error *error)
{
    bool more = true;

    for (size_t i = 0; records->csv.names && i < records->csv.count; i++)
        text_format(text, "%s%s", i ? " " : "", records->csv.names[i]);
    while (records_next(records, &more, error) && more) {
        for (size_t i = 0; i < records->csv.count; i++) {
            const struct csv_field *field = &records->csv.fields[i];

            ck_assert_uint_eq(strlen(field->text), field->length);
            text_format(text, "%s%s@%zu:%zu", i ? " " : "/", field->text,
                        field->line, field->column);
        }
    }
}

static void
expect_records(const char *name, const char *bytes, const char *expected)
{
    struct arena arena = {0};
    struct table_file file;
    struct records records = {.csv = {.arena = &arena}};
    struct text text = {.arena = &arena};
    struct error error = {0};
    char *found;

    table_file_write(&file, name, bytes);
    if (records_open(&records, file.path, 1000, &error)) {
        if (records.table)
            add_records(&records, &text, &error);
        else
            text_string(&text, "no table");
    }
    if (error.status)
        text_string(&text, error_line(&error));
    text_end(&text);
    found = table_file_hide(&file, text.bytes);
    ck_assert_msg(strcmp(found, expected) == 0,
                  "%s: %s\nmust be %s\nis      %s", name, bytes, expected,
                  found);
    free(found);
    records_close(&records);
    table_file_remove(&file);
    arena_free(&arena);
}

START_TEST(forms_give_the_same_records)
{
    static const char *const rows[][3] = {
        {"t.csv", "step,loss\n0,1.5\n1,\n",
         "step loss/0@2:1 1.5@2:3/1@3:1 @3:3"},
        {"t.tsv", "step\tloss\n0\t1.5\n", "step loss/0@2:1 1.5@2:3"},
        {"t", "1,2\n", "/1@1:1 2@1:3"},
        {"t.json",
         "{\"columns\": [\"step\", \"loss\"],\n\"rows\": [[0, 1.5],\n[1, "
         "null]]}",
         "step loss/0@2:11 1.5@2:14/1@3:2 @3:5"},
        {"t", "{\"rows\": [[\"\xC3\xA9\", 1]], \"columns\": [\"a\", \"b\"]}",
         "a b/\xC3\xA9@1:12 1@1:17"},
        {"t.jsonl", "{\"step\": 0, \"loss\": 1.5}\n\n{\"loss\": 2}\n",
         "step loss/0@1:10 1.5@1:21/@3:1 2@3:10"},
        {"t", "{\"a\": 1}\n{\"a\": 2}\n", "a/1@1:7/2@2:7"},
        {"t.md", "# x\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n", "a b/1@5:3 2@5:7"},
        {"t", "| a |\n| --- |\n| x\\|y |\n", "a/x|y@3:3"},
        {"t.json", "{\"steps\": 5}", "no table"},
        {"t.csv", "", "FILE: must have a line of column names, but is empty"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_records(rows[i][0], rows[i][1], rows[i][2]);
}
END_TEST

START_TEST(errors_say_where_and_what)
{
    static const char *const rows[][3] = {
        {"t.json", "{\"rows\": []}",
         "FILE:1:1: must have \"columns\", a list of their names"},
        {"t.json", "{\"columns\": [1], \"rows\": []}",
         "FILE:1:14: $.columns[0]: must be a string, not 1"},
        {"t.json", "{\"columns\": [\"a\"], \"rows\": [[1], [2, 3]]}",
         "a/1@1:30FILE:1:34: $.rows[1]: must be a list of 1 values, not a list "
         "of 2"},
        {"t.json", "{\"columns\": [\"a\"], \"rows\": [[{}]]}",
         "aFILE:1:30: $.rows[0][0]: must be a number, a string or null, not an "
         "object"},
        {"t.jsonl", "{\"a\": 1}\n{\"b\": 2}\n",
         "a/1@1:7FILE:2:7: the first line has no key 'b'"},
        {"t.jsonl", "{\"a\": 1}\n[2]\n",
         "a/1@1:7FILE:2:1: must be an object, not a list of 1"},
        {"t.md", "x\n", "FILE: must have a table whose rows begin with |"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_records(rows[i][0], rows[i][1], rows[i][2]);
}
END_TEST

Suite *
records_suite(void)
{
    Suite *suite = suite_create("records");
    TCase *laws = tcase_create("laws");

    tcase_add_test(laws, forms_give_the_same_records);
    tcase_add_test(laws, errors_say_where_and_what);
    suite_add_tcase(suite, laws);
    return suite;
}
