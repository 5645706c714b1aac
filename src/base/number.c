/* number.c -- doubles as the shortest digits that read back.
   After Giulietti, The Schubfach way to render doubles (2020): scaled by the
   power of ten that leaves an integer but at most one multiple of ten among
   the numbers that read back, a double is that multiple or else the nearest
   integer.  One product of 64 by 128 bits scales it, in fixed point with an
   error below SLACK units; number_table.py proves that no bound and no
   halfway point is nearer to an integer than 30 units without being one. */

#include "base/number.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/number_table.h"

/* gcc and clang have it on 64-bit machines; no standard type is as wide. */
__extension__ typedef unsigned __int128 uint128;

enum { FRACTION_BITS = 70, SLACK = 4 };

/* The characters of eight zeros. */
#define ZEROS ((uint64_t)0x3030303030303030)

/* digits * 10^exponent */
struct decimal {
    uint64_t digits;
    long exponent;
};

/* Seventeen digits, and how many of them stand before the decimal point. */
struct layout {
    uint64_t first; /* one digit */
    uint64_t high;  /* eight digits, a byte each, the first in the lowest */
    uint64_t low;   /* the eight that follow */
    long used;      /* digits without the zeros at the end */
    long point;
};

/* floor(log10(2^exponent)), or of 3/4 of it; the offset keeps the shift off
   negative numbers. */
static long
floor_log10(long exponent, bool three_quarters)
{
    const long log = exponent * 315653 - (three_quarters ? 131237 : 0);
    return ((log + (400 << 20)) >> 20) - 400;
}

/* floor(log2(10^exponent)) */
static long
floor_log2(long exponent)
{
    return ((exponent * 1741647 + (1200 << 19)) >> 19) - 1200;
}

/* The integer nearest to a fixed-point number, of two as near the even one:
   a tie has no error, since the table is rounded up and the product down. */
static uint64_t
round_to_even(uint128 number)
{
    const uint64_t high = (uint64_t)(number >> 64);
    const uint64_t half = (uint64_t)1 << (FRACTION_BITS - 65);
    const uint64_t up = (high + half) >> (FRACTION_BITS - 64);
    const bool tie = (uint64_t)number == 0 && high % (2 * half) == half;
    return tie ? up & ~(uint64_t)1 : up;
}

/* The shortest decimal for significand * 2^exponent, with trailing zeros; at
   a power of two the doubles below lie half as far apart as those above. */
static struct decimal
shortest(uint64_t significand, long exponent, bool power_of_two)
{
    const long scale = floor_log10(exponent, power_of_two);
    const uint64_t *const power = powers_of_ten[scale + 324];
    const long shift = exponent + floor_log2(-scale) + FRACTION_BITS - 64;
    const uint64_t factor = 2 * significand << shift;
    const uint128 scaled = (uint128)factor * power[0] +
                           (uint64_t)((uint128)factor * power[1] >> 64);
    const uint128 half_gap = ((uint128)(power[0] >> (64 - shift)) << 64) |
                             (power[0] << shift | power[1] >> (64 - shift));

    /* From after before up to last all read back; the bounds do if the
       significand is even. */
    const uint128 above = half_gap + SLACK - 2 * SLACK * (significand & 1);
    const uint128 below = power_of_two ? above - half_gap / 2 : above;
    const uint64_t last = (uint64_t)((scaled + above) >> FRACTION_BITS);
    const uint64_t before = (uint64_t)((scaled - below) >> FRACTION_BITS);
    const uint64_t ten = last / 10 * 10;
    uint64_t nearest = round_to_even(scaled);
    if (power_of_two && nearest == before)
        nearest++;

    /* A mask, since no branch predictor foresees this choice. */
    const uint64_t mask = -(uint64_t)(ten > before);
    return (struct decimal){nearest ^ ((nearest ^ ten) & mask), scale};
}

/* Splits each 32-bit half, a number of four digits, into its digits. */
static uint64_t
split_fours(uint64_t fours)
{
    const uint64_t hundreds = fours * 5243 >> 19 & 0x7f0000007f;
    const uint64_t twos = (fours << 16) - hundreds * ((100 << 16) - 1);
    const uint64_t tens = twos * 103 >> 10 & 0x000f000f000f000f;
    return (twos << 8) - tens * ((10 << 8) - 1);
}

/* The eight digits of number, a byte each, the first in the lowest. */
static uint64_t
eight_digits(uint32_t number)
{
    const uint64_t high = number / 10000;
    return split_fours(((uint64_t)number << 32) -
                       high * (((uint64_t)10000 << 32) - 1));
}

/* Writes eight characters, the one in the lowest byte first. */
static void
put_eight(char *text, uint64_t characters)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    characters = __builtin_bswap64(characters);
#endif
    memcpy(text, &characters, sizeof characters);
}

static void
put_digits(char *text, const struct layout *layout)
{
    text[0] = (char)('0' + layout->first);
    put_eight(text + 1, layout->high + ZEROS);
    put_eight(text + 9, layout->low + ZEROS);
}

/* How many of the eight digits are left without the zeros at the end. */
static long
count_used(uint64_t digits)
{
    return digits != 0 ? (71 - __builtin_clzll(digits)) >> 3 : 0;
}

static struct layout
lay_out(struct decimal decimal)
{
    while (decimal.digits < 1000000000000000) {
        decimal.digits *= 10;
        decimal.exponent--;
    }
    const uint64_t sixteen = decimal.digits < 10000000000000000;
    decimal.digits += 9 * decimal.digits & -sixteen;
    const uint32_t top = (uint32_t)(decimal.digits / 100000000);
    const uint32_t bottom = (uint32_t)(decimal.digits % 100000000);
    const uint64_t high = eight_digits(top % 100000000);
    const uint64_t low = bottom != 0 ? eight_digits(bottom) : 0;
    return (struct layout){
        .first = top / 100000000,
        .high = high,
        .low = low,
        .used = low != 0 ? 9 + count_used(low) : 1 + count_used(high),
        .point = 17 + decimal.exponent - (long)sixteen,
    };
}

/* Writes 0.00123. */
static size_t
put_fraction(char *text, const struct layout *layout)
{
    const long start = 2 - layout->point;
    memcpy(text, "0.000", 5);
    put_digits(text + start, layout);
    return (size_t)(start + layout->used);
}

/* Writes 12.3 or 1200. */
static size_t
put_mixed(char *text, const struct layout *layout)
{
    const long point = layout->point;
    const uint128 digits = ((uint128)layout->low << 64) | layout->high;
    const uint128 tail = digits >> 8 * (point - 1);
    put_digits(text, layout);
    text[point] = '.';
    put_eight(text + point + 1, (uint64_t)tail + ZEROS);
    if (point < 9)
        put_eight(text + point + 9, (uint64_t)(tail >> 64) + ZEROS);
    return (size_t)(layout->used > point ? layout->used + 1 : point);
}

/* Writes 1.23e-45. */
static size_t
put_scientific(char *text, const struct layout *layout)
{
    const long exponent = layout->point - 1;
    const uint64_t sign = exponent < 0 ? '-' : '+';
    const uint64_t size = (uint64_t)(exponent < 0 ? -exponent : exponent);
    const size_t three = size >= 100;
    const uint64_t digits = (split_fours(size) + ZEROS) >> (16 - 8 * three);
    char *const end = text + layout->used + (layout->used > 1);
    put_digits(text + 1, layout);
    text[0] = text[1];
    text[1] = '.';
    put_eight(end, 'e' | sign << 8 | digits << 16);
    return (size_t)(end - text) + 4 + three;
}

static size_t
put_decimal(char *text, struct decimal decimal)
{
    const struct layout layout = lay_out(decimal);
    if (layout.point < -3 || layout.point > 16)
        return put_scientific(text, &layout);
    if (layout.point <= 0)
        return put_fraction(text, &layout);
    return put_mixed(text, &layout);
}

static size_t
put_integer(char *text, uint64_t number)
{
    const uint64_t digits = eight_digits((uint32_t)(number % 100000000));
    if (number >= 100000000) {
        const size_t length = put_integer(text, number / 100000000);
        put_eight(text + length, digits + ZEROS);
        return length + 8;
    }
    /* Zero keeps its last digit. */
    const int zeros = __builtin_ctzll(digits | (uint64_t)1 << 56) >> 3;
    put_eight(text, (digits + ZEROS) >> 8 * zeros);
    return (size_t)(8 - zeros);
}

/* Writes fraction * 2^-1074, or a significand that has a hidden bit. */
static size_t
put_finite(char *text, long biased, uint64_t fraction)
{
    const uint64_t hidden = biased != 0 ? (uint64_t)1 << 52 : 0;
    const uint64_t significand = hidden | fraction;
    const long exponent = biased != 0 ? biased - 1075 : -1074;
    if (significand == 0)
        return put_integer(text, 0);
    if (-52 <= exponent && exponent <= 0 &&
        significand << 1 << (63 + exponent) == 0)
        return put_integer(text, significand >> -exponent);
    const bool power_of_two = fraction == 0 && biased > 1;
    return put_decimal(text, shortest(significand, exponent, power_of_two));
}

size_t
number_print(char *text, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const size_t sign = bits >> 63;
    const long biased = (long)(bits >> 52 & 0x7ff);
    const uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    text[0] = '-';
    if (biased < 0x7ff)
        return sign + put_finite(text + sign, biased, fraction);
    if (fraction != 0) {
        memcpy(text, "nan", 3);
        return 3;
    }
    memcpy(text + sign, "inf", 3);
    return sign + 3;
}

double
number_plain(double value)
{
    return isnan(value) ? (double)NAN : value;
}
