/* text_curves.c -- the curves of a panel, their bands and marks, and the names
 * at their ends. */
#include <math.h>

#include "output/plot/label.h"
#include "output/plot/text_parts.h"

/* Steps that are marked, unless they are too many to see. */
static void
draw_marks(const struct text_drawing *drawing, const struct text_view *view)
{
    enum { MOST = 40 };
    const struct frame *frame = drawing->chart->frame;
    const struct ink faint = {INK_FAINT, STROKE_FAINT};
    struct cells *cells = drawing->cells;

    if (frame->mark_count > MOST ||
        !(view->panel->quantity.marked || frame->marks_all))
        return;
    for (size_t i = 0; i < frame->mark_count; i++) {
        double share = axis_share(&view->across, frame->marks[i]);
        struct dot top = text_place(drawing, view, frame->marks[i], 0);
        struct dot bottom = top;
        double travelled = 0;

        if (share <= 0 || share >= 1)
            continue;
        top.y = 0;
        bottom.y = (double)(view->area.height * cells->high) - 1;
        cells_line(cells, &view->area, top, bottom, faint, &travelled);
    }
}

/* The names of marks, beside their lines at the top. */
static void
name_marks(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct frame *frame = drawing->chart->frame;
    const struct cell_area *area = &view->area;
    struct cells *cells = drawing->cells;

    if (!frame->mark_names || view->panel != drawing->chart->panels)
        return;
    for (size_t i = 0; i < frame->mark_count; i++) {
        double share = axis_share(&view->across, frame->marks[i]);
        size_t width = text_width(frame->mark_names[i]);
        size_t at =
            (size_t)(fmin(fmax(share, 0), 1) * (double)(area->width - 1)) + 2;

        if (share <= 0 || share >= 1 || i >= area->height ||
            width > area->width)
            continue;
        if (at + width > area->width)
            at = at > width + 3 ? at - width - 3 : area->width - width;
        cells_text(cells, area->left + at, area->top + i, frame->mark_names[i],
                   0);
    }
}

static void
draw_curve(const struct text_drawing *drawing, const struct text_view *view,
           const struct trace *trace, struct ink ink)
{
    const struct curve *curve = &trace->curve;
    bool scattered = trace_scattered(drawing->chart, trace);
    struct cells *cells = drawing->cells;
    struct dot last = {NAN, NAN};
    double travelled = 0;

    for (size_t i = 0; i < curve->count; i++) {
        const struct curve_point *point = &curve->points[i];
        struct dot here = text_place(drawing, view, point->step, point->value);

        if (isnan(point->value)) {
            last = (struct dot){NAN, NAN};
            continue;
        }
        if (view->panel->points || scattered)
            cells_point(cells, &view->area, here, ink);
        if (scattered)
            continue;
        if (!isnan(last.x) && view->panel->quantity.marked &&
            curve_jumps(curve->points, curve->count, i - 1)) {
            struct dot corner = {here.x, last.y};

            cells_line(cells, &view->area, last, corner, ink, &travelled);
            last = corner;
        }
        if (!isnan(last.x))
            cells_line(cells, &view->area, last, here, ink, &travelled);
        last = here;
    }
}

/* The height of a curve at a column of dots, between its points; NAN outside
 * and in gaps.  `from` is where the last search ended. */
static double
height_at(const struct text_drawing *drawing, const struct text_view *view,
          const struct curve *curve, double x, size_t *from)
{
    struct dot a, b;

    while (*from + 1 < curve->count &&
           text_place(drawing, view, curve->points[*from + 1].step, 0).x < x)
        ++*from;
    if (*from + 1 >= curve->count)
        return NAN;
    a = text_place(drawing, view, curve->points[*from].step,
                   curve->points[*from].value);
    b = text_place(drawing, view, curve->points[*from + 1].step,
                   curve->points[*from + 1].value);
    if (isnan(curve->points[*from].value) ||
        isnan(curve->points[*from + 1].value) || x < a.x)
        return NAN;
    return b.x > a.x ? a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) : b.y;
}

/* The band between the quartiles of a run, which follow one another. */
static void
draw_band(const struct text_drawing *drawing, const struct text_view *view,
          const struct trace *low, const struct trace *high)
{
    size_t columns = view->area.width * drawing->cells->wide;
    size_t at_low = 0, at_high = 0;

    for (size_t x = 0; x < columns; x++) {
        double bottom =
            height_at(drawing, view, &low->curve, (double)x, &at_low);
        double top =
            height_at(drawing, view, &high->curve, (double)x, &at_high);

        cells_shade(drawing->cells, &view->area, (double)x, top, bottom,
                    text_ink(drawing, low->pen));
    }
}

static void
draw_bands(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct panel *panel = view->panel;

    for (size_t t = 0; t + 1 < panel->count; t++)
        if (panel->traces[t].part == PART_LOW &&
            panel->traces[t + 1].part == PART_HIGH)
            draw_band(drawing, view, &panel->traces[t], &panel->traces[t + 1]);
}

/* A name at the end of a curve. */
struct end_name {
    const struct trace *trace;
    size_t row;
};

/* The row in which a curve ends. */
static size_t
end_row(const struct text_drawing *drawing, const struct text_view *view,
        const struct curve *curve)
{
    double most = (double)(view->area.height * drawing->cells->high) - 1;

    for (size_t i = curve->count; i-- > 0;) {
        const struct curve_point *point = &curve->points[i];

        if (!isnan(point->value)) {
            double y = text_place(drawing, view, point->step, point->value).y;

            return (size_t)fmin(fmax(y, 0), most) / drawing->cells->high;
        }
    }
    return 0;
}

/* Sorts a name in, in the order of the rows. */
static void
insert(struct end_name *names, size_t count, struct end_name name)
{
    for (; count > 0 && names[count - 1].row > name.row; count--)
        names[count] = names[count - 1];
    names[count] = name;
}

/* Names that want the same row are moved apart. */
static void
spread(struct end_name *names, size_t count, size_t height)
{
    for (size_t i = 1; i < count; i++)
        if (names[i].row <= names[i - 1].row)
            names[i].row = names[i - 1].row + 1;
    for (size_t i = count; i-- > 0;)
        if (names[i].row > height - (count - i))
            names[i].row = height - (count - i);
}

static void
name_ends(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct panel *panel = view->panel;
    struct cells *cells = drawing->cells;
    struct end_name *names =
        arena_alloc(drawing->arena, panel->count, sizeof *names);
    size_t count = 0, left = view->area.left + view->area.width + 1;
    bool samples = cells->style->colours == 0 || !cells->style->unicode;

    for (size_t t = 0; names && t < panel->count; t++) {
        const struct trace *trace = &panel->traces[t];

        if (trace->part == PART_WHOLE)
            insert(names, count++,
                   (struct end_name){trace,
                                     end_row(drawing, view, &trace->curve)});
    }
    if (count > 0)
        spread(names, count, view->area.height);
    for (size_t i = 0; i < count; i++) {
        struct ink ink = text_ink(drawing, names[i].trace->pen);
        size_t row = view->area.top + names[i].row, at = left;

        if (samples)
            at += cells_sample(cells, at, row, ink) + 1;
        cells_text(cells, at, row, names[i].trace->name, ink.colour);
    }
}

/* The runs of a sweep that diverged are crosses at the top. */
static void
draw_diverged(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct panel *panel = view->panel;

    for (size_t t = panel->count; drawing->chart->sweep && t-- > 0;) {
        const struct curve *curve = &panel->traces[t].curve;

        if (panel->traces[t].part != PART_WHOLE)
            continue;
        for (size_t i = 0; i < curve->count; i++)
            if (isnan(curve->points[i].value))
                text_sign(
                    drawing, view,
                    (struct position){curve->points[i].step, view->up.high},
                    "x", text_ink(drawing, panel->traces[t].pen).colour);
    }
}

void
text_curves(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct panel *panel = view->panel;
    const struct ink faint = {INK_FAINT, STROKE_FAINT};

    draw_marks(drawing, view);
    draw_bands(drawing, view);
    for (size_t t = 0; t < panel->count; t++)
        if (panel->traces[t].part == PART_FAINT)
            draw_curve(drawing, view, &panel->traces[t], faint);
    /* The first is the best, and on top. */
    for (size_t t = panel->count; t-- > 0;)
        if (panel->traces[t].part == PART_WHOLE)
            draw_curve(drawing, view, &panel->traces[t],
                       text_ink(drawing, panel->traces[t].pen));
    draw_diverged(drawing, view);
    if (drawing->chart->best)
        text_sign(drawing, view,
                  (struct position){drawing->chart->best_point.step,
                                    drawing->chart->best_point.value},
                  "B", 0);
    name_marks(drawing, view);
    if (view->beside > 0 && text_named(panel) > 1)
        name_ends(drawing, view);
}
