/* logged_digits.h -- which values the printed digits of a log allow. */
#ifndef TRAINING_LOGGED_DIGITS_H
#define TRAINING_LOGGED_DIGITS_H

#include "training/logged_rates.h"

/* Fills in low and high of all rates; true where they are float32 numbers,
 * written out.  How a column was printed shows in all of it: one value may be
 * 0.1 because it is exact, or because one decimal was printed. */
bool logged_digits_apply(struct logged_rate *rates, size_t count);

#endif
