/* people.c -- rounds numbers, and aligns them. */
#include "output/people.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Zeros at the end of a fraction say nothing. */
static void
strip_zeros(char *text)
{
    size_t length = strlen(text);

    if (!strchr(text, '.'))
        return;
    while (text[length - 1] == '0')
        length--;
    text[length - (text[length - 1] == '.')] = '\0';
}

/* As "1.5e-4"; returns the exponent. */
static int
write_power(double value, int digits, char cell[PEOPLE_SIZE])
{
    char text[PEOPLE_SIZE], *e;
    int exponent;

    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    e = strchr(text, 'e');
    exponent = atoi(e + 1);
    *e = '\0';
    strip_zeros(text);
    snprintf(cell, PEOPLE_SIZE, "%.24se%d", text, exponent);
    return exponent;
}

void
people_number(double value, int digits, char cell[PEOPLE_SIZE])
{
    enum { FIXED_LEAST = -3, FIXED_MOST = 6 };
    int exponent, decimals;

    if (!isfinite(value) || (value == floor(value) && fabs(value) < 1e15)) {
        if (isnan(value))
            strcpy(cell, "nan");
        else
            snprintf(cell, PEOPLE_SIZE, "%.0f", value);
        return;
    }
    exponent = write_power(value, digits, cell);
    decimals = digits - 1 - exponent;
    if (exponent < FIXED_LEAST || exponent > FIXED_MOST)
        return;
    snprintf(cell, PEOPLE_SIZE, "%.*f", decimals > 0 ? decimals : 0, value);
    strip_zeros(cell);
}

void
people_short(double value, int digits, char cell[PEOPLE_SIZE])
{
    char power[PEOPLE_SIZE];

    people_number(value, digits, cell);
    if (!isfinite(value) || value == 0)
        return;
    write_power(value, digits, power);
    if (strlen(power) < strlen(cell))
        strcpy(cell, power);
}

/* The columns before the decimal point; 0: it is a word. */
static size_t
before_point(const char *cell)
{
    size_t sign = *cell == '-' || *cell == '+';
    size_t digits = strspn(cell + sign, "0123456789");

    return digits > 0 ? sign + digits : 0;
}

void
people_measure(struct people_width *width, const char *cell)
{
    size_t all = text_width(cell), left = before_point(cell);

    if (left == 0) {
        width->words = all > width->words ? all : width->words;
        return;
    }
    width->left = left > width->left ? left : width->left;
    width->right = all - left > width->right ? all - left : width->right;
}

size_t
people_total(const struct people_width *width)
{
    size_t numbers = width->left + width->right;

    return numbers > width->words ? numbers : width->words;
}

void
people_add(const struct people_width *width, const char *cell,
           struct text *text)
{
    size_t total = people_total(width), all = text_width(cell);
    size_t left = before_point(cell);
    size_t behind = left > 0 ? width->right - (all - left) : 0;

    text_format(text, "%*s%s%*s", (int)(total - all - behind), "", cell,
                (int)behind, "");
}
