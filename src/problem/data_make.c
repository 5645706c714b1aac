/* data_make.c -- synthetic data: normal features, and a target that a linear
 * model of random weights gives them, with noise. */
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "base/random.h"
#include "problem/data.h"

/* Draws of a row: its features, and the noise of its target. */
enum { DRAW_FEATURES, DRAW_NOISE, DRAW_WEIGHTS };

struct recipe {
    long rows, features, classes, seed;
    double noise;
};

static bool
take_whole(const struct expression_constant *given, const struct place *place,
           long least, long most, long *value, struct error *error)
{
    if (!(given->value >= (double)least && given->value <= (double)most) ||
        given->value != floor(given->value))
        return error_at(error, place, "must be an integer in [%ld,%ld], not %g",
                        least, most, given->value);
    *value = (long)given->value;
    return true;
}

static bool
take(struct recipe *recipe, const struct expression_constant *given,
     const struct place *place, const struct learner *learner,
     struct error *error)
{
    static const char *const names[] = {"rows",  "features", "classes",
                                        "noise", "seed",     NULL};
    struct nearest nearest = {.word = given->name};
    long most = (long)learner->classes_most;

    for (size_t i = 0; names[i]; i++)
        if (most > 0 || strcmp(names[i], "classes") != 0)
            nearest_try(&nearest, names[i]);
    if (strcmp(given->name, "rows") == 0)
        return take_whole(given, place, 1, DATA_MOST, &recipe->rows, error);
    if (strcmp(given->name, "features") == 0)
        return take_whole(given, place, 1, DATA_MOST, &recipe->features, error);
    if (strcmp(given->name, "seed") == 0)
        return take_whole(given, place, 0, INTEGER_MOST, &recipe->seed, error);
    if (strcmp(given->name, "classes") == 0 && most > 0)
        return take_whole(given, place, 2, most, &recipe->classes, error);
    if (strcmp(given->name, "noise") != 0)
        return error_at(error, place,
                        "unknown key%s: must be rows, features, %snoise or "
                        "seed",
                        nearest_suggestion(&nearest).text,
                        most > 0 ? "classes, " : "");
    recipe->noise = given->value;
    return given->value >= 0 ||
           error_at(error, place, "must be a number in [0,inf), not %g",
                    given->value);
}

/* The place of one key. */
static struct place
key_place(const struct node *node, const struct data_options *self, size_t i)
{
    struct place place = self->synthetic.places
                             ? self->synthetic.places[i]
                             : *node_place(node, "synthetic");

    return place;
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
target_of(const struct recipe *recipe, const double *weights, const double *row,
          const double *noise)
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
fill(struct data *set, const struct recipe *recipe, struct arena *arena)
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
    struct recipe recipe = {.rows = 500, .features = 10, .noise = 0.1};

    if (learner->classes_least > 0)
        recipe.classes = learner->classes_most < 3 ? 2 : 3;
    for (size_t i = 0; i < self->synthetic.count; i++) {
        struct place place = key_place(node, self, i);

        if (!take(&recipe, &self->synthetic.values[i], &place, learner, error))
            return false;
    }
    if (recipe.rows > DATA_MOST / (recipe.features + 1)) {
        error_at(error, node_place(node, "synthetic"),
                 "must have at most %ld values in all", DATA_MOST);
        error->status = STATUS_LIMIT;
        return false;
    }
    return fill(&self->set, &recipe, node->arena) || error_memory(error);
}
