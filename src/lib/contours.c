/* contours.c -- draws the lines through gnuplot. */
#include "lib/contours.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/lrsim.h"
#include "output/plot/gnuplot.h"
#include "problem/probe.h"

/* Cells of the grid, along each side. */
enum { CELLS = 60, VALUES = (CELLS + 1) * (CELLS + 1) };

/* The shares of the domain that lie below the lines. */
static const double shares[] = {0.03, 0.1, 0.25, 0.5, 0.75};

enum { LINES = sizeof shares / sizeof *shares };

/* Loads the problem with two parameters; false where it cannot have two. */
static bool
load_plane(const struct kind *kind, struct lrsim *lrsim)
{
    struct text json = {.arena = lrsim->arena};
    struct error error = {0};

    text_format(&json, "{\"problem\": {\"type\": \"%s\", \"dim\": 2}}",
                kind->name);
    return text_end(&json) && lrsim_load_text(lrsim, json.bytes, &error);
}

static double
grid_coordinate(const struct probe *probe, size_t i, size_t cell)
{
    double low = problem_low(probe->node, i);
    double high = problem_high(probe->node, i);

    return low + (high - low) * (double)cell / (double)CELLS;
}

static int
rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The data, with a blank line between columns, and the values. */
static void
add_grid(struct text *script, struct probe *probe, double *values)
{
    text_string(script, "$grid << EOD\n");
    for (size_t k = 0; k < VALUES; k++) {
        probe->x[0] = grid_coordinate(probe, 0, k / (CELLS + 1));
        probe->x[1] = grid_coordinate(probe, 1, k % (CELLS + 1));
        probe_evaluate(probe);
        values[k] = probe->value;
        text_format(script, "%.9g %.9g %.9g\n%s", probe->x[0], probe->x[1],
                    probe->value, (k + 1) % (CELLS + 1) ? "" : "\n");
    }
    text_string(script, "EOD\n");
}

static void
add_mark(struct text *script, char mark, double x, double y)
{
    text_format(script, "set label '%c' at %.9g, %.9g center front\n", mark, x,
                y);
}

static void
add_setup(struct text *script, const struct probe *probe, double *values)
{
    const struct node *node = probe->node;

    qsort(values, VALUES, sizeof *values, rising);
    text_string(script, "set contour base\n"
                        "set cntrparam levels discrete ");
    for (size_t i = 0; i < LINES; i++)
        text_format(script, "%s%.9g", i ? ", " : "",
                    values[(size_t)(shares[i] * (double)VALUES)]);
    text_string(script, "\nunset surface\nset table $lines\n"
                        "splot $grid using 1:2:3\nunset table\n"
                        "unset contour\nunset key\nset border 3\n"
                        "set tics nomirror scale 0\n");
    for (size_t i = 0; i < 2; i++)
        text_format(script, "set %crange [%.9g:%.9g]\n", i ? 'y' : 'x',
                    problem_low(node, i), problem_high(node, i));
    add_mark(script, 'S', problem_start(node, 0), problem_start(node, 1));
    for (size_t k = 0; k < problem_places(node); k++)
        add_mark(script, 'M', problem_place(node, k, 0),
                 problem_place(node, k, 1));
}

/* Without the form feed above, blanks at the ends, and blank lines. */
static void
add_contour_drawing(struct text *text, const struct text *drawing)
{
    const char *line = drawing->bytes, *end = line + drawing->used, *next;

    for (; line < end; line = next + 1) {
        size_t length;

        line += *line == '\f';
        next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next : end;
        length = (size_t)(next - line);
        while (length > 0 && line[length - 1] == ' ')
            length--;
        text_add(text, line, length);
        text_string(text, length ? "\n" : "");
    }
}

static void
draw_contours(struct probe *probe, struct text *text)
{
    struct text script = {.arena = text->arena}, drawing = script;
    struct error error = {0};
    double *values = arena_alloc(text->arena, VALUES, sizeof *values);

    if (!values)
        return;
    text_string(&script, "set terminal dumb noenhanced mono size 79,24\n");
    add_grid(&script, probe, values);
    add_setup(&script, probe, values);
    text_string(&script, "plot $lines using 1:2 with lines\n");
    if (script.failed || !gnuplot_run(&script, &drawing, text->arena, &error) ||
        !drawing.used)
        return;
    text_string(text, problem_places(probe->node)
                          ? "\nlines of equal height, S the start, M a "
                            "minimum\n\n"
                          : "\nlines of equal height, S the start\n\n");
    add_contour_drawing(text, &drawing);
}

void
contours_add(const struct kind *kind, struct text *text)
{
    struct lrsim lrsim = {.arena = text->arena};
    struct probe probe;

    if (gnuplot_available() && load_plane(kind, &lrsim) &&
        probe_make(&probe, &lrsim.spec.problem, text->arena))
        draw_contours(&probe, text);
}
