/* explain_rows.c -- causes that leave the spec as it is: the log shows other
 * rows of it. */
#include <math.h>

#include "simulate/rates_at.h"
#include "training/explain_try.h"

static void
try_pace(struct explain_search *search, long times, long of)
{
    struct explain_change change = {.times = times, .of = of};

    /* The last row must stay within what a schedule can count. */
    if (search->logged->rows[search->logged->count - 1] < INTEGER_MOST / times)
        explain_consider(search, &change);
}

void
explain_by_pace(struct explain_search *search)
{
    static const long usual[] = {2, 4, 8, 3, 16, 32, 64, 5, 6, 7, 10, 100};
    long epoch = search->logged->spec->steps_per_epoch;

    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (explain_settled(search))
            return;
        try_pace(search, usual[i], 1);
        if (!explain_settled(search))
            try_pace(search, 1, usual[i]);
    }
    if (!explain_settled(search) && epoch > 1)
        try_pace(search, epoch, 1);
    if (!explain_settled(search) && epoch > 1)
        try_pace(search, 1, epoch);
}

/* The spec's rates in its first rows; NULL after an error. */
static const double *
fill_rows(struct explain_search *search, size_t count, struct arena *arena)
{
    const struct logged_rates *logged = search->logged;
    long *rows = arena_alloc(arena, count, sizeof *rows);
    double *values = arena_alloc(arena, count, sizeof *values);
    const struct rates_at rates = {logged->group, count, rows, values};
    struct error error = {0};
    bool done;

    for (size_t i = 0; rows && i < count; i++)
        rows[i] = (long)i;
    done = rows && values && rates_at_fill(logged->spec, &rates, arena, &error);
    search->failed =
        search->failed || !rows || !values || error.status == STATUS_LIMIT;
    return done ? values : NULL;
}

const double *
explain_curve(struct explain_search *search, long beyond, struct arena *arena)
{
    enum { MOST = 2000000 };
    const struct logged_rates *logged = search->logged;
    long last = logged->rows[logged->count - 1];

    return last < MOST ? fill_rows(search, (size_t)(last + beyond) + 1, arena)
                       : NULL;
}

/* How many rates fit, from `first` up to the one that does not. */
static size_t
fitting(const struct logged_rates *logged, size_t first, const double *values,
        long shift)
{
    size_t i = first;

    while (i < logged->count) {
        long row = logged->rows[i] + shift;

        if (logged_rate_miss(logged, &logged->rates[i],
                             values[row > 0 ? row : 0]) != 0)
            break;
        i++;
    }
    return i - first;
}

bool
explain_find_shift(struct explain_search *search, size_t first, long *shift)
{
    enum { BEYOND = 10000 };
    const struct logged_rates *logged = search->logged;
    long last = logged->rows[logged->count - 1];
    double work = 1e8;
    struct arena arena = {0};
    const double *values = explain_curve(search, BEYOND, &arena);
    bool found = false;

    for (long k = 1; values && !found && work > 0 && (k <= BEYOND || k <= last);
         k++)
        for (int sign = -1; !found && sign <= 1; sign += 2) {
            size_t fits;

            if (k > (sign < 0 ? last : BEYOND))
                continue;
            fits = fitting(logged, first, values, sign * k);
            work -= (double)fits + 1;
            found = fits == logged->count - first;
            *shift = sign * k;
        }
    arena_free(&arena);
    return found;
}
