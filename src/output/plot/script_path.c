/* script_path.c -- the path of two parameters over a landscape, and the signs
 * on it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/plot/label.h"
#include "output/plot/script.h"

/* gnuplot's point types. */
enum { CIRCLE = 7, STAR = 3 };

/* A path that is being written. */
struct writer {
    const struct script *script;
    const struct view *view;
    size_t run;
    double (*height)(void *context, struct position position); /* NULL: a map */
    void *context;
};

static bool
is_drawn_in(const struct view *view, const struct chart_run *run)
{
    return run->group == view->group && run->path.count > 0;
}

static bool
is_seen(const struct view *view, struct position position)
{
    return position_inside(view->low, view->high, position);
}

static unsigned
path_colour(const struct script *script, size_t run, double step)
{
    const struct chart *chart = script->chart;
    double length = chart->last - chart->first;

    if (chart->run_count > 1)
        return theme_stroke(script->theme, chart->runs[run].pen, chart->pens)
            .colour;
    return theme_between(script->theme->path,
                         length > 0 ? (step - chart->first) / length : 1);
}

/* Step, x, y, height and colour. */
static void
print_place(const struct writer *writer, double step, struct position position)
{
    struct text *text = writer->script->text;
    double height =
        writer->height ? writer->height(writer->context, position) : 0;

    text_number(text, step);
    text_format(text, " %.10g %.10g %.6g %u\n", position.x, position.y, height,
                path_colour(writer->script, writer->run, step));
}

/* gnuplot clips lines at the border of a map, unless they go so far that it
 * loses its digits; what lies far outside ends the path. */
static void
print_on_map(const struct writer *writer, const struct path *path)
{
    const struct view *view = writer->view;
    double far =
        100 * (view->high.x - view->low.x + view->high.y - view->low.y);
    struct position low = {view->low.x - far, view->low.y - far};
    struct position high = {view->high.x + far, view->high.y + far};
    struct path_point next;

    print_place(writer, path->points[0].step, path->points[0].position);
    for (size_t i = 0; path_next(path, i, &next); i++) {
        bool inside = position_inside(low, high, next.position);

        if (!inside)
            next.position = position_exit(low, high, path->points[i].position,
                                          next.position);
        print_place(writer, next.step, next.position);
        if (!inside || i + 1 == path->count)
            return;
    }
}

/* Over a surface the path has a gap where it is outside. */
static void
print_raised(const struct writer *writer, const struct path *path)
{
    struct position low = writer->view->low, high = writer->view->high;
    bool inside = position_inside(low, high, path->points[0].position);
    struct path_point here = path->points[0], next;

    if (inside)
        print_place(writer, here.step, here.position);
    for (size_t i = 0; i < path->count && path_next(path, i, &next); i++) {
        bool was = inside;

        inside = position_inside(low, high, next.position);
        if (was && !inside)
            print_place(writer, next.step,
                        position_exit(low, high, here.position, next.position));
        if (was && !inside)
            text_string(writer->script->text, "\n");
        if (!was && inside)
            print_place(writer, next.step,
                        position_exit(low, high, next.position, here.position));
        if (inside)
            print_place(writer, next.step, next.position);
        here = next;
    }
}

/* Places over a surface. */
static void
print_positions(const struct writer *writer, const char *name,
                const struct position *positions, size_t count)
{
    struct text *text = writer->script->text;
    size_t shown = 0;

    text_format(text, "$%s%zu << EOD\n", name, writer->view->group);
    for (size_t i = 0; i < count; i++)
        if (is_seen(writer->view, positions[i])) {
            text_format(text, "%.10g %.10g %.6g\n", positions[i].x,
                        positions[i].y,
                        writer->height(writer->context, positions[i]));
            shown++;
        }
    text_string(text, shown > 0 ? "EOD\n" : "0 0 NaN\nEOD\n");
}

/* The first places of the paths of a group, each once. */
static size_t
find_starts(const struct chart *chart, const struct view *view,
            struct position *starts)
{
    size_t count = 0;

    for (size_t r = 0; r < chart->run_count; r++) {
        const struct path *path = &chart->runs[r].path;
        struct position start;
        size_t i = 0;

        if (!is_drawn_in(view, &chart->runs[r]))
            continue;
        start = path->points[0].position;
        while (i < count && (starts[i].x != start.x || starts[i].y != start.y))
            i++;
        if (i == count)
            starts[count++] = start;
    }
    return count;
}

void
script_path_data(const struct script *script, const struct view *view,
                 double (*height)(void *context, struct position position),
                 void *context)
{
    const struct chart *chart = script->chart;
    const struct landscape *landscape = chart->groups[view->group].landscape;
    struct writer writer = {script, view, 0, height, context};
    struct text *text = script->text;
    struct position *starts;

    for (; writer.run < chart->run_count; writer.run++) {
        const struct chart_run *run = &chart->runs[writer.run];

        if (!is_drawn_in(view, run))
            continue;
        text_format(text, "$path%s%zu << EOD\n", height ? "3_" : "",
                    writer.run);
        if (height)
            print_raised(&writer, &run->path);
        else
            print_on_map(&writer, &run->path);
        text_string(text, "EOD\n");
    }
    if (!height)
        return;
    starts = arena_alloc(text->arena, chart->run_count, sizeof *starts);
    if (!starts) {
        text->failed = true;
        return;
    }
    print_positions(&writer, "lowest", landscape->lowest,
                    landscape->lowest_count);
    print_positions(&writer, "start", starts, find_starts(chart, view, starts));
}

/* A sign with a rim around it, so that it is seen on any colour. */
static void
print_rimmed(const struct script *script, const char *place, int type,
             double size, unsigned colour)
{
    bool star = type == STAR;

    text_format(script->text,
                ", \\\n    %s with points pointtype %d pointsize %g "
                "linewidth %g linecolor rgb '%s' notitle",
                place, type, size * 1.5, star ? 4.5 : 2.0,
                script->theme->background);
    text_format(script->text,
                ", \\\n    %s with points pointtype %d pointsize %g "
                "linewidth %g linecolor rgb '#%06x' notitle",
                place, type, size, star ? 2.0 : 1.0, colour);
}

static unsigned
ink_colour(const struct script *script)
{
    return (unsigned)strtoul(script->theme->ink + 1, NULL, 16);
}

/* A star for a minimum; a ring for a start. */
static void
print_mark_sign(const struct script *script, const char *place, int type)
{
    if (type == STAR)
        print_rimmed(script, place, STAR, 1.4, ink_colour(script));
    else
        text_format(script->text,
                    ", \\\n    %s with points pointtype %d pointsize 1.5 "
                    "linecolor rgb '%s' notitle, \\\n    %s with points "
                    "pointtype %d pointsize 0.9 linecolor rgb '%s' notitle",
                    place, type, script->theme->ink, place, type,
                    script->theme->background);
}

/* A sign on a map. */
static void
print_sign(const struct script *script, const struct view *view,
           struct position position, int type)
{
    char place[80];

    if (!is_seen(view, position))
        return;
    snprintf(place, sizeof place, "'+' every ::::0 using (%.10g):(%.10g)",
             position.x, position.y);
    print_mark_sign(script, place, type);
}

/* Starts and minima of a view. */
static void
print_signs(const struct script *script, const struct view *view)
{
    const struct chart *chart = script->chart;
    const struct landscape *landscape = chart->groups[view->group].landscape;
    struct position *starts =
        arena_alloc(script->text->arena, chart->run_count, sizeof *starts);
    size_t count = starts ? find_starts(chart, view, starts) : 0;

    for (size_t k = 0; k < landscape->lowest_count; k++)
        print_sign(script, view, landscape->lowest[k], STAR);
    for (size_t i = 0; i < count; i++)
        print_sign(script, view, starts[i], CIRCLE);
    script->text->failed = script->text->failed || !starts;
}

/* The place that a path has reached: the last one that is drawn.  False: it has
 * not moved. */
static bool
find_head(const struct path *path, const struct view *view, double until,
          struct path_point *head)
{
    size_t i = 0;

    while (i + 1 < path->count && path->points[i + 1].step <= until)
        i++;
    while (i > 0 && !is_seen(view, path->points[i].position) &&
           !is_seen(view, path->points[i - 1].position))
        i--;
    *head = path->points[i];
    return i > 0;
}

/* An arrow out of the map, where the path last leaves it. */
static bool
print_exit(const struct script *script, const struct view *view, size_t run,
           double until)
{
    const struct path *path = &script->chart->runs[run].path;
    const struct path_point *points = path->points;
    struct path_point next;
    struct position end;
    double length;
    size_t i = 0;

    while (i + 1 < path->count && points[i + 1].step <= until)
        i++;
    if (is_seen(view, points[i].position)) {
        if (i + 1 < path->count || !path_next(path, i, &next) ||
            next.step > until)
            return false;
    } else {
        while (i > 0 && !is_seen(view, points[i].position))
            i--;
        if (!path_next(path, i, &next))
            return false;
    }
    end =
        position_exit(view->low, view->high, points[i].position, next.position);
    length =
        hypot((end.x - points[i].position.x) / (view->high.x - view->low.x),
              (end.y - points[i].position.y) / (view->high.y - view->low.y));
    if (!(length > 0))
        return false;
    length = 0.03 / length;
    text_format(script->text,
                ", \\\n    '+' every ::::0 using (%.10g):(%.10g):(%.10g):"
                "(%.10g) with vectors head filled size screen 0.016,22 "
                "linewidth 2 linecolor rgb '#%06x' notitle",
                end.x - (end.x - points[i].position.x) * length,
                end.y - (end.y - points[i].position.y) * length,
                (end.x - points[i].position.x) * length,
                (end.y - points[i].position.y) * length,
                path_colour(script, run, next.step));
    return true;
}

/* Where a path is at last, or in an animation now. */
static void
print_head(const struct script *script, const struct view *view, size_t run,
           double until)
{
    const struct chart_run *one = &script->chart->runs[run];
    struct path_point head;
    char place[128];

    if (!find_head(&one->path, view, until, &head))
        return;
    if (!view->surface && print_exit(script, view, run, until))
        return;
    snprintf(
        place, sizeof place, "$path%s%zu using ($1 == %.17g ? $2 : NaN):3%s",
        view->surface ? "3_" : "", run, head.step, view->surface ? ":4" : "");
    print_rimmed(script, place, CIRCLE, 0.9,
                 path_colour(script, run, head.step));
}

/* A line with a rim, so that it is seen on any colour and on other lines. */
static void
print_line(const struct script *script, const struct view *view, size_t run)
{
    const struct chart *chart = script->chart;
    struct text *text = script->text;
    struct stroke stroke =
        theme_stroke(script->theme, chart->runs[run].pen, chart->pens);
    bool several = chart->run_count > 1;
    char place[128];

    snprintf(place, sizeof place, "$path%s%zu using %s:3%s",
             view->surface ? "3_" : "", run,
             script->canvas->frames > 0 ? "($1 <= until ? $2 : NaN)" : "2",
             view->surface ? ":4" : "");
    text_format(text,
                ", \\\n    %s with lines linewidth 4.5 linecolor rgb '%s' "
                "notitle",
                place, script->theme->background);
    text_format(text, ", \\\n    %s%s with lines linewidth 2.2 ", place,
                several ? "" : ":5");
    if (several)
        text_format(text, "linecolor rgb '#%06x' dashtype %d", stroke.colour,
                    stroke.dash);
    else
        text_string(text, "linecolor rgb variable");
    /* A page shows it where the pointer rests. */
    text_string(text, " title ");
    label_quote(text, several ? chart->runs[run].name : "path");
}

void
script_path(const struct script *script, const struct view *view, double until)
{
    const struct chart *chart = script->chart;
    char place[64];

    for (size_t r = 0; r < chart->run_count; r++)
        if (is_drawn_in(view, &chart->runs[r]))
            print_line(script, view, r);
    if (!view->surface) {
        print_signs(script, view);
    } else {
        snprintf(place, sizeof place, "$lowest%zu", view->group);
        print_mark_sign(script, place, STAR);
        snprintf(place, sizeof place, "$start%zu", view->group);
        print_mark_sign(script, place, CIRCLE);
    }
    for (size_t r = 0; r < chart->run_count; r++)
        if (is_drawn_in(view, &chart->runs[r]))
            print_head(script, view, r, until);
}
