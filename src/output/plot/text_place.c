/* text_place.c -- where values are in cells, and signs there. */
#include <math.h>

#include "output/plot/text_parts.h"

struct dot
text_place(const struct text_drawing *drawing, const struct text_view *view,
           double across, double up)
{
    const struct cells *cells = drawing->cells;
    double right = (double)(view->area.width * cells->wide) - 1;
    double bottom = (double)(view->area.height * cells->high) - 1;
    double share = axis_share(&view->up, up);

    /* What is below a log axis leaves it. */
    if (share < -1)
        share = -1;
    return (struct dot){axis_share(&view->across, across) * right,
                        bottom - share * bottom};
}

struct ink
text_ink(const struct text_drawing *drawing, size_t pen)
{
    const struct chart *chart = drawing->chart;
    size_t runs = chart->run_pens, number = pen;

    /* A run has its colour in all panels, as far as there are colours. */
    if (chart->run_count > 1 && runs <= CELL_INKS &&
        chart->style->colours > 0 && chart->style->unicode)
        number = pen % runs + pen / runs * CELL_INKS;
    return ink_of(chart->style, number);
}

void
text_sign(const struct text_drawing *drawing, const struct text_view *view,
          struct position position, const char *sign, unsigned colour)
{
    struct cells *cells = drawing->cells;
    const struct cell_area *area = &view->area;
    struct dot dot = text_place(drawing, view, position.x, position.y);
    double right = (double)(area->width * cells->wide);
    double bottom = (double)(area->height * cells->high);

    if (dot.x >= -0.5 && dot.x < right - 0.5 && dot.y >= -0.5 &&
        dot.y < bottom - 0.5)
        cells_text(cells, area->left + (size_t)lround(dot.x) / cells->wide,
                   area->top + (size_t)lround(dot.y) / cells->high, sign,
                   colour);
}
