/* nearest.c -- edit distance with neighbouring letters swapped as one edit. */
#include "base/nearest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LONGEST = 48 };

static size_t
smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static char
lower(char c)
{
    return (char)tolower((unsigned char)c);
}

/* Optimal string alignment: insert, delete, replace, swap neighbours. */
static size_t
edit_distance(const char *a, size_t m, const char *b, size_t n)
{
    size_t row[3][LONGEST + 1];

    for (size_t j = 0; j <= n; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t *now = row[i % 3], *last = row[(i + 2) % 3];

        now[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t differ = lower(a[i - 1]) != lower(b[j - 1]);

            now[j] =
                smaller(smaller(last[j], now[j - 1]) + 1, last[j - 1] + differ);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = smaller(now[j], row[(i + 1) % 3][j - 2] + 1);
        }
    }
    return row[m % 3][n];
}

void
nearest_try(struct nearest *nearest, const char *candidate)
{
    size_t m = strlen(nearest->word), n = strlen(candidate);
    size_t distance;

    if (m > LONGEST || n > LONGEST)
        return;
    distance = edit_distance(nearest->word, m, candidate, n);
    if (m > 1 && m < n && strncasecmp(nearest->word, candidate, m) == 0)
        /* The beginning of a name is nearer than any slip. */
        distance = 0;
    else if (distance > (m > n ? m : n) / 3 || distance >= m)
        return;
    if (!nearest->best || distance < nearest->distance) {
        nearest->best = candidate;
        nearest->distance = distance;
    }
}

struct suggestion
nearest_suggestion(const struct nearest *nearest)
{
    struct suggestion suggestion = {""};

    if (nearest->best)
        snprintf(suggestion.text, sizeof suggestion.text,
                 " (did you mean '%s'?)", nearest->best);
    return suggestion;
}
