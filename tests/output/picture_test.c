/* picture_test.c -- whatever the rows hold, something is drawn. */
#include "tests/output/drawn.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/plot/gnuplot.h"
#include "output/plot/label.h"
#include "output/plot/png.h"

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
            ck_assert_uint_le(text_width(line), sizes[i].width);
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

/* Names of runs, three of 200 characters that begin alike or not. */
static const char *
long_name(const char *piece, size_t run)
{
    struct text name = {.arena = &drawn_arena};

    text_format(&name, "%zu", run);
    for (size_t i = 0; i < 200; i++)
        text_string(&name, piece);
    return text_end(&name);
}

static const struct {
    size_t width, height;
} sizes[] = {{400, 300}, {800, 480}, {1200, 800}, {2400, 1600}};
enum { SIZES = sizeof sizes / sizeof *sizes };

/* Whether the pixels of a frame so many wide around a picture are alike. */
static bool
has_empty_border(const struct png_image *image, size_t wide)
{
    for (size_t y = 0; y < image->height; y++)
        for (size_t x = 0; x < image->width; x++) {
            bool inside = x >= wide && y >= wide && x + wide < image->width &&
                          y + wide < image->height;
            size_t at = (y * image->width + x) * PNG_CHANNELS;

            if (!inside &&
                memcmp(image->pixels + at, image->pixels, PNG_CHANNELS) != 0)
                return false;
        }
    return true;
}

static struct text
draw_runs(const char *format, const char *piece,
          const struct picture_style *style)
{
    enum { RUNS = 5, STEPS = 20 };
    static const char *const names[] = {"run", "step", "lr", "loss"};
    const char *runs[RUNS];
    struct frame frame = {.title = long_name(piece, 0),
                          .count = 4,
                          .names = names,
                          .axis = 1,
                          .runs = runs,
                          .run_count = RUNS,
                          .style = style};
    struct text picture = {.arena = &drawn_arena};
    struct output output;

    for (size_t r = 0; r < RUNS; r++)
        runs[r] = long_name(piece, r);
    ck_assert(output_begin(&output, format_find(format), &frame, &picture,
                           &drawn_arena, &drawn_error));
    for (size_t i = 0; i < RUNS * STEPS; i++) {
        size_t step = i % STEPS;
        double row[] = {(double)(i / STEPS), (double)step * 123456,
                        1e-5 * (double)(step + 1), exp(-(double)step)};

        output_row(&output, row);
    }
    ck_assert_msg(output_end(&output), "%s", error_line(&drawn_error));
    text_end(&picture);
    return picture;
}

/* Names in letters that the usual font has; without a font for the others,
 * pango draws boxes of any size. */
START_TEST(nothing_leaves_a_picture)
{
    static const char *const pieces[] = {"W", "e\xCC\x81", "(a) "};
    const struct picture_style style = {.width = sizes[_i].width,
                                        .height = sizes[_i].height};

    for (size_t i = 0; gnuplot_available() && i < 3; i++) {
        struct text picture = draw_runs("png", pieces[i], &style);
        struct png_image image;
        size_t used;

        ck_assert(
            png_read(picture.bytes, picture.used, &image, &used, &drawn_arena));
        ck_assert_uint_eq(image.width, style.width);
        ck_assert_msg(has_empty_border(&image, 2), "%s at %zux%zu", pieces[i],
                      style.width, style.height);
    }
}
END_TEST

/* A CJK character is as wide as the font is high. */
START_TEST(wide_characters_leave_no_picture)
{
    enum { FONT = 13, BYTES = 3 };
    static const char *const wide = "\xE4\xB8\x96";
    const struct picture_style style = {.width = sizes[_i].width,
                                        .height = sizes[_i].height};
    struct text picture;

    if (!gnuplot_available())
        return;
    picture = draw_runs("svg", wide, &style);
    for (const char *at = strstr(picture.bytes, "<text>"); at;
         at = strstr(at, "<text>")) {
        size_t count = 0;

        at += strlen("<text>");
        for (; *at != '\0' && strncmp(at, "</text>", 7) != 0; at++)
            count += strncmp(at, wide, BYTES) == 0;
        ck_assert_uint_le(count * FONT, style.width);
    }
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
    tcase_add_loop_test(tests, nothing_leaves_a_picture, 0, SIZES);
    tcase_add_loop_test(tests, wide_characters_leave_no_picture, 0, SIZES);
    suite_add_tcase(suite, tests);
    return suite;
}
