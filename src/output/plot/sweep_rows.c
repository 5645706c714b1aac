/* sweep_rows.c -- finds what varies in the rows of a sweep. */
#include "output/plot/sweep_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/people.h"
#include "output/plot/label.h"

bool
sweep_rows_add(struct sweep_rows *sweep, const double *row)
{
    size_t width = sweep->frame->count;
    double *rows = arena_grow(sweep->arena, sweep->rows, sweep->count * width,
                              width, &sweep->room, sizeof *rows);

    if (!rows)
        return false;
    sweep->rows = rows;
    memcpy(rows + sweep->count++ * width, row, width * sizeof *rows);
    return true;
}

static int
compare_values(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Whether values are more evenly spaced in their logarithm. */
static bool
is_even_in_log(const struct sweep_variable *variable)
{
    const double *v = variable->values;
    size_t last = variable->count - 1;

    if (variable->labels || last < 1 || !(v[0] > 0) || v[last] < 8 * v[0])
        return false;
    /* The middle of the range is where the middle one is. */
    return last < 2 || v[last / 2] < (v[0] + v[last]) / 4;
}

/* The values of a column, each once. */
static bool
collect(const struct sweep_rows *sweep, struct sweep_variable *variable)
{
    double *values = arena_alloc(sweep->arena, sweep->count, sizeof *values);
    size_t kept = 0;

    if (!values)
        return false;
    for (size_t i = 0; i < sweep->count; i++)
        values[i] = sweep->rows[i * sweep->frame->count + variable->column];
    if (sweep->count > 0)
        qsort(values, sweep->count, sizeof *values, compare_values);
    for (size_t i = 0; i < sweep->count; i++)
        if (kept == 0 || values[i] != values[kept - 1])
            values[kept++] = values[i];
    variable->values = values;
    variable->count = kept;
    variable->log = is_even_in_log(variable);
    return true;
}

/* The two that have axes, in their order, and the seed. */
static bool
find_variables(struct sweep_rows *sweep)
{
    const struct frame *frame = sweep->frame;
    double cells = 1;
    struct sweep_variable *at =
        arena_alloc(sweep->arena, frame->swept, sizeof *at);

    sweep->variables = at;
    if (!at)
        return false;
    for (size_t c = 1; c <= frame->swept; c++) {
        const char *dot = strrchr(frame->names[c], '.');

        *at = (struct sweep_variable){
            .name = label_clean(dot ? dot + 1 : frame->names[c],
                                PANEL_NAME_WIDTH, LABEL_ELLIPSIS, sweep->arena),
            .labels = frame->labels ? frame->labels[c] : NULL,
            .column = c};
        if (!at->name || !collect(sweep, at))
            return false;
        cells *= (double)at->count;
        at += at->count > 1;
    }
    sweep->variable_count = (size_t)(at - sweep->variables);
    for (at = sweep->variables; at < sweep->variables + sweep->variable_count;
         at++)
        if (at->labels)
            continue;
        else if (!sweep->seed && strcmp(at->name, "seed") == 0)
            sweep->seed = at;
        else if (!sweep->x)
            sweep->x = at;
        else if (!sweep->y)
            sweep->y = at;
    /* Nothing but seeds: they are what is seen. */
    if (!sweep->x) {
        sweep->x = sweep->seed;
        sweep->seed = NULL;
    }
    sweep->sparse =
        sweep->variable_count > 1 && (double)sweep->count < 0.3 * cells;
    return true;
}

static size_t
number_of(const struct sweep_variable *variable, const double *row)
{
    size_t low = 0, high = variable->count;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;

        if (variable->values[middle] <= row[variable->column])
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool
is_side(const struct sweep_rows *sweep, const struct sweep_variable *variable)
{
    return variable == sweep->x || variable == sweep->y ||
           variable == sweep->seed || (sweep->sparse && !variable->labels);
}

static int
digits_of(const struct sweep_rows *sweep)
{
    return sweep->frame->digits > 0 ? sweep->frame->digits : PEOPLE_DIGITS;
}

/* "adam, momentum 0.9" */
static void
name_values(const struct sweep_rows *sweep, const double *row, bool all,
            struct text *text)
{
    int digits = digits_of(sweep);
    char number[PEOPLE_SIZE];

    for (size_t i = 0; i < sweep->variable_count; i++) {
        const struct sweep_variable *variable = &sweep->variables[i];
        double value = row[variable->column];

        if (all ? variable == sweep->seed : is_side(sweep, variable))
            continue;
        text_string(text, text->used > 0 ? ", " : "");
        people_short(value, digits, number);
        if (variable->labels)
            text_string(text, variable->labels[(size_t)value]);
        else
            text_format(text, "%s %s", variable->name, number);
    }
}

static int
compare_places(const void *first, const void *second)
{
    const struct sweep_place *a = first, *b = second;

    return a->combination != b->combination
               ? (a->combination < b->combination ? -1 : 1)
           : a->y != b->y ? (a->y < b->y ? -1 : 1)
           : a->x != b->x ? (a->x < b->x ? -1 : 1)
           : isnan(a->loss) || isnan(b->loss)
               ? isnan(a->loss) - isnan(b->loss)
               : (a->loss > b->loss) - (a->loss < b->loss);
}

/* The number of the combination of all that has no axis; where there are too
 * many it is that of the next. */
static bool
find_combination(struct sweep_rows *sweep, const double *row, size_t *number,
                 struct text *text)
{
    text->used = 0;
    name_values(sweep, row, false, text);
    if (!text_end(text))
        return false;
    for (*number = 0; *number < sweep->combinations; ++*number)
        if (strcmp(sweep->names[*number], text->bytes) == 0)
            return true;
    if (sweep->combinations == PANEL_CURVES) {
        sweep->more = true;
        return true;
    }
    sweep->names[sweep->combinations] =
        arena_copy(sweep->arena, text->bytes, text->used);
    return sweep->names[sweep->combinations++] != NULL;
}

size_t
sweep_together(const struct sweep_rows *sweep, size_t first, double *median)
{
    const struct sweep_place *place = sweep->places + first;
    size_t count = 1;

    while ((sweep->seed || sweep->y) && first + count < sweep->place_count &&
           place[count].combination == place->combination &&
           place[count].x == place->x && place[count].y == place->y)
        count++;
    /* What diverged is last. */
    *median = place[(count - 1) / 2].loss / 2 + place[count / 2].loss / 2;
    return count;
}

static void
find_best(struct sweep_rows *sweep)
{
    double median, least = INFINITY;

    for (size_t i = 0; i < sweep->place_count;) {
        size_t count = sweep_together(sweep, i, &median);

        if (median < least) {
            sweep->best = &sweep->places[i];
            least = median;
        }
        i += count;
    }
}

static bool
sort_rows(struct sweep_rows *sweep)
{
    struct text text = {.arena = sweep->arena};

    if (!find_variables(sweep))
        return false;
    sweep->names =
        arena_alloc(sweep->arena, PANEL_CURVES, sizeof *sweep->names);
    sweep->places =
        arena_alloc(sweep->arena, sweep->count, sizeof *sweep->places);
    if (!sweep->names || !sweep->places)
        return false;
    for (size_t i = 0; i < sweep->count; i++) {
        const double *row = sweep->rows + i * sweep->frame->count;
        struct sweep_place *place = &sweep->places[sweep->place_count];
        double loss = row[sweep->loss];

        if (sweep->diverged && row[sweep->diverged] == 1)
            loss = (double)NAN;
        *place =
            (struct sweep_place){.x = sweep->x ? number_of(sweep->x, row) : 0,
                                 .y = sweep->y ? number_of(sweep->y, row) : 0,
                                 .loss = isfinite(loss) ? loss : (double)NAN,
                                 .row = row};
        if (!find_combination(sweep, row, &place->combination, &text))
            return false;
        sweep->place_count += place->combination < sweep->combinations;
    }
    if (sweep->place_count > 0)
        qsort(sweep->places, sweep->place_count, sizeof *sweep->places,
              compare_places);
    find_best(sweep);
    return true;
}

/* "lr 0.02, adam: 4.2e-5"; NULL: all diverged, or no memory. */
static const char *
name_best(const struct sweep_rows *sweep)
{
    struct text text = {.arena = sweep->arena};
    char number[PEOPLE_SIZE];
    double median;

    if (!sweep->best)
        return NULL;
    sweep_together(sweep, (size_t)(sweep->best - sweep->places), &median);
    people_short(median, digits_of(sweep), number);
    name_values(sweep, sweep->best->row, true, &text);
    text_format(&text, ": %s", number);
    return text_end(&text);
}

bool
sweep_chart(struct sweep_rows *sweep, struct chart *chart)
{
    bool done;

    if (!sort_rows(sweep))
        return false;
    done = sweep->y && sweep->place_count > 0 ? sweep_maps(sweep, chart)
                                              : sweep_curves(sweep, chart);
    chart->sweep = sweep;
    chart->best = name_best(sweep);
    return done;
}
