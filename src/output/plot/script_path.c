/* script_path.c -- the way of two parameters over a ground, and the signs on
 * it. */
#include <stdio.h>

#include "output/plot/label.h"
#include "output/plot/script_ground.h"

/* gnuplot's point types. */
enum { CIRCLE = 7, SQUARE = 5, STAR = 3 };

/* A kind of sign: in a picture, in a text. */
static const struct sign {
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
    double (*height)(void *context, struct site site); /* NULL: a map */
    void *context;
};

static unsigned
path_colour(const struct script *script, size_t run, double step)
{
    const struct chart *chart = script->chart;
    double length = chart->last - chart->first;

    if (chart->names)
        return theme_stroke(script->theme, run, chart->runs).colour;
    return theme_between(script->theme->path,
                         length > 0 ? (step - chart->first) / length : 1);
}

/* Step, x, y, height and colour. */
static void
print_place(const struct writer *writer, double step, struct site site)
{
    struct text *text = writer->script->text;
    double height = writer->height ? writer->height(writer->context, site) : 0;

    text_number(text, step);
    text_format(text, " %.10g %.10g %.6g %u\n", site.x, site.y, height,
                path_colour(writer->script, writer->run, step));
}

/* gnuplot clips lines at the border of a map, unless they go so far that it
 * loses its digits; what lies far outside ends the path. */
static void
print_on_map(const struct writer *writer, const struct trail *trail)
{
    const struct chart *chart = writer->script->chart;
    double far =
        100 * (chart->high.x - chart->low.x + chart->high.y - chart->low.y);
    struct site low = {chart->low.x - far, chart->low.y - far};
    struct site high = {chart->high.x + far, chart->high.y + far};
    struct place_at next;

    print_place(writer, trail->first.step, trail->first.site);
    for (size_t i = 0; trail_next(trail, i, &next); i++) {
        bool inside = site_inside(low, high, next.site);

        if (!inside)
            next.site = site_exit(low, high, trail->places[i].site, next.site);
        print_place(writer, next.step, next.site);
        if (!inside || i + 1 == trail->count)
            return;
    }
}

/* Over a surface the path has a gap where it is outside. */
static void
print_raised(const struct writer *writer, const struct trail *trail)
{
    const struct chart *chart = writer->script->chart;
    struct site low = chart->low, high = chart->high;
    bool inside = site_inside(low, high, trail->first.site);
    struct place_at here = trail->first, next;

    if (inside)
        print_place(writer, here.step, here.site);
    for (size_t i = 0; i < trail->count && trail_next(trail, i, &next); i++) {
        bool was = inside;

        inside = site_inside(low, high, next.site);
        if (was && !inside)
            print_place(writer, next.step,
                        site_exit(low, high, here.site, next.site));
        if (was && !inside)
            text_string(writer->script->text, "\n");
        if (!was && inside)
            print_place(writer, next.step,
                        site_exit(low, high, next.site, here.site));
        if (inside)
            print_place(writer, next.step, next.site);
        here = next;
    }
}

/* All signs of a kind over a surface. */
static void
print_sites(const struct writer *writer, const struct sign *sign,
            const struct site *sites, size_t count)
{
    const struct chart *chart = writer->script->chart;
    struct text *text = writer->script->text;
    size_t shown = 0;

    text_format(text, "$%s << EOD\n", sign->name);
    for (size_t i = 0; i < count; i++)
        if (site_inside(chart->low, chart->high, sites[i])) {
            text_format(text, "%.10g %.10g %.6g\n", sites[i].x, sites[i].y,
                        writer->height(writer->context, sites[i]));
            shown++;
        }
    text_string(text, shown > 0 ? "EOD\n" : "0 0 NaN\nEOD\n");
}

static void
print_raised_signs(const struct writer *writer)
{
    const struct chart *chart = writer->script->chart;
    const struct ground *ground = chart->frame->ground;
    struct arena *arena = writer->script->text->arena;
    struct site *starts = arena_alloc(arena, chart->runs, sizeof *starts);
    struct site *ends = arena_alloc(arena, chart->runs, sizeof *ends);
    size_t count = 0, moved = 0;

    if (!starts || !ends) {
        writer->script->text->failed = true;
        return;
    }
    for (size_t r = 0; r < chart->runs; r++) {
        const struct trail *trail = &chart->trails[r];

        if (trail->count == 0)
            continue;
        starts[count] = trail->first.site;
        trail_leaves(trail, chart->low, chart->high, &ends[moved]);
        moved += ends[moved].x != starts[count].x ||
                 ends[moved].y != starts[count].y;
        count++;
    }
    print_sites(writer, &lowest, ground->lowest, ground->lowest_count);
    print_sites(writer, &start, starts, count);
    print_sites(writer, &end, ends, moved);
}

void
script_path_data(const struct script *script,
                 double (*height)(void *context, struct site site),
                 void *context)
{
    struct writer writer = {script, 0, height, context};
    struct text *text = script->text;

    for (; writer.run < script->chart->runs; writer.run++) {
        const struct trail *trail = &script->chart->trails[writer.run];

        text_format(text, "$path%s%zu << EOD\n", height ? "3_" : "",
                    writer.run);
        if (trail->count == 0)
            text_string(text, "0 NaN NaN NaN 0\n");
        else if (height)
            print_raised(&writer, trail);
        else
            print_on_map(&writer, trail);
        text_string(text, "EOD\n");
    }
    if (height)
        print_raised_signs(&writer);
}

/* A sign with a rim around it, so that it is seen on any colour. */
static void
print_rimmed(const struct script *script, const struct sign *sign,
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
print_sign(const struct script *script, struct site site,
           const struct sign *sign)
{
    char place[80];

    if (!site_inside(script->chart->low, script->chart->high, site))
        return;
    snprintf(place, sizeof place, "'+' every ::::0 using (%.10g):(%.10g)",
             site.x, site.y);
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
    const struct ground *ground = chart->frame->ground;

    for (size_t k = 0; k < ground->lowest_count; k++)
        print_sign(script, ground->lowest[k], &lowest);
    for (size_t r = 0; r < chart->runs; r++) {
        const struct trail *trail = &chart->trails[r];
        struct site last, first = trail->first.site;

        if (trail->count == 0)
            continue;
        print_sign(script, first, &start);
        trail_leaves(trail, chart->low, chart->high, &last);
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
