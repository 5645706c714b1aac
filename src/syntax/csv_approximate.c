/* csv_approximate.c -- reads a decimal without correct rounding, for which
 * strtod() takes most of the time of drawing a long table. */
#include <stdlib.h>
#include <string.h>

#include "syntax/csv.h"

/* Reads digits from `at` on, and returns their end. */
static const char *
take_digits(const char *at, unsigned long long *digits)
{
    unsigned digit;

    for (; (digit = (unsigned)*at - '0') < 10; at++)
        *digits = *digits * 10 + digit;
    return at;
}

/* The exponent after an 'e'; NULL if it is malformed. */
static const char *
take_exponent(const char *at, long *exponent)
{
    unsigned long long digits = 0;
    bool minus = *at == '-';
    const char *start = at += *at == '-' || *at == '+';

    at = take_digits(at, &digits);
    *exponent = minus ? -(long)(digits & 0xFFF) : (long)(digits & 0xFFF);
    return at > start && at - start < 4 ? at : NULL;
}

/* Leading zeros, which are not significant digits. */
static long
zeros(const char *at)
{
    long count = 0;

    for (; *at == '0' || *at == '.'; at++)
        count += *at == '0';
    return count;
}

/* value / 10^places, to within a few units in the last place. */
static double
shifted(double value, long places)
{
    static const double powers[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

    if (places > 22) {
        value /= powers[22];
        places -= 22;
    }
    return places < 0 ? value * powers[-places] : value / powers[places];
}

bool
csv_approximate(const struct csv_field *field, double *value)
{
    enum { SURE = 19, MOST = 44, LEAST = -22 }; /* 10^19 is below 2^64 */
    const char *end = field->text + field->length;
    const char *start = field->text + (field->text[0] == '-');
    unsigned long long digits = 0;
    const char *at = take_digits(start, &digits);
    long count = at - start, places = 0, exponent = 0;

    if (count == 0)
        return false;
    if (*at == '.') {
        const char *point = at++;

        at = take_digits(at, &digits);
        places = at - point - 1;
        count += places;
        if (places == 0)
            return false;
    }
    if (at < end && (*at == 'e' || *at == 'E'))
        at = take_exponent(at + 1, &exponent);
    if (at != end || (count > SURE && count - zeros(start) > SURE))
        return false;
    places -= exponent;
    if (places < LEAST || places > MOST)
        return false;
    *value = shifted((double)digits, places);
    if (field->text[0] == '-')
        *value = -*value;
    return true;
}
