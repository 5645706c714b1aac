/* landscape_test.c -- the laws of themes, paths and contours. */
#include "output/plot/contour.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/plot/theme.h"
#include "output/plot/path.h"

Suite *landscape_suite(void);

static struct arena arena;

static void
teardown(void)
{
    arena_free(&arena);
}

/* Themes. */

/* CIE 1976 L*, 0 to 100, of "#rrggbb". */
static double
lightness(const char *colour)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    unsigned long rgb = strtoul(colour + 1, NULL, 16);
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double part = (double)(rgb >> (16 - 8 * i) & 255) / 255;

        sum += weights[i] * (part > 0.04045 ? pow((part + 0.055) / 1.055, 2.4)
                                            : part / 12.92);
    }
    return sum > 0.008856 ? 116 * cbrt(sum) - 16 : 903.3 * sum;
}

START_TEST(pens_survive_grey_print)
{
    const struct theme *theme = &themes[_i];

    for (size_t i = 0; i < PENS; i++) {
        double own = lightness(theme->pens[i].colour);

        ck_assert_double_gt(fabs(own - lightness(theme->background)), 25);
        for (size_t k = 0; k < i; k++)
            ck_assert_msg(theme->pens[k].dash != theme->pens[i].dash ||
                              fabs(own - lightness(theme->pens[k].colour)) > 10,
                          "%s: pens %zu and %zu", theme->name, k, i);
    }
}
END_TEST

/* Neighbours of few curves differ in their dashes, and the ends of many in
 * lightness. */
START_TEST(many_curves_have_strokes_of_their_own)
{
    static const size_t counts[] = {PENS + 1, 24, 25, 256};
    const struct theme *theme = &themes[_i];

    for (size_t c = 0; c < 4; c++) {
        size_t count = counts[c];
        char first[8], last[8];

        for (size_t i = 0; i + 1 < count; i++) {
            struct stroke a = theme_stroke(theme, i, count);
            struct stroke b = theme_stroke(theme, i + 1, count);

            ck_assert(count > 24 ? a.dash == 1 : a.dash != b.dash);
        }
        snprintf(first, sizeof first, "#%06x",
                 theme_stroke(theme, 0, count).colour);
        snprintf(last, sizeof last, "#%06x",
                 theme_stroke(theme, count - 1, count).colour);
        ck_assert_double_gt(fabs(lightness(first) - lightness(last)), 25);
    }
    ck_assert_uint_eq(theme_stroke(theme, 1, PENS).colour,
                      strtoul(theme->pens[1].colour + 1, NULL, 16));
}
END_TEST

START_TEST(paths_differ_from_the_landscape)
{
    const struct theme *theme = &themes[_i];

    for (size_t i = 0; i < STOPS; i++)
        for (size_t k = 0; k < STOPS; k++) {
            char path[8], landscape[8];

            snprintf(path, sizeof path, "#%06x", theme->path[i]);
            snprintf(landscape, sizeof landscape, "#%06x", theme->landscape[k]);
            ck_assert_msg(fabs(lightness(path) - lightness(landscape)) > 10,
                          "%s: %s on %s", theme->name, path, landscape);
        }
}
END_TEST

START_TEST(colours_go_from_end_to_end)
{
    const unsigned stops[STOPS] = {0, 0x101010, 0x203040, 0xffffff};

    ck_assert_uint_eq(theme_between(stops, -1), 0);
    ck_assert_uint_eq(theme_between(stops, 0), 0);
    ck_assert_uint_eq(theme_between(stops, 1.0 / 6), 0x080808);
    ck_assert_uint_eq(theme_between(stops, 1), 0xffffff);
    ck_assert_uint_eq(theme_between(stops, 7), 0xffffff);
}
END_TEST

/* Paths. */

static struct position
circling(long row)
{
    /* One row lies far outside. */
    if (row == 123457)
        return (struct position){-9, 7};
    return (struct position){cos((double)row), sin((double)row / 3)};
}

START_TEST(paths_keep_their_width_and_ends)
{
    static const long lengths[] = {1, 2, 5, PATH_POINTS, 5000, 1000000};
    long rows = lengths[_i];
    struct path path;
    double left = 0, top = 0;

    ck_assert(path_begin(&path, &arena));
    for (long i = 0; i < rows; i++)
        path_add(&path, (double)i, circling(i));
    path_end(&path);
    ck_assert_uint_le(path.count, PATH_POINTS + 8);
    ck_assert(rows > PATH_POINTS || (long)path.count == rows);
    for (size_t i = 0; i < path.count; i++) {
        struct position position = circling((long)path.points[i].step);

        ck_assert_double_eq(path.points[i].position.x, position.x);
        ck_assert_double_eq(path.points[i].position.y, position.y);
        ck_assert(i == 0 || path.points[i].step > path.points[i - 1].step);
        left = fmin(left, position.x);
        top = fmax(top, position.y);
    }
    ck_assert_double_eq(path.points[0].step, 0);
    ck_assert_double_eq(path.points[path.count - 1].step, (double)(rows - 1));
    if (rows > 123457) {
        ck_assert_double_eq(left, -9);
        ck_assert_double_eq(top, 7);
    }
}
END_TEST

START_TEST(ways_leave_on_the_border)
{
    static const struct position low = {-1, -2}, high = {3, 2};
    static const struct {
        struct position from, to, where;
    } rows[] = {
        {{0, 0}, {6, 0}, {3, 0}},
        {{0, 0}, {6, 4}, {3, 2}},
        {{1, 1}, {1, -7}, {1, -2}},
        {{0, 0}, {-1e300, 1e299}, {-1, 0.1}},
        {{-1e-9, 0}, {-1.7e308, -1.7e308}, {-1, -1}},
        {{1, 1}, {INFINITY, 7}, {3, 1}},
        {{0, 1}, {-INFINITY, INFINITY}, {-1, 2}},
        {{3, 2}, {4, 4}, {3, 2}},
        {{1, 1}, {1, 1}, {1, 1}},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct position position =
            position_exit(low, high, rows[i].from, rows[i].to);

        ck_assert(position_inside(low, high, position));
        ck_assert_double_eq_tol(position.x, rows[i].where.x, 1e-8);
        ck_assert_double_eq_tol(position.y, rows[i].where.y, 1e-8);
    }
}
END_TEST

START_TEST(trails_say_where_they_leave)
{
    static const struct position low = {-1, -1}, high = {1, 1};
    static const struct {
        double x[4]; /* of the rows, until 77; y is 0.5 */
        bool leaves;
        double end;
    } rows[] = {
        {{0, 0.25, 77, 77}, false, 0.25}, {{0, 77, 77, 77}, false, 0},
        {{0, 2, 77, 77}, true, 1},        {{0, 2, 0.5, 77}, false, 0.5},
        {{0, 2, 0.5, -7}, true, -1},      {{0, INFINITY, 77, 77}, true, 1},
        {{0, NAN, 77, 77}, false, 0},     {{0, -0.5, -INFINITY, 0}, true, -1},
        {{0, 5, 6, NAN}, true, 1},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct path path;
        struct position end;

        ck_assert(path_begin(&path, &arena));
        for (int k = 0; k < 4 && rows[i].x[k] != 77; k++)
            path_add(&path, k, (struct position){rows[i].x[k], 0.5});
        path_end(&path);
        ck_assert_int_eq(path_leaves(&path, low, high, &end), rows[i].leaves);
        ck_assert_double_eq(end.x, rows[i].end);
        ck_assert_double_eq(end.y, 0.5);
    }
}
END_TEST

START_TEST(paths_end_where_they_are_not_finite)
{
    struct path path;

    ck_assert(path_begin(&path, &arena));
    path_add(&path, 0, (struct position){1, 2});
    path_add(&path, 1, (struct position){INFINITY, 2});
    path_add(&path, 2, (struct position){1, 3});
    path_end(&path);
    ck_assert(path.lost);
    ck_assert_uint_eq(path.count, 1);
}
END_TEST

/* Contours. */

struct hill {
    const char *name;
    double (*height)(double x, double y);
    bool log; /* the levels are */
};

static double
bowl(double x, double y)
{
    return x * x + y * y;
}

static double
valley(double x, double y)
{
    return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
}

static double
waves(double x, double y)
{
    return 20 + bowl(x, y) - 10 * cos(6 * x) - 10 * cos(6 * y);
}

static double
saddle(double x, double y)
{
    return x * y;
}

static double
slope(double x, double y)
{
    return 2 * x - y;
}

static double
holes(double x, double y)
{
    return bowl(x, y) < 0.3 ? (double)NAN : 1 / bowl(x, y);
}

static const struct hill hills[] = {
    {"bowl", bowl, false},   {"valley", valley, true},
    {"waves", waves, false}, {"saddle", saddle, false},
    {"slope", slope, false}, {"holes", holes, true},
};

enum { HILLS = sizeof hills / sizeof *hills, CELLS = 101 };

static void
hill_values(void *context, size_t count, const struct position *positions,
            double *values)
{
    const struct hill *hill = context;

    for (size_t i = 0; i < count; i++)
        values[i] = hill->height(positions[i].x, positions[i].y);
}

/* Whether a loop winds around a site, by the edges that cross a ray. */
static bool
encloses(const struct loop *loop, struct position position)
{
    bool inside = false;

    for (size_t i = 0; i < loop->count; i++) {
        struct position a = loop->positions[i],
                        b = loop->positions[(i + 1) % loop->count];

        if ((a.y > position.y) != (b.y > position.y) &&
            position.x < a.x + (b.x - a.x) * (position.y - a.y) / (b.y - a.y))
            inside = !inside;
    }
    return inside;
}

/* The values of the four corners around a site. */
static void
around(const struct height_grid *grid, struct position position, double *low,
       double *high)
{
    size_t i = (size_t)((position.x + 2) / 4 * (CELLS - 1));
    size_t j = (size_t)((position.y + 2) / 4 * (CELLS - 1));

    *low = INFINITY;
    *high = -INFINITY;
    for (size_t k = 0; k < 4; k++) {
        double value = grid->values[(j + k / 2) * CELLS + i + k % 2];

        *low = fmin(*low, value);
        *high = fmax(*high, value);
    }
}

static size_t
band_of(const struct levels *levels, double value)
{
    size_t band = 0;

    while (band < levels->count && levels->values[band] <= value)
        band++;
    return band;
}

/* What is painted last on a site is the band of its height. */
START_TEST(areas_have_the_colour_of_their_height)
{
    struct hill hill = hills[_i];
    struct landscape landscape = {.context = &hill, .values = hill_values};
    struct contour contour;
    struct levels levels;
    struct height_grid grid;
    size_t judged = 0;

    ck_assert(height_grid_make(&grid, &landscape, (struct position){-2, -2},
                               (struct position){2, 2}, CELLS, CELLS, &arena));
    ck_assert(levels_choose(&levels, &grid, NAN, 12, &arena));
    ck_assert(contour_make(&contour, &grid, &levels, &arena));
    ck_assert_int_eq(levels.log, hill.log);
    ck_assert_uint_ge(levels.count, 4);
    for (size_t k = 1; k < levels.count; k++)
        ck_assert_double_gt(levels.values[k], levels.values[k - 1]);
    for (size_t k = 0; k < 2000; k++) {
        struct position position = {fmod((double)k * 0.7548776662, 4) - 2,
                                    fmod((double)k * 0.5698402910, 4) - 2};
        size_t band = levels.count;
        double low, high;

        around(&grid, position, &low, &high);
        if (band_of(&levels, low) != band_of(&levels, high))
            continue;
        for (size_t i = 0; i < contour.count; i++)
            if (encloses(&contour.loops[i], position))
                band = contour.loops[i].band;
        ck_assert_msg(band == band_of(&levels, low),
                      "%s at %g, %g: band %zu, not %zu", hill.name, position.x,
                      position.y, band, band_of(&levels, low));
        judged++;
    }
    ck_assert_uint_gt(judged, 200);
}
END_TEST

static double
flat(double x, double y)
{
    return 0 * x * y + 3;
}

static double
nowhere(double x, double y)
{
    return 0 * x * y + (double)NAN;
}

START_TEST(a_plain_has_no_lines)
{
    struct hill hill = {"plain", _i ? nowhere : flat, false};
    struct landscape landscape = {.context = &hill, .values = hill_values};
    struct contour contour;
    struct levels levels;
    struct height_grid grid;

    ck_assert(height_grid_make(&grid, &landscape, (struct position){-2, -2},
                               (struct position){2, 2}, 5, 5, &arena));
    ck_assert(levels_choose(&levels, &grid, NAN, 12, &arena));
    ck_assert(contour_make(&contour, &grid, &levels, &arena));
    ck_assert_uint_eq(levels.count, 0);
    ck_assert_uint_eq(contour.count, 0);
}
END_TEST

Suite *
landscape_suite(void)
{
    Suite *suite = suite_create("landscape");
    TCase *tests = tcase_create("laws");

    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_loop_test(tests, pens_survive_grey_print, 0, 3);
    tcase_add_loop_test(tests, many_curves_have_strokes_of_their_own, 0, 3);
    tcase_add_loop_test(tests, paths_differ_from_the_landscape, 0, 3);
    tcase_add_test(tests, colours_go_from_end_to_end);
    tcase_add_loop_test(tests, paths_keep_their_width_and_ends, 0, 6);
    tcase_add_test(tests, paths_end_where_they_are_not_finite);
    tcase_add_test(tests, ways_leave_on_the_border);
    tcase_add_test(tests, trails_say_where_they_leave);
    tcase_add_loop_test(tests, areas_have_the_colour_of_their_height, 0, HILLS);
    tcase_add_loop_test(tests, a_plain_has_no_lines, 0, 2);
    suite_add_tcase(suite, tests);
    return suite;
}
