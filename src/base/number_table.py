#!/usr/bin/env python3
"""number_table.py -- writes number_table.h: ./number_table.py > number_table.h

Also proves what number.c relies on: in units of 2^-70, a scaled bound or
halfway point that is no integer (no half) is at least 30 of them away.
"""

from fractions import Fraction
from math import floor

FIRST, LAST = 324, -292
UNIT = Fraction(1, 2**70)


def power(exponent):
    """The 128 bits of 10^exponent from its highest bit down, rounded up."""
    tens = 10 ** abs(exponent)
    if exponent < 0:
        return -(-(1 << (127 + tens.bit_length())) // tens)
    excess = tens.bit_length() - 128
    return -(-tens >> excess) if excess > 0 else tens << -excess


def least_miss(ratio, limit):
    """The least distance, but for none, of i * ratio from an integer, i from
    1 to limit; residues from below and above shrink as in Euclid's algorithm.
    """
    modulus = ratio.denominator
    if modulus <= limit:
        return Fraction(1, modulus)
    below, above = ratio.numerator % modulus, -ratio.numerator % modulus
    i, j = 1, 1
    while i + j <= limit:
        if below < above:
            count = min((above - 1) // below, (limit - j) // i)
            above, j = above - count * below, j + count * i
        else:
            count = min((below - 1) // above, (limit - i) // j)
            below, i = below - count * above, i + count * j
    return Fraction(min(below, above), modulus)


def scale(exponent, share):
    """2^exponent over the greatest power of ten not above share of it."""
    gap = Fraction(2) ** exponent
    log = floor(exponent * 0.30103) - 2
    while Fraction(10) ** (log + 1) <= gap * share:
        log += 1
    assert LAST <= -log <= FIRST
    return gap / Fraction(10) ** log


def miss(number):
    """The distance from the nearest integer, or a whole unit for none."""
    return abs(number - floor(number + Fraction(1, 2))) or 1


def prove():
    """Runs over the exponents of all doubles; bounds are odd multiples of
    half a gap, twice a halfway point is an even one, and powers of two have a
    lower bound of their own."""
    for exponent in range(-1074, 972):
        assert least_miss(scale(exponent, 1) / 2, 2**55) / 2 >= 30 * UNIT
        gap = scale(exponent, Fraction(3, 4))
        assert miss((2**52 + Fraction(1, 2)) * gap) >= 30 * UNIT
        assert miss((2**52 - Fraction(1, 4)) * gap) >= 30 * UNIT
        assert miss(2**53 * gap) / 2 >= 30 * UNIT


prove()
print("""\
/* number_table.h -- powers of ten, written by number_table.py.
   Row r is 10^(%d - r): high and low word of its 128 bits from the highest
   down, rounded up. */

#ifndef BASE_NUMBER_TABLE_H
#define BASE_NUMBER_TABLE_H

#include <stdint.h>

static const uint64_t powers_of_ten[%d][2] = {""" % (FIRST, FIRST - LAST + 1))
for exponent in range(FIRST, LAST - 1, -1):
    bits = power(exponent)
    print("    {0x%016x, 0x%016x}," % (bits >> 64, bits % 2**64))
print("""\
};

#endif""")
