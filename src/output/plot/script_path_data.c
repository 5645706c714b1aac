/* script_path_data.c -- the places of paths, on a map or over a surface. */
#include "output/plot/script.h"

/* A path that is being written. */
struct writer {
    const struct script *script;
    const struct view *view;
    size_t run;
    double (*height)(void *context, struct position position); /* NULL: a map */
    void *context;
};

/* Step, x, y, height and colour. */
static void
print_place(const struct writer *writer, double step, struct position position)
{
    struct text *text = writer->script->text;
    double height =
        writer->height ? writer->height(writer->context, position) : 0;

    text_number(text, step);
    text_format(text, " %.10g %.10g %.6g %u\n", position.x, position.y, height,
                script_path_colour(writer->script, writer->run, step));
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
        if (view_shows(writer->view, positions[i])) {
            text_format(text, "%.10g %.10g %.6g\n", positions[i].x,
                        positions[i].y,
                        writer->height(writer->context, positions[i]));
            shown++;
        }
    text_string(text, shown > 0 ? "EOD\n" : "0 0 NaN\nEOD\n");
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

        if (!view_has_run(view, run))
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
    print_positions(&writer, "start", starts,
                    script_starts(chart, view, starts));
}
