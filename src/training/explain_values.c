/* explain_values.c -- tries the values of a schedule, one by one. */
#include <math.h>

#include "training/explain_try.h"

bool
explain_is_whole(const struct parameter *row)
{
    return row->type == PARAMETER_INTEGER || row->type == PARAMETER_INTEGERS;
}

bool
explain_counts_steps(const struct parameter *row, double old)
{
    return explain_is_whole(row) ||
           (!explain_is_word(row) && old >= 2 && old == floor(old));
}

void
explain_by_word(struct explain_search *search, struct explain_change *change)
{
    int count = 2;

    if (change->row->type == PARAMETER_CHOICE) {
        count = 1;
        for (const char *at = change->row->range; *at; at++)
            count += *at == '|';
    }
    for (int i = 0; i < count; i++) {
        change->value = i;
        if (change->value != change->old)
            explain_consider(search, change);
    }
}

/* Whether a value is of the class that has its turn: whole numbers, words,
 * then other numbers. */
static bool
has_turn(const struct parameter *row, int turn)
{
    return turn == 0   ? explain_is_whole(row)
           : turn == 1 ? explain_is_word(row)
                       : !explain_is_word(row) && !explain_is_whole(row);
}

/* Adds the later paths that have the same value, such as the milestone behind
 * a warm-up's length. */
static void
add_equals(const struct spec_paths *paths, size_t first,
           struct explain_change *change)
{
    for (size_t k = first + 1; k < paths->count; k++)
        if (explain_is_whole(paths->items[k].row) &&
            paths->items[k].value == change->old && change->count < TOGETHER)
            change->paths[change->count++] = paths->items[k].path;
}

static struct explain_change
change_of(const struct explain_search *search, const struct spec_path *path)
{
    return (struct explain_change){.shift = search->shift,
                                   .count = 1,
                                   .paths = {path->path},
                                   .row = path->row,
                                   .old = path->value,
                                   .value = path->value,
                                   .least = path->least};
}

/* Values alone; whole numbers also with those that are equal. */
static void
try_turn(struct explain_search *search, const struct spec_paths *paths,
         int turn)
{
    for (size_t i = 0; i < paths->count && !explain_settled(search); i++) {
        struct explain_change change = change_of(search, &paths->items[i]);

        if (!has_turn(change.row, turn))
            continue;
        if (turn == 1) {
            explain_by_word(search, &change);
            continue;
        }
        explain_by_number(search, &change);
        if (turn > 0)
            continue;
        change.value = change.old;
        add_equals(paths, i, &change);
        if (change.count > 1 && !explain_settled(search))
            explain_by_number(search, &change);
    }
}

/* Whether a change moves a value already. */
static bool
moves(const struct explain_change *change, const char *path)
{
    for (size_t i = 0; i < change->count; i++)
        if (change->paths[i] == path)
            return true;
    return false;
}

void
explain_by_sum(struct explain_search *search, const struct spec_paths *paths)
{
    for (size_t i = 0; i < paths->count; i++) {
        struct explain_change first = change_of(search, &paths->items[i]);

        if (!explain_is_whole(first.row))
            continue;
        add_equals(paths, i, &first);
        for (size_t k = 0; k < paths->count && !explain_settled(search); k++) {
            const struct spec_path *other = &paths->items[k];
            struct explain_change change = first;

            if (moves(&first, other->path) ||
                !explain_counts_steps(other->row, other->value))
                continue;
            change.against = other->path;
            change.against_old = other->value;
            explain_by_number(search, &change);
        }
    }
}

void
explain_by_value(struct explain_search *search, const struct spec_paths *paths)
{
    for (int turn = 0; turn < 3; turn++)
        try_turn(search, paths, turn);
}
