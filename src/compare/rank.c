/* rank.c -- ranks the runs of each problem among one another.
 *
 * A run is better than another if its median is, and if their difference is
 * significant: the seeds of all runs are ranked together, and sample_test()
 * compares the ranks of the two. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/sample.h"
#include "compare/combinations.h"

/* A difference with a lower p value is significant. */
static const double level = 0.05;

static int
order_runs(const void *a, const void *b)
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

/* The gap, or the loss itself where the minimum is unknown. */
static double
excess(const struct combination *one)
{
    const struct outcome *median = &one->quartiles.median;

    return isnan(median->gap) ? median->final_loss : median->gap;
}

/* A quotient of losses below 0 has no meaning. */
static double
quotient(double loss, double least)
{
    return loss == least ? 1 : least < 0 ? NAN : loss / least;
}

/* A seed of some run. */
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

/* Ranks the seeds of all runs together; equal ones share a rank. */
static void
rank_seeds(struct combinations *all, struct seed_rank *ranked)
{
    size_t seeds = all->seeds, count = all->count * seeds;

    for (size_t i = 0; i < count; i++) {
        struct combination *one = &all->items[i / seeds];

        ranked[i] = (struct seed_rank){&one->quartiles.seeds[i % seeds],
                                       &one->seed_ranks[i % seeds]};
    }
    qsort(ranked, count, sizeof *ranked, order_seeds);
    for (size_t i = 0; i < count; i++)
        *ranked[i].rank = i > 0 && order_seeds(&ranked[i - 1], &ranked[i]) == 0
                              ? *ranked[i - 1].rank
                              : (double)i;
    for (size_t i = 0; i < all->count; i++)
        sample_sort(all->items[i].seed_ranks, seeds);
}

/* Whether it is a single seed where others could have been run. */
static bool
is_single_seed(const struct combinations *all, const struct combination *one)
{
    return all->seeds == 1 && one->quartiles.seeds[0].random &&
           all->request->seed_count != INTEGER_NULL;
}

bool
rank_lacks_seeds(const struct combinations *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct combination *one = &all->items[i];

        if (one->seed_ranks[0] != one->seed_ranks[all->seeds - 1] ||
            is_single_seed(all, one))
            return all->count > 1 && all->seeds < SEEDS_LEAST;
    }
    return false;
}

static double
p_value(const struct combinations *all, const struct combination *one,
        const struct combination *other, double *room)
{
    if (is_single_seed(all, one) || is_single_seed(all, other))
        return 1;
    return sample_test(one->seed_ranks, other->seed_ranks, all->seeds, room);
}

/* Compares one run with the others of its group. */
static void
rank_one(const struct combinations *all, struct combination *one, double *room)
{
    const struct combination *best = one;

    one->rank = 1;
    one->probability = 1;
    for (size_t k = 0; k < all->count; k++) {
        const struct combination *other = &all->items[k];
        double probability;

        if (other->group != one->group ||
            !outcome_better(&other->quartiles.median, &one->quartiles.median))
            continue;
        probability = p_value(all, one, other, room);
        one->rank += probability < level;
        if (best != one &&
            !outcome_better(&other->quartiles.median, &best->quartiles.median))
            continue;
        best = other;
        one->probability = probability;
    }
    one->relative = quotient(excess(one), excess(best));
}

/* Marks runs with the same rank; they are neighbours. */
static void
find_ties(struct combinations *all)
{
    for (size_t i = 1; i < all->count; i++) {
        struct combination *one = &all->items[i];

        if (one[-1].group == one->group && one[-1].rank == one->rank)
            one[-1].tied = one->tied = true;
    }
}

bool
rank_combinations(struct combinations *all, struct error *error)
{
    size_t seeds = all->seeds, count = all->count * seeds;
    struct seed_rank *ranked = arena_alloc(all->arena, count, sizeof *ranked);
    double *room = arena_alloc(all->arena, 2 * seeds, sizeof *room);
    double *ranks = arena_alloc(all->arena, count, sizeof *ranks);

    if (!ranked || !room || !ranks)
        return error_memory(error);
    for (size_t i = 0; i < all->count; i++)
        all->items[i].seed_ranks = &ranks[i * seeds];
    rank_seeds(all, ranked);
    for (size_t i = 0; i < all->count; i++)
        rank_one(all, &all->items[i], room);
    qsort(all->items, all->count, sizeof *all->items, order_runs);
    find_ties(all);
    return true;
}
