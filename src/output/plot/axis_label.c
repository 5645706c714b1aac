/* axis_label.c -- the labels of tics. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/plot/axis.h"

/* An exponent in raised digits. */
static void
raise(int exponent, char *label)
{
    static const char *const digits[] = {
        "\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",
        "\xE2\x81\xB4", "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7",
        "\xE2\x81\xB8", "\xE2\x81\xB9"};
    char decimal[16];

    snprintf(decimal, sizeof decimal, "%d", exponent);
    for (const char *s = decimal; *s; s++)
        strcat(label, *s == '-' ? "\xE2\x81\xBB" : digits[*s - '0']);
}

/* A mantissa with its sign, "" for 1, and a power of ten. */
static void
write_power(const char *mantissa, int exponent, bool unicode,
            char label[TIC_LABEL])
{
    if (!unicode) {
        snprintf(label, TIC_LABEL, "%.30se%d", *mantissa ? mantissa : "1",
                 exponent);
        return;
    }
    snprintf(label, TIC_LABEL, "%.30s%s10", mantissa,
             *mantissa && strcmp(mantissa, "-") != 0 ? "\xC2\xB7" : "");
    raise(exponent, label);
}

void
axis_label(const struct axis *scale, double tic, bool unicode,
           char label[TIC_LABEL])
{
    enum { FIXED_LEAST = -3, FIXED_MOST = 7, POWERS_MOST = 4 };
    double size = fmax(fabs(scale->low), fabs(scale->high));
    int top = (int)floor(log10(scale->powers ? tic : size) + 1e-9);
    int digits = top - scale->exponent;
    char text[TIC_LABEL], *e;

    if (tic == 0) {
        snprintf(label, TIC_LABEL, "0");
        return;
    }
    if (top >= FIXED_LEAST &&
        top < (scale->powers ? POWERS_MOST : FIXED_MOST) &&
        (scale->powers || scale->exponent >= 2 * FIXED_LEAST)) {
        int point = scale->powers ? -top : -scale->exponent;

        snprintf(label, TIC_LABEL, "%.*f", point > 0 ? point : 0, tic);
        return;
    }
    /* All labels of an axis have digits of the same size. */
    top = (int)floor(log10(fabs(tic)) + 1e-9);
    digits = scale->powers ? 0 : top - scale->exponent;
    snprintf(text, sizeof text, "%.*e", digits > 0 ? digits : 0, tic);
    e = strchr(text, 'e');
    *e = '\0';
    if (digits <= 0 && strspn(text, "-1") == strlen(text))
        text[strlen(text) - 1] = '\0';
    write_power(text, atoi(e + 1), unicode, label);
}
