/* data_make.c -- synthetic data: normal features, and a target that a linear
 * model of random weights gives them, with noise. */
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "problem/data.h"

/* Draws of a row: its features, and the noise of its target. */
enum { DRAW_FEATURES, DRAW_NOISE, DRAW_WEIGHTS };

static const struct parameter parameters[] = {
    INTEGER(struct synthetic, rows, "500", "[1,100000000]", "how many"),
    INTEGER(struct synthetic, features, "10", "[1,100000000]",
            "numbers in a row, each of them normal"),
    INTEGER(struct synthetic, classes, "null", "[2,1000] or null",
            "labels that the target has; null: 3, or 2 where there must be 2, "
            "or none where the target is a number"),
    REAL(struct synthetic, noise, "0.1", "[0,inf)",
         "standard deviation of what is added to the target, or to the score "
         "of each class"),
    INTEGER(struct synthetic, seed, "0", "[0,inf)", "which set is made"),
    END_OF_TABLE,
};

static const struct kind synthetic_kind = {
    .name = "synthetic",
    TABLE_OF(struct synthetic, parameters),
};

static const struct kind *const kinds[] = {&synthetic_kind, NULL};

const struct family synthetic_family = {.name = "synthetic", .kinds = kinds};

/* How many the learner has, 0 for a number, unless it is said. */
static bool
choose_classes(const struct node *node, const struct learner *learner,
               struct synthetic *recipe, struct error *error)
{
    const struct place *place = node_place(node, "classes");
    long most = (long)learner->classes_most;

    if (recipe->classes == INTEGER_NULL) {
        recipe->classes = most < 3 ? most : 3;
        return true;
    }
    if (most == 0)
        return error_at(error, place,
                        "must be null, since the target is a number, not %ld",
                        recipe->classes);
    return recipe->classes <= most ||
           error_at(error, place, "must be at most %ld, not %ld", most,
                    recipe->classes);
}

static double
score(const double *weights, const double *row, size_t features)
{
    double sum = weights[features];

    for (size_t i = 0; i < features; i++)
        sum += weights[i] * row[i];
    return sum;
}

/* A number, or the class whose score is largest. */
static double
target_of(const struct synthetic *recipe, const double *weights,
          const double *row, const double *noise)
{
    size_t features = (size_t)recipe->features, best = 0;
    double most = -INFINITY;

    if (recipe->classes == 0)
        return score(weights, row, features) + recipe->noise * noise[0];
    for (size_t k = 0; k < (size_t)recipe->classes; k++) {
        double found = score(weights + k * (features + 1), row, features) +
                       recipe->noise * noise[k];

        best = found > most ? k : best;
        most = fmax(most, found);
    }
    return (double)best;
}

static bool
fill(struct data *set, const struct synthetic *recipe, struct arena *arena)
{
    size_t scores = recipe->classes ? (size_t)recipe->classes : 1;
    size_t features = (size_t)recipe->features;
    struct stream_key key = {.seed = (uint64_t)recipe->seed,
                             .draw = DRAW_WEIGHTS};
    double *weights =
        arena_alloc(arena, scores * (features + 2), sizeof *weights);
    double *noise;
    bool met[CLASSES_MOST] = {false};

    if (!weights)
        return false;
    noise = weights + scores * (features + 1);
    random_normals(&key, 0, scores * (features + 1), weights);
    set->features = features;
    for (long r = 0; r < recipe->rows; r++) {
        double *row = data_add(set, arena);

        if (!row)
            return false;
        key.step = (uint64_t)r;
        key.draw = DRAW_FEATURES;
        random_normals(&key, 0, features, row);
        key.draw = DRAW_NOISE;
        random_normals(&key, 0, scores, noise);
        row[features] = target_of(recipe, weights, row, noise);
        if (recipe->classes && !met[(size_t)row[features]]) {
            met[(size_t)row[features]] = true;
            set->classes++;
        }
    }
    /* A class that no row has is known by name. */
    if (set->classes > 1)
        set->classes = (size_t)recipe->classes;
    return true;
}

bool
data_make(const struct node *node, struct data_options *self,
          struct error *error)
{
    const struct learner *learner = self->learner;
    struct synthetic recipe = *(const struct synthetic *)self->synthetic.self;

    if (!choose_classes(&self->synthetic, learner, &recipe, error))
        return false;
    if (recipe.rows > DATA_MOST / (recipe.features + 1) ||
        (recipe.classes != INTEGER_NULL &&
         recipe.classes > DATA_MOST / (recipe.features + 1))) {
        error_at(error, node_place(node, "synthetic"),
                 "must have at most %ld values in all", DATA_MOST);
        error->status = STATUS_LIMIT;
        return false;
    }
    return fill(&self->set, &recipe, node->arena) || error_memory(error);
}
