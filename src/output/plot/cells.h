/* cells.h -- a drawing made of the characters of a terminal.
 *
 * Where there is Unicode a cell has 2 by 4 dots, which braille shows; in ASCII
 * it is one dot, which a sign shows.  Later marks cover earlier ones. */
#ifndef OUTPUT_PLOT_CELLS_H
#define OUTPUT_PLOT_CELLS_H

#include "base/text.h"
#include "output/plot/picture_style.h"

/* Colours and strokes of curves, and the ink of what lies behind them. */
enum { CELL_INKS = 8, CELL_GLYPH = 16 };

/* The colours of a heat map, from the low end of its scale on. */
enum { INK_HEAT = CELL_INKS + 2, HEAT_INKS = 10 };

/* How dots and words are drawn; 0 is the terminal's own. */
struct ink {
    unsigned char colour; /* 1 … CELL_INKS, or INK_FAINT */
    unsigned char stroke; /* 0 … CELL_INKS - 1, or STROKE_FAINT */
};
enum { INK_FAINT = CELL_INKS + 1, STROKE_FAINT = CELL_INKS };

/* Curve number `number`: with colours eight solid lines, then eight dashed
 * ones; without, eight strokes. */
struct ink ink_of(const struct picture_style *style, size_t number);

struct cell {
    unsigned char dots, colour;
    bool covered;           /* by a wide character to the left */
    char glyph[CELL_GLYPH]; /* a word's character; "": dots */
};

struct cells {
    const struct picture_style *style;
    size_t width, height; /* in characters */
    size_t wide, high;    /* dots of a cell */
    struct cell *cells;   /* [height][width], from the top */
};

/* Some of the cells. */
struct cell_area {
    size_t left, top, width, height;
};

/* A place in an area, in dots from its left and top. */
struct dot {
    double x, y;
};

/* An empty drawing; false: no memory. */
bool cells_begin(struct cells *cells, const struct picture_style *style,
                 size_t width, size_t height, struct arena *arena);

/* Writes a clean text from a cell on, as far as it finds room; returns the
 * columns that it took. */
size_t cells_text(struct cells *cells, size_t left, size_t top,
                  const char *text, unsigned colour);

/* A line as far as it is inside of the area.  `travelled` has the dots since
 * the stroke began, so that it goes on around corners. */
void cells_line(struct cells *cells, const struct cell_area *area,
                struct dot from, struct dot to, struct ink ink,
                double *travelled);

/* A point that is seen alone. */
void cells_point(struct cells *cells, const struct cell_area *area,
                 struct dot place, struct ink ink);

/* A light pattern between two heights of a column of dots. */
void cells_shade(struct cells *cells, const struct cell_area *area, double x,
                 double top, double bottom, struct ink ink);

/* A short sample of a stroke, long enough to tell it from all others; returns
 * its columns. */
size_t cells_sample_width(const struct cells *cells);
size_t cells_sample(struct cells *cells, size_t left, size_t top,
                    struct ink ink);

/* Adds the lines, without blanks at their ends. */
void cells_print(const struct cells *cells, struct text *text);

#endif
