/* pdf_test.c -- PDFs of all versions of cairo lose the time of day. */
#include "output/plot/pdf.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "output/plot/inflate.h"

Suite *pdf_suite(void);

static struct arena arena;

static void
teardown(void)
{
    arena_free(&arena);
}

/* Inflate. What Python's zlib packs, a block of each kind. */

static const char words[] = "one two one two one two one two three";
static const char stored[] =
    "\x78\x01\x01\x25\x00\xda\xff\x6f\x6e\x65\x20\x74\x77\x6f\x20\x6f\x6e"
    "\x65\x20\x74\x77\x6f\x20\x6f\x6e\x65\x20\x74\x77\x6f\x20\x6f\x6e\x65"
    "\x20\x74\x77\x6f\x20\x74\x68\x72\x65\x65\xff\xaa\x0d\x89";
static const char fixed[] =
    "\x78\x01\xcb\xcf\x4b\x55\x28\x29\xcf\x57\xc8\xc7\x41\x97\x64\x14\xa5"
    "\xa6\x02\x00\xff\xaa\x0d\x89";
/* The squares of 0 to 119 modulo 97, each with a blank behind. */
static const char squares[] =
    "\x78\xda\xa5\x90\x89\x0d\x44\x21\x08\x05\x5b\x99\x12\x3e\xa0\xa8\xfd"
    "\x37\xb6\xa3\x2d\x6c\x62\x8c\xc7\x3b\xf9\x08\x06\x87\x68\x72\x52\xcd"
    "\x38\xf4\x60\x07\x45\x0e\xc6\x62\x25\x49\x05\x9d\x1c\x11\xc5\xfa\x88"
    "\x64\x16\x47\xb4\x5c\x05\x3c\x0f\xe6\xc7\xa6\x27\xb9\xd8\x9b\x39\xc8"
    "\x64\xab\xa6\xd4\x24\x82\xdd\xb4\x8c\x4d\x25\x21\x92\x53\xec\xc9\x3a"
    "\x2c\xf7\x7a\xeb\x5d\x7d\xf4\xab\x2f\x48\xa8\x04\x69\x92\xe3\x09\x29"
    "\xa7\xa8\xd2\x1a\x68\xa3\x99\x96\xfb\x9a\x1b\xe1\x06\x89\x17\xaa\x6f"
    "\x40\x63\x1a\xd6\xc8\x06\xef\x57\x22\x6f\x1d\x4b\x59\xad\x6e\x49\xab"
    "\x5a\xb8\x5e\x79\x47\x70\x9c\x45\xf0\xfd\x37\x93\x1f\xef\x57\x3b\xfe";

static struct text
expected_squares(void)
{
    struct text text = {.arena = &arena};

    for (int i = 0; i < 120; i++)
        text_format(&text, "%d ", i * i % 97);
    return text;
}

START_TEST(blocks_of_all_kinds_are_unpacked)
{
    const struct text expected = expected_squares();
    struct text text = {.arena = &arena};

    ck_assert(inflate(&text, stored, sizeof stored - 1));
    ck_assert(inflate(&text, fixed, sizeof fixed - 1));
    ck_assert_uint_eq(text.used, 2 * strlen(words));
    ck_assert_mem_eq(text.bytes, words, strlen(words));
    ck_assert_mem_eq(text.bytes + strlen(words), words, strlen(words));
    text.used = 0;
    ck_assert(inflate(&text, squares, sizeof squares - 1));
    ck_assert_uint_eq(text.used, expected.used);
    ck_assert_mem_eq(text.bytes, expected.bytes, expected.used);
}
END_TEST

/* All but the last four bytes, the checksum, is needed. */
START_TEST(what_ends_too_early_is_refused)
{
    for (size_t i = 0; i < sizeof squares - 5; i++) {
        struct text text = {.arena = &arena};

        ck_assert_msg(!inflate(&text, squares, i), "%zu bytes", i);
    }
}
END_TEST

/* Any byte may be wrong: then less or other text comes, or none. */
START_TEST(broken_streams_do_no_harm)
{
    char bytes[sizeof squares];

    for (size_t i = 0; i < 8 * (sizeof squares - 1); i++) {
        struct text text = {.arena = &arena};

        memcpy(bytes, squares, sizeof squares);
        bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
        inflate(&text, bytes, sizeof squares - 1);
        ck_assert_uint_lt(text.used, 100000);
    }
}
END_TEST

/* PDF. */

static const char plain_start[] = "%PDF-1.5\n%\xb5\xed\xae\xfb\n";

/* The packed objects 2 and 3 in one stored block, its length in object 5. */
static struct text
packed_pdf(const char *date)
{
    struct text inner = {.arena = &arena}, pdf = {.arena = &arena};
    char head[2];

    text_format(&inner,
                "2 0 3 55 \n<< /Producer (x)\n /CreationDate (D:%sZ)\n>>\n"
                "<< /Type /Catalog >>\n",
                date);
    text_string(&pdf, plain_start);
    text_string(&pdf, "1 0 obj\n<< /Length 9 >>\nstream\n1 0 obj\n\n"
                      "endstream\nendobj\n"
                      "4 0 obj\n<< /Type /ObjStm\n   /Length 5 0 R\n   /N 2\n"
                      "   /First 10\n>>\nstream\n");
    head[0] = (char)(inner.used & 255);
    head[1] = (char)(inner.used >> 8);
    text_add(&pdf, "\x78\x01\x01", 3);
    text_add(&pdf, head, 2);
    text_add(&pdf, "??", 2);
    text_add(&pdf, inner.bytes, inner.used);
    text_string(&pdf, "????\nendstream\nendobj\n"
                      "5 0 obj\n   87\nendobj\n"
                      "6 0 obj\n<< /Type /XRef\n   /Size 7\n   /Root 3 0 R\n"
                      "   /Info 2 0 R\n>>\nstream\n?\nendstream\nendobj\n"
                      "startxref\n0\n%%EOF\n");
    return pdf;
}

static const char unpacked[] =
    "1 0 obj\n<< /Length 9 >>\nstream\n1 0 obj\n\nendstream\nendobj\n"
    "2 0 obj\n<< /Producer (x)\n /CreationDate (D:19700101000000Z)\n>>\n\n"
    "endobj\n"
    "3 0 obj\n<< /Type /Catalog >>\n\nendobj\n"
    "xref\n0 7\n"
    "0000000000 65535 f \n"
    "0000000015 00000 n \n"
    "0000000072 00000 n \n"
    "0000000143 00000 n \n"
    "0000000000 65535 f \n"
    "0000000000 65535 f \n"
    "0000000000 65535 f \n"
    "trailer\n<< /Size 7\n   /Root 3 0 R\n   /Info 2 0 R\n>>\n"
    "startxref\n180\n%%EOF\n";

START_TEST(a_packed_date_is_unpacked)
{
    struct text pdf = packed_pdf("20261130085015");
    size_t start = strlen(plain_start);

    ck_assert(pdf_forget_date(&pdf));
    ck_assert_mem_eq(pdf.bytes, plain_start, start);
    text_end(&pdf);
    ck_assert_str_eq(pdf.bytes + start, unpacked);
}
END_TEST

START_TEST(a_plain_date_is_replaced)
{
    struct text pdf = {.arena = &arena};

    text_string(&pdf, "%PDF-1.5\n<< /CreationDate (D:20261130085015Z) >>\n");
    ck_assert(pdf_forget_date(&pdf));
    text_end(&pdf);
    ck_assert_str_eq(pdf.bytes,
                     "%PDF-1.5\n<< /CreationDate (D:19700101000000Z) >>\n");
}
END_TEST

/* Cut anywhere, it is as it was, or ends where the copy ends. */
START_TEST(what_is_no_pdf_stays)
{
    const struct text whole = packed_pdf("20261130085015");

    for (size_t i = 0; i < whole.used - 21; i++) {
        struct text pdf = {.arena = &arena};

        text_add(&pdf, whole.bytes, i);
        ck_assert(pdf_forget_date(&pdf));
        ck_assert_msg(strstr(pdf.bytes, "xref\n0 7") == NULL, "%zu bytes", i);
    }
}
END_TEST

Suite *
pdf_suite(void)
{
    Suite *suite = suite_create("pdf");
    TCase *tests = tcase_create("laws");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, blocks_of_all_kinds_are_unpacked);
    tcase_add_test(tests, what_ends_too_early_is_refused);
    tcase_add_test(tests, broken_streams_do_no_harm);
    tcase_add_test(tests, a_packed_date_is_unpacked);
    tcase_add_test(tests, a_plain_date_is_replaced);
    tcase_add_test(tests, what_is_no_pdf_stays);
    suite_add_tcase(suite, tests);
    return suite;
}
