/* logged_digits.c -- how a column of rates was printed.
 *
 * fixed       the same number of decimals: half a unit of the last one
 * scientific  the same number of digits before the exponent: likewise
 * single      float32 written out: what rounds to the same float32
 * exact       some value has 12 significant digits or more
 * general     the significant digits that enough values have, as %g prints */
#include "training/logged_digits.h"

#include <float.h>
#include <math.h>

#include "training/written_number.h"

enum {
    EXACT_DIGITS = 12,  /* so many significant ones are all there are */
    SINGLE_DIGITS = 10, /* more than a float32 needs */
    USUAL_DIGITS = 6,   /* of %g */
    ENOUGH_VALUES = 8,  /* to count the digits of */
};

struct column_digits {
    struct written_number first;
    size_t count;
    bool scientific, same_digits, same_decimals; /* all numbers */
    bool single;                                 /* all are float32 */
    bool ends_in_zero;                           /* some number does */
    int most;                                    /* significant digits */
    /* Distinct values by their significant digits, up to ENOUGH_VALUES. */
    size_t distinct[EXACT_DIGITS];
    double values[EXACT_DIGITS][ENOUGH_VALUES];
};

static void
note_distinct(struct column_digits *column, int digits, double value)
{
    size_t *count = &column->distinct[digits];
    double *values = column->values[digits];

    for (size_t i = 0; i < *count; i++)
        if (values[i] == value)
            return;
    if (*count < ENOUGH_VALUES)
        values[(*count)++] = value;
}

static void
note_number(struct column_digits *column, const struct written_number *number,
            double value)
{
    const struct written_number *first = &column->first;

    if (column->count++ == 0) {
        column->first = *number;
        column->scientific = column->same_digits = column->same_decimals =
            column->single = true;
    }
    column->scientific = column->scientific && number->scientific;
    column->same_digits =
        column->same_digits && number->digits == first->digits;
    column->same_decimals = column->same_decimals && !number->scientific &&
                            number->decimals == first->decimals;
    column->single = column->single && value == (double)(float)value;
    /* Any logger may write 0.0 for zero. */
    column->ends_in_zero =
        column->ends_in_zero || (number->ends_in_zero && !number->zero);
    if (number->significant > column->most)
        column->most = number->significant;
    if (number->significant < EXACT_DIGITS)
        note_distinct(column, number->significant, value);
}

/* The most digits that enough distinct values have. */
static int
general_digits(const struct column_digits *column)
{
    size_t count = 0;

    for (int digits = EXACT_DIGITS - 1; digits > 0; digits--) {
        count += column->distinct[digits];
        if (count >= ENOUGH_VALUES)
            return digits;
    }
    return USUAL_DIGITS;
}

static void
allow(struct logged_rate *rate, double half)
{
    rate->low = rate->value - half;
    rate->high = rate->value + half;
}

static void
allow_single(struct logged_rate *rate)
{
    float value = (float)rate->value;

    rate->low = ((double)nextafterf(value, -FLT_MAX) + rate->value) / 2;
    rate->high = ((double)nextafterf(value, FLT_MAX) + rate->value) / 2;
}

static bool
has_last_place(const struct column_digits *column)
{
    const struct written_number *first = &column->first;

    if (column->same_decimals)
        return first->decimals >= 2 || column->ends_in_zero;
    return column->scientific && column->same_digits && first->digits >= 2;
}

bool
logged_digits_apply(struct logged_rate *rates, size_t count)
{
    struct column_digits column = {0};
    struct written_number number;
    bool last_place;
    int general;

    for (size_t i = 0; i < count; i++)
        if (written_number_read(rates[i].text, &number))
            note_number(&column, &number, rates[i].value);
    column.single = column.single && column.most >= SINGLE_DIGITS;
    last_place = has_last_place(&column);
    general = general_digits(&column);
    for (size_t i = 0; i < count; i++) {
        struct logged_rate *rate = &rates[i];

        allow(rate, 0);
        if (!written_number_read(rate->text, &number))
            continue;
        if (column.single)
            allow_single(rate);
        else if (last_place)
            allow(rate, 0.5 * pow(10, (double)number.last));
        else if (column.most < EXACT_DIGITS && !number.zero)
            allow(rate, 0.5 * pow(10, (double)(number.first - general + 1)));
    }
    return column.single;
}
