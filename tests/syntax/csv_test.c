/* csv_test.c -- records and fields, their places, and what is no CSV. */
#include "tests/suites.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "syntax/csv.h"
#include "base/text.h"

/* A file of these bytes, which is removed when it is open. */
static FILE *
file_of(const char *bytes, size_t length)
{
    FILE *file = tmpfile();

    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    rewind(file);
    return file;
}

/* Opens the bytes under the name "in". */
static bool
open_bytes(struct csv *csv, const char *bytes, size_t length,
           struct error *error)
{
    char path[32];
    FILE *file = file_of(bytes, length);
    bool done;

    snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
    done = csv_open(csv, path, error);
    fclose(file);
    csv->input.name = "in";
    return done;
}

/* The records as "1:1 field|1:3 field/2:1 …", or the error. */
static void
read_all(struct csv *csv, const char *bytes, size_t length, struct text *result)
{
    struct error error = {0};
    bool more = true;

    if (open_bytes(csv, bytes, length, &error))
        while (csv_next(csv, &more, &error) && more)
            for (size_t i = 0; i < csv->count; i++) {
                const struct csv_field *field = &csv->fields[i];

                ck_assert_uint_eq(strlen(field->text), field->length);
                text_format(result, "%s%zu:%zu ", i ? "|" : "/", field->line,
                            field->column);
                text_string(result, field->text);
            }
    csv_close(csv);
    if (error.status) {
        /* The name that csv_open() knew is another each time. */
        const char *at = strncmp(error_line(&error), "in", 2) == 0
                             ? error_line(&error) + 2
                             : strchr(error_line(&error), ':');
        text_format(result, "!%d in", (int)error.status);
        text_string(result, at);
    }
    text_end(result);
}

START_TEST(csv_records_are_taken_apart)
{
    static const struct {
        const char *bytes, *result;
    } rows[] = {
        {"", ""},
        {"\n", ""},
        {"\r\n\n", ""},
        {"\xEF\xBB\xBF", ""},
        {"a", "/1:1 a"},
        {"a\n", "/1:1 a"},
        {"a\r\n", "/1:1 a"},
        {"a,b\n1,2\n", "/1:1 a|1:3 b/2:1 1|2:3 2"},
        {"a,b\r\n1,2", "/1:1 a|1:3 b/2:1 1|2:3 2"},
        {"a,b\n1,", "/1:1 a|1:3 b/2:1 1|2:3 "},
        {"a,b\n,\n", "/1:1 a|1:3 b/2:1 |2:2 "},
        {"\n\na,b\n\n1,2\n\r\n\n", "/3:1 a|3:3 b/5:1 1|5:3 2"},
        /* Where there is one column, an empty line is an empty field. */
        {"a\n\n1\n\n", "/1:1 a/2:1 /3:1 1/4:1 "},
        {"\"a\"\"b\",\"\"\n", "/1:1 a\"b|1:8 "},
        {"\"a,b\",c\n", "/1:1 a,b|1:7 c"},
        {"\"a\nb\",c\n1,2\n", "/1:1 a\nb|2:4 c/3:1 1|3:3 2"},
        {"\"a\r\nb\",c", "/1:1 a\r\nb|2:4 c"},
        {"\xEF\xBB\xBF"
         "a,b\n1,2",
         "/1:1 a|1:3 b/2:1 1|2:3 2"},
        {" a , b \n", "/1:1  a |1:5  b "},
        /* Columns are characters. */
        {"\xC3\xA4,\xE2\x86\x92,c\n", "/1:1 \xC3\xA4|1:3 \xE2\x86\x92|1:5 c"},
        {"a;b\n0,5;1\n", "/1:1 a|1:3 b/2:1 0,5|2:5 1"},
        {"a\tb,c\td\n", "/1:1 a|1:3 b,c|1:7 d"},
        {"\"a,b,c\";d\n", "/1:1 a,b,c|1:9 d"},
        {"a,b;c\n", "/1:1 a|1:3 b;c"},
        {"\na;b\n", "/2:1 a|2:3 b"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct csv csv = {.arena = &arena};
        struct text result = {.arena = &arena};

        read_all(&csv, rows[i].bytes, strlen(rows[i].bytes), &result);
        ck_assert_msg(strcmp(result.bytes, rows[i].result) == 0,
                      "\"%s\": must be \"%s\", is \"%s\"", rows[i].bytes,
                      rows[i].result, result.bytes);
        arena_free(&arena);
    }
}
END_TEST

#define BYTES(text) text, sizeof(text) - 1

START_TEST(csv_errors_have_a_place)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *result;
    } rows[] = {
        {BYTES("a,b\n1,2,3\n"),
         "/1:1 a|1:3 b!2 in:2:5: must be a record of 2 fields, as the first "
         "one is, not of 3"},
        {BYTES("a,b,c\n1,2\n"),
         "/1:1 a|1:3 b|1:5 c!2 in:2:3: must be a record of 3 fields, as the "
         "first one is, not of 2"},
        {BYTES("a\n1,2\n"),
         "/1:1 a!2 in:2:3: must be a record of 1 field, as the first one is, "
         "not of 2"},
        {BYTES("a,b\n1,x\"y\n"),
         "/1:1 a|1:3 b!2 in:2:4: a quote must begin its field, or be doubled "
         "inside a quoted one"},
        {BYTES("a,b\n\"1\" ,2\n"),
         "/1:1 a|1:3 b!2 in:2:4: must be the end of the field after its "
         "closing quote; a quote inside is doubled"},
        {BYTES("a,b\n1,\"2\n3,4\n"),
         "/1:1 a|1:3 b!2 in:2:3: the quote is never closed"},
        {BYTES("a,b\n1,\0002\n"),
         "/1:1 a|1:3 b!2 in:2:3: must be text, not a NUL byte"},
        {BYTES("a,b\n1,\"\0\"\n"),
         "/1:1 a|1:3 b!2 in:2:4: must be text, not a NUL byte"},
        {BYTES("a\r1\r"),
         "!2 in:1:2: a carriage return must be followed by a line feed"},
        {BYTES("a,b\n0123456789,0123456789\n"),
         "/1:1 a|1:3 b!4 in:2:12: a record must have at most 16 bytes; this is "
         "in a longer one"},
        {BYTES("a\n\"0123456789\n0123456789\n"),
         "/1:1 a!4 in:2:1: a record must have at most 16 bytes; this is in a "
         "longer one"},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = {0};
        struct csv csv = {.arena = &arena, .limit = 16};
        struct text result = {.arena = &arena};

        read_all(&csv, rows[i].bytes, rows[i].length, &result);
        ck_assert_msg(strcmp(result.bytes, rows[i].result) == 0,
                      "\"%s\": must be \"%s\", is \"%s\"", rows[i].bytes,
                      rows[i].result, result.bytes);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(csv_fields_are_numbers_or_not)
{
    static const struct {
        const char *text;
        double value; /* 77: none */
    } rows[] = {
        {"0", 0},
        {"-0.5", -0.5},
        {"+1", 1},
        {".5", 0.5},
        {"5.", 5},
        {" 1e-3\t", 1e-3},
        {"1E+3", 1000},
        {"0.1", 0.1},
        {"5e-324", 5e-324},
        {"1e-999", 0},
        {"nan", NAN},
        {"NaN", NAN},
        {"-nan", NAN},
        {"inf", INFINITY},
        {"-Infinity", -INFINITY},
        {"+inf", INFINITY},
        {"007", 7},
        {"", 77},
        {" ", 77},
        {"x", 77},
        {"1x", 77},
        {"1 2", 77},
        {"0,5", 77},
        {"0x10", 77},
        {"nan(1)", 77},
        {"infinit", 77},
        {"1e999", 77},
        {"1e", 77},
        {"e1", 77},
        {"--1", 77},
        {"+-1", 77},
        {"- 1", 77},
        {"1_000", 77},
        {"None", 77},
        {"null", 77},
        {"in", 77},
        {"tensor(0.5)", 77},
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct csv_field field = {.text = rows[i].text,
                                  .length = strlen(rows[i].text)};
        double value = 77;
        bool number = csv_is_number(&field, &value);

        ck_assert_msg(number == (rows[i].value != 77) &&
                          (!number || value == rows[i].value ||
                           (isnan(value) && isnan(rows[i].value))),
                      "'%s' must be %g, is %g", rows[i].text, rows[i].value,
                      value);
        ck_assert_int_eq(csv_is_empty(&field),
                         strspn(rows[i].text, " ") == strlen(rows[i].text));
    }
}
END_TEST

START_TEST(csv_columns_are_found_by_name)
{
    static const char bytes[] = "step,loss,lr,lr\n0,x,,1\n";
    static const struct {
        const char *name, *error; /* NULL: found */
    } rows[] = {
        {"step", NULL},
        {"loss", NULL},
        {"los", "--metric: in has no column 'los' (did you mean 'loss'?); "
                "it has step, loss, lr, lr"},
        {"acc", "--metric: in has no column 'acc'; it has step, loss, lr, lr"},
        {"lr", "--metric: in has several columns 'lr'; it has step, loss, lr, "
               "lr"},
    };
    struct arena arena = {0};
    struct csv csv = {.arena = &arena};
    struct error error = {0};
    double value;
    bool more;

    ck_assert(open_bytes(&csv, BYTES(bytes), &error));
    ck_assert(csv_has_names(&csv) && csv_header(&csv, &error));
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t column = 99;
        bool found =
            csv_column(&csv, "--metric", rows[i].name, &column, &error);

        ck_assert_int_eq(found, !rows[i].error);
        ck_assert(found ? column == i
                        : !strcmp(error_line(&error), rows[i].error));
    }
    ck_assert(csv_next(&csv, &more, &error) && more);
    ck_assert(csv_number(&csv, &csv.fields[0], &value, &error));
    ck_assert(!csv_number(&csv, &csv.fields[1], &value, &error));
    ck_assert_str_eq(error_line(&error), "in:2:3: must be a number, not 'x'");
    ck_assert(!csv_number(&csv, &csv.fields[2], &value, &error));
    ck_assert_str_eq(error_line(&error),
                     "in:2:5: must be a number, but the field is empty");
    ck_assert(csv_next(&csv, &more, &error) && !more);
    ck_assert(csv_next(&csv, &more, &error) && !more);
    csv_close(&csv);
    arena_free(&arena);
}
END_TEST

START_TEST(csv_files_of_bare_numbers_have_no_names)
{
    struct arena arena = {0};
    struct csv csv = {.arena = &arena};
    struct error error = {0};
    bool more;

    ck_assert(open_bytes(&csv, BYTES("0.5\n0.25\n"), &error));
    ck_assert(!csv_has_names(&csv));
    ck_assert(csv_next(&csv, &more, &error) && more);
    ck_assert_str_eq(csv.fields[0].text, "0.5");
    csv_close(&csv);
    csv = (struct csv){.arena = &arena};
    ck_assert(open_bytes(&csv, BYTES(""), &error));
    ck_assert(!csv_header(&csv, &error));
    ck_assert_str_eq(error_line(&error),
                     "in: must have a line of column names, but is empty");
    csv_close(&csv);
    arena_free(&arena);
}
END_TEST

/* Whatever the place of the buffer's end, and however large the file. */
START_TEST(csv_memory_is_that_of_a_record)
{
    enum { RECORDS = 40000 };
    char *bytes = malloc(RECORDS * 24), *end = bytes;
    struct arena arena = {0};
    struct csv csv = {.arena = &arena};
    struct error error = {0};
    size_t records = 0, text_size = 0;
    bool more = true;

    for (int i = 0; i < RECORDS; i++)
        end += sprintf(end, "%d,\"\"\"\r\n%d\",\xC3\xA4\r\n", i, i % 7);
    ck_assert(open_bytes(&csv, bytes, (size_t)(end - bytes), &error));
    while (csv_next(&csv, &more, &error) && more) {
        ck_assert_int_eq(atoi(csv.fields[0].text), (int)records);
        ck_assert_int_eq(csv.fields[1].text[3], '0' + (int)records % 7);
        ck_assert_uint_eq(csv.fields[2].line, 2 * records + 2);
        text_size = text_size ? text_size : csv.size;
        ck_assert_uint_eq(csv.size, text_size);
        records++;
    }
    ck_assert_msg(error.status == STATUS_DONE, "%s", error_line(&error));
    ck_assert_uint_eq(records, RECORDS);
    csv_close(&csv);
    arena_free(&arena);
    free(bytes);
}
END_TEST

Suite *
csv_suite(void)
{
    Suite *suite = suite_create("csv");
    TCase *tests = tcase_create("csv");

    tcase_add_test(tests, csv_records_are_taken_apart);
    tcase_add_test(tests, csv_errors_have_a_place);
    tcase_add_test(tests, csv_fields_are_numbers_or_not);
    tcase_add_test(tests, csv_columns_are_found_by_name);
    tcase_add_test(tests, csv_files_of_bare_numbers_have_no_names);
    tcase_add_test(tests, csv_memory_is_that_of_a_record);
    suite_add_tcase(suite, tests);
    return suite;
}
