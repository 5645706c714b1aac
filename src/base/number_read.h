/* number_read.h -- text as numbers: the double that is nearest. */
#ifndef BASE_NUMBER_READ_H
#define BASE_NUMBER_READ_H

#include <stdbool.h>
#include <stddef.h>

/* Reads a decimal with sign, point and exponent, which `length` bytes are as a
 * whole; a byte that could be no part of it must follow.  The result is that of
 * strtod().  False if they are not, or too large for a double. */
bool number_read(const char *text, size_t length, double *value);

#endif
