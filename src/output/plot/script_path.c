/* script_path.c -- the path of two parameters over a landscape, and the signs
 * on it. */
#include <stdio.h>

#include "output/plot/label.h"
#include "output/plot/script.h"

/* gnuplot's point types. */
enum { CIRCLE = 7, SQUARE = 5, STAR = 3 };

/* A kind of sign: in a picture, in a text. */
static const struct path_sign {
    const char *name;
    int type;
    char letter;
    double size;
} lowest = {"lowest", STAR, 'M', 1.4}, start = {"start", CIRCLE, 'S', 0.9},
  end = {"end", SQUARE, 'E', 0.9};

/* A path that is being written. */
struct writer {
    const struct script *script;
    size_t run;
    double (*height)(void *context, struct position position); /* NULL: a map */
    void *context;
};

static unsigned
path_colour(const struct script *script, size_t run, double step)
{
    const struct chart *chart = script->chart;
    double length = chart->last - chart->first;

    if (chart->names)
        return theme_stroke(script->theme, run, chart->pens).colour;
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
    const struct chart *chart = writer->script->chart;
    double far =
        100 * (chart->high.x - chart->low.x + chart->high.y - chart->low.y);
    struct position low = {chart->low.x - far, chart->low.y - far};
    struct position high = {chart->high.x + far, chart->high.y + far};
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
    const struct chart *chart = writer->script->chart;
    struct position low = chart->low, high = chart->high;
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

/* All signs of a kind over a surface. */
static void
print_positions(const struct writer *writer, const struct path_sign *sign,
                const struct position *positions, size_t count)
{
    const struct chart *chart = writer->script->chart;
    struct text *text = writer->script->text;
    size_t shown = 0;

    text_format(text, "$%s << EOD\n", sign->name);
    for (size_t i = 0; i < count; i++)
        if (position_inside(chart->low, chart->high, positions[i])) {
            text_format(text, "%.10g %.10g %.6g\n", positions[i].x,
                        positions[i].y,
                        writer->height(writer->context, positions[i]));
            shown++;
        }
    text_string(text, shown > 0 ? "EOD\n" : "0 0 NaN\nEOD\n");
}

static void
print_raised_signs(const struct writer *writer)
{
    const struct chart *chart = writer->script->chart;
    const struct landscape *landscape = chart->frame->landscape;
    struct arena *arena = writer->script->text->arena;
    struct position *starts = arena_alloc(arena, chart->runs, sizeof *starts);
    struct position *ends = arena_alloc(arena, chart->runs, sizeof *ends);
    size_t count = 0, moved = 0;

    if (!starts || !ends) {
        writer->script->text->failed = true;
        return;
    }
    for (size_t r = 0; r < chart->runs; r++) {
        const struct path *path = &chart->paths[r];

        if (path->count == 0)
            continue;
        starts[count] = path->points[0].position;
        path_leaves(path, chart->low, chart->high, &ends[moved]);
        moved += ends[moved].x != starts[count].x ||
                 ends[moved].y != starts[count].y;
        count++;
    }
    print_positions(writer, &lowest, landscape->lowest,
                    landscape->lowest_count);
    print_positions(writer, &start, starts, count);
    print_positions(writer, &end, ends, moved);
}

void
script_path_data(const struct script *script,
                 double (*height)(void *context, struct position position),
                 void *context)
{
    struct writer writer = {script, 0, height, context};
    struct text *text = script->text;

    for (; writer.run < script->chart->runs; writer.run++) {
        const struct path *path = &script->chart->paths[writer.run];

        text_format(text, "$path%s%zu << EOD\n", height ? "3_" : "",
                    writer.run);
        if (path->count == 0)
            text_string(text, "0 NaN NaN NaN 0\n");
        else if (height)
            print_raised(&writer, path);
        else
            print_on_map(&writer, path);
        text_string(text, "EOD\n");
    }
    if (height)
        print_raised_signs(&writer);
}

/* A sign with a rim around it, so that it is seen on any colour. */
static void
print_rimmed(const struct script *script, const struct path_sign *sign,
             const char *place)
{
    bool star = sign->type == STAR;

    text_format(script->text,
                ", \\\n    %s with points pointtype %d pointsize %g "
                "linewidth %g linecolor rgb '%s' notitle",
                place, sign->type, sign->size * 1.5, star ? 4.5 : 2.0,
                script->theme->background);
    text_format(script->text,
                ", \\\n    %s with points pointtype %d pointsize %g "
                "linewidth %g linecolor rgb '%s' notitle",
                place, sign->type, sign->size, star ? 2.0 : 1.0,
                script->theme->ink);
}

static void
print_sign(const struct script *script, struct position position,
           const struct path_sign *sign)
{
    char place[80];

    if (!position_inside(script->chart->low, script->chart->high, position))
        return;
    snprintf(place, sizeof place, "'+' every ::::0 using (%.10g):(%.10g)",
             position.x, position.y);
    if (script->canvas->characters)
        text_format(script->text,
                    ", \\\n    %s with points pointtype '%c' notitle", place,
                    sign->letter);
    else
        print_rimmed(script, sign, place);
}

static void
print_signs(const struct script *script)
{
    const struct chart *chart = script->chart;
    const struct landscape *landscape = chart->frame->landscape;

    for (size_t k = 0; k < landscape->lowest_count; k++)
        print_sign(script, landscape->lowest[k], &lowest);
    for (size_t r = 0; r < chart->runs; r++) {
        const struct path *path = &chart->paths[r];
        struct position first, last;

        if (path->count == 0)
            continue;
        first = path->points[0].position;
        print_sign(script, first, &start);
        path_leaves(path, chart->low, chart->high, &last);
        if (script->canvas->frames == 0 &&
            (last.x != first.x || last.y != first.y))
            print_sign(script, last, &end);
    }
}

/* A page shows it where the pointer rests. */
static void
print_path_title(const struct script *script, size_t run)
{
    const struct chart *chart = script->chart;

    text_string(script->text, " title ");
    label_quote(script->text, chart->names ? chart->names[run] : "path");
}

void
script_path(const struct script *script, bool raised)
{
    struct text *text = script->text;
    const char *more = raised ? ":4" : "";

    for (size_t r = 0; r < script->chart->runs; r++) {
        text_format(text, ", \\\n    $path%s%zu", raised ? "3_" : "", r);
        if (script->canvas->frames > 0)
            text_format(text, " using ($1 <= until ? $2 : NaN):3%s", more);
        else
            text_format(text, " using 2:3%s", more);
        if (script->canvas->characters)
            text_format(text, " with lines linetype %zu", r % TEXT_PENS + 1);
        else
            text_format(text,
                        ":5 with lines linewidth %s linecolor rgb "
                        "variable",
                        raised ? "2.5" : "2");
        print_path_title(script, r);
    }
    if (!raised) {
        print_signs(script);
        return;
    }
    print_rimmed(script, &lowest, "$lowest");
    print_rimmed(script, &start, "$start");
    if (script->canvas->frames == 0)
        print_rimmed(script, &end, "$end");
}
