/* number.h -- numbers as text: the shortest digits that read back. */

#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stddef.h>

/* Enough room for any number; what lies behind the text is scratch. */
enum { NUMBER_SIZE = 32 };

/* Writes the shortest decimal that strtod reads back as value, the closest of
   the shortest (of two as close, the even one), and returns its length, at
   most 24.  Fixed notation from 1e-4 to below 1e16, else 1e-05 or 1.5e+16;
   -0, nan (without a sign), inf and -inf.  text has NUMBER_SIZE bytes and gets
   no terminating NUL. */
size_t number_print(char *text, double value);

/* For printf(), which would print a NaN's sign. */
double number_plain(double value);

#endif
