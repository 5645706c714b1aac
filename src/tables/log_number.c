/* log_number.c -- tells numbers and gaps apart. */
#include "tables/log_number.h"

#include <math.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/number_read.h"
#include "tables/log.h"

/* A quiet NaN that no calculation makes. */
static const uint64_t gap_bits = 0x7FF8000000006A70;

double
log_gap(void)
{
    double gap;

    memcpy(&gap, &gap_bits, sizeof gap);
    return gap;
}

bool
log_is_gap(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return bits == gap_bits;
}

bool
log_is_gap_text(const char *text, size_t length)
{
    static const char *const gaps[] = {"null", "NA", "N/A", "None", "-", "?"};

    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (strlen(gaps[i]) == length &&
            strncasecmp(gaps[i], text, length) == 0)
            return true;
    return length == 0;
}

/* nan, inf and infinity, after a sign. */
static bool
read_word(const char *text, size_t length, double *value)
{
    static const char *const words[] = {"infinity", "inf", "nan"};
    static const double values[] = {(double)INFINITY, (double)INFINITY,
                                    (double)NAN};

    for (size_t i = 0; i < 3; i++)
        if (strlen(words[i]) == length &&
            strncasecmp(text, words[i], length) == 0) {
            *value = values[i];
            return true;
        }
    return false;
}

bool
log_number(const char *text, size_t length, double *value)
{
    bool minus = length > 0 && *text == '-';
    size_t sign = minus || (length > 0 && *text == '+');

    if (number_read(text, length, value))
        return true;
    if (!read_word(text + sign, length - sign, value))
        return false;
    *value = minus ? -*value : *value;
    return true;
}
