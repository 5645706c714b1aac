/* script_path.c -- draws the paths of two parameters over a landscape, and the
 * signs on them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/plot/label.h"
#include "output/plot/script.h"

/* gnuplot's point types, and the characters of a place. */
enum { CIRCLE = 7, STAR = 3, PLACE = 80 };

bool
view_has_run(const struct view *view, const struct chart_run *run)
{
    return run->group == view->group && run->path.count > 0;
}

bool
view_shows(const struct view *view, struct position position)
{
    return position_inside(view->low, view->high, position);
}

unsigned
script_path_colour(const struct script *script, size_t run, double step)
{
    const struct chart *chart = script->chart;
    double length = chart->last - chart->first;

    if (chart->run_count > 1)
        return chart_stroke(chart, script->theme, chart->runs[run].pen).colour;
    return theme_between(script->theme->path,
                         length > 0 ? (step - chart->first) / length : 1);
}

size_t
script_starts(const struct chart *chart, const struct view *view,
              struct position *starts)
{
    size_t count = 0;

    for (size_t r = 0; r < chart->run_count; r++) {
        const struct path *path = &chart->runs[r].path;
        struct position start;
        size_t i = 0;

        if (!view_has_run(view, &chart->runs[r]))
            continue;
        start = path->points[0].position;
        while (i < count && (starts[i].x != start.x || starts[i].y != start.y))
            i++;
        if (i == count)
            starts[count++] = start;
    }
    return count;
}

/* A sign with a rim around it, so that it is seen on any colour. */
static void
print_rimmed(const struct script *script, const char *place, int type,
             double size, unsigned colour)
{
    text_format(script->text,
                ", \\\n    %s with points pointtype %d pointsize %g "
                "linecolor rgb '%s' notitle",
                place, CIRCLE, size * 1.5, script->theme->background);
    text_format(script->text,
                ", \\\n    %s with points pointtype %d pointsize %g "
                "linewidth %g linecolor rgb '#%06x' notitle",
                place, type, size, type == STAR ? 1.8 : 1.0, colour);
}

void
script_star(const struct script *script, const char *place)
{
    print_rimmed(script, place, STAR, 1.4,
                 (unsigned)strtoul(script->theme->ink + 1, NULL, 16));
}

void
script_star_at(const struct script *script, double x, double y)
{
    char place[PLACE];

    snprintf(place, sizeof place, "'+' every ::::0 using (%.10g):(%.10g)", x,
             y);
    script_star(script, place);
}

static void
print_ring(const struct script *script, const char *place)
{
    text_format(script->text,
                ", \\\n    %s with points pointtype %d pointsize 1.5 "
                "linecolor rgb '%s' notitle, \\\n    %s with points "
                "pointtype %d pointsize 0.9 linecolor rgb '%s' notitle",
                place, CIRCLE, script->theme->ink, place, CIRCLE,
                script->theme->background);
}

/* Starts and minima of a view. */
static void
print_signs(const struct script *script, const struct view *view)
{
    const struct chart *chart = script->chart;
    const struct landscape *landscape = chart->groups[view->group].landscape;
    struct position *starts =
        arena_alloc(script->text->arena, chart->run_count, sizeof *starts);
    size_t count = starts ? script_starts(chart, view, starts) : 0;
    char place[PLACE];

    for (size_t k = 0; k < landscape->lowest_count; k++)
        if (view_shows(view, landscape->lowest[k]))
            script_star_at(script, landscape->lowest[k].x,
                           landscape->lowest[k].y);
    for (size_t i = 0; i < count; i++)
        if (view_shows(view, starts[i])) {
            snprintf(place, sizeof place,
                     "'+' every ::::0 using (%.10g):(%.10g)", starts[i].x,
                     starts[i].y);
            print_ring(script, place);
        }
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
    while (i > 0 && !view_shows(view, path->points[i].position) &&
           !view_shows(view, path->points[i - 1].position))
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
    if (view_shows(view, points[i].position)) {
        if (i + 1 < path->count || !path_next(path, i, &next) ||
            next.step > until)
            return false;
    } else {
        while (i > 0 && !view_shows(view, points[i].position))
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
                script_path_colour(script, run, next.step));
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
                 script_path_colour(script, run, head.step));
}

/* A line with a rim, so that it is seen on any colour and on other lines. */
static void
print_line(const struct script *script, const struct view *view, size_t run)
{
    const struct chart *chart = script->chart;
    struct text *text = script->text;
    struct stroke stroke =
        chart_stroke(chart, script->theme, chart->runs[run].pen);
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
        if (view_has_run(view, &chart->runs[r]))
            print_line(script, view, r);
    if (!view->surface) {
        print_signs(script, view);
    } else {
        snprintf(place, sizeof place, "$lowest%zu", view->group);
        script_star(script, place);
        snprintf(place, sizeof place, "$start%zu", view->group);
        print_ring(script, place);
    }
    for (size_t r = 0; r < chart->run_count; r++)
        if (view_has_run(view, &chart->runs[r]))
            print_head(script, view, r, until);
}
