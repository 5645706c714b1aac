/* drawn.h -- pictures of made-up rows for the tests. */
#ifndef TESTS_OUTPUT_DRAWN_H
#define TESTS_OUTPUT_DRAWN_H

#include "output/plot/formats.h"
#include "tests/suites.h"

enum { DRAWN_COLUMNS = 33 };

/* The rows of a picture. */
struct drawn_case {
    const char *name;
    size_t count; /* of the columns */
    long rows;
    double (*value)(size_t column, long row, long rows);
};

extern struct arena drawn_arena;
extern struct error drawn_error;

/* The fixture of tests that draw. */
void drawn_begin(void);
void drawn_end(void);

/* Values of a drawn_case that get smaller. */
double drawn_decay(size_t column, long row, long rows);

/* The frame has step; then lr, or lr0, lr1, …; then loss. */
struct frame drawn_frame(size_t count);

/* What the format makes of a case, with a NUL behind; fails the test where
 * that is nothing. */
struct text drawn(const char *format, const struct frame *frame,
                  const struct drawn_case *given);

#endif
