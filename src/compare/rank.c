/* rank.c -- ranks combinations of one problem among one another.
 *
 * One is better than another if its median is, and if its seeds differ from
 * the other's by more than chance: seeds are ranked as single runs are, and
 * these ranks tested by sample_test(). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/sample.h"
#include "compare/combinations.h"

/* How probable chance may be where two differ. */
static const double level = 0.05;

static int
compare(const void *a, const void *b)
{
    const struct combination *x = a, *y = b;

    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (outcome_better(&x->quartiles.median, &y->quartiles.median))
        return -1;
    if (outcome_better(&y->quartiles.median, &x->quartiles.median))
        return 1;
    return x->order < y->order ? -1 : 1;
}

/* The gap where the minimum is known, else the loss itself. */
static double
excess(const struct combination *combination)
{
    const struct outcome *median = &combination->quartiles.median;

    return isnan(median->gap) ? median->final_loss : median->gap;
}

/* Of losses below 0 a quotient says nothing. */
static double
quotient(double loss, double least)
{
    return loss == least ? 1 : least < 0 ? NAN : loss / least;
}

/* A seed of some combination. */
struct seed_rank {
    const struct outcome *outcome;
    double *rank;
};

static int
order_seeds(const void *a, const void *b)
{
    const struct outcome *x = ((const struct seed_rank *)a)->outcome;
    const struct outcome *y = ((const struct seed_rank *)b)->outcome;

    return outcome_better(y, x) - outcome_better(x, y);
}

/* Where each seed stands among those of all combinations; equal ones share a
 * rank. */
static void
rank_seeds(struct combinations *combinations, struct seed_rank *seed_ranks)
{
    size_t seeds = combinations->seeds, count = combinations->count * seeds;

    for (size_t i = 0; i < count; i++) {
        struct combination *one = &combinations->items[i / seeds];

        seed_ranks[i] = (struct seed_rank){&one->quartiles.seeds[i % seeds],
                                           &one->ranks[i % seeds]};
    }
    qsort(seed_ranks, count, sizeof *seed_ranks, order_seeds);
    for (size_t i = 0; i < count; i++)
        *seed_ranks[i].rank =
            i > 0 && order_seeds(&seed_ranks[i - 1], &seed_ranks[i]) == 0
                ? *seed_ranks[i - 1].rank
                : (double)i;
    for (size_t i = 0; i < combinations->count; i++)
        sample_sort(combinations->items[i].ranks, seeds);
}

/* Several seeds show whether a run changes with them. */
bool
combination_is_guess(const struct combinations *combinations,
                     const struct combination *one)
{
    return combinations->seeds == 1 && one->quartiles.seeds[0].random &&
           combinations->view.seeds != INTEGER_NULL;
}

static double
probability_of(const struct combinations *combinations,
               const struct combination *one, const struct combination *other,
               double *room)
{
    if (combination_is_guess(combinations, one) ||
        combination_is_guess(combinations, other))
        return 1;
    return sample_test(one->ranks, other->ranks, combinations->seeds, room);
}

/* Compares one with the others of its group. */
static void
rank_one(const struct combinations *combinations, struct combination *one,
         double *room)
{
    const struct combination *best = one;

    one->rank = 1;
    one->probability = 1;
    for (size_t k = 0; k < combinations->count; k++) {
        const struct combination *other = &combinations->items[k];
        double probability;

        if (other->group != one->group ||
            !outcome_better(&other->quartiles.median, &one->quartiles.median))
            continue;
        probability = probability_of(combinations, one, other, room);
        one->rank += probability < level;
        if (best != one &&
            !outcome_better(&other->quartiles.median, &best->quartiles.median))
            continue;
        best = other;
        one->probability = probability;
    }
    one->relative = quotient(excess(one), excess(best));
}

static void
find_shared(struct combinations *combinations)
{
    for (size_t i = 1; i < combinations->count; i++) {
        struct combination *one = &combinations->items[i];

        if (one[-1].group == one->group && one[-1].rank == one->rank)
            one[-1].shared = one->shared = true;
    }
}

bool
rank_combinations(struct combinations *combinations, struct error *error)
{
    struct arena *arena = combinations->arguments->arena;
    size_t seeds = combinations->seeds, count = combinations->count * seeds;
    struct seed_rank *seed_ranks =
        arena_alloc(arena, count, sizeof *seed_ranks);
    double *room = arena_alloc(arena, 2 * seeds, sizeof *room);
    double *ranks = arena_alloc(arena, count, sizeof *ranks);

    if (!seed_ranks || !room || !ranks)
        return error_memory(error);
    for (size_t i = 0; i < combinations->count; i++) {
        combinations->items[i].order = i;
        combinations->items[i].ranks = &ranks[i * seeds];
    }
    rank_seeds(combinations, seed_ranks);
    for (size_t i = 0; i < combinations->count; i++)
        rank_one(combinations, &combinations->items[i], room);
    qsort(combinations->items, combinations->count, sizeof *combinations->items,
          compare);
    find_shared(combinations);
    return true;
}
