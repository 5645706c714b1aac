/* hostile_text_test.c -- nothing that a user writes is run or believed, and all
 * of it is drawn as written. */
#include "tests/output/drawn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/plot/gnuplot.h"

Suite *hostile_text_suite(void);

/* A script's lines with what is quoted taken out, and the data. */
static char *
unquoted(const struct text *script)
{
    char *bare = arena_alloc(&drawn_arena, script->used + 1, 1), *to = bare;
    const char *from = script->bytes;

    while (*from) {
        const char *end = strchr(from, '\n');
        bool data = *from == '$', quoted = false;

        ck_assert_ptr_nonnull(end);
        for (; from < end; from++) {
            quoted ^= *from == '\'';
            if (!quoted && *from != '\'')
                *to++ = *from;
        }
        ck_assert_msg(!quoted, "a quote is open: %s", bare);
        *to++ = '\n';
        from++;
        if (data) {
            from = strstr(from, "\nEOD\n");
            ck_assert_ptr_nonnull(from);
            from += strlen("\nEOD\n");
        }
    }
    return bare;
}

/* In each, CANARY is where it must not be run or believed. */
static const char *const hostile[] = {
    "`touch CANARY`",
    "'; system('touch CANARY'); '",
    "''; system('touch CANARY'); ''",
    "\"; system('touch CANARY')\"",
    "$(touch CANARY)",
    "x' . system('touch CANARY') . '",
    "\nsystem('touch CANARY')\n",
    "\nEOD\nsystem('touch CANARY')\n",
    "EOD",
    "@CANARY @ARG1",
    "%s %n %CANARY %%",
    "\\'; system('touch CANARY'); \\'",
    "\\",
    "# CANARY \\",
    "{/Symbol CANARY} _{x} ^{y} {",
    "\xFF\xFE'CANARY\xC0'\x80",
    "!touch CANARY",
    "\r\n!touch CANARY\r\n",
    "</text><script>CANARY</script>",
    "<!-- CANARY ]]>",
    "'",
    "''",
    "it''s",
    "'''; system('touch CANARY'); '''",
    "a''''; system('touch CANARY')",
    "a'''''; system('touch CANARY')",
};

enum { HOSTILE = sizeof hostile / sizeof *hostile };

/* A page has its data and its own script. */
enum { PAGE_SCRIPTS = 2 };

/* The beginnings and ends of scripts, in pairs. */
static size_t
scripts_of(const char *page)
{
    size_t begun = 0, ended = 0;

    for (const char *at = page; (at = strstr(at, "<script")); at++)
        begun++;
    for (const char *at = page; (at = strstr(at, "</script")); at++)
        ended++;
    ck_assert_uint_eq(begun, ended);
    return begun;
}

START_TEST(titles_are_quoted)
{
    static const struct drawn_case given = {"title", 3, 10, drawn_decay};
    struct frame frame = drawn_frame(3);
    struct text script;
    const char *bare;

    frame.title = hostile[_i];
    script = drawn("gp", &frame, &given);
    bare = unquoted(&script);
    bare = strstr(bare, "reset\n");
    ck_assert_ptr_nonnull(bare);
    ck_assert_ptr_null(strstr(bare, "CANARY"));
    ck_assert_ptr_null(strpbrk(bare, "`@!;|\""));
    ck_assert_ptr_null(strstr(bare, "system"));
}
END_TEST

START_TEST(titles_are_not_run)
{
    static const struct drawn_case given = {"title", 3, 10, drawn_decay};
    static const char *const formats_drawn[] = {"png", "svg", "pdf", "txt",
                                                "html"};
    struct frame frame = drawn_frame(3);
    char folder[] = "/tmp/lrsim-test-XXXXXX";
    char *here = getcwd(NULL, 0);

    if (!gnuplot_available()) {
        free(here);
        return;
    }
    frame.title = hostile[_i];
    ck_assert_ptr_nonnull(here);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    for (size_t i = 0; i < 5; i++) {
        struct text picture = drawn(formats_drawn[i], &frame, &given);

        if (strcmp(formats_drawn[i], "svg") == 0)
            ck_assert_ptr_null(strstr(picture.bytes, "<script"));
        if (strcmp(formats_drawn[i], "html") == 0)
            ck_assert_uint_eq(scripts_of(picture.bytes), PAGE_SCRIPTS);
    }
    ck_assert_int_eq(chdir(here), 0);
    /* Not empty: something was run. */
    ck_assert_msg(rmdir(folder) == 0, "a title was run: %s", hostile[_i]);
    free(here);
}
END_TEST

START_TEST(names_are_not_run)
{
    static const struct drawn_case given = {"name", 3, 10, drawn_decay};
    char first[128], second[128];
    const char *const names[] = {"step", first, second};
    struct frame frame = {.count = 3, .names = names};
    struct text script;

    /* One panel with two curves. */
    snprintf(first, sizeof first, "%s1", hostile[_i]);
    snprintf(second, sizeof second, "%s2", hostile[_i]);
    script = drawn("gp", &frame, &given);
    ck_assert_ptr_null(strstr(unquoted(&script), "CANARY"));
    for (size_t i = 0; gnuplot_available() && i < 2; i++)
        drawn(i ? "svg" : "txt", &frame, &given);
}
END_TEST

/* Of runs, of the axis, and in what a page says. */
static void
hostile_summary(void *context,
                void (*add)(void *page, const char *name, const char *value),
                void *page)
{
    add(page, context, context);
}

START_TEST(runs_and_reports_are_not_run)
{
    const char *text = hostile[_i];
    const char *const names[] = {"run", text, "lr"};
    const char *const runs[] = {text, text};
    char context[128];
    const struct report report = {
        .context = context, .summary = hostile_summary, .spec = text};
    struct frame frame = {.count = 3,
                          .names = names,
                          .axis = 1,
                          .runs = runs,
                          .run_count = 2,
                          .report = &report};
    static const struct drawn_case given = {"runs", 3, 2, drawn_decay};
    struct text script = drawn("gp", &frame, &given), page;

    snprintf(context, sizeof context, "%s", text);
    ck_assert_ptr_null(strstr(strstr(unquoted(&script), "reset\n"), "CANARY"));
    if (!gnuplot_available())
        return;
    drawn("txt", &frame, &given);
    page = drawn("html", &frame, &given);
    ck_assert_uint_eq(scripts_of(page.bytes), PAGE_SCRIPTS);
    ck_assert_ptr_null(strstr(page.bytes, "<!-- CANARY"));
}
END_TEST

START_TEST(titles_are_drawn_as_written)
{
    static const struct drawn_case given = {"title", 2, 10, drawn_decay};
    static const char *const titles[] = {
        "it's @GPVAL_PWD",         "a\\'@GPVAL_PWD",
        "\"@GPVAL_PWD'@GPVAL_PWD", "a''b'''c''''d",
        "`x` $(y) {z}_2^3 ~a b",   "'",
        "%s %d %% \\n \\t",        "\\",
        "'\\'@ARG0'\\\"'@ARG0",    "# @ARG0 ! | ; ,",
    };
    struct frame frame = drawn_frame(2);

    for (size_t i = 0; gnuplot_available() && i < 10; i++) {
        struct text picture;

        frame.title = titles[i];
        picture = drawn("svg", &frame, &given);
        ck_assert_msg(strstr(picture.bytes, titles[i]), "%s", titles[i]);
    }
}
END_TEST

Suite *
hostile_text_suite(void)
{
    Suite *suite = suite_create("hostile_text");
    TCase *tests = tcase_create("hostile_text");

    tcase_add_checked_fixture(tests, drawn_begin, drawn_end);
    tcase_add_loop_test(tests, titles_are_quoted, 0, HOSTILE);
    tcase_add_loop_test(tests, titles_are_not_run, 0, HOSTILE);
    tcase_add_loop_test(tests, names_are_not_run, 0, HOSTILE);
    tcase_add_loop_test(tests, runs_and_reports_are_not_run, 0, HOSTILE);
    tcase_add_test(tests, titles_are_drawn_as_written);
    suite_add_tcase(suite, tests);
    return suite;
}
