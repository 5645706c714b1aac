/* contour.c -- marching squares (Lorensen & Cline, 1987, in the plane).
 *
 * The grid is seen with a rim of infinite height around it, so that every line
 * is closed.  A line has the lower side on its left: one that runs counter-
 * clockwise holds lower ground, one that runs clockwise higher. */
#include "output/plot/contour.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* No line leads on from here. */
#define NOWHERE ((size_t)-1)

/* One level on its way over a grid of cells, rim included.  Edge 2n leads
 * from node n to the right, edge 2n + 1 upwards. */
struct march {
    const struct height_grid *grid;
    double level;
    size_t columns, rows; /* of the nodes */
    size_t *next;         /* from the edge where a line leaves low ground */
};

static double
height(const struct march *march, size_t i, size_t j)
{
    if (i == 0 || j == 0 || i + 1 == march->columns || j + 1 == march->rows)
        return INFINITY;
    return march->grid->values[(j - 1) * march->grid->columns + i - 1];
}

/* A node of the rim is on the border. */
static struct position
node_position(const struct march *march, size_t i, size_t j)
{
    const struct height_grid *grid = march->grid;
    double columns = (double)(grid->columns - 1);
    double rows = (double)(grid->rows - 1);
    double right = fmin(fmax((double)i - 1, 0), columns) / columns;
    double up = fmin(fmax((double)j - 1, 0), rows) / rows;

    return (struct position){grid->low.x + (grid->high.x - grid->low.x) * right,
                             grid->low.y + (grid->high.y - grid->low.y) * up};
}

/* Where the level crosses an edge. */
static struct position
crossing(const struct march *march, size_t edge)
{
    size_t node = edge / 2, i = node % march->columns;
    size_t j = node / march->columns;
    size_t to_i = i + (edge % 2 == 0), to_j = j + edge % 2;
    double a = height(march, i, j), b = height(march, to_i, to_j);
    struct position from = node_position(march, i, j),
                    to = node_position(march, to_i, to_j);
    double share = isinf(a) ? 1 : isinf(b) ? 0 : (march->level - a) / (b - a);

    return (struct position){from.x + (to.x - from.x) * share,
                             from.y + (to.y - from.y) * share};
}

/* Links the edges of one cell.  Corners and edges are counted counter-
 * clockwise: edge c leads from corner c to the next. */
static void
link_cell(struct march *march, size_t i, size_t j)
{
    size_t node = j * march->columns + i;
    size_t edges[4] = {2 * node, 2 * (node + 1) + 1,
                       2 * (node + march->columns), 2 * node + 1};
    double heights[4] = {height(march, i, j), height(march, i + 1, j),
                         height(march, i + 1, j + 1), height(march, i, j + 1)};
    bool low[4], joined;
    double sum = 0;

    for (size_t c = 0; c < 4; c++) {
        low[c] = heights[c] < march->level;
        sum += heights[c];
    }
    /* Of two low corners and two high ones, the middle joins a pair. */
    joined = sum / 4 < march->level;
    for (size_t c = 0; c < 4; c++) {
        size_t back = c;

        if (!low[c] || low[(c + 1) % 4])
            continue;
        /* The line leaves by edge c, and the low ground behind it begins at
         * an edge before. */
        if (joined && low[(c + 2) % 4] && !low[(c + 3) % 4])
            back = (c + 1) % 4;
        else
            do
                back = (back + 3) % 4;
            while (low[back]);
        march->next[edges[c]] = edges[back];
    }
}

static double
area_of(const struct loop *loop)
{
    double area = 0;

    for (size_t i = 0; i < loop->count; i++) {
        struct position a = loop->positions[i],
                        b = loop->positions[(i + 1) % loop->count];

        area += (a.x - loop->positions[0].x) * (b.y - loop->positions[0].y) -
                (b.x - loop->positions[0].x) * (a.y - loop->positions[0].y);
    }
    return area / 2;
}

/* Leaves out what lies on the line between its neighbours. */
static void
straighten(struct loop *loop, const struct height_grid *grid)
{
    double fine = 2e-4 * (grid->high.x - grid->low.x) *
                  (grid->high.y - grid->low.y) / (double)grid->rows;
    size_t kept = 0;

    for (size_t i = 0; i < loop->count; i++) {
        struct position here = loop->positions[i];
        struct position to = loop->positions[(i + 1) % loop->count];
        struct position from =
            loop->positions[kept ? kept - 1 : loop->count - 1];
        double bend = (here.x - from.x) * (to.y - from.y) -
                      (to.x - from.x) * (here.y - from.y);

        if (kept == 0 || fabs(bend) > fine)
            loop->positions[kept++] = here;
    }
    loop->count = kept;
}

/* Follows a line from one of its edges until it closes, and unlinks it. */
static bool
follow(struct march *march, size_t start, size_t band, struct loop *loop,
       struct arena *arena)
{
    size_t count = 0, edge = start;

    do {
        edge = march->next[edge];
        count++;
    } while (edge != start);
    *loop = (struct loop){.count = count};
    loop->positions = arena_alloc(arena, count, sizeof *loop->positions);
    if (!loop->positions)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t next = march->next[edge];

        loop->positions[i] = crossing(march, edge);
        march->next[edge] = NOWHERE;
        edge = next;
    }
    loop->area = area_of(loop);
    loop->band = band + (loop->area < 0);
    loop->area = fabs(loop->area);
    straighten(loop, march->grid);
    return true;
}

static bool
add_loop(struct contour *contour, const struct loop *loop, size_t *room,
         struct arena *arena)
{
    struct loop *loops = arena_grow(arena, contour->loops, contour->count, 1,
                                    room, sizeof *loops);

    if (!loops)
        return false;
    contour->loops = loops;
    contour->loops[contour->count++] = *loop;
    return true;
}

/* The larger first, and of two of the same size the higher. */
static int
by_area(const void *a, const void *b)
{
    const struct loop *x = a, *y = b;

    if (x->area != y->area)
        return x->area < y->area ? 1 : -1;
    return x->band < y->band ? 1 : x->band > y->band ? -1 : 0;
}

bool
contour_make(struct contour *contour, const struct height_grid *grid,
             const struct levels *levels, struct arena *arena)
{
    struct march march = {
        .grid = grid, .columns = grid->columns + 2, .rows = grid->rows + 2};
    size_t edges = 2 * march.columns * march.rows, room = 0;
    double least =
        1e-6 * (grid->high.x - grid->low.x) * (grid->high.y - grid->low.y);

    *contour = (struct contour){.count = 0};
    march.next = arena_alloc(arena, edges, sizeof *march.next);
    if (!march.next)
        return false;
    memset(march.next, 0xFF, edges * sizeof *march.next);
    for (size_t k = 0; k < levels->count; k++) {
        march.level = levels->values[k];
        for (size_t j = 0; j + 1 < march.rows; j++)
            for (size_t i = 0; i + 1 < march.columns; i++)
                link_cell(&march, i, j);
        for (size_t edge = 0; edge < edges; edge++) {
            struct loop loop;

            if (march.next[edge] == NOWHERE)
                continue;
            if (!follow(&march, edge, k, &loop, arena))
                return false;
            if (loop.area > least && loop.count > 2 &&
                !add_loop(contour, &loop, &room, arena))
                return false;
        }
    }
    if (contour->count > 0)
        qsort(contour->loops, contour->count, sizeof *contour->loops, by_area);
    return true;
}
