/* rank.c -- ranks contenders of one problem among one another.
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
    const struct contender *x = a, *y = b;

    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (outcome_better(&x->scores.median, &y->scores.median))
        return -1;
    if (outcome_better(&y->scores.median, &x->scores.median))
        return 1;
    return x->order < y->order ? -1 : 1;
}

/* The gap where the minimum is known, else the loss itself. */
static double
excess(const struct contender *contender)
{
    const struct outcome *median = &contender->scores.median;

    return isnan(median->gap) ? median->final_loss : median->gap;
}

/* Of losses below 0 a quotient says nothing. */
static double
quotient(double loss, double least)
{
    return loss == least ? 1 : least < 0 ? NAN : loss / least;
}

/* A seed of some contender. */
struct runner {
    const struct outcome *outcome;
    double *rank;
};

static int
compare_runners(const void *a, const void *b)
{
    const struct outcome *x = ((const struct runner *)a)->outcome;
    const struct outcome *y = ((const struct runner *)b)->outcome;

    return outcome_better(y, x) - outcome_better(x, y);
}

/* Where each seed stands among those of all contenders; equal ones share a
 * rank. */
static void
rank_seeds(struct contenders *contenders, struct runner *runners)
{
    size_t seeds = contenders->seeds, count = contenders->count * seeds;

    for (size_t i = 0; i < count; i++) {
        struct contender *one = &contenders->items[i / seeds];

        runners[i] = (struct runner){&one->scores.seeds[i % seeds],
                                     &one->ranks[i % seeds]};
    }
    qsort(runners, count, sizeof *runners, compare_runners);
    for (size_t i = 0; i < count; i++)
        *runners[i].rank =
            i > 0 && compare_runners(&runners[i - 1], &runners[i]) == 0
                ? *runners[i - 1].rank
                : (double)i;
    for (size_t i = 0; i < contenders->count; i++)
        sample_sort(contenders->items[i].ranks, seeds);
}

/* Several seeds show whether a run changes with them. */
bool
contenders_guess(const struct contenders *contenders,
                 const struct contender *one)
{
    return contenders->seeds == 1 && one->scores.seeds[0].random &&
           contenders->view.seeds != INTEGER_NULL;
}

static double
probability_of(const struct contenders *contenders, const struct contender *one,
               const struct contender *other, double *room)
{
    if (contenders_guess(contenders, one) ||
        contenders_guess(contenders, other))
        return 1;
    return sample_test(one->ranks, other->ranks, contenders->seeds, room);
}

/* Compares one with the others of its group. */
static void
rank_one(const struct contenders *contenders, struct contender *one,
         double *room)
{
    const struct contender *best = one;

    one->rank = 1;
    one->probability = 1;
    for (size_t k = 0; k < contenders->count; k++) {
        const struct contender *other = &contenders->items[k];
        double probability;

        if (other->group != one->group ||
            !outcome_better(&other->scores.median, &one->scores.median))
            continue;
        probability = probability_of(contenders, one, other, room);
        one->rank += probability < level;
        if (best != one &&
            !outcome_better(&other->scores.median, &best->scores.median))
            continue;
        best = other;
        one->probability = probability;
    }
    one->relative = quotient(excess(one), excess(best));
}

static void
find_shared(struct contenders *contenders)
{
    for (size_t i = 1; i < contenders->count; i++) {
        struct contender *one = &contenders->items[i];

        if (one[-1].group == one->group && one[-1].rank == one->rank)
            one[-1].shared = one->shared = true;
    }
}

bool
contenders_rank(struct contenders *contenders, struct error *error)
{
    struct arena *arena = contenders->arguments->arena;
    size_t seeds = contenders->seeds, count = contenders->count * seeds;
    struct runner *runners = arena_alloc(arena, count, sizeof *runners);
    double *room = arena_alloc(arena, 2 * seeds, sizeof *room);
    double *ranks = arena_alloc(arena, count, sizeof *ranks);

    if (!runners || !room || !ranks)
        return error_memory(error);
    for (size_t i = 0; i < contenders->count; i++) {
        contenders->items[i].order = i;
        contenders->items[i].ranks = &ranks[i * seeds];
    }
    rank_seeds(contenders, runners);
    for (size_t i = 0; i < contenders->count; i++)
        rank_one(contenders, &contenders->items[i], room);
    qsort(contenders->items, contenders->count, sizeof *contenders->items,
          compare);
    find_shared(contenders);
    return true;
}
