/* written_number.h -- the digits with which a number was written. */
#ifndef TRAINING_WRITTEN_NUMBER_H
#define TRAINING_WRITTEN_NUMBER_H

#include <stdbool.h>

struct written_number {
    bool scientific;   /* it has an exponent */
    bool zero;         /* it has no other digit than 0 */
    int digits;        /* all of the mantissa */
    int decimals;      /* behind the point */
    int significant;   /* without zeros before them, nor those at the end of
                        * 100 and 1.0 */
    bool ends_in_zero; /* behind the point */
    long first, last;  /* powers of ten: of the first digit that is not 0, and
                        * of the last digit */
};

/* Reads a number with spaces around it; false for nan and inf. */
bool written_number_read(const char *text, struct written_number *number);

#endif
