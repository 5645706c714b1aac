/* number_read.c -- reads decimals, several times as fast as strtod() does.
   After Lemire, Number parsing at a gigabyte per second (2021): the digits
   times a power of ten of 128 bits decide the rounding, but for a few in 2^70,
   which strtod() does. */

#include "base/number_read.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/number_table.h"

__extension__ typedef unsigned __int128 uint128;

enum {
    DIGITS_MOST = 19,   /* of a 64-bit integer */
    POWER_LEAST = -292, /* of the table */
    POWER_MOST = 308,
    EXACT_POWER = 22,    /* 10^22 is a double */
    EXPONENT_MOST = 9999 /* no larger one makes a difference */
};

struct decimal_text {
    bool minus;
    uint64_t digits;
    long power;  /* of ten */
    bool longer; /* digits do not have all */
};

/* Reads digits, of which the last 64 bits are kept. */
static const char *
take_digits(const char *at, uint64_t *digits)
{
    unsigned digit;

    for (; (digit = (unsigned)*at - '0') < 10; at++)
        *digits = *digits * 10 + digit;
    return at;
}

/* The end of an exponent; NULL where it has no digits. */
static const char *
take_exponent(const char *at, long *power)
{
    bool minus = *at == '-';
    const char *start = at += *at == '-' || *at == '+';
    long exponent = 0;

    for (; (unsigned)*at - '0' < 10; at++)
        if (exponent < EXPONENT_MOST)
            exponent = exponent * 10 + (*at - '0');
    *power += minus ? -exponent : exponent;
    return at > start ? at : NULL;
}

/* Leading zeros, which are no significant digits. */
static long
count_zeros(const char *at)
{
    long count = 0;

    for (; *at == '0' || *at == '.'; at++)
        count += *at == '0';
    return count;
}

static bool
take_decimal(const char *text, size_t length, struct decimal_text *decimal)
{
    const char *start = text + (*text == '-' || *text == '+'), *at;
    long count;

    *decimal = (struct decimal_text){.minus = *text == '-'};
    at = take_digits(start, &decimal->digits);
    count = at - start;
    if (*at == '.') {
        const char *point = ++at;

        at = take_digits(at, &decimal->digits);
        decimal->power = point - at;
        count += at - point;
    }
    if (count == 0)
        return false;
    decimal->longer =
        count > DIGITS_MOST && count - count_zeros(start) > DIGITS_MOST;
    if (*at == 'e' || *at == 'E')
        at = take_exponent(at + 1, &decimal->power);
    return at == text + length;
}

/* digits * 10^power where both are doubles, so that one rounding is made. */
static bool
read_exactly(const struct decimal_text *decimal, double *value)
{
    static const double powers[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    long power = decimal->power;

    if (decimal->digits > (uint64_t)1 << 53 || power < -EXACT_POWER ||
        power > EXACT_POWER)
        return false;
    *value = power < 0 ? (double)decimal->digits / powers[-power]
                       : (double)decimal->digits * powers[power];
    return true;
}

/* floor(log2(10^power)) */
static long
floor_log2(long power)
{
    return ((power * 1741647 + (1200L << 19)) >> 19) - 1200;
}

/* By the table; false where its 128 bits do not decide. */
static bool
read_by_table(const struct decimal_text *decimal, double *value)
{
    enum { BELOW = 75, SLACK = 4 }; /* bits behind the 53 of a double */
    const uint64_t *power;
    uint64_t digits = decimal->digits, bits;
    uint128 product, rest, half = (uint128)1 << (BELOW - 1);
    long exponent = floor_log2(decimal->power);
    int zeros, shift;

    if (decimal->power < POWER_LEAST || decimal->power > POWER_MOST)
        return false;
    power = powers_of_ten[324 - decimal->power];
    zeros = __builtin_clzll(digits);
    digits <<= zeros;
    product = (uint128)digits * power[0] +
              (uint64_t)((uint128)digits * power[1] >> 64);
    shift = !(product >> 127);
    product <<= shift;
    exponent += 64 - zeros - shift;
    rest = product & (((uint128)1 << BELOW) - 1);
    if (rest + SLACK >= half && rest <= half + SLACK)
        return false;
    /* The carry of a round-up goes on into the exponent. */
    if (exponent <= -1022 || exponent >= 1023)
        return false;
    bits = ((uint64_t)(exponent + 1022) << 52) + (uint64_t)(product >> BELOW) +
           (rest > half);
    memcpy(value, &bits, sizeof bits);
    return true;
}

static bool
read_slowly(const char *text, size_t length, double *value)
{
    enum { ROOM = 1024 };
    char copy[ROOM], *end;

    if (length >= ROOM)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    *value = strtod(copy, &end);
    return end == copy + length && isfinite(*value);
}

bool
number_read(const char *text, size_t length, double *value)
{
    struct decimal_text decimal;

    if (!take_decimal(text, length, &decimal))
        return false;
    if (decimal.longer)
        return read_slowly(text, length, value);
    if (decimal.digits == 0)
        *value = 0;
    else if (!read_exactly(&decimal, value) && !read_by_table(&decimal, value))
        return read_slowly(text, length, value);
    else if (isinf(*value))
        return false;
    if (decimal.minus)
        *value = -*value;
    return true;
}
