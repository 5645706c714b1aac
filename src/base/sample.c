/* sample.c -- quantiles, and Mann and Whitney's rank-sum test.
 *
 * Ranks are doubled, so that those of tied values are whole. */
#include "base/sample.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    VALUES = 2 * SAMPLE_EXACT,
    /* Half the doubled ranks of all values. */
    MIDDLE = SAMPLE_EXACT * (VALUES + 1),
};

static int
compare(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

void
sample_sort(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
}

double
sample_quantile(const double *values, size_t count, double share)
{
    double place = share * (double)(count - 1), rest = place - floor(place);
    size_t below = (size_t)place, above = below + (rest > 0);
    double low = values[below], high = values[above];

    if (low == high || isinf(high))
        return high;
    return rest < 0.5 ? low + (high - low) * rest
                      : high - (high - low) * (1 - rest);
}

/* The values from `first` on that are tied with it end here. */
static size_t
tie_end(const double *sorted, size_t count, size_t first)
{
    size_t end = first + 1;

    while (end < count && sorted[end] == sorted[first])
        end++;
    return end;
}

/* The share of all choices of half the values whose doubled ranks sum up to at
 * most `sum`, which is at most half of the sum of all: each value is taken or
 * left, and ways[k][s] counts how k of them have the sum s. */
static double
lower_tail(const double *sorted, size_t count, size_t sum)
{
    static const double none[MIDDLE + 1];
    double ways[SAMPLE_EXACT + 1][MIDDLE + 1], fewer = 0, all = 1;

    for (size_t k = 0; k <= count; k++)
        memcpy(ways[k], none, (sum + 1) * sizeof **ways);
    ways[0][0] = 1;
    for (size_t i = 0; i < 2 * count;) {
        size_t end = tie_end(sorted, 2 * count, i), rank = i + 1 + end;

        for (; i < end; i++)
            for (size_t k = i < count ? i + 1 : count; k > 0; k--)
                for (size_t s = rank; s <= sum; s++)
                    ways[k][s] += ways[k - 1][s - rank];
    }
    for (size_t s = 0; s <= sum; s++)
        fewer += ways[count][s];
    for (size_t k = 1; k <= count; k++)
        all = all * (double)(count + k) / (double)k;
    return fewer / all;
}

/* Likewise, from the deviation that the sum has by chance. */
static double
normal_tail(const double *sorted, size_t count, double below)
{
    double n = (double)count, tied = 0, variance;

    for (size_t i = 0; i < 2 * count;) {
        size_t end = tie_end(sorted, 2 * count, i);
        double ties = (double)(end - i);

        tied += ties * (ties * ties - 1);
        i = end;
    }
    variance = n * n / 3 * (2 * n + 1 - tied / (2 * n * (2 * n - 1)));
    /* Sums are two apart: the step between two is halved. */
    return 0.5 * erfc((below - 1) / sqrt(2 * variance));
}

double
sample_test(const double *a, const double *b, size_t count, double *room)
{
    size_t middle = count * (2 * count + 1), sum = 0, taken = 0;

    if (a[0] == a[count - 1] && b[0] == b[count - 1])
        return a[0] == b[0];
    memcpy(room, a, count * sizeof *a);
    memcpy(room + count, b, count * sizeof *b);
    sample_sort(room, 2 * count);
    for (size_t i = 0; i < 2 * count;) {
        size_t end = tie_end(room, 2 * count, i);

        for (; taken < count && a[taken] == room[i]; taken++)
            sum += i + 1 + end;
        i = end;
    }
    /* Half of all has as much above the middle as below. */
    sum = sum > middle ? 2 * middle - sum : sum;
    if (sum == middle)
        return 1;
    return fmin(1, 2 * (count > SAMPLE_EXACT
                            ? normal_tail(room, count, (double)(middle - sum))
                            : lower_tail(room, count, sum)));
}
