/* scipy_values.h -- made by scipy_values.py with SciPy 1.17.1. */
#ifndef TESTS_PREDICT_SCIPY_VALUES_H
#define TESTS_PREDICT_SCIPY_VALUES_H

enum { SCIPY_FITS = 4 };

static const struct scipy_fit {
    const char *law;
    size_t runs;
    double numbers[4];
} scipy_fits[SCIPY_FITS] = {
    {"kernel", 1, {2.51781307, 0.578384195, 0.462761956, 15.2762208}},
    {"kernel", 2, {2.51395496, 0.586720515, 0.457780604, 14.8666209}},
    {"momentum", 1, {2.91719437, 0.481110223, 0.514049388, 0.103070716}},
    {"momentum", 2, {2.91171822, 0.48792736, 0.509262926, 0.0987401395}},
};

#endif
