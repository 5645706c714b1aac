/* picture_test.c -- the laws of pictures: no spike is lost, nothing that a
   user writes is run, and whatever the rows hold, something is drawn. */
#include "output/plot/formats.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/plot/gnuplot.h"
#include "output/plot/label.h"
#include "output/plot/axis.h"

Suite *picture_suite(void);

enum { LONG = 1000000, MOST_POINTS = CURVE_POINTS + 4, COLUMNS = 33 };

static struct arena arena;
static struct error error;

static void
setup(void)
{
    error = (struct error){.status = STATUS_DONE};
}

static void
teardown(void)
{
    arena_free(&arena);
}

/* Curves. */

static struct curve
curve_of(long rows, double (*value)(long))
{
    struct curve curve;

    ck_assert(curve_begin(&curve, false, &arena));
    for (long i = 0; i < rows; i++)
        curve_add(&curve, (double)i, value(i));
    curve_end(&curve);
    return curve;
}

static double
jagged(long i)
{
    return i % 7 == 3 ? (double)INFINITY : (double)((i * 7919) % 1000);
}

START_TEST(short_curves_are_kept_exactly)
{
    static const long lengths[] = {1, 2, 3, 5, CURVE_POINTS - 1, CURVE_POINTS};
    long rows = lengths[_i];
    struct curve curve = curve_of(rows, jagged);

    ck_assert_uint_eq(curve.count, (size_t)rows);
    for (long i = 0; i < rows; i++) {
        struct point point = curve.points[i];

        ck_assert_double_eq(point.step, (double)i);
        if (isfinite(jagged(i)))
            ck_assert_double_eq(point.value, jagged(i));
        else
            ck_assert_double_nan(point.value);
    }
}
END_TEST

static long spike; /* the row of it */

static double
spiked(long i)
{
    return i == spike ? -1e9 : i == LONG - 2 - spike ? 1e9 : sin((double)i);
}

static bool
holds(const struct curve *curve, double step, double value)
{
    for (size_t i = 0; i < curve->count; i++)
        if (curve->points[i].step == step && curve->points[i].value == value)
            return true;
    return false;
}

START_TEST(long_curves_keep_ends_and_spikes)
{
    static const long places[] = {0, 1, 4097, 123456, 499990, LONG - 3};
    struct curve curve;

    spike = places[_i];
    curve = curve_of(LONG, spiked);
    ck_assert_uint_le(curve.count, MOST_POINTS);
    ck_assert_uint_ge(curve.count, CURVE_POINTS / 2);
    ck_assert(holds(&curve, (double)spike, -1e9));
    ck_assert(holds(&curve, (double)(LONG - 2 - spike), 1e9));
    ck_assert(holds(&curve, 0, spiked(0)));
    ck_assert(holds(&curve, LONG - 1, spiked(LONG - 1)));
    for (size_t i = 1; i < curve.count; i++)
        ck_assert_double_gt(curve.points[i].step, curve.points[i - 1].step);
}
END_TEST

static double
half_lost(long i)
{
    return i >= LONG / 2 || i % 2 == 1 ? (double)NAN : (double)i;
}

START_TEST(what_is_not_finite_hides_nothing_else)
{
    struct curve curve = curve_of(LONG, half_lost);
    size_t finite = 0;

    ck_assert(holds(&curve, LONG / 2 - 2, LONG / 2 - 2));
    for (size_t i = 0; i < curve.count; i++) {
        finite += isnan(curve.points[i].value) ? 0 : 1;
        ck_assert(isnan(curve.points[i].value) ||
                  curve.points[i].step < LONG / 2);
        if (curve.points[i].step > LONG / 2 + LONG / 1000)
            ck_assert_double_nan(curve.points[i].value);
    }
    ck_assert_uint_ge(finite, CURVE_POINTS / 8);
}
END_TEST

START_TEST(log_steps_keep_ends_spikes_and_the_first_rows)
{
    struct curve curve;

    spike = 700000;
    ck_assert(curve_begin(&curve, true, &arena));
    for (long i = 0; i < LONG; i++)
        curve_add(&curve, (double)i, spiked(i));
    curve_end(&curve);
    ck_assert_uint_le(curve.count, MOST_POINTS);
    ck_assert_int_eq(curve.left, 1);
    ck_assert(holds(&curve, (double)spike, -1e9));
    ck_assert(holds(&curve, LONG - 1, spiked(LONG - 1)));
    for (long i = 1; i < 20; i++)
        ck_assert(holds(&curve, (double)i, spiked(i)));
}
END_TEST

START_TEST(thin_curves_keep_ends_and_spikes)
{
    struct curve curve;
    struct point *thin;
    size_t columns = _i ? 100 : 700, count;

    spike = 123456;
    curve = curve_of(LONG, spiked);
    thin = arena_alloc(&arena, curve.count, sizeof *thin);
    count = curve_thin(&curve, 0, LONG - 1, columns, thin);
    ck_assert_uint_le(count, 2 * columns + 4);
    curve.points = thin;
    curve.count = count;
    ck_assert(holds(&curve, (double)spike, -1e9));
    ck_assert(holds(&curve, (double)(LONG - 2 - spike), 1e9));
    ck_assert(holds(&curve, 0, spiked(0)));
    ck_assert(holds(&curve, LONG - 1, spiked(LONG - 1)));
}
END_TEST

START_TEST(steps_may_go_back)
{
    struct curve curve;

    ck_assert(curve_begin(&curve, _i, &arena));
    for (long i = 0; i < 5000; i++)
        curve_add(&curve, 2 + sin((double)i), (double)i);
    curve_end(&curve);
    ck_assert_uint_le(curve.count, MOST_POINTS);
    ck_assert(holds(&curve, 2, 0));
    ck_assert(holds(&curve, 2 + sin(4999), 4999));
}
END_TEST

START_TEST(what_a_log_axis_cannot_show_is_counted)
{
    static const double values[] = {3, 0, -1, NAN, INFINITY, 0.5, -INFINITY};
    struct curve curve;

    ck_assert(curve_begin(&curve, false, &arena));
    for (size_t i = 0; i < 7; i++)
        curve_add(&curve, (double)i, values[i]);
    curve_end(&curve);
    ck_assert_int_eq(curve.below, 2);
    ck_assert_int_eq(curve.lost, 3);
    ck_assert_double_eq(curve.least, 0.5);
}
END_TEST

/* Axes. */

static const struct {
    double low, high;
    bool log; /* that it may be, and is */
} axes[] = {
    {1e-5, 24, true},
    {0.1, 10.1, true},
    {5e-324, 1.7e308, true},
    {1, 1e300, true},
    {1e-300, 1e-200, true},
    {0.1, 10, false},
    {0, 24, false},
    {-1e-9, 24, false},
    {0.01, 0.01, false},
    {0, 0, false},
    {-3, -3, false},
    {1e-300, 1e-300, false},
    {5e-324, 5e-324, false},
    {-1e300, 1e300, false},
    {-1.7e308, 1.7e308, false},
    {1.7e308, 1.7e308, false},
    {-1e-300, 2e-300, false},
    {0.1, 0.1 + 1e-17, false},
    {1, 1.0000001, false},
    {-0.05, 0.05, false},
    {3e-4, 1e-3, false},
    {123456, 123457, false},
};

enum { AXES = sizeof axes / sizeof *axes };

/* The number of labels in "set ytics (1, 2, '0' 0)". */
static size_t
tics(const struct scale *scale)
{
    struct text text = {.arena = &arena};
    const char *list;
    size_t count = 1;

    scale_print(scale, "y", true, &text);
    text_end(&text);
    list = strstr(text.bytes, "set ytics (");
    ck_assert_ptr_nonnull(list);
    for (list += strlen("set ytics ("); *list != ')'; list++)
        count += *list == ',';
    return list[-1] == '(' ? 0 : count;
}

START_TEST(axes_hold_their_values_and_some_tics)
{
    double low = fmax(axes[_i].low, -4e307), high = fmin(axes[_i].high, 4e307);

    for (size_t most = 2; most <= 6; most++) {
        struct scale scale =
            scale_values(axes[_i].low, axes[_i].high, true, most);
        double slack = 1e-8 * (scale.high - scale.low);

        ck_assert_int_eq(scale.log, axes[_i].log);
        ck_assert(isfinite(scale.low) && isfinite(scale.high));
        ck_assert_double_lt(scale.low, scale.high);
        ck_assert(scale.log || scale.low - slack <= low);
        ck_assert(scale.log || scale.high + slack >= high);
        ck_assert_uint_ge(tics(&scale), 1 + !scale.log);
        ck_assert_uint_le(tics(&scale), most + 2);
        ck_assert_uint_le(scale.width, 18);
        ck_assert(!scale_values(low, high, false, most).log);
    }
}
END_TEST

START_TEST(steps_have_whole_tics)
{
    static const double lasts[] = {0, 1, 2, 7, 10, 1000, 12345, 1e8, 0x1p53};
    struct scale scale = scale_steps(0, lasts[_i], true, 8);

    ck_assert_str_eq(scale.format, "%.0f");
    ck_assert_int_ge(scale.exponent, 0);
    ck_assert_uint_ge(tics(&scale), lasts[_i] > 0 ? 2 : 1);
    ck_assert_uint_le(tics(&scale), 9);
}
END_TEST

/* Labels. */

static const struct {
    const char *text, *clean;
    size_t width;
} labels[] = {
    {"plain", "plain", 5},
    {"too long", "too \xE2\x80\xA6", 5},
    {"a\nb\tc\033d\x7F", "a b c d ", 20},
    {"\xC3\xA9\xC3\xA9\xC3\xA9", "\xC3\xA9\xC3\xA9\xC3\xA9", 3},
    {"\xC3\xA9\xC3\xA9\xC3\xA9", "\xC3\xA9\xE2\x80\xA6", 2},
    {"\xE4\xB8\x96\xE7\x95\x8C", "\xE4\xB8\x96\xE7\x95\x8C", 4},
    {"\xE4\xB8\x96\xE7\x95\x8C", "\xE4\xB8\x96\xE2\x80\xA6", 3},
    {"\xFF\xC3(\xED\xA0\x80", "\?\?(\?\?\?", 20},
    {"a\xC2\x9B"
     "b\xE2\x80\xAE"
     "c\xEF\xBF\xBF",
     "a b c?", 20},
    {"", "", 5},
};

START_TEST(labels_are_one_clean_line)
{
    char *label =
        label_clean(labels[_i].text, labels[_i].width, "\xE2\x80\xA6", &arena);

    ck_assert_str_eq(label, labels[_i].clean);
    ck_assert_uint_le(label_width(label), labels[_i].width);
}
END_TEST

/* Pictures. */

struct picture_case {
    const char *name;
    size_t count; /* of the columns */
    long rows;
    double (*value)(size_t column, long row, long rows);
};

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
decaying(size_t column, long row, long rows)
{
    return exp(-14 * (double)row / (double)rows) / (double)column;
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

static const struct picture_case cases[] = {
    {"constant", 2, 1000, constant},
    {"constant", 3, 1000, constant},
    {"one row", 3, 1, constant},
    {"two rows", 3, 2, decaying},
    {"zero", 3, 10, zero},
    {"decaying", 3, 10000, decaying},
    {"negative", 3, 100, negative},
    {"diverging", 3, 100, diverging},
    {"lost loss", 3, 100, lost_loss},
    {"nothing", 3, 100, nothing},
    {"no row", 3, 0, nothing},
    {"extreme", 3, 100, extreme},
    {"tiny", 3, 100, tiny},
    {"holes", 3, 50, holes},
    {"three groups", 5, 100, decaying},
    {"32 groups", 33, 100, negative},
};

enum { CASES = sizeof cases / sizeof *cases };

/* The frame has step; then lr, or lr0, lr1, …; then loss. */
static struct frame
frame_of(size_t count)
{
    static char names[COLUMNS][8];
    static const char *list[COLUMNS];

    list[0] = "step";
    for (size_t i = 1; i < count; i++) {
        snprintf(names[i], sizeof names[i], count > 3 ? "lr%zu" : "lr", i - 1);
        list[i] = names[i];
    }
    if (count > 2)
        list[count - 1] = "loss";
    return (struct frame){.count = count, .names = list};
}

/* What the format makes of a case, with a NUL behind; fails the test where
 * that is nothing. */
static struct text
draw(const char *format, const struct frame *frame,
     const struct picture_case *given)
{
    struct stream *stream = arena_alloc(&arena, 1, sizeof *stream);
    struct output output;
    bool good;

    ck_assert_ptr_nonnull(stream);
    stream->text.arena = &arena;
    good = output_begin(&output, format_find(format), frame, stream, &arena,
                        &error);
    for (long row = 0; good && row < given->rows; row++) {
        double values[COLUMNS] = {(double)row};

        for (size_t i = 1; i < frame->count; i++)
            values[i] = given->value(i, row, given->rows);
        output_row(&output, values);
    }
    good = good && output_end(&output);
    ck_assert_msg(good, "%s of %s: %s", format, given->name, error.text);
    ck_assert_msg(stream->text.used > 0, "%s of %s", format, given->name);
    text_end(&stream->text);
    return stream->text;
}

/* A script's lines with what is quoted taken out, and the data. */
static char *
unquoted(const struct text *script)
{
    char *bare = arena_alloc(&arena, script->used + 1, 1), *to = bare;
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

/* In each, CANARY stands where it must not be run or believed. */
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

START_TEST(titles_are_quoted)
{
    static const struct picture_case given = {"title", 3, 10, decaying};
    struct frame frame = frame_of(3);
    struct text script;
    const char *bare;

    frame.title = hostile[_i];
    script = draw("gp", &frame, &given);
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
    static const struct picture_case given = {"title", 3, 10, decaying};
    static const char *const formats_drawn[] = {"png", "svg", "pdf", "txt",
                                                "html"};
    struct frame frame = frame_of(3);
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
        struct text picture = draw(formats_drawn[i], &frame, &given);

        if (strcmp(formats_drawn[i], "svg") == 0 ||
            strcmp(formats_drawn[i], "html") == 0)
            ck_assert_ptr_null(strstr(picture.bytes, "<script"));
    }
    ck_assert_int_eq(chdir(here), 0);
    /* Not empty: something was run. */
    ck_assert_msg(rmdir(folder) == 0, "a title was run: %s", hostile[_i]);
    free(here);
}
END_TEST

START_TEST(names_are_not_run)
{
    static const struct picture_case given = {"name", 3, 10, decaying};
    char first[128], second[128];
    const char *const names[] = {"step", first, second};
    struct frame frame = {.count = 3, .names = names};
    struct text script;

    /* One panel with two curves. */
    snprintf(first, sizeof first, "%s1", hostile[_i]);
    snprintf(second, sizeof second, "%s2", hostile[_i]);
    script = draw("gp", &frame, &given);
    ck_assert_ptr_null(strstr(unquoted(&script), "CANARY"));
    for (size_t i = 0; gnuplot_available() && i < 2; i++)
        draw(i ? "svg" : "txt", &frame, &given);
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
    const struct report report = {context, hostile_summary, text};
    struct frame frame = {.count = 3,
                          .names = names,
                          .axis = 1,
                          .runs = runs,
                          .run_count = 2,
                          .report = &report};
    static const struct picture_case given = {"runs", 3, 2, constant};
    struct text script = draw("gp", &frame, &given), page;

    snprintf(context, sizeof context, "%s", text);
    ck_assert_ptr_null(strstr(strstr(unquoted(&script), "reset\n"), "CANARY"));
    if (!gnuplot_available())
        return;
    draw("txt", &frame, &given);
    page = draw("html", &frame, &given);
    ck_assert_ptr_null(strstr(page.bytes, "<script"));
    ck_assert_ptr_null(strstr(page.bytes, "<!-- CANARY"));
}
END_TEST

START_TEST(titles_are_drawn_as_written)
{
    static const struct picture_case given = {"title", 2, 10, decaying};
    static const char *const titles[] = {
        "it's @GPVAL_PWD",         "a\\'@GPVAL_PWD",
        "\"@GPVAL_PWD'@GPVAL_PWD", "a''b'''c''''d",
        "`x` $(y) {z}_2^3 ~a b",   "'",
        "%s %d %% \\n \\t",        "\\",
        "'\\'@ARG0'\\\"'@ARG0",    "# @ARG0 ! | ; ,",
    };
    struct frame frame = frame_of(2);

    for (size_t i = 0; gnuplot_available() && i < 10; i++) {
        struct text picture;

        frame.title = titles[i];
        picture = draw("svg", &frame, &given);
        ck_assert_msg(strstr(picture.bytes, titles[i]), "%s", titles[i]);
    }
}
END_TEST

START_TEST(every_case_is_drawn)
{
    static const char *const names[] = {"png", "svg", "pdf",
                                        "txt", "gif", "html"};
    struct frame frame = frame_of(cases[_i].count);
    const struct look look = {.frames = 3, .logx = _i % 2, .logy = _i % 3 == 0};

    frame.look = &look;
    for (size_t i = 0; gnuplot_available() && i < 6; i++) {
        struct text first = draw(names[i], &frame, &cases[_i]);
        struct text second = draw(names[i], &frame, &cases[_i]);

        ck_assert_uint_eq(first.used, second.used);
        ck_assert_mem_eq(first.bytes, second.bytes, first.used);
    }
}
END_TEST

START_TEST(gnuplot_warns_of_nothing)
{
    struct frame frame = frame_of(cases[_i].count);
    struct text script = draw("gp", &frame, &cases[_i]);
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
        struct frame frame = frame_of(cases[_i].count);
        struct look look = {.unicode = i % 2};
        size_t lines = 0;
        struct text text;

        frame.title = i % 2 ? "a title that is much too long for any of these "
                              "windows, even for the widest of all of them, "
                              "which has 120 columns or so"
                            : NULL;
        look.columns = sizes[i].width;
        look.rows = sizes[i].height;
        frame.look = &look;
        text = draw("txt", &frame, &cases[_i]);
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
    struct frame frame = frame_of(3);
    struct text script = draw("gp", &frame, &cases[5]);

    ck_assert_ptr_nonnull(strstr(script.bytes, "\nset logscale y"));
    ck_assert_ptr_null(
        strstr(strstr(script.bytes, "\nset logscale y") + 1, "\nset logscale"));
    script = draw("gp", &frame, &cases[6]);
    ck_assert_ptr_null(strstr(script.bytes, "\nset logscale y"));
    /* The rate never has one. */
    frame = frame_of(2);
    script = draw("gp", &frame, &cases[5]);
    ck_assert_ptr_null(strstr(script.bytes, "\nset logscale y"));
}
END_TEST

START_TEST(panels_are_never_empty)
{
    struct frame frame = frame_of(3);
    struct text script = draw("gp", &frame, &cases[8]);

    ck_assert_ptr_null(strstr(script.bytes, "'loss'"));
    ck_assert_ptr_null(strstr(script.bytes, "multiplot"));
    script = draw("gp", &frame, &cases[9]);
    ck_assert_ptr_nonnull(strstr(script.bytes, "'no finite value'"));
}
END_TEST

START_TEST(legends_stand_where_there_is_a_choice)
{
    struct frame frame = frame_of(3);
    struct text script = draw("gp", &frame, &cases[1]);

    ck_assert_ptr_null(strstr(script.bytes, "\nset arrow 10 "));
    frame = frame_of(5);
    script = draw("gp", &frame, &cases[14]);
    ck_assert_ptr_nonnull(strstr(script.bytes, "\nset arrow 10 "));
    ck_assert_ptr_nonnull(strstr(script.bytes, "\nset label 11 'lr1'"));
    frame = frame_of(33);
    script = draw("gp", &frame, &cases[15]);
    ck_assert_ptr_nonnull(strstr(script.bytes, "$curve0_30 << EOD"));
    ck_assert_ptr_nonnull(strstr(script.bytes, "\nset label 40 'lr30'"));
    /* Where there is no room for all names, a bar of colours says which. */
    frame.look = &(struct look){.width = 400, .height = 300};
    script = draw("gp", &frame, &cases[15]);
    ck_assert_ptr_nonnull(strstr(script.bytes, "$curve0_30 << EOD"));
    ck_assert_ptr_nonnull(strstr(script.bytes, "'lr0 to lr30 (31)'"));
    ck_assert_ptr_null(strstr(script.bytes, "\nset label 10 'lr0'"));
}
END_TEST

START_TEST(a_missing_gnuplot_is_said_at_once)
{
    struct frame frame = frame_of(2);
    struct stream stream = {.text = {.arena = &arena}};
    char *path = getenv("PATH");
    char *kept = path ? arena_copy(&arena, path, strlen(path)) : NULL;
    struct output output;

    setenv("PATH", "/nonexistent::/dev/null", 1);
    ck_assert(!gnuplot_available());
    ck_assert(!output_begin(&output, format_find("png"), &frame, &stream,
                            &arena, &error));
    ck_assert_int_eq(error.status, STATUS_OUTPUT);
    ck_assert_ptr_nonnull(strstr(error.text, "apt-get install gnuplot-nox"));
    ck_assert(output_begin(&output, format_find("gp"), &frame, &stream, &arena,
                           &error));
    if (kept)
        setenv("PATH", kept, 1);
}
END_TEST

START_TEST(what_gnuplot_says_is_shown)
{
    struct text picture = {.arena = &arena}, script = {.arena = &arena};

    if (!gnuplot_available())
        return;
    text_string(&script, "set terminal nonsense\n");
    ck_assert(!gnuplot_run(&script, &picture, &arena, &error));
    ck_assert_int_eq(error.status, STATUS_OUTPUT);
    ck_assert_ptr_nonnull(strstr(error.text, "unknown or ambiguous terminal"));
    script.used = 0;
    text_string(&script, "set terminal png\n");
    ck_assert(!gnuplot_run(&script, &picture, &arena, &error));
    ck_assert_str_eq(error.text, "gnuplot failed: it drew nothing");
}
END_TEST

Suite *
picture_suite(void)
{
    Suite *suite = suite_create("picture");
    TCase *tests = tcase_create("laws");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, short_curves_are_kept_exactly, 0, 6);
    tcase_add_loop_test(tests, long_curves_keep_ends_and_spikes, 0, 6);
    tcase_add_test(tests, what_is_not_finite_hides_nothing_else);
    tcase_add_test(tests, log_steps_keep_ends_spikes_and_the_first_rows);
    tcase_add_loop_test(tests, thin_curves_keep_ends_and_spikes, 0, 2);
    tcase_add_loop_test(tests, steps_may_go_back, 0, 2);
    tcase_add_test(tests, what_a_log_axis_cannot_show_is_counted);
    tcase_add_loop_test(tests, axes_hold_their_values_and_some_tics, 0, AXES);
    tcase_add_loop_test(tests, steps_have_whole_tics, 0, 9);
    tcase_add_loop_test(tests, labels_are_one_clean_line, 0,
                        sizeof labels / sizeof *labels);
    tcase_add_loop_test(tests, titles_are_quoted, 0, HOSTILE);
    tcase_add_loop_test(tests, titles_are_not_run, 0, HOSTILE);
    tcase_add_loop_test(tests, names_are_not_run, 0, HOSTILE);
    tcase_add_loop_test(tests, runs_and_reports_are_not_run, 0, HOSTILE);
    tcase_add_test(tests, titles_are_drawn_as_written);
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
