/* picture_test.c -- whatever the rows hold, something is drawn. */
#include "tests/output/drawn.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/plot/gnuplot.h"
#include "output/plot/label.h"

Suite *picture_suite(void);

static double
constant(size_t column, long row, long rows)
{
    return row < rows ? 0.01 * (double)column : 0;
}

static double
zero(size_t column, long row, long rows)
{
    return 0 * (double)(column + (size_t)(row + rows));
}

static double
negative(size_t column, long row, long rows)
{
    return -(double)column * (double)row / (double)rows;
}

static double
diverging(size_t column, long row, long rows)
{
    return column == 1          ? 0.5
           : row + 1 == rows    ? (double)NAN
           : row > 3 * rows / 4 ? (double)INFINITY
                                : exp((double)row);
}

static double
lost_loss(size_t column, long row, long rows)
{
    return column == 1 ? (double)(row + rows) : (double)NAN;
}

static double
nothing(size_t column, long row, long rows)
{
    (void)column, (void)row, (void)rows;
    return (double)NAN;
}

static double
extreme(size_t column, long row, long rows)
{
    return row == rows / 2 ? (double)NAN
           : column == 1   ? (row % 2 ? 1e300 : -1e300)
                           : (row % 2 ? 1.7e308 : 5e-324);
}

static double
tiny(size_t column, long row, long rows)
{
    return (double)column * 1e-300 * (double)row / (double)rows;
}

static double
holes(size_t column, long row, long rows)
{
    return row % 2 ? (double)NAN : (double)((size_t)(row + rows) * column);
}

static const struct drawn_case cases[] = {
    {"constant", 2, 1000, constant},
    {"constant", 3, 1000, constant},
    {"one row", 3, 1, constant},
    {"two rows", 3, 2, drawn_decay},
    {"zero", 3, 10, zero},
    {"drawn_decay", 3, 10000, drawn_decay},
    {"negative", 3, 100, negative},
    {"diverging", 3, 100, diverging},
    {"lost loss", 3, 100, lost_loss},
    {"nothing", 3, 100, nothing},
    {"no row", 3, 0, nothing},
    {"extreme", 3, 100, extreme},
    {"tiny", 3, 100, tiny},
    {"holes", 3, 50, holes},
    {"three groups", 5, 100, drawn_decay},
    {"32 groups", 33, 100, negative},
};

enum { CASES = sizeof cases / sizeof *cases };

START_TEST(every_case_is_drawn)
{
    static const char *const names[] = {"png", "svg", "pdf",
                                        "txt", "gif", "html"};
    struct frame frame = drawn_frame(cases[_i].count);
    const struct picture_style style = {
        .frames = 3, .logx = _i % 2, .logy = _i % 3 == 0};

    frame.style = &style;
    for (size_t i = 0; gnuplot_available() && i < 6; i++) {
        struct text first = drawn(names[i], &frame, &cases[_i]);
        struct text second = drawn(names[i], &frame, &cases[_i]);

        ck_assert_uint_eq(first.used, second.used);
        ck_assert_mem_eq(first.bytes, second.bytes, first.used);
    }
}
END_TEST

START_TEST(gnuplot_warns_of_nothing)
{
    struct frame frame = drawn_frame(cases[_i].count);
    struct text script = drawn("gp", &frame, &cases[_i]);
    char name[] = "/tmp/lrsim-test-XXXXXX", command[256], said[256] = "";
    int file = mkstemp(name);
    FILE *pipe;

    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, script.bytes, script.used),
                     (ssize_t)script.used);
    close(file);
    snprintf(command, sizeof command,
             "LC_ALL=C.UTF-8 gnuplot -d -e 'set terminal png' %s 2>&1 "
             ">/dev/null",
             name);
    pipe = gnuplot_available() ? popen(command, "r") : NULL;
    if (pipe) {
        ck_assert_uint_eq(fread(said, 1, sizeof said - 1, pipe), 0);
        ck_assert_msg(pclose(pipe) == 0, "%s: %s", cases[_i].name, said);
    }
    unlink(name);
}
END_TEST

START_TEST(text_plots_fit)
{
    static const struct {
        size_t width, height;
    } sizes[] = {{79, 24}, {80, 16}, {120, 30}, {40, 12}};

    for (size_t i = 0; gnuplot_available() && i < 4; i++) {
        struct frame frame = drawn_frame(cases[_i].count);
        struct picture_style style = {.unicode = i % 2};
        size_t lines = 0;
        struct text text;

        frame.title = i % 2 ? "a title that is much too long for any of these "
                              "windows, even for the widest of all of them, "
                              "which has 120 columns or so"
                            : NULL;
        style.columns = sizes[i].width;
        style.rows = sizes[i].height;
        frame.style = &style;
        text = drawn("txt", &frame, &cases[_i]);
        ck_assert_ptr_null(strpbrk(text.bytes, "\f\033\t\r"));
        ck_assert_int_ne(text.bytes[0], '\n');
        for (char *line = text.bytes, *end; *line; line = end + 1, lines++) {
            end = strchr(line, '\n');
            ck_assert_ptr_nonnull(end);
            *end = '\0';
            ck_assert_uint_le(label_width(line), sizes[i].width);
            ck_assert(end == line || end[-1] != ' ');
        }
        ck_assert_uint_le(lines, sizes[i].height);
        ck_assert_uint_ge(lines, sizes[i].height - 2);
    }
}
END_TEST

START_TEST(loss_has_a_log_axis_by_itself)
{
    struct frame frame = drawn_frame(3);
    struct text script = drawn("gp", &frame, &cases[5]);

    ck_assert_ptr_nonnull(strstr(script.bytes, "\nset logscale y"));
    ck_assert_ptr_null(
        strstr(strstr(script.bytes, "\nset logscale y") + 1, "\nset logscale"));
    script = drawn("gp", &frame, &cases[6]);
    ck_assert_ptr_null(strstr(script.bytes, "\nset logscale y"));
    /* The rate never has one. */
    frame = drawn_frame(2);
    script = drawn("gp", &frame, &cases[5]);
    ck_assert_ptr_null(strstr(script.bytes, "\nset logscale y"));
}
END_TEST

START_TEST(panels_are_never_empty)
{
    struct frame frame = drawn_frame(3);
    struct text script = drawn("gp", &frame, &cases[8]);

    ck_assert_ptr_null(strstr(script.bytes, "'loss'"));
    ck_assert_ptr_null(strstr(script.bytes, "multiplot"));
    script = drawn("gp", &frame, &cases[9]);
    ck_assert_ptr_nonnull(strstr(script.bytes, "'no finite value'"));
}
END_TEST

START_TEST(legends_stand_where_there_is_a_choice)
{
    struct frame frame = drawn_frame(3);
    struct text script = drawn("gp", &frame, &cases[1]);

    ck_assert_ptr_null(strstr(script.bytes, "\nset arrow 10 "));
    frame = drawn_frame(5);
    script = drawn("gp", &frame, &cases[14]);
    ck_assert_ptr_nonnull(strstr(script.bytes, "\nset arrow 10 "));
    ck_assert_ptr_nonnull(strstr(script.bytes, "\nset label 11 'lr1'"));
    frame = drawn_frame(33);
    script = drawn("gp", &frame, &cases[15]);
    ck_assert_ptr_nonnull(strstr(script.bytes, "$curve0_30 << EOD"));
    ck_assert_ptr_nonnull(strstr(script.bytes, "\nset label 40 'lr30'"));
    /* Where there is no room for all names, a bar of colours says which. */
    frame.style = &(struct picture_style){.width = 400, .height = 300};
    script = drawn("gp", &frame, &cases[15]);
    ck_assert_ptr_nonnull(strstr(script.bytes, "$curve0_30 << EOD"));
    ck_assert_ptr_nonnull(strstr(script.bytes, "'lr0 to lr30 (31)'"));
    ck_assert_ptr_null(strstr(script.bytes, "\nset label 10 'lr0'"));
}
END_TEST

START_TEST(a_missing_gnuplot_is_said_at_once)
{
    struct frame frame = drawn_frame(2);
    struct text text = {.arena = &drawn_arena};
    char *path = getenv("PATH");
    char *kept = path ? arena_copy(&drawn_arena, path, strlen(path)) : NULL;
    struct output output;

    setenv("PATH", "/nonexistent::/dev/null", 1);
    ck_assert(!gnuplot_available());
    ck_assert(!output_begin(&output, format_find("png"), &frame, &text,
                            &drawn_arena, &drawn_error));
    ck_assert_int_eq(drawn_error.status, STATUS_OUTPUT);
    ck_assert_ptr_nonnull(
        strstr(error_line(&drawn_error), "apt-get install gnuplot-nox"));
    ck_assert(output_begin(&output, format_find("gp"), &frame, &text,
                           &drawn_arena, &drawn_error));
    if (kept)
        setenv("PATH", kept, 1);
}
END_TEST

START_TEST(what_gnuplot_says_is_shown)
{
    struct text picture = {.arena = &drawn_arena},
                script = {.arena = &drawn_arena};

    if (!gnuplot_available())
        return;
    text_string(&script, "set terminal nonsense\n");
    ck_assert(!gnuplot_run(&script, &picture, &drawn_arena, &drawn_error));
    ck_assert_int_eq(drawn_error.status, STATUS_OUTPUT);
    ck_assert_ptr_nonnull(
        strstr(error_line(&drawn_error), "unknown or ambiguous terminal"));
    script.used = 0;
    text_string(&script, "set terminal png\n");
    ck_assert(!gnuplot_run(&script, &picture, &drawn_arena, &drawn_error));
    ck_assert_str_eq(error_line(&drawn_error),
                     "gnuplot failed: it drew nothing");
}
END_TEST

Suite *
picture_suite(void)
{
    Suite *suite = suite_create("picture");
    TCase *tests = tcase_create("picture");

    if (!gnuplot_available())
        puts("picture: gnuplot is not installed, so nothing is drawn");
    tcase_add_checked_fixture(tests, drawn_begin, drawn_end);
    tcase_add_loop_test(tests, every_case_is_drawn, 0, CASES);
    tcase_add_loop_test(tests, gnuplot_warns_of_nothing, 0, CASES);
    tcase_add_loop_test(tests, text_plots_fit, 0, CASES);
    tcase_add_test(tests, loss_has_a_log_axis_by_itself);
    tcase_add_test(tests, panels_are_never_empty);
    tcase_add_test(tests, legends_stand_where_there_is_a_choice);
    tcase_add_test(tests, a_missing_gnuplot_is_said_at_once);
    tcase_add_test(tests, what_gnuplot_says_is_shown);
    suite_add_tcase(suite, tests);
    return suite;
}
