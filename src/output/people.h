/* people.h -- numbers as people read them: some significant digits, aligned at
 * the decimal point. */
#ifndef OUTPUT_PEOPLE_H
#define OUTPUT_PEOPLE_H

#include "base/text.h"

enum { PEOPLE_DIGITS = 4, PEOPLE_SIZE = 48 };

/* Fixed from 0.001 to 1e7, else as 1.5e-4; whole numbers have all their
 * digits. */
void people_number(double value, int digits, char cell[PEOPLE_SIZE]);

/* The shorter of "0.02" and "2e-2", for a sentence. */
void people_short(double value, int digits, char cell[PEOPLE_SIZE]);

/* The columns of the cells of a table's column: before the decimal point, from
 * it on, and of whole words. */
struct people_width {
    size_t left, right, words;
};

/* Makes it as wide as a cell, "0.02", "12=" or a word. */
void people_measure(struct people_width *width, const char *cell);

size_t people_total(const struct people_width *width);

/* Adds a cell with blanks around it. */
void people_add(const struct people_width *width, const char *cell,
                struct text *text);

#endif
