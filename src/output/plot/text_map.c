/* text_map.c -- lines of equal height of a function of two parameters, and the
 * paths over it. */
#include <math.h>

#include "output/plot/contour.h"
#include "output/plot/label.h"
#include "output/plot/text_parts.h"

/* Levels: one for some rows. */
enum { LEVELS_LEAST = 4, ROWS_A_LEVEL = 3, LEVELS_USUAL = 12 };

static bool
is_on_border(const struct text_view *view, const struct position *from,
             const struct position *to)
{
    return (from->x == to->x &&
            (from->x <= view->low.x || from->x >= view->high.x)) ||
           (from->y == to->y &&
            (from->y <= view->low.y || from->y >= view->high.y));
}

/* Grey where there are colours, else sparse dots. */
static struct ink
faint_ink(const struct cells *cells)
{
    bool grey = cells->style->unicode && cells->style->colours > 0;

    return (struct ink){INK_FAINT, grey ? 0 : STROKE_FAINT};
}

static void
draw_loop(const struct text_drawing *drawing, const struct text_view *view,
          const struct loop *loop)
{
    const struct ink faint = faint_ink(drawing->cells);
    double travelled = 0;

    for (size_t k = 0; k < loop->count; k++) {
        const struct position *from = &loop->positions[k];
        const struct position *to = &loop->positions[(k + 1) % loop->count];

        if (!is_on_border(view, from, to))
            cells_line(drawing->cells, &view->area,
                       text_place(drawing, view, from->x, from->y),
                       text_place(drawing, view, to->x, to->y), faint,
                       &travelled);
    }
}

/* As many values as dots, unless a value costs much. */
static size_t
grid_size(const struct landscape *landscape, size_t dots)
{
    static const double most_work = 1e8;
    double side = sqrt(most_work / fmax((double)landscape->cost, 1));

    dots = (double)dots > side ? (size_t)side : dots;
    return dots < 16 ? 16 : dots;
}

static bool
draw_contours(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct chart *chart = drawing->chart;
    const struct landscape *landscape = chart->groups[view->group].landscape;
    const struct cell_area *area = &view->area;
    size_t count = area->height / ROWS_A_LEVEL;
    struct height_grid grid;
    struct levels levels;
    struct contour contour;

    count = count < LEVELS_LEAST ? LEVELS_LEAST : count;
    count = count > LEVELS_USUAL ? LEVELS_USUAL : count;
    if (!height_grid_make(
            &grid, landscape, view->low, view->high,
            grid_size(landscape, area->width * drawing->cells->wide),
            grid_size(landscape, area->height * drawing->cells->high),
            drawing->arena) ||
        !levels_choose(&levels, &grid, landscape->least, count,
                       drawing->arena) ||
        !contour_make(&contour, &grid, &levels, drawing->arena))
        return false;
    for (size_t i = 0; i < contour.count; i++)
        draw_loop(drawing, view, &contour.loops[i]);
    return true;
}

/* A path up to where it leaves the map for good. */
static void
draw_path(const struct text_drawing *drawing, const struct text_view *view,
          const struct path *path, struct ink ink)
{
    struct path_point next;
    double travelled = 0;

    for (size_t i = 0; i < path->count && path_next(path, i, &next); i++) {
        struct position from = path->points[i].position, to = next.position;

        if (!isfinite(to.x) || !isfinite(to.y))
            to = position_exit(view->low, view->high, from, to);
        cells_line(drawing->cells, &view->area,
                   text_place(drawing, view, from.x, from.y),
                   text_place(drawing, view, to.x, to.y), ink, &travelled);
    }
}

/* An arrow to the side of the map at which a path leaves it. */
static const char *
arrow(const struct text_view *view, struct position end)
{
    double wide = view->high.x - view->low.x;
    double tall = view->high.y - view->low.y;
    double gaps[4] = {
        (end.x - view->low.x) / wide, (view->high.x - end.x) / wide,
        (end.y - view->low.y) / tall, (view->high.y - end.y) / tall};
    static const char *const signs[4] = {"<", ">", "v", "^"};
    size_t least = 0;

    for (size_t i = 1; i < 4; i++)
        least = gaps[i] < gaps[least] ? i : least;
    return signs[least];
}

/* Whether nothing but contours is in these cells. */
static bool
is_free(const struct text_drawing *drawing, size_t left, size_t row,
        size_t width)
{
    const struct cells *cells = drawing->cells;

    for (size_t i = 0; i < width; i++) {
        const struct cell *cell = &cells->cells[row * cells->width + left + i];

        if ((cell->glyph[0] || cell->dots || cell->covered) &&
            cell->colour != INK_FAINT)
            return false;
    }
    return true;
}

/* The name of a run beside the end of its path, where there is room. */
static void
name_end(const struct text_drawing *drawing, const struct text_view *view,
         const struct chart_run *run)
{
    const struct cell_area *area = &view->area;
    size_t width = text_width(run->name), column, row;
    size_t right = area->left + area->width;
    struct position end;
    struct dot dot;

    path_leaves(&run->path, view->low, view->high, &end);
    dot = text_place(drawing, view, end.x, end.y);
    if (!position_inside(view->low, view->high, end) || 3 * width > area->width)
        return;
    column = area->left + (size_t)fmax(dot.x, 0) / drawing->cells->wide;
    row = area->top + (size_t)fmax(dot.y, 0) / drawing->cells->high;
    if (column + 2 + width <= right &&
        is_free(drawing, column + 1, row, width + 1))
        column += 2;
    else if (column >= area->left + width + 1 &&
             is_free(drawing, column - width - 1, row, width + 1))
        column -= width + 1;
    else
        return;
    cells_text(drawing->cells, column, row, run->name,
               text_ink(drawing, run->pen).colour);
}

static void
draw_signs(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct chart *chart = drawing->chart;
    const struct landscape *landscape = chart->groups[view->group].landscape;

    for (size_t k = 0; k < landscape->lowest_count; k++)
        text_sign(drawing, view, landscape->lowest[k], "M", 0);
    for (size_t r = 0; r < chart->run_count; r++) {
        const struct chart_run *run = &chart->runs[r];
        const struct path *path = &run->path;
        unsigned colour = run->name ? text_ink(drawing, run->pen).colour : 0;
        struct position end;
        bool leaves;

        if (run->group != view->group || path->count == 0)
            continue;
        leaves = path_leaves(path, view->low, view->high, &end);
        if (leaves || path->count > 1)
            text_sign(drawing, view, end, leaves ? arrow(view, end) : "E",
                      colour);
    }
    for (size_t r = 0; chart->run_count > 1 && r < chart->run_count; r++)
        if (chart->runs[r].group == view->group &&
            chart->runs[r].path.count > 1)
            name_end(drawing, view, &chart->runs[r]);
    /* All paths start at the same place. */
    for (size_t r = 0; r < chart->run_count; r++)
        if (chart->runs[r].group == view->group &&
            chart->runs[r].path.count > 0)
            text_sign(drawing, view, chart->runs[r].path.points[0].position,
                      "S", 0);
}

bool
text_map(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct chart *chart = drawing->chart;

    if (!draw_contours(drawing, view))
        return false;
    for (size_t r = chart->run_count; r-- > 0;)
        if (chart->runs[r].group == view->group)
            draw_path(drawing, view, &chart->runs[r].path,
                      text_ink(drawing, chart->runs[r].pen));
    draw_signs(drawing, view);
    return true;
}
